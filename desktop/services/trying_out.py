"""A template, tried out on saved inputs with several versions and models, in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from desktop.core.errors import EngineStopped, ModelCrashes, UserError
from desktop.core.events import Event
from desktop.core.models import Installed
from desktop.engine.protocol import Broken, Died, EngineEvent, Failed, Loaded
from desktop.services.chats_first import ChatsFirst
from desktop.services.own_load import Ground
from desktop.services.prompts import EngineBug
from desktop.services.tryout import Cell, Phase, Place, Plan, Step, Tryout, prepare
from desktop.services.tryout_asking import Drawing
from desktop.services.tryout_cell import CellRun
from desktop.services.tryout_seat import Seat

MOST_CRASHES = 3  # in a row with one model; then it is left out
REST = 1.0  # seconds after a chat; the next question may follow at once
LONG_REST = 20.0  # where the chat's model would have to leave the memory again: somebody may be reading

log = logging.getLogger(__name__)


class TryingOut:
    """The try-out of this run. Lives on the owner thread; nothing of it is stored.

    A model is loaded once, into an engine process of its own, and answers all its cells. A chat that
    wants an answer comes first: the cell on its way is begun anew afterwards. A crash costs one cell.
    """

    def __init__(self, ground: Ground, drawing: Drawing, busy: Callable[[], UserError | None]) -> None:
        self._ground = ground
        self._drawing = drawing
        self._busy = busy  # why nothing can be tried out now: the process is in use
        self._seat = Seat(ground)
        self._chats = ChatsFirst(
            ground,
            self._make_way,
            self._resume,
            lambda: LONG_REST if self.state is not None and self.state.made_room else REST,
        )
        self._cell: CellRun | None = None  # on its way
        self._crashes = 0  # in a row, with one model
        self.state: Tryout | None = None
        self.changed: Event[Place | None] = Event()  # the cell that alone has changed; None: anything
        self._end = ground.engine.events.connect(self._on_engine)

    @property
    def running(self) -> bool:
        """Whether a template is being tried out."""
        return self.state is not None and self.state.running

    def start(self, plan: Plan) -> None:
        """Try out; what was tried out before goes. Raises a `TryoutError`."""
        error = self._busy()
        if error is not None:
            raise error
        state = prepare(plan)
        self.stop()
        self.state = replace(state, phase=Phase.CHAT_FIRST if self._chats.busy else Phase.LOADING)
        self._crashes = 0
        self.changed.emit(None)
        self._go_on()

    def stop(self) -> None:
        """End it now and keep what came."""
        if self.state is None or not self.state.running:
            return
        if self._cell is not None:
            self._cell.give_up()
            self.state = self.state.now(self._cell.place, self._cell.cell)
            self._cell = None
        self.state = self.state.stopped()
        self._seat.leave()
        self.changed.emit(None)

    def close(self) -> None:
        """Stop, hear no more, and wait until the process is gone, a second at most."""
        self.stop()
        self._end()
        self._chats.close()
        self._seat.close()

    def _go_on(self) -> None:
        """Give the next cell its turn, and its model before it."""
        state, seat = self.state, self._seat
        if state is None or not state.running or state.phase is Phase.CHAT_FIRST:
            return
        place = state.next()
        if place is None:
            seat.leave()
            self._tell(Phase.ENDED)
        elif seat.model != (model := state.columns[place.column].model):
            self._tell(Phase.LOADING, 0.0)
            seat.fetch(model, lambda fraction: self._tell(Phase.LOADING, fraction), self._arrived)
        elif seat.loaded and self._cell is None:
            self._cell = CellRun(self._ground, self._drawing, place, self._heard, self._answered)
            self._cell.start(state, seat.header)

    def _arrived(self, outcome: Loaded | UserError) -> None:
        assert self.state is not None
        assert self._seat.model is not None
        if self._seat.made_room:
            self.state = replace(self.state, made_room=True)
        if isinstance(outcome, UserError):
            log.info("model not tried out", extra={"error": type(outcome).__name__})
            self._do_without(self._seat.model, outcome)
        else:
            self._tell(Phase.ANSWERING)
        self._go_on()

    def _heard(self, cell: CellRun) -> None:
        assert self.state is not None
        self.state = self.state.now(cell.place, cell.cell)
        self.changed.emit(cell.place)

    def _answered(self, cell: CellRun) -> None:
        """Take a cell that has come to its end."""
        self._cell = None
        if cell.cell.step is Step.DONE:
            self._crashes = 0
        self._heard(cell)
        self._go_on()

    def _crashed(self, exit_code: int | None) -> None:
        """The process has gone, or is of no more use: that costs a cell, and the third time the model."""
        model, cell = self._seat.model, self._cell
        self._crashes += 1
        self._cell = None
        self._seat.leave()
        if cell is not None:
            cell.lose(EngineStopped(exit_code))
            self._heard(cell)
        if self._crashes >= MOST_CRASHES and model is not None:
            self._do_without(model, ModelCrashes(model.path, self._crashes))
        self._go_on()

    def _do_without(self, model: Installed, error: UserError) -> None:
        assert self.state is not None
        self.state = self.state.without(model, error)
        self._crashes = 0
        self._seat.leave()
        self.changed.emit(None)

    def _on_engine(self, event: EngineEvent) -> None:
        if not self.running or self._seat.hear(event):
            return
        match event:
            case Died() if self._seat.model is None:  # as we wished
                self._go_on()
            case Died(exit_code):
                self._crashed(exit_code)
            case Failed(request=None) if self._seat.model is not None:
                self._crashed(None)
            case Broken(request, details) if self._cell is not None and self._cell.owns(request):
                self._crashed(None)
                raise EngineBug(details)
            case _ if self._cell is not None:
                self._cell.hear(event)
            case _:
                pass

    def _make_way(self, loading: bool) -> None:
        """Let a chat have the machine. Our model stays, unless another one is loaded: both may not fit."""
        if self.state is None or not self.state.running:
            return
        stays = self._seat.loaded and not loading
        if self.state.phase is Phase.CHAT_FIRST and (stays or self._seat.model is None):
            return
        if self._cell is not None:
            self._cell.cancel()
            self.state = self.state.now(self._cell.place, Cell())
            self._cell = None
        if not stays:
            self._seat.leave()
        self._tell(Phase.CHAT_FIRST)

    def _resume(self) -> None:
        if self.state is not None and self.state.phase is Phase.CHAT_FIRST:
            self._tell(Phase.ANSWERING if self._seat.loaded else Phase.LOADING)
            self._go_on()

    def _tell(self, phase: Phase, fraction: float = 1.0) -> None:
        assert self.state is not None
        self.state = replace(self.state, phase=phase, fraction=fraction)
        self.changed.emit(None)
