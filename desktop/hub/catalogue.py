"""Reads `models.json`, the curated list that comes with the program."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any, cast

from desktop.core.catalogue import (
    GIB,
    Capability,
    Catalogue,
    CatalogueFile,
    CatalogueModel,
    CatalogueSource,
    Commercial,
    License,
)
from desktop.core.hub import Gated
from desktop.core.hub_errors import NameRefused
from desktop.core.places import resource
from desktop.hub.paths import repo_id, safe_path

FILE = "models.json"
SCHEMA = 1
GATES = {False: Gated.NO, "auto": Gated.AUTO, "manual": Gated.MANUAL}

log = logging.getLogger(__name__)


class CatalogueInvalid(ValueError):
    """The list is not as it should be; a sentence for those who write it."""


def shipped() -> Catalogue:
    """Give the list; an empty one where the installation is damaged, since the search works without it."""
    try:
        return read_catalogue(resource(FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.error("the catalogue is not shown: %s", error)
        return Catalogue()


def read_catalogue(text: str) -> Catalogue:
    """Read the list, and check all of it that is used. Raises `CatalogueInvalid`."""
    try:
        raw: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogueInvalid(f"{FILE} is no JSON: {error}") from None
    top = Record(raw, FILE)
    if top.raw.get("schema") != SCHEMA:
        raise CatalogueInvalid(f"{FILE} has schema {top.raw.get('schema')!r}, not {SCHEMA}.")
    licenses = {
        key: _license(key, Record(each, f"licence {key}")) for key, each in top.record("licenses").items()
    }
    models = [_model(Record(each, f"model {n}"), licenses) for n, each in enumerate(top.list("models"))]
    for what, values in (("id", [m.id for m in models]), ("name", [m.name.casefold() for m in models])):
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise CatalogueInvalid(f"The {what} {twice[0]} stands there twice.")
    return Catalogue(top.text("updated"), licenses, tuple(models))


class Record:
    """An object of the file, which says where it stands when something is wrong with it."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, dict):
            raise CatalogueInvalid(f"{where} is not an object.")
        self.raw = cast("dict[str, Any]", raw)
        self.where = where

    def text(self, name: str, default: str | None = None) -> str:
        """Give a text; one that is null or missing is the default, if there is one."""
        value: object = self.raw.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value:
            raise self.wrong(name, "is no text")
        return value

    def number(self, name: str) -> float:
        """Give a number from 0; 0 for null, or for a missing one."""
        value: object = self.raw.get(name)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise self.wrong(name, "is no number from 0")
        return value

    def list(self, name: str) -> list[Any]:
        """Give a list; [] for a missing one."""
        value: object = self.raw.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(name, "is no list")
        return cast("list[Any]", value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts."""
        values = self.list(name)
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(name, "holds something that is no text")
        return tuple(values)

    def record(self, name: str) -> dict[str, Any]:
        """Give an object inside of this one."""
        return Record(self.raw.get(name), f"{name} of {self.where}").raw

    def wrong(self, name: str, what: str) -> CatalogueInvalid:
        """Make the error."""
        return CatalogueInvalid(f"{name} of {self.where} {what}: {self.raw.get(name)!r:.80}.")


def _license(key: str, record: Record) -> License:
    url = record.text("url")
    if not url.startswith("https://"):
        raise record.wrong("url", "is no https address")
    try:
        commercial = Commercial(record.text("commercial"))
    except ValueError:
        raise record.wrong("commercial", "is none of yes, no, conditions") from None
    return License(key, record.text("name"), url, commercial, bool(record.raw.get("ask")))


def _model(record: Record, licenses: Mapping[str, License]) -> CatalogueModel:
    record.where = f"model {record.text('id')}"
    key = record.text("license")
    if key not in licenses:
        raise record.wrong("license", "is not described")
    sources = [Record(each, f"a source of {record.where}") for each in record.list("sources")]
    if not sources:
        raise record.wrong("sources", "is empty")
    return CatalogueModel(
        id=record.text("id"),
        name=record.text("name"),
        maker=record.text("maker"),
        size_label=Record(record.raw.get("params"), f"params of {record.where}").text("label"),
        license=licenses[key],
        capabilities=_capabilities(record),
        min_memory=int(record.number("min_ram_gb")),
        summary=_summary(record),
        sources=tuple(map(_source, sources)),
        tags=record.texts("tags"),
        released=record.text("released", ""),
        languages=record.texts("languages"),
        context_length=int(record.number("context_length")),
        hidden=bool(record.raw.get("hidden")),
    )


def _capabilities(record: Record) -> tuple[Capability, ...]:
    try:
        return tuple(Capability(each) for each in record.texts("capabilities"))
    except ValueError:
        raise record.wrong("capabilities", "holds one that is not known") from None


def _summary(record: Record) -> dict[str, str]:
    said = Record(record.raw.get("summary"), f"summary of {record.where}")
    return {language: said.text(language) for language in ("en", "zh_CN")}


def _source(record: Record) -> CatalogueSource:
    default = record.text("default")
    files = {
        quant: _file(Record(each, f"{quant} of {record.where}"))
        for quant, each in record.record("files").items()
    }
    if default not in files:
        raise record.wrong("default", "is none of its files")
    gated: object = record.raw.get("gated", False)
    if not isinstance(gated, bool | str) or gated not in GATES:
        raise record.wrong("gated", "is none of false, auto, manual")
    projector = record.raw.get("mmproj")
    try:
        repo = repo_id(record.text("repo"))
    except NameRefused:
        raise record.wrong("repo", "is no repository") from None
    return CatalogueSource(
        repo,
        files,
        default,
        GATES[gated],
        _file(Record(projector, f"mmproj of {record.where}")) if projector is not None else None,
    )


def _file(record: Record) -> CatalogueFile:
    try:
        path = safe_path(record.text("path"))
    except NameRefused:
        raise record.wrong("path", "leads elsewhere") from None
    return CatalogueFile(
        path,
        parts=int(record.number("parts")) or 1,
        size=int(record.number("size")),
        about=int(record.number("size_gib") * GIB),
        sha256=record.texts("sha256"),
    )
