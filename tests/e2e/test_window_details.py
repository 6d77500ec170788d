"""What people do that nobody expects, in a whole window with a scripted model."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.core.models import Installed, Origin
from desktop.core.network import Gate
from desktop.core.settings import Language
from desktop.services.chats import Back
from desktop.services.conversation import Returned
from desktop.services.models import ModelStatus, Stage
from desktop.widgets import links
from desktop.widgets.crash import CrashReporter


def click_row(user, qtbot, title, button=Qt.MouseButton.LeftButton):
    chats = user.app.workplace.sidebar.list
    rows = user.app.chat.list
    row = next(r for r in range(rows.rowCount()) if rows.index(r).data() == title)
    qtbot.mouseClick(chats.viewport(), button, pos=chats.visualRect(rows.index(row)).center())


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_left_button_goes_to_another_chat(user, qtbot, button):
    user.ask("one")
    user.app.chat.new()
    user.ask("two")
    click_row(user, qtbot, "one", button)
    assert user.app.workplace.sidebar.list.currentIndex().data() == "two"


def test_a_chat_that_has_changed_since_its_menu_was_opened_can_be_renamed(user):
    user.ask("one")
    chats = user.app.workplace.sidebar.list
    chat = user.app.chat.conversation.branch.chat
    user.ask("two")  # its time is another one now
    chats.doing._with_chats(user.app.chat.list, (chat.id,), "rename")
    assert chats.state() is chats.State.EditingState


def test_a_deletion_can_be_undone_whatever_the_title(user):
    user.ask("one")
    user.app.chat.list.setData(user.app.chat.list.index(1), "W" * 200)
    user.window.resize(720, 520)
    user.app.workplace.sidebar.list.delete_asked.emit((user.app.chat.current,))
    toast = user.app.workplace.toast
    assert toast.isVisible()
    place = toast.undo.mapTo(user.window, toast.undo.rect().bottomRight())
    assert user.window.rect().contains(place)
    assert toast.mapTo(user.window, toast.rect().topLeft()).x() >= 0
    composer = user.page.composer
    assert (
        toast.mapTo(user.window, toast.rect().bottomLeft()).y() <= composer.mapTo(user.window, QPoint()).y()
    )


def test_nothing_is_cut_off_in_the_smallest_window_with_the_list_of_chats(user, qtbot):
    user.app.settings.set(start_card=False)  # it would take the room of the beginnings
    model = Installed(Path("x.gguf"), "A-very-long-name-of-a-model-" * 5, Origin.OPENED, 1, "Q4_K_M")
    user.app.workplace.header.show_model(ModelStatus(Stage.LOADING, model))
    user.window.resize(720, 520)
    user.app.workplace.toggle_sidebar()
    user.wait(user.app.workplace.sidebar.isVisible)
    QApplication.processEvents()
    shown = [*user.page.empty.ideas, user.app.workplace.header._more, user.app.workplace.header.model]
    for widget in shown:
        corner = widget.mapTo(user.window, widget.rect().bottomRight())
        assert widget.isVisible()
        assert user.window.rect().contains(corner), widget
    assert "…" in user.app.workplace.header.model._name.text()
    assert user.app.workplace.header.model.accessibleName().count("very-long") == 5


def compose(box, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(box, event)


def test_a_composition_that_follows_another_at_once_is_one_too(user, qtbot):
    box = user.page.composer.input
    compose(box, preedit="ㅎㅏㄴ")
    compose(box, commit="한")
    compose(box, preedit="ㄱ")  # in the same turn of the event loop
    qtbot.wait(1)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert user.messages == []


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029"])
def test_pasted_lines_end_in_one_way(user, end):
    QApplication.clipboard().setText(f"first{end}" + "x" * 9000 + f"{end}last")
    user.page.composer.input.paste()
    assert user.page.composer.text() == "first\n" + "x" * 9000 + "\nlast"


def test_a_line_that_is_broken_after_a_huge_paste_is_broken_by_a_newline(user, qtbot):
    box = user.page.composer.input
    QApplication.clipboard().setText("x" * 9000)
    box.paste()
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "y")
    assert user.page.composer.text() == "x" * 9000 + "\ny"


def test_a_huge_text_that_comes_back_is_shown_in_pieces_too(user):
    user.page.composer.set_text("x" * 9000 + "\nshort")
    assert user.page.composer.input.document().blockCount() > 2
    assert user.page.composer.text() == "x" * 9000 + "\nshort"


def test_what_was_typed_while_the_chats_were_opened_is_a_draft(start):
    user = start(wait=False)
    user.wait(lambda: user.app.workplace is not None)
    user.page.composer.set_text("a thought")
    user.wait_ready()
    assert user.app.chat.drafting.text == "a thought"


def test_opening_the_chats_twice_opens_them_once(start, tmp_path):
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    user = start(folder, wait=False, make=False)
    user.wait(lambda: user.app.error is not None)
    folder.unlink()
    folder.mkdir()
    attached = []
    attach = user.app.workplace.attach
    user.app.workplace.attach = lambda *means: (attached.append(means), attach(*means))
    for _ in range(3):
        user.app.workplace.start.again.click()
    user.wait_ready()
    user.wait(lambda: user.app.first.tasks.idle)
    assert len(attached) == 1


def test_a_message_that_is_refused_in_another_chat_is_its_draft(user):
    user.ask("one")
    chat = user.app.chat.current
    user.page.composer.set_text("typed since")
    user.app.chat.new()
    user.app.services.chats.returned.emit(Back(chat, Returned("too long")))
    user.app.chat.open(chat)
    assert user.page.composer.text() == "too long\n\ntyped since"


def test_asking_about_a_link_leaves_nothing_behind(user, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Cancel)
    links.open_link("https://example.org/" + "x" * 3000, Gate(False, lambda call: call()), user.window)
    user.wait(lambda: not user.window.findChildren(QMessageBox))


@pytest.mark.qt_log_ignore("This plugin does not support")  # dialogs on the offscreen platform
def test_a_bug_is_shown_once_and_logged(user, qapp, caplog):
    reporter = CrashReporter(user.window)
    for _ in range(2):
        error = ValueError("a bug")
        reporter.report(ValueError, error, None)

    def boxes():
        return [box for box in qapp.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]

    user.wait(boxes)
    (box,) = boxes()
    assert "a bug" in box.detailedText()
    box.close()
    assert [record.exc_info for record in caplog.records if record.levelname == "ERROR"] == [None, None]
    caplog.clear()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window_properly(tmp_path, number, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    log = tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "desktop", "--data-dir", str(tmp_path), "--json-log", str(log)]
    with subprocess.Popen(command) as process:
        while not (log.exists() and '"ready"' in log.read_text()):
            assert process.poll() is None
        process.send_signal(number)
        assert process.wait(timeout=120) == 0
    assert "geometry" in (tmp_path / "settings.json").read_text()


def test_the_tab_key_goes_round_the_whole_window(user, qtbot, qapp):
    user.ask("one")
    user.window.resize(1180, 800)  # wide enough for the list of chats
    user.window.activateWindow()
    user.page.composer.setFocus()
    seen = set()
    for _ in range(40):  # more than there are places, so that it goes round
        widget = qapp.focusWidget()
        seen.add(widget.accessibleName())
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert {
        "Message",
        "Conversation",
        "Chats",
        "New chat",
        "Menu",
        "Model: SmolLM2-135M-Instruct Q4_1",
    } <= seen
    assert qapp.focusWidget().accessibleName().strip()


def test_only_a_model_that_has_been_loaded_is_remembered(user, tmp_path):
    before = user.app.settings.value.model
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"no model at all")
    user.app.models.open(bad)
    user.wait(user.page.banner.isVisible)
    user.wait_ready()  # the one before is still there
    assert user.app.settings.value.model == before
    user.app.models.load(next(model for model in user.app.models.installed() if model.path != bad))
    user.wait_ready()
    assert user.app.settings.value.model == str(user.app.working.models.status.model.path)


def test_what_is_said_about_an_error_is_said_in_the_new_language_too(user, tmp_path):
    user.app.models.open(tmp_path / "gone.gguf")
    user.wait(user.page.banner.isVisible)
    english = user.page.banner.what.text()
    user.app.workplace.header.language_chosen.emit(Language.CHINESE)
    user.wait(lambda: user.page.banner.what.text() != english)
    assert user.page.banner.isVisible()
    user.app.workplace.header.language_chosen.emit(Language.ENGLISH)


@pytest.mark.parametrize("length", [10, 300, 5000])
def test_the_whole_address_of_a_link_can_be_read(user, monkeypatch, length):
    shown = []

    def look(box):
        shown.append((box.informativeText(), box.detailedText()))
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", look)
    address = "https://example.org/" + "x" * length
    links.open_link(address, Gate(False, lambda call: call()), user.window)
    ((words, details),) = shown
    assert max(map(len, words.splitlines())) <= 80
    assert len(words.splitlines()) <= 20
    assert address in (words.replace("\n", ""), details)
