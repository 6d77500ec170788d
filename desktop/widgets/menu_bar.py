"""The menu bar of systems that have one: macOS, and Linux desktops with a global menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar, QWidget

from desktop.viewmodels.palette_rows import Command
from desktop.widgets.menu_table import APPEARANCE, EDITING, LANGUAGE, LINE, MENUS, ROLES, Place, Standard
from desktop.widgets.shortcuts import NATIVE, Shortcuts

NOT_HERE = ("settings:", APPEARANCE, LANGUAGE)  # beginnings of commands that are found in a page or menu
SETTLED = 1500  # ms after which the bar is made; nobody opens a menu sooner


class MenuBar(QObject):
    """Made anew when keys or the language change. Its commands are those of the palette."""

    def __init__(self, bar: QMenuBar, keys: Shortcuts, commands: Callable[[], Iterable[Command]]) -> None:
        super().__init__(bar)
        self._bar = bar
        self._commands = commands
        self._menus: dict[Place, QMenu] = {}
        keys.changed.connect(self.fill)
        bar.installEventFilter(self)
        self.fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Speak the new language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.fill()
        return super().eventFilter(watched, event)

    @Slot()
    def fill(self) -> None:
        """Put in what can be done now."""
        self._bar.clear()
        commands = {command.name: command for command in self._commands()}
        placed = {name for names in MENUS.values() for name in names}
        others = [name for name in commands if name not in placed and not name.startswith(NOT_HERE)]
        for place, names in MENUS.items():
            menu = self._menus[place] = self._bar.addMenu(self._title(place))
            if place is Place.EDIT:
                self._add_editing(menu)
            for name in (*names, *(others if place is Place.CHAT else ())):
                self._add(menu, name, commands)

    def menu(self, place: Place) -> QMenu:
        """Give a menu."""
        return self._menus[place]

    def _add(self, menu: QMenu, name: str, commands: dict[str, Command]) -> None:
        if name == LINE:
            menu.addSeparator()
        elif name in (APPEARANCE, LANGUAGE):
            words = self.tr("Appearance") if name == APPEARANCE else self.tr("Language")
            inner = menu.addMenu(words)
            for each in commands.values():
                if each.name.startswith(name):
                    _act(inner, each)
        elif name in commands:
            _act(menu, commands[name])

    def _add_editing(self, menu: QMenu) -> None:
        words = {
            Standard.Undo: self.tr("Undo"),
            Standard.Redo: self.tr("Redo"),
            Standard.Cut: self.tr("Cut"),
            Standard.Copy: self.tr("Copy"),
            Standard.Paste: self.tr("Paste"),
            Standard.SelectAll: self.tr("Select all"),
        }
        for standard in EDITING:
            if standard is None:
                menu.addSeparator()
                continue
            action = _action(menu, words[standard], QKeySequence(standard))
            action.triggered.connect(lambda _=False, it=standard: press(it, QApplication.focusWidget()))

    def _title(self, place: Place) -> str:
        titles = {
            Place.FILE: self.tr("File"),
            Place.EDIT: self.tr("Edit"),
            Place.VIEW: self.tr("View"),
            Place.CHAT: self.tr("Chat"),
            Place.MODEL: self.tr("Model"),
            Place.HELP: self.tr("Help"),
        }
        return titles[place]


def press(standard: Standard, widget: QWidget | None) -> None:
    """Have a widget do what it does by the keys that this system has for it."""
    sequence = QKeySequence(standard)
    if widget is None or not sequence.count():
        return
    keys = cast("list[QKeyCombination]", sequence)[0]  # which the stub does not know
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, keys.key(), keys.keyboardModifiers()))


def offer_menu_bar(window: QWidget, keys: Shortcuts, commands: Callable[[], Iterable[Command]]) -> None:
    """Give the window the bar, a little later, if its system shows one outside of windows."""

    def offer() -> None:
        if not isinstance(window, QMainWindow):
            return
        asked = QMenuBar()  # the window's own one would be in it already
        if asked.isNativeMenuBar():
            MenuBar(window.menuBar(), keys, commands)
        asked.deleteLater()

    clock = QTimer(keys)
    clock.setSingleShot(True)
    clock.timeout.connect(offer)
    clock.start(SETTLED)


def _act(menu: QMenu, command: Command) -> None:
    action = _action(menu, command.words, QKeySequence(command.keys, NATIVE))
    action.setMenuRole(ROLES.get(command.name, QAction.MenuRole.NoRole))
    action.triggered.connect(lambda _=False: command.call())


def _action(menu: QMenu, words: str, keys: QKeySequence) -> QAction:
    """Add an action that shows keys and leaves them to the window, which has them already."""
    action = QAction(words.replace("&", "&&"), menu)
    action.setMenuRole(QAction.MenuRole.NoRole)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcut(keys)
    menu.addAction(action)
    return action
