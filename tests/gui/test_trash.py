"""The page of the trash: what a user sees and does there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.core.chat import Role
from desktop.core.settings import Appearance
from desktop.services.organising import Organising
from desktop.services.purging import Purging
from desktop.services.trash import Trash, TrashMeans
from desktop.store.chats import NewMessage
from desktop.viewmodels.trash import TrashViewModel
from desktop.widgets.look import Look
from desktop.widgets.trash_page import NARROW, TrashPage
from tests.unit.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
LONG = "A very long title of a chat that nobody can read to its end in a narrow list, " * 3


class Stage:
    """A page over a real database, and hands on it."""

    def __init__(self, qapp, qtbot, folder):
        self.qtbot = qtbot
        self.bench = Bench(folder)
        store, tasks = self.bench.store, self.bench.tasks
        self.purging = Purging(store.trash, tasks, self.bench.inbox.later, folder / "states")
        self.trash = Trash(TrashMeans(store.trash, store.organising, tasks, self.purging), self.bench.chats)
        self.organising = Organising(store.organising, store.folders, self.bench.chats)
        self.viewmodel = TrashViewModel(self.trash, self.organising)
        self.page = TrashPage(Look(qapp, Appearance.LIGHT), self.viewmodel)
        qtbot.addWidget(self.page)
        self.page.resize(900, 600)

    def delete(self, *titles, text="hello"):
        store = self.bench.store
        for title in titles:
            chat = store.chats.new_chat(title)
            store.chats.add(chat.id, NewMessage(None, Role.USER, f"{text} from {title}"))
            store.organising.delete([chat.id])

    def show(self):
        self.page.show()
        self.page.take_focus()
        self.settle()

    def settle(self):
        self.bench.inbox.run_until(lambda: self.bench.tasks.idle)

    @property
    def titles(self):
        rows = self.viewmodel.rows
        return [rows.index(row).data() for row in range(rows.rowCount())]

    def select(self, *rows):
        flag = Qt.KeyboardModifier.ControlModifier
        view = self.page.list
        for number, row in enumerate(rows):
            place = view.visualRect(view.model().index(row, 0)).center()
            modifier = flag if number else Qt.KeyboardModifier.NoModifier
            self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
        self.settle()

    def key(self, key):
        self.qtbot.keyClick(self.page.list, key)

    def answer(self, words):
        box = self.page.window().findChild(QMessageBox)
        button = next(button for button in box.buttons() if button.text() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def close(self):
        self.viewmodel.close()
        self.trash.close()
        self.purging.close()
        self.bench.close()


@pytest.fixture
def stage(qapp, qtbot, tmp_path):
    made = Stage(qapp, qtbot, tmp_path)
    yield made
    made.close()


def test_an_empty_trash_says_so_and_offers_nothing(stage):
    stage.show()
    assert stage.page.nothing.text() == "The trash is empty."
    assert not stage.page.empty.isEnabled()
    assert not stage.page.list.isVisible()


def test_the_first_chat_is_chosen_and_begins_to_be_read(stage):
    stage.delete("one", "two")
    stage.show()
    assert stage.titles == ["two", "one"]
    assert stage.page.preview.title.text() == "two"
    assert "hello from two" in stage.page.preview.view.toPlainText()
    assert stage.page.preview.about.text().startswith("30 day(s) left · 1 message(s)")


def test_enter_brings_a_chat_back_and_the_next_one_is_chosen(stage):
    stage.delete("one", "two", "three")
    stage.show()
    stage.select(1)
    stage.key(Qt.Key.Key_Return)
    stage.settle()
    assert stage.titles == ["three", "one"]
    assert [chat.title for chat in stage.bench.store.chats.chats()] == ["two"]
    assert stage.page.preview.title.text() == "one"


def test_delete_asks_and_deletes_for_good_only_after_a_yes(stage):
    stage.delete("one", "two")
    stage.show()
    stage.key(Qt.Key.Key_Delete)
    box = stage.page.window().findChild(QMessageBox)
    assert box.text() == "Delete the chat “two” for good?"
    assert "cannot be undone" in box.informativeText()
    stage.answer("Keep")
    assert stage.titles == ["two", "one"]
    stage.key(Qt.Key.Key_Delete)
    stage.answer("Delete for good")
    assert stage.titles == ["one"]
    assert [row.title for row in stage.bench.store.trash.all()] == ["one"]


def test_many_are_brought_back_at_once(stage):
    stage.delete("one", "two", "three")
    stage.show()
    stage.select(0, 2)
    assert stage.page.preview.title.text() == "2 chat(s) selected"
    assert not stage.page.preview.view.isVisible()
    stage.page.preview.restore.click()
    stage.settle()
    assert stage.titles == ["two"]


def test_emptying_asks_once_and_leaves_nothing(stage):
    stage.delete("one", "two")
    stage.show()
    stage.page.search.setText("one")  # what is not listed goes, too
    stage.page.empty.click()
    stage.answer("Delete for good")
    assert stage.bench.store.trash.all() == []


def test_emptying_deletes_what_was_asked_about_and_nothing_that_came_meanwhile(stage):
    stage.delete("one")
    stage.show()
    stage.page.empty.click()
    stage.delete("meanwhile")
    stage.trash.reload()
    stage.settle()
    assert len(stage.titles) == 2
    stage.answer("Delete for good")
    assert [row.title for row in stage.bench.store.trash.all()] == ["meanwhile"]


def test_searching_lists_what_has_the_words_in_its_title_or_in_a_message(stage):
    stage.delete("Milk and honey", text="nothing")
    stage.delete("Other", text="buy MILK")
    stage.show()
    stage.page.search.setText("milk")
    assert stage.titles == ["Milk and honey"]  # at once
    stage.settle()
    assert stage.titles == ["Other", "Milk and honey"]
    stage.page.search.setText("milk cow")
    stage.settle()
    assert stage.titles == []
    assert stage.page.nothing.text() == "No chat in the trash has these words."
    stage.page.search.clear()
    assert len(stage.titles) == 2


def test_what_is_undone_elsewhere_leaves_the_list(stage):
    stage.delete("one", "two")
    stage.show()
    stage.bench.chats.restore(stage.trash.rows[0].id)
    stage.settle()
    assert stage.titles == ["one"]


def test_a_narrow_page_puts_the_chat_under_the_list(stage):
    stage.delete(LONG)
    stage.page.resize(NARROW - 100, 500)
    stage.show()
    assert stage.page.list.geometry().bottom() < stage.page.preview.geometry().top()
    assert stage.page.minimumSizeHint().width() <= 456


def test_the_menu_has_what_the_keys_do(stage):
    stage.delete("one")
    stage.show()
    assert [action.text() for action in stage.page.menu().actions()] == ["Restore", "Delete for good…"]


def test_the_rows_pass_the_tester_of_models(stage, qtmodeltester):
    stage.delete("one", "two", "three")
    qtmodeltester.check(stage.viewmodel.rows)
    stage.show()
    stage.bench.chats.restore(stage.trash.rows[1].id)
    stage.settle()
    assert stage.titles == ["three", "one"]
