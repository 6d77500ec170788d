"""The quants of a repository: rows over its state, and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.fit import Verdict
from desktop.core.hub import Offer
from desktop.core.quants import quality, usual_bits
from desktop.services.hub_repository import RepositoryState
from desktop.widgets.look import Look
from desktop.widgets.models.discover_rows import Index
from desktop.widgets.models.discover_words import (
    bits_words,
    fitting_words,
    quality_words,
    size_words,
)
from desktop.widgets.models.painting import RowPainter
from desktop.widgets.speech import listed

ROW, SIDE, LINE = 50, 14, 20  # px
CHIPS = {Verdict.TIGHT: "warn", Verdict.NOT: "danger"}


class QuantRole(IntEnum):
    """What the delegate and the page ask of a row."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1  # a QuantRow


@dataclass(frozen=True, slots=True)
class QuantRow:
    """One offer as it is painted."""

    offer: Offer
    label: str
    note: str  # size, bits per weight, quality
    fit: str
    chip: str  # the colour of the fit
    here: str  # "on this computer", or nothing
    best: str  # "recommended", or nothing


class QuantRows(QAbstractListModel):
    """What a repository offers, row by row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = RepositoryState()
        self._several = False  # models in one repository

    def show(self, state: RepositoryState) -> None:
        """Show another state. The same offers keep their rows."""
        same = state.offers == self._state.offers
        if not same and self._state.offers:
            self.beginRemoveRows(QModelIndex(), 0, len(self._state.offers) - 1)
            self._state = RepositoryState()
            self.endRemoveRows()
        if not same and state.offers:
            self.beginInsertRows(QModelIndex(), 0, len(state.offers) - 1)
            self._take(state)
            self.endInsertRows()
        elif same:
            self._take(state)
            self.speak()

    def speak(self) -> None:
        """The words of the rows are others."""
        if self._state.offers:
            self.dataChanged.emit(self.index(0), self.index(len(self._state.offers) - 1))

    def place_of(self, offer: Offer) -> int:
        """Give the row of an offer."""
        return self._state.offers.index(offer) if offer in self._state.offers else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many offers there are."""
        return 0 if parent.isValid() else len(self._state.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, or says to a screen reader."""
        if not index.isValid():
            return None
        row = self._row(self._state.offers[index.row()])
        if role == QuantRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed(filter(None, (row.label, row.best, row.note, row.fit, row.here)))
        return None

    def _take(self, state: RepositoryState) -> None:
        self._state = state
        self._several = len({offer.stem for offer in state.offers}) > 1

    def _row(self, offer: Offer) -> QuantRow:
        state = self._state
        fitting = state.fits.get(offer)
        parameters = state.repo.parameters if state.repo is not None and not self._several else 0
        bits = offer.bits_per_weight(parameters) or usual_bits(offer.quant)
        parts = (
            size_words(offer.size),
            bits_words(bits),
            quality_words(quality(offer)) if offer.quant else "",
            self.tr("%n part(s)", "", len(offer.files)) if len(offer.files) > 1 else "",
            self.tr("with pictures") if offer.projector is not None else "",
        )
        label = offer.label or self.tr("as it is")
        best = state.recommended is not None and state.recommended.offer == offer
        return QuantRow(
            offer,
            f"{offer.stem} {label}" if self._several else label,
            " · ".join(filter(None, parts)),
            fitting_words(fitting),
            CHIPS.get(fitting.verdict, "ok") if fitting is not None else "text2",
            self.tr("on this computer") if offer in state.here else "",
            self.tr("recommended") if best else "",
        )


class QuantDelegate(QStyledItemDelegate):
    """Paints a row: label and marks, how it fits, and below size and quality."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(0, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: QuantRow = index.data(QuantRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = RowPainter(painter, option, self._look)
        on.ground()
        place = on.rect.adjusted(SIDE, 4, -SIDE, -5)
        line = self._look.theme.px(LINE)
        first = QRect(place.left(), place.top(), place.width(), line)
        right = on.chip(place.right(), first.center().y(), row.fit, row.chip)
        label = on.line(
            QRect(first.left(), first.top(), max(0, right - 8 - first.left()), line),
            row.label,
            "text",
            on.strong,
        )
        if row.best:
            begins = first.left() + label + 8
            width = on.chip_width(row.best)
            if begins + width < right - 8:
                on.chip(begins + width, first.center().y(), row.best, "link")
        second = QRect(place.left(), place.top() + line, place.width(), line)
        if row.here:
            left = on.chip(place.right(), second.center().y() + 2, row.here, "text2")
            second.setRight(left - 8)
        on.line(second, row.note, "text2")
        painter.restore()


class QuantList(QListView):
    """Shows the offers. Enter and a double click take one."""

    looked_at = Signal(object)  # Offer
    taken = Signal(object)  # Offer
    moved = Signal()  # the user selects something

    def __init__(self, rows: QuantRows, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quantlist")
        self.setModel(rows)
        self.setItemDelegate(QuantDelegate(look, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._taken)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def offer(self) -> Offer | None:
        """The offer that is selected."""
        row: QuantRow | None = self.currentIndex().data(QuantRole.ROW)
        return row.offer if row is not None else None

    def show_current(self) -> None:
        """Scroll to what is selected."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is selected in sight."""
        super().resizeEvent(event)
        self.show_current()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which offer is looked at."""
        super().currentChanged(current, previous)
        if self.offer is not None:
            self.looked_at.emit(self.offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter."""
        self.moved.emit()
        if self.offer is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.offer)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what is pressed."""
        self.moved.emit()
        super().mousePressEvent(event)

    @Slot(QModelIndex)
    def _taken(self, index: QModelIndex) -> None:
        row: QuantRow = index.data(QuantRole.ROW)
        self.taken.emit(row.offer)
