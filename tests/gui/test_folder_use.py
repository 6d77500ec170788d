"""Chats begin in folders, with what the folders say; the dialogs about folders and tags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop.core.chat import Role
from desktop.core.folder_errors import FolderGone
from desktop.core.personas import PersonaDraft, WantedModel
from desktop.engine.protocol import Generate
from desktop.services.organising import Organising
from desktop.viewmodels.folder_use import FolderUseViewModel
from desktop.viewmodels.persona_use import Shown
from desktop.viewmodels.tags import TagsViewModel
from desktop.widgets.folder_dialog import FolderDialog
from desktop.widgets.place_chip import PlaceChip
from desktop.widgets.tag_chips import cross_of
from desktop.widgets.tags_dialog import TagsDialog
from tests.gui.test_personas import Kit, look as look
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
GONE = WantedModel("/gone/qwen.gguf", "Qwen3 8B Q4_K_M")
SAVE = QDialogButtonBox.StandardButton.Save


class FolderKit(Kit):
    """With folders."""

    def __init__(self, bench, folder):
        super().__init__(bench, folder)
        store = bench.store
        self.organising = Organising(store.organising, store.folders, bench.chats)
        shown = Shown(self.chat, self.models, self.sampling)
        self.folders = FolderUseViewModel(self.organising, shown, lambda: self.here)
        self.tags = TagsViewModel(self.organising)
        self.missing, self.failed = [], []
        self.folders.missing.connect(self.missing.append)
        for part in (self.folders, self.tags):
            part.failed.connect(self.failed.append)
        self.work = self.organising.add_folder("Work")
        self.reports = self.organising.add_folder("Reports", self.work.id)
        self.organising.begin_with(self.work.id, "Be terse.", GONE)

    @property
    def stored(self):
        return self.bench.store.chats.chat(self.chat.current)

    def begun(self, *texts):
        chats = []
        for text in texts:
            self.chat.new()
            self.send(text)
            chats.append(self.stored)
        return chats

    def close(self):
        self.folders.close()
        super().close()


@pytest.fixture
def kit(bench, tmp_path, qtbot):
    made = FolderKit(bench, tmp_path)
    yield made
    made.close()


def test_a_chat_that_begins_in_a_folder_is_stored_there_with_the_nearest_prompt(kit):
    kit.folders.begin(kit.reports.id)
    assert [folder.name for folder in kit.folders.path] == ["Work", "Reports"]
    assert kit.chat.prepared.system.text == "Be terse.", "it can be seen before anything is sent"
    kit.send()
    assert (kit.stored.folder, kit.system) == (kit.reports.id, ["Be terse."])
    assert kit.folders.path == (), "it is no chat to come any more"
    kit.organising.begin_with(kit.reports.id, "Be kind.", None)
    kit.folders.begin(kit.reports.id)
    kit.send()
    assert kit.system == ["Be kind."]


def test_what_the_user_sets_comes_first_then_the_persona_then_the_folder_then_the_model(kit):
    (coder,) = kit.add(PersonaDraft("Coder", system="You code."))
    (plain,) = kit.add(PersonaDraft("Plain", opening="Hi "))
    kit.folders.begin(kit.work.id)
    kit.use.take(coder.id)
    assert kit.chat.prepared.system.text == "You code."
    kit.use.take(plain.id)
    assert kit.chat.prepared.system.text == "Be terse.", "a persona without a prompt leaves the folder's"
    kit.chat.prepared.set_system("Mine.")
    kit.send()
    assert (kit.system, kit.stored.folder) == (["Mine."], kit.work.id)


def test_the_prompt_of_a_folder_can_be_taken_away_for_one_chat(kit):
    kit.folders.begin(kit.work.id)
    kit.chat.prepared.set_system("")
    command = kit.send()
    assert [turn.role for turn in command.turns] == [Role.USER]
    assert kit.stored.folder == kit.work.id


def test_the_model_of_a_folder_is_loaded_by_the_click_and_said_where_it_is_missing(kit):
    kit.folders.begin(kit.reports.id)
    assert (kit.missing, kit.loaded) == ([GONE.name], [])
    here = kit.here[0]
    kit.organising.begin_with(kit.reports.id, "", WantedModel(str(here.path), here.title))
    kit.chat.new()
    kit.folders.begin(kit.reports.id)
    assert kit.loaded == [], "it is loaded already"
    other = type(here)(here.path.with_name("other.gguf"), "Other", here.origin, 1, "Q8_0")
    kit.here.append(other)
    kit.organising.begin_with(kit.reports.id, "", WantedModel(str(other.path), other.title))
    kit.folders.begin(kit.reports.id)
    assert kit.loaded == [other]
    kit.send()
    kit.chat.new()
    kit.chat.open(kit.bench.store.chats.chats()[0].id)
    assert kit.loaded == [other], "opening a chat loads nothing"


def test_a_new_chat_is_a_plain_one_whatever_is_shown(kit):
    kit.folders.begin(kit.work.id)
    kit.chat.new()
    assert (kit.folders.path, kit.chat.prepared.system) == ((), None)
    kit.folders.begin(kit.work.id)
    kit.send()
    kit.chat.new()
    kit.send()
    assert (kit.stored.folder, kit.system) == (None, [])


def test_a_chat_to_come_can_leave_its_folder_and_leaves_one_that_is_deleted(kit):
    kit.folders.begin(kit.work.id)
    kit.folders.leave()
    assert kit.folders.path == ()
    kit.folders.begin(kit.reports.id)
    kit.organising.remove_folder(kit.reports.id)
    assert kit.folders.path == ()
    kit.send()
    assert (kit.stored.folder, kit.system) == (None, [])
    kit.folders.begin(kit.reports.id)
    assert kit.folders.path == (), "it is gone"


def test_a_chat_to_come_follows_what_is_changed_at_its_folder(kit):
    kit.folders.begin(kit.reports.id)
    assert kit.folders.save(kit.work.id, "Office", "Be long.", None)
    assert kit.folders.path[0].name == "Office"
    assert kit.chat.prepared.system.text == "Be long."
    command = kit.send()
    assert isinstance(command, Generate)
    assert kit.system == ["Be long."]


def test_the_chip_names_the_folders_as_plain_text(kit, look, qtbot):
    chip = PlaceChip(look)
    qtbot.addWidget(chip)
    assert not chip.isVisibleTo(chip.parentWidget())
    kit.organising.rename_folder(kit.work.id, "<b>W & Co</b>")
    kit.folders.begin(kit.reports.id)
    chip.show_path(kit.folders.path)
    assert chip.words.text() == "In the folder “<b>W & Co</b> / Reports”"
    assert chip.words.textFormat() is Qt.TextFormat.PlainText


@pytest.fixture
def dialog(kit, look, qtbot):
    made = FolderDialog(look, kit.folders, kit.folders.folder(kit.reports.id))
    qtbot.addWidget(made)
    return made


def test_the_settings_of_a_folder_are_changed_when_they_are_saved(kit, dialog, qtbot):
    assert "Be terse." in dialog.system.placeholderText()
    assert dialog.model.itemText(0) == "As the folder above: Qwen3 8B Q4_K_M"
    dialog.name.setText("  ")
    assert not dialog.buttons.button(SAVE).isEnabled()
    dialog.name.setText("Papers")
    dialog.system.setPlainText(" Cite. ")
    dialog.model.setCurrentIndex(1)
    dialog.buttons.button(SAVE).click()
    folder = kit.folders.folder(kit.reports.id)
    here = kit.here[0]
    assert (folder.name, folder.system) == ("Papers", "Cite.")
    assert folder.model == WantedModel(str(here.path), here.title)


def test_a_model_that_is_gone_stays_chosen_and_is_marked(kit, look, qtbot):
    dialog = FolderDialog(look, kit.folders, kit.folders.folder(kit.work.id))
    qtbot.addWidget(dialog)
    assert dialog.model.currentText() == "Qwen3 8B Q4_K_M (not on this computer any more)"
    dialog.buttons.button(SAVE).click()
    assert kit.folders.folder(kit.work.id).model == GONE


def test_a_folder_that_was_deleted_meanwhile_is_said_and_the_dialog_stays(kit, dialog):
    kit.bench.store.folders.remove(kit.reports.id)
    dialog.show()
    dialog.buttons.button(SAVE).click()
    assert [type(error) for error in kit.failed] == [FolderGone]
    assert dialog.isVisible()


def tags_dialog(kit, look, qtbot, chats):
    dialog = TagsDialog(look, kit.tags, chats)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_without_tags_there_is_a_hint_and_no_empty_box(kit, look, qtbot):
    dialog = tags_dialog(kit, look, qtbot, [kit.bench.store.chats.new_chat("one")])
    assert not dialog.chips.isVisible() and dialog.note.text().startswith("No tags yet.")
    dialog._add(["work"])
    assert dialog.chips.isVisible() and "Delete" in dialog.note.text()


def write(field, text):
    for character in text:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(field, key)


def shares(dialog):
    return [(share.tag, share.count) for share in dialog.chips.rows.shares]


def test_commas_of_any_script_and_enter_end_a_tag_and_saving_gives_them(kit, look, qtbot):
    (chat,) = kit.begun("one")
    dialog = tags_dialog(kit, look, qtbot, [chat])
    for text in ("work，", "旅行、", "#Rust,", "a;b; "):
        write(dialog.field, text)
    qtbot.keyClicks(dialog.field, "last")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter has added a tag, and not saved"
    qtbot.keyClicks(dialog.field, "WORK,")
    assert [tag for tag, _ in shares(dialog)] == ["work", "旅行", "Rust", "a", "b", "last"]
    qtbot.keyClicks(dialog.field, "not ended")
    dialog.buttons.button(SAVE).click()
    saved = kit.bench.store.chats.chat(chat.id).tags
    assert set(saved) == {"work", "旅行", "Rust", "a", "b", "last", "not ended"}


def test_an_enter_that_ends_a_composition_adds_nothing(kit, look, qtbot):
    (chat,) = kit.begun("one")
    dialog = tags_dialog(kit, look, qtbot, [chat])
    QApplication.sendEvent(dialog.field, QInputMethodEvent("lü", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("旅")
    QApplication.sendEvent(dialog.field, commit)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)  # as some systems send it, too
    assert (shares(dialog), dialog.field.text()) == ([], "旅")
    QApplication.processEvents()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert shares(dialog) == [("旅", 1)]


def test_tags_that_only_some_have_stay_so_unless_they_are_given_to_all_or_taken_away(kit, look, qtbot):
    chats = kit.begun("one", "two", "three")
    ids = [chat.id for chat in chats]
    kit.organising.tag(ids, ["all"])
    kit.organising.tag(ids[:2], ["some", "few", "other"])
    chats = kit.tags.chats(ids)
    dialog = tags_dialog(kit, look, qtbot, chats)
    assert shares(dialog) == [("all", 3), ("few", 2), ("other", 2), ("some", 2)]
    dialog.chips.setCurrentIndex(dialog.chips.rows.index(1))
    qtbot.keyClick(dialog.chips, Qt.Key.Key_Space)
    dialog.chips.setCurrentIndex(dialog.chips.rows.index(2))
    qtbot.keyClick(dialog.chips, Qt.Key.Key_Delete)
    dialog.buttons.button(SAVE).click()
    tags = [set(chat.tags) for chat in kit.tags.chats(ids)]
    assert tags == [{"all", "few", "some"}, {"all", "few", "some"}, {"all", "few"}]


def test_the_cross_of_a_chip_takes_it_away_and_backspace_the_last_one(kit, look, qtbot):
    (chat,) = kit.begun("one")
    kit.organising.tag([chat.id], ["a", "b", "c"])
    dialog = tags_dialog(kit, look, qtbot, kit.tags.chats([chat.id]))
    chips = dialog.chips
    where = cross_of(chips.visualRect(chips.rows.index(0))).center()
    qtbot.mouseClick(chips.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Backspace)
    assert shares(dialog) == [("b", 1)]
    dialog.reject()
    assert kit.tags.chats([chat.id])[0].tags == ("a", "b", "c"), "nothing changes before it is saved"


def test_tags_in_use_are_offered_with_their_counts_whatever_their_case(kit, look, qtbot):
    chats = kit.begun("one", "two")
    kit.organising.tag([chat.id for chat in chats], ["Café"])
    kit.organising.tag([chats[0].id], ["cars"])
    dialog = tags_dialog(kit, look, qtbot, [chats[1]])
    completer = dialog.field.completer()
    completer.setCompletionPrefix("CAFE")
    assert [completer.completionModel().index(0, 0).data()] == ["Café   2"]
    assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "Café"
    completer.activated.emit("Café")
    assert ("Café", 1) in shares(dialog)


def test_a_chat_has_twenty_tags_at_most(kit, look, qtbot):
    (chat,) = kit.begun("one")
    dialog = tags_dialog(kit, look, qtbot, [chat])
    dialog.field.added.emit([f"t{number}" for number in range(25)])
    assert len(shares(dialog)) == 20
    assert "20" in dialog.note.text()
