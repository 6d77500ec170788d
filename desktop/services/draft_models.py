"""Finds smaller models that may draft for the loaded one, and has them tried while nobody waits."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.companion_errors import DraftProblem, DraftUnsuitable
from desktop.core.draft_models import Tried, worth_trying
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.load import LoadOptions
from desktop.core.load_attempt import Companions, fit_with
from desktop.core.models import Header
from desktop.core.tasks import Cancelled, Tasks
from desktop.engine.calibrate import DraftTried, TryDraft
from desktop.engine.protocol import Broken, Died, EngineEvent, Failed, Loaded, Ready, RequestId
from desktop.hub.vocabulary import Vocabulary, read_vocabulary, same_words
from desktop.services.draft_memory import DraftMemory, Pair
from desktop.services.engine import Engine
from desktop.services.file_marks import Marks, look_at
from desktop.services.machine import Machine, memory_with
from desktop.services.models import Models, Stage

MOST_TRIED = 3  # models for one; the largest of those that are small enough, which are right more often
MOST_TIMES = 3  # that one comes to nothing: the machine had other work, or the model went

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that has the same tokens as another one, and is much smaller."""

    path: Path
    title: str
    header: Header


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the engine is to measure, or measures."""

    request: RequestId
    model: Path
    draft: Path
    pair: Pair


class DraftModels:
    """Knows for each model what may draft for it. Lives on the owner thread; files are read on a worker.

    What was measured to be faster stands in where the user has chosen nothing, from the next load on.
    """

    def __init__(self, engine: Engine, tasks: Tasks, models: Models, machine: Machine, file: Path) -> None:
        self._engine = engine
        self._tasks = tasks
        self._models = models
        self._machine = machine
        self._memory = DraftMemory(file, models.library.marks.of)
        models.reading.drafts = self._memory.drafts
        self._found: dict[Path, tuple[Candidate, ...]] = {}  # by the model that they may draft for
        self._looked: dict[Path, tuple[Path, ...]] = {}  # what was looked at for that
        self._nothing: Counter[Pair] = Counter()  # how often it came to nothing, in this run of the program
        self._build = ""  # of the engine that runs
        self._loaded: Loaded | None = None
        self._asked: _Asked | None = None
        self.changed: Event[Path] = Event()  # what is known of a model
        engine.events.connect(self._on_engine)
        models.library.changed.connect(lambda _: self._library_changed())

    def options(self, model: Path, chosen: LoadOptions) -> LoadOptions:
        """Complete what was chosen by the model that was measured to draft fastest, if one was."""
        if chosen.draft_model is not None or not chosen.drafting:
            return chosen
        faster = {draft: tried.ratio for draft, tried in self.tried(model).items() if tried.faster}
        return replace(chosen, draft_found=str(max(faster, key=faster.__getitem__))) if faster else chosen

    def tried(self, model: Path) -> dict[Path, Tried]:
        """Give what was measured for a model on this machine."""
        return self._memory.of_model(model)

    def candidates(self, model: Path) -> tuple[Candidate, ...]:
        """Give what may draft for a model as far as is known now, the best guess first."""
        return self._found.get(model, ())

    def forget(self, model: Path) -> None:
        """Have everything tried anew for a model, after its next load."""
        self._memory.forget(model)
        self._nothing.clear()
        self.changed.emit(model)

    def look(self, model: Path) -> None:
        """Look on a worker for what may draft for a model; `changed` tells when there is news."""
        listed = self._models.library.known(model)
        header = listed.header if listed is not None else None
        if header is None:
            return
        others = [
            Candidate(each.path, each.model.title, each.header)
            for each in self._models.library.listed()
            if each.header is not None and worth_trying(each.header, header)
        ]
        others.sort(key=lambda each: each.header.size, reverse=True)
        paths = tuple(each.path for each in others)
        if self._looked.get(model) == paths:
            return
        self._looked[model] = paths
        self._tasks.run(
            lambda _: _looked(model, others),
            done=lambda found: self._keep(model, *found),
            failed=_failed,
        )

    def _keep(self, model: Path, found: tuple[Candidate, ...], marks: Marks) -> None:
        self._models.library.marks.take(marks)
        self._found[model] = found
        self._try_next()
        self.changed.emit(model)

    def _library_changed(self) -> None:
        if self._loaded is not None and not self._models.library.scanning:
            self.look(self._loaded.path)

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Ready():
                self._build = f"{event.version} {event.system_info}"
            case Loaded():
                self._has_loaded(event)
            case DraftTried(request, tried) if self._is_asked(request):
                self._answered(tried)
            case Failed(request, error) if self._is_asked(request):
                problem = error.problem if isinstance(error, DraftUnsuitable) else None
                self._answered(Tried(problem=problem) if problem is not None else None)
            case Broken(request) if self._is_asked(request):
                self._answered(None)
            case Died():
                self._died()
            case _:
                pass

    def _has_loaded(self, loaded: Loaded) -> None:
        self._loaded, self._asked = loaded, None
        self._models.crashes.measures(None)
        error = loaded.draft_error
        if isinstance(error, DraftUnsuitable):
            pair = self._memory.pair(loaded.path, error.path)
            if pair is not None:
                self._memory.keep(pair, self._build, Tried(problem=error.problem))
        self.look(loaded.path)
        self._try_next()

    def _try_next(self) -> None:
        """Have the next candidate measured, if there is one that was not, and room for it."""
        loaded = self._loaded
        if loaded is None or self._asked is not None or self._models.status.stage is not Stage.READY:
            return
        for candidate in self.candidates(loaded.path)[:MOST_TRIED]:
            pair = self._memory.pair(loaded.path, candidate.path)
            if pair is None or self._memory.of(pair, self._build) is not None:
                continue
            if self._nothing[pair] < MOST_TIMES and self.has_room(loaded.path, candidate):
                request = self._engine.new_request()
                self._asked = _Asked(request, loaded.path, candidate.path, pair)
                self._models.crashes.measures(candidate.path)
                self._engine.send(TryDraft(request, candidate.path))
                return

    def has_room(self, model: Path, candidate: Candidate) -> bool:
        """Tell whether a model would get as much beside one that drafts as it gets alone."""
        listed = self._models.library.known(model)
        options = self._machine.options(model)
        if listed is None or listed.header is None or options.draft_model is not None or not options.drafting:
            return False
        options = replace(options, draft_found=str(candidate.path))
        memory = memory_with(self._machine.free_memory(), self._models.status.engine, options.main_device)
        return bool(fit_with(listed.header, memory, options, Companions(candidate.header))[1].drafter)

    def _is_asked(self, request: RequestId | None) -> bool:
        return self._asked is not None and self._asked.request == request

    def _answered(self, tried: Tried | None) -> None:
        asked, self._asked = self._asked, None
        assert asked is not None
        self._models.crashes.measures(None)
        if tried is None:  # not again before the next load
            self._nothing[asked.pair] += 1
            return
        log.info("draft tried", extra={"ratio": round(tried.ratio, 3), "accepted": tried.accepted})
        self._memory.keep(asked.pair, self._build, tried)
        self._try_next()
        self.changed.emit(asked.model)

    def _died(self) -> None:
        """Know that this one ends the engine, if it was being tried; the models have heard of it before."""
        asked, self._asked, self._loaded = self._asked, None, None
        if asked is not None and asked.draft == self._models.crashes.blamed:
            self._memory.keep(asked.pair, self._build, Tried(problem=DraftProblem.CRASHES))
            self.changed.emit(asked.model)


def _failed(error: Exception) -> None:
    """Without its tokens nothing can be found for a model."""
    if not isinstance(error, Cancelled | UserError):
        raise error


def _looked(model: Path, others: list[Candidate]) -> tuple[tuple[Candidate, ...], Marks]:
    """Find those that have the tokens of a model, and what their files are like. For a worker thread."""
    found = _same(model, others)
    return found, look_at((model, *(each.path for each in found)))


def _same(model: Path, others: list[Candidate]) -> tuple[Candidate, ...]:
    """Keep those that have the tokens of a model. For a worker thread. Raises ModelError."""
    if not others:
        return ()
    words = read_vocabulary(model)
    return tuple(each for each in others if _has_words(each.path, words))


def _has_words(path: Path, words: Vocabulary) -> bool:
    try:
        return same_words(read_vocabulary(path), words)
    except UserError:
        return False
