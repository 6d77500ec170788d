"""Temporary chats in the window: the button and the key that begin one, what marks it, what is left of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from desktop.services.conversation import Conversation
from desktop.viewmodels.temporary import TemporaryViewModel
from desktop.widgets.look import Look
from desktop.widgets.shortcuts import TABLE
from desktop.widgets.temporary_strip import TemporaryStrip
from desktop.widgets.toast import TOAST_SHOWN
from desktop.widgets.workplace import Workplace


class TemporaryInWindow(QObject):
    """Belongs to the workplace."""

    export_asked = Signal(object)  # Chat

    def __init__(self, look: Look, workplace: Workplace, viewmodel: TemporaryViewModel) -> None:
        super().__init__(workplace)
        self._look = look
        self._workplace = workplace
        self._viewmodel = viewmodel
        self._forget: Callable[[], None] = lambda: None  # the one that was left
        self.strip = TemporaryStrip(look)
        self.button = workplace.header.temporary
        self.button.setCheckable(True)
        self.button.setIconSize(QSize(18, 18))
        layout = workplace.page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.strip)
        self.button.show()
        workplace.keys.bind("temporary_chat", self.begin)
        self.button.clicked.connect(self._toggle)
        self.strip.keep_asked.connect(viewmodel.keep)
        self.strip.export_asked.connect(self._export)
        viewmodel.changed.connect(self._show)
        viewmodel.left.connect(self._offer)
        viewmodel.failed.connect(workplace.page.tell)
        look.changed.connect(self._dress)
        workplace.installEventFilter(self)
        self._say()
        workplace.keys.tip("temporary_chat", self.button)
        self._dress()
        self._show()

    @Slot()
    def begin(self) -> None:
        """Begin a chat that leaves no trace."""
        self._workplace.pages.show_chat()
        self._forget()  # of two, only the last one can be kept
        self._viewmodel.begin()
        self._workplace.page.composer.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        return super().eventFilter(watched, event)

    @Slot()
    def _toggle(self) -> None:
        if self._viewmodel.active:
            self._workplace.sidebar.new.click()
        else:
            self.begin()
        self._show()

    @Slot()
    def _export(self) -> None:
        if self._viewmodel.chat is not None:
            self.export_asked.emit(self._viewmodel.chat)

    @Slot()
    def _show(self) -> None:
        self.strip.show_state(self._viewmodel.active, self._viewmodel.ready)
        self.button.setChecked(self._viewmodel.active)
        self._dress()

    @Slot(object)
    def _offer(self, left: Conversation) -> None:
        """Let the user think better of it, as long as that is on the screen."""

        def keep() -> None:
            self._viewmodel.keep_left(left)

        def forget() -> None:
            self._viewmodel.forget(left)
            self._workplace.toast.withdraw(keep)

        self._forget = forget
        words = self.tr("The temporary chat is closed; nothing of it was stored.")
        self._workplace.toast.offer(words, self.tr("Keep this chat"), keep)
        QTimer.singleShot(TOAST_SHOWN, self, forget)

    def _say(self) -> None:
        self.button.setAccessibleName(self.tr("Temporary chat"))
        self.button.setToolTip(
            self.tr("Temporary chat, of which nothing is stored ({key})").format(
                key=TABLE["temporary_chat"].keys
            )
        )

    @Slot()
    def _dress(self) -> None:
        color = "link" if self._viewmodel.active else "text2"
        self.button.setIcon(self._look.icon("message-circle-dashed", color, 18))
