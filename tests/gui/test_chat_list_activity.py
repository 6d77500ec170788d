"""The list of chats shows which of them are being answered, and which wait for their turn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible

from desktop.core.chat import Finish
from desktop.engine.protocol import Died, Finished, Generate, Prompting, Usage
from desktop.viewmodels.chats import Activity, ChatListModel, ChatRole
from desktop.widgets.chat_list import ChatListView
from desktop.widgets.look import Look
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def asked(bench):
    """Two chats, of which the second one waits for the first one's answer."""
    bench.load()
    talks = [bench.chats.new(), bench.chats.new()]
    for name, talk in zip(("first", "second"), talks, strict=True):
        talk.send(name)
    return talks


def activities(model):
    rows = [model.index(row) for row in range(model.rowCount())]
    return {row.data(): row.data(ChatRole.ACTIVITY) for row in rows if row.data(ChatRole.CHAT)}


def begin(bench, number):
    bench.engine.events.emit(Prompting(bench.sent(Generate)[number].request, 0, 10))


def end(bench, number):
    request = bench.sent(Generate)[number].request
    bench.engine.events.emit(Finished(request, Finish.STOP, Usage(10, 4, 1, 0.2, 30.0, 7)))


def test_rows_tell_what_goes_on_in_their_chats(bench, qtmodeltester):
    model = ChatListModel(bench.chats)
    qtmodeltester.check(model)
    bench.load()
    talks = [bench.chats.new(), bench.chats.new()]
    changed = []
    model.dataChanged.connect(lambda index, _, roles: changed.append((index.data(), roles)))
    for name, talk in zip(("first", "second"), talks, strict=True):
        talk.send(name)
    assert activities(model) == {"first": Activity.WAITING, "second": Activity.WAITING}
    begin(bench, 0)
    assert activities(model) == {"first": Activity.ANSWERING, "second": Activity.WAITING}
    assert ("first", [int(ChatRole.ACTIVITY)]) in changed
    end(bench, 0)
    begin(bench, 1)
    assert activities(model) == {"first": Activity.NOTHING, "second": Activity.ANSWERING}
    bench.engine.events.emit(Died(9))
    assert activities(model) == {"first": Activity.NOTHING, "second": Activity.NOTHING}


def test_a_list_that_is_made_while_chats_wait_shows_them(bench, asked):
    assert set(activities(ChatListModel(bench.chats)).values()) == {Activity.WAITING}


def test_a_chat_that_is_left_while_it_is_answered_keeps_its_mark(bench, asked):
    model = ChatListModel(bench.chats)
    begin(bench, 0)
    bench.chats.let_go(asked[0])
    assert activities(model)["first"] == Activity.ANSWERING
    end(bench, 0)
    assert activities(model)["first"] == Activity.NOTHING


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_are_painted_and_spoken(bench, asked, qtbot, qapp, theme):
    begin(bench, 0)
    view = ChatListView(Look(qapp, theme))
    qtbot.addWidget(view)
    model = ChatListModel(bench.chats)
    view.setModel(model)
    view.resize(QSize(264, 200))
    with qtbot.waitExposed(view):
        view.show()
    marked = view.grab().toImage()
    rows = {model.index(row).data(): model.index(row) for row in range(model.rowCount())}
    assert rows["first"].data(Qt.ItemDataRole.ToolTipRole) == "Is being answered"
    spoken = QAccessible.queryAccessibleInterface(view)
    names = [spoken.child(n).text(QAccessible.Text.Name) for n in range(spoken.childCount())]
    assert "first: Is being answered" in names
    assert "second: Waits for its answer" in names
    end(bench, 0)
    begin(bench, 1)
    end(bench, 1)
    assert view.grab().toImage() != marked
    assert rows["first"].data(Qt.ItemDataRole.ToolTipRole) is None
