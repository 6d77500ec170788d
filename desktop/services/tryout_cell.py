"""One cell of a try-out on its way: filled in on a worker, asked, answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desktop.core.errors import UserError
from desktop.core.models import Header
from desktop.core.sampling import Sampling
from desktop.core.tasks import Cancelled, Job
from desktop.engine.protocol import (
    Cancel,
    Delta,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    PartKind,
    Prompting,
    RequestId,
    Turn,
)
from desktop.services.own_load import Ground
from desktop.services.tryout import Cell, Place, Step, Tryout
from desktop.services.tryout_asking import Drawing, turns_of


class CellRun:
    """Lives on the owner thread. `tell` hears of every change, and `over`, once, of the end."""

    def __init__(
        self,
        ground: Ground,
        drawing: Drawing,
        place: Place,
        tell: Callable[[CellRun], None],
        over: Callable[[CellRun], None],
    ) -> None:
        self._ground = ground
        self._drawing = drawing
        self._tell = tell
        self._over = over
        self._request: RequestId | None = None  # of the answer
        self._job: Job[None] | None = None  # that fills in
        self._began = time.monotonic()
        self._live = True
        self.place = place
        self.cell = Cell(Step.READING)

    def start(self, state: Tryout, header: Header) -> None:
        """Begin. The model is there; `header` is what its file says."""
        self._tell(self)
        plan, column = state.plan, state.columns[self.place.column]
        body, model, values = column.version.draft.body, column.model, plan.inputs[self.place.row].values
        try:
            sampling = self._drawing.sampling(body, plan.manner, model.path, header)
        except UserError as error:  # the presets cannot be read
            self._refuse(error)
            return
        self._job = self._ground.tasks.run(
            lambda job: turns_of(plan, body, values, model.title, job),
            done=lambda turns: self._filled(turns, sampling, plan.manner.thinking),
            failed=self._not_filled,
        )

    def give_up(self) -> None:
        """Hear no more; what came is kept."""
        if self._live:
            self._live = False
            if self._job is not None:
                self._job.cancel()
            self._note_time()

    def cancel(self) -> None:
        """Hear no more, and have the process end the answer."""
        self.give_up()
        if self._request is not None and self._ground.engine.running:
            self._ground.engine.send(Cancel(self._request))

    def lose(self, error: UserError) -> None:
        """Be at the end with an error; nobody is told."""
        self._live = False
        self._note_time()
        self.cell = replace(self.cell, step=Step.FAILED, error=error)

    def owns(self, request: RequestId) -> bool:
        """Tell whether an event is about this answer."""
        return request == self._request

    def hear(self, event: EngineEvent) -> None:
        """Take what the process tells."""
        if not self._live:
            return
        match event:
            case Prompting(request) if request == self._request:
                self._tell(self)
            case Delta(request, text, tokens, kind) if request == self._request:
                self._add(text, tokens, kind)
            case Finished(request, finish, usage) if request == self._request:
                self._live = False
                self._note_time()
                self.cell = replace(
                    self.cell, step=Step.DONE, usage=usage, finish=finish, tokens=usage.tokens
                )
                self._over(self)
            case Failed(request, error) if request == self._request:
                self._refuse(error)
            case _:
                pass

    def _refuse(self, error: UserError) -> None:
        self.lose(error)
        self._over(self)

    def _filled(self, turns: tuple[Turn, ...], sampling: Sampling, thinking: bool) -> None:
        if not self._live:
            return
        self._job = None
        engine = self._ground.engine
        self._request = engine.new_request()
        self._began = time.monotonic()
        engine.send(Generate(self._request, turns, sampling, date.today(), thinking=thinking))

    def _not_filled(self, error: Exception) -> None:
        if isinstance(error, Cancelled) or not self._live:
            return
        if not isinstance(error, UserError):
            raise error
        self._refuse(error)

    def _add(self, text: str, tokens: int, kind: PartKind) -> None:
        part = "thinking" if kind is PartKind.THINKING else "answer"
        said = getattr(self.cell, part) + text
        self.cell = replace(self.cell, step=Step.ANSWERING, tokens=tokens, **{part: said})
        self._tell(self)

    def _note_time(self) -> None:
        if self._request is not None:
            self.cell = replace(self.cell, seconds=time.monotonic() - self._began)
