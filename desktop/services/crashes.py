"""How often in a row the engine ended, and with what: a model, or what was used together with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.core.chat import Adapter, Finish
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable
from desktop.core.errors import EngineStopped, ModelCrashes, UserError
from desktop.engine.protocol import Broken, EngineEvent, Failed, Finished, Generate

MOST_CRASHES = 3  # in a row with one model; then it is not tried any more by itself
ON_PURPOSE = (0, None)  # exit codes
KILLED = (-9, -15)  # exit codes; by us, or by a system without memory: no fault of the processor's

Key = tuple[str, ...]  # the adapters that were in use; () for the model alone


class Crashes:
    """Counts for one model, and for it with each set of adapters. Lives on the owner thread.

    Those who give the engine something to do say so, or else it would be the model's fault.
    """

    def __init__(self) -> None:
        self._counts: dict[Key, int] = {}
        self._asked: Generate | None = None  # what it answers
        self._measured: Path | None = None  # the model whose drafting is measured in a pause
        self.blamed: Path | None = None  # the one that was measured when the engine ended the last time

    def asks(self, command: Generate) -> None:
        """The engine was sent a prompt."""
        self._asked = command

    def measures(self, draft: Path | None) -> None:
        """The engine was told to measure a model that drafts; None when it has."""
        self._measured = draft

    def hear(self, event: EngineEvent) -> None:
        """Take what the engine tells; where it has answered well, crashes are counted from now."""
        if not isinstance(event, Finished | Failed | Broken):
            return
        asked = self._asked
        well = isinstance(event, Finished) and event.finish is not Finish.CANCELLED
        if well:
            self._counts.pop((), None)
        if asked is not None and event.request == asked.request:
            self._asked = None
            if well:
                self._counts.pop(_key(asked.adapters), None)

    def forgive(self) -> None:
        """Count from now: another model was chosen."""
        self._counts.clear()

    def while_loading(self) -> int:
        """Count an end of the engine that came while it loaded the model; tell how many there were."""
        return self._count(())

    def later(self, path: Path, exit_code: int | None) -> UserError:
        """Count an end of the engine that came after the load, and say what may be its cause."""
        asked, self._asked = self._asked, None
        draft, self._measured, self.blamed = self._measured, None, None
        if exit_code in (*ON_PURPOSE, *KILLED):
            return EngineStopped(exit_code)
        if asked is None and draft is not None:
            self.blamed = draft
            return EngineStopped(exit_code, draft=draft.name)
        key = _key(asked.adapters) if asked is not None else ()
        count = self._count(key)
        if count >= MOST_CRASHES and not key:
            return ModelCrashes(path, count)
        return stopped(exit_code, asked.adapters if asked is not None else ())

    def hopeless(self, command: Generate) -> AdapterUnsuitable | None:
        """Tell why a prompt that waits is not to be sent any more by itself."""
        key = _key(command.adapters)
        if not key or self._counts.get(key, 0) < MOST_CRASHES:
            return None
        return AdapterUnsuitable(Path(key[0]), AdapterProblem.CRASHES)

    def _count(self, key: Key) -> int:
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key]


def stopped(exit_code: int | None, adapters: Sequence[Adapter]) -> EngineStopped:
    """Say that the engine ended while it answered with these adapters."""
    if exit_code in (*ON_PURPOSE, *KILLED):
        return EngineStopped(exit_code)
    return EngineStopped(exit_code, adapters=tuple(Path(path).name for path in _key(adapters)))


def _key(adapters: Sequence[Adapter]) -> Key:
    return tuple(adapter.path for adapter in adapters if adapter.scale)
