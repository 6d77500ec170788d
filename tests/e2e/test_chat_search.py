"""Searching all chats in the whole window."""

from PySide6.QtCore import Qt

from desktop.services.chat_search import SearchStage


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
    user.wait(lambda: user.app.services.search.state.stage is SearchStage.DONE)
    rows = user.app.services.search.state.found
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
