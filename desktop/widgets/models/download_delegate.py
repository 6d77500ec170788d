"""Paints a download: name, quant, progress, what is going on, and buttons that can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.core.downloads import ACTIVE, Download, Stage
from desktop.viewmodels.download_rows import DownloadRole
from desktop.viewmodels.tips import wrapped_tip
from desktop.widgets.look import Look
from desktop.widgets.models.download_actions import ICONS, WITH_WORDS, Action, ActionNames, offered
from desktop.widgets.models.download_words import DownloadWords, plain
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE

Index = QModelIndex | QPersistentModelIndex
ROW, SIDE, BUTTON, GAP, ICON, BAR = 100, 16, 30, 4, 18, 6  # px
STAGES = {
    Stage.QUEUED: ("clock", "text3"),
    Stage.WAITING: ("hourglass", "warn"),
    Stage.PAUSED: ("circle-pause", "text3"),
    Stage.VERIFYING: ("shield-check", "accent"),
    Stage.DONE: ("circle-check", "ok"),
    Stage.FAILED: ("circle-alert", "danger"),
}
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Button:
    """Where a button of a row is."""

    action: Action
    place: QRect


class DownloadDelegate(QStyledItemDelegate):
    """Paints rows and takes clicks on their buttons."""

    pressed = Signal(object, object)  # Download, Action

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = DownloadWords(self)
        self._names = ActionNames(self)

    def buttons(self, rect: QRect, index: Index) -> Sequence[Button]:
        """Tell what a row offers, and where."""
        download: Download = index.data(DownloadRole.DOWNLOAD)
        actions = offered(download, index.row(), index.model().rowCount())
        made: list[Button] = []
        right = rect.right() - SIDE
        for action in reversed(actions):
            width = self._width(action)
            made.insert(0, Button(action, QRect(right - width, rect.top() + 12, width, BUTTON)))
            right -= width + GAP
        return made

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(0, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        download: Download = index.data(DownloadRole.DOWNLOAD)
        rect = rect_of(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        buttons = self.buttons(rect, index)
        pointed = self._pointer(option)
        for button in buttons:
            self._paint_button(painter, button, pointed)
        left = rect.left() + SIDE
        self._paint_stage(painter, QPoint(left, rect.top() + 18), download.stage)
        left += ICON + 12
        room = QRect(left, rect.top() + 12, buttons[0].place.left() - 12 - left, BUTTON)
        self._paint_name(painter, room, download)
        below = QRect(left, rect.top() + 44, rect.right() - SIDE - left, rect.bottom() - 8 - rect.top() - 44)
        self._paint_progress(painter, below, download)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Take a click on a button."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            action = self._at(rect_of(option), index, event.position().toPoint())
            if action is not None:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.pressed.emit(index.data(DownloadRole.DOWNLOAD), action)
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Name the button under the pointer; elsewhere give all words, which may have been cut."""
        if not index.isValid() or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        action = self._at(rect_of(option), index, event.pos())
        download: Download = index.data(DownloadRole.DOWNLOAD)
        words = self._words.spoken(download) if action is None else self._names.name(action)
        QToolTip.showText(event.globalPos(), wrapped_tip(words), view)
        return True

    def _at(self, rect: QRect, index: Index, point: QPoint) -> Action | None:
        return next((b.action for b in self.buttons(rect, index) if b.place.contains(point)), None)

    def _width(self, action: Action) -> int:
        if action not in WITH_WORDS:
            return BUTTON
        return QFontMetrics(self._font()).horizontalAdvance(self._names.name(action)) + ICON + 26

    def _font(self, weight: QFont.Weight = QFont.Weight.Medium) -> QFont:
        return self._look.theme.ui_font(TEXT_SIZE.ui, weight)

    def _pointer(self, option: QStyleOptionViewItem) -> QPoint | None:
        view: QAbstractItemView = option.widget  # type: ignore[attr-defined]  # the stub has none
        inside = bool(state_of(option) & QStyle.StateFlag.State_MouseOver)
        return view.viewport().mapFromGlobal(view.cursor().pos()) if inside else None

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, color = state_of(option), self._look.theme.color
        box = QRectF(rect_of(option)).adjusted(6.5, 2.5, -6.5, -2.5)
        painter.setPen(color("border"))
        painter.setBrush(color("raised"))
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(color("accent"))
        painter.drawRoundedRect(box, RADIUS.l, RADIUS.l)

    def _paint_stage(self, painter: QPainter, place: QPoint, stage: Stage) -> None:
        name, color = STAGES.get(stage, ("download", "accent"))
        self._paint_icon(painter, name, color, place)

    def _paint_icon(self, painter: QPainter, name: str, color: str, place: QPoint) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(place, self._look.icons.pixmap(name, self._look.theme.color(color), ICON, ratio))

    def _paint_name(self, painter: QPainter, room: QRect, download: Download) -> None:
        color, quant = self._look.theme.color, plain(download.order.quant)
        small = self._look.theme.ui_font(TEXT_SIZE.caption)
        width = QFontMetrics(small).horizontalAdvance(quant) + 12 if quant else 0
        font = self._font(QFont.Weight.DemiBold)
        name = plain(download.order.name)
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room.width() - width - 8)
        painter.setFont(font)
        painter.setPen(color("text"))
        painter.drawText(room, MIDDLE, shown)
        if quant:
            left = room.left() + QFontMetrics(font).horizontalAdvance(shown) + 8
            chip = QRect(left, room.center().y() - 9, width, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("sunken"))
            painter.drawRoundedRect(chip, RADIUS.s, RADIUS.s)
            painter.setFont(small)
            painter.setPen(color("text2"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, quant)

    def _paint_progress(self, painter: QPainter, room: QRect, download: Download) -> None:
        """Paint the bar, unless it is done or has failed, and the words below."""
        color = self._look.theme.color
        if download.stage not in (Stage.DONE, Stage.FAILED):
            bar = QRectF(room.left(), room.top(), room.width(), BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("sunken"))
            painter.drawRoundedRect(bar, 3, 3)
            bar.setWidth(bar.width() * min(1.0, download.fraction))
            painter.setBrush(color("accent" if download.stage in ACTIVE else "border_strong"))
            painter.drawRoundedRect(bar, 3, 3)
            room = room.adjusted(0, BAR + 5, 0, 0)
        painter.setFont(self._look.theme.ui_font(TEXT_SIZE.caption))
        painter.setPen(color("danger" if download.stage is Stage.FAILED else "text2"))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, wrap, self._words.state(download))

    def _paint_button(self, painter: QPainter, button: Button, pointed: QPoint | None) -> None:
        color, place = self._look.theme.color, button.place
        hovered = pointed is not None and place.contains(pointed)
        words = button.action in WITH_WORDS
        if hovered or words:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if words and not hovered else "hover"))
            painter.drawRoundedRect(place, RADIUS.m, RADIUS.m)
        across = 10 if words else (BUTTON - ICON) // 2
        spot = QPoint(place.left() + across, place.center().y() - ICON // 2 + 1)
        self._paint_icon(painter, ICONS[button.action], "link" if words else "text2", spot)
        if words:
            painter.setFont(self._font())
            painter.setPen(color("link"))
            painter.drawText(
                place.adjusted(across + ICON + 6, 0, 0, 0), MIDDLE, self._names.name(button.action)
            )
