"""Every page, dialog, menu and panel: each thing has a name, a role and a place in the order of Tab.

Done with one window in each language; what is wrong is gathered and told together.
"""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.core.setting_kinds import Language, Section
from desktop.widgets.folders_in_window import FoldersInWindow
from desktop.widgets.models.page import Tab
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.palette import Palette
from desktop.widgets.quick_window import QuickWindow
from desktop.widgets.templates.page import TemplateTab
from tests.e2e import sweep_more
from tests.e2e.journeys import have_two_chats, keep_templates
from tests.fakes.gguf import FIELDS, gguf
from tests.fakes.hub import FakeHub
from tests.fakes.screen_reader import Ears
from tests.fakes.sweep import complaints, tab_around, without_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")

# Names and formats, which are the same everywhere, and what the test itself has written.
ANYWHERE = re.compile(
    r"Fireside.*|.*Fireside 让.*|Hugging Face.*|.*SmolLM2.*|/.*|English|Ctrl\+.*|Markdown|PDF|JSON|Alt\+.*"
    r"|F\d+|Esc|Del|Python [\d.]+ · Qt.*|something else|the recipe.*|Letter.*|Translate.*|https?:.*"
    r"|A made adapter|CSV|YAML.*|maker/.*"
    r"|[\w-]+\.\S+|llama\.cpp",
    re.DOTALL,
)

TURNS = 10  # of the event loop


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
        for _ in range(TURNS):
            QApplication.processEvents()  # what is laid out has others laid out in the next turn
        self.wrong += complaints(name, self.chinese, ANYWHERE)
        self.wrong += without_words(name)
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

    def dialog(self, name, open_it, ready=lambda dialog: True):
        """Look at a dialog, which Escape closes; the keyboard is then where it was."""
        before = self.user.window.focusWidget()
        open_it()
        self.user.wait(lambda: any(self._dialogs()))
        (dialog,) = self._dialogs()
        self.user.wait(lambda: ready(dialog))
        dialog.activateWindow()
        self.user.wait(dialog.isActiveWindow)
        self.look(f"dialog {name}")
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
        if any(self._dialogs()):
            self.wrong.append(f"dialog {name}: Escape does not close it")
            dialog.reject()
        self._back(f"dialog {name}", before)

    def context_menu(self, name):
        """Have the menu of what has the keyboard opened by the keyboard, and look at it."""
        before = self.user.window.focusWidget()
        place = before.rect().center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, before.mapToGlobal(place))
        QApplication.sendEvent(before, asked)
        menu = QApplication.activePopupWidget()
        if menu is None:
            self.wrong.append(f"{name}: the keyboard opens no menu")
            return
        self.look(f"menu of {name}", tabs=False)
        QTest.keyClick(menu.windowHandle(), Qt.Key.Key_Escape)
        self._back(f"menu of {name}", before)

    def _back(self, name, before):
        """See that the keyboard is again with what opened something."""
        self.user.window.activateWindow()
        self.user.wait(self.user.window.isActiveWindow)
        now = self.user.window.focusWidget()
        if now is not before:
            self.wrong.append(f"{name}: left the keyboard with {now}, not {before}")

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


@pytest.fixture
def hub(tmp_path):
    """A hub with one model, which the settings name as the only source."""
    with FakeHub() as made:
        made.add("maker/Tiny-GGUF", {"Tiny-Q4_K_M.gguf": gguf(FIELDS) + bytes(100_000)})
        (tmp_path / "settings.json").write_text(json.dumps({"sources": [made.endpoint]}))
        yield made


@pytest.mark.parametrize("chinese", [False, True], ids=["English", "Chinese"])
def test_everything_on_every_page_can_be_heard_and_reached(hub, user, chinese, tmp_path):
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
        sweep_more.dialogs(sweep, tmp_path)
        if not chinese:
            sweep_more.menus(sweep)
            sweep_more.discover(sweep, ears)
    finally:
        ears.close()
    assert not sweep.wrong, "\n".join(sweep.wrong)
