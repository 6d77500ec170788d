"""The templates that the picker offers, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.templates import Entry, slash_name
from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.speech import listed
from desktop.widgets.style import RADIUS, TEXT_SIZE
from desktop.widgets.templates.plain_text import one_line

Index = QModelIndex | QPersistentModelIndex
ROW, SIDE, GAP, STAR = 40, 12, 8, 14  # px


class EntryRole(IntEnum):
    """What the delegate and the picker ask of a row."""

    ENTRY = int(Qt.ItemDataRole.UserRole) + 1


class TemplateRows(QAbstractListModel):
    """At most as many as a search gives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show others, at each key: rows that stay in their places are not inserted anew."""
        old, new = len(self._entries), len(entries)
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            del self._entries[new:]
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self._entries += entries[old:]
            self.endInsertRows()
        self._entries[:] = entries
        if entries:
            self.dataChanged.emit(self.index(0), self.index(new - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, or says to a screen reader."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == EntryRole.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            favourite = self.tr("favourite") if entry.place.favourite else ""
            parts = (entry.name, favourite, about(entry), entry.place.folder)
            return listed(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        return None


def about(entry: Entry) -> str:
    """Say in a line what a template is for: its description, or how its text begins."""
    return one_line(entry.description) or one_line(entry.user or entry.system)


class TemplateDelegate(QStyledItemDelegate):
    """Paints slash name and star, the folder at the right, and a line about it."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(0, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        entry: Entry = index.data(EntryRole.ENTRY)
        rect = rect_of(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, rect)
        place = rect.adjusted(SIDE, 3, -SIDE, -3)
        caption = self._look.theme.ui_font(TEXT_SIZE.caption)
        folder = QFontMetrics(caption).elidedText(
            entry.place.folder, Qt.TextElideMode.ElideLeft, place.width() // 3
        )
        painter.setFont(caption)
        painter.setPen(self._look.theme.color("text3"))
        upper = QRect(place.left(), place.top(), place.width(), place.height() // 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, folder)
        taken = QFontMetrics(caption).horizontalAdvance(folder) + GAP if folder else 0
        self._paint_name(painter, upper.adjusted(0, 0, -taken, 0), entry)
        lower = upper.translated(0, place.height() // 2)
        painter.setFont(caption)
        painter.setPen(self._look.theme.color("text2"))
        words = QFontMetrics(caption).elidedText(about(entry), Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _paint_name(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        theme = self._look.theme
        painter.setFont(theme.ui)
        painter.setPen(theme.color("text"))
        star = STAR + 4 if entry.place.favourite else 0
        name = painter.fontMetrics().elidedText(
            f"/{slash_name(entry.name)}", Qt.TextElideMode.ElideRight, place.width() - star
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if star:
            ratio = painter.device().devicePixelRatioF()
            pixmap = self._look.icons.pixmap("star", theme.color("warn"), STAR, ratio)
            left = place.left() + painter.fontMetrics().horizontalAdvance(name) + 4
            painter.drawPixmap(QRect(left, place.center().y() - STAR // 2 + 1, STAR, STAR), pixmap)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state = state_of(option)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.color("selected"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), RADIUS.m, RADIUS.m)
