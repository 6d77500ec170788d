"""Every page, dialog, menu and panel: each thing has a name, a role and a place in the order of Tab.

Done with one window in each language; what is wrong is gathered and told together.
"""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog

from desktop.core.setting_kinds import Language, Section
from desktop.widgets.folders_in_window import FoldersInWindow
from desktop.widgets.models.page import Tab
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.palette import Palette
from desktop.widgets.quick_window import QuickWindow
from desktop.widgets.templates.page import TemplateTab
from tests.e2e.journeys import have_two_chats, keep_templates
from tests.fakes.screen_reader import Ears
from tests.fakes.sweep import complaints, tab_around

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")

# Names and formats, which are the same everywhere, and what the test itself has written.
ANYWHERE = re.compile(
    r"Fireside.*|.*Fireside 让.*|Hugging Face.*|.*SmolLM2.*|/.*|English|Ctrl\+.*|Markdown|PDF|JSON|Alt\+.*|F\d+|Esc"
    r"|Del|Python [\d.]+ · Qt.*|something else|the recipe.*|Letter.*|Translate.*|https?://.*|[\w-]+\.\S+|llama\.cpp",
    re.DOTALL,
)


class Flashes(QObject):
    """Notes windows that are shown: what has no parent yet is one, and takes the keyboard away."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


class Sweep:
    """Opens things in a window and looks at them."""

    def __init__(self, user, chinese):
        self.user, self.app, self.chinese = user, user.app, chinese
        self.place = user.app.workplace
        self.wrong = []
        self.flashes = Flashes()
        QApplication.instance().installEventFilter(self.flashes)

    def look(self, name, tabs=True):
        """Look at what is in front, and go round in it by Tab; the order is the same in every language."""
        self.user.qtbot.wait(20)  # what is painted sets some names
        self.wrong += complaints(name, self.chinese, ANYWHERE)
        if tabs and not self.chinese:
            self.wrong += tab_around(QApplication.activeWindow(), name)

    def page(self, name, open_it):
        """Look at a page, which takes the keyboard when it is opened."""
        self.place.pages.show_chat()
        self.place.page.composer.setFocus()
        self.flashes.shown.clear()
        open_it()
        self.look(name)
        if self.flashes.shown:
            self.wrong.append(f"{name}: shows {self.flashes.shown} as windows")

    def dialog(self, name, open_it):
        """Look at a dialog."""
        open_it()
        self.user.wait(lambda: any(self._dialogs()))
        (dialog,) = self._dialogs()
        dialog.activateWindow()
        self.user.wait(dialog.isActiveWindow)
        self.look(f"dialog {name}")
        dialog.reject()
        self.user.window.activateWindow()
        self.user.wait(self.user.window.isActiveWindow)

    def _dialogs(self):
        windows = QApplication.topLevelWidgets()
        return [each for each in windows if isinstance(each, QDialog) and each.isVisible()]

    def menu(self, name, menu):
        """Look at a menu."""
        menu.popup(self.user.window.geometry().center())
        self.look(f"menu {name}", tabs=False)
        menu.close()


def pages(sweep):
    place = sweep.place
    sweep.page("chat", place.pages.show_chat)
    sweep.page("sampling", place.side.toggle)
    place.side.toggle()
    sweep.page("find", place.find_in_chat)
    place.page.find_bar.close_bar()
    sweep.page("context", lambda: place.keys.trigger("context"))
    place.page.close_what_is_open()
    for tab in Tab:
        sweep.page(f"models {tab.name}", lambda tab=tab: place.pages.show_tab(tab))
    for tab in TemplateTab:

        def open_tab(tab=tab):
            place.pages.show_templates()
            place.pages.templates.open_tab(tab)

        sweep.page(f"templates {tab.name}", open_tab)
    place.pages.templates.open_tab(TemplateTab.LIBRARY)

    def new_template():
        place.pages.show_templates()
        place.pages.templates.library.left.new.click()

    sweep.page("template", new_template)
    for section in Section:
        sweep.page(f"settings {section.name}", lambda section=section: place.pages.show_settings(section))
    sweep.page("trash", lambda: place.keys.trigger("trash"))
    sweep.page("manual", lambda: place.keys.trigger("help"))
    place.pages.show_chat()


def windows(sweep):
    place, chat = sweep.place, sweep.app.chat.current
    place.page.composer.setFocus()
    place.keys.trigger("palette")
    sweep.look("palette", tabs=False)  # Tab leaves it, which closes it
    place.findChild(Palette).shut()
    message = sweep.user.messages[-1].id
    folders = place.findChild(FoldersInWindow)
    for name, open_it in {
        "export": lambda: place.sidebar.list.export_asked.emit((chat,)),
        "export all": lambda: place.sidebar.list.folder_export_asked.emit(None),
        "tags": lambda: folders.tag((chat,)),
        "import": lambda: place.findChild(ChatMover).ask(),
        "model settings": place.header.show_settings,
        "record": lambda: place.page.transcript.details_requested.emit(message),
        "prompt": lambda: place.page.transcript.prompt_requested.emit(message),
    }.items():
        sweep.dialog(name, open_it)
    place.keys.trigger("quick_question")
    (quick,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QuickWindow)]
    quick.activateWindow()
    sweep.user.wait(quick.isActiveWindow)
    sweep.look("quick question")
    quick.close()
    sweep.menu("main", place.header.menu)
    sweep.menu("models", place.header.model_menu)


@pytest.mark.parametrize("chinese", [False, True], ids=["English", "Chinese"])
def test_everything_on_every_page_can_be_heard_and_reached(user, chinese):
    ears = Ears()
    ears.open()
    keep_templates(user)
    have_two_chats(user)
    user.window.activateWindow()
    sweep = Sweep(user, chinese)
    if chinese:
        user.app.workplace.header.language_chosen.emit(Language.CHINESE)
    try:
        pages(sweep)
        windows(sweep)
    finally:
        ears.close()
    assert not sweep.wrong, "\n".join(sweep.wrong)
