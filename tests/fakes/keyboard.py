"""A person with a keyboard alone: strikes keys, looks where the focus is, and wants to see it.

Where the focus is, is read from the accessibility tree. That it can be seen is checked by pictures: what has
the focus looks different when it has it no more.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.fakes.screen_reader import ScreenReader, called, focused

Key = Qt.Key
AROUND = 14  # pixels around what has the focus, where a ring may be
LONGEST_WAY = 200  # strokes of Tab


class Keyboard(ScreenReader):
    """Looks as a screen reader does, to know where it is, but acts by keys alone."""

    def __init__(self, inside=None):
        super().__init__(inside)
        self.stops = []  # what had the focus, in order
        self._picture = None  # of what has the focus: window, its room, and the picture itself

    def tab_to(self, role, name, back=False):
        """Go by Tab, or back by Shift+Tab, until the focus is there."""
        for _ in range(LONGEST_WAY):
            here = self.tab(back)
            if here.role is role and called(here.name, name):
                return here
        raise AssertionError(f"{role} {name!r} is not reached by Tab: {self.stops[-LONGEST_WAY:]}")

    def tab(self, back=False):
        """Go one further; the focus must be seen and must not get lost. Gives where it is."""
        self.inside(self._look_at)
        if back:
            self.key(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        else:
            self.key(Key.Key_Tab)
        here = self.inside(self._arrive)
        self.stops.append((here.role.name, here.name))
        return here

    def _look_at(self):
        """Take a picture of what has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        window = widget.window()
        room = _room_of(widget)
        self._picture = (widget, window, room, window.grab(room).toImage())

    def _arrive(self):
        """See that the focus has gone on, visibly, to something that is there."""
        widget = QApplication.focusWidget()
        here = focused()
        assert widget is not None, f"the focus is lost after {self.stops[-3:]}"
        assert here is not None, f"{widget} tells nobody of its focus"
        assert widget.isVisible(), f"{widget} has the focus and is not there"
        assert widget.isEnabled(), f"{widget} has the focus and cannot be used"
        assert not _in_sight(widget).isEmpty(), f"{widget} {here} has the focus, out of sight"
        before, window, room, picture = self._picture
        if before is not widget and isValid(before) and isValid(window) and before.isVisible():
            seen = window.grab(room).toImage() != picture
            assert seen, f"nobody sees that {before} {before.accessibleName()!r} has the focus"
        return here


def _room_of(widget):
    """Give the room of what has the focus in its window; a list or a field shows it in itself."""
    window = widget.window()
    room = QRect(widget.mapTo(window, QPoint()), widget.size())
    return room.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(window.rect())


def _in_sight(widget):
    """Give what is in sight of a widget, as far as what it lies in cuts it off."""
    room, here = widget.rect(), widget
    while not here.isWindow():
        room = room.translated(here.pos()).intersected(here.parentWidget().rect())
        here = here.parentWidget()
    return room
