"""Choosing LoRA adapters for a chat."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.core.chat import Adapter, ChatOptions
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable
from desktop.core.settings import Appearance
from desktop.hub.adapter import AdapterHeader
from desktop.viewmodels.adapters import MOST, AdaptersViewModel
from desktop.viewmodels.choices import Choices
from desktop.widgets.adapters_dialog import AdaptersDialog
from desktop.widgets.look import Look

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


class Fitting:
    def __init__(self):
        self.options = ChatOptions()

    def choose(self, options):
        self.options = options


class Conversation:
    def __init__(self):
        self.fitting = Fitting()


class Reader:
    """Answers at once: every file is an adapter but those whose problems are named."""

    def __init__(self):
        self.problems = {}

    def read(self, path, told):
        told(self.problems.get(path) or AdapterHeader(f"Style of {path}", "llama", 1000))


@pytest.fixture
def kit(qtbot, qapp):
    class Kit:
        conversation = Conversation()
        reader = Reader()

        def __init__(self):
            self.choices = Choices(lambda: self.conversation)
            self.view = AdaptersViewModel(self.choices, self.reader)

        def open(self):
            look = Look(QApplication.instance(), Appearance.LIGHT)
            dialog = AdaptersDialog(look, self.view)
            qtbot.addWidget(dialog)
            dialog.show()
            return dialog

        @property
        def chosen(self):
            return self.conversation.fitting.options.adapters

    return Kit()


def test_a_file_is_added_scaled_and_removed(kit, tmp_path, qtbot):
    dialog = kit.open()
    assert dialog.empty.isVisible()
    path = tmp_path / "pirate.gguf"
    dialog.take(path)
    assert kit.chosen == (Adapter(str(path), 1.0),)
    (line,) = dialog.lines
    assert line.name.text() == f"Style of {path}"[:60] + ("…" if len(f"Style of {path}") > 60 else "")
    assert not dialog.empty.isVisible()
    line.scale.setValue(0.25)
    assert kit.chosen == (Adapter(str(path), 0.25),)
    assert dialog.lines == [line]
    line.remove.setFocus()
    qtbot.keyClick(line.remove, Qt.Key.Key_Space)
    assert kit.chosen == ()
    assert dialog.empty.isVisible()
    assert dialog.add.hasFocus() or not dialog.isActiveWindow()


def test_a_file_that_does_not_go_with_the_model_is_refused_with_the_reason(kit, tmp_path):
    path = tmp_path / "other.gguf"
    kit.reader.problems[str(path)] = AdapterUnsuitable(path, AdapterProblem.OTHER_MODEL, "gemma3")
    dialog = kit.open()
    dialog.take(path)
    assert kit.chosen == ()
    assert "gemma3" in dialog.problem.text()
    dialog.take(tmp_path / "good.gguf")
    assert not dialog.problem.isVisible()
    assert len(dialog.lines) == 1


def test_a_file_that_has_gone_says_so_and_can_be_removed(kit, tmp_path):
    path = tmp_path / "gone.gguf"
    kit.conversation.fitting.options = ChatOptions(adapters=(Adapter(str(path), 1.0),))
    kit.reader.problems[str(path)] = AdapterUnsuitable(path, AdapterProblem.MISSING)
    dialog = kit.open()
    (line,) = dialog.lines
    assert "is not there" in line.problem.text()
    line.remove.click()
    assert kit.chosen == ()


def test_the_same_file_is_taken_once_and_no_more_than_a_few(kit, tmp_path):
    dialog = kit.open()
    for number in (0, 0, *range(1, MOST + 2)):
        dialog.take(tmp_path / f"{number}.gguf")
    assert len(kit.chosen) == MOST
    assert not dialog.add.isEnabled()


def test_a_name_of_markup_is_shown_as_text(kit, tmp_path):
    dialog = kit.open()
    kit.view._known.clear()
    path = tmp_path / "<b>x</b>.gguf"
    dialog.take(path)
    assert dialog.lines[0].name.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in dialog.lines[0].name.toolTip()
