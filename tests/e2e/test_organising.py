"""Chats are kept in order in the real window, and are so after a restart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.gui.test_chat_list_model import shown

LEFT = Qt.MouseButton.LeftButton


def entry(menu, words):
    return next(action for action in menu.actions() if action.text().split("\t")[0].strip() == words)


def menu_of(user, *titles):
    rows = user.app.chat.list
    ids = [rows.row(row).chat.id for row in range(rows.rowCount()) if rows.index(row).data() in titles]
    side = user.app.workplace.sidebar
    return side.list.doing.menus.of_chats(
        rows.chats(ids), ids, lambda what: what == "delete" and side.list.delete_asked.emit(tuple(ids))
    )


def test_chats_are_put_into_a_folder_archived_found_and_deleted_together(start, qtbot):
    user = start()
    for words in ("first", "second", "third"):
        user.ask(words)
        qtbot.mouseClick(user.app.workplace.sidebar.new, LEFT)
    toast = user.app.workplace.toast
    moving = entry(menu_of(user, "first"), "Move to folder").menu()
    entry(moving, "New folder…").trigger()
    editor = user.app.workplace.sidebar.list.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Work")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    folder = user.app.services.organising.folders[0]
    user.app.chat.list.expand([folder.id])
    user.wait(lambda: "Work/ 1" in shown(user.app.chat.list))
    assert shown(user.app.chat.list) == ["[folders]", "Work/ 1", "  first", "[today]", "third", "second"]
    entry(menu_of(user, "second"), "Archive").trigger()
    assert toast._all.startswith("1 chat") and toast._all.endswith(" archived.")
    assert shown(user.app.chat.list)[-2:] == ["[today]", "third"]
    start.end(user)

    user = start()
    assert shown(user.app.chat.list) == ["[folders]", "Work/ 1", "  first", "[today]", "third"]
    side = user.app.workplace.sidebar
    menu = side.list.doing.menus.of_list(archived=False)
    entry(menu, "Show archived chats").trigger()
    assert shown(user.app.chat.list) == ["[today]", "second"]
    assert not side.pane.back.isHidden()
    side.pane.back.click()
    entry(menu_of(user, "first", "third"), "Delete").trigger()
    assert shown(user.app.chat.list) == ["[folders]", "Work/ 0", "  (empty)"]
    toast = user.app.workplace.toast
    assert toast._all.startswith("2 chat") and toast._all.endswith(" moved to the trash.")
    toast.undo.click()
    assert shown(user.app.chat.list) == ["[folders]", "Work/ 1", "  first", "[today]", "third"]
