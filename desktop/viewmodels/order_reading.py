"""Reading the whole order of the chats by a worker, while they go on changing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.core.chat_order import ChatOrder
from desktop.core.errors import UserError
from desktop.services.chat_listing import Listing
from desktop.viewmodels.chat_changes import Change

SOON = 0.02  # seconds: until the window has been shown


class OrderReading:
    """Gives the order as it was read, with what has happened meanwhile."""

    def __init__(
        self, listing: Listing, done: Callable[[ChatOrder], None], failed: Callable[[UserError], None]
    ) -> None:
        self._listing = listing
        self._done = done
        self._failed = failed
        self._meanwhile: list[Change] | None = None
        self._soon, self._newest = False, 0

    @property
    def active(self) -> bool:
        """Whether an order is on its way."""
        return self._meanwhile is not None

    def begin(self) -> None:
        """Read it soon; what is on its way already is too old."""
        if not self._soon:
            self._soon = True
            self._meanwhile = []  # what was before will be read
            self._listing.later(SOON, self._load)

    def note(self, changes: Sequence[Change]) -> None:
        """Take down what happens."""
        if self._meanwhile is not None:
            self._meanwhile += changes

    def _load(self) -> None:
        self._soon = False
        self._newest += 1
        number = self._newest
        self._listing.load(partial(self._take_over, number), partial(self._not_read, number))

    def _current(self, number: int) -> bool:
        """Tell whether an outcome counts: not if another one comes, which is newer."""
        return number == self._newest and not self._soon

    def _take_over(self, number: int, order: ChatOrder) -> None:
        if self._current(number):
            for change in self._meanwhile or ():
                if change.standing is None:
                    order.take(change.chat)
                else:
                    order.put(change.chat, change.standing)
            self._meanwhile = None
            self._done(order)

    def _not_read(self, number: int, error: Exception) -> None:
        if self._current(number):
            self._meanwhile = None
        if not isinstance(error, UserError):
            raise error
        self._failed(error)
