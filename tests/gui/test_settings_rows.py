"""A row of the settings: what it shows, what it changes, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from desktop.core.errors import FolderNotWritable
from desktop.core.presets import Preset
from desktop.core.sampling import DEFAULTS
from desktop.core.setting_kinds import Appearance, SendKey
from desktop.core.settings import SettingsFile
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.input import Input
from desktop.widgets.look import Look, measures_of
from desktop.widgets.model_settings_fields import WheelGuard
from desktop.widgets.send_hint import SendHint
from desktop.widgets.settings.editors import FolderEditor, FolderListEditor, editor_for
from desktop.widgets.settings.preset_editor import PresetEditor
from desktop.widgets.settings.row import NARROW, SettingRow
from desktop.widgets.sheet import scaled
from desktop.widgets.style import LIGHT, Measures, make

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


class Kit:
    """Rows over a real settings file, in a window."""

    def __init__(self, tmp_path, qtbot):
        self.settings = SettingsFile(tmp_path / "settings.json")
        self.view = SettingsViewModel(self.settings)
        self.failed = []
        self.view.failed.connect(self.failed.append)
        self.look = Look(QApplication.instance(), Appearance.LIGHT)
        self.window = QWidget()
        self.window.resize(700, 300)
        self.column = QVBoxLayout(self.window)
        self._guard = WheelGuard(self.window)
        qtbot.addWidget(self.window)

    def row(self, name, editor=None):
        option = self.view.option(name)
        row = SettingRow(self.look, option, editor or editor_for(option, self.look, self._guard))
        row.attach(self.view)
        self.column.addWidget(row)
        self.window.show()
        return row


@pytest.fixture
def kit(tmp_path, qtbot, qapp):
    made = Kit(tmp_path, qtbot)
    yield made
    made.view.close()


def test_a_switch_holds_at_once_and_offers_the_way_back(kit, qtbot):
    row = kit.row("reduced_motion")
    assert row.reset.isHidden()
    qtbot.keyClick(row.editor.box, Qt.Key.Key_Space)
    assert kit.settings.value.reduced_motion
    assert not row.reset.isHidden()
    row.reset.click()
    assert not kit.settings.value.reduced_motion
    assert row.reset.isHidden()
    assert not row.editor.box.isChecked()


def test_a_choice_shows_what_somebody_else_has_chosen(kit):
    row = kit.row("appearance")
    kit.settings.set(appearance=Appearance.HIGH_CONTRAST_DARK)
    assert row.editor.field.currentText() == "High contrast, dark"
    row.editor.field.setCurrentIndex(1)
    row.editor.field.activated.emit(1)
    assert kit.settings.value.appearance is Appearance.LIGHT


def test_a_number_is_typed_slid_and_bounded(kit, qtbot):
    row = kit.row("scale")
    row.editor.spin.setValue(500)
    assert kit.settings.value.scale == 200
    row.editor.slider.setValue(9)
    assert kit.settings.value.scale == 90
    assert row.editor.spin.value() == 90
    kit.settings.set(scale=115)
    assert (row.editor.spin.value(), kit.settings.value.scale) == (115, 115)  # between two notches


def test_the_wheel_scrolls_the_page_and_changes_no_number_that_was_not_gone_into(kit):
    row = kit.row("message_size")
    at = QPointF(5, 5)
    wheel = QWheelEvent(
        at, at, at.toPoint(), at.toPoint() * 24, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    row.editor.spin.clearFocus()
    QApplication.sendEvent(row.editor.spin, wheel)
    assert kit.settings.value.message_size == 15


def test_every_field_is_named_and_explained_for_screen_readers(kit):
    for name, field in (("scale", "spin"), ("sidebar", "box"), ("policy", "field")):
        row = kit.row(name)
        part = getattr(row.editor, field)
        assert part.accessibleName() == row.title.text()
        assert part.accessibleDescription() == row.help.text()
        assert row.reset.accessibleName() == f"Back to the default: {row.title.text()}"


def test_what_cannot_be_stored_is_told_and_holds_until_the_end(kit, tmp_path):
    row = kit.row("sidebar")
    (tmp_path / "settings.json").mkdir()
    row.editor.box.click()
    assert kit.failed == [FolderNotWritable(tmp_path)]
    assert not kit.settings.value.sidebar
    assert not row.editor.box.isChecked()


def test_a_value_of_the_file_that_was_not_taken_is_told_at_its_row(tmp_path, qtbot, qapp):
    (tmp_path / "settings.json").write_text('{"message_size": "huge\\u202e"}')
    kit = Kit(tmp_path, qtbot)
    row = kit.row("message_size")
    assert not row.note.isHidden()
    assert '"huge\\u202e"' in row.note.text()  # escaped, so that nothing is turned around
    assert row.editor.spin.value() == 15
    kit.view.close()


def test_a_folder_is_chosen_in_a_dialog_and_shown(kit, tmp_path, monkeypatch):
    row = kit.row("models_folder", FolderEditor(lambda: tmp_path / "usual"))
    assert row.editor.path.accessibleName() == str(tmp_path / "usual")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    row.editor.button.click()
    assert kit.settings.value.models_folder == ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    row.editor.button.click()
    assert kit.settings.value.models_folder == str(tmp_path)
    assert row.editor.path.accessibleName() == str(tmp_path)


def test_folders_are_added_once_and_taken_off_the_list(kit, tmp_path, monkeypatch):
    row = kit.row("more_folders", FolderListEditor(kit.look))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    row.editor.add.click()
    row.editor.add.click()
    assert kit.settings.value.more_folders == (str(tmp_path),)
    assert str(tmp_path) in row.editor.buttons[0].accessibleName()
    row.editor.buttons[0].click()
    assert kit.settings.value.more_folders == ()
    assert row.editor.buttons == []


def test_a_preset_of_the_users_can_be_what_holds_without_another(kit):
    presets = [Preset(7, "mine", DEFAULTS)]
    row = kit.row("preset", PresetEditor(kit.look, lambda: presets))
    field = row.editor.field
    assert [field.itemText(n) for n in range(field.count())][-1] == "mine"
    field.setCurrentIndex(field.count() - 1)
    field.activated.emit(field.count() - 1)
    assert kit.settings.value.preset == "7"
    presets.clear()
    kit.window.hide()
    kit.window.show()
    assert field.currentIndex() == 0  # it has gone, and what the file recommends holds


def test_a_field_stands_below_its_name_where_there_is_little_room(kit):
    row = kit.row("appearance")
    row.resize(NARROW + 100, 100)
    assert row.editor.mapTo(row, row.editor.rect().topLeft()).x() > 200
    kit.window.resize(NARROW - 60, 300)
    QApplication.processEvents()
    assert row.editor.mapTo(row, row.editor.rect().topLeft()).y() > row.title.y()


def test_a_change_of_language_reaches_names_and_choices(kit, monkeypatch):
    row = kit.row("policy")
    monkeypatch.setattr("desktop.widgets.settings.row.say", lambda text: f"<{text}>")
    monkeypatch.setattr("desktop.widgets.settings.words.say", lambda text: f"<{text}>")
    QApplication.sendEvent(row, QEvent(QEvent.Type.LanguageChange))
    assert row.title.text().startswith("<")
    assert row.editor.field.currentText() == "<Stop and ask>"


# -- what the settings of the appearance do


def test_a_scale_makes_texts_and_distances_larger_and_leaves_lines_alone():
    assert scaled("border: 1px solid; padding: 6px 10px; font-size: 12px;", 1.5) == (
        "border: 1px solid; padding: 9px 15px; font-size: 18px;"
    )
    assert scaled("padding: 6px", 1) == "padding: 6px"


def test_the_text_of_messages_and_of_the_interface_grow_apart(qapp):
    theme = make(dark=False, measures=Measures(scale=2.0, message=20))
    assert theme.ui.pixelSize() == 26
    assert theme.body.pixelSize() == 40
    assert theme.ui_font(12).pixelSize() == 24
    assert make(dark=False).body.pixelSize() == 15


def test_what_qt_scales_itself_since_the_start_is_not_scaled_twice(tmp_path):
    settings = SettingsFile(tmp_path / "settings.json")
    settings.set(scale=150)
    assert measures_of(settings.value, started=150).scale == 1
    assert measures_of(settings.value, started=100).scale == 1.5


def test_high_contrast_is_chosen_by_hand_or_by_the_system(qapp, monkeypatch):
    look = Look(qapp, Appearance.HIGH_CONTRAST)
    assert look.theme.color("text").name() == "#000000"
    assert not look.theme.dark
    monkeypatch.setattr(Look, "_system_contrast", lambda _: True)
    system = Look(qapp, Appearance.SYSTEM)
    assert system.theme.color("border_strong").name() in ("#000000", "#ffffff")
    assert Look(qapp, Appearance.LIGHT).theme.color("text").name() == LIGHT["text"].lower()


# -- which keys send


@pytest.fixture
def field(qtbot):
    made = Input()
    made.sent = []
    made.submitted.connect(lambda: made.sent.append(made.text()))
    qtbot.addWidget(made)
    made.hint = SendHint(made)
    made.show()
    return made


def test_ctrl_enter_sends_where_it_was_chosen_and_enter_breaks_the_line(field, qtbot):
    field.hint.set_send_key(SendKey.CTRL_ENTER)
    assert field.hint.text().startswith("Ctrl+Enter")
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "b")
    assert (field.text(), field.sent) == ("a\nb", [])
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.sent == ["a\nb"]
    field.hint.set_send_key(SendKey.ENTER)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.sent == ["a\nb", "a\nb"]


@pytest.mark.parametrize("send_key", list(SendKey))
def test_an_enter_that_ends_a_composition_neither_sends_nor_breaks_the_line(field, qtbot, send_key):
    field.hint.set_send_key(send_key)
    QApplication.sendEvent(field, QInputMethodEvent("ni", []))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    commit = QInputMethodEvent()
    commit.setCommitString("你")
    QApplication.sendEvent(field, commit)
    qtbot.keyClick(field, Qt.Key.Key_Return)  # some systems deliver it once more
    assert (field.text(), field.sent) == ("你", [])
