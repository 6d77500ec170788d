"""The list of models that there are, and how its rows are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.widgets.look import Look
from desktop.widgets.models.discover_rows import HEADINGS, DiscoverRole, DiscoverRows, Index, Row, RowKind
from desktop.widgets.models.painting import RowPainter
from desktop.widgets.style import TEXT_SIZE

SIDE, LINE, HEADING, CHIP_GAP = 14, 20, 34, 10  # px
HEIGHTS = {RowKind.SUGGESTION: 78, RowKind.FOUND: 52, RowKind.BROWSE: 40, RowKind.MORE: 40}


class DiscoverDelegate(QStyledItemDelegate):
    """Paints a row: name, marks, what there is to know, and the catalogue's sentence."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Each kind of row has its height; a sentence may need a second line."""
        row: Row = index.data(DiscoverRole.ROW)
        height = self._look.theme.px(HEIGHTS.get(row.kind, HEADING))
        if row.words:
            metrics = QFontMetrics(self._look.theme.ui_font(TEXT_SIZE.caption))
            height += metrics.lineSpacing() * (metrics.horizontalAdvance(row.words) > self._room() - 4)
        return QSize(0, height)

    def _room(self) -> int:
        """Give the width of a line of words."""
        view = self.parent()
        return view.viewport().width() - 2 * SIDE if isinstance(view, QListView) else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(DiscoverRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = RowPainter(painter, option, self._look)
        place = on.rect.adjusted(SIDE, 6, -SIDE, -6)
        if row.kind in HEADINGS:
            on.line(place, row.title, "text2", on.strong)
        elif row.kind in (RowKind.BROWSE, RowKind.MORE):
            on.ground()
            icon = "trending-up" if row.kind is RowKind.BROWSE else "chevron-down"
            on.icon(QRect(place.left(), place.center().y() - 7, 16, 16), icon, "accent")
            on.line(place.adjusted(24, 0, 0, 0), row.title, "link", on.strong)
        else:
            on.ground()
            self._paint_model(on, place, row)
        painter.restore()

    def _paint_model(self, on: RowPainter, place: QRect, row: Row) -> None:
        line = self._look.theme.px(LINE)
        first = QRect(place.left(), place.top(), place.width(), line)
        left = on.chip(place.right(), first.center().y() - 1, row.mark, "warn" if row.warn else "ok")
        first.setRight(max(first.left(), left - 8))
        on.line(first, row.title, "text", on.strong)
        second = QRect(place.left(), place.top() + line + 2, place.width(), line)
        begins = second.left() + on.line(second, row.note, "text2") + CHIP_GAP
        for chip in row.chips:
            ends = begins + on.chip_width(chip)
            if ends > second.right():
                break
            on.chip(ends, second.center().y(), chip, "text2")
            begins = ends + CHIP_GAP // 2
        if row.words:
            on.sentence(
                QRect(place.left(), place.top() + 2 * line + 5, place.width(), 2 * line), row.words, "text2"
            )


class DiscoverList(QListView):
    """Shows the rows. Enter and a click choose one."""

    chosen = Signal(object)  # Row
    left = Signal()  # upwards out of the list

    def __init__(self, rows: DiscoverRows, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("discoverlist")
        self.setModel(rows)
        self.setItemDelegate(DiscoverDelegate(look, self))
        self.setMouseTracking(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)  # else another width does not lay it out anew
        self.clicked.connect(self._clicked)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, and let the field above have the way up from the first row."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._clicked(index)
            return
        before = index.row()
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() == before:
            self.left.emit()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        row: Row = index.data(DiscoverRole.ROW)
        if row.kind not in HEADINGS:
            self.chosen.emit(row)
