"""The icon in the system's tray, and what the system tells for us."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from desktop.widgets.main_window import MainWindow

SHOWN = 10_000  # ms for which a notification can be clicked, as far as we know


def tray_available() -> bool:
    """Tell whether this system has a tray now."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Belongs to the window. Where the system has no tray, the window asks for a look instead."""

    new_asked = Signal()
    quick_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        make: Callable[[], QSystemTrayIcon] = QSystemTrayIcon,
        there: Callable[[], bool] = tray_available,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._there = there
        self._wanted = False
        self._icon = make()
        self._icon.setParent(self)
        self._then: Callable[[], object] = lambda: None
        self._menu = QMenu(window)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._clicked)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(SHOWN)
        self._over.timeout.connect(self._rest)
        window.installEventFilter(self)
        self._say()

    @property
    def available(self) -> bool:
        """Whether this system has a tray."""
        return self._there()

    @property
    def menu(self) -> QMenu:
        """What the icon offers."""
        return self._menu

    @property
    def shown(self) -> bool:
        """Whether the icon is there for good."""
        return self._wanted and self.available

    def want(self, wanted: bool) -> None:
        """Show the icon, or do not."""
        self._wanted = wanted
        self._rest()

    def tell(self, title: str, words: str, then: Callable[[], object]) -> None:
        """Have the system tell something, if another window is in front; a click brings ours and does `then`.

        Without a tray the window's entry in the task bar asks for a look.
        """
        if self._window.isActiveWindow():
            return
        if not self.available:
            QApplication.alert(self._window)
            return
        self._then = then
        self._icon.setIcon(self._window.windowIcon())
        self._icon.show()  # a hidden icon tells nothing
        self._icon.showMessage(title, words, self._window.windowIcon(), SHOWN)
        self._over.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Speak the new language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        self._menu.clear()
        for words, call in (
            (self.tr("Show Fireside"), self._window.come_forward),
            (self.tr("New chat"), self._new),
            (self.tr("Quick question"), self.quick_asked.emit),
        ):
            self._menu.addAction(words).triggered.connect(lambda _=False, call=call: call())
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit")).triggered.connect(lambda _=False: self._window.leave())
        self._icon.setToolTip("Fireside")

    def _new(self) -> None:
        self._window.come_forward()
        self.new_asked.emit()

    @Slot()
    def _rest(self) -> None:
        """Be there as long as is wanted, and no longer than what was told."""
        self._over.stop()
        self._then = lambda: None
        if self.shown:
            self._icon.setIcon(self._window.windowIcon())
            self._icon.show()
        else:
            self._icon.hide()

    @Slot(object)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_forward()

    @Slot()
    def _clicked(self) -> None:
        then = self._then
        self._window.come_forward()
        then()
        self._rest()
