"""What a write takes while an answer streams, with what is done beside it: merges and checkpoints."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.bench.report import Result
from desktop.bench.search_kinds import percentile
from desktop.bench.search_texts import Texts
from desktop.core.chat import ChatId, MessageId, Role, Status
from desktop.services.indexing import PAUSE, STILL
from desktop.store.chats import NewMessage
from desktop.store.opening import Opened

TURNS, DELTAS = 24, 40
BETWEEN = 0.005  # seconds; less than in the window, so that a run is short
TIDY_EVERY, CHECKPOINT_EVERY = 2.0, 6.0  # seconds
GOAL = 5.0  # ms


@dataclass(slots=True)
class _Times:
    """What each write took."""

    passed: list[float] = field(default_factory=list[float])
    busy: list[float] = field(default_factory=list[float])

    def of(self, call: Callable[[], object]) -> object:
        """Measure a write, and wait a little."""
        began, busy = time.perf_counter(), time.thread_time()
        given = call()
        self.passed.append(1000 * (time.perf_counter() - began))
        self.busy.append(1000 * (time.thread_time() - busy))
        time.sleep(BETWEEN)
        return given


def writes(store: Opened, texts: Texts) -> list[Result]:
    """Write a conversation as it streams, while a worker keeps the index and the log in order."""
    ended = threading.Event()
    worker = threading.Thread(target=_keep_in_order, args=(store, ended))
    worker.start()
    try:
        times = _conversation(store, texts)
    finally:
        ended.set()
        worker.join()
    return [
        Result(
            "write, 99 % within",
            value := percentile(times.passed, 99),
            "ms",
            goal=f"value <= {GOAL}",
            ok=value <= GOAL,
        ),
        Result("write, half within", percentile(times.passed, 50), "ms"),
        Result("write, all within", round(max(times.passed), 3), "ms"),
        Result("write, processor, 99 % within", percentile(times.busy, 99), "ms"),
        Result("write, processor, all within", round(max(times.busy), 3), "ms"),
    ]


def _keep_in_order(store: Opened, ended: threading.Event) -> None:
    """Do what `services/indexing` and `services/upkeep` do, more often."""
    checkpoint = time.monotonic() + CHECKPOINT_EVERY
    while not ended.wait(TIDY_EVERY):
        while store.index.still_for() > STILL and store.index.tidy() and not ended.wait(PAUSE):
            pass
        if time.monotonic() > checkpoint:
            store.database.checkpoint()
            checkpoint = time.monotonic() + CHECKPOINT_EVERY


def _conversation(store: Opened, texts: Texts) -> _Times:
    times = _Times()
    chat = store.chats.new_chat(texts.draw(30)).id
    parent: MessageId | None = None
    for _ in range(TURNS):
        text = texts.message(answer=True)
        asked = _added(store, chat, NewMessage(parent, Role.USER, texts.message(answer=False)), times)
        parent = _added(store, chat, NewMessage(asked, Role.ASSISTANT, "", Status.STREAMING), times)
        _stream(store, parent, text, times)
    return times


def _stream(store: Opened, message: MessageId, text: str, times: _Times) -> None:
    for part in range(DELTAS):
        piece = text[part * len(text) // DELTAS : (part + 1) * len(text) // DELTAS]
        times.of(lambda piece=piece: store.answers.append(message, piece))
    times.of(lambda: store.answers.finish(message, text, Status.DONE, None))


def _added(store: Opened, chat: ChatId, new: NewMessage, times: _Times) -> MessageId:
    given: list[MessageId] = []
    times.of(lambda: given.append(store.chats.add(chat, new).id))
    return given[0]
