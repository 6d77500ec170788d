"""Lets go of the model when nothing has been asked for some time."""

from __future__ import annotations

import logging
from collections.abc import Callable

from desktop.core.events import Later
from desktop.engine.protocol import Broken, Delta, Died, EngineEvent, Failed, Finished, Prompting, RequestId
from desktop.services.models import Models, ModelStatus, Stage
from desktop.services.prompts import Prompts

log = logging.getLogger(__name__)


class Idling:
    """Counts the time from the last load or the end of the last answer. Lives on the owner thread.

    Nothing is unloaded while an answer is made; one that waits does so for a load, and then nothing is
    loaded yet. A prompt that is sent in the very moment of unloading is answered before it: the engine
    carries out one command after the other.
    """

    def __init__(self, models: Models, prompts: Prompts, later: Later, minutes: Callable[[], int]) -> None:
        self._models = models
        self._prompts = prompts
        self._later = later
        self._minutes = minutes  # 0 keeps the model
        self._running: set[RequestId] = set()
        self._stage = models.status.stage
        self._number = 0  # of the newest wait; those before it mean nothing any more
        self._ends = (models.changed.connect(self._changed), prompts.events.connect(self._heard))
        self.restart()

    def restart(self) -> None:
        """Count from now, also with other minutes."""
        self._number += 1
        number, minutes = self._number, self._minutes()
        if minutes and self._stage is Stage.READY and not self._running:
            self._later(60.0 * minutes, lambda: self._due(number))

    def close(self) -> None:
        """Unload nothing any more."""
        self._number += 1
        for end in self._ends:
            end()

    def _changed(self, status: ModelStatus) -> None:
        if status.stage is not self._stage:
            self._stage = status.stage
            self.restart()

    def _heard(self, event: EngineEvent) -> None:
        match event:
            case Prompting(request) | Delta(request):
                self._running.add(request)
            case Finished(request) | Broken(request):
                self._ended(request)
            case Failed(request) if request is not None:
                self._ended(request)
            case Died():
                self._running.clear()
            case _:
                pass

    def _ended(self, request: RequestId) -> None:
        self._running.discard(request)
        self.restart()

    def _due(self, number: int) -> None:
        if number == self._number and not self._prompts.busy:
            log.info("model idle")
            self._models.unload()
