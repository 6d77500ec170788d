"""Dragging chats and folders within their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView

from desktop.core.chat import ChatId, FolderId
from desktop.core.chat_order import ARCHIVED, LOOSE, PINNED, Place
from desktop.core.list_rows import DATES, Kind, Section
from desktop.viewmodels.chat_parts import Part
from desktop.viewmodels.chats import ChatListModel
from desktop.widgets.chat_deeds import ChatDeeds
from desktop.widgets.look import Look
from desktop.widgets.style import RADIUS

FORMAT = "application/x-fireside-rows"
EDGE, PACE, TURN = 28, 14, 40  # px from the edge where the list scrolls, px each turn, ms of a turn
OPENS_AFTER = 700  # ms over a closed folder


@dataclass(frozen=True, slots=True)
class Carried:
    """What is dragged: chats, or one folder."""

    chats: tuple[ChatId, ...] = ()
    folder: FolderId | None = None


Target: TypeAlias = Place | None
"""Where something is put: into a folder, to the pinned ones, or out to the dates."""


class ChatDrag(QObject):
    """Says where a drop would go, and lets it go there."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self.deeds: ChatDeeds | None = None
        self.target: Target = None
        self._carried = Carried()
        self._edge = 0
        self._waits: FolderId | None = None
        self._turns, self._opens = QTimer(self), QTimer(self)
        self._opens.setSingleShot(True)
        self._turns.timeout.connect(self._scroll)
        self._opens.timeout.connect(self._open)

    def begin(self, carried: Carried, words: str) -> None:
        """Carry something until it is let go."""
        self.carry(carried)
        drag = QDrag(self._view)
        data = QMimeData()
        data.setData(FORMAT, b"")  # of use nowhere else
        drag.setMimeData(data)
        drag.setPixmap(self._picture(words))
        drag.setHotSpot(QPoint(-12, -8))
        drag.exec(Qt.DropAction.MoveAction)
        self.end()

    def carry(self, carried: Carried) -> None:
        """Take something up."""
        self._carried = carried

    def end(self) -> None:
        """Nothing is carried any more."""
        self._carried = Carried()
        self.leave()

    def leave(self) -> None:
        """It is carried somewhere else."""
        self._turns.stop()
        self._opens.stop()
        self._edge, self._waits = 0, None
        self._mark(None)

    def move(self, event: QDragMoveEvent, model: ChatListModel, row: int | None) -> None:
        """Say whether what is carried can be put there."""
        y, height = event.position().toPoint().y(), self._view.height()
        self._edge = -PACE if y < EDGE else PACE if y > height - EDGE else 0
        if self._edge and not self._turns.isActive():
            self._turns.start(TURN)
        target = self._where(model, row) if event.mimeData().hasFormat(FORMAT) else None
        self._mark(target)
        self._wait_over(model, row)
        if target is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def drop(self, event: QDropEvent, model: ChatListModel, row: int | None) -> None:
        """Put what is carried there."""
        target, carried = self._where(model, row), self._carried
        self.leave()
        if target is None or self.deeds is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        if carried.folder is not None:
            self.deeds.move_folder(carried.folder, FolderId(target) if target > 0 else None)
        elif target == PINNED:
            self.deeds.pin(carried.chats, pinned=True)
        else:
            self.deeds.put(carried.chats, FolderId(target) if target > 0 else None)

    def is_target(self, part: Part) -> bool:
        """Tell whether a row is one of those that are marked."""
        if self.target is None:
            return False
        if part.kind is Kind.HEADING:
            if part.section is Section.FOLDERS:
                return self._carried.folder is not None and self.target == LOOSE
            wanted = PINNED if part.section is Section.PINNED else LOOSE
            return self.target == wanted and self._carried.folder is None
        return part.kind is Kind.FOLDER and part.place == self.target

    def _where(self, model: ChatListModel, row: int | None) -> Target:
        """Tell where a drop on a row goes; None where it cannot go."""
        if self.deeds is None or model.shown.archived or self._carried == Carried():
            return None
        place = LOOSE if row is None else _place(model.rows.at(row)[0])
        folder = self._carried.folder
        if folder is None:
            return place
        parent = FolderId(place) if place > 0 else None
        if place == PINNED or not self.deeds.can_stand(folder, parent):
            return None
        return place

    def _mark(self, target: Target) -> None:
        if target != self.target:
            self.target = target
            self._view.viewport().update()

    def _wait_over(self, model: ChatListModel, row: int | None) -> None:
        """Open a closed folder over which something is held for a while."""
        part = model.rows.at(row)[0] if row is not None else None
        closed = part is not None and part.kind is Kind.FOLDER and not part.expanded and part.folder
        folder = closed.id if closed else None
        if folder != self._waits:
            self._waits = folder
            self._opens.stop()
            if folder is not None:
                self._opens.start(OPENS_AFTER)

    @Slot()
    def _open(self) -> None:
        if self._waits is not None and self.deeds is not None:
            self.deeds.expand(self._waits)

    @Slot()
    def _scroll(self) -> None:
        if not self._edge:
            self._turns.stop()
            return
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._edge)

    def _picture(self, words: str) -> QPixmap:
        theme, ratio = self._look.theme, self._view.devicePixelRatioF()
        metrics = QFontMetrics(theme.ui_font(13))
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, 200)
        width, height = metrics.horizontalAdvance(text) + 24, 32
        made = QPixmap(round(width * ratio), round(height * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border_strong"))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(1, 1, width - 2, height - 2, RADIUS.m, RADIUS.m)
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.color("text"))
        painter.drawText(0, 0, width, height, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()
        return made


def _place(part: Part) -> Place:
    if part.kind is Kind.HEADING:
        return PINNED if part.section is Section.PINNED else LOOSE
    if part.section in DATES or part.place == ARCHIVED:
        return LOOSE
    if part.kind is Kind.EMPTY and part.folder is not None:
        return part.folder.id
    return part.place
