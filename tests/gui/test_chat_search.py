"""The search over all chats in the side of the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.core.chat import AnswerRecord, Attachment, Role
from desktop.services.chat_search import ChatSearch, SearchMeans, SearchStage
from desktop.services.drafts import Drafts
from desktop.services.indexing import Indexing
from desktop.store.chats import NewMessage
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.search import FoundRole, SearchViewModel
from desktop.widgets.chat_search import ChatSearchPanel
from desktop.widgets.look import Look
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.usefixtures("qtbot")


class Side:
    """The panel over a real database, and a hand on it."""

    def __init__(self, bench, qtbot, qapp, theme="light"):
        self.bench = bench
        store = bench.store
        self.indexing = Indexing(store.index, bench.tasks, bench.inbox.later)
        self.service = ChatSearch(SearchMeans(store.search, store.index, bench.tasks, self.indexing))
        drafts = Drafts(store.chats, bench.inbox.later, store.database.path.with_name("draft.txt"))
        self.chat = ChatViewModel(bench.chats, drafts, None)
        self.search = SearchViewModel(self.service, bench.chats, self.chat)
        self.panel = ChatSearchPanel(Look(qapp, theme), QLabel("the list"))
        self.window = QWidget()  # a window of its own would have a least size, which this platform warns of
        qtbot.addWidget(self.window)
        self.panel.setParent(self.window)
        self.panel.attach(self.search)
        self.panel.resize(QSize(264, 500))
        self.window.resize(QSize(264, 500))
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.qtbot = qtbot

    def type(self, text):
        self.panel.field.setText(text)
        self.settle()

    def settle(self):
        self.bench.inbox.run_until(lambda: self.service.state.stage is not SearchStage.SEARCHING)

    def key(self, key):
        self.qtbot.keyClick(self.panel.field, key)

    @property
    def rows(self):
        model = self.search.list
        return [model.index(row).data(FoundRole.ROW) for row in range(model.rowCount())]

    @property
    def shown(self):
        """What stands in the list: a chat's title, a message's piece, or how many more there are."""
        return [
            row.chat.more if row.more else (row.hit.excerpt if row.hit else row.chat.title).text
            for row in self.rows
        ]


def talk(store, title, *texts):
    """Make a chat of one branch; give it with its messages."""
    chat, parent, messages = store.chats.new_chat(title), None, []
    for number, text in enumerate(texts):
        record = AnswerRecord("Trains 4B", "") if number % 2 else None
        role = Role.ASSISTANT if number % 2 else Role.USER
        messages.append(store.chats.add(chat.id, NewMessage(parent, role, text, record=record)))
        parent = messages[-1].id
    return chat, messages


@pytest.fixture
def side(bench, qtbot, qapp):
    talk(bench.store, "Dinner", "What is a good pizza?", "A pizza in Linz.")
    talk(bench.store, "去维也纳", "How fast is the train to Vienna? 我想坐火车去。", "约一小时。坐火车很快。")
    made = Side(bench, qtbot, qapp)
    yield made
    made.search.close()
    made.service.close()
    made.indexing.close()
    made.chat.close()


def test_what_is_found_takes_the_place_of_the_chats_while_something_is_typed(side):
    side.type("piz")
    assert side.shown == ["Dinner", "A pizza in Linz.", "What is a good pizza?"]
    assert side.panel.found.isVisible()
    assert side.panel.words.text() == "2 message(s) in 1 chat(s)"
    side.key(Qt.Key.Key_Escape)
    assert not side.panel.found.isVisible()
    assert (side.panel.field.text(), side.shown, side.panel.words.isVisible()) == ("", [], False)


def test_rows_are_a_sound_model_and_follow_each_other_as_one_types(side, qtmodeltester):
    qtmodeltester.check(side.search.list)
    for text in ("p", "pi", "pizza", "pizza x", "火", "火车"):
        side.type(text)
    assert side.shown[0] == "去维也纳"
    side.bench.chats.delete(side.rows[0].chat.chat)
    side.settle()
    assert side.shown == []


def test_the_keyboard_goes_through_the_rows_and_opens_one_at_its_message(side):
    arrived = []
    side.search.arrived.connect(lambda hit: arrived.append((hit.message, hit.excerpt.first)))
    side.type("火车")
    side.key(Qt.Key.Key_Down)
    side.key(Qt.Key.Key_Down)
    side.key(Qt.Key.Key_Return)
    assert side.chat.current == side.rows[0].chat.chat
    assert arrived == [(side.rows[1].hit.message, "火车")]
    side.key(Qt.Key.Key_PageUp)
    side.key(Qt.Key.Key_Return)
    assert len(arrived) == 1  # a chat is opened where it was


def test_a_message_of_another_branch_is_shown_in_its_branch(side):
    store = side.bench.store
    chat, (question, _) = talk(store, "branches", "Where?", "In a forgotten valley.")
    other = store.chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "On a hill."))
    tree = store.chats.tree(chat.id)
    arrived = []
    side.search.arrived.connect(lambda hit: arrived.append(hit.message))
    side.type("valley")
    side.key(Qt.Key.Key_Down)
    side.key(Qt.Key.Key_Down)
    side.key(Qt.Key.Key_Return)
    side.bench.inbox.run_until(lambda: arrived)
    assert [m.text for m in side.chat.conversation.branch.messages] == ["Where?", "In a forgotten valley."]
    assert store.chats.tree(chat.id) == tree
    assert other.id not in [m.id for m in side.chat.conversation.branch.messages]


def test_a_message_at_the_beginning_of_a_very_long_chat_is_gone_to(side):
    _, messages = talk(side.bench.store, "long", "Where is the lighthouse?", *["and then"] * 450)
    arrived = []
    side.search.arrived.connect(lambda hit: arrived.append(hit.message))
    side.type("lighthouse")
    side.panel.found.chosen.emit(1)
    side.bench.inbox.run_until(lambda: arrived)
    assert arrived == [messages[0].id]
    assert len(side.chat.conversation.branch.messages) == 451


def test_of_a_chat_with_many_hits_the_others_are_shown_when_they_are_asked_for(side):
    talk(side.bench.store, "many", *[f"owl number {number}" for number in range(6)])
    side.type("owl")
    assert side.shown == ["many", "owl number 5", "owl number 4", "owl number 3", 3]
    side.panel.found.step(1)
    side.panel.found.step(10)
    side.key(Qt.Key.Key_Return)
    side.settle()
    assert side.shown == ["many", *[f"owl number {number}" for number in range(5, -1, -1)]]
    assert side.chat.current is None


def test_what_an_input_method_composes_is_not_searched_for(side):
    field = side.panel.field
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("huo che", []))
    side.key(Qt.Key.Key_Return)
    assert side.service.state.stage is SearchStage.IDLE
    done = QInputMethodEvent("", [])
    done.setCommitString("火车")
    QApplication.sendEvent(field, done)
    side.settle()
    assert side.shown[0] == "去维也纳"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("xylophone", "Nothing found."),
        (
            "pizza before:2020",
            f"Only before {QLocale().toString(QDate(2020, 1, 1), QLocale.FormatType.ShortFormat)}.",
        ),
        ("pizza after:3000-01-01 model:other role:system", "Only with the model other."),
        ("pizza before:soon", "“soon” is no date. Write 2026-11 or 2026-11-27."),
        ("role:cat", "“cat” is nobody who writes here: user, assistant, system or summary."),
        ('"', "Type a word to search for."),
        ("-pizza", "Type a word to search for."),
    ],
)
def test_it_is_said_what_was_understood_and_what_was_not(side, typed, said):
    side.type(typed)
    assert said in side.panel.words.text().split("\n")


def test_it_is_said_that_the_index_is_being_built_and_found_when_it_is(side):
    side.bench.store.index.rebuild()
    side.type("pizza")
    assert "The index is being built: 0%. Older chats are found later." in side.panel.words.text()
    side.bench.inbox.run_until(lambda: side.shown and side.service.state.stage is SearchStage.DONE)
    assert side.panel.words.text() == "2 message(s) in 1 chat(s)"


def test_rows_are_spoken(side):
    side.type("火车")
    spoken = QAccessible.queryAccessibleInterface(side.panel.found)
    names = [spoken.child(number).text(QAccessible.Text.Name) for number in range(spoken.childCount())]
    assert names[0].startswith("Chat 去维也纳, ")
    assert names[1].startswith("Trains 4B, ")
    assert names[1].endswith(": 约一小时。坐火车很快。")
    assert names[2].startswith("You, ")
    assert (
        QAccessible.queryAccessibleInterface(side.panel.field).text(QAccessible.Text.Name) == "Search chats"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_are_painted(side, bench, qtbot, qapp, theme):
    side.type("vienna")
    plain = side.panel.found.grab().toImage()
    look = Look(qapp, theme)
    color = look.theme.color("find").rgb()
    if theme == "light":
        assert any(plain.pixel(x, y) == color for x in range(plain.width()) for y in range(plain.height()))
    QApplication.sendEvent(side.panel, QEvent(QEvent.Type.LanguageChange))
    assert side.panel.words.text() == "1 message(s) in 1 chat(s)"


# -- filters, files, archived chats


def test_a_filter_alone_counts_chats_and_no_messages(side):
    store = side.bench.store
    chat, _ = talk(store, "birds", "an owl")
    store.organising.tag([chat.id], ["animals"])
    side.type("tag:animals")
    assert side.shown == ["birds"]
    assert side.panel.words.text() == "1 chat(s)"


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen platform
def test_a_filter_that_is_typed_offers_what_there_is_and_the_keyboard_takes_it(side):
    store = side.bench.store
    chat, _ = talk(store, "birds", "an owl")
    folder = store.folders.add("Big trips")
    store.organising.put([chat.id], folder.id)
    store.organising.tag([chat.id], ["Vögel"])
    hints, field = side.panel.hints, side.panel.field
    field.setFocus()
    side.key(Qt.Key.Key_Down)
    assert hints.options[:2] == ("before:", "after:")
    field.clear()
    side.qtbot.keyClicks(field, "owl tag:vo")
    side.bench.inbox.run_until(lambda: hints.options)
    assert hints.options == ("tag:Vögel",)
    popup = QApplication.activePopupWidget() or hints.list.popup()
    side.qtbot.keyClick(popup, Qt.Key.Key_Down)
    side.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "owl tag:Vögel "
    side.settle()
    assert side.shown == ["birds", "an owl"]
    side.qtbot.keyClicks(field, "folder:tri")
    assert hints.options == ('folder:"Big trips"',)
    hints.list.activated[str].emit(hints.options[0])
    assert field.text() == 'owl tag:Vögel folder:"Big trips" '


def test_what_is_unknown_and_archived_and_a_file_are_told(side):
    store = side.bench.store
    chat = store.chats.new_chat("away")
    file = Attachment("notes\n\u202e.txt", "a falcon")
    store.chats.add(chat.id, NewMessage(None, Role.USER, "look", attachments=(file,)))
    store.organising.archive([chat.id], True)
    side.type("falcon tag:x folder:y is:z")
    words = side.panel.words.text()
    assert "No chat has the tag “x”; it is left out." in words
    assert "There is no folder “y”; it is left out." in words
    assert "“z” is nothing" in words
    first, second = side.rows
    assert side.panel.found.spoken(first).startswith("Chat away, Archived, ")
    assert side.panel.found.beside(first.chat) == "Archived"  # the message below has its day
    assert side.panel.found.beside(replace(first.chat, hits=())).startswith("Archived, ")
    assert side.panel.found.beside(replace(first.chat, archived=False)) == ""
    assert side.panel.found.spoken(second).startswith("File notes .txt, ")
    side.panel.found.grab()
