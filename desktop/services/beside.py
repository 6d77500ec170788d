"""Whether a model can be loaded while the one before it stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.fit import Verdict
from desktop.core.load import LoadOptions
from desktop.core.load_attempt import ALONE, Attempt, Companions
from desktop.core.models import Header
from desktop.engine.protocol import Loaded, Ready
from desktop.services.machine import Machine, gpus, memory_with


@dataclass(frozen=True, slots=True)
class Held:
    """The model that an engine process has, and what it was loaded with."""

    loaded: Loaded
    need: int  # bytes that it takes once its context is full
    options: LoadOptions


class Beside:
    """Looks for room beside the model that is there, and is careful: where it is not sure, there is none.

    So there is none where a GPU could be used, whose free memory is not known now, nor where a second
    model drafts. Lives on the owner thread.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.held: Held | None = None  # None as soon as it is told to go

    def holds(self, path: Path) -> bool:
        """Tell whether a model is there as it would be loaded now."""
        held = self.held
        return held is not None and held.loaded.path == path and held.options == self._machine.options(path)

    def attempt(
        self, path: Path, header: Header, ready: Ready | None, companions: Companions = ALONE
    ) -> Attempt | None:
        """Say how to load a model while the other one stays; None where that one has to make room."""
        held, options = self.held, self._machine.options(path)
        if held is None or held.loaded.path == path or held.loaded.draft is not None or options.drafter:
            return None
        if ready is None or gpus(ready) or held.loaded.gpu_layers or options.gpu_layers or options.mlock:
            return None
        alone = memory_with(self._machine.free_memory(), ready, options.main_device)
        both = replace(alone, free=self._machine.free_beside(held.need))
        attempt = Attempt(header, options, both, companions)
        same = attempt.setup == Attempt(header, options, alone, companions).setup  # it shall not get less
        return attempt if same and attempt.verdict is Verdict.MEMORY else None
