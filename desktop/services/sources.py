"""Where models come from, in which order, and by which way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop.core.addresses import host_of, hub_address, may_carry_token, proxy_address
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.hub_errors import AddressRefused, ProxyUnusable, SourceExists
from desktop.core.proxies import SystemProxy, system_proxy
from desktop.core.settings import Settings, SettingsFile
from desktop.core.sources import HUGGING_FACE, Connection, ProxyKind, Source
from desktop.services.account import Account

MOST_SOURCES = 8
# In place of a proxy that cannot be used: who chose one for secrecy must not be taken past it.
NOWHERE = "http://unusable-proxy.invalid"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """A source as it is shown."""

    endpoint: str
    consent: bool  # whether it may be sent the token
    safe: bool  # whether a token could be read on the way to it; then it is never sent


@dataclass(frozen=True, slots=True)
class Way:
    """The proxy as it is shown."""

    kind: ProxyKind
    typed: str  # the address that was set by hand, also while it is not used
    host: str  # through which requests go now; "" for a direct connection
    error: UserError | None = None  # why it leads nowhere


class Sources:
    """The hub and its mirrors, and the way to them. Lives on the owner thread.

    What the settings hold is checked here: an address that cannot be one is left out, and `problems` says so.
    """

    def __init__(
        self, settings: SettingsFile, account: Account, system: Callable[[], SystemProxy] = system_proxy
    ) -> None:
        self._settings = settings
        self._account = account
        self._system = system
        self._part = _part(settings.value)
        self._manual: str | None = None  # the proxy that was set by hand, if it is used and can be
        self.endpoints: tuple[str, ...] = ()
        self.problems: tuple[AddressRefused, ...] = ()  # with what the settings hold
        self._check()
        self.changed: Event[None] = Event()  # the list, the way, or the token
        settings.changed.connect(self._settings_changed)
        account.changed.connect(lambda _: self.changed.emit(None))

    @property
    def places(self) -> tuple[Place, ...]:
        """The sources in the order in which they are asked."""
        return tuple(
            Place(endpoint, self.may_send(endpoint), may_carry_token(endpoint)) for endpoint in self.endpoints
        )

    @property
    def room(self) -> bool:
        """Whether another source can be added."""
        return len(self.endpoints) < MOST_SOURCES

    @property
    def way(self) -> Way:
        """Say which proxy is used, and whether it can be."""
        settings, connection = self._settings.value, self.connection()
        address = connection.proxy_for(host_of(self.endpoints[0]))
        error = ProxyUnusable() if address == NOWHERE else None
        host = host_of(address) if address is not None and error is None else ""
        return Way(settings.proxy, settings.proxy_address, host, error)

    def connection(self) -> Connection:
        """Say how the hub is reached now."""
        token = self._account.token
        sources = tuple(
            Source(endpoint, token if token and self.may_send(endpoint) else "")
            for endpoint in self.endpoints
        )
        return Connection(sources, *self._proxy())

    def may_send(self, endpoint: str) -> bool:
        """Tell whether a source is sent the token: Hugging Face is, a mirror by consent."""
        trusted = endpoint == HUGGING_FACE or endpoint in self._settings.value.token_mirrors
        return trusted and may_carry_token(endpoint)

    def add(self, text: str) -> str:
        """Add a mirror at the end; gives its address. Raises `AddressRefused`, `SourceExists`."""
        endpoint = hub_address(text)
        if endpoint in self.endpoints:
            raise SourceExists(host_of(endpoint))
        if self.room:
            self._settings.keep(sources=(*self.endpoints, endpoint))
        return endpoint

    def remove(self, endpoint: str) -> None:
        """Ask a source no more. The last one stays."""
        left = tuple(each for each in self.endpoints if each != endpoint)
        consent = tuple(each for each in self._settings.value.token_mirrors if each != endpoint)
        if left:
            self._settings.keep(sources=left, token_mirrors=consent)

    def move(self, endpoint: str, by: int) -> None:
        """Ask a source sooner or later."""
        order = list(self.endpoints)
        at = order.index(endpoint)
        order.insert(max(0, at + by), order.pop(at))
        self._settings.keep(sources=tuple(order))

    def allow_token(self, endpoint: str, allowed: bool) -> None:
        """Say whether a mirror may be sent the token."""
        others = tuple(each for each in self._settings.value.token_mirrors if each != endpoint)
        self._settings.keep(token_mirrors=(*others, endpoint) if allowed else others)

    def choose_proxy(self, kind: ProxyKind, typed: str) -> None:
        """Choose a proxy; `typed` counts where it is set by hand. Raises `AddressRefused`."""
        address = proxy_address(typed) if kind is ProxyKind.MANUAL else self._settings.value.proxy_address
        self._settings.keep(proxy=kind, proxy_address=address)

    def _proxy(self) -> tuple[str | None, tuple[str, ...]]:
        """Choose the proxy, and the hosts that are reached without it."""
        if self._settings.value.proxy is ProxyKind.NONE:
            return None, ()
        if self._manual is not None:
            return self._manual, ()
        system = self._system()
        address = system.of(urlsplit(self.endpoints[0]).scheme)
        return (None, ()) if address is None else (_usable(address), system.direct)

    def _check(self) -> None:
        """Take what is good of the settings."""
        self.problems = ()
        found = [self._good(text, hub_address) for text in self._settings.value.sources]
        self.endpoints = tuple(dict.fromkeys(filter(None, found)))[:MOST_SOURCES] or (HUGGING_FACE,)
        by_hand = self._settings.value.proxy is ProxyKind.MANUAL
        self._manual = self._good(self._settings.value.proxy_address, proxy_address) if by_hand else None

    def _good(self, text: str, read: Callable[[str], str]) -> str | None:
        try:
            return read(text)
        except AddressRefused as error:
            log.info("address of the settings not taken", extra={"fault": error.fault.value})
            self.problems = (*self.problems, error)
            return None

    def _settings_changed(self, settings: Settings) -> None:
        part = _part(settings)
        if part != self._part:
            self._part = part
            self._check()
            self.changed.emit(None)


def _part(settings: Settings) -> tuple[object, ...]:
    return settings.sources, settings.token_mirrors, settings.proxy, settings.proxy_address


def _usable(proxy: str) -> str:
    """Give the system's proxy as an address; one without a scheme is an http proxy."""
    if "://" not in proxy:
        return f"http://{proxy}"
    return proxy if proxy.lower().startswith(("http://", "https://")) else NOWHERE
