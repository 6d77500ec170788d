"""The part of the composition root that is about models; imported when the chats have been opened."""

from __future__ import annotations

from pathlib import Path

from desktop.core.downloads import Stage
from desktop.core.hub import RepoId
from desktop.core.places import Places
from desktop.core.sampling import DEFAULTS, Sampling
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter
from desktop.hub.token import found_here
from desktop.services.adapters import AdapterReader
from desktop.services.assembly import Services, Working
from desktop.services.first_model import FirstModel
from desktop.services.hub_search import HubMeans
from desktop.services.model_assembly import ModelServices
from desktop.services.model_defaults import ModelDefaults
from desktop.viewmodels.access import AccessViewModel
from desktop.viewmodels.adapters import AdaptersViewModel
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.compare import CompareViewModel
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.viewmodels.hub import Downloading, HubViewModel
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.model_settings import ModelDesk
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.network import NetworkDesk, NetworkViewModel
from desktop.viewmodels.sampling import SamplingViewModel
from desktop.viewmodels.search import SearchViewModel
from desktop.viewmodels.start_card import StartCardViewModel
from desktop.viewmodels.start_state import StartDesk


def make_viewmodels(services: ModelServices, models: ModelsViewModel) -> ModelPageViewModels:
    """Make what the page about models works with; `models` loads them."""
    return ModelPageViewModels(
        LibraryViewModel(services.library, models),
        hub_viewmodel(services),
        DownloadsViewModel(services.downloads, services.basis.settings, services.library.library.has),
        CompareViewModel(services.comparing),
        NetworkViewModel(network_desk(services)),
        access_viewmodel(services),
    )


def make_start_card(services: ModelServices, models: ModelsViewModel) -> StartCardViewModel:
    """Make what an empty chat offers in the first minutes."""
    basis, library = services.basis, services.library.library
    means = HubMeans(services.hub.api, basis.working.tasks, services.network.sources.connection, basis.later)
    first = FirstModel(services.hub, means, lambda: library.folders.own)
    basis.gate.offline_changed.connect(lambda offline: first.end_offline() if offline else None)
    desk = StartDesk(first, library, services.downloads, basis.settings, starter)
    return StartCardViewModel(desk, models)


def access_viewmodel(services: ModelServices) -> AccessViewModel:
    """Make what asks for access to gated repositories; what it heard goes with the account."""
    network = services.network
    made = AccessViewModel(network.access, lambda: bool(network.account.token))
    network.account.changed.connect(lambda _: made.forget())
    return made


def hub_viewmodel(services: ModelServices) -> HubViewModel:
    """Make what finds models; it hears of what is downloaded, and of what is on this computer."""
    downloads = services.downloads

    def unfinished() -> set[tuple[RepoId | None, str]]:
        return {
            (item.order.repo, item.order.main.path)
            for item in downloads.items
            if item.stage is not Stage.DONE
        }

    made = HubViewModel(services.hub, Downloading(downloads.start, unfinished))
    downloads.listed.connect(lambda _: made.look_around())
    downloads.finished.connect(lambda _: made.look_around())
    services.basis.working.models.library.changed.connect(lambda _: made.look_around())
    return made


def network_desk(services: ModelServices) -> NetworkDesk:
    """Make what the tab about the network works with."""
    network = services.network
    return NetworkDesk(services.basis.gate, network.account, network.sources, network.tests, found_here)


def model_desk(working: Working, places: Places, defaults: ModelDefaults | None = None) -> ModelDesk:
    """Make what the settings of single models work with; without `defaults`, nothing for new chats."""

    def forget(model: Path) -> None:
        working.calibrating.forget(model)
        working.draft_models.forget(model)

    return ModelDesk(
        working.tasks,
        working.model_options,
        working.machine,
        read_header,
        places.data,
        forget=forget,
        known=working.models.library.known,
        defaults=defaults,
        draft_models=working.draft_models,
        adapters=lambda: working.models.reading.adapters(),
    )


def make_adapters(chat: ChatViewModel, working: Working) -> AdaptersViewModel:
    """Make what the adapters of the shown chat are chosen with."""
    adapters = AdaptersViewModel(chat.choices, AdapterReader(working.tasks, working.models), chat)
    chat.shown.connect(adapters.changed)
    working.models.reading.adapters = lambda: adapters.used
    return adapters


def make_models(working: Working, places: Places, services: Services) -> ModelsViewModel:
    """Make what the header and the page about models choose and load models with."""
    return ModelsViewModel(working.models, model_desk(working, places, services.model_defaults))


def make_sampling(chat: ChatViewModel, services: Services, models: ModelsViewModel) -> SamplingViewModel:
    """Make what the sampling panel works with."""

    def recommended() -> Sampling | None:
        sampling = services.model_defaults.sampling or models.status.recommended
        return None if sampling == DEFAULTS else sampling

    sampling = SamplingViewModel(chat.choices, services.presets, recommended, chat)
    sampling.set_for_model = lambda: services.model_defaults.sampling is not None
    chat.shown.connect(sampling.chat_shown)
    services.model_defaults.changed.connect(lambda _: sampling.changed.emit())
    models.changed.connect(sampling.changed)
    return sampling


def make_search(chat: ChatViewModel, services: Services) -> SearchViewModel:
    """Make what all chats are searched with."""
    return SearchViewModel(services.search, services.chats, chat, chat)
