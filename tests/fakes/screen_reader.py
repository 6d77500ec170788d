"""A screen reader: knows nothing but the accessibility tree and its events.

It is what a blind person has. It finds things by their role and name, acts by their actions, types where the
focus is, and hears what is announced. Events come from where Qt hands them to the system
(`installUpdateHandler`, which PySide6 leaves out).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path

import PySide6
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QApplication

from tests.fakes.outside import Inside
from tests.fakes.typing_hands import strike, strike_text

Role, Text, Event = QAccessible.Role, QAccessible.Text, QAccessible.Event
STATES = (
    "active animated busy checkable checked checkStateMixed collapsed defaultButton disabled editable "
    "expandable expanded extSelectable focusable focused hasPopup invalid invisible linked modal "
    "multiLine multiSelectable offscreen passwordEdit pressed readOnly "
    "selectable selectableText selected traversed"
)
WINDOWS = (Role.Window, Role.Dialog, Role.PopupMenu, Role.AlertMessage)
CHOICES = (Role.MenuItem, Role.ListItem)
DEEPEST = 60


@dataclass(frozen=True)
class Seen:
    """What is told of one thing at one moment."""

    role: Role
    name: str
    description: str
    states: frozenset
    value: str
    actions: tuple
    place: tuple  # number among its siblings, and how many there are
    path: tuple  # numbers of children from the top
    labels: tuple = ()
    rect: tuple = ()

    def __str__(self):
        place, words = f"{self.place[0]}/{self.place[1]}", [repr(self.name)]
        words += [f"({self.description!r})"] * bool(self.description) + [f"={self.value!r}"] * bool(
            self.value
        )
        words += [",".join(sorted(self.states)), "|".join(self.actions)]
        return f"{'  ' * len(self.path)}{self.role.name} {place} {' '.join(words)}"


def states_of(interface):
    state = interface.state()
    return frozenset(name for name in STATES.split() if getattr(state, name, 0))


def see(interface, path=(), place=(1, 1)):
    """Take down what is told of an interface."""
    actions = interface.actionInterface()
    value = interface.valueInterface()
    text = interface.textInterface()
    said = interface.text(Text.Value)
    if value is not None and not said:
        said = str(value.currentValue())
    if text is not None and not said:
        said = text.text(0, text.characterCount())
    relations = interface.relations()
    labels = tuple(
        r.text(Text.Name) for r, kind in relations if r is not None and kind == QAccessible.RelationFlag.Label
    )
    rect = interface.rect()
    return Seen(
        interface.role(),
        interface.text(Text.Name),
        interface.text(Text.Description),
        states_of(interface),
        said,
        tuple(actions.actionNames()) if actions is not None else (),
        place,
        path,
        labels,
        (rect.x(), rect.y(), rect.width(), rect.height()),
    )


def walk(interface, path=(), place=(1, 1), hidden=False):
    """Go through the tree in its order, past what is not shown; gives each with what it tells."""
    seen = see(interface, path, place)
    if "invisible" in seen.states and not hidden and seen.role is not Role.Application:
        return
    yield interface, seen
    assert len(path) < DEEPEST, "a tree without an end"
    count = interface.childCount()
    for number in range(count):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from walk(child, (*path, number), (number + 1, count), hidden)


def top():
    return QAccessible.queryAccessibleInterface(QApplication.instance())


def front():
    """Give the interfaces of what is in front: an open menu, else the active window."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return QAccessible.queryAccessibleInterface(popup)
    root = top()
    windows = [root.child(number) for number in range(root.childCount())]
    windows = [each for each in windows if each is not None and not each.state().invisible]
    active = [each for each in windows if each.state().active]
    return (active or windows or [None])[0]


class Ears:
    """Hears the events that Qt tells the system. One at a time in a process."""

    def __init__(self):
        self.heard = []
        library = next((Path(PySide6.__path__[0]) / "Qt" / "lib").glob("libQt6Gui.so.6"))
        self._install = ctypes.CDLL(
            str(library)
        )._ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE
        self._install.argtypes, self._install.restype = [ctypes.c_void_p], ctypes.c_void_p
        self._handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self._hear)

    def open(self):
        """Listen from now on, as a screen reader that is being started."""
        self._install(self._handler)
        QAccessible.setActive(True)

    def close(self):
        """Hear no more."""
        QAccessible.setActive(False)
        self._install(None)

    def _hear(self, address):
        event = shiboken6.wrapInstance(address, QAccessibleEvent)
        kind = event.type()
        if kind == Event.Announcement:
            said = shiboken6.wrapInstance(address, QAccessibleAnnouncementEvent)
            self.heard.append((kind, said.message(), said.politeness()))
        elif kind == Event.Focus:
            interface = event.accessibleInterface()
            self.heard.append((kind, interface.text(Text.Name) if interface else "", None))
        elif kind in (Event.StateChanged, Event.ValueChanged, Event.NameChanged, Event.Alert):
            if kind == Event.StateChanged:
                event = shiboken6.wrapInstance(address, QAccessibleStateChangeEvent)
            self.heard.append((kind, None, None))

    @property
    def said(self):
        """What was announced, in order."""
        return [text for kind, text, _ in self.heard if kind == Event.Announcement]


