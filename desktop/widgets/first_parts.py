"""What works in the window before the rest has been imported: the field to type in, and the list of chats."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from desktop.core.choices import SendKey
from desktop.widgets.first_list import FirstList
from desktop.widgets.input import Input
from desktop.widgets.style import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.core.chat import ChatId
    from desktop.core.glimpse import Glimpse
    from desktop.widgets.first_frame import FirstFrame
    from desktop.widgets.look import Look
    from desktop.widgets.waiting_message import WaitingMessage
    from desktop.widgets.wishes import Wishes
    from desktop.widgets.workplace import Workplace

LIST_TOP, LIST_BELOW = 223, 53  # where the real list is
FIELD_LEFT, FIELD_TOP, FIELD_RIGHT = 17, 11, 9  # within the frame of the composer


class FirstParts(QObject):
    """Stand where the real ones will be, and give way to them. Belong to the first frame."""

    listed = Signal()  # chats have been painted

    def __init__(self, frame: FirstFrame, look: Look, settings: Glimpse) -> None:
        super().__init__(frame)
        self._frame = frame
        self._look = look
        self._waiting: WaitingMessage | None = None
        self._calls: list[Callable[[], None]] = []
        self.field = Input(frame)
        self.field.send_key = SendKey(settings.send_key)
        self.list = FirstList(look, frame)
        self._dress()
        if frame.typed:
            self.field.insert(frame.typed)
        self.field.textChanged.connect(self.place)
        self.field.submitted.connect(self._send)
        self.field.composed.connect(self._composed)
        self.list.opened.connect(self._open)
        self.list.painted.connect(self.listed)
        look.changed.connect(self._dress)

    def appear(self) -> None:
        """Take the places, and the keys."""
        self._frame.recolor(self._look.theme.colors)
        self.place()
        self.field.show()
        self.field.setFocus()

    def place(self) -> None:
        """Put everything into its place."""
        composer, left = self._frame.composer(), self._frame.left
        self.field.resize(composer.width() - FIELD_LEFT - FIELD_RIGHT, self.field.height())
        self.field.move(composer.x() + FIELD_LEFT, composer.y() + FIELD_TOP)
        self.list.setGeometry(0, LIST_TOP, left - 1, max(0, self._frame.height() - LIST_TOP - LIST_BELOW))
        self.list.setVisible(left > 0)
        if self._waiting is not None:
            self._waiting.fit(QRect(composer.x(), 0, composer.width(), composer.y() - 7))
        self._frame.update()

    @cached_property
    def wishes(self) -> Wishes:
        """What the user asks for; made when that happens."""
        from desktop.widgets.wishes import Wishes

        return Wishes()

    def typed(self) -> str:
        """Give all that was written and nobody keeps."""
        from desktop.core.early_draft import together

        return together((*self.wishes.texts, self.field.text()))

    def attached(self) -> tuple[()]:
        """Nothing can be attached yet."""
        return ()

    @property
    def composing(self) -> bool:
        """Whether an input method has something on its way."""
        return self.field.composing

    def when_still(self, call: Callable[[], None]) -> None:
        """Make a call as soon as that has ended."""
        self._calls.append(call)

    def hand_over(self, workplace: Workplace) -> QWidget:
        """Let the real parts go on; gives the one that is to have the keys once it is in the window."""
        keys = self.list if self.list.hasFocus() else workplace.page.composer
        self.list.opened.disconnect(self._open)
        cursor = self.field.textCursor()
        workplace.page.composer.input.go_on(self.field.text(), cursor.anchor(), cursor.position())
        early = workplace.page.sending.early
        early.take_over(self.wishes)
        workplace.sidebar.hold(self.list)
        workplace.sidebar.opened.connect(early.open)
        return keys

    @Slot()
    def _composed(self) -> None:
        calls, self._calls = self._calls, []
        for call in calls:
            QTimer.singleShot(0, call)  # not while the field hears of it, since it may go then

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        colors = palette(theme)
        colors.setColor(QPalette.ColorRole.Base, theme.color("raised"))
        self.field.setPalette(colors)
        self.field.setFont(theme.body)
        self.field.setPlaceholderText(QCoreApplication.translate("Composer", "Message…"))
        self.field.setAccessibleName(QCoreApplication.translate("Composer", "Message"))
        self.field.fit()

    @Slot()
    def _send(self) -> None:
        if self.wishes.send(self.field.text()):
            self.field.clear()
            self._show_waiting()

    @Slot(object)
    def _open(self, chat: ChatId) -> None:
        if self.wishes.open(chat, self.field.text()):
            self.field.clear()
            self._show_waiting()
        self.field.setFocus()

    def _show_waiting(self) -> None:
        from desktop.widgets.waiting_message import WaitingMessage

        if self._waiting is None:
            self._waiting = WaitingMessage(self._look, self._frame)
        self._waiting.tell(self.wishes.waiting)
        self.place()
