"""`fireside templates list`, `show`, `import` and `export`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.cli.output import PlainSpeaker, Usage, plain, write
from desktop.cli.template_words import entry_facts, entry_line, template_facts, template_lines
from desktop.core.advice import describe
from desktop.core.places import Places
from desktop.core.tasks import Job
from desktop.core.template_errors import TemplateUnknown
from desktop.core.template_exchange import Flaw, Format, OnConflict
from desktop.core.template_exchange_advice import say_flaw
from desktop.core.template_moving import Brought, Choice, Order
from desktop.core.template_search import Known, pick, search
from desktop.core.templates import Entry, slash_name
from desktop.services.assembly import open_chats
from desktop.services.exchange.reading import SUFFIXES
from desktop.services.starters import begin_with
from desktop.services.template_exporting import write_out
from desktop.services.template_importing import bring_in
from desktop.services.user_language import user_language
from desktop.store.opening import Opened
from desktop.store.template_intake import TemplateIntake

NEAR = 5  # names that are offered for one that is not known


@dataclass(frozen=True, slots=True)
class Library:
    """The templates of a data folder, opened."""

    store: Opened
    intake: TemplateIntake

    def entries(self) -> list[Entry]:
        """List them by their names."""
        return self.store.templates.entries()

    def named(self, name: str) -> Entry:
        """Find one by its name or slash name. Raises `TemplateUnknown`."""
        return find(self.entries(), name)


@contextmanager
def opened(places: Places) -> Generator[Library]:
    """Open the templates; a fresh library gets those that come along. Raises `DataError`s."""
    store = open_chats(places)
    try:
        intake = TemplateIntake(store.database)
        begin_with(user_language(places), intake)
        yield Library(store, intake)
    finally:
        store.close()


def find(entries: Iterable[Entry], name: str) -> Entry:
    """Find a template by its name or slash name. Raises `TemplateUnknown`."""
    listed = list(entries)
    slash = slash_name(name.removeprefix("/"))
    for entry in listed:
        if slash_name(entry.name) == slash:
            return entry
    near = pick(name.removeprefix("/"), [Known.of(entry) for entry in listed], NEAR)
    raise TemplateUnknown(name, tuple(entry.name for entry in near or listed[:NEAR]))


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one of these verbs."""
    with opened(places) as library:
        match options.verb:
            case "show":
                _show(options, library)
            case "import":
                return _import(options, library)
            case "export":
                _export(options, library)
            case _:
                _list(options, library)
    return 0


def _list(options: argparse.Namespace, library: Library) -> None:
    found = search(options.search, [Known.of(entry) for entry in library.entries()])
    if options.json:
        _print({"templates": [entry_facts(entry) for entry in found]})
        return
    if not found:
        write("No template holds these words.\n" if options.search else "There are no templates yet.\n")
    for entry in found:
        write(plain(entry_line(entry)) + "\n")


def _show(options: argparse.Namespace, library: Library) -> None:
    entry = library.named(options.name)
    templates = library.store.templates
    template, versions = templates.read(entry.id), templates.versions(entry.id)
    if options.json:
        _print(template_facts(template, versions))
    else:
        write(plain("\n".join(template_lines(template, versions))) + "\n")


def _import(options: argparse.Namespace, library: Library) -> int:
    job: Job[Any] = Job(lambda _: None, None, 1.0)
    choice = Choice(OnConflict(options.on_conflict))
    brought = bring_in(options.files, choice, library.intake, job)
    flaws = [say_flaw(flaw, PlainSpeaker()) for flaw in brought.flaws]
    if options.json:
        _print(_brought_facts(brought, flaws))
    else:
        for said in flaws:
            print(plain(said), file=sys.stderr)
        if brought.more_flaws:
            print(f"{brought.more_flaws:,} more problems.", file=sys.stderr)
        write(_brought_line(brought) + "\n")
    if brought.failure is not None:
        raise brought.failure
    return 0 if brought.done or not brought.flaws else 1


def _brought_line(brought: Brought) -> str:
    number = PlainSpeaker().number
    parts = (
        f"{number(brought.added)} added",
        f"{number(brought.renewed)} replaced" if brought.renewed else "",
        f"{number(brought.left_out)} left out, since their names are taken" if brought.left_out else "",
        f"{number(brought.same)} were here already" if brought.same else "",
    )
    return "Templates: " + "; ".join(filter(None, parts)) + "."


def _brought_facts(brought: Brought, flaws: list[str]) -> dict[str, Any]:
    failure = brought.failure
    return {
        "added": brought.added,
        "replaced": brought.renewed,
        "left_out": brought.left_out,
        "same": brought.same,
        "problems": flaws,
        "more_problems": brought.more_flaws,
        "failure": None if failure is None else describe(failure, PlainSpeaker()).what,
    }


def _export(options: argparse.Namespace, library: Library) -> None:
    entries = library.entries()
    wanted = [find(entries, name) for name in dict.fromkeys(options.names)] or entries
    target = Path(options.to)
    format_ = _format(options.format, target)
    folder = target.is_dir() or options.to.endswith(("/", "\\"))
    if folder and format_ in (Format.JSON, Format.CSV):
        raise Usage(f"{format_} needs a file, and --to names a folder")
    order = Order(tuple(entry.id for entry in wanted), format_, target, apart=folder)
    job: Job[Any] = Job(lambda _: None, None, 1.0)
    written = write_out(order, library.store.templates, job) if wanted else None
    flaws = [] if written is None else [_said(flaw) for flaw in written.flaws]
    files = [] if written is None else [str(path) for path in written.files]
    if options.json:
        _print({"templates": len(wanted), "files": files, "problems": flaws})
        return
    for said in flaws:
        print(said, file=sys.stderr)
    write(f"Templates: {len(wanted):,} written to {plain(options.to)}.\n")


def _said(flaw: Flaw) -> str:
    return plain(say_flaw(flaw, PlainSpeaker()))


def _format(wanted: str | None, path: Path) -> Format:
    if wanted is not None:
        return Format(wanted)
    return SUFFIXES.get(path.suffix.lower(), Format.JSON)


def _print(facts: dict[str, Any]) -> None:
    write(json.dumps(facts, ensure_ascii=False) + "\n")
