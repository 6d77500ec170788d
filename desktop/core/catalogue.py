"""The curated list of models that comes with the program, as values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.core.hub import Gated, RepoId

GIB = 1 << 30


class Capability(StrEnum):
    """What a model can do."""

    CHAT = "chat"
    VISION = "vision"
    AUDIO = "audio"
    TOOLS = "tools"
    REASONING = "reasoning"
    CODE = "code"
    EMBEDDING = "embedding"
    RERANK = "rerank"


class Commercial(StrEnum):
    """Whether a licence lets people earn money with a model."""

    YES = "yes"
    NO = "no"
    CONDITIONS = "conditions"


@dataclass(frozen=True, slots=True)
class License:
    """A licence of models."""

    key: str  # as the hub names it
    name: str
    url: str
    commercial: Commercial
    ask: bool  # whether it is shown, and agreed to, before a download


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A file of a model, or all parts of a split one."""

    path: str  # of the first part
    parts: int = 1
    size: int = 0  # bytes, of all parts; 0 where nobody has looked
    about: int = 0  # bytes, rounded; where the size is not known
    sha256: tuple[str, ...] = ()  # of each part; () takes what the hub says

    @property
    def shown_size(self) -> int:
        """The bytes, exactly or about; 0 where not even that is known."""
        return self.size or self.about


@dataclass(frozen=True, slots=True)
class CatalogueSource:
    """A repository that has a model."""

    repo: RepoId
    files: Mapping[str, CatalogueFile] = field(hash=False)  # by quant
    default: str  # the quant to take
    gated: Gated = Gated.NO
    projector: CatalogueFile | None = None


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """A model that we recommend for something."""

    id: str
    name: str
    maker: str
    size_label: str  # "4B", "35B-A3B"
    license: License
    capabilities: tuple[Capability, ...]
    min_memory: int  # GB of the computer's memory
    summary: Mapping[str, str] = field(hash=False)  # a sentence for people, by language
    sources: tuple[CatalogueSource, ...]  # in the order in which they are tried
    tags: tuple[str, ...] = ()
    released: str = ""  # "2026-03"
    languages: tuple[str, ...] = ()
    context_length: int = 0
    hidden: bool = False  # withdrawn: known, and not offered

    @property
    def source(self) -> CatalogueSource:
        """Where it comes from, if nothing is wrong there."""
        return self.sources[0]

    @property
    def download_size(self) -> int:
        """The bytes of what is downloaded, about; 0 where that is not known."""
        main = self.source.files[self.source.default].shown_size
        projector = self.source.projector
        return main + (projector.shown_size if projector is not None and main else 0)

    @property
    def chats(self) -> bool:
        """Whether one can talk with it."""
        return Capability.CHAT in self.capabilities

    def said(self, language: str) -> str:
        """Give its sentence in a language, else in English."""
        return self.summary.get(language) or self.summary.get("en", "")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of them."""

    updated: str = ""
    licenses: Mapping[str, License] = field(default_factory=dict[str, License])
    models: tuple[CatalogueModel, ...] = ()

    @property
    def offered(self) -> tuple[CatalogueModel, ...]:
        """Those that are shown."""
        return tuple(model for model in self.models if not model.hidden)

    def of_repo(self, repo: str) -> CatalogueModel | None:
        """Find the model that comes from a repository."""
        wanted = repo.casefold()
        return next((m for m in self.models if any(s.repo.casefold() == wanted for s in m.sources)), None)


def fits(model: CatalogueModel, memory: int) -> bool:
    """Tell whether a computer with so many bytes of memory is large enough for a model."""
    return model.min_memory <= math.ceil(memory / GIB)


ON_DEVICE = 0.8  # of a GPU's memory for a model's files; the rest is for the context
FOR_ALL = ("starter", "balanced")  # tags of what runs well without a GPU


def recommended(catalogue: Catalogue, memory: int, device: int = 0) -> CatalogueModel | None:
    """Choose the model to begin with on a computer; `device` are the bytes of its GPU's memory.

    The largest one that fits: of all for chatting where its files fit on the GPU, else of those that are
    quick enough without.
    """
    fitting = [
        model
        for model in catalogue.offered
        if model.chats and fits(model, memory) and not {"coding", "reasoning", "test"} & set(model.tags)
    ]
    on_device = [model for model in fitting if 0 < model.download_size < ON_DEVICE * device]
    if on_device:
        return max(on_device, key=lambda model: model.download_size)
    light = [model for model in fitting if set(FOR_ALL) & set(model.tags)]
    return max(light or fitting, key=lambda model: model.min_memory, default=None)
