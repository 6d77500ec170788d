"""Where models come from: hub, mirrors, token, proxy, and every request that went out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.network import Gate
from desktop.core.sources import ProxyKind
from desktop.services.account import Account
from desktop.services.source_tests import SourceTests, Tested
from desktop.services.sources import Place, Sources, Way
from desktop.viewmodels.account import AccountViewModel
from desktop.viewmodels.requests import RequestRows


@dataclass(frozen=True, slots=True)
class NetworkDesk:
    """What the tab about the network works with."""

    gate: Gate
    account: Account
    sources: Sources
    tests: SourceTests
    found_token: Callable[[], str]  # of other programs; reads a file


@dataclass(frozen=True, slots=True)
class NetworkState:
    """The places and the way to them as they stand."""

    offline: bool
    forced: bool  # offline by the command line, whatever is chosen
    places: tuple[Place, ...]  # in the order in which they are asked
    room: bool  # for another one
    way: Way
    problem: UserError | None  # with what the settings file holds


class NetworkViewModel(QObject):
    """Where models come from: hub, mirrors, token, proxy, and every request that went out."""

    changed = Signal()  # the state, or a test
    failed = Signal(object)  # UserError that belongs to no field

    def __init__(self, desk: NetworkDesk) -> None:
        super().__init__()
        self._desk = desk
        self.rows = RequestRows(desk.gate, self)
        self.account = AccountViewModel(desk.account, desk.found_token, self)
        self._ends = (
            desk.gate.offline_changed.connect(self._on_changed),
            desk.sources.changed.connect(self._on_changed),
            desk.tests.changed.connect(self._on_changed),
        )

    @property
    def state(self) -> NetworkState:
        """The places and the way to them as they stand."""
        gate, sources = self._desk.gate, self._desk.sources
        problem = next(iter(sources.problems), None)
        return NetworkState(gate.offline, gate.forced, sources.places, sources.room, sources.way, problem)

    def tested(self, endpoint: str) -> Tested | None:
        """Say how a test of a source goes, or has ended."""
        return self._desk.tests.of(endpoint)

    @Slot(bool)
    def set_offline(self, offline: bool) -> None:
        """Let nothing out any more, or let it out again."""
        self._desk.gate.set_offline(offline)

    def add(self, text: str) -> UserError | None:
        """Add a mirror; gives what is wrong with its address."""
        return _try(lambda: self._desk.sources.add(text))

    @Slot(str)
    def remove(self, endpoint: str) -> None:
        """Ask a source no more."""
        self._desk.tests.cancel(endpoint)
        self._do(lambda: self._desk.sources.remove(endpoint))

    @Slot(str, int)
    def move(self, endpoint: str, by: int) -> None:
        """Ask a source sooner or later."""
        self._do(lambda: self._desk.sources.move(endpoint, by))

    @Slot(str, bool)
    def allow_token(self, endpoint: str, allowed: bool) -> None:
        """Say whether a mirror may be sent the token."""
        self._do(lambda: self._desk.sources.allow_token(endpoint, allowed))

    @Slot(str)
    def test(self, endpoint: str) -> None:
        """Test a source, or give the test up that runs."""
        tested = self.tested(endpoint)
        if tested is not None and tested.running:
            self._desk.tests.cancel(endpoint)
        else:
            self._desk.tests.start(endpoint)

    def choose_proxy(self, kind: ProxyKind, typed: str) -> UserError | None:
        """Choose a proxy; gives what is wrong with its address."""
        return _try(lambda: self._desk.sources.choose_proxy(kind, typed))

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()
        self.account.close()
        self.rows.close()

    def _do(self, call: Callable[[], object]) -> None:
        error = _try(call)
        if error is not None:
            self.failed.emit(error)

    def _on_changed(self, _: object) -> None:
        self.changed.emit()


def _try(call: Callable[[], object]) -> UserError | None:
    try:
        call()
    except UserError as error:
        return error
    return None
