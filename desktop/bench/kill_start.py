"""What a start of the application does with the data, in a process that `fireside bench kill` kills."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.bench.kill_book import Book
from desktop.bench.kill_clock import Clock
from desktop.core.places import Places
from desktop.core.trash import TRASH_KEPT
from desktop.services import machine
from desktop.services.chats import Chats
from desktop.services.organising import Organising
from desktop.services.purging import purge
from desktop.store.opening import Opened, open_store

AGAIN = 0.05  # seconds until what could not be opened is tried again


def opened(places: Places, book: Book) -> Opened:
    """Open the database as soon as that is possible."""
    while True:
        with book.told():
            return open_store(places.database, machine.this_process(), machine.lives)
        time.sleep(AGAIN)


def organising(store: Opened, chats: Chats, book: Book) -> Organising:
    """Read the folders as soon as that is possible."""
    while True:
        with book.told():
            return Organising(store.organising, store.folders, chats)
        time.sleep(AGAIN)


def tidy(chats: Chats, store: Opened, book: Book, clock: Clock, states: Path) -> None:
    """End what a crash interrupted, and empty the trash of what is old.

    Which chats may go is written down first: none that was used lately, unless the clock is wrong.
    """
    with book.told():
        chats.tidy()
    with book.told():
        old = store.trash.due(datetime.now(UTC))
        now = datetime.fromtimestamp(time.time() - clock.shift, UTC)
        late, ahead = (f"{now + by:%Y-%m-%d %H:%M:%S}" for by in (-TRASH_KEPT, timedelta(days=1)))
        with store.database.read() as db:
            found = db.exec_driver_sql("SELECT id FROM chat WHERE updated < ? OR updated > ?", (late, ahead))
            unused = {row[0] for row in found}
        book.note("purging", chats=old if clock.shift else [chat for chat in old if chat in unused])
        purge(store.trash, old, states, lambda: time.sleep(0.001))
