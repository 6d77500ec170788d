"""The trash in the whole window: by the button and by the key, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.widgets.pages import TRASH

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


def test_a_deleted_chat_is_in_the_trash_and_comes_back_from_it(user, qtbot):
    user.ask("worth keeping")
    chat = user.app.chat.current
    user.app.chat.delete(chat)
    user.wait(lambda: not user.titles)
    pages, button = user.app.workplace.pages, user.app.workplace.sidebar.trash
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page = pages.named(TRASH)
    user.wait(lambda: page.list.model().rowCount() == 1)
    assert page.isVisible()
    assert button.isChecked()
    user.wait(page.list.hasFocus)
    user.wait(lambda: "worth keeping" in page.preview.view.toPlainText())
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    user.wait(lambda: user.titles == ["worth keeping"])
    user.wait(lambda: page.nothing.text() == "The trash is empty.")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    user.wait(lambda: pages.on_chat)
    assert not button.isChecked()
