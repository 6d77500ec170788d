"""The bar above the conversation: models and how they fit, what was given up, and the idle menu."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QToolButton, QVBoxLayout, QWidget

from desktop.core.errors import NotGguf
from desktop.core.load import LoadOptions, Reduced, Setup
from desktop.core.settings import Appearance, Settings
from desktop.engine.protocol import Died, TemplateSource
from desktop.services.beside import Held
from desktop.services.models import Stage
from desktop.widgets.header import Header
from desktop.widgets.look import Look
from desktop.widgets.model_settings import ModelSettingsDialog
from tests.gui.test_model_settings import CARD, GB, Kit, loaded, ready

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these

NOTE = Reduced(Setup(8192), Setup(4096), 33)


@pytest.fixture
def kit(qapp, tmp_path):
    made = Kit(tmp_path)
    models = tmp_path / "models"
    models.mkdir()
    for name in ("fish-Q4_K_M.gguf", "salt & sea-Q8_0.gguf"):
        (models / name).write_bytes(b"GGUF")
    made.models.library.look()
    yield made
    made.view.close()
    made.tasks.close()


@pytest.fixture
def header(kit, qtbot):
    window = QWidget()
    window.resize(900, 600)
    header = Header(Look(QApplication.instance(), Appearance.LIGHT))
    column = QVBoxLayout(window)
    column.addWidget(header)
    column.addStretch(1)
    header.attach(kit.view)
    header.remember(Settings())
    header.window_kept = window
    qtbot.addWidget(window)
    window.show()
    return header


def opened(menu):
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def entry(menu, name):
    return next(text for text in opened(menu) if text.startswith(name))


def test_the_menu_opens_before_the_files_have_been_read_and_then_says_how_each_fits(kit, header):
    assert kit.reads == 0
    assert "fits" not in entry(header.model_menu, "fish Q4_K_M")
    kit.settle()
    texts = [action.text() for action in header.model_menu.actions()]
    fish = next(text for text in texts if text.startswith("fish Q4_K_M\t"))
    assert fish.endswith("fits in memory")
    assert "4 bytes" in fish
    assert any(text.startswith("salt && sea Q8_0\t") for text in texts)  # no mnemonic of its own


def test_what_was_read_is_not_read_again(kit, header):
    opened(header.model_menu)
    kit.settle()
    reads = kit.reads
    assert entry(header.model_menu, "fish").endswith("fits in memory")
    assert kit.reads == reads
    kit.free = GB
    assert entry(header.model_menu, "fish").endswith("does not fit")
    kit.free = 10 * GB
    kit.status(engine=ready(CARD))
    assert entry(header.model_menu, "fish").endswith("fits on the GPU")
    fish = next(model for model in kit.view.installed() if model.name == "fish")
    kit.options.set(fish.path, LoadOptions(gpu_layers=4))
    assert entry(header.model_menu, "fish").endswith("partly on the GPU")


def test_a_file_that_cannot_be_used_is_called_so(kit, header):
    kit.outcome = NotGguf(kit.path)
    opened(header.model_menu)
    kit.settle()
    assert entry(header.model_menu, "fish").endswith("cannot be used")


def test_of_the_loaded_model_only_that_is_said(kit, header):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path))
    kit.free = GB  # the rest of it has gone to this very model
    opened(header.model_menu)
    kit.settle()
    assert entry(header.model_menu, "big").endswith("loaded")


def test_what_becomes_of_the_loaded_model_is_said_for_all_and_at_each_entry(kit, header):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path))
    room = [100 * GB]
    kit.models.beside._machine = replace(kit.machine, free_beside=lambda held: room[0])
    kit.models.beside.held = Held(loaded(kit.path), 4 * GB, LoadOptions())
    menu, words = header.model_menu, "The chat goes on with the model you choose; the loaded one "
    assert opened(menu)[0] == words + "makes room first."  # no file has been read
    kit.settle()
    assert menu.actions()[0].text() == words + "stays until it is there."
    kit.options.set(kit.models.library.describe(list(menu.entries)[-1]).path, LoadOptions(mlock=True))
    assert opened(menu)[0] == words + "stays until then where it can."
    tips = [action.toolTip() for model, action in menu.entries.values() if model.path != kit.path]
    assert tips == [words + "stays until it is there."] * 2 + [words + "makes room first."]
    room[0] = GB
    assert opened(menu)[0] == words + "makes room first."


def test_choosing_an_entry_loads_that_model(kit, header):
    opened(header.model_menu)
    kit.settle()
    action = next(a for a in header.model_menu.actions() if a.text().startswith("fish"))
    action.trigger()
    assert kit.models.status.model.name == "fish"
    kit.settle()


def settings_dialog(header):
    return header.window().findChild(ModelSettingsDialog)


def close(dialog):
    """Close what deletes itself then."""
    dialog.close()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def test_the_settings_open_from_the_menu_and_by_a_key(kit, header, qtbot):
    assert "big" in entry(header.model_menu, "Settings of")
    action = next(a for a in header.model_menu.actions() if a.text().startswith("Settings of"))
    action.trigger()
    dialog = settings_dialog(header)
    assert "big Q4_K_M" in dialog.windowTitle()
    kit.settle()
    close(dialog)
    assert settings_dialog(header) is None
    header.window().activateWindow()
    qtbot.waitUntil(header.window().isActiveWindow)
    key = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(header.window(), Qt.Key.Key_O, key)
    assert settings_dialog(header) is not None
    close(settings_dialog(header))


def test_a_closed_window_hears_nothing_any_more(kit, header):
    header.show_settings()
    kit.settle()
    close(settings_dialog(header))
    kit.status(engine=ready(CARD))
    opened(header.model_menu)
    kit.settle()


def test_without_a_model_there_are_no_settings(kit, header):
    kit.status(model=None)
    assert not any(text.startswith("Settings of") for text in opened(header.model_menu))
    header.show_settings()
    assert settings_dialog(header) is None


def test_a_model_that_was_loaded_with_less_has_a_chip_that_tells_what_was_given_up(kit, header, qtbot):
    assert header.note.isHidden()
    kit.status(stage=Stage.READY, loaded=loaded(kit.path), note=NOTE)
    assert header.note.isVisible()
    assert "8192" in header.note.toolTip().replace(",", "")
    header.note.setFocus()
    qtbot.keyClick(header.note, Qt.Key.Key_Space)
    box = header.window().findChild(QMessageBox)
    assert "4096" in box.text().replace(",", "")
    assert "Close other programs" in box.informativeText()
    next(b for b in box.buttons() if b.text() == "Settings…").click()
    assert settings_dialog(header) is not None
    kit.settle()
    for dialog in header.window().findChildren(QDialog):
        close(dialog)


def test_the_chip_goes_with_the_model(kit, header):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path), note=NOTE)
    kit.models.unload()
    assert header.note.isHidden()
    kit.status(stage=Stage.READY, loaded=loaded(kit.path), note=NOTE)
    kit.engine.events.emit(Died(-11))
    assert header.note.isHidden()
    kit.status(stage=Stage.READY, loaded=loaded(kit.path), note=None)
    assert header.note.isHidden()
    header._tell_note()
    assert header.window().findChild(QMessageBox) is None


def idle_menu(header):
    header.menu.aboutToShow.emit()
    title = next(a for a in header.menu.actions() if a.text() == "Unload an idle model")
    return {action.text(): action for action in title.menu().actions()}


def test_the_time_after_which_an_idle_model_goes_can_be_chosen(header):
    chosen = []
    header.unload_chosen.connect(chosen.append)
    choices = idle_menu(header)
    assert list(choices) == ["Never", "After 5 minute(s)", "After 15 minute(s)", "After an hour"]
    assert [text for text, action in choices.items() if action.isChecked()] == ["After an hour"]
    for action in choices.values():
        action.trigger()
    assert chosen == [0, 5, 15, 60]


def test_minutes_from_the_file_are_offered_too(header):
    header.remember(replace(Settings(), unload_after=30))
    choices = idle_menu(header)
    assert choices["After 30 minute(s)"].isChecked()
    assert len(choices) == 5


def test_a_narrow_window_has_room_for_all_of_it(kit, header, qtbot):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path), note=NOTE)
    header.window().setFixedWidth(620)
    qtbot.waitUntil(lambda: header.width() <= 620)
    shown = [header.model, header._fit, header.note, header.finder, header.findChildren(QToolButton)[-1]]
    edges = [header.mapFromGlobal(w.mapToGlobal(w.rect().topRight())).x() for w in shown]
    assert edges == sorted(edges)
    assert edges[-1] < header.width()


def test_what_a_model_s_template_says_of_its_failure_is_no_html_in_the_tool_tip(kit, header):
    hostile = "<img src='//evil/share/x.png'>"
    failed = replace(loaded(kit.path), template=TemplateSource.FALLBACK, template_problem=hostile)
    kit.status(stage=Stage.READY, loaded=failed)
    (chip,) = (label for label in header.findChildren(QLabel) if label.text() == "ChatML layout")
    assert "<img" not in chip.toolTip() and "&lt;img" in chip.toolTip()
