"""All that the window holds: list of chats, header, page; shortcuts; and what the menus ask for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.advice import Remedy
from desktop.core.chat import ChatId
from desktop.core.errors import UserError
from desktop.viewmodels.chat import ChatViewModel, Deleted
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.sampling import SamplingViewModel
from desktop.widgets.chat_page import ChatPage
from desktop.widgets.finding import Finding
from desktop.widgets.first_frame import NARROW
from desktop.widgets.focus_in_sight import FocusInSight
from desktop.widgets.header import Header
from desktop.widgets.look import Look
from desktop.widgets.model_aloud import ModelAloud
from desktop.widgets.page_turning import turn_pages
from desktop.widgets.pages import Pages
from desktop.widgets.sampling_side import SamplingSide
from desktop.widgets.shortcuts import Shortcuts
from desktop.widgets.sidebar import Sidebar
from desktop.widgets.slash_hold import SlashHold
from desktop.widgets.start_page import StartPage
from desktop.widgets.toast import Toast
from desktop.widgets.window_keys import bind_keys


class Workplace(QWidget):
    """Can be typed into as soon as it is there; `attach` fills it when the chats have been opened."""

    sidebar_toggled = Signal(bool)
    remedy_asked = Signal(object)  # Remedy that only the application can carry out
    again_asked = Signal()
    quit_asked = Signal()
    full_screen_asked = Signal()

    def __init__(self, look: Look, sidebar: bool) -> None:
        super().__init__()
        self._look = look
        self._wanted = sidebar  # whether the user wants the list of chats
        self._chat: ChatViewModel | None = None
        self.start: StartPage | None = None
        self.sidebar = Sidebar(look)
        self.header = Header(look)
        self.page = ChatPage(look)
        self.slash = SlashHold(self.page.composer.input)  # until templates are there
        self.side = SamplingSide(look, self.page)
        self.pages = Pages(look, self.side)
        self.finding = Finding(self.sidebar.search, self.pages, self.page)
        self._right = QVBoxLayout()
        self._lay_out()
        self.toast = Toast(self, self.page.foot)
        self.sidebar.hide_asked.connect(self.toggle_sidebar)
        self.header.finder.clicked.connect(self.find_in_chat)
        self.header.sampling.clicked.connect(self.side.toggle)
        self.header.sidebar_asked.connect(self.toggle_sidebar)
        self.page.remedy_asked.connect(self._remedy)
        self.pages.turned.connect(self.toast.place)
        self.page.message_actions.undo_offered.connect(self._offer_undo_of_message)
        self.page.message_actions.undo_over.connect(self.toast.withdraw)
        turn_pages(self)
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self.keys = Shortcuts(self)
        FocusInSight(self)
        bind_keys(self.keys, self)

    def attach(self, chat: ChatViewModel, models: ModelsViewModel, sampling: SamplingViewModel) -> None:
        """Show the chats and the models."""
        self._chat = chat
        if self.start is not None:
            self.start.deleteLater()
            self.start = None
            self.pages.show()
        self.sidebar.attach(chat)
        self.header.attach(models)
        self.page.attach(chat, models)
        self.side.attach(sampling)
        chat.failed.connect(self.side.tell)
        self.page.message_actions.offer(self.side.entries)
        self.side.closed.connect(self.page.composer.setFocus)
        models.changed.connect(self.sidebar.show_engine)
        ModelAloud(models, self)
        self.sidebar.show_engine(models.status)
        self._escape.activated.connect(self._give_up)
        self.sidebar.new_asked.connect(self.pages.show_chat)
        self.sidebar.opened.connect(self.pages.show_chat)
        self.page.drop.templates_dropped.connect(self.pages.bring_templates)
        self.pages.chat_shown.connect(self.page.composer.setFocus)
        self.sidebar.new_asked.connect(chat.new)
        self.sidebar.opened.connect(chat.open)
        self.sidebar.delete_asked.connect(self._delete)
        chat.deleted.connect(self._offer_undo)
        chat.shown.connect(self._title)
        chat.list.dataChanged.connect(self._title)
        chat.started.connect(self._title)

    def explain(self, error: UserError) -> None:
        """Say why the chats cannot be opened, instead of the page."""
        if self.start is not None:
            self.start.deleteLater()
        self.start = StartPage(self._look, error)
        self.start.again_asked.connect(self.again_asked)
        self.start.remedy_asked.connect(self._remedy)
        self.pages.hide()
        self._right.addWidget(self.start, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.toast.hide()
            self._title()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the list of chats give way in a narrow window."""
        super().resizeEvent(event)
        self._show_sidebar(self._wanted and self.width() >= NARROW)
        self.toast.place()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(self._right, 1)
        self._right.setSpacing(0)
        self._right.addWidget(self.header)
        self._right.addWidget(self.pages, 1)
        self.sidebar.setVisible(self._wanted)
        self.header.sidebar.setVisible(not self._wanted)

    @Slot()
    def find_in_chat(self) -> None:
        """Open the bar to find with."""
        if self._chat is not None and self._chat.messages.rowCount():
            self.page.find_bar.open_bar()

    @Slot()
    def search_chats(self) -> None:
        """Go to the field that searches all chats."""
        if not self.sidebar.isVisible():
            self.toggle_sidebar()
        self.sidebar.search.begin()

    @Slot()
    def _give_up(self) -> None:
        """Close what is open; else end the answer."""
        if not self.pages.on_chat:
            self.pages.show_chat()
        elif not self.page.close_what_is_open() and self._chat is not None:
            self._chat.stop()

    @Slot()
    def toggle_sidebar(self) -> None:
        """Show the list of chats, or hide it."""
        self._show_sidebar(not self.sidebar.isVisible())
        if self.width() >= NARROW:
            self._wanted = self.sidebar.isVisible()
            self.sidebar_toggled.emit(self._wanted)

    def want_sidebar(self, wanted: bool) -> None:
        """Show the list of chats as far as there is room, or not."""
        self._wanted = wanted
        self._show_sidebar(wanted and self.width() >= NARROW)

    def _show_sidebar(self, shown: bool) -> None:
        self.sidebar.setVisible(shown)
        self.header.sidebar.setVisible(not shown)

    @Slot(object)
    def _remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.CHOOSE_MODEL:
            self.header.choose_model()
        elif remedy is Remedy.QUIT:
            self.quit_asked.emit()
        else:
            self.remedy_asked.emit(remedy)

    @Slot(object)
    def _delete(self, chats: tuple[ChatId, ...]) -> None:
        if self._chat is not None:
            self._chat.delete(*chats)

    @Slot(object)
    def _offer_undo(self, deleted: Deleted) -> None:
        def bring_back() -> None:
            if self._chat is not None:
                self._chat.restore(*deleted.chats)
                if len(deleted.chats) == 1:
                    self._chat.open(deleted.chats[0])

        if len(deleted.chats) == 1:
            words = self.tr("“{title}” was moved to the trash.").format(title=deleted.title)
        else:
            words = self.tr("%Ln chat(s) moved to the trash.", "", len(deleted.chats))
        self.toast.offer(words, self.tr("Undo"), bring_back)

    @Slot(object)
    def _offer_undo_of_message(self, undo: Callable[[], None]) -> None:
        words = self.tr("The message is out of this branch of the chat.")
        self.toast.offer(words, self.tr("Undo"), undo)

    @Slot()
    def _title(self) -> None:
        conversation = self._chat.conversation if self._chat else None
        chat = conversation.branch.chat if conversation is not None else None
        title = chat.title if chat is not None else ""
        if conversation is not None and conversation.own_drafts is not None:
            title = self.tr("Temporary chat")  # systems remember titles of windows
        self.window().setWindowTitle(f"{title} – Fireside" if title else "Fireside")
