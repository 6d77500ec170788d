"""Where models come from, and by which way: the hub or a mirror, with or without a token and a proxy."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatch

HUGGING_FACE = "https://huggingface.co"


class ProxyKind(StrEnum):
    """Which proxy is used."""

    SYSTEM = "system"  # what the system or its environment says
    MANUAL = "manual"
    NONE = "none"


class AddressFault(StrEnum):
    """What is wrong with an address."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"  # no address at all, or one that may be read in two ways
    SCHEME = "scheme"  # neither http nor https
    SOCKS = "socks"
    USER = "user"  # a name or password stands in it
    PATH = "path"  # something stands after the host
    HOST = "host"
    PORT = "port"


@dataclass(frozen=True, slots=True)
class Source:
    """One hub: the address of Hugging Face or of a mirror, and what it is told."""

    endpoint: str = HUGGING_FACE  # http or https, no path, no `/` at the end
    token: str = field(default="", repr=False)  # "" is sent to nobody; a mirror gets it only by consent


@dataclass(frozen=True, slots=True)
class Connection:
    """How the hub is reached at this moment. A value: a worker keeps the one that it began with."""

    sources: tuple[Source, ...] = (Source(),)  # in the order in which they are tried
    proxy: str | None = field(
        default=None, repr=False
    )  # its address, which may hold a password; None: direct
    direct: tuple[str, ...] = ()  # hosts that are reached without the proxy: patterns, networks, `<local>`

    @property
    def first(self) -> Source:
        """The source that is asked first."""
        return self.sources[0]

    def proxy_for(self, host: str) -> str | None:
        """Give the proxy that leads to a host; None for a direct connection."""
        return None if self.proxy is None or goes_direct(host, self.direct) else self.proxy


def goes_direct(host: str, patterns: Sequence[str]) -> bool:
    """Tell whether a host is excepted from the proxy. No name is looked up for it."""
    host = host.lower().strip("[]")
    return any(_matches(host, pattern.lower()) for pattern in patterns)


def _matches(host: str, pattern: str) -> bool:
    if pattern == "<local>":
        return "." not in host and ":" not in host
    if "/" not in pattern:
        return fnmatch(host, pattern)
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(pattern, strict=False)
    except ValueError:  # the host is a name, or the pattern no network
        return False
