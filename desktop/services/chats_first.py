"""Tells what works beside the chats when they need the machine, and when they have done with it."""

from __future__ import annotations

from collections.abc import Callable

from desktop.engine.protocol import EngineEvent, Prompting
from desktop.services.models import ModelStatus, Stage
from desktop.services.own_load import Ground


class ChatsFirst:
    """Lives on the owner thread.

    `needed` is called when a chat is answered, and with True when its model is being loaded; maybe more
    than once. `done` is called when neither has been so for some seconds; `rest` says how many.
    """

    def __init__(
        self,
        ground: Ground,
        needed: Callable[[bool], None],
        done: Callable[[], None],
        rest: Callable[[], float],
    ) -> None:
        self._ground = ground
        self._needed = needed
        self._done = done
        self._seconds = rest
        self._resting = False
        self._ends = (
            ground.chat.events.connect(self._on_chat),
            ground.models.changed.connect(self._on_model),
            ground.prompts.moved.connect(lambda _: self._rest()),
        )

    @property
    def busy(self) -> bool:
        """Whether a chat is being answered, or its model loaded."""
        return self._ground.prompts.busy or self._ground.models.status.stage is Stage.LOADING

    def close(self) -> None:
        """Tell no more."""
        for end in self._ends:
            end()

    def _on_chat(self, event: EngineEvent) -> None:
        if isinstance(event, Prompting):
            self._needed(False)

    def _on_model(self, status: ModelStatus) -> None:
        if status.stage is Stage.LOADING:
            self._needed(True)
        else:
            self._rest()

    def _rest(self) -> None:
        if not self.busy and not self._resting:
            self._resting = True
            self._ground.later(self._seconds(), self._rested)

    def _rested(self) -> None:
        self._resting = False
        if not self.busy:
            self._done()
