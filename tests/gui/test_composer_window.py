"""Files, the map and Escape in a whole window with a scripted model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.core.chat import Attachment
from tests.e2e.conftest import start as start  # the fixture
from tests.gui.composer_support import drag, drop, mime

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def user(start):
    made = start()
    made.page.read_with(made.app.first.tasks)
    return made


def give(user, *paths):
    drag(user.page, mime(*paths))
    drop(user.page, mime(*paths))
    user.wait(lambda: not user.page.composer.attachments.reading)


def test_a_dropped_file_is_sent_with_the_text_and_stored(user, tmp_path):
    (tmp_path / "poem.txt").write_text("roses are red")
    give(user, tmp_path / "poem.txt")
    user.ask("continue")
    assert user.messages[0].attachments == (Attachment("poem.txt", "roses are red"),)
    assert user.page.composer.files == ()


def test_attached_files_are_there_after_a_restart(start, tmp_path):
    folder = tmp_path / "data"
    user = start(folder)
    user.page.read_with(user.app.first.tasks)
    (tmp_path / "a.txt").write_text("alpha")
    give(user, tmp_path / "a.txt")
    start.end(user)
    user = start(folder)
    assert user.page.composer.files == (Attachment("a.txt", "alpha"),)


def test_a_folder_is_told_and_nothing_is_attached(user, tmp_path):
    give(user, tmp_path)
    assert "is a folder" in user.page.banner.what.text()
    assert user.page.composer.files == ()


def test_a_dropped_model_is_opened(user, tmp_path):
    (tmp_path / "bad.gguf").write_text("this is no model")
    drag(user.page, mime(tmp_path / "bad.gguf"))
    drop(user.page, mime(tmp_path / "bad.gguf"))
    user.wait(user.page.banner.isVisible)
    assert "bad.gguf is not a GGUF model file" in user.page.banner.what.text()


def test_the_map_is_opened_by_a_key_and_closed_by_escape_before_an_answer_is_stopped(user, qtbot):
    user.ask("one")
    user.wait(user.page.composer.ring.isVisible)
    user.type("hang")
    user.wait(lambda: user.app.chat.conversation.busy)
    qtbot.keyClick(user.window, Qt.Key.Key_M, CONTROL | SHIFT)
    user.wait(user.page.context_panel.isVisible)
    user.wait(user.page.context_panel.parts.hasFocus)
    qtbot.keyClick(user.page.context_panel.parts, Qt.Key.Key_Escape)
    assert user.page.context_panel.isHidden()
    assert user.app.chat.conversation.busy
    qtbot.keyClick(user.page.composer.input, Qt.Key.Key_Escape)
    user.wait_idle()


def test_everything_fits_into_the_smallest_window(user, tmp_path):
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text("x")
    user.window.resize(720, 520)
    give(user, *(tmp_path / f"{number}.txt" for number in range(12)))
    user.page.composer.set_text("line\n" * 30)
    user.page.limit.open_strip()
    user.wait(lambda: user.page.composer.attachments.height() > 100)
    page, composer = user.page, user.page.composer
    for widget in (composer.button, composer.clip, page.limit.cancel, composer.input):
        corners = widget.rect().topLeft(), widget.rect().bottomRight()
        assert all(page.rect().contains(widget.mapTo(page, corner)) for corner in corners), widget
    assert page.limit.geometry().bottom() < composer.geometry().top()
