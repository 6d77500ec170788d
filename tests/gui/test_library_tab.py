"""The list of models on this computer, and what can be done there by mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from desktop.core.built_in_presets import BuiltIn
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.library import Shelf
from desktop.core.library_errors import NotOurs
from desktop.core.models import Origin
from desktop.core.settings import Appearance
from desktop.core.tasks import Tasks
from desktop.hub.gguf import read_header
from desktop.services.library_changes import LibraryChanges
from desktop.services.machine import Machine
from desktop.services.model_options import ModelOptions
from desktop.services.models import Models, ModelStatus, Stage
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.library_rows import LibraryRole, Order
from desktop.viewmodels.model_settings import ModelDesk
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.look import Look
from desktop.widgets.model_settings import ModelSettingsDialog
from desktop.widgets.models.library_tab import LibraryTab
from desktop.widgets.models.library_words import parameter_words
from tests.fakes import gguf
from tests.fakes.engine import FakeEngine
from tests.fakes.inbox import Inbox
from tests.fakes.library import library

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")
MODEL = gguf.header()


class Defaults:
    """What new chats begin with, kept in memory."""

    def __init__(self):
        self.kept = {}

    def of(self, model):
        return self.kept.get(model, ChatDefaults())

    def set(self, model, defaults):
        self.kept[model] = defaults

    def presets(self):
        return []


class Kit:
    """The view-models over an engine that the test plays."""

    def __init__(self, folder):
        self.folder = folder
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.programs = []
        self.library = library(folder, self.tasks, lambda: self.programs)
        options = ModelOptions(folder / "models-settings.json")
        machine = Machine(3, lambda: 10 << 30, options=options.of)
        self.models = Models(FakeEngine(), self.tasks, self.library, machine)
        self.defaults = Defaults()
        desk = ModelDesk(
            self.tasks,
            options,
            machine,
            read_header,
            folder,
            known=self.library.known,
            defaults=self.defaults,
        )
        self.models_view = ModelsViewModel(self.models, desk)
        self.changes = LibraryChanges(self.library, self.tasks, folder)
        self.view = LibraryViewModel(self.changes, self.models_view)

    def put(self, name, content=MODEL):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def settle(self):
        self.inbox.run_until(lambda: self.tasks.idle and not self.library.scanning)

    def scan(self):
        self.library.rescan()
        self.settle()

    @property
    def names(self):
        return [
            row.listed.model.name
            for row in self.view.rows.rows
            if row.listed.model.name != "SmolLM2-135M-Instruct"
        ]


@pytest.fixture
def look(qapp):
    return Look(QApplication.instance(), Appearance.LIGHT)


@pytest.fixture
def kit(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.hub.scan.starter", lambda: None)
    made = Kit(tmp_path)
    yield made
    made.view.close()
    made.models_view.close()
    made.tasks.close()


@pytest.fixture
def tab(kit, look, qtbot):
    made = LibraryTab(look)
    qtbot.addWidget(made)
    made.resize(720, 520)
    made.attach(kit.view)
    with qtbot.waitExposed(made):
        made.show()
    kit.settle()
    return made


def choose(tab, name):
    model = tab.list.model()
    for number in range(model.rowCount()):
        if model.index(number, 0).data(LibraryRole.ROW).listed.model.name == name:
            tab.list.setCurrentIndex(model.index(number, 0))
            return
    raise AssertionError(name)


def test_the_rows_behave_like_a_model_of_qt(kit):
    tester = QAbstractItemModelTester(kit.view.rows)
    for name in ("b", "a", "c"):
        kit.put(f"models/{name}-Q4_0.gguf")
        kit.scan()
    kit.view.search("a")
    kit.view.search("")
    kit.view.sort(Order.LARGEST)
    (kit.folder / "models/b-Q4_0.gguf").unlink()
    kit.scan()
    assert kit.names == ["a", "c"]
    assert tester is not None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("qwen", ["Qwen3-4B"]),
        ("QWEN f32", ["Qwen3-4B"]),
        ("modele", ["Modèle"]),
        ("千问", ["通义千问"]),
        ("unsloth", ["Qwen3-4B"]),
        ("lm studio", ["通义千问"]),
        ("llama", ["Modèle", "Qwen3-4B", "通义千问"]),  # the architecture
        ("nothing", []),
        ("  ", ["Modèle", "Qwen3-4B", "通义千问"]),
    ],
)
def test_models_are_found_whatever_the_case_and_the_accents(kit, words, found):
    kit.put("models/unsloth/Qwen3-4B-GGUF/Qwen3-4B-Q4_K_M.gguf")
    kit.put("models/Modèle-Q4_K_M.gguf")
    kit.put("lm/p/r/通义千问-Q4_K_M.gguf")
    kit.programs = [Shelf(Origin.LM_STUDIO, kit.folder / "lm")]
    kit.scan()
    kit.view.search(words)
    assert kit.names == found


def test_models_are_put_into_order(kit):
    small, large = kit.put("models/small.gguf"), kit.put("models/large.gguf", MODEL + bytes(1000))
    kit.put("models/broken.gguf", b"GGUF")
    kit.scan()
    kit.view.sort(Order.LARGEST)
    assert kit.names == ["large", "small", "broken"]
    kit.view.sort(Order.SMALLEST)
    assert kit.names == ["broken", "small", "large"]
    kit.view.sort(Order.NAME)
    assert kit.names == ["broken", "large", "small"]
    kit.library.recent.note(small)
    kit.library.recent.note(large)
    kit.view.sort(Order.USED)
    assert kit.names == ["large", "small", "broken"]


def test_enter_loads_and_a_broken_file_is_not_loaded(kit, tab, qtbot):
    kit.put("models/good-Q4_0.gguf")
    kit.put("models/broken-Q4_0.gguf", b"GGUF")
    kit.scan()
    choose(tab, "broken")
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert kit.models.status.model is None
    choose(tab, "good")
    with qtbot.waitSignal(kit.view.loading):
        qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert kit.models.status.model.name == "good"
    kit.settle()


def test_the_button_of_a_row_loads_and_the_dots_open_the_menu(kit, tab, qtbot):
    kit.put("models/good-Q4_0.gguf")
    kit.scan()
    index = tab.list.model().index(0, 0)
    places = tab.list.delegate.places(tab.list.visualRect(index))
    qtbot.mouseClick(tab.list.viewport(), Qt.MouseButton.LeftButton, pos=places.text.center())
    assert kit.models.status.model is None
    qtbot.mouseClick(tab.list.viewport(), Qt.MouseButton.LeftButton, pos=places.dots.center())
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Chat with it", "Settings…", "Show in the file manager", "Copy the path", "Remove…"]
    menu.close()
    qtbot.mouseClick(tab.list.viewport(), Qt.MouseButton.LeftButton, pos=places.button.center())
    assert kit.models.status.model.name == "good"
    kit.settle()


def test_the_path_is_copied(kit, tab):
    path = kit.put("models/good-Q4_0.gguf")
    kit.scan()
    menu = tab.list.menu(kit.view.rows.rows[0])
    next(action for action in menu.actions() if action.text() == "Copy the path").trigger()
    assert QApplication.clipboard().text() == str(path)


def test_what_is_not_ours_is_not_offered_for_removal_and_delete_says_why(kit, tab, qtbot):
    path = kit.put("lm/theirs-Q4_0.gguf")
    kit.programs = [Shelf(Origin.LM_STUDIO, kit.folder / "lm")]
    kit.scan()
    menu = tab.list.menu(kit.view.rows.rows[0])
    assert not menu.actions()[-1].isEnabled()
    with qtbot.waitSignal(kit.view.failed) as told:
        qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    assert told.args == [NotOurs(path)]
    assert tab.banner.isVisible()
    assert path.exists()


def test_f5_looks_anew_and_the_keys_for_searching_lead_to_the_search(kit, tab, qtbot):
    kit.put("models/new-Q4_0.gguf")
    kit.scan()
    kit.put("models/newer-Q4_0.gguf")
    qtbot.keyClick(tab.list, Qt.Key.Key_F5)
    kit.settle()
    assert kit.names == ["new", "newer"]
    qtbot.keyClick(tab.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert tab.window().focusWidget() is tab.bar.search


def test_removing_asks_and_can_be_given_up(kit, tab, qtbot):
    path = kit.put("models/mine-Q4_0.gguf")
    kit.scan()
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    box = tab.findChild(QMessageBox)
    assert str(path) in box.informativeText()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    kit.settle()
    assert path.exists()


def test_an_opened_file_is_taken_off_the_list_and_stays_on_the_disk(kit, tab, qtbot):
    path = kit.put("desk/opened-Q4_0.gguf")
    kit.library.recent.note(path)
    kit.scan()
    assert kit.names == ["opened"]
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    kit.settle()
    assert kit.names == []
    assert path.exists()


def test_a_damaged_file_is_explained_in_a_sentence(kit, tab):
    kit.put("models/cut-Q4_0.gguf", gguf.tiny_model()[:5000])
    kit.scan()
    spoken = tab.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "cut-Q4_0.gguf is incomplete" in spoken
    assert not tab.grab().isNull()


def test_a_screen_reader_hears_what_a_row_shows(kit, tab):
    kit.put("models/o/r/Tiny-Q8_0.gguf")
    kit.scan()
    spoken = tab.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Tiny F32, in Fireside’s folder · ")
    assert spoken.endswith("fits in memory")


def test_without_models_it_says_what_to_do(kit, tab, qtbot):
    assert tab.empty.isVisible()
    assert tab.empty.discover.isVisible()
    with qtbot.waitSignal(tab.discover_asked):
        tab.empty.discover.click()
    kit.put("models/a-Q4_0.gguf")
    kit.scan()
    assert tab.list.isVisible()
    tab.bar.search.setText("zzz")
    assert tab.empty.clear.isVisible()
    assert not tab.empty.discover.isVisible()
    tab.empty.clear.click()
    assert tab.list.isVisible()


def test_a_folder_is_added_and_taken_away_again(kit, tab, monkeypatch):
    kit.put("disk/in-Q4_0.gguf")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(kit.folder / "disk"))
    tab.bar.folder.click()
    kit.settle()
    assert kit.names == ["in"]
    assert kit.view.places.more == (kit.folder / "disk",)
    kit.changes.remove_folder(kit.folder / "disk")
    kit.settle()
    assert kit.names == []


def test_changing_the_folder_asks_whether_the_models_go_along(kit, tab, monkeypatch):
    kit.put("models/mine-Q4_0.gguf")
    kit.scan()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(kit.folder / "big"))
    tab.folders.change.click()
    box = tab.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Move them").click()
    kit.inbox.run_until(lambda: kit.tasks.idle and kit.view.places.folder == kit.folder / "big")
    kit.settle()
    assert (kit.folder / "big/mine-Q4_0.gguf").is_file()
    assert kit.names == ["mine"]
    assert tab.folders.path.accessibleName() == str(kit.folder / "big")


def test_the_current_model_stays_current_where_rows_move(kit, tab):
    paths = [kit.put(f"models/{name}-Q4_0.gguf") for name in "abc"]
    kit.scan()
    choose(tab, "c")
    kit.library.recent.note(paths[2])
    assert kit.names[0] == "c"
    assert tab.list.row().listed.model.name == "c"


def test_the_loaded_model_is_marked(kit, tab):
    kit.put("models/a-Q4_0.gguf")
    kit.scan()
    model = kit.view.rows.rows[0].listed.model
    kit.models._set(ModelStatus(Stage.READY, model))
    assert kit.view.rows.rows[0].loaded


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_odd_names_are_painted_in_both_appearances(kit, tab, look, appearance):
    for name in ("n" * 200, "tab\t\x1b[31m\u202egnp", "<b>bold</b>", "&amp", "模" * 60):
        kit.put(f"models/{name}.gguf")
    kit.scan()
    look.choose(appearance)
    assert not tab.grab().isNull()
    shown = [row.listed.model.name for row in kit.view.rows.rows]
    assert all(name.isprintable() and len(name) <= 200 for name in shown)


def test_a_preset_and_a_system_prompt_are_chosen_for_a_model(kit, tab, look, qtbot):
    path = kit.put("models/a-Q4_0.gguf")
    kit.scan()
    tab.list.settings_asked.emit(kit.view.rows.rows[0].listed)
    dialog = tab.findChild(ModelSettingsDialog)
    form = dialog.chats
    form.preset.setCurrentIndex(1)
    form.preset.activated.emit(1)
    form.system.setPlainText("Be brief.")
    dialog.apply.click()
    assert kit.defaults.of(path) == ChatDefaults(BuiltIn.PRECISE, "Be brief.")
    kit.settle()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (134_515_008, "135M"),
        (1_540_000_000, "1.5B"),
        (8_030_000_000, "8B"),
        (70_600_000_000, "70.6B"),
        (999, "999"),
    ],
)
def test_parameters_are_said_as_people_say_them(qapp, count, words):
    assert parameter_words(count) == words


def test_the_tab_fits_the_smallest_window(kit, tab):
    kit.put("models/a-Q4_0.gguf")
    kit.scan()
    assert tab.minimumSizeHint().width() <= 700
    corner = tab.bar.rescan.mapTo(tab, QPoint(tab.bar.rescan.width(), 0))
    assert corner.x() <= tab.width()
    assert isinstance(kit.view.places.folder, Path)
