"""`fireside export`: chats leave."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.describing import describe_json
from desktop.cli.output import PlainSpeaker, Usage, say
from desktop.cli.parser import AddVerb
from desktop.cli.window_words import Translate
from desktop.core.archive_markdown import Form
from desktop.core.archive_words import headings
from desktop.core.places import Places

if TYPE_CHECKING:
    from desktop.services.exporting import Exported, Printer
    from desktop.store.opening import Opened

FORMATS = {"json": "json", "markdown": "md", "html": "html", "pdf": "pdf"}


def describe(add: AddVerb, translate: Translate) -> None:
    """Describe the command."""
    export = add(
        "export", help=translate("Terminal", "write chats into a file, or into a folder with a file for each")
    )
    export.add_argument(
        "title",
        nargs="*",
        metavar=translate("Terminal", "TITLE"),
        help=translate("Terminal", "chats whose title holds this; else all"),
    )
    export.add_argument(
        "--to",
        type=Path,
        metavar=translate("Terminal", "PATH"),
        required=True,
        help=translate("Terminal", "a file, or a folder"),
    )
    export.add_argument(
        "--format",
        choices=FORMATS,
        default="json",
        metavar=translate("Terminal", "FORMAT"),
        help=", ".join(FORMATS),
    )
    for option, words in (
        ("--each", translate("Terminal", "PATH is a folder that gets a file for each chat")),
        ("--branches", translate("Terminal", "all branches; JSON has them always")),
        ("--thinking", translate("Terminal", "what the models were thinking, too")),
        ("--trash", translate("Terminal", "also chats that are in the trash")),
        ("--overwrite", translate("Terminal", "write over a file that is there")),
    ):
        export.add_argument(option, action="store_true", help=words)
    describe_json(export)


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry it out; returns the exit status. Raises `DataError`s."""
    from desktop.services.assembly import open_chats

    with closing(open_chats(places)) as store:
        return _export(options, store)


def _export(options: argparse.Namespace, store: Opened) -> int:
    from desktop.services.exporting import Export, Format, export

    speaker: PlainSpeaker = options.speaker
    words = [word.casefold() for word in options.title]
    chats = store.archive.ids(options.trash)
    if words:
        titles = {chat: store.archive.title(chat).casefold() for chat in chats}
        chats = [chat for chat in chats if all(word in titles[chat] for word in words)]
        if not chats:
            said = speaker.translate("Terminal", "No chat has “{words}” in its title.")
            raise Usage(said.format(words=" ".join(options.title)))
    language = speaker.language.replace("_", "-")  # as the web has it
    form = Form(headings(speaker), language, options.thinking, options.branches)
    target, format_ = options.to.absolute(), Format(FORMATS[options.format])
    folder = target.is_dir() or (format_ is not Format.JSON and not target.suffix and len(chats) != 1)
    ways = (form, options.overwrite, options.each or folder, not words)
    wanted = Export(chats, format_, target, *ways)
    done = export(store.archive, wanted, lambda _: None, _printer)
    told = {"target": str(done.target), "chats": done.chats, "messages": done.messages, "size": done.size}
    say(options, told, _written(done, speaker))
    return 0


def _written(done: Exported, speaker: PlainSpeaker) -> str:
    translate, number = speaker.translate, speaker.number
    words = translate("Terminal", "Written to {path} ({size}). Chats: {chats}; messages: {messages}.")
    return words.format(
        path=done.target,
        size=speaker.size(done.size),
        chats=number(done.chats),
        messages=number(done.messages),
    )


def _printer() -> Printer:
    from desktop.widgets.paper.here import PdfHere  # here: loads Qt, as nothing else of the command line does

    return PdfHere()
