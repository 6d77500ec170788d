"""What a person does before the window is whole: it is remembered, and nothing moves when the rest comes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.core.chat import Attachment, Role
from desktop.core.list_rows import Kind
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from desktop.store.packing import unpack_files
from desktop.viewmodels.chat_roles import ChatRole
from desktop.widgets.chat_list import ChatListView
from tests.fakes.screen_reader import Ears, walk

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path, request):
    """Two chats, one of them pinned, and one in an open folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    store = open_store(folder / "chats.db", "me", lambda owner: False)
    for number in range(30 if "many" in request.node.name else 0):
        store.chats.new_chat(f"chat {number}")
    for title in ("older", "newer", "kept", "inside"):
        chat = store.chats.new_chat(title)
        store.chats.add(chat.id, NewMessage(None, Role.USER, f"about {title}"))
        if title == "kept":
            store.organising.pin([chat.id], True)
        if title == "inside":
            place = store.folders.add("Work", None)
            store.organising.put([chat.id], place.id)
    store.close()
    (folder / "settings.json").write_text(f'{{"open_folders": ["{place.id}"]}}')
    return folder


@pytest.fixture
def early(start, monkeypatch, folder):
    """Stand before a window that has got so far, and does not go on by itself; `go_on` lets it."""
    held = []
    furnish = App._furnish
    monkeypatch.setattr(App, "_furnish", lambda app, _: held.append(app))
    user = start(folder, wait=False)
    user.wait(lambda: held)

    def go_on(wait=True):
        monkeypatch.setattr(App, "_furnish", furnish)
        user.app._furnish(None)
        if wait:
            user.wait_ready()

    user.go_on = go_on
    user.parts = user.app.first.parts
    user.wait(lambda: user.parts.list.rows)
    return user


def row_of(rows, title):
    return next(n for n, row in enumerate(rows) if row.chat is not None and row.chat.title == title)


def click(user, qtbot, title):
    shown = user.parts.list
    place = shown.place_of(row_of(shown.rows, title)).center()
    qtbot.mouseClick(shown, LEFT, pos=place)


def shown_chat(user):
    return user.app.chat.conversation.branch.chat


def test_a_chat_that_is_clicked_before_the_chats_are_open_is_opened_then(early, qtbot):
    click(early, qtbot, "older")
    assert early.parts.list.open is not None
    early.go_on()
    assert shown_chat(early).title == "older"


def test_arrows_and_enter_choose_a_chat_too(early, qtbot):
    shown = early.parts.list
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert QApplication.focusWidget() in (early.parts.field, None)
    early.go_on()
    assert shown_chat(early).title == "kept"


def test_what_was_typed_and_selected_is_so_in_the_composer(early, qtbot):
    qtbot.keyClicks(early.parts.field, "one two")
    qtbot.keyClick(early.parts.field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    early.go_on()
    field = early.page.composer.input
    assert (field.text(), field.textCursor().selectedText()) == ("one two", "o")
    assert early.window.focusWidget() is field


def test_enter_before_the_chats_are_open_sends_as_soon_as_they_are(early, qtbot):
    field = early.parts.field
    qtbot.keyClicks(field, "first")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == ""
    assert early.parts._waiting.isVisible()  # it is seen to wait
    qtbot.keyClicks(field, "second")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "second"  # one at a time, as later on
    early.go_on()
    early.wait_idle()
    assert [message.text for message in early.messages] == ["first", "first "]
    assert early.page.composer.text() == "second"
    assert early.page.waiting.isHidden()


def test_each_message_goes_into_the_chat_that_it_was_written_in(early, qtbot):
    field = early.parts.field
    qtbot.keyClicks(field, "of a new chat")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "left there")
    click(early, qtbot, "newer")
    assert field.text() == ""
    qtbot.keyClicks(field, "of newer")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "a draft")
    early.go_on()
    early.wait(lambda: len(early.messages) >= 2)
    early.wait_idle()
    assert shown_chat(early).title == "newer"
    assert early.messages[-2].text == "of newer"
    assert early.page.composer.text() == "a draft"
    rows = early.app.chat.list
    every = [rows.index(row).data(ChatRole.CHAT) for row in range(rows.rowCount())]
    early.app.chat.open(next(chat.id for chat in every if chat and chat.title == "of a new chat"))
    early.wait_idle()
    assert [message.text for message in early.messages] == ["of a new chat", "of a new chat "]
    assert early.page.composer.text() == "left there"


