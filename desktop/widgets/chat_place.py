"""Keeps the place and the selection of a list while all of its rows are read anew."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Slot

from desktop.core.chat import ChatId
from desktop.viewmodels.chats import ChatListModel
from desktop.widgets.light_list import ROW, LightList, ranges_of

MOST = 1_000  # selected chats that are found again


class PlaceKeeper(QObject):
    """Remembers chats by what they are, where rows alone would lose them."""

    def __init__(self, view: LightList) -> None:
        super().__init__(view)
        self._view = view
        self._model: ChatListModel | None = None
        self._top: tuple[ChatId, int] | None = None  # chat at the top, and how much of it is hidden
        self._selected: list[ChatId] = []

    def follow(self, model: ChatListModel) -> None:
        """Keep the place in these rows."""
        self._model = model
        model.settling.connect(self._remember)
        model.settled.connect(self._restore)

    @Slot()
    def _remember(self) -> None:
        assert self._model is not None
        rows, value = self._model.rows, self._view.verticalScrollBar().value()
        number, self._top = value // ROW, None
        while value and number < len(rows):
            chat = rows.chat_at(number)
            if chat is not None:
                self._top = chat, value - number * ROW
                break
            number += 1
        ranges = ranges_of(self._view.selectionModel().selection())
        few = sum(high - low + 1 for low, high in ranges) <= MOST
        self._selected = [chat for each in ranges for chat in rows.chats(*each)] if few else []

    @Slot()
    def _restore(self) -> None:
        assert self._model is not None
        self._view.updateGeometries()
        if self._top is not None:
            row = self._model.row_of(self._top[0])
            if row is not None:
                self._view.verticalScrollBar().setValue(row * ROW + self._top[1])
        again, selection = QItemSelection(), self._view.selectionModel()
        for chat in self._selected:
            row = self._model.row_of(chat)
            index = self._model.index(-1 if row is None else row)
            if index.isValid() and not selection.isSelected(index):
                again.select(index, index)
        selection.select(again, QItemSelectionModel.SelectionFlag.Select)
        self._view.viewport().update()
