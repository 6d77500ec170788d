"""The settings in the whole window: reached, changed, in force at once; with a scripted model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.core.chat import Policy
from desktop.core.setting_kinds import Appearance, Language, Section, SendKey
from desktop.core.settings import SettingsFile
from desktop.services.models import Stage
from tests.e2e.conftest import start as start  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


@pytest.fixture
def user(start):
    """A user before a window that is ready, with a scripted model."""
    return start()


@pytest.fixture(autouse=True)
def as_before(qapp):
    """Leave the look of the application as it was."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def opened(user, section=None):
    pages = user.app.workplace.pages
    pages.show_settings(section)
    return pages.settings


def test_the_page_opens_by_keys_by_the_gear_and_by_the_menu_and_escape_leads_back(user, qtbot):
    workplace = user.app.workplace
    assert workplace.pages.settings is None  # nothing of it is made before
    qtbot.keyClick(user.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page = workplace.pages.settings
    assert page.isVisible()
    assert workplace.sidebar.settings.isChecked()
    qtbot.keyClick(page.names, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert not workplace.sidebar.settings.isChecked()
    workplace.sidebar.settings.click()
    workplace.sidebar.settings.click()  # a second click does not close it
    assert page.isVisible()
    page.back.click()
    workplace.header.menu.aboutToShow.emit()
    entry = next(a for a in workplace.header.menu.actions() if a.text().startswith("Settings"))
    entry.trigger()
    assert page.isVisible()
    workplace.header.about_asked.emit()
    assert page.section is Section.ABOUT
    page.sections.row("language")._edited(Language.CHINESE)
    user.wait(lambda: workplace.sidebar.new.accessibleName() == "新建对话")
    page.sections.row("language").reset.click()
    assert user.app.settings.value.language is Language.SYSTEM
    user.wait(lambda: workplace.sidebar.new.accessibleName() == "New chat")


def test_what_is_chosen_is_in_force_at_once_and_after_a_restart(user, start, tmp_path, qapp, qtbot):
    page, place = opened(user, "appearance"), user.app.workplace
    row = page.sections.row
    before = place.page.composer.input.font().pixelSize()
    row("scale").editor.spin.setValue(150)
    assert qapp.font().pixelSize() == round(13 * 1.5)
    row("message_size").editor.spin.setValue(20)
    assert place.page.composer.input.font().pixelSize() == 30 != before
    row("appearance")._edited(Appearance.HIGH_CONTRAST_DARK)
    assert user.app.look.theme.color("bg").name() == "#000000"
    row("reduced_motion").editor.box.click()
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    assert place.page.transcript.parts.activity.theme.measures.still
    row("sidebar").editor.box.click()
    assert not place.sidebar.isVisible()
    row("send_key")._edited(SendKey.CTRL_ENTER)
    assert place.page.composer.input.send_key is SendKey.CTRL_ENTER
    row("offline").editor.box.click()
    assert user.app._gate.offline
    row("states_share").editor.spin.setValue(20)
    assert user.app.working.machine.states_share() == 0.2
    user.app.settings.set(shortcuts=("settings=F2",))
    page.back.click()
    qtbot.keyClick(user.window, Qt.Key.Key_F2)
    assert page.isVisible()
    assert "F2" in place.sidebar.settings.toolTip()
    start.end(user)
    value = SettingsFile(tmp_path / "settings.json").value
    assert (value.scale, value.message_size, value.appearance) == (150, 20, Appearance.HIGH_CONTRAST_DARK)
    again = start()
    assert again.app.workplace.page.composer.input.send_key is SendKey.CTRL_ENTER
    assert again.app.workplace.keys.keys("settings") == "F2"
    assert again.app._gate.offline
    assert again.app.look.theme.measures.zoom == 2


def test_new_chats_begin_with_what_was_chosen_for_them(user, tmp_path):
    page = opened(user, "context")
    choices = user.app.chat.choices
    page.sections.row("policy")._edited(Policy.ROLL)
    page.sections.row("thinking")._edited(False)
    assert (choices.options.policy, choices.options.thinking) == (Policy.ROLL, False)
    user.app.workplace.pages.show_chat()
    user.ask("one")
    chat = user.app.chat.current
    page.sections.row("policy").reset.click()
    user.app.chat.new()
    assert choices.options.policy is Policy.ASK
    user.app.chat.open(chat)
    user.wait(lambda: user.app.chat.current == chat)
    assert choices.options.policy is Policy.ROLL  # it was kept with the chat
    sampling_of_the_chat(user, page)
    states_are_deleted(user, page, tmp_path / "states")


def sampling_of_the_chat(user, page):
    told = []
    user.app.sampling.changed.connect(lambda: told.append(1))
    fitting = user.app.chat.conversation.fitting
    page.sections.row("preset")._edited("precise")
    assert fitting.sampling.temperature == 0.2
    assert told
    page.sections.row("preset")._edited("12345")  # a preset that has gone
    assert fitting.sampling.temperature != 0.2


def states_are_deleted(user, page, states):
    states.mkdir(exist_ok=True)
    (states / "chat-1.x.kv").write_bytes(b"x")
    page.sections.row("keep_states").editor.box.click()
    user.wait(lambda: user.stage is Stage.READY and not list(states.glob("*")))
    assert not user.app.settings.value.keep_states


def test_where_the_chats_are_not_open_about_is_a_box(start, tmp_path):
    (tmp_path / "chats.db").write_bytes(b"no database" * 1000)
    user = start(wait=False)
    user.wait(lambda: user.app.error is not None)
    user.app.workplace.header.about_asked.emit()
    box = user.window.findChild(QMessageBox)
    assert "Fireside" in box.text()
    box.close()
    user.app.workplace.pages.show_settings()  # by keys; there is nothing to show them with
    assert user.app.workplace.pages.settings is None
