"""Where models come from, and by which way: the hub or a mirror, with or without a token and a proxy."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

HUGGING_FACE = "https://huggingface.co"


class ProxyKind(StrEnum):
    """Which proxy is used."""

    SYSTEM = "system"  # what the system or its environment says
    MANUAL = "manual"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """One hub: the address of Hugging Face or of a mirror, and what it is told."""

    endpoint: str = HUGGING_FACE  # http or https, no path, no `/` at the end
    token: str = field(default="", repr=False)  # "" is sent to nobody; a mirror gets it only by consent


@dataclass(frozen=True, slots=True)
class Connection:
    """How the hub is reached at this moment. A value: a worker keeps the one that it began with."""

    sources: tuple[Source, ...] = (Source(),)  # in the order in which they are tried
    proxy: str | None = None  # its address; None is a direct connection

    @property
    def first(self) -> Source:
        """The source that is asked first."""
        return self.sources[0]
