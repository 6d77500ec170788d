"""What the window can ask for to keep chats in order, and how it is undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.folders import Folder, Removed
from desktop.services.chats import Chats
from desktop.services.organising import Organising
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.portions import Ids, Portions
from desktop.viewmodels.trying import trying

Undo: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Below:
    """What works below."""

    chats: Chats
    organising: Organising


class OrganisingViewModel(QObject):
    """Passes wishes on. Errors come by `failed`; what can be undone gives how, or None when it failed."""

    failed = Signal(object)  # UserError
    folders_changed = Signal(object)  # tuple[Folder, ...]

    def __init__(self, services: Below, chat: ChatViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chats, self._organising = services.chats, services.organising
        self.list = chat.list
        self.failed.connect(chat.failed)
        self.list.failed.connect(chat.failed)
        self._end = self._organising.folders_changed.connect(self._tell)
        self.list.show_folders(self.folders)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders as they are."""
        return self._organising.folders

    def close(self) -> None:
        """Hear no more."""
        self._end()

    def refresh(self) -> None:
        """Look for what other processes have changed."""
        if trying(self.failed, self._organising.refresh):
            trying(self.failed, self.list.reload)

    def pin(self, chats: Ids, pinned: bool) -> None:
        """Keep chats at the top, or no more."""
        self._many(chats, lambda some: self._organising.pin(some, pinned), lambda _: None)

    def archive(self, chats: Ids, archived: bool) -> Undo | None:
        """Put chats into the archive, or back."""
        return self._many(
            chats,
            lambda some: self._organising.archive(some, archived),
            lambda some: self._organising.archive(some, not archived),
        )

    def put(self, chats: Ids, folder: FolderId | None) -> Undo | None:
        """Put chats into a folder or out of all; they are pinned no more, so that they are seen there."""
        before: dict[ChatId, Chat] = {}

        def go(some: Ids) -> None:
            values = self.list.chats(some)
            self._organising.put(some, folder)
            before.update({chat.id: chat for chat in values})
            if pinned := [chat.id for chat in values if chat.pinned]:
                self._organising.pin(pinned, False)

        return self._many(
            chats, go, lambda some: self._back([before[each] for each in some if each in before], folder)
        )

    def add_folder(self, name: str, parent: FolderId | None, chats: Ids = ()) -> FolderId | None:
        """Make a folder, with chats in it."""
        made: list[FolderId] = []
        trying(self.failed, lambda: made.append(self._organising.add_folder(name, parent).id))
        if made and chats:
            self.put(chats, made[0])
        return made[0] if made else None

    @Slot(object, str)
    def rename_folder(self, folder: FolderId, name: str) -> None:
        """Give a folder another name."""
        self._do(lambda: self._organising.rename_folder(folder, name))

    def move_folder(self, folder: FolderId, parent: FolderId | None) -> Undo | None:
        """Put a folder into another one, or to the top."""
        before = next((each.parent for each in self.folders if each.id == folder), None)
        if trying(self.failed, lambda: self._organising.move_folder(folder, parent)):
            return lambda: self._do(lambda: self._organising.move_folder(folder, before))
        return None

    def remove_folder(self, folder: Folder) -> Undo | None:
        """Delete a folder; its chats stay, and can be put back with it."""
        removed: list[Removed | None] = []
        trying(self.failed, lambda: removed.append(self._organising.remove_folder(folder.id)))
        found = removed[0] if removed else None
        return None if found is None else lambda: self._do(lambda: self._organising.bring_back(found))

    def _back(self, before: Sequence[Chat], put: FolderId | None) -> None:
        """Put chats to where they were, unless they have been moved on."""
        stayed = {
            chat.id for chat in self._organising.those([chat.id for chat in before]) if chat.folder == put
        }
        before = [chat for chat in before if chat.id in stayed]
        folders = {each.id for each in self.folders}
        by_folder: dict[FolderId | None, list[ChatId]] = {}
        for chat in before:
            folder = chat.folder if chat.folder in folders else None
            by_folder.setdefault(folder, []).append(chat.id)
        for folder, chats in by_folder.items():
            self._organising.put(chats, folder)
        if pinned := [chat.id for chat in before if chat.pinned]:
            self._organising.pin(pinned)

    def _many(self, chats: Ids, work: Callable[[Ids], None], back: Callable[[Ids], None]) -> Undo | None:
        """Do something with chats; gives how it is undone, also while it is still being done."""
        later = self._chats.listing.later
        going = Portions(chats, work, self.failed, later)

        def undo() -> None:
            going.stop()
            Portions(going.done, back, self.failed, later)

        return undo if going.done else None

    def _do(self, call: Callable[[], None]) -> None:
        trying(self.failed, call)

    def _tell(self, folders: Sequence[Folder]) -> None:
        self.list.show_folders(folders)
        self.folders_changed.emit(tuple(folders))
