"""Comparing models in the real window: scripted models in real engine processes."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.core.comparison import Agreement
from desktop.core.errors import ChatCameFirst
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.services.comparison import Step
from desktop.services.models import Stage
from desktop.widgets.models.page import Tab
from tests.e2e.conftest import Driver
from tests.fakes import scripted
from tests.fakes.gguf import header

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
SIZES = {"loud": 10, "quiet": 3000, "refused": 500, "crash": 600, "slow": 700}


class User(Driver):
    """Compares, too."""

    @property
    def tab(self):
        return self.app.workplace.pages.models.compare

    @property
    def comparing(self):
        return self.app.pages.model_services.comparing

    @property
    def columns(self):
        return {column.model.name: column for column in self.comparing.state.columns}

    def look(self):
        library = self.app.working.models.library
        self.wait(lambda: self.app.pages is not None)
        library.rescan()
        self.wait(lambda: library.complete and not library.scanning)

    def pick(self, *names):
        self.app.workplace.pages.show_tab(Tab.COMPARE)
        for name in names:
            self.tab.asking.picker.pick(next(m for m in self.comparing.installed() if m.name == name))

    def compare(self, text, *names):
        self.pick(*names)
        self.tab.asking.prompt.setPlainText(text)
        self.qtbot.keyClick(self.tab.asking.prompt, Qt.Key.Key_Return)

    def wait_compared(self):
        self.wait(lambda: not self.comparing.running)


@pytest.fixture
def user(qtbot, qapp, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    for name, size in SIZES.items():
        (folder / f"{name}.gguf").write_bytes(header() + b"\0" * size)
    app = App(qapp, Places(tmp_path), backend=scripted.Backend)
    app.show()
    user = User(app, qtbot)
    user.wait_ready()
    user.look()
    yield user
    app.window.close()
    app.close()
    app.window.deleteLater()


def test_answers_stand_side_by_side_are_copied_and_the_winner_answers_from_now_on(user, tmp_path):
    user.compare("the quick brown fox", "loud", "quiet")
    assert user.tab.asking.run.text() == "Stop"
    user.wait_compared()
    user.wait(lambda: user.columns["loud"].parting.tokens is not None)
    quiet, loud = user.tab.columns
    assert quiet.answer.toPlainText() == "the quick brown fox "
    assert loud.answer.toPlainText() == "the quick BROWN FOX "
    (mark,) = loud.answer.extraSelections()
    assert mark.cursor.selectedText() == "BROWN"
    assert quiet.agreement.text() == "The others are compared with this one"
    assert "2" in loud.agreement.text() and "token" in loud.agreement.text()
    assert not quiet.answer.extraSelections()
    assert user.columns["loud"].memory > 1 << 20
    assert user.tab.asking.run.text() == "Compare"
    assert user.page.banner.isHidden()
    assert user.app.chat.messages.rowCount() == 0
    _copies(user)
    loud.use.setFocus()
    user.qtbot.keyClick(loud.use, Qt.Key.Key_Space)
    user.wait(lambda: user.stage is Stage.READY and user.app.working.models.status.model.name == "loud")
    assert user.ask("one two three").text == "one two THREE "
    assert SettingsFile(Places(tmp_path).settings).value.model.endswith("loud.gguf")


def _copies(user):
    user.tab.copy_text.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("the quick brown fox\n\n## quiet F32\n")
    assert "the quick BROWN FOX" in text
    user.tab.copy_table.click()
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))
    short = [(row["model"], row["outcome"], row["tokens"]) for row in rows]
    assert short == [("quiet", "stop", "4"), ("loud", "stop", "4")]
    assert rows[1]["same_characters"] == "10"


def test_what_does_not_load_and_what_crashes_fail_alone_and_all_goes_on(user):
    user.compare("crash", "refused", "quiet")
    user.wait_compared()
    assert [column.step for column in user.columns.values()] == [Step.FAILED] * 2
    quiet, refused = (column.fault.text() for column in user.tab.columns)
    assert "ended" in quiet
    assert "does not load" in refused
    assert user.stage is Stage.READY
    assert user.ask("still there").text == "still there "
    user.tab.asking.picker.buttons[0].click()
    user.tab.asking.thinking.click()
    user.compare("think so it is | yes", "loud")
    user.wait_compared()
    assert user.tab.columns[0].answer.toPlainText() == "so it is\n\nyes "
    assert user.columns["loud"].parting.agreement is Agreement.SAME
    assert user.tab.columns[1].agreement.text() == "No difference"


def test_a_stop_ends_all_at_once_and_keeps_what_came(user):
    user.compare("flood 100000 100", "loud", "quiet")
    user.wait(lambda: user.columns["loud"].tokens > 3)
    user.tab.asking.run.click()
    assert not user.comparing.running  # nothing is waited for
    user.wait(lambda: not user.comparing.ground.engine.running)
    loud = user.columns["loud"]
    assert (loud.step, user.columns["quiet"].step) == (Step.STOPPED, Step.STOPPED)
    assert "tok0" in user.tab.columns[1].answer.toPlainText()
    assert user.tab.columns[0].step.text() == "Not asked"
    user.compare("a b", "slow")  # a load that does not end, beside those that were picked before
    user.wait(lambda: user.columns["slow"].step is Step.LOADING)
    user.tab.asking.run.click()
    user.wait(lambda: not user.comparing.ground.engine.running)


def test_a_chat_comes_first_and_is_not_disturbed(user):
    user.compare("flood 100000 100", "loud", "quiet")
    user.wait(lambda: user.columns["loud"].tokens > 3)
    user.app.workplace.pages.show_chat()
    assert user.ask("hello you").text == "hello you "
    assert user.comparing.state.error == ChatCameFirst()
    assert "the chats needed" in user.tab.fault.text()
    before = user.comparing.state
    user.type("flood 100000 100")
    user.wait(lambda: user.app.chat.conversation.busy)
    user.compare("x")
    assert user.comparing.state is before
    assert "A chat is being answered" in user.tab.fault.text()
    user.app.chat.stop()
    user.wait_idle()


def test_models_are_picked_and_dropped_with_the_keyboard(user, tmp_path):
    user.pick("loud", "quiet")
    picker = user.tab.asking.picker
    user.qtbot.keyClick(picker.buttons[0], Qt.Key.Key_Delete)
    assert [model.name for model in picker.picked] == ["quiet"]
    assert not user.tab.asking.run.isEnabled()
    picker.choice.setFocus()
    user.qtbot.keyClick(picker.choice, Qt.Key.Key_Down)
    assert len(picker.picked) == 2
    user.pick("loud", "refused", "crash", "slow")
    assert len(picker.picked) == 4
    assert not picker.choice.isEnabled()
    prompt = user.tab.asking.prompt
    prompt.setFocus()
    QApplication.sendEvent(prompt, QInputMethodEvent("ni", []))
    user.qtbot.keyClick(prompt, Qt.Key.Key_Return)  # of the input method
    assert user.comparing.state is None
    commit = QInputMethodEvent("", [])
    commit.setCommitString("你")
    QApplication.sendEvent(prompt, commit)
    user.qtbot.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert prompt.toPlainText() == "你\n"
    _with_too_few_models_the_way_to_more_is_shown(user, tmp_path)


def _with_too_few_models_the_way_to_more_is_shown(user, tmp_path):
    for name in SIZES:
        (tmp_path / "models" / f"{name}.gguf").unlink()
    user.look()
    user.app.workplace.pages.show_tab(Tab.COMPARE)
    assert user.tab.discover.isVisible()
    user.tab.discover.click()
    assert user.app.workplace.pages.models.bar.currentIndex() == Tab.DISCOVER
