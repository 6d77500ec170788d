"""The command palette: what it finds, how keys go through it, and what a screen reader hears."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.core.chat import Role
from desktop.core.errors import FolderNotWritable
from desktop.core.models import Installed, Origin
from desktop.core.settings import Appearance
from desktop.core.templates import Entry, Place, TemplateId
from desktop.services.models import Stage
from desktop.services.quick_chats import QuickChats
from desktop.services.template_list import TemplateList
from desktop.store.chats import NewMessage
from desktop.viewmodels.palette import PaletteMeans, PaletteViewModel
from desktop.viewmodels.palette_rows import Command, Kind, PaletteRole
from desktop.widgets.look import Look
from desktop.widgets.palette import Palette
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")
KEY = Qt.Key
NOW = datetime(2026, 11, 27, tzinfo=UTC)


def entry(number, name, used=None, folder=""):
    return Entry(TemplateId(number), name, "", Place(folder=folder), "text", "", 1, NOW, used)


TEMPLATES = [
    entry(1, "Translate", folder="Work"),
    entry(2, "Summarise", used=NOW),
    entry(3, "Write mail", used=NOW - timedelta(1)),
    entry(4, "翻译文章"),
]
MODELS = [
    Installed(Path("/models/qwen.gguf"), "Qwen3 4B", Origin.FOLDER, 2 << 30, "Q4_K_M"),
    Installed(Path("/models/bad.gguf"), "Evil\u202egnp\n" + "x" * 400, Origin.FOLDER, 1 << 20, ""),
]


class Models(QObject):
    listed = Signal()

    def __init__(self):
        super().__init__()
        self.status = SimpleNamespace(stage=Stage.READY, model=MODELS[0])
        self.looked = 0

    def installed(self):
        return MODELS

    def look(self):
        self.looked += 1


class Desk:
    """A palette over a real database in a small window, and hands on it."""

    def __init__(self, bench, qtbot, qapp):
        self.bench, self.qtbot = bench, qtbot
        self.models = Models()
        self.templates = TemplateList(SimpleNamespace(entries=lambda: TEMPLATES), bench.tasks)
        self.viewmodel = PaletteViewModel(
            PaletteMeans(QuickChats(bench.store.search, bench.tasks), self.templates, self.models)
        )
        self.look = Look(qapp, Appearance.LIGHT)
        self.window = QWidget()
        self.other = QLineEdit(self.window)
        QVBoxLayout(self.window).addWidget(self.other)
        self.window.resize(720, 520)
        self.palette = Palette(self.look, self.viewmodel, self.window)
        self.field, self.view = self.palette.field, self.palette.view
        self.chosen, self.done = [], []
        self.viewmodel.chosen.connect(self.chosen.append)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.other.setFocus()

    def chat(self, title):
        chat = self.bench.store.chats.new_chat(title)
        self.bench.store.chats.add(chat.id, NewMessage(None, Role.USER, "hello"))
        return chat

    def open(self, typed=""):
        commands = [
            Command("new_chat", "New chat", lambda: self.done.append("new"), "Ctrl+N"),
            Command("trash", "Show the trash", lambda: self.done.append("trash"), "Ctrl+Del"),
            Command("dark", "外观：深色", lambda: self.done.append("dark"), also="Appearance: Dark"),
        ]
        self.palette.open_with(commands)
        self.type(typed)

    def type(self, typed):
        self.field.setText(typed)
        self.settle()

    def settle(self):
        self.bench.inbox.run_until(lambda: self.bench.tasks.idle)

    def key(self, key):
        self.qtbot.keyClick(self.field, key)

    @property
    def rows(self):
        return self.viewmodel.list.rows

    @property
    def shown(self):
        return [row.text for row in self.rows if row.choice is not None]

    @property
    def current(self):
        return self.view.currentIndex().data(PaletteRole.ROW)

    @property
    def spoken(self):
        model = self.viewmodel.list
        return [model.index(row).data(PaletteRole.SPOKEN) for row in range(model.rowCount())]


@pytest.fixture
def desk(bench, qtbot, qapp):
    made = Desk(bench, qtbot, qapp)
    yield made
    made.palette.hide()
    made.viewmodel.close()


def test_with_nothing_typed_everything_is_there_in_groups_what_was_used_last_first(desk):
    desk.chat("Older")
    desk.chat("Newer")
    desk.open()
    headings = [row.kind for row in desk.rows if row.choice is None]
    assert headings == [Kind.CHAT, Kind.TEMPLATE, Kind.MODEL, Kind.COMMAND]
    assert desk.shown[:5] == ["Newer", "Older", "Summarise", "Write mail", "Translate"]
    assert desk.shown[-3:] == ["New chat", "Show the trash", "外观：深色"]
    assert desk.models.looked == 1

    desk.type("trash")
    desk.key(KEY.Key_Return)
    assert desk.chosen[-1].choice.name == "trash"
    assert not desk.palette.isVisible()
    assert desk.other.hasFocus()
    desk.open()
    assert desk.shown[-3] == "Show the trash"


def test_what_fits_best_comes_first_and_its_letters_are_marked(desk):
    desk.chat("A long story about a trash can")
    desk.open("tra")
    assert desk.shown == [
        "Translate",
        "Show the trash",
        "A long story about a trash can",
        "tra",
    ]
    assert desk.rows[1].marks == ((0, 3),)
    desk.type("深")
    assert desk.shown == ["外观：深色", "深"]
    desk.type("dark")  # in the language of the declaration, too
    assert desk.shown == ["外观：深色", "dark"]
    desk.type("adk")  # but no letters of words that are not seen
    assert desk.shown == ["adk"]
    desk.type("write-mail")  # as it is called by a slash
    assert desk.shown[0] == "Write mail"


def test_archived_chats_are_found_and_marked(desk):
    chat = desk.chat("Old trip")
    desk.bench.store.organising.archive([chat.id], True)
    desk.open("old trip")
    assert "Archived" in desk.spoken[1]
    assert desk.spoken[1].startswith("Old trip, chat")


def test_up_down_and_page_keys_skip_headings_and_go_round(desk):
    desk.open()
    first = desk.current.key
    visited = set()
    for _ in desk.shown:
        visited.add(desk.current.key)
        desk.key(KEY.Key_Down)
    assert desk.current.key == first
    assert len(visited) == len(desk.shown)
    desk.key(KEY.Key_Up)
    assert desk.current.text == "外观：深色"
    desk.key(KEY.Key_PageUp)
    desk.key(KEY.Key_PageUp)
    assert desk.current.key == first
    desk.key(KEY.Key_PageDown)
    assert desk.current.choice is not None


def test_chats_that_come_later_do_not_move_who_has_gone_to_a_row(desk):
    desk.chat("tr")
    desk.open()
    desk.field.setText("tr")
    desk.key(KEY.Key_Down)
    there = desk.current.key
    desk.settle()
    assert desk.shown[0] == "tr"
    assert desk.current.key == there


def test_enter_of_an_input_method_chooses_nothing(desk):
    desk.open("new")
    QApplication.sendEvent(desk.field, QInputMethodEvent("xin", []))
    desk.key(KEY.Key_Return)
    desk.key(KEY.Key_Escape)
    assert desk.chosen == []
    assert desk.palette.isVisible()
    end = QInputMethodEvent()
    end.setCommitString("")
    QApplication.sendEvent(desk.field, end)
    desk.key(KEY.Key_Return)
    assert desk.chosen[0].choice.name == "new_chat"


def test_escape_a_click_elsewhere_and_another_focus_close_it(desk, qtbot):
    desk.open()
    desk.key(KEY.Key_Escape)
    assert not desk.palette.isVisible()
    assert desk.other.hasFocus()
    desk.open()
    qtbot.mouseClick(
        desk.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=desk.view.visualRect(desk.viewmodel.list.index(0)).center(),
    )  # a heading
    assert desk.palette.isVisible()
    qtbot.mouseClick(desk.window, Qt.MouseButton.LeftButton, pos=desk.window.rect().bottomRight())
    assert not desk.palette.isVisible()
    desk.open()
    desk.other.setFocus()
    assert not desk.palette.isVisible()
    assert desk.rows == []


def test_a_click_takes_a_row(desk, qtbot):
    desk.open("qwen")
    place = desk.view.visualRect(desk.viewmodel.list.index(1)).center()
    qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.chosen[0].choice == MODELS[0]


def test_whatever_is_typed_can_be_searched_for_in_all_chats(desk):
    desk.open("  some   words ")
    assert desk.shown == ["some words"]
    assert desk.spoken[-1] == "Search all chats for “some words”"
    desk.key(KEY.Key_Return)
    assert desk.chosen[0].choice == "some words"


@pytest.mark.parametrize("typed", ["\u202e\u0000", "x" * 5_000, "\ud83d", "((((", "&<b>", "tag:", '"'])
def test_nothing_that_is_typed_does_harm(desk, typed):
    desk.chat("(((( <b>bold</b> & more")
    desk.open(typed)
    assert len(desk.rows) <= 55
    desk.view.grab()


def test_names_from_files_are_one_line_in_their_order(desk):
    desk.open("evil")
    row = next(row for row in desk.rows if row.kind is Kind.MODEL and row.choice)
    assert "\u202e" not in row.text
    assert "\n" not in row.text
    assert desk.view.horizontalScrollBar().maximum() == 0
    desk.view.grab()


def test_rows_say_what_they_are(desk):
    assert desk.palette.accessibleName() == "Command palette"
    assert desk.field.accessibleName()
    desk.open("q")
    assert "Qwen3 4B Q4_K_M, model, loaded" in desk.spoken
    desk.type("new chat")
    assert desk.spoken[:2] == ["Commands", "New chat, command, Ctrl+N"]


def test_it_stays_in_a_small_window_and_fits_a_low_one(desk):
    for number in range(20):
        desk.chat(f"Chat {number}")
    desk.open()
    assert desk.window.rect().contains(desk.palette.geometry())
    desk.window.resize(400, 240)
    assert desk.window.rect().contains(desk.palette.geometry())
    desk.palette.grab()


def test_what_cannot_be_read_is_said_and_commands_are_found_all_the_same(desk, monkeypatch):
    def fail(*_):
        raise FolderNotWritable(Path("/data"))

    monkeypatch.setattr(desk.bench.store.search, "search", fail)
    desk.open("trash")
    assert desk.palette.note.isVisible()
    assert desk.shown[0] == "Show the trash"


def test_it_speaks_another_language_after_a_change(desk):
    desk.field.setAccessibleName("")
    QApplication.sendEvent(desk.palette, QEvent(QEvent.Type.LanguageChange))
    assert desk.field.accessibleName()
