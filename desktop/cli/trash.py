"""`fireside trash`: lists, brings back and deletes for good."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.cli.output import Usage, plain, write
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
    now = datetime.now(UTC)
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
    lines = [
        f"{row.id:>8}  {row.deleted.astimezone():%Y-%m-%d}  {row.days_left(now):>2} days left"
        f"  {row.messages:>6} messages  {plain(' '.join(row.title.split())) or 'New chat'}"
        for row in rows
    ]
    _say(options, {"trash": facts}, "\n".join(lines) or "The trash is empty.")
    return 0


def _restore(options: argparse.Namespace, store: Opened) -> int:
    there = store.trash.all()
    wanted = [row.id for row in there] if options.all else _named(options, there)
    back = store.organising.restore(wanted)
    _say(options, {"restored": [chat.id for chat in back]}, f"Brought back: {len(back)}.")
    return 0


def _purge(options: argparse.Namespace, store: Opened, places: Places) -> int:
    there = store.trash.all()
    if options.ids:
        wanted = _named(options, there)
    else:
        now = datetime.now(UTC)
        wanted = [row.id for row in there] if options.all else store.trash.due(now)
    gone = purge(store.trash, wanted, places.states, lambda: None)
    _say(options, {"deleted": gone}, f"Deleted for good: {len(gone)}.")
    return 0


def _named(options: argparse.Namespace, there: Sequence[Trashed]) -> list[ChatId]:
    if not options.ids:
        raise Usage(f"fireside trash {options.what}: name chats by their ids, or say --all.")
    known = {row.id for row in there}
    for number in options.ids:
        if number not in known:
            raise Usage(f"fireside trash {options.what}: there is no chat {number} in the trash.")
    return [ChatId(number) for number in options.ids]


def _say(options: argparse.Namespace, facts: dict[str, object], words: str) -> None:
    write((json.dumps(facts, ensure_ascii=False) if options.json else words) + "\n")
