"""How one model is to be loaded: what is chosen for it, and what that would take."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.draft_models import may_draft
from desktop.core.errors import FolderNotWritable, ModelMissing, UserError
from desktop.core.events import Event
from desktop.core.fit import DEFAULT_CONTEXT, Fit, largest_context
from desktop.core.library import Listed
from desktop.core.load import SMALLEST_CONTEXT, LoadOptions
from desktop.core.load_attempt import ALONE, Companions, fit_with
from desktop.core.models import Header, Installed, Origin
from desktop.core.tasks import Cancelled, Tasks
from desktop.engine.protocol import Loaded, Ready
from desktop.services.draft_models import DraftModels
from desktop.services.machine import Machine, memory_with
from desktop.services.model_defaults import ModelDefaults
from desktop.services.model_options import ModelOptions
from desktop.services.models import Models, ModelStatus, Stage
from desktop.viewmodels.model_chats import ModelChats
from desktop.viewmodels.model_companions import ModelCompanions


@dataclass(frozen=True, slots=True)
class ModelDesk:
    """What the settings of models work with."""

    tasks: Tasks
    options: ModelOptions
    machine: Machine
    read: Callable[[Path], Header]  # for worker threads; raises a ModelError
    folder: Path  # where the options are stored
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)  # logical ones
    forget: Callable[[Path], None] = lambda path: None  # how fast a model was measured to run
    known: Callable[[Path], Listed | None] = lambda path: None  # what was read of a file before
    defaults: ModelDefaults | None = None  # of new chats
    draft_models: DraftModels | None = None
    adapters: Callable[[], Sequence[Path]] = tuple  # of the shown chat


@dataclass(frozen=True, slots=True)
class Read:
    """A model file as it was read."""

    path: Path
    changed: int  # when the file was written last, in ns
    outcome: Header | UserError


class Headers:
    """Reads headers on a worker, which also finds out whether files have changed. Lives on the owner thread.

    What is known is given at once, and looked at once more after `refresh`.
    """

    def __init__(self, desk: ModelDesk) -> None:
        self._desk = desk
        self._known: dict[Path, Read] = {}
        self._fresh: set[Path] = set()  # that were looked at, or are to be
        self._waiting: list[Path] = []
        self._looking = False
        self.read: Event[Read] = Event()

    def refresh(self) -> None:
        """Look at every file anew when it is asked for the next time."""
        self._fresh.clear()

    def of(self, path: Path) -> Header | UserError | None:
        """Give what is known of a file; None while it is read. `read` tells of what is new."""
        if path not in self._fresh:
            self._fresh.add(path)
            self._waiting.append(path)
            self._look()
        known, listed = self._known.get(path), self._desk.known(path)
        if known is not None:
            return known.outcome
        return listed.header if listed is not None else None

    def _look(self) -> None:
        """Look at what waits, all at once: a disk that is asleep holds up one worker only."""
        if self._looking or not self._waiting:
            return
        waiting, self._waiting, self._looking = self._waiting, [], True
        known = {path: self._changed(path) for path in waiting}
        self._desk.tasks.run(
            lambda _: [found for path in waiting if (found := _look_at(path, known[path], self._desk.read))],
            done=self._keep,
            failed=self._failed,
        )

    def _changed(self, path: Path) -> int | None:
        """Tell when a file had been written as what is known of it was read."""
        known, listed = self._known.get(path), self._desk.known(path)
        if known is not None:
            return known.changed
        return listed.files[0].modified if listed is not None and listed.header is not None else None

    def _failed(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, Cancelled):
            raise error

    def _keep(self, found: list[Read]) -> None:
        self._looking = False
        for read in found:
            self._known[read.path] = read
        for read in found:
            self.read.emit(read)
        self._look()


def _look_at(path: Path, known: int | None, read: Callable[[Path], Header]) -> Read | None:
    """Read a file unless it is what it was; on a worker."""
    try:
        changed = path.stat().st_mtime_ns
    except (OSError, ValueError):
        return Read(path, 0, ModelMissing(path))
    if changed == known:
        return None
    try:
        return Read(path, changed, read(path))
    except UserError as error:
        return Read(path, changed, error)


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which numbers can be chosen."""

    smallest_context: int  # tokens
    largest_context: int  # tokens
    layers: int  # of the model, the output counted
    threads: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a load would take."""

    fit: Fit
    longest: int  # tokens of context that fit with this KV cache and these layers; 0 if none do
    draft: Path | None = None  # what would draft for it


class ModelSettingsViewModel(QObject):
    """What is chosen for one model, until it is applied. Works once the file's header has been read."""

    changed = Signal()  # anything that is shown
    failed = Signal(object)  # UserError: the choice holds, and is not stored

    def __init__(self, model: Installed, models: Models, desk: ModelDesk, headers: Headers) -> None:
        super().__init__()
        self.model = model
        self._models = models
        self._desk = desk
        self._headers = headers
        self.options = desk.options.of(model.path)
        self.outcome = headers.of(model.path)
        self.chats = ModelChats(model.path, desk.defaults) if desk.defaults is not None else None
        self.companions = ModelCompanions(model.path, desk.tasks, desk.draft_models, desk.adapters(), self)
        self.companions.changed.connect(self.refresh)
        self._unstored = False  # chosen, and could not be stored
        self._anew = False  # the model is to be measured once more

    @property
    def header(self) -> Header | None:
        """The file's header; None while it is read, and where it cannot be."""
        return self.outcome if isinstance(self.outcome, Header) else None

    @property
    def engine(self) -> Ready | None:
        """What the engine's build can do; None until it has started."""
        return self._models.status.engine

    @property
    def loaded(self) -> Loaded | None:
        """What the engine says of this model; None while it is not loaded."""
        status = self._models.status
        return status.loaded if status.stage is Stage.READY and self._is_chosen(status) else None

    @property
    def automatic_threads(self) -> int:
        """How many threads are used where nothing is chosen."""
        return self._desk.machine.threads

    @property
    def limits(self) -> Limits:
        """Between which numbers can be chosen."""
        header = self.header
        trained = header.trained_length if header is not None else DEFAULT_CONTEXT
        layers = header.layers + 1 if header is not None else 1
        return Limits(min(SMALLEST_CONTEXT, trained), trained, layers, self._desk.cores)

    def drafters(self) -> list[Installed]:
        """List the models that could draft for this one, the chosen one always; the list may still grow."""
        header, chosen = self.header, self.options.draft_model
        found: list[Installed] = []
        for model in self._models.library.installed():
            if header is None or model.path == self.model.path:
                continue
            other = self._headers.of(model.path)
            if str(model.path) == chosen or (isinstance(other, Header) and may_draft(other, header)):
                found.append(model)
        if chosen and all(str(model.path) != chosen for model in found):
            path = Path(chosen)
            found.append(Installed(path, path.stem, Origin.OPENED, 0, ""))
        return found

    def choose(self, options: LoadOptions) -> None:
        """Take other values, without storing them."""
        if options != self.options:
            self.options = options
            self.changed.emit()

    def reset(self) -> None:
        """Leave everything to the program, without storing that; what it has measured is measured anew."""
        self._anew = True
        self.choose(LoadOptions())

    def estimate(self) -> Estimate | None:
        """Tell what a load with these values would take; None without a header."""
        header = self.header
        if header is None:
            return None
        options = self.companions.complete(self.options)
        draft = self._headers.of(Path(options.drafter)) if options.drafter else None
        beside = Companions(draft if isinstance(draft, Header) else None, self.companions.adapters)
        found, options = fit_now(header, options, self._desk.machine, self.engine, beside)
        longest = largest_context(header, found.free, found.setup)
        return Estimate(found, longest, Path(options.drafter) if options.drafter else None)

    def apply(self) -> bool:
        """Store the values, and load the model with them if it is the chosen one. False after `failed`."""
        new = self.options != self._desk.options.of(self.model.path) or self._anew
        try:
            if self.chats is not None:
                self.chats.apply()
            if new or self._unstored:
                self._desk.options.set(self.model.path, self.options)
            self._unstored = False
        except OSError:  # they are in force all the same, until the program ends
            self._unstored = True
        if self._anew:
            self._anew = False
            self._desk.forget(self.model.path)
        status = self._models.status
        if new and self._is_chosen(status) and status.stage is not Stage.NONE:
            self._models.reload()
        if self._unstored:
            self.failed.emit(FolderNotWritable(self._desk.folder))
        return not self._unstored

    @Slot(object)
    def take(self, read: Read) -> None:
        """Take a header that has been read."""
        if read.path == self.model.path:
            self.outcome = read.outcome
        self.changed.emit()  # another model's may be one that drafts

    @Slot()
    def refresh(self) -> None:
        """The engine or the model has moved on."""
        self.changed.emit()

    def _is_chosen(self, status: ModelStatus) -> bool:
        return status.model is not None and status.model.path == self.model.path


def fit_now(
    header: Header,
    options: LoadOptions,
    machine: Machine,
    engine: Ready | None,
    companions: Companions = ALONE,
) -> tuple[Fit, LoadOptions]:
    """Tell how a model would fit in what is free at this moment, and whether another one drafts for it."""
    memory = memory_with(machine.free_memory(), engine, options.main_device)
    return fit_with(header, memory, options, companions)
