"""The part of the composition root that is about models; imported when the chats have been opened."""

from __future__ import annotations

from desktop.core.places import Places
from desktop.core.sampling import DEFAULTS, Sampling
from desktop.hub.gguf import read_header
from desktop.services.adapters import AdapterReader
from desktop.services.assembly import Services, Working
from desktop.services.model_assembly import ModelServices
from desktop.viewmodels.adapters import AdaptersViewModel
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.compare import CompareViewModel
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.viewmodels.hub import HubViewModel
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.model_settings import ModelDesk
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.network import NetworkViewModel
from desktop.viewmodels.sampling import SamplingViewModel


def make_viewmodels(services: ModelServices) -> ModelPageViewModels:
    """Make what the page about models works with."""
    return ModelPageViewModels(
        LibraryViewModel(), HubViewModel(), DownloadsViewModel(), CompareViewModel(), NetworkViewModel()
    )


def model_desk(working: Working, places: Places) -> ModelDesk:
    """Make what the settings of single models work with."""
    return ModelDesk(
        working.tasks,
        working.model_options,
        working.machine,
        read_header,
        places.data,
        forget=working.calibrating.forget,
    )


def make_adapters(chat: ChatViewModel, working: Working) -> AdaptersViewModel:
    """Make what the adapters of the shown chat are chosen with."""
    adapters = AdaptersViewModel(chat.choices, AdapterReader(working.tasks, working.models), chat)
    chat.shown.connect(adapters.changed)
    return adapters


def make_sampling(chat: ChatViewModel, services: Services, models: ModelsViewModel) -> SamplingViewModel:
    """Make what the sampling panel works with."""

    def recommended() -> Sampling | None:
        sampling = models.status.recommended
        return None if sampling == DEFAULTS else sampling

    sampling = SamplingViewModel(chat.choices, services.presets, recommended, chat)
    chat.shown.connect(sampling.chat_shown)
    models.changed.connect(sampling.changed)
    return sampling
