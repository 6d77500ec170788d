"""Which licences are agreed to before a download."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.catalogue import Catalogue
from desktop.core.hub import Repo
from desktop.core.sources import HUGGING_FACE

OPEN = frozenset(  # anybody may do with the model what they like, if they say where it is from
    (
        "apache-2.0", "mit", "bsd", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0",
        "gpl-2.0", "gpl-3.0", "agpl-3.0", "lgpl-3.0", "mpl-2.0", "isc", "unlicense", "wtfpl", "zlib",
        "artistic-2.0", "afl-3.0", "ecl-2.0", "eupl-1.2", "postgresql", "cdla-permissive-2.0",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Consent:
    """A licence with conditions, to be shown and agreed to."""

    key: str
    name: str
    url: str


def consent_for(repo: Repo, catalogue: Catalogue) -> Consent | None:
    """Give what has to be agreed to before a repository's files are fetched; None for nothing.

    Where a repository names no licence there is nothing that could be shown.
    """
    key = repo.license_name if repo.license == "other" and repo.license_name else repo.license
    known = catalogue.licenses.get(key)
    if known is None and (listed := catalogue.of_repo(repo.id)) is not None:
        known = listed.license
    if known is not None:
        return Consent(known.key, known.name, repo.license_link or known.url) if known.ask else None
    if not key or key in OPEN:
        return None
    base = repo.base_model or repo.id
    return Consent(key, key, repo.license_link or f"{HUGGING_FACE}/{base}")
