"""Make chats-v3.db, a database as version 3 of its tables has it. Run once, before version 4 exists.

python tests/data/make_v3.py

It is the file of version 2, brought up to date, with what version 3 can store beside.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.core.chat import Adapter, AnswerRecord, Finish, Role, Status
from desktop.core.downloads import Order, Stage
from desktop.core.hub import Gated, RemoteFile, RepoId
from desktop.store.chats import NewMessage
from desktop.store.migrations import MIGRATIONS
from desktop.store.opening import open_store

TARGET = Path(__file__).with_name("chats-v3.db")
ADAPTERS = (Adapter("/models/tone.gguf", 0.5), Adapter("/models/时刻.gguf", -1.25))
ORDER = Order(
    repo=RepoId("someone/trains-GGUF"),
    commit="c0ffee" * 6 + "c0de",
    name="Trains 4B",
    quant="Q4_K_M",
    files=(RemoteFile("trains-Q4_K_M.gguf", 2_500_000_000, "ab" * 32), RemoteFile("mmproj-F16.gguf", 9)),
    folder=Path("/models"),
    license="apache-2.0",
    gated=Gated.AUTO,
)


def main() -> None:
    """Put adapters into the newest chat of version 2, an answer given with them, and two downloads."""
    assert len(MIGRATIONS) == 2, "this is no longer version 3"
    shutil.copyfile(TARGET.with_name("chats-v2.db"), TARGET)
    store = open_store(TARGET, "v3", lambda owner: True)
    chats, answers = store.chats, store.answers
    chat = chats.chats()[0]  # the other one stays as it was
    chats.set_options(chat.id, replace(chats.options(chat.id), adapters=ADAPTERS))
    question = chats.add(chat.id, NewMessage(None, Role.USER, "Tone?"))
    answer = chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "", Status.STREAMING))
    record = AnswerRecord("Trains 4B", "/models/trains.gguf", finish=Finish.STOP, adapters=ADAPTERS)
    record = replace(record, drafted_tokens=20, accepted_tokens=12)
    answers.finish(answer.id, "Polite.", Status.DONE, record)
    chats.select(chat.id, chats.messages(chat.id)[-1].id)
    store.downloads.add(ORDER, Stage.PAUSED)
    done = store.downloads.add(replace(ORDER, quant="Q8_0"), Stage.QUEUED)
    store.downloads.set_stage(done, Stage.DONE, datetime(2026, 11, 27, tzinfo=UTC))
    store.close()
    shutil.rmtree(TARGET.with_name("backups"))  # of version 2


if __name__ == "__main__":
    main()
