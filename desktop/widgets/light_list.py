"""A list whose rows are equally high: their places are computed, so that 100,000 cost what ten do."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.widgets.tokens import END, ROW as ROW  # for importers, too

Index = QModelIndex | QPersistentModelIndex
Move = QAbstractItemView.CursorAction


def ranges_of(selection: QItemSelection) -> list[tuple[int, int]]:
    """Give the first and the last row of each range, from the top."""
    ranges = (selection.at(number) for number in range(selection.count()))
    return sorted((each.top(), each.bottom()) for each in ranges)


class LightList(QListView):
    """Lays nothing out: Qt would go through all rows at each change.

    It is a QListView for what that is to screen readers. What is in sight stays where it is while rows
    come, go and move above it; at the top, new ones are seen to come.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: QAbstractItemModel | None = None
        self._chosen: list[tuple[int, int]] = []  # while rows are painted
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)

    def paint_row(self, painter: QPainter, place: QRect, number: int) -> None:
        """Paint a row. For subclasses."""
        raise NotImplementedError

    def is_chosen(self, number: int) -> bool:
        """Tell whether a row that is being painted is selected."""
        return any(first <= number <= last for first, last in self._chosen)

    def rows_in(self, top: int, bottom: int) -> range:
        """Give the rows that are between two heights of the viewport."""
        offset, count = self.verticalScrollBar().value(), self._count()
        first = min(max(0, (top + offset) // ROW), count)
        return range(first, min(count, max(first, (bottom + offset) // ROW + 1)))

    def row_place(self, number: int) -> QRect:
        """Give the place of a row in the viewport."""
        top = number * ROW - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), ROW)

    def _count(self) -> int:
        return self._model.rowCount() if self._model is not None else 0

    def _keep_in_sight(self, shift: int) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        self.updateGeometries()
        if value and shift:
            bar.setValue(value + shift * ROW)
        self.viewport().update()

    def _above(self, first: int) -> bool:
        return first <= self.verticalScrollBar().value() // ROW

    @Slot(QModelIndex, int, int)
    def _on_inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self._keep_in_sight(last - first + 1 if self._above(first) else 0)

    @Slot(QModelIndex, int, int)
    def _on_removed(self, _: QModelIndex, first: int, last: int) -> None:
        top = self.verticalScrollBar().value() // ROW
        self._keep_in_sight(-max(0, min(last + 1, top) - first))

    @Slot(QModelIndex, int, int, QModelIndex, int)
    def _on_moved(self, _: QModelIndex, first: int, last: int, _to: QModelIndex, row: int) -> None:
        count, top = last - first + 1, self.verticalScrollBar().value() // ROW
        came = row if row < first else row - count
        self._keep_in_sight(count * ((came <= top) - (first < top)))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show other rows."""
        super().setModel(model)
        self._model = model
        if model is not None:
            model.rowsInserted.connect(self._on_inserted)
            model.rowsRemoved.connect(self._on_removed)
            model.rowsMoved.connect(self._on_moved)
        self.updateGeometries()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the rows that are in sight."""
        self._chosen = ranges_of(self.selectionModel().selection()) if self._model is not None else []
        painter = QPainter(self.viewport())
        for number in self.rows_in(e.rect().top(), e.rect().bottom()):
            painter.save()
            self.paint_row(painter, self.row_place(number), number)
            painter.restore()
        if not self._count() and self.hasFocus():
            painter.setPen(QPen(self.palette().highlight(), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def doItemsLayout(self) -> None:
        """Nothing has a place of its own."""
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Set how far it can be scrolled."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        count = self._count()
        bar.setSingleStep(ROW)
        bar.setPageStep(max(ROW, height))
        bar.setRange(0, max(0, count * ROW + END - height) if count else 0)
        QAbstractItemView.updateGeometries(self)

    def visualRect(self, index: Index) -> QRect:
        """Give the place of a row."""
        return self.row_place(index.row()) if index.isValid() else QRect()

    def indexAt(self, p: QPoint) -> QModelIndex:
        """Give the row at a point."""
        rows = self.rows_in(p.y(), p.y())
        return self.model().index(rows[0], 0) if rows else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight."""
        if not index.isValid():
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * ROW
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (height - ROW) // 2)
        elif top < bar.value() or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif top + ROW > bar.value() + height or hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(top + ROW - height)

    def moveCursor(self, cursorAction: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go by rows; headings are passed over."""
        count, page = self._count(), max(1, self.viewport().height() // ROW - 1)
        here = self.currentIndex().row()
        steps = {
            Move.MoveUp: (here - 1, -1),
            Move.MovePrevious: (here - 1, -1),
            Move.MoveDown: (here + 1, 1),
            Move.MoveNext: (here + 1, 1),
            Move.MovePageUp: (max(0, here - page), -1),
            Move.MovePageDown: (min(count - 1, here + page), 1),
            Move.MoveHome: (0, 1),
            Move.MoveEnd: (count - 1, -1),
        }
        row, step = steps.get(cursorAction, (here, 1))
        for way in (step, -step):
            at = row
            while 0 <= at < count:
                index = self.model().index(at, 0)
                if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                    return index
                at += way
        return self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the rows within a rectangle."""
        rect = rect.normalized()
        rows = self.rows_in(rect.top(), rect.bottom())
        model, chosen = self.model(), QItemSelection()
        if rows:
            chosen.select(model.index(rows[0], 0), model.index(rows[-1], 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Give what is to be painted anew; never more than is in sight."""
        seen = self.viewport().rect()
        region = QRegion()
        for first, last in ranges_of(selection):
            place = self.row_place(first).united(self.row_place(last))
            region += place.intersected(seen)
        return region

    def selectAll(self) -> None:
        """Select from the first to the last row; Qt would look at each one."""
        model, count = self.model(), self._count()
        if count and self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection:
            chosen = QItemSelection(model.index(0, 0), model.index(count - 1, 0))
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """It never is."""
        return 0

    def keyboardSearch(self, search: str) -> None:
        """There is a field for that; looking through all rows would read all chats."""
