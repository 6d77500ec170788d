"""Puts the services together; the window and the command line both start from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core import early_draft
from desktop.core.chat import ChatOptions
from desktop.core.chat_defaults import preset_named
from desktop.core.events import Later
from desktop.core.places import Places
from desktop.core.recovery import Notes, Recovered
from desktop.core.settings import Settings, SettingsFile
from desktop.core.tasks import Tasks
from desktop.engine.client import EngineClient
from desktop.engine.worker import MakeBackend
from desktop.services import machine
from desktop.services.answering import Desk
from desktop.services.calibrating import Calibrating
from desktop.services.chat_search import ChatSearch, SearchMeans
from desktop.services.chats import Chats
from desktop.services.context import Contexts
from desktop.services.counting import Counting
from desktop.services.draft_models import DraftModels
from desktop.services.drafts import Drafts
from desktop.services.engines import Engines
from desktop.services.exact_prompt import ExactPrompts
from desktop.services.file_marks import FileMarks
from desktop.services.hashing import Hashing
from desktop.services.idling import Idling
from desktop.services.indexing import Indexing
from desktop.services.library import Library
from desktop.services.model_defaults import ModelDefaults
from desktop.services.model_options import ModelOptions
from desktop.services.models import Machine, Models
from desktop.services.moving_in import MovingIn
from desktop.services.moving_out import MovingOut
from desktop.services.organising import Organising
from desktop.services.presets import Presets
from desktop.services.prompts import Prompts
from desktop.services.purging import Purging
from desktop.services.states import States
from desktop.services.template_forms import forms_from
from desktop.services.trash import Trash, TrashMeans
from desktop.services.upkeep import Upkeep

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import: only where a store is really opened
    from desktop.store.opening import Opened


@dataclass(frozen=True, slots=True)
class Working:
    """What can begin before the chats are open: the engine and the models."""

    tasks: Tasks
    engine: Engines
    models: Models
    prompts: Prompts
    states: States
    model_options: ModelOptions
    calibrating: Calibrating
    draft_models: DraftModels
    machine: Machine
    settings: SettingsFile
    idling: Idling | None = None

    def close(self) -> None:
        """End the engine processes. The threads belong to whoever made them."""
        if self.idling is not None:
            self.idling.close()
        self.engine.close()


@dataclass(frozen=True, slots=True)
class Services:
    """What works on the opened chats."""

    store: Opened
    chats: Chats
    drafts: Drafts
    exact_prompts: ExactPrompts
    presets: Presets
    upkeep: Upkeep
    hashing: Hashing
    model_defaults: ModelDefaults
    moving_out: MovingOut
    search: ChatSearch
    indexing: Indexing
    organising: Organising
    moving_in: MovingIn
    purging: Purging
    trash: Trash
    desk: Desk

    def close(self) -> None:
        """Keep what is on its way, then close the database."""
        self.trash.close()
        self.purging.close()
        self.moving_out.close()
        self.search.close()
        self.indexing.close()
        self.hashing.close()
        self.upkeep.close()
        self.chats.close()
        self.drafts.flush()
        self.store.close()


def open_chats(places: Places) -> Opened:
    """Open the database; imports SQLAlchemy and waits for the disk, so for a worker thread in the window."""
    from desktop.store.opening import open_store

    return open_store(places.database, machine.this_process(), machine.lives)


def recover_chats(
    damaged: Path, backup: Path | None, places: Places, tell: Callable[[float], None], notes: Notes
) -> Recovered:
    """Make a database of a backup and of what is newer in a damaged file. For a worker thread."""
    from desktop.store.salvage import salvage

    return salvage(damaged, backup, places.database, tell, notes)


def restore_chats(backup: Path, places: Places) -> Path | None:
    """Put a backup into the place of the database; gives where that was set aside. For a worker thread."""
    from desktop.store.backup import restore

    return restore(backup, places.database)


def begin(
    places: Places, settings: SettingsFile, tasks: Tasks, backend: MakeBackend, later: Later | None = None
) -> Working:
    """Make the engine's end of things; starts no process yet. With `later` an idle model is unloaded."""

    def folder() -> Path | None:
        return places.states if settings.value.keep_states else None

    log = places.logs / "engine.log"
    client = EngineClient(tasks.post, backend, log)
    engine = Engines(client, lambda: client.another(log))
    model_options = ModelOptions(places.data / "models-settings.json")
    library = Library(places, settings, tasks)
    file, look = places.data / "calibration.json", library.marks.of
    calibrating = Calibrating(engine, file, model_options.of, look)
    this = Machine(
        machine.decoding_threads(),
        lambda: machine.free_memory(engine.pid),
        machine.snapshot_memory(),
        folder,
        options=lambda path: draft_models.options(path, calibrating.options(path)),
        states_share=lambda: settings.value.states_share / 100,
        free_beside=lambda held: machine.free_beside(engine.pid, held) if engine.alone else 0,
    )
    models = Models(engine, tasks, library, this)
    draft_models = DraftModels(engine, tasks, models, this, places.data / "draft-models.json")
    models.changed.connect(library.recent.follow)
    states = States(engine, models, places.states)
    prompts = Prompts(engine, models)
    idling = _idling(settings, models, prompts, later) if later is not None else None
    others = (model_options, calibrating, draft_models, this, settings, idling)
    return Working(tasks, engine, models, prompts, states, *others)


