"""Everything that is stored, opened in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.store.answers import AnswerStore
from desktop.store.archive import ArchiveStore
from desktop.store.backup import back_up_daily
from desktop.store.chats import ChatStore
from desktop.store.database import Database, open_database
from desktop.store.downloads import DownloadStore
from desktop.store.folders import FolderStore
from desktop.store.organising import OrganiseStore
from desktop.store.personas import PersonaStore
from desktop.store.presets import PresetStore
from desktop.store.search import SearchStore
from desktop.store.search_building import IndexStore
from desktop.store.template_inputs import TemplateInputStore
from desktop.store.templates import TemplateStore
from desktop.store.trash import TrashStore


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database and the stores over it."""

    database: Database
    chats: ChatStore
    answers: AnswerStore
    presets: PresetStore
    downloads: DownloadStore
    templates: TemplateStore
    archive: ArchiveStore
    personas: PersonaStore
    template_inputs: TemplateInputStore
    search: SearchStore
    index: IndexStore
    folders: FolderStore
    organising: OrganiseStore
    trash: TrashStore

    def back_up(self) -> None:
        """Make today's backup if there is none. Reads everything: for a worker thread."""
        back_up_daily(self.database.path)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def open_store(path: Path, owner: str, alive: Callable[[str], bool]) -> Opened:
    """Open the database for the process that `owner` names. Raises what `open_database` does."""
    database = open_database(path)
    chats, answers = ChatStore(database, owner), AnswerStore(database, owner, alive)
    return Opened(
        database,
        chats,
        answers,
        presets=PresetStore(database),
        downloads=DownloadStore(database),
        templates=TemplateStore(database),
        archive=ArchiveStore(database),
        personas=PersonaStore(database),
        template_inputs=TemplateInputStore(database),
        search=SearchStore(database),
        index=IndexStore(database),
        folders=FolderStore(database),
        organising=OrganiseStore(database),
        trash=TrashStore(database),
    )
