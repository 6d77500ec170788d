"""`fireside models list`, `scan`, `remove` and `fit`: the models on this computer."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.cli.hub_words import FITS
from desktop.cli.naming import named
from desktop.cli.output import PlainSpeaker, Usage, write
from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.fit import Fit, Memory, fit, largest_context
from desktop.core.library import Listed
from desktop.core.library_errors import NotOurs
from desktop.core.loop import Loop
from desktop.core.models import Header, Installed, Origin
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.hub.gguf import read_header
from desktop.services.library import Library
from desktop.services.library_changes import LibraryChanges
from desktop.services.machine import free_memory
from desktop.services.model_options import ModelOptions

ORIGINS = {
    Origin.STARTER: "comes with Fireside",
    Origin.FOLDER: "Fireside’s folder",
    Origin.ADDED: "an added folder",
    Origin.OPENED: "opened by hand",
    Origin.HUGGING_FACE: "Hugging Face cache",
    Origin.LM_STUDIO: "LM Studio",
    Origin.OLLAMA: "Ollama",
    Origin.GPT4ALL: "GPT4All",
    Origin.JAN: "Jan",
    Origin.LLAMA_CPP: "llama.cpp",
}


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one of these verbs. Needs no database and no engine."""
    loop = Loop()
    with closing(Tasks(loop)) as tasks:
        library = Library(places, SettingsFile(places.settings), tasks)
        match options.verb:
            case "remove":
                _remove(options, library, Removing(LibraryChanges(library, tasks, places.data), loop))
            case "fit":
                _fit(options, library, places)
            case _:
                if options.verb == "scan" or not library.listed():
                    library.look()
                _list(options, library)
    return 0


class Removing:
    """Deletes a model and waits until that is done."""

    def __init__(self, changes: LibraryChanges, loop: Loop) -> None:
        self._changes = changes
        self._loop = loop

    def remove(self, listed: Listed) -> None:
        """Delete it. Raises what kept it from being deleted."""
        gone: list[Listed] = []
        failures: list[UserError] = []
        self._changes.removed.connect(gone.append)
        self._changes.failed.connect(failures.append)
        self._changes.remove(listed)
        self._loop.run_until(lambda: bool(gone or failures))
        if failures:
            raise failures[0]


def _list(options: argparse.Namespace, library: Library) -> None:
    by_path = library.holdings.models
    listed = [by_path[model.path] for model in library.installed() if model.path in by_path]
    if options.json:
        _print({"models": [_facts(each, library) for each in listed]})
        return
    if not listed:
        write(f"There are no models here yet. Fireside looks in {library.folders.own}, among others.\n")
    for each in listed:
        write(_line(each) + "\n")


def _line(listed: Listed) -> str:
    model, header = listed.model, listed.header
    facts = [f"{model.name} {model.quant}".strip(), PlainSpeaker().size(model.size), ORIGINS[model.origin]]
    if header is not None:
        facts.append(f"{header.architecture}, {PlainSpeaker().number(header.trained_length)} tokens")
    if listed.problem is not None:
        facts.append(describe(listed.problem, PlainSpeaker()).what)
    return "  ".join([*facts, _plain(model.path)])


def _plain(path: Path) -> str:
    """Write a path without what would steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))


def _facts(listed: Listed, library: Library) -> dict[str, Any]:
    model, header, used = listed.model, listed.header, library.recent.of(listed.path)
    return {
        "name": model.name,
        "quant": model.quant,
        "size": model.size,
        "origin": model.origin,
        "repo": listed.repo,
        "path": str(model.path),
        "files": len(listed.files),
        "projector": None if listed.projector is None else str(listed.projector.path),
        "architecture": None if header is None else header.architecture,
        "parameters": None if header is None else header.parameters,
        "trained_context": None if header is None else header.trained_length,
        "sha256": listed.files[0].sha256 or None,
        "used": None if used is None else used.isoformat(),
        "problem": None if listed.problem is None else describe(listed.problem, PlainSpeaker()).what,
    }


def _remove(options: argparse.Namespace, library: Library, removing: Removing) -> None:
    library.look()
    model = named(library, options.model)
    listed = library.holdings.models.get(model.path)
    if listed is None or not listed.own:
        raise NotOurs(model.path)
    if not options.yes and not _agreed(options, model):
        write("Nothing was deleted.\n")
        return
    removing.remove(listed)
    if options.json:
        _print({"removed": str(model.path), "size": model.size})
    else:
        write(f"{model.name} {model.quant} was deleted; {PlainSpeaker().size(model.size)} are free again.\n")


def _agreed(options: argparse.Namespace, model: Installed) -> bool:
    if options.json or not sys.stdin.isatty():
        raise Usage("deleting without being asked needs --yes")
    size = PlainSpeaker().size(model.size)
    answer = input(f"Delete {model.name} {model.quant} ({size}) at {_plain(model.path)}? [y/N] ")
    return answer.strip().casefold() in ("y", "yes")


def _fit(options: argparse.Namespace, library: Library, places: Places) -> None:
    model = named(library, options.model)
    header = read_header(model.path)
    chosen = ModelOptions(places.data / "models-settings.json").of(model.path)
    found = fit(header, Memory(free_memory()), chosen)
    longest = largest_context(header, found.free, found.setup)
    if options.json:
        _print(_fit_facts(model, header, found, longest))
        return
    speaker = PlainSpeaker()
    write(
        f"{model.name} {model.quant} {FITS[found.verdict]}: it needs about"
        f" {speaker.size(found.need.memory)}, and {speaker.size(found.free.free)} are free.\n"
        f"Context: {speaker.number(found.setup.context_length)} tokens;"
        f" up to {speaker.number(longest)} would fit. GPUs were not looked at.\n"
    )


def _fit_facts(model: Installed, header: Header, found: Fit, longest: int) -> dict[str, Any]:
    return {
        "name": model.name,
        "quant": model.quant,
        "path": str(model.path),
        "size": header.size,
        "architecture": header.architecture,
        "parameters": header.parameters,
        "trained_context": header.trained_length,
        "verdict": found.verdict,
        "needed": found.need.memory,
        "free": found.free.free,
        "context": found.setup.context_length,
        "kv_type": found.setup.kv_type,
        "largest_context": longest,
    }


def _print(facts: dict[str, Any]) -> None:
    write(json.dumps(facts, ensure_ascii=False) + "\n")
