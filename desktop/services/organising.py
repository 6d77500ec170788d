"""Keeping chats in order: pinned, archived, in folders, with tags; one or many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.events import Event
from desktop.core.folders import Folder, Removed, TagCount
from desktop.core.personas import WantedModel
from desktop.services.chats import Chats

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.folders import FolderStore
    from desktop.store.organising import OrganiseStore


class Organising:
    """Folders, tags and what else orders chats. Lives on the owner thread.

    Methods raise `DataError`s and `FolderError`s; then nothing has changed. What becomes of chats is
    told by the events of `Chats`.
    """

    def __init__(self, store: OrganiseStore, folders: FolderStore, chats: Chats) -> None:
        self._store = store
        self._folders = folders
        self._chats = chats
        self.folders: tuple[Folder, ...] = tuple(folders.all())
        self.folders_changed: Event[Sequence[Folder]] = Event()
        self.tags_changed: Event[Sequence[ChatId]] = Event()  # of which chats

    def add_folder(self, name: str, parent: FolderId | None = None) -> Folder:
        """Make a folder."""
        folder = self._folders.add(name, parent)
        self.refresh()
        return folder

    def rename_folder(self, folder: FolderId, name: str) -> None:
        """Give a folder another name."""
        self._folders.rename(folder, name)
        self.refresh()

    def move_folder(self, folder: FolderId, parent: FolderId | None) -> None:
        """Put a folder with all that is in it into another one, or to the top."""
        self._folders.move(folder, parent)
        self.refresh()

    def begin_with(self, folder: FolderId, system: str, model: WantedModel | None) -> None:
        """Set what new chats in a folder begin with."""
        self._folders.begin_with(folder, system, model)
        self.refresh()

    def remove_folder(self, folder: FolderId) -> Removed | None:
        """Delete a folder; what it holds goes into the folder above. None if it was gone."""
        removed = self._folders.remove(folder)
        self.refresh()
        self._chats.places_changed.emit(None)
        return removed

    def bring_back(self, removed: Removed) -> None:
        """Undo a deletion; what was moved since stays where it is."""
        self._folders.bring_back(removed)
        self.refresh()
        self._chats.places_changed.emit(None)

    def refresh(self) -> None:
        """Read the folders again, and tell where they have changed."""
        found = tuple(self._folders.all())
        if found != self.folders:
            self.folders = found
            self.folders_changed.emit(found)

    def those(self, chats: Sequence[ChatId]) -> list[Chat]:
        """Read chats; those that are gone are left out."""
        return self._store.those(chats)

    def pin(self, chats: Sequence[ChatId], pinned: bool = True) -> None:
        """Keep chats at the top of the list, or no more."""
        self._chats.take_over(self._store.pin(chats, pinned))

    def archive(self, chats: Sequence[ChatId], archived: bool = True) -> None:
        """Put chats out of the list, where only searches find them, or back."""
        self._chats.take_over(self._store.archive(chats, archived))

    def put(self, chats: Sequence[ChatId], folder: FolderId | None) -> None:
        """Put chats into a folder, or into none."""
        self._chats.take_over(self._store.put(chats, folder))

    def tag(self, chats: Sequence[ChatId], more: Sequence[str] = (), fewer: Sequence[str] = ()) -> None:
        """Give chats tags, and take some away."""
        self._chats.take_over(self._store.tag(chats, more, fewer))
        self.tags_changed.emit(chats)

    def tags(self) -> list[TagCount]:
        """List the tags of all chats outside the trash, in the order of the alphabet."""
        return self._store.tags()
