"""Searching all chats in the whole window."""

from PySide6.QtCore import Qt

from desktop.services.chat_search import SearchStage
from desktop.widgets.transcript.fold_state import FoldKey, FoldKind


def found(user, typed):
    """Give what a search has found in the end; some of it is told before."""
    search = user.app.services.search
    user.wait(lambda: (search.state.typed, search.state.stage) == (typed, SearchStage.DONE))
    assert search.state.found.messages
    return search.state.found


def test_a_message_of_another_chat_is_found_and_gone_to_by_keyboard(user):
    user.ask("Tell me of the lighthouse keeper")
    for number in range(6):
        user.ask(f"and then, number {number}?")
    user.app.chat.new()
    user.ask("Something else")
    side = user.app.workplace.sidebar.search
    user.qtbot.keyClick(
        user.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    user.wait(side.field.hasFocus)
    user.qtbot.keyClicks(side.field, "lighthouse")
    rows = found(user, "lighthouse")
    assert [hit.excerpt.text for hit in rows.chats[0].hits][-1] == "Tell me of the lighthouse keeper"
    for _ in range(1 + len(rows.chats[0].hits)):
        user.qtbot.keyClick(side.field, Qt.Key.Key_Down)
    user.qtbot.keyClick(side.field, Qt.Key.Key_Return)
    user.wait(lambda: user.page.find_bar.isVisible())
    assert user.app.chat.current == rows.chats[0].chat
    view = user.page.transcript
    user.wait(lambda: any(place.row == 0 for place in view.parts.scrolling.placed))
    user.wait(lambda: view.parts.find.place() is not None)
    user.qtbot.keyClick(user.page.find_bar.input, Qt.Key.Key_Escape)
    user.wait(side.field.hasFocus)
    user.qtbot.keyClick(side.field, Qt.Key.Key_Escape)
    assert user.app.workplace.sidebar.list.isVisible()


def test_a_word_of_a_file_is_found_and_the_file_is_open_where_it_stands(user, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("Of a lighthouse keeper\n" * 3)
    user.page.composer.attachments.attach([note])
    user.wait(lambda: user.page.composer.files)
    user.ask("What is this about?")
    side = user.app.workplace.sidebar.search
    user.qtbot.keyClicks(side.field, "lighthouse")
    (chat,) = found(user, "lighthouse").chats
    (row,) = [row for row, hit in enumerate(chat.hits, start=1) if hit.file and hit.file.name == "note.txt"]
    side.found.chosen.emit(row)
    user.wait(lambda: user.page.find_bar.isVisible())
    find = user.page.transcript.parts.find
    user.wait(lambda: find.place() is not None)
    file = FoldKey(chat.hits[row - 1].message, FoldKind.FILE)
    assert user.page.transcript.parts.flow.folds.is_open(file)
