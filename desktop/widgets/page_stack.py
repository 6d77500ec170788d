"""The conversation and the pages that can stand in its place; one of them is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.look import Look


class Page(QWidget):
    """A page that stands in the place of the conversation."""

    closed = Signal()  # the user goes back to the conversation

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class PageStack(QWidget):
    """Turns from one page to another."""

    chat_shown = Signal()  # after another page
    turned = Signal(object)  # the widget that stands there now

    def __init__(self, look: Look, chat: QWidget) -> None:
        super().__init__()
        self._look = look
        self._chat = chat
        self._pages: list[Page] = []
        self._offered: dict[str, Callable[[], Page]] = {}
        self._named: dict[str, Page] = {}
        self._wished: Callable[[], None] | None = None  # shows what was asked for before it could be made
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(chat, 1)

    @property
    def on_chat(self) -> bool:
        """Whether the conversation is shown."""
        return not self._chat.isHidden()

    def offer(self, name: str, make: Callable[[], Page]) -> None:
        """Have what makes a page; it is called when that is first shown."""
        self._offered[name] = make

    def named(self, name: str) -> Page | None:
        """Give a page that was offered; None until it was shown."""
        return self._named.get(name)

    def show_named(self, name: str) -> None:
        """Show a page that was offered, as it was left."""
        if name not in self._named and name in self._offered:
            self._named[name] = self._offered[name]()
            self.take_in(self._named[name])
        self.turn_to(self._named.get(name), lambda: self.show_named(name))

    def grant(self) -> None:
        """Show what was asked for while nothing could be made yet; all pages can be made by now."""
        if self._wished is not None:
            wished, self._wished = self._wished, None
            wished()

    def take_in(self, page: Page) -> None:
        """Have another page, which is not shown yet."""
        page.hide()
        page.closed.connect(self.show_chat)
        self._pages.append(page)
        self._column.addWidget(page, 1)

    def turn_to(self, page: QWidget | None, later: Callable[[], None]) -> None:
        """Show a page; `later` does that where it cannot be made yet, see `grant`."""
        self._wished = later if page is None else None
        if page is None:
            return
        for other in (self._chat, *self._pages):
            if other is not page:
                other.hide()
        page.show()
        if isinstance(page, Page):
            page.take_focus()
        self.turned.emit(page)

    @Slot()
    def show_chat(self) -> None:
        """Go back to the conversation, also from a page that is still to come."""
        if not self.on_chat:
            self.turn_to(self._chat, self.show_chat)
            self.chat_shown.emit()
        elif self._wished is not None:
            self._wished = None
            self.turned.emit(self._chat)
