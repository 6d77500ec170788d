"""What the keyboard does in the conversation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.core.chat import MessageId
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.link_keys import LinkKeys
from desktop.widgets.transcript.scrolling import LINE, Scrolling

PAGE = 0.88  # of the view's height; the rest stays in sight


class Keys(QObject):
    """Filters the view's key events."""

    copy_requested = Signal()
    select_all_requested = Signal()
    delete_requested = Signal(int)  # row of the marked message
    row_chosen = Signal(int)  # by Alt and an arrow

    def __init__(self, view: QWidget, flow: Flow, scrolling: Scrolling, links: LinkKeys) -> None:
        super().__init__(view)
        self._links = links
        self._flow = flow
        self._scrolling = scrolling
        self.row = -1  # the message chosen last by keyboard
        view.installEventFilter(self)

    def _key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all_requested.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._choose(event.key())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return self._step(-1 if back or event.key() == Qt.Key.Key_Backtab else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._links.follow()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            return self._delete()
        else:
            return self._scroll(event.key())
        return True

    def _step(self, by: int) -> bool:
        """Go through the links of the marked message; before and after them the focus goes on."""
        return 0 <= self.row < len(self._flow.entries) and self._links.step(self.row, by)

    @Slot(int)
    def rows_prepended(self, count: int) -> None:
        """Keep to the marked message and its link, before which so many others have come."""
        self._links.shift(count)
        if self.row >= 0:
            self.row += count

    def _delete(self) -> bool:
        if not 0 <= self.row < len(self._flow.entries):
            return False
        self.delete_requested.emit(self.row)
        return True

    def _on_focus(self, event: QFocusEvent) -> None:
        """Mark a message when the focus has come by keyboard, so that people see where they are."""
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        placed = self._scrolling.placed
        row = -1
        if event.gotFocus() and event.reason() in reasons and placed:
            row = placed[-1].row if self._scrolling.following else placed[0].row
        if row != self.row and not (event.lostFocus() and event.reason() is Qt.FocusReason.PopupFocusReason):
            self.row = row
            self._links.clear()
            self.row_chosen.emit(row)

    def _scroll(self, key: int) -> bool:
        page = int(self._scrolling.view_height * PAGE)
        steps = {
            Qt.Key.Key_Up: -LINE,
            Qt.Key.Key_Down: LINE,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        if key == Qt.Key.Key_Home:
            self._scrolling.to_start()
        elif key == Qt.Key.Key_End:
            self._scrolling.to_end()
        elif key in steps:
            self._scrolling.scroll_by(steps[Qt.Key(key)])
        else:
            return False
        return True

    def _choose(self, key: int) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if not step or not self._flow.entries:
            return False
        last = len(self._flow.entries) - 1
        if not 0 <= self.row <= last:
            placed = self._scrolling.placed
            row = placed[0].row if placed else last
            self.row = row if step < 0 else min(row, last)
        else:
            self.row = min(last, max(0, self.row + step))
        self.mark(self.row)
        return True

    @Slot(object)
    def show_message(self, message: MessageId) -> None:
        """Go to a message and mark it; nothing happens if it is not in this branch."""
        rows = enumerate(self._flow.entries)
        row = next((row for row, entry in rows if entry.message.id == message), None)
        if row is not None:
            self.mark(row)

    def mark(self, row: int) -> None:
        """Go to a message and mark it."""
        self.row = row
        self._links.clear()
        self._scrolling.to_row(row)
        self.row_chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the view's key events."""
        if isinstance(event, QFocusEvent):
            self._on_focus(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return False
