"""`fireside models list`, `scan`, `remove` and `fit`: the models on this computer."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.cli.hub_words import fits, no_gpu
from desktop.cli.naming import named
from desktop.cli.output import PlainSpeaker, Usage, ask, say, write, write_json
from desktop.cli.speech import Counted
from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.fit import Fit, Memory, fit, largest_context
from desktop.core.library import Listed
from desktop.core.library_errors import NotOurs
from desktop.core.loop import Loop
from desktop.core.models import Header, Installed, Origin
from desktop.core.notice import together
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.hub.gguf import read_header
from desktop.services.library import Library
from desktop.services.library_changes import LibraryChanges
from desktop.services.machine import free_memory
from desktop.services.model_options import ModelOptions

YES = ("y", "yes", "是", "是的")  # whatever is spoken
PROGRAMS = {
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
        write_json({"models": [_facts(each, library) for each in listed]})
        return
    speaker: PlainSpeaker = options.speaker
    if not listed:
        said = speaker.translate(
            "Terminal", "There are no models here yet. Fireside looks in {folder}, among others."
        )
        write(said.format(folder=library.folders.own) + "\n")
    for each in listed:
        write(_line(each, speaker) + "\n")


def _line(listed: Listed, speaker: PlainSpeaker) -> str:
    model, header = listed.model, listed.header
    facts = [
        f"{model.name} {model.quant}".strip(),
        speaker.size(model.size),
        _origins(speaker)[model.origin],
    ]
    if header is not None:
        said = speaker.translate("Terminal", "{architecture}, {tokens}")
        tokens = Counted(speaker).tokens(header.trained_length)
        facts.append(said.format(architecture=header.architecture, tokens=tokens))
    if listed.problem is not None:
        facts.append(describe(listed.problem, speaker).what)
    return "  ".join([*facts, _plain(model.path)])


def _origins(speaker: PlainSpeaker) -> dict[Origin, str]:
    translate = speaker.translate
    return PROGRAMS | {
        Origin.STARTER: translate("Terminal", "comes with Fireside"),
        Origin.FOLDER: translate("Terminal", "Fireside’s folder"),
        Origin.ADDED: translate("Terminal", "an added folder"),
        Origin.OPENED: translate("Terminal", "opened by hand"),
        Origin.HUGGING_FACE: translate("Terminal", "Hugging Face cache"),
    }


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
        write(options.speaker.translate("Terminal", "Nothing was deleted.") + "\n")
        return
    removing.remove(listed)
    speaker: PlainSpeaker = options.speaker
    said = speaker.translate("Terminal", "{model} was deleted; {size} are free again.")
    words = said.format(model=f"{model.name} {model.quant}".strip(), size=speaker.size(model.size))
    say(options, {"removed": str(model.path), "size": model.size}, words)


def _agreed(options: argparse.Namespace, model: Installed) -> bool:
    speaker: PlainSpeaker = options.speaker
    if options.json or not sys.stdin.isatty():
        raise Usage(speaker.translate("Terminal", "deleting without being asked needs --yes"))
    question = speaker.translate("Terminal", "Delete {model} ({size}) at {path}? [y/N]").format(
        model=f"{model.name} {model.quant}".strip(), size=speaker.size(model.size), path=_plain(model.path)
    )
    return ask(question + " ").strip().casefold() in YES


def _fit(options: argparse.Namespace, library: Library, places: Places) -> None:
    model = named(library, options.model)
    header = read_header(model.path)
    chosen = ModelOptions(places.data / "models-settings.json").of(model.path)
    found = fit(header, Memory(free_memory()), chosen)
    longest = largest_context(header, found.free, found.setup)
    if options.json:
        write_json(_fit_facts(model, header, found, longest))
    else:
        write(_fit_words(model, found, longest, options.speaker))


def _fit_words(model: Installed, found: Fit, longest: int, speaker: PlainSpeaker) -> str:
    translate = speaker.translate
    first = translate("Terminal", "{model} {fits}: it needs about {needed}, and {free} are free.").format(
        model=f"{model.name} {model.quant}".strip(),
        fits=fits(speaker)[found.verdict],
        needed=speaker.size(found.need.memory),
        free=speaker.size(found.free.free),
    )
    second = translate("Terminal", "Context: {count} tokens; up to {longest} would fit.").format(
        count=speaker.number(found.setup.context_length), longest=speaker.number(longest)
    )
    return f"{first}\n{together(second, no_gpu(speaker))}\n"


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
