"""Goes through all that is on the screen and says what a screen reader or a keyboard cannot do with it."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.fakes.screen_reader import focused, front, walk

Role = QAccessible.Role
ITEMS = (Role.ListItem, Role.TreeItem, Role.Cell, Role.MenuItem, Role.RowHeader, Role.ColumnHeader)
MOST_STOPS = 250
STILL = 20  # strokes of Tab in one place: links of a message are gone through in it
SILENT = (Role.Separator, Role.ScrollBar)
WINDOWS = (Role.Window, Role.Dialog, Role.Application, Role.PopupMenu)
ROLELESS = (Role.NoRole, Role.Client, Role.Pane, Role.Canvas, Role.Border)
TAG = re.compile(r"</?(?:qt|p|b|i|a|br|span|div|html|font)\b[^>]*>")
MNEMONIC = re.compile(r"&[A-Za-z一-鿿]")
CLASS = re.compile(r"^Q[A-Z]\w+$|^[a-z]+[A-Z]\w*$")
HAN = re.compile(r"[一-鿿]")
WORD = re.compile(r"[A-Za-z]{3,}")


def complaints(where, chinese=False, anywhere=None):
    """Say what is wrong with what is in front; `anywhere` matches names that need no translation."""
    found, called = [], set()
    for _, seen in walk(front()):
        if seen.role in SILENT or seen.role in WINDOWS:
            continue
        wrong = [*_wrong_with(seen)]
        if chinese and _untranslated(seen, anywhere):
            wrong.append(f"({seen.description!r}) is not translated")
        if _acts(seen) and seen.role not in ITEMS and "disabled" not in seen.states and seen.name:
            key = (seen.path[:-1], seen.role, seen.name)
            wrong += ["is called as its sibling"] * (key in called)
            called.add(key)
        found += [f"{where}: {seen.role.name} {seen.name!r} at {seen.path} {each}" for each in wrong]
    return found


def without_words(where):
    """Name the buttons in front that show an icon alone and have no tool tip."""
    window = QApplication.activePopupWidget() or QApplication.activeWindow()
    for button in window.findChildren(QAbstractButton):
        alone = button.isVisible() and not button.text() and not button.icon().isNull()
        if alone and button.width() > 1 and not button.toolTip():
            above = button.parentWidget()
            who = f"{button.accessibleName()!r} in {type(above).__name__} {above.accessibleName()!r}"
            yield f"{where}: {who} has an icon and no tool tip"


def _acts(seen):
    return "focusable" in seen.states or bool(seen.actions)


def _wrong_with(seen):
    if _acts(seen) and not seen.name.strip():
        yield "has no name"
    if "focusable" in seen.states and seen.role in ROLELESS:
        yield "has no role"
    if TAG.search(seen.name) or TAG.search(seen.description):
        yield f"shows HTML: {seen.description!r}"
    if MNEMONIC.search(seen.name) or CLASS.match(seen.name):
        yield "is a name for programmers"
    if seen.role in (Role.CheckBox, Role.RadioButton) and "checkable" not in seen.states:
        yield "cannot be checked"


def _untranslated(seen, allowed):
    return any(
        WORD.search(text) and not HAN.search(text) and not allowed.fullmatch(text.strip())
        for text in (seen.name, seen.description)
    )


def tab_around(window, where):
    """Go round by Tab; say where the focus gets lost, trapped, out of sight, or against the reading."""
    found, stops, rooms = [], [], []
    first = QApplication.focusWidget()
    if first is None or not first.isVisible():
        return [f"{where}: nothing has the focus"]
    for _ in range(MOST_STOPS):
        widget = QApplication.focusWidget()
        if widget is None:
            return [*found, f"{where}: the focus is lost after {stops[-1]}"]
        here = focused()
        name = f"{here.role.name} {here.name!r}" if here else repr(widget)
        if stops and widget is first:
            break
        if len(rooms) > STILL and all(widget is before for _, before, _ in rooms[-STILL:]):
            return [*found, f"{where}: {name} keeps the focus"]
        if not widget.isVisible() or _cut(widget).isEmpty():
            found.append(f"{where}: {name} has the focus out of sight")
        stops.append(name)
        rooms.append((_room(widget), widget, widget.parentWidget()))
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    else:
        found.append(f"{where}: Tab comes to no end: {stops[-6:]}")
    return found + _against_reading(where, rooms, stops)


def _room(widget):
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def _cut(widget):
    room, here = widget.rect(), widget
    while not here.isWindow():
        room = room.translated(here.pos()).intersected(here.parentWidget().rect())
        here = here.parentWidget()
    return room


def _first(rooms):
    """Give the number of the stop that is the first of its window: a dialog may begin at another."""
    widgets = [widget for _, widget, _ in rooms]
    here = widgets[0].window() if widgets else None
    for _ in range(MOST_STOPS * 20 if widgets else 0):
        here = here.nextInFocusChain()
        if here in widgets:
            return widgets.index(here)
    return 0


def _against_reading(where, rooms, stops):
    """Among what lies in the same widget, one goes down, or to the right."""
    found, first = [], _first(rooms)
    rooms, stops = rooms[first:] + rooms[:first], stops[first:] + stops[:first]
    for number in range(1, len(rooms)):
        (before, _, above), (now, _, below) = rooms[number - 1], rooms[number]
        if above is not below:
            continue
        up = now.bottom() <= before.top() and now.left() <= before.right() and before.left() <= now.right()
        back = now.right() <= before.left() and now.top() <= before.bottom() and before.top() <= now.bottom()
        if up or back:
            found.append(f"{where}: Tab goes back from {stops[number - 1]} to {stops[number]}")
    return found
