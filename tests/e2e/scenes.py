"""Everything that can be shown in the window: pages, side panels, banners, dialogs, one after the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from desktop.core.errors import ModelCrashes
from desktop.core.personas import PersonaDraft
from desktop.core.setting_kinds import Section
from desktop.viewmodels.chats import ChatRole
from desktop.widgets.models.page import Tab
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.moving_out import MovingOutInWindow
from desktop.widgets.paper.preview import PaperPreview
from desktop.widgets.quick_window import QuickWindow
from desktop.widgets.settings.erase_dialog import EraseDialog
from desktop.widgets.system_in_composer import SystemInComposer
from desktop.widgets.templates.page import TemplateTab

TITLES = ("qqq zzz", "xqx zqz")  # of chats: no words of any language


class Scenes:
    """Shows one after the other in a window whose chats are called `TITLES`."""

    def __init__(self, user):
        self._user = user
        self._work = user.app.workplace
        self._pages = self._work.pages

    def prepare(self):
        """Have two chats with an answer each, a folder, and a tag."""
        user, organising = self._user, self._user.app.services.organising
        for title in TITLES:
            user.app.chat.new()
            user.ask(title)
        self._folder = organising.add_folder("fff").id
        organising.tag([user.app.chat.current], ["tttt"])

    def pages(self):
        """Give `(name, show, again)`: what shows a page, and what shows it once more as it was left."""
        yield "empty chat", self._new, self._new
        yield "temporary chat", self._temporary, self._pages.show_chat
        yield "chat", self._chat, self._chat
        for tab in Tab:
            show = partial(self._pages.show_tab, tab)
            yield f"models: {tab.name}", show, show
        library = partial(self._templates, TemplateTab.LIBRARY)
        personas = partial(self._templates, TemplateTab.PERSONAS)
        for tab in TemplateTab:
            show = partial(self._templates, tab)
            yield f"templates: {tab.name}", show, show
        yield "template editor", self._edit_template, library
        yield "persona editor", self._edit_persona, personas
        for section in Section:
            show = partial(self._pages.show_settings, section.value)
            yield f"settings: {section.value}", show, show
        yield "settings: search", self._search_settings, self._search_settings
        trash = partial(self._trigger, "trash")
        yield "trash", trash, trash
        yield "trash with a chat", self._trash, trash
        manual = partial(self._trigger, "help")
        yield "manual", manual, manual

    def over_a_chat(self):
        """Give `(name, show)` of what stands over the chat, or beside it, and can stay there together."""
        yield "chat", self._chat
        yield "banner", partial(self._work.page.tell, ModelCrashes(Path("/m/x.gguf"), 3))
        yield "limit", self._work.page.limit.open_strip
        yield "find bar", self._work.find_in_chat
        yield "context panel", self._work.page.context_panel.toggle
        yield "sampling", self._work.side.toggle
        yield "quick question", partial(self._trigger, "quick_question")
        yield from self._dialogs()

    def palette(self):
        """Show the command palette, which closes when the language changes."""
        self._chat()
        self._trigger("palette")

    def shut(self):
        """Close what stands over the chat."""
        for each in QApplication.topLevelWidgets():
            if each.isVisible() and isinstance(each, QDialog | QuickWindow):
                each.close()
        if self._work.side.panel is not None and self._work.side.panel.isVisible():
            self._work.side.toggle()
        self._work.page.banner.hide()
        while self._work.page.close_what_is_open():
            pass

    def _dialogs(self):
        list_, actions = self._work.sidebar.list, self._work.page.message_actions
        out, window = self._user.window.findChild(MovingOutInWindow), self._user.window
        yield "model settings", self._work.header.show_settings
        yield "folder", lambda: list_.folder_settings_asked.emit(self._folder)
        yield "tags", lambda: list_.tags_asked.emit((self._user.app.chat.current,))
        yield "record", lambda: actions._show_record(self._answer())
        yield "prompt", lambda: actions._show_prompt(self._answer())
        yield "system prompt", lambda: window.findChild(SystemInComposer).edit()
        yield "adapters", self._work.side.choose_adapters
        yield "export", out.export_all
        yield "export of a chat", out.export_shown
        yield "import", lambda: window.findChild(ChatMover).ask()
        yield "erase", lambda: EraseDialog(Path("/d"), window).open()
        yield "print", self._print

    def _chat(self):
        self._pages.show_chat()
        if self._user.app.chat.current is None or not self._user.messages:
            self._user.app.chat.open(self._chats()[0])

    def _chats(self):
        rows = self._user.app.chat.list
        chats = (rows.index(row).data(ChatRole.CHAT) for row in range(rows.rowCount()))
        return [chat.id for chat in chats if chat is not None]

    def _new(self):
        self._pages.show_chat()
        self._user.app.chat.new()

    def _temporary(self):
        self._new()
        self._work.header.temporary.click()

    def _templates(self, tab):
        self._pages.show_templates()
        self._pages.templates.open_tab(tab)

    def _edit_template(self):
        self._templates(TemplateTab.LIBRARY)
        self._pages.templates.library.begin_new()

    def _edit_persona(self):
        self._templates(TemplateTab.PERSONAS)
        self._pages.templates.personas.begin(PersonaDraft(""))

    def _search_settings(self):
        self._pages.show_settings("general")
        self._pages.settings.search.setText("a")

    def _trigger(self, name):
        self._work.keys.trigger(name)

    def _trash(self):
        if len(self._chats()) > 1:
            self._work.sidebar.list.delete_asked.emit((self._chats()[-1],))
        self._trigger("trash")
        page = self._pages.named("trash")
        self._user.wait(lambda: page.list.chosen() and page.preview.view.toPlainText())

    def _print(self):
        self._user.window.findChild(MovingOutInWindow).print_shown()
        self._user.wait(lambda: any(isinstance(d, PaperPreview) for d in _tops()))

    def _answer(self):
        self._chat()
        return self._user.messages[-1].id


def _tops():
    return QApplication.topLevelWidgets()
