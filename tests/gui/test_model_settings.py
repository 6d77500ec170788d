"""What can be chosen for a model, and what that would take."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.core.companion_errors import DraftProblem
from desktop.core.draft_models import Tried
from desktop.core.errors import ModelDamaged, NotGguf
from desktop.core.library import Listed, OnDisk
from desktop.core.load import ALL_LAYERS, FlashAttention, KvType, LoadOptions
from desktop.core.models import Block, Body, Header, Installed, Origin
from desktop.core.settings import Appearance
from desktop.core.tasks import Tasks
from desktop.engine.calibrate import DraftTried, TryDraft
from desktop.engine.protocol import Device, Load, Loaded, Ready, TemplateSource
from desktop.services.draft_models import DraftModels
from desktop.services.machine import Machine
from desktop.services.model_options import ModelOptions
from desktop.services.models import Models, ModelStatus, Stage
from desktop.viewmodels.model_settings import ModelDesk
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.devices import DeviceWords, backends
from desktop.widgets.look import Look
from desktop.widgets.model_settings import ModelSettingsDialog
from desktop.widgets.sampling_style import Choice, rules
from tests.fakes import gguf
from tests.fakes.engine import FakeEngine
from tests.fakes.inbox import Inbox
from tests.fakes.library import library

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do

LEFT = Qt.MouseButton.LeftButton
GB = 1_000_000_000
LAYERS = 32
HEADER = Header(
    name="Big",
    architecture="llama",
    size=4 * GB,
    parameters=7 * GB,
    quant="Q4_K_M",
    trained_length=32_768,
    has_template=True,
    body=Body(
        blocks=(Block(120_000_000, keys=1024, values=1024),) * LAYERS,
        embedding=80_000_000,
        output=80_000_000,
        width=4096,
        heads=32,
        feed_forward=14_336,
        vocabulary=32_000,
    ),
)
CPU = Device("CPU", "a processor", "cpu", 16 * GB, 16 * GB)
CARD = Device("CUDA0", "a card", "gpu", 12 * GB, 12 * GB)
SMALL_CARD = Device("CUDA1", "a small card", "gpu", 2 * GB, 4 * GB)


def ready(*devices, offload=True):
    return Ready(1, "0.3.36", "CPU : AVX2 = 1 | FMA = 1 | OPENMP = 1 | ", offload, (CPU, *devices))


def loaded(path, layers=0):
    return Loaded(1, path, 8192, 32_768, TemplateSource.OWN, "", 3, layers, 0.1)


class Kit:
    """The view-models of models over an engine that the test plays."""

    def __init__(self, folder):
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.engine = FakeEngine()
        self.free = 10 * GB
        self.outcome = HEADER  # of reading the file
        self.outcomes = {}  # of other files, by their names
        self.reads = 0
        self.options = ModelOptions(folder / "models-settings.json")
        self.machine = Machine(3, lambda: self.free, options=self.options.of)
        self.models = Models(self.engine, self.tasks, library(folder, self.tasks), self.machine)
        self.forgotten = []  # paths of models that are to be measured anew
        desk = ModelDesk(self.tasks, self.options, self.machine, self.read, folder, 8, self.forgotten.append)
        self.view = ModelsViewModel(self.models, desk)
        self.path = folder / "big-Q4_K_M.gguf"
        self.path.write_bytes(b"GGUF")
        self.model = Installed(self.path, "big", Origin.OPENED, 4 * GB, "Q4_K_M")
        self.models.status = ModelStatus(Stage.NONE, self.model, engine=ready(offload=False))

    def read(self, path):
        self.reads += path == self.path
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcomes.get(path.name, self.outcome)

    def status(self, **changes):
        self.models._set(replace(self.models.status, **changes))

    def settle(self):
        self.inbox.run_until(lambda: self.tasks.idle)

    def stored(self):
        return ModelOptions(self.options._path).of(self.path)


@pytest.fixture
def look(qapp):
    return Look(QApplication.instance(), Appearance.LIGHT)


@pytest.fixture
def kit(qapp, tmp_path):
    made = Kit(tmp_path)
    yield made
    made.view.close()
    made.tasks.close()


@pytest.fixture
def open_dialog(kit, look, qtbot):
    kept = []  # a test may hold on to a field alone

    def make(read=True):
        dialog = ModelSettingsDialog(look, kit.view.settings(kit.model))
        kept.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        if read:
            kit.settle()
        return dialog

    return make


def choose(combo, text):
    index = combo.findText(text)
    assert index >= 0
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def by_hand(field, number):
    if field.automatic.isChecked():
        field.automatic.click()
    field.spin.setValue(number)


def test_until_the_file_has_been_read_nothing_can_be_chosen(open_dialog, kit):
    dialog = open_dialog(read=False)
    assert not dialog.form.isEnabled()
    assert not dialog.apply.isEnabled()
    assert "being read" in dialog.words.text()
    kit.settle()
    assert dialog.form.isEnabled()
    assert dialog.apply.isEnabled()
    assert not dialog.chip.isHidden()


def test_a_file_that_cannot_be_used_is_told_with_the_reason(open_dialog, kit):
    kit.outcome = NotGguf(kit.path)
    dialog = open_dialog()
    assert "big-Q4_K_M.gguf" in dialog.problem.text()
    assert not dialog.problem.isHidden()
    assert not dialog.form.isEnabled()


def test_it_is_said_what_a_load_takes_and_what_is_free(open_dialog):
    dialog = open_dialog()
    assert "10 GB are free" in dialog.words.text() or "10.0 GB are free" in dialog.words.text()
    assert "8192" in dialog.words.text().replace(",", "")
    assert (dialog.chip.text(), dialog.chip.property("kind")) == ("fits in memory", "ok")
    assert dialog.form.context.spin.value() == 8192
    assert not dialog.form.context.spin.isEnabled()


def needed(dialog):
    return dialog.words.text().split("about ")[1].split(" of")[0]


def test_the_estimate_follows_the_values(open_dialog):
    dialog = open_dialog()
    before = needed(dialog)
    by_hand(dialog.form.context, 32_768)
    assert needed(dialog) != before
    assert "32768" in dialog.words.text().replace(",", "")
    before = needed(dialog)
    choose(dialog.form.kv, "q4_0")
    assert needed(dialog) != before


@pytest.mark.parametrize(
    ("free", "words", "kind"),
    [(10 * GB, "fits in memory", "ok"), (5 * GB, "tight", "warn"), (2 * GB, "does not fit", "danger")],
)
def test_the_verdict_is_said_in_a_word_and_a_colour(open_dialog, kit, free, words, kind):
    kit.free = free
    dialog = open_dialog()
    assert (dialog.chip.text(), dialog.chip.property("kind")) == (words, kind)


def test_where_nothing_fits_that_is_said_and_applying_is_still_the_users_choice(open_dialog, kit):
    kit.free = GB
    dialog = open_dialog()
    assert "cannot be loaded" in dialog.words.text()
    assert dialog.apply.isEnabled()


def test_the_longest_context_that_fits_is_told(open_dialog, kit):
    kit.free = 6 * GB
    dialog = open_dialog()
    longest = int(dialog.words.text().replace(",", "").split("up to ")[1].split()[0])
    assert 8192 < longest < 32_768
    by_hand(dialog.form.context, longest)
    assert dialog.chip.text() != "does not fit"
    dialog.form.context.spin.setValue(longest + 512)
    assert dialog.chip.text() == "does not fit"


def test_the_slider_and_the_number_are_one(open_dialog):
    field = open_dialog().form.context
    field.automatic.click()
    field.slider.setValue(16)
    assert (field.spin.value(), field.value) == (4096, 4096)
    field.spin.setValue(5000)
    assert field.value == 5000
    assert field.slider.value() == 20  # 5,120, the next stop
    field.slider.setValue(field.slider.maximum())
    assert field.value == 32_768
    field.slider.setValue(field.slider.minimum())
    assert field.value == 1024


def test_a_model_made_for_less_than_a_chat_needs_can_be_set_too(open_dialog, kit):
    kit.outcome = replace(HEADER, trained_length=500)
    field = open_dialog().form.context
    field.automatic.click()
    assert (field.spin.minimum(), field.spin.maximum(), field.value) == (500, 500, 500)


def test_everything_that_was_chosen_is_stored_and_the_loaded_model_is_loaded_anew(open_dialog, kit):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path))
    dialog = open_dialog()
    form = dialog.form
    by_hand(form.context, 4000)
    by_hand(form.threads, 5)
    choose(form.kv, "f16")
    choose(form.flash, "On")
    form.mlock.click()
    form.mmap.click()
    dialog.apply.click()
    assert not dialog.isVisible()
    assert kit.stored() == LoadOptions(
        context_length=4000,
        kv_type=KvType.F16,
        flash_attention=FlashAttention.ON,
        threads=5,
        mmap=False,
        mlock=True,
    )
    assert kit.models.status.stage is Stage.LOADING
    kit.models.cancel_load()
    kit.inbox.run_until(lambda: kit.tasks.idle)


def test_with_nothing_changed_nothing_is_loaded_anew(open_dialog, kit):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path))
    dialog = open_dialog()
    dialog.apply.click()
    assert not dialog.isVisible()
    assert kit.models.status.stage is Stage.READY


@pytest.mark.parametrize("other", [True, False])
def test_a_model_that_is_not_loaded_stays_so(open_dialog, kit, other):
    if other:
        another = replace(kit.model, path=kit.path.with_name("other.gguf"))
        kit.status(stage=Stage.READY, model=another, loaded=loaded(another.path))
    dialog = open_dialog()
    by_hand(dialog.form.threads, 2)
    dialog.apply.click()
    assert kit.stored() == LoadOptions(threads=2)
    assert kit.models.status.stage is (Stage.READY if other else Stage.NONE)


def test_cancel_changes_nothing(open_dialog, kit, qtbot):
    dialog = open_dialog()
    by_hand(dialog.form.threads, 2)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert kit.options.of(kit.path) == kit.stored() == LoadOptions()


def test_reset_leaves_everything_to_the_program_once_it_is_applied(open_dialog, kit):
    chosen = LoadOptions(context_length=2048, threads=2, kv_type=KvType.Q8_0, mlock=True)
    kit.options.set(kit.path, chosen)
    dialog = open_dialog()
    assert dialog.form.options() == chosen
    dialog.reset.click()
    assert dialog.form.options() == LoadOptions()
    assert kit.stored() == chosen
    assert kit.forgotten == []
    dialog.apply.click()
    assert kit.stored() == LoadOptions()
    assert kit.forgotten == [kit.path]  # how fast it runs is measured anew


def test_opening_and_applying_keeps_what_was_chosen(open_dialog, kit):
    kit.status(engine=ready(CARD, SMALL_CARD))
    chosen = LoadOptions(
        context_length=3000,
        gpu_layers=ALL_LAYERS,
        kv_type=KvType.Q4_0,
        flash_attention=FlashAttention.OFF,
        threads=8,
        mmap=False,
        mlock=True,
        tensor_split=(3.0, 1.0),
    )
    kit.options.set(kit.path, chosen)
    dialog = open_dialog()
    assert dialog.form.options() == chosen


def test_a_choice_that_cannot_be_stored_is_told_and_holds_all_the_same(open_dialog, kit):
    kit.options._path.mkdir()  # a folder in the file's place
    dialog = open_dialog()
    by_hand(dialog.form.threads, 2)
    dialog.apply.click()
    assert dialog.isVisible()
    assert str(kit.path.parent) in dialog.problem.text()
    assert kit.options.of(kit.path) == LoadOptions(threads=2)
    dialog.apply.click()  # tries again, and does not pretend
    assert dialog.isVisible()
    kit.options._path.rmdir()
    dialog.apply.click()
    assert not dialog.isVisible()
    assert kit.stored() == LoadOptions(threads=2)


def test_without_a_gpu_the_layers_are_out_of_reach_and_the_reason_is_there(open_dialog, kit):
    kit.status(engine=ready(offload=False))
    form = open_dialog().form
    assert not form.layers.isEnabled()
    assert "no support" in form.rows[form.layers].help.text()
    assert form.rows[form.device].isHidden()
    kit.status(engine=ready())
    assert "finds none" in form.rows[form.layers].help.text()


def test_before_the_engine_has_told_that_is_said(open_dialog, kit):
    kit.status(engine=None)
    dialog = open_dialog()
    assert "not started" in dialog.form.rows[dialog.form.layers].help.text()
    assert "not started" in dialog.devices.text.text()
    kit.engine.events.emit(ready(CARD))  # while the window is open
    assert dialog.form.layers.isEnabled()
    assert dialog.chip.text() == "fits on the GPU"


def test_with_a_gpu_layers_can_be_chosen_and_its_memory_is_told(open_dialog, kit):
    kit.status(engine=ready(CARD))
    dialog = open_dialog()
    form = dialog.form
    assert dialog.chip.text() == "fits on the GPU"
    assert f"{LAYERS + 1} of {LAYERS + 1}" in dialog.words.text()
    assert form.rows[form.device].isHidden()
    by_hand(form.layers, 10)
    assert dialog.chip.text() == "partly on the GPU"
    assert form.options().gpu_layers == 10
    by_hand(form.layers, 0)
    assert dialog.chip.text() == "fits in memory"
    by_hand(form.layers, LAYERS + 1)
    assert form.options().gpu_layers == ALL_LAYERS


def test_with_several_gpus_one_can_be_chosen_or_the_shares(open_dialog, kit):
    kit.status(engine=ready(CARD, SMALL_CARD))
    dialog = open_dialog()
    form = dialog.form
    assert not form.rows[form.device].isHidden()
    form.shares.automatic.click()
    form.shares.spins[0].setValue(3)
    assert form.options().tensor_split == (3.0, 1.0)
    assert "14 GB" in dialog.words.text().replace("14.0", "14")
    choose(form.device, "CUDA1 (a small card)")
    assert form.options().main_device == "CUDA1"
    assert not form.shares.isEnabled()
    assert "2 GB are free" in dialog.words.text().replace("2.0", "2")
    dialog.apply.click()
    assert kit.stored().main_device == "CUDA1"


def test_a_smaller_kv_cache_brings_flash_attention_with_it(open_dialog):
    form = open_dialog().form
    choose(form.kv, "q8_0")
    assert not form.flash.isEnabled()
    assert "It is on" in form.rows[form.flash].help.text()
    choose(form.kv, "f16")
    assert form.flash.isEnabled()


def test_a_cache_that_cannot_be_smaller_is_not_offered_so(open_dialog, kit):
    kit.outcome = replace(HEADER, body=replace(HEADER.body, quantisable=False))
    form = open_dialog().form
    assert [form.kv.itemText(i) for i in range(form.kv.count())] == ["Automatic", "f16"]


def test_a_number_is_taken_when_it_has_been_typed_and_not_digit_by_digit(open_dialog, qtbot):
    dialog = open_dialog()
    field = dialog.form.context
    field.automatic.click()
    active(dialog, qtbot)
    field.spin.setFocus()
    field.spin.selectAll()
    qtbot.keyClicks(field.spin, "4096")
    assert field.value == 8192
    qtbot.keyClick(field.spin, Qt.Key.Key_Tab)
    assert field.value == 4096


def test_return_applies_what_was_typed(open_dialog, kit, qtbot):
    dialog = open_dialog()
    field = dialog.form.threads
    field.automatic.click()
    active(dialog, qtbot)
    field.spin.setFocus()
    field.spin.selectAll()
    qtbot.keyClicks(field.spin, "7")
    qtbot.keyClick(field.spin, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert kit.stored().threads == 7


def active(dialog, qtbot):
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def test_the_wheel_scrolls_the_form_and_changes_no_value_on_the_way(open_dialog, qtbot):
    dialog = open_dialog()
    field = dialog.form.threads
    field.automatic.click()
    active(dialog, qtbot)
    dialog.apply.setFocus()
    before = field.value
    for target in (field.spin, field.slider, dialog.form.kv):
        turn(target)
    assert field.value == before
    assert dialog.form.options().kv_type is None
    field.spin.setFocus()
    turn(field.spin)
    assert field.value != before


def turn(widget):
    where = QPointF(widget.rect().center())
    event = QWheelEvent(
        where,
        widget.mapToGlobal(where),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_every_field_can_be_reached_and_named_without_a_mouse(open_dialog, kit, qtbot):
    kit.status(engine=ready(CARD, SMALL_CARD))
    dialog = open_dialog()
    form = dialog.form
    for field in (form.context, form.layers, form.threads, form.shares):
        field.automatic.click()
    wanted = {
        *(form.context.slider, form.context.spin, form.layers.spin, form.device, *form.shares.spins),
        *(form.kv, form.flash, form.threads.spin, form.mlock, form.mmap),
        *(dialog.reset, dialog.leave, dialog.apply),
    }
    active(dialog, qtbot)
    form.context.automatic.setFocus()
    seen = set()
    for _ in range(40):
        focused = QApplication.focusWidget()
        seen.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted <= seen
    for widget in wanted:
        named = widget.accessibleName() or getattr(widget, "text", str)()
        assert named, widget


class Other(QTranslator):
    """Another language, with longer words."""

    def isEmpty(self):
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        return f"«{text} {text.partition('{')[0][:12]}»"


@pytest.fixture
def other_language(qapp):
    other = Other()
    yield lambda: qapp.installTranslator(other)
    qapp.removeTranslator(other)


def test_everything_is_said_in_the_new_language_at_once_and_has_room(open_dialog, kit, other_language, qtbot):
    kit.status(engine=ready(CARD, SMALL_CARD))
    dialog = open_dialog()
    by_hand(dialog.form.threads, 2)
    other_language()
    qtbot.waitUntil(lambda: dialog.windowTitle().startswith("«"))
    labels = [w for w in dialog.findChildren(QLabel) if w.isVisible() and w.text()]
    assert len(labels) > 15
    assert [w.text() for w in labels if not w.text().startswith("«")] == []
    wrapped = [label for label in labels if label.wordWrap()]
    qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in wrapped))
    buttons = [w for w in dialog.findChildren(QPushButton) if w.isVisible()]
    assert [b.text() for b in buttons if not b.text().startswith("«")] == []
    assert [b.text() for b in buttons if b.width() < b.sizeHint().width()] == []
    assert dialog.form.kv.itemText(0).startswith("«")
    assert dialog.form.options() == LoadOptions(threads=2)  # what was chosen stays


def test_a_header_is_read_once_and_again_when_the_file_has_changed(open_dialog, kit):
    open_dialog()
    open_dialog()
    assert kit.reads == 1
    kit.outcome = ModelDamaged(kit.path, "cut")
    os.utime(kit.path, ns=(1, 1))
    dialog = open_dialog()
    assert kit.reads == 2
    assert not dialog.problem.isHidden()


def test_a_file_that_has_gone_is_told(open_dialog, kit):
    kit.path.unlink()
    dialog = open_dialog()
    assert "big-Q4_K_M.gguf" in dialog.problem.text()


def test_a_bug_in_reading_is_not_swallowed(open_dialog, kit):
    kit.outcome = ZeroDivisionError()
    open_dialog(read=False)
    with pytest.raises(ZeroDivisionError):
        kit.settle()


def test_the_load_gets_what_was_chosen(open_dialog, kit):
    kit.model = kit.models.library.installed()[0]  # a real file: the load reads it too
    kit.status(stage=Stage.READY, model=kit.model, loaded=loaded(kit.model.path))
    dialog = open_dialog()
    by_hand(dialog.form.threads, 6)
    dialog.apply.click()
    kit.settle()
    (load,) = [command for command in kit.engine.sent if isinstance(command, Load)]
    assert load.threads == 6


@pytest.mark.parametrize(
    ("engine", "model", "said"),
    [
        (ready(offload=False), None, "no support for one"),
        (ready(), None, "finds none here"),
        (ready(CARD), None, "as soon as a model is loaded"),
        (ready(CARD), loaded(Path("a")), "no layer of the model is on it"),
        (ready(CARD), loaded(Path("a"), 33), "33"),
        (None, None, "not started"),
    ],
)
def test_why_a_gpu_is_used_or_not_is_said_in_a_sentence(qapp, engine, model, said):
    lines = DeviceWords().lines(engine, model)
    assert any(said in line for line in lines)


def test_why_a_driver_does_not_work_is_said_in_llama_cpps_own_words(qapp):
    broken = replace(ready(), gpu_problem="ggml_cuda_init: failed to initialize CUDA: " + "x" * 1000)
    text = "\n".join(DeviceWords().lines(broken, None))
    assert "The engine says: ggml_cuda_init: failed to initialize CUDA" in text
    assert "processor alone" not in text
    assert len(text) < 1000


def test_what_there_is_is_listed_with_its_memory(qapp):
    text = "\n".join(DeviceWords().lines(ready(CARD, SMALL_CARD), None))
    assert "AVX2, FMA" in text
    assert "OPENMP" not in text
    assert "CUDA1 (a small card): 2 GB of 4 GB" in text.replace(".0 GB", " GB")


def test_the_line_of_llama_cpp_is_taken_apart():
    line = "CUDA : ARCHS = 860,890 | USE_GRAPHS = 1 | CPU : AVX2 = 1 | AVX512 = 0 | REPACK = 1 | "
    assert list(backends(line)) == [("CUDA", ["ARCHS 860,890", "USE_GRAPHS"]), ("CPU", ["AVX2"])]
    assert list(backends("")) == []
    assert list(backends("nonsense | = | : |")) == []


def test_the_fields_look_like_those_of_the_sampling_panel(kit, open_dialog, look):
    form = open_dialog().form
    assert form.styleSheet() and form.styleSheet() in rules(look.theme)
    assert all(isinstance(field, Choice) for field in (form.device, form.kv, form.flash))


SMALL = replace(HEADER, name="Small", parameters=GB // 2, size=GB // 2)


def test_a_smaller_model_of_the_same_tokens_can_draft(open_dialog, kit):
    folder = kit.path.parent / "models"
    folder.mkdir()
    for name in ("small-Q8_0.gguf", "other-Q8_0.gguf"):
        (folder / name).write_bytes(b"GGUF")
    other = replace(SMALL, body=replace(SMALL.body, vocabulary=50_000))
    kit.models.library.look()
    kit.outcomes = {"small-Q8_0.gguf": SMALL, "other-Q8_0.gguf": other}
    there = [Installed(folder / name, Path(name).stem, Origin.FOLDER, GB, "") for name in kit.outcomes]
    kit.models.library.installed = lambda: [kit.model, *there]
    dialog = open_dialog()
    kit.settle()
    form = dialog.form
    texts = [form.draft.itemText(index) for index in range(form.draft.count())]
    assert texts[:2] == ["Automatic", "None"]
    assert len([text for text in texts if "small" in text]) == 1
    assert not any("other" in text for text in texts)
    choose(form.draft, next(text for text in texts if "small" in text))
    assert kit.free - dialog._settings.estimate().fit.free.free > SMALL.size // 2
    dialog.apply.click()
    assert kit.options.of(kit.path).draft_model == str(folder / "small-Q8_0.gguf")


def test_without_drafting_no_model_drafts(open_dialog, kit):
    form = open_dialog().form
    form.drafting.click()
    assert not form.options().drafting
    assert not form.draft.isEnabled()
    assert form.rows[form.draft].help.text() == "No smaller model with the same tokens is on this computer."


@pytest.fixture
def drafts(kit):
    """A large model that is loaded, and a small one with its tokens."""
    small = kit.path.with_name("small-Q8_0.gguf")
    words = gguf.vocabulary()[0]
    for path in (kit.path, small):
        path.write_bytes(gguf.header(tokenizer__ggml__tokens=words, tokenizer__ggml__model="llama"))
    kit.outcomes = {small.name: SMALL}
    shelf = {
        kit.path: Listed(kit.model, (OnDisk(kit.path, 1, 1),), header=HEADER),
        small: Listed(Installed(small, "small", Origin.FOLDER, GB, ""), (OnDisk(small, 1, 1),), header=SMALL),
    }
    library = kit.models.library
    library.known, library.listed = shelf.get, lambda: list(shelf.values())
    library.installed = lambda: [each.model for each in shelf.values()]
    service = DraftModels(kit.engine, kit.tasks, kit.models, kit.machine, kit.path.with_name("drafts.json"))
    options = kit.machine.options
    machine = replace(kit.machine, options=lambda path: service.options(path, options(path)))
    service._machine = kit.models._machine = kit.models._trial._machine = machine
    desk = replace(kit.view._desk, draft_models=service, machine=machine)
    kit.view._desk = kit.view._headers._desk = desk
    return service


def measured(kit, tried):
    kit.status(stage=Stage.READY, loaded=loaded(kit.path))
    kit.engine.events.emit(loaded(kit.path))
    kit.settle()
    (asked,) = [command for command in kit.engine.sent if isinstance(command, TryDraft)]
    kit.engine.events.emit(DraftTried(asked.request, tried))


def draft_help(dialog):
    return dialog.form.rows[dialog.form.draft].help.text()


def test_a_candidate_is_told_before_it_is_measured(drafts, open_dialog):
    assert "small has the same tokens. Whether answers come faster" in draft_help(open_dialog())


def test_without_room_for_both_it_is_said(drafts, kit, open_dialog):
    kit.free = 5 * GB
    assert "not enough memory" in draft_help(open_dialog())


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        (Tried(1.42, 0.8), "small drafts from the next time on"),
        (Tried(1.42, 0.8), "answers came 42% faster"),
        (Tried(0.88, 0.3), "small was tried on this computer and is not used."),
        (Tried(0.88, 0.3), "12% slower"),
        (Tried(1.0, 0.3), "no faster"),
        (Tried(problem=DraftProblem.VOCABULARY), "It cannot draft"),
    ],
)
def test_what_was_measured_is_shown_as_soon_as_it_is_known(drafts, kit, open_dialog, tried, said):
    dialog = open_dialog()
    measured(kit, tried)
    kit.settle()
    assert said in draft_help(dialog)


def test_the_estimate_counts_what_would_be_used_and_none_switches_it_off(drafts, kit, open_dialog):
    measured(kit, Tried(1.42, 0.8))
    dialog = open_dialog()
    kit.settle()
    assert kit.free - dialog._settings.estimate().fit.free.free > SMALL.size // 2
    choose(dialog.form.draft, "None")
    assert dialog._settings.estimate().fit.free.free == kit.free
    assert "small has the same tokens and could draft" in draft_help(dialog)
    assert "42% faster" in draft_help(dialog)
    dialog.apply.click()
    assert kit.stored() == LoadOptions(draft_model="")
    kit.settle()
    assert [command for command in kit.engine.sent if isinstance(command, Load)][-1].draft is None


def test_one_chosen_by_hand_shows_what_was_measured_of_it(drafts, kit, open_dialog):
    measured(kit, Tried(1.42, 0.8))
    dialog = open_dialog()
    kit.settle()
    form = dialog.form
    choose(form.draft, next(t for t in map(form.draft.itemText, range(form.draft.count())) if "small" in t))
    assert "42% faster" in draft_help(dialog)


def test_reset_has_it_measured_anew(drafts, kit, open_dialog):
    measured(kit, Tried(1.42, 0.8))
    kit.view._desk = replace(kit.view._desk, forget=drafts.forget)
    dialog = open_dialog()
    kit.settle()
    dialog.reset.click()
    dialog.apply.click()
    assert drafts.tried(kit.path) == {}


def test_adapters_of_the_shown_chat_are_in_the_estimate(kit, open_dialog):
    adapter = kit.path.with_name("adapter.gguf")
    adapter.write_bytes(gguf.lora({"blk.0.attn_q.weight": (4096, 4096)}, rank=8))
    kit.view._desk = replace(kit.view._desk, adapters=lambda: [adapter])
    dialog = open_dialog()
    kit.settle()
    assert dialog._settings.estimate().fit.setup.adapters == 2 * 8 * 4096 * 4
    assert "Of these, the adapters of the shown chat take 262" in dialog.words.text()
