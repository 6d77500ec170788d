"""The real buttons that stand over the painted conversation."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleStateChangeEvent,
    QEnterEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.widgets.aloud import say_aloud
from desktop.widgets.icons import Icons
from desktop.widgets.style import RADIUS, TEXT_SIZE, Theme

ICON = 16
COPIED = 1500  # ms for which a copy button says that it has copied
PILL_LEFT = 11
PILL_SIDES = PILL_LEFT + ICON + 6 + 14  # pixels of a pill beside its text
SECOND = ICON + 6  # pixels of a second icon


@dataclass(frozen=True, slots=True)
class Face:
    """How a button looks and what it is called."""

    icon: str
    label: str  # shown beside the icon; empty for an icon alone
    name: str  # for screen readers, and as a tool tip
    outlined: bool = False
    checked: bool | None = None  # of a button that stays down; None of all others
    open: bool | None = None  # of a pill that folds something; None of all others
    second: str = ""  # an icon beside the first


class FlatButton(QToolButton):
    """A button that can hide its face until the mouse is near, yet can always be reached by keyboard."""

    def __init__(self, face: Face, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = face
        self._theme = theme
        self._icons = icons
        self._copied = False
        self._revealed = True
        self._name()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def face(self) -> Face:
        """How the button looks and what it is called."""
        return self._face

    def set_face(self, face: Face) -> None:
        """Look different from now on, and be called so."""
        if face == self._face:
            return
        folds, self._face = face.open != self._face.open, face
        if not self._copied:
            self._name()
        self.update()
        if folds and QAccessible.isActive():
            state = QAccessible.State()
            state.expanded = state.collapsed = True  # pyright: ignore[reportAttributeAccessIssue]  # stub
            QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, state))

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
        say_aloud(self, self.accessibleName())
        QTimer.singleShot(COPIED, self, self._end_copied)

    @Slot()
    def _end_copied(self) -> None:
        self._copied = False
        self._name()
        self.update()

    def _name(self) -> None:
        face = self._face
        self.setAccessibleName(face.name)
        if face.open is None:
            self.setToolTip(face.name)
        self.setCheckable(face.checked is not None)
        self.setChecked(bool(face.checked))

    @property
    def _pinned(self) -> bool:
        return bool(self._face.checked)

    @property
    def _color(self) -> str:
        return "ok" if self._copied else "link" if self._pinned else "text2"

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        pill = self._face.open is not None
        radius = box.height() / 2 if pill else RADIUS.m
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isDown() or self.underMouse():
            painter.setBrush(theme.color("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(box, radius, radius)
        elif pill or self._pinned:
            painter.setBrush(theme.color("raised" if pill else "accent_soft"))
            painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        elif self._face.outlined or pill:
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.drawRoundedRect(box, radius, radius)

    def _paint_face(self, painter: QPainter) -> None:
        face = self._face
        x = PILL_LEFT if face.open is not None else 9 if face.label else (self.width() - ICON) // 2
        for icon in (face.icon, face.second):
            if icon:
                shown = "check" if self._copied else icon
                color = self._theme.color(self._color)
                pixmap = self._icons.pixmap(shown, color, ICON, self.devicePixelRatio())
                painter.drawPixmap(QPoint(x, round((self.height() - ICON) / 2)), pixmap)
                x += SECOND
        if face.label:
            label = QCoreApplication.translate("Transcript", "Copied") if self._copied else face.label
            painter.setFont(self._theme.ui_font(TEXT_SIZE.ui))
            painter.setPen(self._theme.color("text2"))
            where = QRect(x, 0, self.width() - x, self.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)

    def nextCheckState(self) -> None:
        """Stay as it is: what the button shows changes when what it stands for has changed."""

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
        self._paint_face(painter)
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
    MARGIN = 14
    hovered = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.theme = theme
        self.say()
        self.setFixedSize(self.SIZE, self.SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def say(self) -> None:
        """Have its name in the language of the window."""
        name = QCoreApplication.translate("Transcript", "Jump to the latest message")
        self.setAccessibleName(name)
        self.setToolTip(name)

    def place(self, room: QSize, shown: bool) -> None:
        """Stand above the lower edge of the view, if it is of use."""
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - self.MARGIN)
        self.setVisible(shown)
        self.raise_()

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