def compose(field, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_a_composition_of_an_input_method_is_not_torn_apart_by_what_comes(early, qtbot):
    field = early.parts.field
    compose(field, "nihao")
    early.go_on(wait=False)
    assert early.app.workplace is None
    compose(field, "", "你好")
    early.wait_ready()
    assert early.page.composer.text() == "你好"


def test_a_chat_that_is_clicked_while_the_chats_are_opened_is_opened_then(early, qtbot, monkeypatch):
    monkeypatch.setattr(type(early.app), "_open", lambda app: None)
    early.go_on(wait=False)
    qtbot.keyClicks(early.page.composer.input, "left")
    click(early, qtbot, "newer")  # the first list still stands there
    assert early.page.composer.text() == ""
    monkeypatch.undo()
    early.app._open()
    early.wait_ready()
    assert shown_chat(early).title == "newer"
    assert early.app.services.drafts.of(None) == "left"


def test_a_chat_that_has_gone_meanwhile_is_told_and_what_was_typed_stays(early, qtbot):
    click(early, qtbot, "newer")
    qtbot.keyClicks(early.parts.field, "words")
    store = open_store(early.app._places.database, "other", lambda owner: True)
    chat = early.parts.list.open
    store.organising.delete([chat])
    store.close()
    early.go_on()
    assert "words" in early.page.composer.text()


@pytest.mark.parametrize("chats", ["few", "many"])
def test_the_list_is_painted_as_before_when_the_real_one_comes(early, chats):
    early.window.resize(1180, 800)
    early.parts.list.finish()
    user = early
    user.parts.field.clearFocus()
    before = user.parts.list.grab().toImage()
    corner, size = user.parts.list.mapTo(user.window, QPoint()), user.parts.list.size()
    field = user.parts.field.mapTo(user.window, QPoint()), user.parts.field.size()
    user.go_on()
    shown: ChatListView = user.app.workplace.sidebar.list
    user.wait(shown.isVisible)
    assert (shown.mapTo(user.window, QPoint()), shown.size()) == (corner, size)
    box = user.page.composer.input
    assert box.size() == field[1]
    moved = box.mapTo(user.window, QPoint()) - field[0]
    assert moved.manhattanLength() <= 4  # px; the line below it is as high as the system's font is
    after = shown.viewport().grab().toImage()
    assert after.width() == before.width() - (10 if chats == "many" else 0)
    assert after == before.copy(after.rect())


def test_closing_at_any_time_before_is_fine(early):
    early.window.close()
    assert early.app.chat is None


def test_what_was_written_before_the_window_was_closed_is_the_draft_of_a_new_chat(early, folder, qtbot):
    (folder / "draft.txt").write_text("from before")
    field = early.parts.field
    qtbot.keyClicks(field, "sent")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "typed")
    early.app.close()
    assert (folder / "draft.txt").read_text() == "from before\n\nsent\n\ntyped"


def test_so_is_what_was_written_while_the_chats_were_opened(early, folder, qtbot, monkeypatch):
    monkeypatch.setattr(type(early.app), "_open", lambda app: None)
    qtbot.keyClicks(early.parts.field, "sent")
    qtbot.keyClick(early.parts.field, Qt.Key.Key_Return)
    early.go_on(wait=False)
    composer = early.page.composer
    qtbot.keyClicks(composer.input, "typed")
    composer.attachments.put((Attachment("a.txt", "of a"),))
    early.app.close()
    assert (folder / "draft.txt").read_text() == "sent\n\ntyped"
    assert unpack_files((folder / "draft-files.json").read_text()) == (Attachment("a.txt", "of a"),)


def test_so_is_what_was_attached_to_a_message_that_waited_to_be_sent(early, folder, monkeypatch):
    monkeypatch.setattr(type(early.app), "_open", lambda app: None)
    early.go_on(wait=False)
    composer = early.page.composer
    composer.put("look", (Attachment("a.txt", "of a"),))
    composer.submitted.emit("look")
    assert composer.files == ()
    composer.attachments.put((Attachment("b.txt", "of b"),))
    early.app.close()
    kept = unpack_files((folder / "draft-files.json").read_text())
    assert [file.name for file in kept] == ["a.txt", "b.txt"]


