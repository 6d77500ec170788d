"""`fireside trash`: lists, brings back and deletes for good."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.cli.columns import padded, width
from desktop.cli.output import PlainSpeaker, Usage, plain, say
from desktop.cli.speech import Counted
from desktop.core.chat import ChatId
from desktop.core.places import Places
from desktop.core.trash import Trashed
from desktop.services.assembly import open_chats
from desktop.services.purging import purge

if TYPE_CHECKING:
    from desktop.store.opening import Opened


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry it out; returns the exit status. Raises `DataError`s."""
    with closing(open_chats(places)) as store:
        match options.what:
            case "list":
                return _list(options, store.trash.all())
            case "restore":
                return _restore(options, store)
            case _:
                return _purge(options, store, places)


def _list(options: argparse.Namespace, rows: Sequence[Trashed]) -> int:
    now, speaker = datetime.now(UTC), options.speaker
    facts = [
        {
            "id": row.id,
            "title": row.title,
            "deleted": row.deleted.isoformat(),
            "days_left": row.days_left(now),
            "messages": row.messages,
        }
        for row in rows
    ]
    nothing = speaker.translate("Terminal", "The trash is empty.")
    say(options, {"trash": facts}, "\n".join(_lines(rows, now, speaker)) or nothing)
    return 0


def _lines(rows: Sequence[Trashed], now: datetime, speaker: PlainSpeaker) -> list[str]:
    """Write a line for each chat, in columns."""
    counted = Counted(speaker)
    nameless = speaker.translate("Terminal", "New chat")
    left = [counted.days_left(row.days_left(now)) for row in rows]
    messages = [counted.messages(row.messages) for row in rows]
    widths = [max(map(width, texts), default=0) for texts in (left, messages)]
    return [
        f"{row.id:>8}  {row.deleted.astimezone():%Y-%m-%d}  {padded(days, widths[0], right=True)}"
        f"  {padded(count, widths[1], right=True)}"
        f"  {plain(' '.join(row.title.split())) or nameless}"
        for row, days, count in zip(rows, left, messages, strict=True)
    ]


def _restore(options: argparse.Namespace, store: Opened) -> int:
    there = store.trash.all()
    wanted = [row.id for row in there] if options.all else _named(options, there)
    back = store.organising.restore(wanted)
    words = options.speaker.translate("Terminal", "Brought back: {count}.")
    facts = {"restored": [chat.id for chat in back]}
    say(options, facts, words.format(count=options.speaker.number(len(back))))
    return 0


def _purge(options: argparse.Namespace, store: Opened, places: Places) -> int:
    there = store.trash.all()
    if options.ids:
        wanted = _named(options, there)
    else:
        now = datetime.now(UTC)
        wanted = [row.id for row in there] if options.all else store.trash.due(now)
    gone = purge(store.trash, wanted, places.states, lambda: None)
    words = options.speaker.translate("Terminal", "Deleted for good: {count}.")
    say(options, {"deleted": gone}, words.format(count=options.speaker.number(len(gone))))
    return 0


def _named(options: argparse.Namespace, there: Sequence[Trashed]) -> list[ChatId]:
    translate = options.speaker.translate
    if not options.ids:
        said = translate("Terminal", "fireside trash {verb}: name chats by their ids, or say --all.")
        raise Usage(said.format(verb=options.what))
    known = {row.id for row in there}
    for number in options.ids:
        if number not in known:
            said = translate("Terminal", "fireside trash {verb}: there is no chat {id} in the trash.")
            raise Usage(said.format(verb=options.what, id=number))
    return [ChatId(number) for number in options.ids]
