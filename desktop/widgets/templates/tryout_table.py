"""How tables of a try-out look and work: the inputs, and the answers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QIdentityProxyModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.services.tryout import Cell, Step, Tryout
from desktop.viewmodels.tips import plain_tip
from desktop.viewmodels.tryout_inputs import WRONGS, InputRows
from desktop.viewmodels.tryout_results import CELL, SAME, Index, ResultRows
from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.templates.plain_text import one_line
from desktop.widgets.templates.tryout_words import TryoutWords

ROW, CELL_HEIGHT = 30, 74  # px
NARROWEST, NAMES = 200, 130  # px
PAD = 8  # px
TITLE = 60  # characters of a heading
SHOWN = 400  # characters of an answer


class TryoutTable(QTableView):
    """A table worked by the keyboard. Ctrl+C asks for a copy, Enter and Delete tell what was pressed."""

    opened = Signal()
    delete_asked = Signal()
    copy_asked = Signal()
    moved = Signal()  # another cell is the current one

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tryouttable")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setMinimumSectionSize(60)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(self.opened)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        """Tell that another cell is the current one."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what is wished."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


class SpokenInputs(QIdentityProxyModel):
    """The inputs in the words of the window."""

    def __init__(self, look: Look, rows: InputRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = rows
        self._words = TryoutWords(self)
        self.setSourceModel(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; what does not fit is red, and says why."""
        wrongs = super().data(index, WRONGS)
        if wrongs and role == Qt.ItemDataRole.ForegroundRole:
            return self._look.theme.color("danger")
        if wrongs and role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._look.icon("triangle-alert", "danger", 14)
        if wrongs and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words.wrongs(wrongs))
        if wrongs and role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._words.wrongs(wrongs)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(super().data(index, role) or "")
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is called."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            field = self._rows.field(section)
            return self.tr("Name") if field is None else one_line(field.label or field.name, TITLE)
        return super().headerData(section, orientation, role)


class SpokenResults(QIdentityProxyModel):
    """The answers in the words of the window."""

    def __init__(self, rows: ResultRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.words = TryoutWords(self)
        self.setSourceModel(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says to those who do not see it."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cell, alike = super().data(index, CELL), super().data(index, SAME)
            if not isinstance(cell, Cell):
                return None
            parts = (self.figures(cell, alike), super().data(index), self.words.why(cell))
            return ". ".join(filter(None, parts))
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What columns and rows are called."""
        state = self._rows.state
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if state is None or role not in texts:
            return super().headerData(section, orientation, role)
        words = self._title(state, section, orientation, 18 if role == texts[0] else TITLE)
        return plain_tip(words) if words is not None and role == texts[1] else words

    def _title(self, state: Tryout, section: int, orientation: Qt.Orientation, most: int) -> str | None:
        if orientation is Qt.Orientation.Horizontal:
            return self.words.column(state.columns[section]) if section < len(state.columns) else None
        if section >= len(state.plan.inputs):
            return None
        return one_line(state.plan.inputs[section].name, most) or str(section + 1)

    def figures(self, cell: Cell, alike: bool | None) -> str:
        """Say what a cell took, and whether it says what the reference says."""
        same = self.tr("the same") if alike else ""
        return " · ".join(filter(None, (same, self.words.figures(cell))))


class CellPainter(QStyledItemDelegate):
    """Paints an answer's beginning with its figures below; what equals the reference is marked."""

    def __init__(self, look: Look, spoken: SpokenResults, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._spoken = spoken

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All cells have one size."""
        return QSize(NARROWEST, CELL_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell, alike = index.data(CELL), index.data(SAME)
        theme = self._look.theme
        rect = rect_of(option)
        state = state_of(option)
        painter.save()
        ground = "selected" if state & QStyle.StateFlag.State_Selected else "ok_soft" if alike else "bg"
        painter.fillRect(rect, theme.color(ground))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inside = rect.adjusted(PAD, 6, -PAD, -6)
        if isinstance(cell, Cell):
            self._paint_words(
                painter, inside, cell, alike, one_line(index.data(), SHOWN) or self._spoken.words.why(cell)
            )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, inside: QRect, cell: Cell, alike: bool | None, text: str
    ) -> None:
        theme = self._look.theme
        failed = cell.step in (Step.FAILED, Step.SKIPPED)
        small = theme.ui_font(TEXT_SIZE.caption)
        line = QFontMetrics(small).height()
        painter.setFont(small)
        painter.setPen(theme.color("danger" if failed else "ok" if alike else "text2"))
        foot = QRect(inside.left(), inside.bottom() - line + 1, inside.width(), line)
        figures = self._spoken.figures(cell, alike)
        elided = QFontMetrics(small).elidedText(figures, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setFont(theme.ui)
        painter.setPen(theme.color("text2" if failed else "text"))
        body = inside.adjusted(0, 0, 0, -line - 2)
        high = QFontMetrics(theme.ui).lineSpacing()
        body.setHeight(max(1, body.height() // high) * high)  # whole lines
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.setClipRect(body)
        painter.drawText(body, flags, text)