class ScreenReader:
    """Every method may be called from a thread outside."""

    def __init__(self, inside=None):
        self.inside = inside or Inside()
        self.ears = Ears()

    def begin(self):
        self.ears.open()

    def end(self):
        self.ears.close()

    def tree(self):
        """Everything in front, as text."""
        return self.inside(lambda: "\n".join(str(seen) for _, seen in walk(front())))

    def all(self, role=None, name=None, within=None):
        """Everything in front of a role or with a name, within something."""
        return self.inside(lambda: [seen for _, seen in _found(role, name, within)])

    def at(self, role, name=None):
        """Wait until the focus is somewhere."""

        def look():
            here = focused()
            fits = here is not None and here.role is role and (name is None or called(here.name, name))
            return here if fits else None

        return self.inside.wait(look, lambda: f"not at {role} {name!r} but at {self.focus()}\n{self.tree()}")

    def find(self, role, name=None, within=None, **states):
        """Wait for something in front."""

        def look():
            found = [seen for _, seen in _found(role, name, within) if _fits(seen, states)]
            return found[0] if found else None

        return self.inside.wait(look, lambda: f"no {role} {name!r} {states}\n{self.tree()}")

    def reads(self, role, name, part):
        """Wait until something has a value with these words in it."""

        def look():
            return next((seen for _, seen in _found(role, name, None) if part in seen.value), None)

        return self.inside.wait(look, lambda: f"no {part!r} in {role} {name!r}\n{self.tree()}")

    def gone(self, role, name=None):
        """Wait until something is not there any more."""
        self.inside.wait(lambda: not _found(role, name, None), lambda: f"still {role} {name!r}")

    def do(self, action, role, name=None, within=None, **states):
        """Wait for something that can be acted on and act."""
        self.find(role, name, within, disabled=False, **states)

        def actions():
            interface = next(i for i, seen in _found(role, name, within) if _fits(seen, states))
            return interface.actionInterface()

        names = self.inside(lambda: actions().actionNames())
        assert action in names, f"{role} {name!r} can only {names}"
        self.inside.begin(lambda: actions().doAction(action))

    def press(self, role, name=None, within=None, **states):
        """Press something: a button, an entry of a menu, a link."""
        self.do("Press", role, name, within, **states)

    def go_to(self, role, name=None, within=None):
        """Put the focus somewhere."""
        self.do("SetFocus", role, name, within)
        self.find(role, name, within, focused=True)

    def type(self, text):
        """Type where the focus is."""
        self.inside(lambda: strike_text(text))

    def key(self, key, *modifiers):
        """Strike a key where the focus is."""
        self.inside.begin(lambda: strike(key, *modifiers))

    def choose(self, name):
        """Go through the open menu or list by arrows until the name is read, and take it."""
        read = []
        for _ in range(100):
            here = self.focus()
            if here is not None and here.role in CHOICES and called(here.name, name):
                self.key(Qt.Key.Key_Return)
                return
            read.append(here.name if here is not None else "")
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"{name} was never read, but {read}:\n{self.tree()}")

    def focus(self):
        """What has the focus, as the tree tells it."""
        return self.inside(focused)

    def hears(self, part, after=0):
        """Wait until something is announced; gives how much has been heard by then."""

        def look():
            return next((n + 1 for n, text in enumerate(self.ears.said) if n >= after and part in text), 0)

        return self.inside.wait(look, lambda: f"{part!r} was not said: {self.ears.said}")


def focused():
    """Tell what has the focus: the innermost of what the tree says, one after the other."""
    here = front()
    if here is None:
        return None
    if here.role() is Role.PopupMenu:
        return next((seen for _, seen in walk(here) if "focused" in seen.states and seen.path), None)
    for _ in range(DEEPEST):
        inner = here.focusChild()
        if inner is None or _same(inner, here):
            break
        here = inner
    return see(here)


def _same(one, other):
    return one is other or (one.object() is not None and one.object() is other.object())


def _fits(seen, states):
    return all((name in seen.states) == wanted for name, wanted in states.items())


def _found(role, name, within):
    interface = front()
    if interface is None:
        return []
    everything = list(walk(interface))
    if within is not None:
        (around,) = [seen for _, seen in everything if (seen.role, seen.name) == within][:1] or [None]
        if around is None:
            return []
        depth = len(around.path)
        everything = [each for each in everything if each[1].path[:depth] == around.path]
    return [
        (interface, seen)
        for interface, seen in everything
        if (role is None or seen.role is role) and (name is None or called(seen.name, name))
    ]


def called(name, wanted):
    return wanted(name) if callable(wanted) else name == wanted
