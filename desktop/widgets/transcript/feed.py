"""Carries the rows of a model into the flow, growing ones no oftener than they can be shown."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QTimer, Signal, SignalInstance, Slot

from desktop.core.chat import Message, Status
from desktop.viewmodels.messages import MessageListModel, MessageRole
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.scrolling import Keeper, Scrolling

SHORTEST = 0.033  # seconds between two pictures of a growing answer
REST = 4  # times the cost of the last picture; the window keeps 80 % of its thread for itself


class Feed(QObject):
    """Listens to one model at a time."""

    begun = Signal(int)  # row of an answer that is being written from now on
    finished = Signal(int)  # row of an answer that has just come to its end
    rows_prepended = Signal(int)  # so many; comes before they are shown, and before `rows_changed`
    rows_changed = Signal(int)  # rows from this one on are new, gone or others; comes before they are shown

    def __init__(self, flow: Flow, scrolling: Scrolling) -> None:
        super().__init__(scrolling)
        self._flow = flow
        self._scrolling = scrolling
        self._keeper = Keeper(flow, scrolling)
        self._model: QAbstractListModel | None = None
        self._waiting: dict[int, Message] = {}  # by row: states that are yet to be shown
        self._last = 0.0  # when the last picture was ready
        self._pause = 0.0  # seconds until the next one may begin
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def busy(self) -> bool:
        """Whether something has come that is not shown yet."""
        return self._timer.isActive()

    def set_model(self, model: QAbstractListModel | None) -> None:
        """Show the rows of another model."""
        if self._model is not None:
            for signal, slot in self._connections(self._model):
                signal.disconnect(slot)
        self._model = model
        if model is not None:
            for signal, slot in self._connections(model):
                signal.connect(slot)
        self._on_reset()

    def _connections(self, model: QAbstractListModel) -> list[tuple[Any, Any]]:
        return [
            (model.modelReset, self._on_reset),
            (model.rowsInserted, self._on_inserted),
            (model.rowsRemoved, self._on_removed),
            (model.dataChanged, self._on_changed),
        ]

    def _all(self) -> list[Message]:
        if isinstance(self._model, MessageListModel):
            return list(self._model.all())
        rows = self._model.rowCount() if self._model is not None else 0
        return [self._message(row) for row in range(rows)]

    def _message(self, row: int) -> Message:
        if self._model is None:
            raise LookupError(row)
        message = self._model.index(row, 0).data(int(MessageRole.MESSAGE))
        if not isinstance(message, Message):
            raise TypeError(f"row {row} gives {type(message).__name__} instead of a message")
        return message

    @Slot()
    def _on_reset(self) -> None:
        self._forget_waiting()
        self._keeper.forget()
        self._flow.reset(self._all(), self._scrolling.column[1])
        self.rows_changed.emit(0)
        self._scrolling.reset()

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self.flush()
        if first == 0 and self._flow.entries:
            self._prepend(last + 1)
            return
        if first != len(self._flow.entries):
            self._on_reset()  # never in a conversation; but the view must not be wrong then
            return
        self._flow.append(self._all()[first:])
        self.rows_changed.emit(first)
        self._keeper.bring_back()
        for row in range(first, len(self._flow.entries)):
            if self._flow.entries[row].message.status is Status.STREAMING:
                self.begun.emit(row)

    def _prepend(self, count: int) -> None:
        """Show messages before all others; what is in sight stays where it is."""
        self._keeper.forget()
        self._flow.prepend(self._all()[:count])
        self.rows_prepended.emit(count)
        self.rows_changed.emit(0)
        spot = self._scrolling.spot
        self._scrolling.put(replace(spot, row=spot.row + count))

    @Slot(QModelIndex, int, int)
    def _on_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        self._forget_waiting()
        if last != len(self._flow.entries) - 1:
            self._on_reset()
            return
        self._keeper.remember(first)
        self._flow.cut(first)
        self.rows_changed.emit(first)
        self._scrolling.refresh()

    @Slot(QModelIndex, QModelIndex)
    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        at_once = False
        for row in range(first.row(), last.row() + 1):
            message = self._message(row)
            self._waiting[row] = message
            at_once = at_once or message.status is not Status.STREAMING
        wait = self._last + self._pause - time.monotonic()
        if at_once or wait <= 0:
            self.flush()
        elif not self._timer.isActive():
            self._timer.start(max(1, round(wait * 1000)))

    @Slot()
    def flush(self) -> None:
        """Show now what has come."""
        self._timer.stop()
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, {}
        begin = time.monotonic()
        turns: list[tuple[SignalInstance, int]] = []
        for row, message in waiting.items():
            writing = self._flow.entries[row].message.status is Status.STREAMING
            self._flow.change(row, message)
            if writing is not (message.status is Status.STREAMING):
                turns.append((self.finished if writing else self.begun, row))
        self.rows_changed.emit(min(waiting))
        self._scrolling.refresh()
        self._last = time.monotonic()
        self._pause = max(SHORTEST, REST * (self._last - begin))
        for told, row in turns:
            told.emit(row)

    def _forget_waiting(self) -> None:
        self._waiting.clear()
        self._timer.stop()
