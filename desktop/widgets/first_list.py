"""The first screenful of the chats, as the list will show it, before there is a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.list_rows import FirstRow
from desktop.widgets.aloud import read_part
from desktop.widgets.chat_rows import RowPainter, RowState
from desktop.widgets.look import Look
from desktop.widgets.tokens import END, ROW

BAR = 10  # width of the scroll bar that the list will have; see style.qss
NOTCH = 120  # of a wheel, as Qt counts


class Bare(RowPainter):
    """Paints rows without their icons."""

    def draw(self, painter: QPainter, name: str, color: str, size: int, at: QPoint) -> None:
        """Leave it out."""


class FirstList(QWidget):
    """Its rows can be gone through and chosen; whoever hears of it remembers that.

    No view of Qt's: the first one of those costs 20 ms, in which nobody could type.
    """

    opened = Signal(object)  # ChatId
    painted = Signal()  # with rows, for the first time

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._painter: RowPainter = Bare(look)  # reading and drawing icons would hold up the titles
        self.rows: tuple[FirstRow, ...] = ()
        self.current: int | None = None  # row that the keys are about
        self._hovered: int | None = None
        self._by_keys = False
        self._painted = False
        self.offset = 0  # pixels of the rows that are above the list; it has no bar, but can be scrolled
        self.open: int | None = None  # the chat that was chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Chats"))
        look.changed.connect(self.update)

    def show_rows(self, rows: Sequence[FirstRow]) -> None:
        """Show what has been read."""
        self.rows = tuple(rows)
        self._scroll(0)

    def finish(self) -> None:
        """Paint the icons, too."""
        self._painter = RowPainter(self.look)
        self.update()

    def place_of(self, row: int) -> QRect:
        """Give the place of a row."""
        scrolls = len(self.rows) * ROW + END > self.height()
        return QRect(0, row * ROW - self.offset, self.width() - (BAR if scrolls else 0), ROW)

    def row_at(self, height: int) -> int:
        """Give the row at a height; −1 is none."""
        row = (height + self.offset) // ROW
        return row if 0 <= row < len(self.rows) else -1

    def choose(self, row: int) -> None:
        """Choose the chat of a row."""
        chat = self.rows[row].chat
        if chat is not None:
            self.current, self.open = row, chat.id
            self.update()
            self.opened.emit(chat.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that there is room for, as the list does."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.theme.color("surface"))
        seen = event.rect().translated(0, self.offset)
        for number in range(max(0, seen.top() // ROW), min(seen.bottom() // ROW + 1, len(self.rows))):
            painter.save()
            self._painter.paint(painter, self.place_of(number), self.rows[number], self._state(number))
            painter.restore()
        painter.end()
        if self.rows and not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave no room below the rows that there are rows for."""
        super().resizeEvent(event)
        self._scroll(self.offset)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll as the list does."""
        notches = event.angleDelta().y() / NOTCH
        pixels = event.pixelDelta().y() or round(notches * QApplication.wheelScrollLines() * ROW)
        self._hover(None)
        self._scroll(self.offset - pixels)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row the pointer is over."""
        self._hover(self._row_at(event))

    def leaveEvent(self, event: QEvent) -> None:
        """It is over none."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the chat under the pointer."""
        row = self._row_at(event)
        if event.button() is Qt.MouseButton.LeftButton and row is not None:
            self._by_keys = False
            self.choose(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the chats; Enter chooses one."""
        self._by_keys = True
        page, every = max(1, self.height() // ROW - 1), len(self.rows)
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_End: every,
            Qt.Key.Key_Home: -every,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.choose(self.current)
        elif event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _row_at(self, event: QMouseEvent) -> int | None:
        row = self.row_at(int(event.position().y()))
        return row if row >= 0 else None

    def _hover(self, row: int | None) -> None:
        if row != self._hovered:
            self._hovered = row
            self.update()

    def _step(self, step: int) -> None:
        at = -1 if self.current is None else self.current
        chats = [number for number, row in enumerate(self.rows) if row.chat is not None]
        beyond = [number for number in chats if (number > at if step > 0 else number < at)]
        if beyond:
            self.current = min(beyond, key=lambda number: abs(number - at - step))
            self._show(0 if self.current == chats[0] else self.current, self.current)
            read_part(self, self.current)

    def _show(self, first: int, last: int) -> None:
        """Bring rows into sight."""
        self._scroll(min(first * ROW, max(self.offset, (last + 1) * ROW - self.height())))

    def _scroll(self, offset: int) -> None:
        self.offset = max(0, min(offset, len(self.rows) * ROW + END - self.height()))
        self.update()

    def _state(self, number: int) -> RowState:
        chat = self.rows[number].chat
        return RowState(
            selected=number == self.current,
            hovered=number == self._hovered,
            open=chat is not None and chat.id == self.open,
            focused=self._by_keys and self.hasFocus() and number == self.current,
        )
