"""The engine process that answers, and a second one while the next model is loaded beside its model."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.core.chat import Role
from desktop.core.errors import EngineStopped
from desktop.core.events import Event
from desktop.engine.calibrate import Calibrated, DraftTried
from desktop.engine.client import EngineClient
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Command,
    Count,
    Counted,
    DevicesSeen,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Forget,
    Generate,
    Load,
    LoadDied,
    Loaded,
    Loading,
    Ready,
    Render,
    Rendered,
    RequestId,
    Turn,
    Unload,
)

NOTHING = (Turn(Role.USER, "."),), date(2000, 1, 1)


class Running:
    """One engine process, and what it was asked and has not answered."""

    def __init__(self, client: EngineClient, hear: Callable[[Running, EngineEvent], None]) -> None:
        self.client = client
        self.ready: Ready | None = None
        self.asked: dict[RequestId, Command] = {}
        self.freeing: RequestId | None = None  # answered once its model is gone, and its states are kept
        self.killed = False
        client.events.connect(lambda event: hear(self, event))

    @property
    def answers(self) -> bool:
        """Whether it makes an answer."""
        return any(isinstance(command, Generate) for command in self.asked.values())

    def send(self, command: Command) -> None:
        """Pass a command on."""
        if isinstance(command, Generate | Render | Count):
            self.asked[command.request] = command
        self.client.send(command)

    def note(self, event: EngineEvent) -> None:
        """Know what it has answered."""
        match event:
            case Ready():
                self.ready = event
            case Failed(request) | Finished(request) | Broken(request) if request is not None:
                self.asked.pop(request, None)
            case Counted(request) | Rendered(request):
                self.asked.pop(request, None)
            case _:
                pass

    def free(self, request: RequestId) -> None:
        """Let the model go once everything is answered; `request` is answered when it has gone."""
        if not self.asked and self.freeing is None:
            self.freeing = request
            self.client.send(Unload())
            # Commands are carried out in order: this one is refused once the states are on the disk.
            self.client.send(Render(request, *NOTHING))

    def kill(self) -> None:
        """End the process now; it is heard no more."""
        self.killed = True
        self.client.kill()


class Engines:
    """What the services take for their engine. Lives on the owner thread; no method but `close` blocks.

    A `Load` with `beside` goes to a process of its own. Until its model is there everything else goes to
    the process before, and afterwards to the new one; the one before ends once it has answered what it
    was asked and has written its states.
    """

    def __init__(self, client: EngineClient, make: Callable[[], EngineClient]) -> None:
        self._make = make
        self._requests = itertools.count(1)  # for all processes
        self._current = Running(client, self._hear)
        self._standby: Running | None = None
        self._load: Load | None = None  # that the standby was sent
        self._leaving: list[Running] = []
        self._closed = False
        self.events: Event[EngineEvent] = Event()

    @property
    def pid(self) -> int | None:
        """The number of the process that answers; None while there is none."""
        return self._current.client.pid

    @property
    def alone(self) -> bool:
        """Whether no process before it has still to end by itself."""
        return all(process.killed for process in self._leaving)

    def another(self, log_file: Path | None) -> EngineClient:
        """Make a client for a process with which this here has nothing to do; close it, too."""
        return self._current.client.another(log_file)

    def new_request(self) -> RequestId:
        """Give a number that no other request has, in none of the processes."""
        return RequestId(next(self._requests))

    def send(self, command: Command) -> None:
        """Pass a command on to the process that it is for, starting one if there is none."""
        match command:
            case Load(beside=True):
                self._load_beside(command)
            case Cancel(request) if self._load is not None and request == self._load.request:
                self._drop()
            case Cancel(request):
                self._asked(request).send(command)
            case Forget():
                for process in (self._current, *self._leaving):
                    if not process.killed:
                        process.send(command)
            case _:
                self._current.send(command)

    def kill(self) -> None:
        """End the process now that makes an answer, or else the one that would make the next."""
        before = [process for process in self._leaving if process.answers and not process.killed]
        for process in before or [self._current]:
            process.client.kill()

    def close(self) -> None:
        """End all processes and wait until they are gone, a second each at most. Nothing is told any more."""
        self._closed = True
        processes = [self._current, *self._leaving]
        if self._standby is not None:
            processes.append(self._standby)
        for process in processes:
            process.client.end()
        for process in processes:
            process.client.close()

    def _asked(self, request: RequestId) -> Running:
        return next((each for each in self._leaving if request in each.asked), self._current)

    def _load_beside(self, load: Load) -> None:
        self._drop()
        if self._closed:
            return
        self._load = load
        self._standby = Running(self._make(), self._hear)
        self._standby.send(load)

    def _drop(self) -> None:
        """Give up the load beside the model that is there."""
        standby, self._standby, self._load = self._standby, None, None
        if standby is not None:
            standby.kill()
            self._leaving.append(standby)

    def _hear(self, process: Running, event: EngineEvent) -> None:
        process.note(event)
        if self._standby or self._leaving:  # what was measured has not had the processor for itself
            if isinstance(event, Calibrated):
                event = replace(event, measured=None)
            elif isinstance(event, DraftTried):
                event = replace(event, tried=None)
        if process is self._standby:
            self._hear_standby(process, event)
        elif process is not self._current:
            self._hear_leaving(process, event)
        else:
            if isinstance(event, Died):
                process.asked.clear()
            self.events.emit(event)

    def _hear_standby(self, standby: Running, event: EngineEvent) -> None:
        load = self._load
        assert load is not None
        match event:
            case Ready() | DevicesSeen() | Failed(None):
                pass  # told when its model is there; what is wrong with the process fails the load, too
            case Loading():
                self.events.emit(event)
            case Loaded():
                self._take_over(standby, event)
            case Died(exit_code):
                self._standby = self._load = None
                self.events.emit(LoadDied(load.request, exit_code))
            case Broken():
                self._drop()
                self.events.emit(LoadDied(load.request, None))
                self.events.emit(event)
            case _:
                self._drop()
                self.events.emit(event)

    def _take_over(self, standby: Running, loaded: Loaded) -> None:
        before, self._current = self._current, standby
        self._standby = self._load = None
        if before.client.running:
            self._leaving.append(before)
            before.free(self.new_request())
        self.events.emit(loaded)
        if standby.ready is not None:
            self.events.emit(standby.ready)

    def _hear_leaving(self, process: Running, event: EngineEvent) -> None:
        if isinstance(event, Died):
            self._leaving.remove(process)
            for request in tuple(process.asked):
                self.events.emit(Failed(request, EngineStopped(event.exit_code)))
        elif process.killed or event == process.ready:
            pass
        elif process.freeing is not None and getattr(event, "request", None) == process.freeing:
            process.client.end()
        else:
            self.events.emit(event)
            process.free(self.new_request())
