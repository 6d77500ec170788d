"""Checks `models.json`; run it as `python packaging/validate_models.py [--online] [--fix OUT]`.

Without a network: the schema, and what a schema cannot say. With `--online`: whether the hub still has every
file, what it is, and whether anything has become gated. `--fix OUT` writes the list with what the hub says of
sizes, hashes, commits, architecture and context filled in; a person looks at it before it is shipped.
The exit status is 1 when something is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # before any other copy of the program that may be installed

from desktop.core.catalogue import GIB  # noqa: E402
from desktop.core.errors import UserError  # noqa: E402
from desktop.core.hub import RemoteFile, Repo  # noqa: E402
from desktop.core.network import Gate  # noqa: E402
from desktop.core.sources import HUGGING_FACE, Connection, Source  # noqa: E402
from desktop.core.tasks import Job  # noqa: E402
from desktop.hub.api import HubApi  # noqa: E402
from desktop.hub.catalogue import CatalogueInvalid, read_catalogue  # noqa: E402
from desktop.hub.names import Kind, parse  # noqa: E402
from desktop.hub.paths import repo_id  # noqa: E402
from desktop.hub.probe import Probed, read_start  # noqa: E402

SCHEMA = Path(__file__).with_name("models.schema.json")
KINDS = {"mmproj": Kind.PROJECTOR, "draft": Kind.DRAFT}
OVERHEAD, RUNTIME = 1.1, 1.5  # times the file, and GiB: what a model takes of memory at least
FILLED = ("size", "sha256", "context_length")  # of what was not verified, once the hub has told it

Json = dict[str, Any]


def main(words: list[str] | None = None) -> int:
    """Check, and print what is wrong, a line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "models.json")
    parser.add_argument("--online", action="store_true", help="ask the hub, too")
    parser.add_argument("--endpoint", default=HUGGING_FACE, metavar="URL")
    parser.add_argument("--fix", type=Path, metavar="OUT", help="write what the hub says into OUT")
    options = parser.parse_args(words)
    try:
        raw: Json = json.loads(options.file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        say(f"{options.file} cannot be read: {error}")
        return 1
    wrong = offline(raw)
    if not wrong and (options.online or options.fix):
        online = Online(options.endpoint, fill=options.fix is not None)
        raw = deepcopy(raw)
        wrong = list(online.check(raw))
        if options.fix is not None and not wrong:
            options.fix.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for line in wrong:
        say(line)
    say(f"{len(raw.get('models', []))} models, {len(wrong)} problems")
    return 1 if wrong else 0


def say(line: str) -> None:
    """Write a line for whoever runs this."""
    sys.stdout.write(f"{line}\n")


def offline(raw: Json) -> list[str]:
    """Check without a network."""
    wrong = list(_schema(raw))
    if wrong:
        return wrong
    try:
        read_catalogue(json.dumps(raw))
    except CatalogueInvalid as error:
        wrong.append(str(error))
    known = {model["id"] for model in raw["models"]}
    hashes: dict[str, tuple[str, str]] = {}
    for model in raw["models"]:
        wrong += _model(model, known)
        for source in model["sources"]:
            for key, file in files_of(source):
                wrong += _file(model, source, key, file)
                wrong += _hashes(source, file, hashes)
    return wrong


def _schema(raw: Json) -> Iterator[str]:
    import jsonschema

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for error in validator.iter_errors(raw):
        yield f"schema {'/'.join(map(str, error.absolute_path))}: {error.message[:160]}"


def _model(model: Json, known: set[str]) -> Iterator[str]:
    at, can = model["id"], set(model["capabilities"])
    if ("reasoning" in can) != bool(model.get("reasoning")):
        yield f"{at}: the capability reasoning and the field disagree"
    if "vision" in can and not any("mmproj" in source for source in model["sources"]):
        yield f"{at}: sees pictures, and has no projector"
    if {"embedding", "rerank"} & can and "chat" in can:
        yield f"{at}: models for searching do not chat"
    for replaced in model.get("replaces", []):
        if replaced not in known:
            yield f"{at}: replaces {replaced}, which is not there"
    for language in ("en", "zh_CN"):
        chinese = any("\u4e00" <= c <= "\u9fff" for c in model["summary"][language])
        if chinese != (language == "zh_CN"):
            yield f"{at}: the sentence for {language} is in another language"


def files_of(source: Json) -> Iterator[tuple[str, Json]]:
    """Give all files of a source with their keys."""
    yield from source["files"].items()
    yield from ((key, source[key]) for key in KINDS if key in source)


def _file(model: Json, source: Json, key: str, file: Json) -> Iterator[str]:
    name, parts = parse(file["path"]), file.get("parts", 1)
    where = f"{model['id']} {source['repo']} {file['path']}"
    if name.kind is not KINDS.get(key, Kind.MODEL):
        yield f"{where}: looks like {name.kind}"
    if key not in KINDS:
        if name.label != key:
            yield f"{where}: the key is {key}, the name says {name.label or 'nothing'}"
        if not name.loadable:
            yield f"{where}: llama.cpp cannot load {name.label}"
    if (name.part, name.parts) != (1, parts):
        yield f"{where}: part {name.part} of {name.parts}, and the list says {parts}"
    if file.get("sha256") and len(file["sha256"]) != parts:
        yield f"{where}: {len(file['sha256'])} hashes for {parts} parts"
    size = file["size"] / GIB if file.get("size") else file.get("size_gib")
    if key == source.get("default") and size and model["min_ram_gb"] < size * OVERHEAD + RUNTIME:
        yield f"{where}: {size:.1f} GiB do not fit into {model['min_ram_gb']} GB of memory"


def _hashes(source: Json, file: Json, seen: dict[str, tuple[str, str]]) -> Iterator[str]:
    for each in file.get("sha256") or []:
        here = (source["repo"], file["path"])
        if seen.setdefault(each, here) != here:
            yield f"{' '.join(here)}: has the hash of {' '.join(seen[each])}"


@dataclass
class Online:
    """Compares the list with a hub. With `fill` the list gets what the hub says."""

    endpoint: str
    fill: bool = False

    def __post_init__(self) -> None:
        def post(call: Callable[[], None]) -> None:
            call()

        self._api = HubApi(Gate(False, post))
        self._job: Job[None] = Job(post, None, 1.0)
        self._connection = Connection((Source(self.endpoint.rstrip("/")),))

    def check(self, raw: Json) -> Iterator[str]:
        """Check all models."""
        for model in raw["models"]:
            wrong = [line for source in model["sources"] for line in self._source(model, source)]
            yield from wrong
            if self.fill and not wrong:
                model["unverified"] = [each for each in model.get("unverified", []) if each not in FILLED]

    def _source(self, model: Json, source: Json) -> Iterator[str]:
        where = f"{model['id']} {source['repo']}"
        try:
            repo = self._api.repo(repo_id(source["repo"]), self._connection, self._job)
        except UserError as error:
            yield f"{where}: {error}"
            return
        gated = source.get("gated") or "no"
        if repo.gated != gated:
            yield f"{where}: gated is {repo.gated}, and the list says {gated}"
        named = repo.license_name if repo.license == "other" else repo.license
        if named and named != model["license"]:
            yield f"{where}: the licence is {named}, and the list says {model['license']}"
        have = {file.path: file for file in repo.files}
        for _, file in files_of(source):
            yield from self._compare(where, file, have)
        if source is model["sources"][0] and gated == "no":
            yield from self._header(model, source, repo)
        if self.fill:
            source["revision"] = repo.commit

    def _compare(self, where: str, file: Json, have: dict[str, RemoteFile]) -> Iterator[str]:
        paths = parts_of(file["path"], file.get("parts", 1))
        missing = [path for path in paths if path not in have or not have[path].sha256]
        if missing:
            yield f"{where}: {', '.join(missing)} is not there"
            return
        size, hashes = sum(have[path].size for path in paths), [have[path].sha256 for path in paths]
        if file.get("sha256") and file["sha256"] != hashes:
            yield f"{where} {file['path']}: the hash is another one; was it uploaded anew?"
        elif file.get("size") and file["size"] != size:
            yield f"{where} {file['path']}: {size} bytes, and the list says {file['size']}"
        elif self.fill:
            file["size"], file["sha256"] = size, hashes
            file.pop("size_gib", None)

    def _header(self, model: Json, source: Json, repo: Repo) -> Iterator[str]:
        """Compare what the default file says of itself."""
        file = source["files"][source["default"]]
        path = file["path"]
        found = next((each for each in repo.files if each.path == path), None)
        if found is None:
            return  # that was told
        where = f"{model['id']} {source['repo']} {path}"
        try:
            data = self._api.start_of(repo, found, self._connection, self._job)
            header = read_start(data, Probed(path, found.size, source["default"]))
        except UserError as error:
            if "chat" in model["capabilities"]:
                yield f"{where}: {error}"
            return
        for field, value in (
            ("architecture", header.architecture),
            ("context_length", header.trained_length),
        ):
            if self.fill:
                model[field] = value
            elif model.get(field) and model[field] != value:
                yield f"{where}: {field} is {value}, and the list says {model[field]}"


def parts_of(path: str, parts: int) -> list[str]:
    """Give the paths of all parts."""
    if parts == 1:
        return [path]
    stem = path.removesuffix(f"-00001-of-{parts:05}.gguf")
    return [f"{stem}-{number:05}-of-{parts:05}.gguf" for number in range(1, parts + 1)]


if __name__ == "__main__":
    sys.exit(main())
