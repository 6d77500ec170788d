"""What the engine measures while nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.draft_models import Tried
from desktop.engine.abort import Aborted
from desktop.engine.calibrate import Calibrate, Calibrated, DraftTried, Measured, TryDraft

MOST_TRIES = 5  # to measure something of a loaded model, each in another pause

Measurement = Calibrate | TryDraft


class Pauses:
    """The measurements that were asked for, one of a kind. For the engine's loop only.

    `tell` takes the answers.
    """

    def __init__(self, tell: Callable[[Calibrated | DraftTried], None]) -> None:
        self._tell = tell
        self._waiting: list[Measurement] = []
        self._tries = 0  # of the first one

    def ask(self, command: Measurement) -> None:
        """Measure this from now on; what was asked for before of its kind comes to nothing."""
        self._give_up([each for each in self._waiting if type(each) is type(command)])
        self._waiting.append(command)

    def drop(self) -> None:
        """Measure nothing any more: the model goes."""
        self._give_up(list(self._waiting))

    def next(self) -> Measurement | None:
        """Give what is to be measured now."""
        return self._waiting[0] if self._waiting else None

    def run(self, command: Measurement, measure: Callable[[], Measured | Tried | None]) -> None:
        """Measure, and tell what came of it unless it is to be tried again; other errors are the caller's."""
        self._tries += 1
        result = None
        try:
            result = measure()
        except Aborted:
            if self._tries < MOST_TRIES:
                return
        except BaseException:
            self._leave(command)
            raise
        self._leave(command)
        self._answer(command, result)

    def _give_up(self, commands: list[Measurement]) -> None:
        for command in commands:
            self._leave(command)
            self._answer(command, None)

    def _leave(self, command: Measurement) -> None:
        if self._waiting and self._waiting[0] is command:
            self._tries = 0
        self._waiting.remove(command)

    def _answer(self, command: Measurement, result: Measured | Tried | None) -> None:
        if isinstance(command, Calibrate):
            self._tell(Calibrated(command.request, result if isinstance(result, Measured) else None))
        else:
            self._tell(DraftTried(command.request, result if isinstance(result, Tried) else None))
