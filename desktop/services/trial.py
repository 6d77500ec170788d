"""Loading a model with what fits, and with less when it turns out not to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.core.companion_errors import DraftProblem, DraftUnsuitable
from desktop.core.errors import EngineStopped, ModelCrashes, ModelRefused, NotEnoughMemory, UserError
from desktop.core.load import Reduced
from desktop.core.load_attempt import ALONE, Attempt, Companions
from desktop.core.models import Header
from desktop.engine.protocol import Cancel, DevicesSeen, Load, Loaded, Ready, RequestId
from desktop.services.beside import Beside, Held
from desktop.services.crashes import KILLED, MOST_CRASHES, ON_PURPOSE, Crashes
from desktop.services.engine import Engine
from desktop.services.machine import Machine, memory_with


class Trial:
    """The load that is on its way to the engine. Lives on the owner thread.

    What is returned as an error ends the trial; None says that it goes on.
    """

    def __init__(self, engine: Engine, machine: Machine, crashes: Crashes) -> None:
        self._engine = engine
        self._machine = machine
        self._load: Load | None = None
        self._attempt: Attempt | None = None
        self._crashes = crashes
        self.draft_error: DraftUnsuitable | None = None  # why it was loaded without what was to draft
        self.is_beside = False  # the model before it stays until this one is there
        self._looked = False  # at what is free on the GPU now
        self.beside = Beside(machine)

    @property
    def going_on(self) -> bool:
        """Whether the engine has not said yet how the load ends."""
        return self._load is not None

    @property
    def note(self) -> Reduced | None:
        """What had to be given up for the model that was loaded last."""
        return self._attempt.note if self._attempt is not None else None

    def begin(
        self, path: Path, header: Header, ready: Ready | None, companions: Companions = ALONE
    ) -> UserError | None:
        """Load a model with what fits now, beside what is used together with it."""
        self.draft_error = None
        self._looked = False
        attempt = self.beside.attempt(path, header, ready, companions)
        self.is_beside = attempt is not None
        if attempt is not None:
            return self._send(path, attempt)
        options = self._machine.options(path)
        memory = memory_with(self._machine.free_memory(), ready, options.main_device)
        return self._send(path, Attempt(header, options, memory, companions))

    def know(self, ready: Ready) -> UserError | None:
        """Fit the load on its way to the GPU that the engine has found only now."""
        load, attempt = self._load, self._attempt
        if load is None or attempt is None or attempt.memory.device:
            return None
        return self._fit_again(load, attempt, ready)

    def look(self, seen: DevicesSeen, ready: Ready | None) -> UserError | None:
        """Fit the load on its way to what the engine finds free on the GPU now.

        Once for each load, and not when what was tried has failed: then less is on its way already.
        """
        load, attempt = self._load, self._attempt
        if load is None or attempt is None or ready is None or self._looked or attempt.note is not None:
            return None
        self._looked = True
        return self._fit_again(load, attempt, replace(ready, devices=seen.devices))

    def _fit_again(self, load: Load, attempt: Attempt, ready: Ready) -> UserError | None:
        options = self._machine.options(load.path)
        again = attempt.again(memory_with(attempt.free, ready, options.main_device))
        if again.setup == attempt.setup:
            return None
        self._engine.send(Cancel(load.request))
        return self._send(load.path, again)

    def owns(self, request: RequestId | None) -> bool:
        """Tell whether an event is about this load."""
        return self._load is not None and self._load.request == request

    def end(self, loaded: Loaded | None = None) -> None:
        """The load has come to its end, which may be a good one."""
        self._load = None
        if loaded is not None and self._attempt is not None:
            self.beside.held = Held(loaded, self._attempt.need.memory, self._attempt.options)

    def cancel(self) -> None:
        """Give up the load on its way."""
        if self._load is not None:
            self._engine.send(Cancel(self._load.request))
        self._load = None

    def refused(self, error: UserError) -> UserError | None:
        """Go on with less where memory was the reason."""
        load, self._load = self._load, None
        if load is None or not isinstance(error, ModelRefused) or not error.out_of_memory:
            return error
        return self._with_less(load, error)

    def died(self, exit_code: int | None) -> UserError | None:
        """Go on without special instructions, then with less."""
        load, self._load = self._load, None
        if load is None:
            return None
        if exit_code in ON_PURPOSE:
            return EngineStopped(exit_code, loading=True)
        count = self._crashes.while_loading()
        if count >= MOST_CRASHES:
            return ModelCrashes(load.path, count)
        if not load.safe and exit_code not in KILLED:
            # Special instructions may be what killed it (engine.md §1): once more without them.
            self._load = replace(load, request=self._engine.new_request(), safe=True)
            self._engine.send(self._load)
            return None
        return self._with_less(load, EngineStopped(exit_code, loading=True))

    def _with_less(self, load: Load, error: UserError) -> UserError | None:
        attempt = self._attempt
        if attempt is not None and isinstance(error, EngineStopped) and self._without_draft(attempt):
            return self._send(load.path, attempt, load.safe)
        if attempt is not None and attempt.give_up_some():
            return self._send(load.path, attempt, load.safe)
        if attempt is None or isinstance(error, EngineStopped):
            return error
        return _too_large(load.path, attempt)

    def _without_draft(self, attempt: Attempt) -> bool:
        """Leave out the model that drafts, which may be what ended the process. False if there is none."""
        draft = attempt.give_up_draft()
        if draft is not None:
            self.draft_error = DraftUnsuitable(draft, DraftProblem.CRASHES)
        return draft is not None

    def _send(self, path: Path, attempt: Attempt, safe: bool = False) -> UserError | None:
        self._attempt = attempt
        if not attempt.fits:
            self._load = None
            return _too_large(path, attempt)
        if not self.is_beside:
            self.beside.held = None  # it makes room now
        load = _load(self._machine, self._engine.new_request(), path, attempt, safe)
        self._load = replace(load, beside=self.is_beside)
        self._engine.send(self._load)
        return None


def _load(machine: Machine, request: RequestId, path: Path, attempt: Attempt, safe: bool) -> Load:
    return Load(
        request,
        path,
        attempt.setup.context_length,
        attempt.threads or machine.threads,
        gpu_layers=attempt.setup.gpu_layers,
        safe=safe,
        snapshot_memory=machine.snapshot_memory,
        states=machine.states(),
        states_share=machine.states_share(),
        tuning=attempt.tuning,
        drafting=attempt.drafting,
        draft=attempt.draft_model,
    )


def _too_large(path: Path, attempt: Attempt) -> NotEnoughMemory:
    need, memory = attempt.need, attempt.memory
    if need.device > memory.device:
        return NotEnoughMemory(path, need.device, memory.device)
    return NotEnoughMemory(path, need.memory, memory.free)
