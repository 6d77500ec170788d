"""Has the keyring hold what is wanted, one wish after the other, however long it takes."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.hub_errors import TokenLeft
from desktop.core.tasks import Cancelled, Tasks
from desktop.hub.token import TokenStore


@dataclass(frozen=True, slots=True)
class Kept:
    """How a wish to the keyring has ended."""

    kept: bool  # whether the keyring holds a token of ours now
    error: UserError | None = None


class Keeping:
    """The way to the keyring. Lives on the owner thread; only the newest wish counts."""

    def __init__(self, tasks: Tasks, store: TokenStore, empty: bool) -> None:
        self._tasks = tasks
        self._store = store
        self._wanted = ""
        self._there: str | None = "" if empty else None  # what the keyring has; None: nobody knows
        self._busy = False
        self._keyless = False  # told once is enough
        self.ended: Event[Kept] = Event()

    def know(self, token: str) -> None:
        """Learn what the keyring has."""
        self._wanted = self._there = token

    def want(self, token: str) -> None:
        """Have it hold this token; "" for none."""
        self._wanted = token
        self._go_on()

    def _go_on(self) -> None:
        token, store = self._wanted, self._store
        if self._busy or token == self._there:
            return
        self._busy = True
        self._tasks.run(
            lambda job: job.outlive(lambda: store.keep(token) if token else store.forget()),
            done=lambda _: self._did(token, Kept(bool(token))),
            failed=lambda error: self._failed(token, error),
        )

    def _failed(self, token: str, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        if not token:
            self._did(token, Kept(False, TokenLeft()))
            return
        told, self._keyless = self._keyless, True
        self._did(token, Kept(False, None if told else error))

    def _did(self, token: str, kept: Kept) -> None:
        self._busy = False
        self._there = token  # what failed is not tried again by itself
        if token == self._wanted:
            self.ended.emit(kept)
        self._go_on()
