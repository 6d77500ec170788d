"""Folders, tags and titles in the whole application."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt

from desktop.core.chat import Naming
from desktop.core.personas import WantedModel
from desktop.services.titling import Titling
from desktop.widgets.folder_dialog import FolderDialog
from desktop.widgets.tags_dialog import TagsDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


def test_a_chat_begins_in_a_folder_and_its_dialogs_are_one_step_from_the_list(start, tmp_path, qtbot):
    user = start(tmp_path / "data")
    user.wait(lambda: user.app.pages is not None)
    organising, workplace = user.app.services.organising, user.app.workplace
    folder = organising.add_folder("Work")
    organising.begin_with(folder.id, "Be terse.", WantedModel("/gone.gguf", "Qwen3 8B"))
    listed = workplace.sidebar.list
    listed.new_in_folder_asked.emit(folder.id)
    place = user.page.empty.place
    assert place.isVisible()
    assert "Qwen3 8B" in workplace.toast._words.text()
    assert user.page.composer.input.hasFocus()
    qtbot.mouseClick(place.leave, Qt.MouseButton.LeftButton)
    assert not place.isVisible()
    listed.new_in_folder_asked.emit(folder.id)
    user.ask("Hello")
    chat = user.app.chat.current
    assert user.app.services.store.chats.chat(chat).folder == folder.id
    assert user.messages[0].text == "Be terse."
    for asked, dialog in ((listed.folder_settings_asked, FolderDialog), (listed.tags_asked, TagsDialog)):
        asked.emit(folder.id if dialog is FolderDialog else (chat,))
        shown = user.window.findChild(dialog)
        assert shown.isVisible()
        shown.reject()
    qtbot.keyClick(workplace, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert user.messages == []
    assert not place.isVisible()


def test_the_list_shows_the_title_that_the_model_found_and_the_chat_stays_in_its_place(
    start, tmp_path, monkeypatch
):
    monkeypatch.setattr("desktop.services.titling.QUIET", 0.01)
    monkeypatch.setattr("desktop.app_chats.Titling", partial(Titling, smallest=0))
    user = start(tmp_path / "data")
    user.wait(lambda: user.app.pages is not None)
    user.app.settings.set(automatic_titles=False)
    user.ask("Bake bread without oven")
    user.app.chat.new()
    user.ask("Sail boats without wind")
    user.app.settings.set(automatic_titles=True)
    user.ask("And with a storm?")
    user.wait(lambda: "wind without boats Sail" in user.titles)
    assert user.window.windowTitle() == "wind without boats Sail – Fireside"
    user.app.settings.set(automatic_titles=False)
    titles = [title for title in user.titles if "without" in title]
    assert titles[0] == "wind without boats Sail"
    assert user.app.services.store.chats.chat(user.app.chat.current).naming is Naming.MODEL
