"""The settings in the whole window: found, changed, in force at once; with a scripted model."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from desktop.core.chat import Policy
from desktop.core.network import Purpose
from desktop.core.setting_kinds import Appearance, Language, Section, SendKey
from desktop.core.settings import SettingsFile
from desktop.services.models import Stage
from desktop.widgets.models.page import Tab
from desktop.widgets.settings.licences import LicenceDialog
from desktop.widgets.settings.row import SettingRow
from tests.e2e.conftest import start as start  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
CONTROL = Qt.KeyboardModifier.ControlModifier


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


def shown(page):
    """Give the names of the rows that can be seen."""
    views = [view for view in page.sections.made.values() if not view.isHidden()]
    parts = [part for view in views for part, _ in view.entries if not part.isHidden()]
    return [part.option.name for part in parts if isinstance(part, SettingRow)]


def test_the_page_opens_by_keys_by_the_gear_and_by_the_menu_and_escape_leads_back(user, qtbot):
    workplace = user.app.workplace
    assert workplace.pages.settings is None  # nothing of it is made before
    qtbot.keyClick(user.window, Qt.Key.Key_Comma, CONTROL)
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


def test_a_search_finds_rows_of_all_sections_in_both_languages(user, qtbot):
    page = opened(user)
    qtbot.keyClick(page.names, Qt.Key.Key_F, CONTROL)
    assert page.search.hasFocus()
    page.search.setText("contrast")
    assert shown(page) == ["appearance"]
    page.search.setText("Enter send")  # the words of what can be chosen, in any order
    assert "send_key" in shown(page)
    page.search.setText("简体")
    assert shown(page) == ["language"]
    page.search.setText("DISK share")
    assert shown(page) == ["states_share"]
    page.search.setText("no such thing at all")
    assert shown(page) == []
    assert page.nothing.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.isVisible()
    assert shown(page) == [option.name for option in page.sections._desk.settings.options
                           if option.help.section is Section.GENERAL]  # fmt: skip


def test_a_search_finds_what_is_no_row_and_enter_goes_there(user, qtbot):
    page = opened(user)
    page.search.setText("copy diagnostics")
    about = page.sections.made[Section.ABOUT]
    assert about.isVisible()
    assert sum(not view.isHidden() for view in page.sections.made.values()) == 1
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert about.entries[0][0].copy.hasFocus()
    page.names.setCurrentRow(2)
    page.names.itemClicked.emit(page.names.currentItem())
    assert page.search.text() == ""
    assert page.section is Section.MODELS


def test_what_is_chosen_is_in_force_at_once_and_after_a_restart(user, start, tmp_path, qapp):
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
    start.end(user)
    value = SettingsFile(tmp_path / "settings.json").value
    assert (value.scale, value.message_size, value.appearance) == (150, 20, Appearance.HIGH_CONTRAST_DARK)
    again = start()
    assert again.app.workplace.page.composer.input.send_key is SendKey.CTRL_ENTER
    assert again.app._gate.offline
    assert again.app.look.theme.measures.zoom == 2


def test_a_language_is_in_force_at_once_on_the_page_itself(user):
    page = opened(user, "general")
    page.sections.row("language")._edited(Language.CHINESE)
    try:
        user.wait(lambda: user.app.workplace.sidebar.new.accessibleName() == "新建对话")
        assert page.sections.row("language").editor.field.currentText() == "简体中文"
    finally:
        page.sections.row("language").reset.click()
    assert user.app.settings.value.language is Language.SYSTEM


def test_new_chats_begin_with_what_was_chosen_for_them(user):
    page = opened(user, "context")
    page.sections.row("policy")._edited(Policy.ROLL)
    page.sections.row("thinking")._edited(False)
    user.app.chat.new()
    user.app.workplace.pages.show_chat()
    options = user.app.chat.choices.options
    assert (options.policy, options.thinking) == (Policy.ROLL, False)
    user.ask("one")
    chat = user.app.chat.current
    page.sections.row("policy").reset.click()
    user.app.chat.new()
    assert user.app.chat.choices.options.policy is Policy.ASK
    user.app.chat.open(chat)
    user.wait(lambda: user.app.chat.current == chat)
    assert user.app.chat.choices.options.policy is Policy.ROLL  # it was kept with the chat


def test_a_preset_holds_where_nothing_else_was_chosen(user):
    told = []
    user.app.sampling.changed.connect(lambda: told.append(1))
    page = opened(user, "generation")
    page.sections.row("preset")._edited("precise")
    assert user.app.chat.conversation.fitting.sampling.temperature == 0.2
    assert told
    page.sections.row("preset")._edited("12345")  # a preset that has gone
    assert user.app.chat.conversation.fitting.sampling.temperature != 0.2


def test_states_are_deleted_when_they_are_not_to_be_kept(user, tmp_path):
    states = tmp_path / "states"
    states.mkdir(exist_ok=True)
    (states / "chat-1.x.kv").write_bytes(b"x")
    opened(user, "privacy").sections.row("keep_states").editor.box.click()
    user.wait(lambda: user.stage is Stage.READY and not list(states.glob("*")))
    assert not user.app.settings.value.keep_states


def test_privacy_shows_every_request_and_leads_to_the_sources(user):
    page = opened(user, "privacy")
    parts = [part for part, _ in page.sections.made[Section.PRIVACY].entries]
    log = parts[-1]
    user.app._gate.let_out("example.org", Purpose.SEARCH)
    assert log.table.model().index(0, 1).data() == "example.org"
    parts[0].network.click()
    assert user.app.workplace.pages.models.bar.currentIndex() == Tab.NETWORK


def test_diagnostics_are_copied_and_licences_can_be_read(user, qtbot):
    page = opened(user, "about")
    card, licences = (part for part, _ in page.sections.made[Section.ABOUT].entries)
    user.ask("a secret question")
    card.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "Fireside " in text
    assert "secret" not in text
    assert str(user.app._places.data) not in text
    user.wait(lambda: licences.table.rowCount() > 10)
    licences.table.setCurrentCell(0, 0)
    licences.show_text.click()
    user.wait(lambda: user.window.findChildren(LicenceDialog))
    dialog = user.window.findChildren(LicenceDialog)[0]
    assert len(dialog.text.toPlainText()) > 400
    dialog.reject()


def test_what_the_file_held_and_was_not_taken_is_told_on_the_page(start, tmp_path):
    (tmp_path / "settings.json").write_text(json.dumps({"scale": 7, "future": 1, "shortcuts": ["x=y"]}))
    user = start()
    assert user.page.banner.isVisible()  # as ever
    page = opened(user, "appearance")
    assert "Interface scale" in page.problems.text()
    assert "future" in page.problems.text()
    assert page.sections.row("scale").note.text().count("7") == 1
    heading = page.sections.get(Section.SHORTCUTS).entries[0][0]
    assert "x=y" in heading.words.text()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_everything_fits_into_the_smallest_window_and_has_a_name(start, tmp_path, language):
    (tmp_path / "settings.json").write_text(json.dumps({"language": language.value}))
    user = start()
    user.window.resize(720, 520)
    page = opened(user)
    for section in Section:
        page.open_section(section.value)
        QApplication.processEvents()
        assert page.area.horizontalScrollBar().maximum() == 0
        view = page.sections.made[section]
        for part in view.findChildren(QWidget):
            if part.isVisible():
                right = part.mapTo(page, QPoint(part.width(), 0)).x()
                assert right <= page.width(), f"{section}: {part}"
        for button in view.findChildren(QAbstractButton):
            assert button.text() or button.accessibleName() or not button.isVisible(), section
            if button.isVisible() and not button.text():
                assert button.accessibleName(), section
    user.app._translations.speak(Language.ENGLISH)


def test_tab_walks_from_the_sections_into_the_rows(user, qtbot):
    page = opened(user, "appearance")
    assert page.names.hasFocus()
    seen = set()
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    row = page.sections.row
    assert {row("appearance").editor.field, row("scale").editor.spin, row("sidebar").editor.box} <= seen


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
