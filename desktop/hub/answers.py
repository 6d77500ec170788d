"""The hub's answers, which may hold anything, as values that were checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from desktop.core.hub import Found, Gated, RemoteFile, Repo
from desktop.core.hub_errors import NameRefused
from desktop.hub.paths import repo_id, safe_path, shown

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

HEX64 = re.compile(r"[0-9a-f]{64}")
HEX40 = re.compile(r"[0-9a-f]{40}")
LICENSE_TAG = "license:"
BASE_TAG = "base_model:"
LARGEST = 1 << 50  # bytes of a file, or parameters, or whatever else is counted
MOST_FILES = 5_000
LONGEST_LINK = 500  # characters


@dataclass(frozen=True, slots=True)
class Page:
    """What a search has found, and where there is more."""

    found: tuple[Found, ...]
    after: str = ""  # the address of the next page; "" if this is the last one


def found_of(infos: Iterable[ModelInfo]) -> tuple[Found, ...]:
    """Take what a search lists; what has a name that cannot be one is left out."""
    found: list[Found] = []
    for info in infos:
        try:
            repo = repo_id(str(info.id))
        except NameRefused:
            continue
        gguf = _facts(getattr(info, "gguf", None))
        found.append(
            Found(
                repo,
                downloads=_count(info.downloads),
                likes=_count(info.likes),
                updated=_time(info.last_modified),
                gated=_gated(info.gated),
                license=_tag(info.tags, LICENSE_TAG),
                architecture=_text(gguf.get("architecture")),
                parameters=_count(gguf.get("total")),
                context_length=_count(gguf.get("context_length")),
            )
        )
    return tuple(found)


def repo_of(info: ModelInfo, asked: str) -> Repo:
    """Take a repository. Raises ValueError when it is none, `NameRefused` for its name."""
    commit = info.sha or ""
    if not HEX40.fullmatch(commit):
        raise ValueError("no commit")
    gguf, card = _facts(getattr(info, "gguf", None)), _card(info)
    license_key = _text(card.get("license")) or _tag(info.tags, LICENSE_TAG)
    return Repo(
        id=repo_id(str(info.id or asked)),
        commit=commit,
        files=tuple(_files(info.siblings or ())),
        gated=_gated(info.gated),
        license=license_key,
        license_name=_text(card.get("license_name")),
        license_link=_link(card.get("license_link")),
        downloads=_count(info.downloads),
        likes=_count(info.likes),
        updated=_time(info.last_modified),
        architecture=_text(gguf.get("architecture")),
        parameters=_count(gguf.get("total")),
        context_length=_count(gguf.get("context_length")),
        base_model=_base(card.get("base_model")) or _tag(info.tags, BASE_TAG),
    )


def _files(siblings: Iterable[Any]) -> Iterable[RemoteFile]:
    """Give the files that may lie in a folder of ours, with what the hub says of them."""
    for number, sibling in enumerate(siblings):
        if number >= MOST_FILES:
            return
        try:
            path = safe_path(str(sibling.rfilename))
        except NameRefused:
            continue
        lfs = sibling.lfs
        size = _count(lfs.size if lfs is not None else sibling.size)
        sha256 = str(lfs.sha256) if lfs is not None else ""
        yield RemoteFile(path, size, sha256 if HEX64.fullmatch(sha256) else "")


def _facts(given: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", given) if isinstance(given, Mapping) else {}


def _card(info: ModelInfo) -> Mapping[str, object]:
    card: object = info.card_data
    to_dict = getattr(card, "to_dict", None)
    return _facts(to_dict() if callable(to_dict) else card)


def _count(given: object) -> int:
    good = isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= LARGEST
    return cast("int", given) if good else 0


def _text(given: object) -> str:
    """Take a short text; of a list, which licences are at times, the first one."""
    if isinstance(given, list) and given:
        given = cast("list[object]", given)[0]
    return shown(given.strip()) if isinstance(given, str) else ""


def _link(given: object) -> str:
    good = isinstance(given, str) and given.startswith("https://") and len(given) <= LONGEST_LINK
    return cast("str", given) if good and cast("str", given).isprintable() else ""


def _tag(tags: object, prefix: str) -> str:
    listed = cast("list[object]", tags) if isinstance(tags, list) else []
    return next(
        (
            shown(tag.removeprefix(prefix))
            for tag in listed
            if isinstance(tag, str) and tag.startswith(prefix)
        ),
        "",
    )


def _base(given: object) -> str:
    try:
        return repo_id(_text(given))
    except NameRefused:
        return ""


def _gated(given: object) -> Gated:
    match given:
        case "manual":
            return Gated.MANUAL
        case "auto" | True:
            return Gated.AUTO
        case _:
            return Gated.NO


def _time(given: object) -> datetime | None:
    if not isinstance(given, datetime):
        return None
    return given if given.tzinfo is not None else given.replace(tzinfo=UTC)
