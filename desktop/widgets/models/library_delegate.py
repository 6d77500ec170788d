"""Paints the rows of the library: name and quant, what the model is like, and how it fits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.fit import Verdict
from desktop.viewmodels.library_rows import HowItFits, LibraryRole, LibraryRow
from desktop.widgets.look import Look
from desktop.widgets.model_settings_words import KINDS, fit_words
from desktop.widgets.models.library_words import facts, problem_words
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE

ROW = 64  # px, as the following
SIDE, TILE, GAP = 14, 36, 12
CHIP_HEIGHT, CHIP_PADDING = 20, 8
BUTTON, BUTTON_PADDING, DOTS = 30, 14, 30
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
CENTER = Qt.AlignmentFlag.AlignCenter

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Words:
    """What the delegate says that is the same for all rows."""

    load: str
    loaded: str
    loading: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in a row."""

    box: QRect
    tile: QRect
    text: QRect
    button: QRect
    dots: QRect


class LibraryDelegate(QStyledItemDelegate):
    """Lays out one row as tall as every other."""

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._view = parent
        self.words = words

    def places(self, rect: QRect) -> Places:
        """Tell where things stand, for painting and for clicks."""
        box = rect.adjusted(0, 2, 0, -2)
        tile = QRect(box.left() + SIDE, box.center().y() - TILE // 2 + 1, TILE, TILE)
        high = self._look.theme.px(BUTTON)
        dots = QRect(box.right() - SIDE - DOTS + 6, box.center().y() - high // 2 + 1, DOTS, high)
        metrics = QFontMetrics(self._look.theme.ui_font(TEXT_SIZE.ui, QFont.Weight.Medium))
        width = metrics.horizontalAdvance(self.words.load) + 2 * BUTTON_PADDING
        button = QRect(dots.left() - 4 - width, dots.top(), width, high)
        left = tile.right() + GAP
        text = QRect(left, box.top() + 9, button.left() - GAP - left, box.height() - 18)
        return Places(box, tile, text, button, dots)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(200, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a model."""
        row: LibraryRow | None = index.data(LibraryRole.ROW)
        if row is None:
            return
        rect = rect_of(option)
        state = state_of(option)
        places = self.places(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, places, state)
        self._paint_tile(painter, places.tile, row)
        self._paint_text(painter, places.text, row, index.data(LibraryRole.FIT))
        self._paint_buttons(painter, places, row, state)
        painter.restore()

    def _paint_ground(self, painter: QPainter, places: Places, state: QStyle.StateFlag) -> None:
        theme = self._look.theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("raised"))
        if selected:
            painter.setBrush(theme.color("selected"))
            painter.setPen(theme.color("accent" if self._view.hasFocus() else "border_strong"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(places.box.adjusted(0, 0, -1, -1), RADIUS.l, RADIUS.l)

    def _paint_tile(self, painter: QPainter, tile: QRect, row: LibraryRow) -> None:
        theme = self._look.theme
        problem = row.listed.problem is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("danger_soft" if problem else "accent_soft"))
        painter.drawRoundedRect(tile, RADIUS.m, RADIUS.m)
        name = "triangle-alert" if problem else "image" if row.listed.projector is not None else "box"
        color = theme.color("danger" if problem else "link")
        icon = self._look.icons.pixmap(name, color, 18, self._view.devicePixelRatioF())
        painter.drawPixmap(QPoint(tile.center().x() - 8, tile.center().y() - 8), icon)

    def _paint_text(self, painter: QPainter, place: QRect, row: LibraryRow, fit: HowItFits) -> None:
        theme, model = self._look.theme, row.listed.model
        half = place.height() // 2
        top, below = place.adjusted(0, 0, 0, -half), place.adjusted(0, half, 0, 0)
        chips = self._chips(row, fit)
        room = top.width() - sum(self._chip_width(words) + 8 for words, _ in chips)
        painter.setFont(theme.ui_font(TEXT_SIZE.body, QFont.Weight.Medium))
        painter.setPen(theme.color("text"))
        metrics = QFontMetrics(painter.font())
        name = metrics.elidedText(model.name, Qt.TextElideMode.ElideMiddle, max(room, 60))
        painter.drawText(top, MIDDLE, name)
        left = top.left() + metrics.horizontalAdvance(name) + 8
        for words, kind in chips:
            left += self._paint_chip(painter, QPoint(left, top.center().y()), words, kind) + 8
        problem = problem_words(row.listed)
        painter.setFont(theme.ui_font(TEXT_SIZE.ui))
        painter.setPen(theme.color("danger" if problem else "text2"))
        metrics = QFontMetrics(painter.font())
        line = metrics.elidedText(problem or facts(row), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, MIDDLE, line)

    def _chips(self, row: LibraryRow, fit: HowItFits) -> list[tuple[str, str]]:
        """Give words with the kind of their chip."""
        chips = [(row.listed.model.quant, "")] if row.listed.model.quant else []
        if row.loaded:
            chips.append((self.words.loaded, "ok"))
        elif row.loading:
            chips.append((self.words.loading, ""))
        elif isinstance(fit.outcome, Verdict):
            chips.append((fit_words(fit.outcome), KINDS.get(fit.outcome, "ok")))
        return chips

    def _chip_width(self, words: str) -> int:
        metrics = QFontMetrics(self._look.theme.ui_font(TEXT_SIZE.caption))
        return metrics.horizontalAdvance(words) + 2 * CHIP_PADDING

    def _paint_chip(self, painter: QPainter, place: QPoint, words: str, kind: str) -> int:
        """Paint a chip whose left side's middle is given; tell how wide it is."""
        theme = self._look.theme
        width = self._chip_width(words)
        high = theme.px(CHIP_HEIGHT)
        box = QRect(place.x(), place.y() - high // 2 + 1, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{kind}_soft" if kind else "sunken"))
        painter.drawRoundedRect(box, RADIUS.s, RADIUS.s)
        painter.setFont(theme.ui_font(TEXT_SIZE.caption))
        painter.setPen(theme.color(kind or "text2"))
        painter.drawText(box, CENTER, words)
        return width

    def _paint_buttons(
        self, painter: QPainter, places: Places, row: LibraryRow, state: QStyle.StateFlag
    ) -> None:
        theme = self._look.theme
        active = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        if row.listed.problem is None:
            painter.setPen(theme.color("accent" if active else "border_strong"))
            painter.setBrush(theme.color("accent" if active else "raised"))
            painter.drawRoundedRect(places.button.adjusted(0, 0, -1, -1), RADIUS.m, RADIUS.m)
            painter.setFont(theme.ui_font(TEXT_SIZE.ui, QFont.Weight.Medium))
            painter.setPen(theme.color("on_accent" if active else "text"))
            painter.drawText(places.button, CENTER, self.words.load)
        icon = self._look.icons.pixmap("ellipsis", theme.color("text2"), 18, self._view.devicePixelRatioF())
        center = places.dots.center()
        painter.drawPixmap(QPoint(center.x() - 8, center.y() - 8), icon)
