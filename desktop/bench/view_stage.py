"""The measured process of the view benchmark: the shipped view in a window, without the rest of Fireside.

Run as a module. Does what it is told on standard input, a line each, and answers in JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QApplication

from desktop.bench.view_texts import CREATED, RECORD, TOKEN, conversation, stream
from desktop.core.chat import Message, MessageId, Role, Status
from desktop.viewmodels.messages import MessageListModel, MessageRole
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.view import TranscriptView

Times: TypeAlias = dict[str, list[float]]  # milliseconds by what took them

STEP = 60  # pixels
FLUSH = 7  # tokens; 200 tokens/s at 30 pictures a second
NEEDLES = ("water", "模型", "nowhere to be found")
PATIENCE = 60.0  # seconds


class Rows(QAbstractListModel):
    """Messages that are in memory."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__()
        self.messages = messages

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.messages)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Give one."""
        return self.messages[index.row()] if role == MessageRole.MESSAGE else None

    def change(self, message: Message) -> None:
        """Put another state in the place of the last one."""
        self.messages[-1] = message
        index = self.index(len(self.messages) - 1)
        self.dataChanged.emit(index, index)


class Stage:
    """The view in a window of its own, and what is done to it. Everything is given in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._messages: list[Message] = []
        self._model: QAbstractListModel | None = None
        self._view = TranscriptView(style.light(), Icons())
        self._view.resize(1200, 800)
        self._view.show()
        QApplication.processEvents()
        self._commands: dict[str, Callable[..., Times]] = {
            "nothing": dict,
            "warm": self._warm,
            "make": self._make,
            "open": self._open,
            "read": self._read,
            "scroll": self._scroll,
            "jump": self._jump,
            "find": self._find,
            "stream": self._stream,
        }

    def do(self, words: list[str]) -> Times:
        """Carry out a command. Raises KeyError for one that does not exist."""
        name, *values = words
        return self._commands[name](*values)

    def _warm(self) -> Times:
        self._view.warm()
        return {"blocks": list(self._settled())}

    def _make(self, size: str) -> Times:
        self._messages = conversation(int(size))
        return {}

    def _scroll(self, count: str) -> Times:
        return {"steps": [*self._scrolled(-STEP, int(count)), *self._scrolled(STEP, int(count))]}

    def _jump(self, count: str) -> Times:
        return {"jumps": list(self._jumped(int(count)))}

    def _open(self) -> Times:
        """Show messages that are in memory."""
        model = Rows(self._messages)
        opened = _timed(lambda: self._view.set_model(model))
        self._model = model
        return {"open": [opened], "blocks": list(self._settled())}

    def _read(self) -> Times:
        """Show a chat that is on the disk, in an open database: its end first, then all of it."""
        from desktop.core.tasks import Tasks
        from desktop.services.branch import Branch
        from desktop.services.walking import Walking
        from desktop.store.opening import open_store
        from desktop.viewmodels.bridge import GuiPost

        opened = open_store(self._folder / "chats.db", "bench", lambda owner: False)
        post = GuiPost()
        tasks = Tasks(post)
        (chat,) = opened.chats.chats()
        begin = time.perf_counter()
        branch = Branch(opened.chats, chat)
        model = MessageListModel(branch)
        read = _since(begin)
        self._view.set_model(model)
        _turn()
        shown = _since(begin)
        walking = Walking(opened.chats, branch, tasks)
        self._model = model
        blocks = list(self._blocks(lambda: not walking.still))
        whole = _since(begin)
        blocks += self._settled()
        tasks.close()
        post.close()
        opened.close()
        return {"read": [read], "open": [shown], "whole": [whole], "blocks": blocks}

    def _scrolled(self, pixels: int, count: int) -> Iterator[float]:
        """Scroll on without a pause, up from the end or down from the middle: no idle time helps."""
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.maximum() if pixels < 0 else bar.maximum() // 2)
        list(self._settled())
        for _ in range(count):
            yield _timed(lambda: bar.setValue(bar.value() + pixels))

    def _jumped(self, count: int) -> Iterator[float]:
        bar, chance = self._view.verticalScrollBar(), Random(5)
        for _ in range(count):
            place = round(bar.maximum() * chance.random())
            yield _timed(lambda place=place: bar.setValue(place))

    def _find(self) -> Times:
        blocks: list[float] = []
        totals: list[float] = []
        for needle in NEEDLES:
            begin = time.perf_counter()
            blocks.append(_timed(lambda needle=needle: self._view.find(needle)))
            blocks += self._blocks(lambda: self._view.parts.find.busy)
            totals.append(_since(begin))
            self._view.find("")
            list(self._settled())
        return {"blocks": blocks, "totals": totals}

    def _stream(self, kind: str, tokens: str) -> Times:
        """Let an answer grow as fast as it can be shown, to its end."""
        text = stream(kind, int(tokens))
        question = Message(MessageId(1), None, Role.USER, "Go on.", Status.DONE, CREATED)
        growing = Message(MessageId(2), MessageId(1), Role.ASSISTANT, "", Status.STREAMING, CREATED)
        model = Rows([question, growing])
        self._view.set_model(model)
        self._model = model
        list(self._settled())
        flushes = [
            self._flush(model, replace(growing, text=text[: start + FLUSH * TOKEN]))
            for start in range(0, len(text), FLUSH * TOKEN)
        ]
        end = [self._flush(model, replace(growing, text=text, status=Status.DONE, record=RECORD))]
        return {"flushes": flushes, "blocks": [*end, *self._settled()]}

    def _flush(self, model: Rows, message: Message) -> float:
        def show() -> None:
            model.change(message)
            self._view.parts.feed.flush()

        return _timed(show)

    def _settled(self) -> Iterator[float]:
        """Do everything that is left for idle time."""
        parts = self._view.parts
        return self._blocks(lambda: parts.idle.busy or parts.feed.busy or parts.find.busy)

    def _blocks(self, busy: Callable[[], bool]) -> Iterator[float]:
        """Run the event loop; gives how long every one of its turns takes."""
        until = time.perf_counter() + PATIENCE
        while busy() and time.perf_counter() < until:
            yield _timed(lambda: None)
            time.sleep(0.001)  # else a timer that waits would have the processor run hot


def _timed(action: Callable[[], object]) -> float:
    """Do something and paint what it changes."""
    begin = time.perf_counter()
    action()
    _turn()
    return _since(begin)


def _turn() -> None:
    """Do what one turn of the event loop does.

    Outside of `exec`, `processEvents` leaves what is to be deleted later as it is.
    """
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _since(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Serve until standard input ends."""
    application = QApplication(sys.argv)
    stage = Stage(Path(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(stage.do(line.split())) + "\n")
        sys.stdout.flush()
    application.quit()


if __name__ == "__main__":
    main()
