"""Shortcuts are declared once, changed by pressing keys, and never stand for two things."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop.core.setting_kinds import Appearance
from desktop.core.settings import SettingsFile
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.look import Look
from desktop.widgets.settings.key_button import KeyButton
from desktop.widgets.settings.shortcut_rows import ShortcutHead, ShortcutRow
from desktop.widgets.shortcut_table import SHORTCUTS, Group
from desktop.widgets.shortcuts import TABLE, Shortcuts, native, usable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
KEY = Qt.Key


@pytest.fixture
def keys(qapp, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Shortcuts(window)
    made.window_kept = window
    return made


@pytest.fixture
def kit(keys, tmp_path, qtbot, qapp):
    """Rows of two shortcuts in a window, over a real settings file."""
    settings = SettingsFile(tmp_path / "settings.json")
    settings.changed.connect(lambda value: keys.take(value.shortcuts))
    view = SettingsViewModel(settings)
    look = Look(qapp, Appearance.LIGHT)
    column = QVBoxLayout(keys.window_kept)
    rows = {name: ShortcutRow(look, TABLE[name], keys, view) for name in ("new_chat", "quit", "fixed_copy")}
    rows["head"] = ShortcutHead(keys, view)
    for row in rows.values():
        column.addWidget(row)
    keys.window_kept.show()
    rows["settings"], rows["keys"] = settings, keys
    yield rows
    view.close()


def press(qtbot, row, key, held=Qt.KeyboardModifier.NoModifier):
    row.button.setFocus()
    qtbot.keyClick(row.button, KEY.Key_Space)
    assert row.button.waiting
    qtbot.keyClick(row.button, key, held)


def test_no_two_shortcuts_have_the_same_name_or_keys():
    assert len({shortcut.name for shortcut in SHORTCUTS}) == len(SHORTCUTS)
    assert len({shortcut.keys for shortcut in SHORTCUTS}) == len(SHORTCUTS)


def test_the_declared_keys_are_written_as_qt_writes_them():
    for shortcut in SHORTCUTS:
        sequence = QKeySequence(shortcut.keys, QKeySequence.SequenceFormat.PortableText)
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == shortcut.keys
        assert shortcut.fixed or usable(sequence[0])


def test_a_shortcut_gets_the_keys_of_the_settings_at_once(keys):
    called = []
    keys.bind("new_chat", lambda: called.append("new"))
    (shortcut,) = keys.window_kept.findChildren(QShortcut)
    assert shortcut.key() == QKeySequence("Ctrl+N")
    keys.take(("new_chat=Ctrl+Alt+N",))
    assert shortcut.key() == QKeySequence("Ctrl+Alt+N")
    shortcut.activated.emit()
    assert called == ["new"]
    keys.take(())
    assert shortcut.key() == QKeySequence("Ctrl+N")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "new_chat",
        "no_such=Ctrl+P",
        "new_chat=N",
        "new_chat=Shift+N",
        "new_chat=Return",
        "new_chat=nonsense",
        "new_chat=Ctrl+K, Ctrl+N",
        "fixed_copy=Ctrl+Alt+C",
        "new_chat=Ctrl",
        "=Ctrl+P",
        "new_chat=Ctrl+" + "P" * 2000,
    ],
)
def test_a_bad_line_of_the_settings_is_told_and_the_declared_keys_hold(keys, line):
    keys.take((line,))
    assert keys.problems == [line]
    assert all(keys.is_default(shortcut.name) for shortcut in SHORTCUTS)


def test_keys_can_be_taken_away_and_swapped(keys):
    keys.take(("quit=", "new_chat=Ctrl+M", "choose_model=Ctrl+N"))
    assert keys.problems == []
    assert (keys.keys("quit"), keys.keys("new_chat"), keys.keys("choose_model")) == ("", "Ctrl+M", "Ctrl+N")


def test_of_two_lines_with_the_same_keys_only_one_is_taken(keys):
    keys.take(("new_chat=Ctrl+C", "find=Ctrl+J", "write=Ctrl+J"))
    held = [keys.keys(shortcut.name) for shortcut in SHORTCUTS if keys.keys(shortcut.name)]
    assert len(held) == len(set(held))
    assert keys.keys("new_chat") == ""  # what copies is always so
    assert len(keys.problems) == 2


def test_a_tool_tip_names_the_keys_as_they_are(keys, qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    button.setToolTip("New chat (Ctrl+N)")
    keys.tip("new_chat", button)
    keys.take(("new_chat=F9",))
    assert button.toolTip() == "New chat (F9)"
    button.setToolTip("新建对话 (Ctrl+N)")  # another language
    assert button.toolTip() == "新建对话 (F9)"
    button.setToolTip("选择（Ctrl+N）")
    assert button.toolTip() == "选择（F9）"
    button.setToolTip("新建对话 (Ctrl+N)")
    keys.take(("new_chat=",))
    assert button.toolTip() == "新建对话"
    keys.take(())
    assert button.toolTip() == f"新建对话 ({native('Ctrl+N')})"


def test_a_shortcut_of_a_part_keeps_its_part(keys):
    part = QWidget(keys.window_kept)
    shortcut = QShortcut(part)
    keys.adopt("context", shortcut)
    keys.take(("context=F8",))
    assert shortcut.key() == QKeySequence("F8")
    assert shortcut.parent() is part


def test_other_keys_are_pressed_and_hold_at_once_and_after_a_restart(kit, qtbot, tmp_path):
    press(qtbot, kit["new_chat"], KEY.Key_K, CONTROL | ALT)
    assert kit["keys"].keys("new_chat") == "Ctrl+Alt+K"
    assert kit["new_chat"].button.text() == native("Ctrl+Alt+K")
    assert SettingsFile(tmp_path / "settings.json").value.shortcuts == ("new_chat=Ctrl+Alt+K",)
    assert not kit["new_chat"].button.waiting


def test_keys_of_another_shortcut_are_refused_and_it_is_named(kit, qtbot):
    press(qtbot, kit["new_chat"], KEY.Key_Q, CONTROL)
    assert kit["keys"].is_default("new_chat")
    assert "“Quit”" in kit["new_chat"].note.text()
    press(qtbot, kit["new_chat"], KEY.Key_C, CONTROL)
    assert "Copy what is selected" in kit["new_chat"].note.text()
    press(qtbot, kit["new_chat"], KEY.Key_N, CONTROL)  # its own
    assert kit["new_chat"].note.text() == ""


def test_a_letter_alone_is_refused_and_the_next_keys_are_waited_for(kit, qtbot):
    press(qtbot, kit["new_chat"], KEY.Key_X)
    assert "needed for typing" in kit["new_chat"].note.text()
    assert kit["new_chat"].button.waiting
    qtbot.keyClick(kit["new_chat"].button, KEY.Key_F7)
    assert kit["keys"].keys("new_chat") == "F7"


def test_escape_leaves_the_keys_and_backspace_takes_them_away(kit, qtbot):
    press(qtbot, kit["new_chat"], KEY.Key_Escape)
    assert kit["keys"].is_default("new_chat")
    press(qtbot, kit["new_chat"], KEY.Key_Backspace)
    assert kit["keys"].keys("new_chat") == ""
    assert kit["new_chat"].button.text() == "None"


def test_tab_leaves_a_button_that_waits(kit, qtbot):
    button = kit["new_chat"].button
    press(qtbot, kit["new_chat"], KEY.Key_Control)
    assert button.waiting  # Control alone is held for what follows
    qtbot.keyClick(button, KEY.Key_Tab)
    assert not button.waiting
    assert kit["keys"].is_default("new_chat")


def test_one_shortcut_or_all_go_back_to_the_declared_keys(kit, qtbot):
    press(qtbot, kit["new_chat"], KEY.Key_F7)
    press(qtbot, kit["quit"], KEY.Key_F8)
    assert not kit["quit"].reset.isHidden()
    kit["quit"].reset.click()
    assert kit["keys"].is_default("quit")
    assert kit["quit"].reset.isHidden()
    assert not kit["keys"].is_default("new_chat")
    assert kit["head"].all.isEnabled()
    kit["head"].all.click()
    assert kit["settings"].value.shortcuts == ()
    assert kit["keys"].is_default("new_chat")
    assert not kit["head"].all.isEnabled()


def test_going_back_is_refused_where_another_has_the_declared_keys_now(kit, qtbot):
    press(qtbot, kit["new_chat"], KEY.Key_F7)
    press(qtbot, kit["quit"], KEY.Key_N, CONTROL)
    assert kit["keys"].keys("quit") == "Ctrl+N"
    kit["new_chat"].reset.click()
    assert kit["keys"].keys("new_chat") == "F7"
    assert "“Quit”" in kit["new_chat"].note.text()


def test_fixed_keys_are_listed_and_cannot_be_pressed(kit):
    assert not kit["fixed_copy"].button.isEnabled()
    assert kit["fixed_copy"].button.text() == native("Ctrl+C")
    assert {shortcut.group for shortcut in SHORTCUTS} == set(Group)


def test_a_button_is_read_out_with_its_name_and_its_keys(kit):
    button = kit["new_chat"].button
    assert isinstance(button, KeyButton)
    assert button.accessibleName() == f"New chat: {native('Ctrl+N')}"
    assert "Backspace" in button.accessibleDescription()


def test_what_the_file_held_and_was_not_taken_is_said(kit):
    kit["settings"].set(shortcuts=("new_chat=N", "x" * 300))
    assert "new_chat=N" in kit["head"].words.text()
    assert len(kit["head"].words.text()) < 300
