"""The settings page over real services: what is found on it, told on it, and reached by keys."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from desktop.core.crash_files import CrashFiles, Kind
from desktop.core.events import Event
from desktop.core.network import Purpose
from desktop.core.places import Places
from desktop.core.setting_kinds import Appearance, Language, Section
from desktop.viewmodels.about import AboutViewModel
from desktop.viewmodels.crashes import CrashesViewModel
from desktop.viewmodels.data import DataViewModel
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.look import Look
from desktop.widgets.settings.desk import SettingsDesk
from desktop.widgets.settings.hotkey_row import HotkeyRow
from desktop.widgets.settings.licences import LicenceDialog
from desktop.widgets.settings.page import SettingsPage
from desktop.widgets.settings.row import SettingRow
from desktop.widgets.shortcuts import Shortcuts
from desktop.widgets.system.hotkey import Hotkey
from desktop.widgets.system.hotkey_way import State
from desktop.widgets.translations import Translations
from tests.fakes.hotkey import FakeWay
from tests.gui import test_library_tab, test_network_tab

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


class Care:
    """Looks after no data at all."""

    busy = False

    def __init__(self, places):
        self.places = places
        for name in ("counted", "totals", "listed", "backed_up", "checked", "movable", "done", "failed"):
            setattr(self, name, Event())

    def look(self):
        """Find nothing."""


class Kit:
    """The page in a window of the smallest size; engine, hub and keyring are fakes."""

    def __init__(self, qapp, qtbot, folder, forced=False):
        self.library = test_library_tab.Kit(folder)
        self.network = test_network_tab.Desk(qapp, qtbot, folder, forced)
        self.settings = self.network.file
        self.view = SettingsViewModel(self.settings)
        self.about = AboutViewModel(self.library.tasks, self.settings, lambda: self.library.models.status)
        self.window = QWidget()
        self.network.tab.setParent(self.window)  # no window of its own any more, which would take the focus
        qtbot.addWidget(self.window)
        keys = Shortcuts(self.window)
        keys.take(self.settings.value.shortcuts)
        self.asked = []
        self.way = FakeWay()
        self.hotkey = Hotkey(self.window, lambda parent: self.way)
        desk = SettingsDesk(
            self.view,
            self.about,
            self.network.viewmodel,
            self.library.models_view,
            self.library.view,
            DataViewModel(Care(Places(folder))),
            CrashesViewModel(self.library.tasks, Places(folder)),
            Places(folder),
            keys,
            self.hotkey,
            list,
            lambda: self.asked.append("network"),
            lambda: self.asked.append("model settings"),
        )
        self.page = SettingsPage(Look(qapp, Appearance.LIGHT), desk, self.window)
        self.window.resize(720, 520)
        self.page.resize(720, 464)  # below the header
        self.window.show()
        self.page.take_focus()

    def parts(self, section):
        self.page.open_section(section.value)
        return [part for part, _ in self.page.sections.made[section].entries]

    def rows(self):
        """Give the names of the rows that can be seen."""
        views = [view for view in self.page.sections.made.values() if not view.isHidden()]
        parts = [part for view in views for part, _ in view.entries if not part.isHidden()]
        return [part.option.name for part in parts if isinstance(part, SettingRow)]

    def close(self):
        self.view.close()
        self.network.close()
        self.library.tasks.close()


@pytest.fixture
def make(qapp, qtbot, tmp_path):
    made = []

    def make(content=None, **more):
        if content is not None:
            (tmp_path / "settings.json").write_text(content)
        made.append(Kit(qapp, qtbot, tmp_path, **more))
        return made[-1]

    yield make
    for kit in made:
        kit.close()


@pytest.fixture
def kit(make):
    return make()


def test_a_search_finds_rows_of_all_sections_in_both_languages(kit, qtbot):
    page = kit.page
    qtbot.keyClick(page.names, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert kit.window.focusWidget() is page.search
    page.search.setText("high contrast")
    assert kit.rows() == ["appearance"]
    page.search.setText("ctrl+enter SEND")  # the words of what can be chosen, in any order
    assert kit.rows() == ["send_key"]
    page.search.setText("简体")
    assert kit.rows() == ["language"]
    page.search.setText("disk share")
    assert kit.rows() == ["states_share"]
    page.search.setText("appearance")  # a section, with all of it
    assert "reduced_motion" in kit.rows()
    page.search.setText("no such thing at all")
    assert kit.rows() == []
    assert page.nothing.isVisible()
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    general = [option.name for option in kit.view.options if option.help.section is Section.GENERAL]
    assert kit.rows() == general


def test_chinese_words_find_what_an_english_window_shows(kit):
    finder = kit.page._finder
    assert finder.holds(("Dark",), "dark")
    assert not finder.holds(("Dark",), "light")
    finder._chinese = None

    class Words:
        def translate(self, context, text):
            return {"Dark": "深色"}.get(text, "")

    finder._chinese, finder._folded = Words(), {}
    assert finder.holds(("Dark",), "深色")
    assert finder.holds(("Dark", "x"), "深色 dark")


def test_while_something_is_searched_for_no_section_is_marked_as_shown(kit):
    page = kit.page
    assert not page.names.property("searching")
    page.search.setText("chat")
    assert page.names.property("searching")
    page.search.clear()
    assert not page.names.property("searching")


def test_a_search_finds_what_is_no_row_and_enter_goes_there(kit, qtbot):
    page = kit.page
    page.search.setText("copy diagnostics")
    about = page.sections.made[Section.ABOUT]
    assert about.isVisible()
    assert sum(not view.isHidden() for view in page.sections.made.values()) == 1
    page.search.setFocus()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert kit.window.focusWidget() is about.entries[0][0].copy
    page.search.setText("hide chats")
    groups = page.sections.made[Section.SHORTCUTS]._groups
    assert [group.label.isVisible() for group in groups] == [True, False, False, False, False]
    page.names.setCurrentRow(2)
    page.names.itemClicked.emit(page.names.currentItem())
    assert page.search.text() == ""
    assert page.section is Section.MODELS


def test_sections_come_in_their_order_whichever_is_made_first(kit, qtbot):
    kit.page.open_section("privacy")
    kit.page.open_section("general")
    qtbot.waitUntil(lambda: len(kit.page.sections.made) == len(Section))  # the others in idle moments
    views = [kit.page.sections.made[section] for section in Section]
    places = [kit.page._column.indexOf(view) for view in views]
    assert places == sorted(places)
    assert -1 not in places
    assert [view.isHidden() for view in views].count(False) == 1
    with pytest.raises(ValueError, match="no such"):
        kit.page.open_section("no such")


def test_privacy_shows_every_request_and_the_switch_for_offline_mode(kit):
    leaves, *rows, kept, log = kit.parts(Section.PRIVACY)
    kit.network.gate.let_out("example.org", Purpose.SEARCH)
    assert log.table.model().index(0, 1).data() == "example.org"
    rows[0].editor.box.click()
    assert kit.network.gate.offline
    leaves.network.click()
    assert kit.asked == ["network"]
    assert any("chats.db" in path.text().replace("\u200b", "") for _, path in kept.lines)


def test_offline_by_the_command_line_cannot_be_switched_off(make):
    kit = make(forced=True)
    row = kit.parts(Section.PRIVACY)[1]
    assert not row.editor.isEnabled()
    assert "--offline" in row.note.text()
    assert row.note.property("calm") is True


def test_folders_of_models_are_looked_through_at_once(kit, tmp_path, monkeypatch):
    parts = kit.parts(Section.MODELS)
    rows = {part.option.name: part for part in parts[:-1]}
    more = tmp_path / "more"
    more.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(more))
    rows["more_folders"].editor.add.click()
    kit.library.settle()
    assert kit.library.view.places.more == (more,)
    rows["other_programs"].editor.box.click()
    assert not kit.library.view.places.others
    rows["models_folder"].editor.button.click()
    kit.library.settle()
    assert kit.library.view.places.folder == more
    parts[-1].settings.setEnabled(True)
    parts[-1].settings.click()
    assert kit.asked == ["model settings"]


def test_diagnostics_are_copied_and_licences_can_be_read(kit, tmp_path):
    card, _, licences = kit.parts(Section.ABOUT)
    card.copy.click()
    text = QGuiApplication.clipboard().text()
    assert "Fireside " in text
    assert "dpi" in text
    assert str(tmp_path) not in text
    kit.library.settle()
    assert licences.table.rowCount() > 10
    licences.table.setCurrentCell(0, 0)
    licences.show_text.click()
    kit.library.settle()
    (dialog,) = kit.window.findChildren(LicenceDialog)
    assert len(dialog.text.toPlainText()) > 400
    dialog.reject()


def test_keys_for_everywhere_are_chosen_by_pressing_them_and_conflicts_are_told(kit, qtbot):
    kit.page.open_section(Section.GENERAL.value)
    row = kit.page.sections.row("global_key")
    kit.settings.changed.connect(lambda now: kit.hotkey.take(now.global_key))

    def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
        row.button.click()
        qtbot.keyClick(row.button, key, modifiers)

    control = Qt.KeyboardModifier.ControlModifier
    assert row.button.text() == "None" and row.note.isHidden()
    press(Qt.Key.Key_Q)
    assert "needed for typing" in row.note.text() and kit.way.held == ""
    row.button.click()
    press(Qt.Key.Key_K, control)
    assert "already stands for “Find anything, or do it”" in row.note.text() and kit.way.held == ""
    press(Qt.Key.Key_Space, control | Qt.KeyboardModifier.ShiftModifier)  # asks one in the window, too
    assert kit.way.held == "Ctrl+Shift+Space" and row.note.isHidden()
    kit.way.answer = State.TAKEN
    press(Qt.Key.Key_F9)
    assert "Another program has these keys" in row.note.text() and row.button.text() == "F9"
    assert row.note.property("calm") is False
    for state in State:
        kit.way.changed.emit(state)
    kit.way.assigned = "Super+Q"
    kit.way.changed.emit(State.ON)
    assert row.note.text() == "The system has assigned: Super+Q"
    assert row.note.property("calm") is True
    press(Qt.Key.Key_Backspace)
    assert kit.settings.value.global_key == "" == kit.way.held


def test_where_no_keys_can_be_had_the_row_says_so(kit, qapp):
    row = HotkeyRow(
        Look(qapp, Appearance.LIGHT), kit.view.option("global_key"), Hotkey(), Shortcuts(kit.window)
    )
    row.attach(kit.view, row.choose)
    assert not row.button.isEnabled() and "cannot have such keys on this system" in row.note.text()


def test_crash_reports_are_counted_and_deleted(kit, tmp_path):
    CrashFiles(Places(tmp_path).crashes).keep(Kind.ERROR, "x")
    _, card, _ = kit.parts(Section.ABOUT)
    kit.library.settle()
    assert card.kept.text() == "1 report kept" or "1 report" in card.kept.text()
    card.delete.click()
    kit.library.settle()
    kit.library.settle()
    assert card.kept.text() == "None kept"
    assert not card.open_.isEnabled() and CrashFiles(Places(tmp_path).crashes).all() == []


def test_what_the_file_held_and_was_not_taken_is_told_on_the_page(make):
    kit = make(json.dumps({"scale": 7, "future\u202e": 1, "shortcuts": ["x=y"]}))
    problems = kit.page.problems.text()
    assert "Interface scale" in problems
    assert "future\N{REPLACEMENT CHARACTER}" in problems
    heading = kit.parts(Section.SHORTCUTS)[0]
    assert "x=y" in heading.words.text()


def test_a_file_that_could_not_be_read_is_told_on_the_page(make):
    assert "settings.damaged.json" in make("{").page.problems.text()


def test_a_page_without_problems_says_nothing_of_them(kit):
    assert not kit.page.problems.isVisible()
    assert not kit.page.banner.isVisible()


def test_an_error_is_told_above_the_rows(kit, tmp_path):
    (row, *_) = kit.parts(Section.APPEARANCE)
    (tmp_path / "settings.json").unlink(missing_ok=True)
    (tmp_path / "settings.json").mkdir()
    row.editor.edited.emit(Appearance.DARK)
    assert kit.page.banner.isVisible()
    assert row.editor.field.currentText() == "Dark"


def test_everything_fits_into_the_smallest_window_and_has_a_name(kit, qapp):
    translations = Translations(qapp)
    for language in (Language.CHINESE, Language.ENGLISH):
        translations.speak(language)
        for section in Section:
            kit.page.open_section(section.value)
            QApplication.processEvents()
            check_fit(kit.page, section)
    translations.close()


def check_fit(page, section):
    assert page.area.horizontalScrollBar().maximum() == 0
    view = page.sections.made[section]
    for part in view.findChildren(QWidget):
        if part.isVisible():
            right = part.mapTo(page, QPoint(part.width(), 0)).x()
            assert right <= page.width(), f"{section}: {part}"
    for button in view.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName() or not button.isVisible(), section
        if button.isVisible() and not button.text() and not button.parent().inherits("QTableView"):
            assert button.accessibleName(), section


def test_tab_walks_from_the_sections_into_the_rows(kit, qtbot):
    page = kit.page
    page.open_section("appearance")
    page.take_focus()
    seen = set()
    for _ in range(12):
        qtbot.keyClick(kit.window.focusWidget(), Qt.Key.Key_Tab)
        seen.add(kit.window.focusWidget())
    row = page.sections.row
    assert {row("appearance").editor.field, row("scale").editor.spin, row("sidebar").editor.box} <= seen
