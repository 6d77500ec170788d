"""The page about the models on this computer, in the whole application."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QMessageBox

from desktop.core.chat import Role
from desktop.core.chat_defaults import ChatDefaults
from desktop.services.models import Stage
from desktop.viewmodels.library_rows import LibraryRole
from tests.fakes import gguf
from tests.gui import composer_support
from tests.gui.composer_support import drag

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")


def put(path, content=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gguf.tiny_model() if content is None else content)
    return path


class Page:
    """The tab, and what a user sees of it."""

    def __init__(self, user):
        user.app.workplace.pages.show_models()
        self.user = user
        self.tab = user.app.workplace.pages.models.library
        self.list = self.tab.list
        self.wait_searched()

    def wait_searched(self):
        library = self.user.app.working.models.library
        self.user.wait(lambda: library.complete and not library.scanning)

    @property
    def rows(self):
        model = self.list.model()
        return [model.index(number, 0).data(LibraryRole.ROW) for number in range(model.rowCount())]

    @property
    def names(self):
        return [row.listed.model.name for row in self.rows]

    def go_to(self, name):
        self.list.setCurrentIndex(self.list.model().index(self.names.index(name), 0))
        self.list.setFocus()

    def press(self, key):
        self.user.qtbot.keyClick(self.list, key)


def model_of(user):
    return user.app.working.models.status.model


def test_a_model_is_loaded_from_the_list_and_the_chat_is_back(start, tmp_path):
    put(tmp_path / "models/o/r/Other-Q8_0.gguf")
    user = start()
    page = Page(user)
    assert "Other" in page.names
    page.go_to("Other")
    page.press(Qt.Key.Key_Return)
    user.wait(lambda: model_of(user).name == "Other" and user.stage is Stage.READY)
    assert user.app.workplace.pages.models.isHidden()
    assert user.ask("hello").text == "hello "
    page = Page(user)
    assert page.rows[0].listed.model.name == "Other"  # used last
    assert page.rows[0].loaded
    start.end(user)
    user = start()
    assert model_of(user).name == "Other"


def drop(widget, *paths):
    """Drag files over a widget and let them go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert drag(widget, data)
    composer_support.drop(widget, data)


def test_a_model_that_is_dropped_on_the_chat_is_loaded_and_stays_on_the_list(user, tmp_path):
    path = put(tmp_path / "desk/Dropped-Q8_0.gguf")
    drop(user.page, path)
    user.wait(lambda: model_of(user).name == "Dropped" and user.stage is Stage.READY)
    page = Page(user)
    page.user.wait(lambda: "Dropped" in page.names)


def test_a_folder_that_is_dropped_on_the_page_about_models_is_looked_through_and_shown(user, tmp_path):
    put(tmp_path / "disk/a/In-Folder-Q8_0.gguf")
    page = Page(user)
    drop(user.app.workplace.pages.models, tmp_path / "disk")
    user.wait(lambda: "In-Folder" in page.names)
    assert user.app.settings.value.more_folders == (str(tmp_path / "disk"),)


def test_a_model_can_be_dropped_on_the_page_about_models_too(user, tmp_path):
    path = put(tmp_path / "desk/Dropped-Q8_0.gguf")
    page = Page(user)
    drop(user.app.workplace.pages.models, tmp_path / "no.txt")
    page.user.wait(page.tab.banner.isVisible)
    drop(user.app.workplace.pages.models, path)
    user.wait(lambda: model_of(user).name == "Dropped" and user.stage is Stage.READY)
    assert user.app.workplace.pages.models.isHidden()


def test_a_new_file_is_found_by_looking_anew(user, tmp_path, qtbot):
    page = Page(user)
    assert "New" not in page.names
    put(tmp_path / "models/New-Q8_0.gguf")
    qtbot.keyClick(page.list, Qt.Key.Key_F5)
    user.wait(lambda: "New" in page.names)


def test_what_another_program_has_fetched_is_listed_and_cannot_be_deleted(start, home):
    path = put(home / ".lmstudio/models/p/m/Theirs-Q8_0.gguf")
    user = start()
    page = Page(user)
    page.go_to("Theirs")
    page.press(Qt.Key.Key_Delete)
    assert page.tab.banner.isVisible()
    assert path.exists()
    page.tab.folders.others.click()
    user.wait(lambda: "Theirs" not in page.names)


def test_a_model_of_ours_is_deleted_after_asking(start, tmp_path):
    path = put(tmp_path / "models/o/r/Mine-Q8_0.gguf")
    projector = put(tmp_path / "models/o/r/mmproj-F16.gguf")
    user = start()
    page = Page(user)
    page.go_to("Mine")
    page.press(Qt.Key.Key_Return)
    user.wait(lambda: model_of(user).name == "Mine" and user.stage is Stage.READY)
    page = Page(user)
    page.go_to("Mine")
    page.press(Qt.Key.Key_Delete)
    box = user.window.findChild(QMessageBox)
    assert "Mine" in box.text()
    next(button for button in box.buttons() if button.text() == "Delete").click()
    user.wait(lambda: "Mine" not in page.names)
    assert not path.exists()
    assert not projector.exists()
    assert (tmp_path / "models").exists()
    assert not (tmp_path / "models/o").exists()
    user.wait(lambda: model_of(user).name != "Mine" and user.stage is Stage.READY)
    user.app.workplace.pages.show_chat()
    assert user.ask("hello").text == "hello "


def test_the_picker_lists_those_used_last_and_leads_to_all(start, tmp_path):
    for number in range(20):
        put(tmp_path / f"models/Model-{number:02}-Q8_0.gguf")
    user = start()
    Page(user)
    user.app.workplace.pages.show_chat()
    menu = user.app.workplace.header.model_menu
    menu.popup(user.window.mapToGlobal(QPoint(50, 50)))
    assert len(menu.entries) == 15
    assert next(iter(menu.entries)) == model_of(user).path
    everything = next(action for action in menu.actions() if action.text() == "All models (21)…")
    menu.close()
    everything.trigger()
    assert user.app.workplace.pages.models.isVisible()


def test_new_chats_begin_with_what_was_chosen_for_their_model(user):
    model = model_of(user)
    defaults = user.app.services.model_defaults
    defaults.set(model.path, ChatDefaults(system="Answer in rhymes."))
    user.ask("first")
    assert [message.role for message in user.messages][:2] == [Role.SYSTEM, Role.USER]
    assert user.messages[0].text == "Answer in rhymes."
    defaults.set(model.path, ChatDefaults(system="Answer in prose."))
    user.ask("second")
    assert [message.text for message in user.messages if message.role is Role.SYSTEM] == ["Answer in rhymes."]
