"""`fireside templates list`, `show`, `import` and `export`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.cli.output import PlainSpeaker, Usage, plain, write, write_json
from desktop.cli.speech import Counted
from desktop.cli.template_words import entry_facts, entry_line, template_facts, template_lines
from desktop.core.advice import describe
from desktop.core.places import Places
from desktop.core.tasks import Job
from desktop.core.template_errors import TemplateUnknown
from desktop.core.template_exchange import Format, OnConflict
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
        write_json({"templates": [entry_facts(entry) for entry in found]})
        return
    if not found:
        translate = options.speaker.translate
        none = translate("Terminal", "There are no templates yet.")
        write((translate("Terminal", "No template holds these words.") if options.search else none) + "\n")
    for entry in found:
        write(plain(entry_line(entry)) + "\n")


def _show(options: argparse.Namespace, library: Library) -> None:
    entry = library.named(options.name)
    templates = library.store.templates
    template, versions = templates.read(entry.id), templates.versions(entry.id)
    if options.json:
        write_json(template_facts(template, versions))
    else:
        write(plain("\n".join(template_lines(template, versions, options.speaker))) + "\n")


def _import(options: argparse.Namespace, library: Library) -> int:
    job: Job[Any] = Job(lambda _: None, None, 1.0)
    choice = Choice(OnConflict(options.on_conflict))
    brought = bring_in(options.files, choice, library.intake, job)
    if options.json:
        write_json(_brought_facts(brought, [say_flaw(flaw, PlainSpeaker()) for flaw in brought.flaws]))
    else:
        speaker: PlainSpeaker = options.speaker
        for flaw in brought.flaws:
            print(plain(say_flaw(flaw, speaker)), file=sys.stderr)
        if brought.more_flaws:
            print(Counted(speaker).problems(brought.more_flaws), file=sys.stderr)
        write(_brought_line(brought, speaker) + "\n")
    if brought.failure is not None:
        raise brought.failure
    return 0 if brought.done or not brought.flaws else 1


def _brought_line(brought: Brought, speaker: PlainSpeaker) -> str:
    translate, number = speaker.translate, speaker.number
    facts = (
        (translate("Terminal", "{count} added"), brought.added, True),
        (translate("Terminal", "{count} replaced"), brought.renewed, False),
        (translate("Terminal", "{count} left out, since their names are taken"), brought.left_out, False),
        (translate("Terminal", "{count} were here already"), brought.same, False),
    )
    said = [sentence.format(count=number(count)) for sentence, count, always in facts if count or always]
    facts_ = translate("Terminal", "; ").join(said)
    return translate("Terminal", "Templates: {facts}.").format(facts=facts_)


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
        said = options.speaker.translate("Terminal", "{format} needs a file, and --to names a folder")
        raise Usage(said.format(format=format_))
    order = Order(tuple(entry.id for entry in wanted), format_, target, apart=folder)
    job: Job[Any] = Job(lambda _: None, None, 1.0)
    written = write_out(order, library.store.templates, job) if wanted else None
    flaws = () if written is None else written.flaws
    files = [] if written is None else [str(path) for path in written.files]
    if options.json:
        problems = [plain(say_flaw(flaw, PlainSpeaker())) for flaw in flaws]
        write_json({"templates": len(wanted), "files": files, "problems": problems})
        return
    speaker: PlainSpeaker = options.speaker
    for flaw in flaws:
        print(plain(say_flaw(flaw, speaker)), file=sys.stderr)
    said = speaker.translate("Terminal", "Templates: {count} written to {path}.")
    write(said.format(count=speaker.number(len(wanted)), path=plain(options.to)) + "\n")


def _format(wanted: str | None, path: Path) -> Format:
    if wanted is not None:
        return Format(wanted)
    return SUFFIXES.get(path.suffix.lower(), Format.JSON)
