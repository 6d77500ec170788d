"""The measured process of the sidebar benchmark: the shipped list over a database, in a window of its own.

Run as a module with a data folder. Does what it is told on standard input, a line each, and answers in JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeAlias

import psutil
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from desktop.core.places import Places
from desktop.core.settings import Appearance, SettingsFile
from desktop.core.tasks import Tasks
from desktop.engine.llama import Backend
from desktop.services.assembly import begin, open_chats, serve
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.chats import ChatListModel
from desktop.widgets.chat_list import ChatListView
from desktop.widgets.light_list import ROW
from desktop.widgets.look import Look

Times: TypeAlias = dict[str, list[float]]  # milliseconds by what took them

PATIENCE = 60.0  # seconds
MIB = 2**20


class Stage:
    """The list, and what is done to it."""

    def __init__(self, folder: Path, application: QApplication) -> None:
        places = Places(folder)
        self._post = GuiPost()
        self._tasks = Tasks(self._post)
        look = Look(application, Appearance.LIGHT)
        look.wear()
        self._working = begin(places, SettingsFile(places.settings), self._tasks, Backend)
        self._view = ChatListView(look)
        self._view.resize(264, 800)
        self._view.show()
        _turn()
        start = time.perf_counter()
        store = open_chats(places)
        self._opened = _since(start)
        self._services = serve(self._working, store, self._post.later)
        self._model: ChatListModel | None = None
        self._commands: dict[str, Callable[..., Times]] = {
            "nothing": dict,
            "open": self._open,
            "change": self._change,
            "jump": self._jump,
            "choose": self._choose,
        }

    def do(self, words: list[str]) -> Times:
        """Carry out a command. Raises KeyError for one that does not exist."""
        name, *values = words
        return self._commands[name](*values)

    def close(self) -> None:
        """Let go."""
        self._services.close()
        self._working.close()
        self._tasks.close()
        self._post.close()

    def _open(self) -> Times:
        """Show the list; then let a worker read all of it."""
        before = psutil.Process().memory_info().rss
        start = time.perf_counter()
        self._model = model = ChatListModel(self._services.chats)
        self._view.setModel(model)
        _turn()
        painted = _since(start)
        turns = list(_turns(lambda: not model.whole))
        memory = (psutil.Process().memory_info().rss - before) / MIB
        times = {"store": [self._opened], "open": [painted], "whole": [_since(start)]}
        return times | {"turns": turns or [0.0], "memory": [memory]}

    def _change(self, count: str) -> Times:
        """Let chats from anywhere move to the top, as an answer lets them."""
        assert self._model is not None
        chance, chats = Random(3), self._model.order.shelf(0)
        drawn = [chats.id_at(chance.randrange(len(chats))) for _ in range(int(count))]
        values = self._services.chats.listing.chats(drawn)
        return {"changes": [self._timed_change(replace(v, updated=datetime.now(UTC))) for v in values]}

    def _timed_change(self, value: object) -> float:
        return _timed(lambda: self._services.chats.changed.emit(value))  # type: ignore[arg-type]

    def _jump(self, count: str) -> Times:
        """Move the thumb."""
        bar, chance = self._view.verticalScrollBar(), Random(5)
        places = [round(bar.maximum() * chance.random()) for _ in range(int(count))]
        jumps = [_timed(lambda place=place: bar.setValue(place)) for place in places]
        steps = [_timed(lambda: bar.setValue(bar.value() + ROW)) for _ in range(int(count))]
        bar.setValue(0)
        return {"jumps": jumps, "steps": steps}

    def _choose(self) -> Times:
        """Select all."""
        times = [_timed(self._view.selectAll)]
        self._view.selectionModel().clear()
        top = self._view.model().index(0, 0)
        self._view.selectionModel().select(top, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        return {"all": times}


def _turns(busy: Callable[[], bool]) -> Iterator[float]:
    """Run the event loop; gives how long every one of its turns takes."""
    until = time.perf_counter() + PATIENCE
    while busy() and time.perf_counter() < until:
        yield _timed(lambda: time.sleep(0.001))


def _timed(action: Callable[[], object]) -> float:
    """Do something and paint what it changes."""
    start = time.perf_counter()
    action()
    _turn()
    return _since(start)


def _turn() -> None:
    QApplication.processEvents()


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Serve until standard input ends."""
    application = QApplication(sys.argv)
    stage = Stage(Path(sys.argv[1]), application)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(stage.do(line.split())) + "\n")
        sys.stdout.flush()
    stage.close()
    application.quit()


if __name__ == "__main__":
    main()
