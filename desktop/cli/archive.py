"""`fireside export`: chats leave."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.output import PlainSpeaker, Usage, write
from desktop.core.archive_markdown import Form
from desktop.core.places import Places

if TYPE_CHECKING:
    from desktop.services.exporting import Printer
    from desktop.store.opening import Opened

FORMATS = {"json": "json", "markdown": "md", "html": "html", "pdf": "pdf"}


def describe(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Describe the command."""
    export = add("export", help="write chats into a file, or into a folder with a file for each")
    export.add_argument("title", nargs="*", metavar="TITLE", help="chats whose title holds this; else all")
    export.add_argument("--to", type=Path, metavar="PATH", required=True, help="a file, or a folder")
    export.add_argument("--format", choices=FORMATS, default="json", metavar="NAME", help=", ".join(FORMATS))
    export.add_argument("--each", action="store_true", help="PATH is a folder that gets a file for each chat")
    export.add_argument("--branches", action="store_true", help="all branches; JSON has them always")
    export.add_argument("--thinking", action="store_true", help="what the models were thinking, too")
    export.add_argument("--trash", action="store_true", help="also chats that are in the trash")
    export.add_argument("--overwrite", action="store_true", help="write over a file that is there")
    export.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry it out; returns the exit status. Raises `DataError`s."""
    from desktop.services.assembly import open_chats

    with closing(open_chats(places)) as store:
        return _export(options, store)


def _export(options: argparse.Namespace, store: Opened) -> int:
    from desktop.services.exporting import Export, Format, export

    words = [word.casefold() for word in options.title]
    chats = store.archive.ids(options.trash)
    if words:
        titles = {chat: store.archive.title(chat).casefold() for chat in chats}
        chats = [chat for chat in chats if all(word in titles[chat] for word in words)]
        if not chats:
            raise Usage(f"No chat has “{' '.join(options.title)}” in its title.")
    form = Form(thinking=options.thinking, branches=options.branches)
    target, format_ = options.to.absolute(), Format(FORMATS[options.format])
    folder = target.is_dir() or (format_ is not Format.JSON and not target.suffix and len(chats) != 1)
    ways = (form, options.overwrite, options.each or folder, not words)
    wanted = Export(chats, format_, target, *ways)
    done = export(store.archive, wanted, lambda _: None, _printer)
    size, number = PlainSpeaker().size(done.size), PlainSpeaker().number
    words_ = (
        f"Written to {done.target} ({size}). Chats: {number(done.chats)}; messages: {number(done.messages)}."
    )
    told = {"target": str(done.target), "chats": done.chats, "messages": done.messages, "size": done.size}
    _say(options, told, words_)
    return 0


def _printer() -> Printer:
    from desktop.widgets.paper.here import PdfHere  # here: loads Qt, as nothing else of the command line does

    return PdfHere()


def _say(options: argparse.Namespace, facts: Mapping[str, object], words: str) -> None:
    write((json.dumps(facts, ensure_ascii=False) if options.json else words) + "\n")
