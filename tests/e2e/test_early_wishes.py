"""What is asked for while the chats are still being opened happens once they are there."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from desktop.core.templates import Body, Draft
from desktop.services import assembly
from desktop.store.opening import open_store

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


@pytest.fixture
def held(start, monkeypatch, tmp_path):
    """A window whose chats are opened when the test says so."""
    with closing(open_store(tmp_path / "chats.db", "this process", lambda owner: False)) as store:
        store.templates.add(Draft("Summarise", Body("Summarise {{text}}")))
    go, really = threading.Event(), assembly.open_chats

    def open_chats(places):
        go.wait(60)
        return really(places)

    monkeypatch.setattr(assembly, "open_chats", open_chats)
    driver = start(wait=False)
    driver.go_on = go.set
    driver.wait(lambda: driver.app.workplace is not None)
    yield driver
    go.set()


def test_the_page_that_was_clicked_last_is_opened_as_soon_as_it_can_be(held):
    place, sidebar = held.app.workplace, held.app.workplace.sidebar
    for button in (sidebar.models, sidebar.trash, sidebar.settings, sidebar.templates):
        held.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert place.pages.on_chat
    held.go_on()
    held.wait_ready()
    assert place.pages.on_templates
    assert sidebar.templates.isChecked()
    others = (sidebar.models, sidebar.trash, sidebar.settings)
    assert not any(button.isChecked() for button in others)


def test_a_template_called_by_enter_before_there_were_any_is_used_not_sent(held):
    held.qtbot.keyClicks(held.page.composer.input, "/summ")
    held.qtbot.keyClick(held.page.composer.input, Qt.Key.Key_Return)
    assert held.page.composer.text() == "/summ"
    held.go_on()
    held.wait_ready()
    parts = next(p for p in held.app.workplace.children() if type(p).__name__ == "TemplatesInWindow")
    held.wait(lambda: parts.panel.isVisible())
    assert held.page.composer.text() == ""
    assert held.messages == []


def test_what_names_no_template_is_sent_when_that_is_known(held):
    held.qtbot.keyClicks(held.page.composer.input, "/nothing is called so")
    held.qtbot.keyClick(held.page.composer.input, Qt.Key.Key_Return)
    held.go_on()
    held.wait_ready()
    held.wait(lambda: len(held.messages) == 2)
    assert held.messages[0].text == "/nothing is called so"
