"""The real buttons that stand over the painted conversation."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.widgets.icons import Icons
from desktop.widgets.style import RADIUS, TEXT_SIZE, Theme

ICON = 16
COPIED = 1500  # ms for which a copy button says that it has copied


@dataclass(frozen=True, slots=True)
class Face:
    """How a button looks and what it is called."""

    icon: str
    label: str  # shown beside the icon; empty for an icon alone
    name: str  # for screen readers, and as a tool tip
    outlined: bool = False


class FlatButton(QToolButton):
    """A button that can hide its face until the mouse is near, yet can always be reached by keyboard."""

    def __init__(self, face: Face, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self._theme = theme
        self._icons = icons
        self._copied = False
        self._revealed = True
        self.setAccessibleName(face.name)
        self.setToolTip(face.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def revealed(self) -> bool:
        """Whether the face is shown without hovering or focus."""
        return self._revealed

    def reveal(self, revealed: bool) -> None:
        """Show the face, or hide it until the button is hovered or focused."""
        if revealed != self._revealed:
            self._revealed = revealed
            self.update()

    def show_copied(self) -> None:
        """Say for a moment that something was copied."""
        self._copied = True
        self.setAccessibleName(QCoreApplication.translate("Transcript", "Copied"))
        self.update()
        QTimer.singleShot(COPIED, self, self._end_copied)

    @Slot()
    def _end_copied(self) -> None:
        self._copied = False
        self.setAccessibleName(self._face.name)
        self.update()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(box, RADIUS.m, RADIUS.m)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.m, RADIUS.m)
        elif self._face.outlined:
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.drawRoundedRect(box, RADIUS.m, RADIUS.m)

    def sizeHint(self) -> QSize:
        """Leave the size to whoever places the button."""
        return QSize(30, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the face."""
        if not (self._revealed or self._copied or self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        color = self._theme.color("ok" if self._copied else "text2")
        icon = "check" if self._copied else self._face.icon
        pixmap = self._icons.pixmap(icon, color, ICON, self.devicePixelRatio())
        middle = (self.height() - ICON) / 2
        left = 9.0 if self._face.label else (self.width() - ICON) / 2
        painter.drawPixmap(QPointF(round(left), round(middle)), pixmap)
        if self._face.label:
            label = self._face.label
            if self._copied:
                label = QCoreApplication.translate("Transcript", "Copied")
            painter.setFont(self._theme.ui_font(TEXT_SIZE.ui))
            painter.setPen(self._theme.color("text2"))
            where = QRect(round(left) + ICON + 6, 0, self.width() - ICON - 15, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the face."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the face again, if it hides."""
        super().leaveEvent(event)
        self.update()


class JumpButton(QToolButton):
    """The round button that leads to the latest message."""

    SIZE = 36
    hovered = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.theme = theme
        name = QCoreApplication.translate("Transcript", "Jump to the latest message")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(self.SIZE, self.SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a disc with an arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.color("hover" if self.underMouse() else "raised"))
        edge = ("accent", 2.0) if self.hasFocus() else ("border_strong", 1.0)
        painter.setPen(QPen(self.theme.color(edge[0]), edge[1]))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        pixmap = self._icons.pixmap("arrow-down", self.theme.color("text"), 18, self.devicePixelRatio())
        inset = (self.SIZE - 18) / 2
        painter.drawPixmap(QPointF(inset, inset), pixmap)
        painter.end()