def test_what_the_chats_have_taken_is_not_kept_twice(early, folder, qtbot):
    qtbot.keyClicks(early.parts.field, "typed")
    early.go_on()
    early.app.close()
    assert (folder / "draft.txt").read_text() == "typed"


def test_whoever_goes_through_the_list_stays_in_it(early, qtbot):
    early.parts.list.setFocus()
    early.go_on()
    assert early.window.focusWidget() is early.app.workplace.sidebar.list


def test_a_screen_reader_reads_the_first_rows_as_it_reads_the_list_later(early, qtbot):
    shown, ears = early.parts.list, Ears()
    ears.open()
    try:
        seen = [told for _, told in walk(QAccessible.queryAccessibleInterface(shown))]
        shown.setFocus()
        qtbot.keyClick(shown, Qt.Key.Key_Down)
    finally:
        ears.close()
    names = [told.name for told in seen[1:]]
    assert {told.role for told in seen} == {QAccessible.Role.List, QAccessible.Role.ListItem}
    assert "kept: Pinned" in names
    assert "Folder Work, level 1, open, chats: 1" in names
    assert ("inside: level 2", ("Press",)) in [(told.name, told.actions) for told in seen]
    read = names[shown.current]
    assert (QAccessible.Event.Focus, read, None) in ears.heard
    early.go_on()
    rows = early.app.chat.list
    assert names == [rows.index(row).data(ChatRole.SPOKEN) for row in range(rows.rowCount())]


def test_rows_that_are_no_chats_choose_nothing(early, qtbot):
    shown = early.parts.list
    heading = next(n for n, row in enumerate(shown.rows) if row.kind is Kind.HEADING)
    qtbot.mouseClick(shown, LEFT, pos=shown.place_of(heading).center())
    qtbot.mouseClick(shown, LEFT, pos=QPoint(20, shown.height() - 2))
    assert shown.open is None
    early.go_on()
    assert shown_chat(early) is None


def turn(shown, notches):
    at = QPointF(20, 20)
    event = QWheelEvent(
        at,
        QPointF(shown.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(shown, event)


def test_the_list_of_many_chats_can_be_scrolled_and_stays_there_when_the_real_one_comes(early, qtbot):
    early.window.resize(1180, 800)
    shown = early.parts.list
    turn(shown, 1)
    assert shown.offset == 0  # there is nothing above
    turn(shown, -2)
    assert shown.offset > 0
    place = shown.place_of(row_of(shown.rows, "chat 20"))
    assert shown.rect().contains(place)
    qtbot.mouseClick(shown, LEFT, pos=place.center())
    offset = shown.offset
    early.go_on()
    real: ChatListView = early.app.workplace.sidebar.list
    early.wait(real.isVisible)
    assert shown_chat(early).title == "chat 20"
    early.wait(lambda: real.verticalScrollBar().value() == offset)


def test_keys_go_through_all_that_was_read_of_many_chats(early, qtbot):
    shown = early.parts.list
    shown.setFocus()
    chats = [number for number, row in enumerate(shown.rows) if row.chat is not None]
    for key, expected in (
        (Qt.Key.Key_End, chats[-1]),
        (Qt.Key.Key_Down, chats[-1]),
        (Qt.Key.Key_Up, chats[-2]),
        (Qt.Key.Key_Home, chats[0]),
        (Qt.Key.Key_Up, chats[0]),
    ):
        qtbot.keyClick(shown, key)
        assert shown.current == expected
        assert shown.rect().contains(shown.place_of(expected))
    assert shown.offset == 0  # the heading above the first chat is seen
    qtbot.keyClick(shown, Qt.Key.Key_PageDown)
    qtbot.keyClick(shown, Qt.Key.Key_PageDown)
    assert chats[0] < shown.current
    assert shown.rect().contains(shown.place_of(shown.current))
    qtbot.keyClick(shown, Qt.Key.Key_PageUp)
    qtbot.keyClick(shown, Qt.Key.Key_PageUp)
    assert shown.current == chats[0]
