"""The card of the first minutes: what it offers on which computer, and what its buttons do."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop.core.downloads import Stage
from desktop.core.errors import Offline
from desktop.core.events import Event
from desktop.core.fit import Verdict
from desktop.core.library import Listed
from desktop.core.licenses import Consent
from desktop.core.models import Installed, Origin
from desktop.core.settings import Appearance, SettingsFile
from desktop.hub.catalogue import shipped
from desktop.services.first_model import Fetchable, Proposal
from desktop.services.models import ModelStatus
from desktop.store.opening import open_store
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.start_card import StartCardViewModel
from desktop.viewmodels.start_state import StartDesk
from desktop.widgets.look import Look
from desktop.widgets.start_card import StartCard
from desktop.widgets.states import EmptyState
from tests.fakes.downloads import FakeDownloads, order_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # offscreen cannot do this
GIB = 1 << 30
MODEL = next(model for model in shipped().models if model.id == "qwen3.5-4b")


class FakeFirst:
    """Proposes one model; a test answers for the hub."""

    def __init__(self):
        self.proposed = Proposal(MODEL, 16 * GIB, 0)
        self.answers = None

    @property
    def asking(self):
        return self.answers is not None

    def proposal(self):
        return self.proposed

    def ask(self, model, answers):
        self.answers = answers

    def give_up(self):
        self.answers = None

    def answer(self, found):
        answers, self.answers = self.answers, None
        (answers.failed if isinstance(found, Exception) else answers.done)(found)


class FakeModels(QObject):
    """What is chosen, and how models fit: as large as a test says."""

    changed = Signal(object)
    read = Signal(object)

    def __init__(self):
        super().__init__()
        self.status = ModelStatus()
        self.room = 8 * GIB

    def verdict_of(self, model, header):
        return Verdict.MEMORY if model.size <= self.room else Verdict.TIGHT

    def choose(self, model):
        self.status = ModelStatus(model=model)
        self.changed.emit(self.status)


def installed(path, size=GIB, origin=Origin.FOLDER):
    return Installed(path, path.stem, origin, size, "Q4_K_M")


class Kit:
    """The card over fakes, and a list of what it asked for."""

    def __init__(self, folder, qtbot):
        self.folder = folder
        self.small = installed(folder / "Small.gguf", 1000, Origin.STARTER)
        self.post = GuiPost()
        self.store = open_store(folder / "chats.db", "me", lambda owner: False)
        self.fakes = FakeDownloads(folder / "models", self.store.downloads, self.post)
        self.models, self.first = FakeModels(), FakeFirst()
        self.library = SimpleNamespace(changed=Event(), listed=lambda: self.there)
        self.there = [Listed(self.small, ())]
        self.settings = SettingsFile(folder / "settings.json")
        desk = StartDesk(self.first, self.library, self.fakes.downloads, self.settings, lambda: self.small)
        self.viewmodel = StartCardViewModel(desk, self.models)
        self.chats, self.errors, self.consents = [], [], []
        self.viewmodel.chat_asked.connect(self.chats.append)
        self.viewmodel.failed.connect(self.errors.append)
        self.viewmodel.consent_asked.connect(self.consents.append)
        look = Look(QApplication.instance(), Appearance.LIGHT)
        self.card = StartCard(look)
        self.empty = EmptyState(look)
        qtbot.addWidget(self.empty)
        self.empty.take_card(self.card)
        self.viewmodel.changed.connect(self.show)
        for asked, does in (
            (self.card.fetch_asked, self.viewmodel.fetch),
            (self.card.use_asked, self.viewmodel.use_best),
            (self.card.small_asked, self.viewmodel.use_small),
            (self.card.dismissed, self.viewmodel.dismiss),
        ):
            asked.connect(does)
        self.show(self.viewmodel.state)
        self.empty.resize(720, 400)
        self.empty.show()

    def show(self, state):
        self.card.show_state(state)
        self.empty.fit()

    def put(self, *models):
        self.there += [Listed(model, (), header=object()) for model in models]
        self.library.changed.emit(None)

    def order(self):
        return order_of(self.folder / "models", "Qwen3.5 4B", size=1000)

    def buttons(self):
        card = self.card
        named = (card.use, card.fetch, card.progress, card.small, card.library, card.discover)
        return [button.text().strip() for button in named if button.isVisible()]

    def close(self):
        self.viewmodel.close()
        self.fakes.close()
        self.fakes.tasks.close()
        self.store.close()
        self.post.close()


@pytest.fixture
def kit(tmp_path, qtbot):
    made = Kit(tmp_path, qtbot)
    yield made
    made.close()


def test_it_names_the_model_that_fits_its_size_and_the_reason(kit):
    assert kit.card.isVisible()
    assert kit.card.title.text() == "Qwen3.5 4B suits this computer"
    assert kit.card.words.text().endswith("It needs a computer with 8 GB of memory; this one has 16 GB.")
    assert kit.buttons() == ["Download (3.6 GB)", "Chat with Small now", "Other models"]


def test_a_graphics_card_is_the_reason_where_the_files_fit_into_its_memory(kit):
    kit.first.proposed = Proposal(MODEL, 16 * GIB, 8_000_000_000)
    kit.library.changed.emit(None)
    assert kit.card.words.text().endswith("fit into the 8.0 GB that are free on the graphics card.")


def test_one_click_asks_and_downloads(kit, qtbot):
    kit.card.fetch.click()
    assert kit.buttons()[0] == "Asking the hub…" and not kit.card.fetch.isEnabled()
    kit.first.answer(Fetchable(kit.order(), None))
    (download,) = kit.fakes.downloads.items
    assert download.order == kit.order()


def test_a_download_of_the_proposed_model_is_followed_instead_of_offered_again(kit):
    from dataclasses import replace

    order = replace(kit.order(), repo=MODEL.source.repo)
    kit.fakes.downloads.start(order)
    assert kit.card.title.text() == "Qwen3.5 4B is on its way"
    assert kit.buttons() == ["Show downloads", "Chat with Small now", "Other models"]
    assert kit.card.bar.isVisible()
    kit.fakes.downloads.pause(kit.fakes.downloads.items[0].id)
    assert kit.card.title.text() == "The download of Qwen3.5 4B has stopped"
    kit.fakes.downloads.cancel(kit.fakes.downloads.items[0].id)
    assert kit.card.fetch.isVisible()


def test_a_licence_is_agreed_to_before_the_download(kit):
    consent = Consent("x", "A licence", "https://example.org/x")
    kit.card.fetch.click()
    kit.first.answer(Fetchable(kit.order(), consent))
    assert kit.consents == [consent] and kit.fakes.downloads.items == ()
    kit.viewmodel.agree()
    assert [each.stage for each in kit.fakes.downloads.items] != [Stage.DONE]
    assert len(kit.fakes.downloads.items) == 1


def test_offline_is_told_and_can_be_tried_again(kit):
    kit.card.fetch.click()
    kit.first.answer(Offline("huggingface.co"))
    assert kit.errors == [Offline("huggingface.co")]
    assert kit.card.fetch.isEnabled()


def test_too_little_room_on_the_disk_is_told(kit):
    kit.fakes.free = 10
    kit.card.fetch.click()
    kit.first.answer(Fetchable(kit.order(), None))
    assert [type(error).__name__ for error in kit.errors] == ["NotEnoughDisk"]


def test_the_small_model_can_be_chatted_with_at_once_and_the_card_goes(kit):
    kit.card.small.click()
    assert kit.chats == [kit.small.path]
    assert not kit.card.isVisible() and not kit.settings.value.start_card


def test_the_small_model_that_is_loaded_already_is_not_loaded_again(kit):
    kit.models.choose(kit.small)
    kit.card.small.click()
    assert kit.chats == []


def test_models_of_other_programs_are_offered_where_they_lie_the_largest_that_fits(kit):
    kit.put(
        installed(kit.folder / "Middle.gguf", 4 * GIB, Origin.LM_STUDIO),
        installed(kit.folder / "Huge.gguf", 40 * GIB, Origin.OLLAMA),
        installed(kit.folder / "Tiny.gguf", GIB, Origin.JAN),
    )
    assert kit.buttons() == ["Use Middle", "Download Qwen3.5 4B (3.6 GB)", "All models here"]
    assert "LM Studio, Ollama, Jan" in kit.card.words.text()
    kit.card.use.click()
    assert kit.chats == [kit.folder / "Middle.gguf"]
    kit.models.choose(kit.there[1].model)
    assert not kit.card.isVisible()


def test_the_proposed_model_that_has_come_is_offered_to_chat_with(kit):
    fetched = installed(kit.folder / "Qwen3.5-4B-Q4_K_M.gguf")
    kit.there.append(Listed(fetched, (), repo=MODEL.source.repo, header=object()))
    kit.library.changed.emit(None)
    assert kit.buttons() == ["Use Qwen3.5-4B-Q4_K_M", "All models here"]


def test_a_computer_too_small_for_all_says_so(kit):
    kit.first.proposed = None
    kit.library.changed.emit(None)
    assert kit.buttons() == ["Chat with Small now", "Other models"]


def test_it_goes_when_it_is_closed_and_comes_back_when_it_is_asked_for(kit):
    kit.card.dismiss.click()
    assert not kit.card.isVisible()
    assert not SettingsFile(kit.folder / "settings.json").value.start_card
    kit.models.choose(installed(kit.folder / "Own.gguf"))
    kit.viewmodel.bring_back()
    assert kit.card.isVisible()
    kit.card.dismiss.click()
    assert not kit.card.isVisible()


def test_beginnings_give_way_to_the_card_in_a_low_window(kit):
    kit.empty.resize(664, 290)
    assert kit.card.isVisible() and kit.card.height() >= kit.card.minimumSizeHint().height()
    assert not kit.empty.ideas[0].isVisible()
    kit.empty.resize(900, 760)
    assert kit.empty.ideas[0].isVisible()
