"""`fireside import`: chats of Fireside and of other programs come in."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.describing import describe_json
from desktop.cli.output import PlainSpeaker, say
from desktop.cli.parser import AddVerb
from desktop.core.moving_in import NAMES, Brought, Choice, Flaw, Losses, Preview, Source
from desktop.core.notice import listed
from desktop.core.places import Places

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.core.chat import FolderId
    from desktop.store.moving_in import MoveInStore

FAILED = 1


def describe(add: AddVerb, speaker: PlainSpeaker) -> None:
    """Describe the command."""
    translate = speaker.translate
    said = translate("Terminal", "bring chats in from {programs}; those that are here are left")
    command = add("import", help=said.format(programs=listed(NAMES.values(), speaker)))
    command.add_argument(
        "path",
        nargs="+",
        type=Path,
        metavar=translate("Terminal", "FILE|FOLDER"),
        help=translate("Terminal", "an export, a zip, or a program's folder"),
    )
    kinds = translate(
        "Terminal", "take no chats of other programs than {kinds}; told by the contents by default"
    )
    command.add_argument(
        "--from",
        dest="source",
        choices=[source.value for source in Source],
        metavar=translate("Terminal", "KIND"),
        help=kinds.format(kinds=listed(Source, speaker)),
    )
    command.add_argument(
        "--dry-run",
        action="store_true",
        help=translate("Terminal", "tell what would come, and change nothing"),
    )
    command.add_argument(
        "--folder",
        metavar=translate("Terminal", "NAME"),
        help=translate("Terminal", "put the chats into this folder, which may be new"),
    )
    describe_json(command)


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry it out; returns the exit status. Raises `UserError`s."""
    from desktop.services.assembly import open_chats
    from desktop.store.moving_in import MoveInStore

    with closing(open_chats(places)) as store:
        return _import(options, MoveInStore(store.database))


def _import(options: argparse.Namespace, store: MoveInStore) -> int:
    from desktop.core.moving_in_advice import say_marks
    from desktop.core.tasks import Job
    from desktop.services.movein.bringing import bring_in, look_into
    from desktop.services.movein.reading import Manner

    source = None if options.source is None else Source(options.source)
    manner = Manner(source, say_marks(options.speaker))
    job: Job[Any] = Job(lambda _: None, None, 1)
    if options.dry_run:
        preview = look_into(options.path, manner, store, job)
        _say(options, _previewed(preview), _preview_lines(preview, options.speaker), not preview.entries)
        return 0 if preview.entries else FAILED
    choice = Choice(target=_folder(store, options.folder))
    brought = bring_in(options.path, manner, choice, store, job)
    known = brought.chats + brought.grown + brought.restored + brought.here + brought.left_out
    failed = bool(not known and brought.flaws)
    _say(options, _facts(brought), _brought_lines(brought, options.speaker), failed)
    if brought.failure is not None:
        raise brought.failure
    return FAILED if failed else 0


def _folder(store: MoveInStore, name: str | None) -> FolderId | None:
    if name is None:
        return None
    from desktop.core.folders import folder_name

    wanted = folder_name(name)
    for folder in store.folders.all():
        if folder.parent is None and folder.name.casefold() == wanted.casefold():
            return folder.id
    return store.folders.add(wanted).id


def _preview_lines(preview: Preview, speaker: PlainSpeaker) -> list[str]:
    from desktop.core.moving_in_advice import say_flaw, say_preview

    sources = dict.fromkeys(NAMES[entry.source] for entry in preview.entries)
    head = speaker.translate("Terminal", "From: {programs}").format(programs=listed(sources, speaker))
    lines = [head] if sources else []
    lines += say_preview(preview, speaker)
    lines += [say_flaw(flaw, speaker) for flaw in preview.flaws]
    return lines or [speaker.translate("Terminal", "No chat was found.")]


def _brought_lines(brought: Brought, speaker: PlainSpeaker) -> list[str]:
    from desktop.core.moving_in_advice import say_report

    return say_report(brought, speaker) or [speaker.translate("Terminal", "There was nothing to import.")]


def _previewed(preview: Preview) -> dict[str, object]:
    chats = [
        {
            "title": entry.title,
            "from": entry.source,
            "created": entry.pick.created.isoformat(),
            "messages": entry.messages,
            "state": entry.state,
            "more": entry.more if entry.state == "grown" else 0,
            "folder": list(entry.folder),
        }
        for entry in preview.entries
    ]
    return {"chats": chats} | _faults(preview.losses, preview.flaws, preview.more_flaws)


def _facts(brought: Brought) -> dict[str, object]:
    names = ("chats", "messages", "grown", "restored", "here", "left_out")
    facts: dict[str, object] = {name: getattr(brought, name) for name in names}
    return facts | _faults(brought.losses, brought.flaws, brought.more_flaws)


def _faults(losses: Losses, flaws: tuple[Flaw, ...], more: int) -> dict[str, object]:
    return {
        "not_kept": {str(kind): count for kind, count in losses.counts},
        "faults": [asdict(flaw) for flaw in flaws],
        "more_faults": more,
    }


def _say(options: argparse.Namespace, facts: dict[str, object], lines: list[str], failed: bool) -> None:
    words = "\n".join(lines)
    if failed and not options.json:
        print(words, file=sys.stderr)
    else:
        say(options, facts, words)
