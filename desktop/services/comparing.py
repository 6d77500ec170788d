"""One prompt, answered by several models one after another, in an engine process of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.core.chat import Finish
from desktop.core.errors import AnswerUnderWay, ChatCameFirst, EmptyPrompt, UserError
from desktop.core.events import Event
from desktop.core.models import Installed
from desktop.core.settings import SettingsFile
from desktop.engine.protocol import Count, Counted, Died, EngineEvent, Failed, Prompting, RequestId
from desktop.services.comparing_round import Round
from desktop.services.comparison import MOST, Column, Comparison, Question, Step, prepare
from desktop.services.models import ModelStatus, Stage
from desktop.services.own_load import Ground


class Comparing:
    """The comparison of this run. Lives on the owner thread; nothing of it is stored.

    Every model gets a fresh process, so that a crash ends one turn only and the memory is its own. The
    smallest comes first, the reference last: its tokenizer then counts where the others leave it. A chat
    that wants an answer ends the comparison.
    """

    def __init__(self, ground: Ground, settings: SettingsFile) -> None:
        self.ground = ground
        self._settings = settings
        self.refused: Callable[[], UserError | None] = lambda: None  # why not now: the process is in use
        self._round: Round | None = None
        self._counting: tuple[RequestId, tuple[int, ...]] | None = None  # the columns that are counted
        self.state: Comparison | None = None
        self.changed: Event[int | None] = Event()  # the column that alone has changed; None: anything
        self.models_changed = ground.models.library.changed
        self._ends = (
            ground.engine.events.connect(self._on_engine),
            ground.chat.events.connect(self._on_chat),
            ground.models.changed.connect(self._on_model),
        )

    @property
    def running(self) -> bool:
        """Whether models are being compared."""
        return self.state is not None and self.state.running

    def installed(self) -> list[Installed]:
        """Give the models that can be compared."""
        library = self.ground.models.library
        usable = {listed.model.path for listed in library.listed() if listed.problem is None}
        return [model for model in library.installed() if model.path in usable]

    def start(self, models: Sequence[Installed], question: Question) -> None:
        """Ask several models; what was compared before goes. Raises a `PromptError`."""
        if not question.prompt.strip():
            raise EmptyPrompt
        refused = self.refused()
        if refused is not None:
            raise refused
        if self.ground.prompts.busy:
            raise AnswerUnderWay
        if self.ground.models.status.stage is Stage.LOADING:
            raise AnswerUnderWay(loading=True)
        self.stop()
        self.state = prepare(models[:MOST], question)
        self.changed.emit(None)
        self._go_on()

    def stop(self, error: UserError | None = None) -> None:
        """End it now and keep what came; `error` says why, where the user did not want it."""
        state = self.state
        if state is None or not state.running:
            return
        if self._round is not None:
            self._round.give_up()
            state = state.now(self._round.column)
            self._round = None
        columns = tuple(_stopped(column) for column in state.columns)
        self.state = replace(state, columns=columns, running=False, current=None, error=error).compared()
        self.ground.engine.kill()
        self.changed.emit(None)

    def use(self, model: Installed) -> None:
        """Make a model the chosen one, now and at the next start. Raises `FolderNotWritable`."""
        self.ground.models.load(model)
        self._settings.keep(model=str(model.path))

    def close(self) -> None:
        """Stop, hear no more, and wait until the process is gone, a second at most."""
        self.stop()
        for end in self._ends:
            end()
        self.ground.engine.close()

    def _go_on(self) -> None:
        """Give the next model its turn, in a process of its own."""
        assert self.state is not None
        waiting = [i for i, column in enumerate(self.state.columns) if column.step is Step.WAITING]
        if not waiting:
            self._finish()
            return
        at = waiting[-1]
        self.state = replace(self.state, current=at)
        self._counting = None
        self._round = None
        if self.ground.engine.running:  # `Died` brings us back
            self.ground.engine.kill()
            return
        question, columns = self.state.question, self.state.columns
        self._round = Round(self.ground, columns[at], question, self._told, self._over)
        self._round.start()

    def _told(self, column: Column) -> None:
        assert self.state is not None
        self.state = self.state.now(column)
        if self._round is not None and self._round.made_room and not self.state.made_room:
            self.state = replace(self.state, made_room=True)
        self.changed.emit(self.state.current)

    def _over(self) -> None:
        self._round = None
        self._go_on()

    def _finish(self) -> None:
        """Compare, and have the reference's tokenizer count while its model is still there."""
        assert self.state is not None
        last = self.state.current
        self.state = replace(self.state, running=False, current=None).compared()
        self.changed.emit(None)
        engine, columns, reference = self.ground.engine, self.state.columns, self.state.reference
        kin = [
            (i, column.text[: column.parting.at])
            for i, column in enumerate(columns)
            if column.parting is not None and reference is not None and column.kin == columns[reference].kin
        ]
        if kin and last is not None and reference == last and columns[last].step is Step.DONE:
            request = engine.new_request()
            self._counting = request, tuple(i for i, _ in kin)
            engine.send(Count(request, tuple(text for _, text in kin)))
        else:
            engine.kill()

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Died() if self.running and self._round is None:
                self._go_on()
            case Counted(request, counts) if self._counting is not None and self._counting[0] == request:
                self._count(self._counting[1], counts)
            case Failed(request) if self._counting is not None and self._counting[0] == request:
                self._count((), ())
            case _ if self._round is not None:
                self._round.hear(event)
            case _:
                pass

    def _count(self, columns: tuple[int, ...], counts: tuple[int, ...]) -> None:
        assert self.state is not None
        self._counting = None
        for at, tokens in zip(columns, counts, strict=True):
            self.state = self.state.counted(at, tokens)
        self.ground.engine.kill()
        self.changed.emit(None)

    def _on_chat(self, event: EngineEvent) -> None:
        if self._round is not None:
            self._round.hear_chat(event)
        if isinstance(event, Prompting):
            self.stop(ChatCameFirst())

    def _on_model(self, status: ModelStatus) -> None:
        if status.stage is Stage.LOADING:
            self.stop(ChatCameFirst())


def _stopped(column: Column) -> Column:
    if column.step in (Step.DONE, Step.FAILED):
        return column
    return replace(column, step=Step.STOPPED, finish=Finish.CANCELLED)
