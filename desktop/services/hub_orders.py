"""What is downloaded of a repository; the window and the command line both order from here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.core.catalogue import Catalogue
from desktop.core.downloads import Order
from desktop.core.hub import Offer, Repo, RepoId
from desktop.core.sources import HUGGING_FACE


def order_of(offer: Offer, repo: Repo, catalogue: Catalogue, folder: Path) -> Order:
    """Make of an offer what is downloaded. The catalogue's hashes count more than those of a mirror.

    What Hugging Face itself says counts more than the catalogue: a publisher may have replaced a file.
    """
    listed = catalogue.of_repo(repo.id)
    files = (*offer.files, *((offer.projector,) if offer.projector is not None else ()))
    pinned = {} if repo.endpoint == HUGGING_FACE else pinned_hashes(catalogue, repo.id)
    return Order(
        repo=repo.id,
        commit=repo.commit,
        name=listed.name if listed is not None else name_of(offer, repo.id),
        quant=offer.label,
        files=tuple(replace(file, sha256=pinned.get(file.path, file.sha256)) for file in files),
        folder=folder,
        license=repo.license,
        gated=repo.gated,
    )


def pinned_hashes(catalogue: Catalogue, repo: RepoId) -> dict[str, str]:
    """Give the hashes that the catalogue knows, by path; of files in one part, as all of its models are."""
    pinned: dict[str, str] = {}
    for model in catalogue.models:
        for source in model.sources:
            if source.repo == repo:
                projector = (source.projector,) if source.projector is not None else ()
                for file in (*source.files.values(), *projector):
                    if len(file.sha256) == 1:
                        pinned[file.path] = file.sha256[0]
    return pinned


def name_of(offer: Offer, repo: RepoId) -> str:
    """Name a model as people read it."""
    stem = offer.stem or repo.split("/")[1].removesuffix("-GGUF")
    return " ".join(stem.replace("_", " ").replace("-", " ").split())