def _idling(settings: SettingsFile, models: Models, prompts: Prompts, later: Later) -> Idling:
    idling = Idling(models, prompts, later, lambda: settings.value.unload_after)
    chosen = settings.value.unload_after

    def changed(value: Settings) -> None:
        nonlocal chosen
        if value.unload_after != chosen:
            chosen = value.unload_after
            idling.restart()

    settings.changed.connect(changed)
    return idling


def _watch_preset(settings: SettingsFile, defaults: ModelDefaults) -> None:
    chosen = settings.value.preset

    def changed(value: Settings) -> None:
        nonlocal chosen
        if value.preset != chosen:
            chosen = value.preset
            defaults.changed.emit(None)

    settings.changed.connect(changed)


def serve(working: Working, store: Opened, later: Later) -> Services:
    """Make the services over an opened store."""
    contexts = Contexts(Counting(working.engine, working.models), working.models)
    presets = Presets(store.presets)
    _look_through(store, working.models.library.marks)
    defaults, settings = _defaults(working, presets), working.settings
    desk = Desk(
        store.chats,
        store.answers,
        working.models,
        working.prompts,
        working.states,
        contexts,
        later,
        working.tasks,
        defaults,
        forms_from(store.templates, defaults.presets),
        lambda: ChatOptions(settings.value.policy, settings.value.thinking),
    )
    chats = Chats(desk, store.organising)
    chats.tidy()
    drafts = Drafts(store.chats, later, store.database.path.with_name(early_draft.NAME))
    chats.returned.connect(lambda back: drafts.give_back(back.chat, *back.message.parts()))
    chats.system_returned.connect(lambda back: drafts.give_back_system(back.chat, back.system))
    upkeep = Upkeep(store, working.tasks, later)
    hashing = Hashing(working.models, store.answers, working.tasks, later)
    exact_prompts = ExactPrompts(working.engine, working.models, contexts)
    indexing = Indexing(store.index, working.tasks, later)
    search = ChatSearch(SearchMeans(store.search, store.index, working.tasks, indexing))
    organising = Organising(store.organising, store.folders, chats)
    moving_in = move_in(store, working.tasks, chats, organising)
    purging = Purging(store.trash, working.tasks, later, working.states.folder)
    trash = Trash(TrashMeans(store.trash, store.organising, working.tasks, purging), chats)
    purging.purged.connect(lambda _: indexing.wake())
    moving_out = MovingOut(store.archive, working.tasks)
    others = (presets, upkeep, hashing, defaults, moving_out, search, indexing, organising, moving_in)
    return Services(store, chats, drafts, exact_prompts, *others, purging, trash, desk)


def _defaults(working: Working, presets: Presets) -> ModelDefaults:
    settings = working.settings
    defaults = ModelDefaults(
        working.models, working.model_options, presets, lambda: preset_named(settings.value.preset)
    )
    _watch_preset(settings, defaults)
    return defaults


def _look_through(store: Opened, marks: FileMarks) -> None:
    """Have answers noted down without asking the disk for their model: it may be asleep."""
    from desktop.store.records import ModelFile

    def look(path: str) -> ModelFile | None:
        mark = marks.of(Path(path))
        return None if mark is None else ModelFile(path, mark.size, mark.modified)

    store.answers.look = look


def move_in(store: Opened, tasks: Tasks, chats: Chats, organising: Organising) -> MovingIn:
    """Make it over an opened store."""
    from desktop.store.moving_in import MoveInStore

    return MovingIn(MoveInStore(store.database), tasks, chats, organising)
