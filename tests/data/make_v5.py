"""Make chats-v5.db, a database as version 5 of its tables has it. Run once, before version 6 exists.

python tests/data/make_v5.py

It is the file of version 4, brought up to date, with what version 5 can store beside.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.core.chat import Attachment, Naming, Role
from desktop.core.personas import WantedModel
from desktop.store.chats import NewMessage
from desktop.store.migrations import MIGRATIONS
from desktop.store.opening import open_store

TARGET = Path(__file__).with_name("chats-v5.db")


def main() -> None:
    """Keep folders, tags, a pinned and an archived chat, and a title that a model found."""
    assert len(MIGRATIONS) == 4, "this is no longer version 5"
    shutil.copyfile(TARGET.with_name("chats-v4.db"), TARGET)
    store = open_store(TARGET, "v5", lambda owner: True)
    before = [chat.id for chat in store.chats.chats()]  # the newest first
    travel = store.folders.add("Travel")
    trains = store.folders.add("火车", travel.id)
    store.folders.begin_with(travel.id, "Be punctual.", WantedModel("/models/small.gguf", "Small Q4_K_M"))
    store.organising.put(before[:1], trains.id)
    store.organising.pin(before[:1], True)
    store.organising.tag(before[:1], ["Venice", "威尼斯"])
    named = store.chats.new_chat("When goes the", travel.id)
    files = (Attachment("timetable.txt", "Graz 8:03"),)
    store.chats.add(named.id, NewMessage(None, Role.USER, "When goes the train to Graz?", attachments=files))
    store.chats.suggest(named.id, "Train to Graz")
    by_hand = store.chats.new_chat("By hand", naming=Naming.USER)
    store.organising.archive([by_hand.id], True)
    while not store.index.work().done:
        pass
    store.close()
    shutil.rmtree(TARGET.with_name("backups"))  # of version 4


if __name__ == "__main__":
    main()
