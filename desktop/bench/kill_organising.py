"""Keeps chats in order at random: names, trash, folders, tags, pinned and archived ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop.bench.kill_book import Book
from desktop.core.chat import ChatId, FolderId
from desktop.services.chats import Chats
from desktop.services.organising import Organising
from desktop.services.purging import purge
from desktop.store.chats import ChatStore
from desktop.store.trash import TrashStore

TAGS = ("work", "火", "draft", "ideas for later", "ß", "🚄")
MOST = 5  # chats at a time


@dataclass(frozen=True, slots=True)
class Means:
    """What it works with."""

    chats: Chats
    stored: ChatStore
    organising: Organising
    trash: TrashStore
    states: Path


class Organiser:
    """Does one thing after another to the list of chats."""

    def __init__(self, means: Means, book: Book, chance: Random, leave: Callable[[ChatId], None]) -> None:
        self._means = means
        self._chats = means.chats
        self._organising = means.organising
        self._book = book
        self._chance = chance
        self._leave = leave  # is told what goes into the trash
        self._trashed: list[ChatId] = []

    def act(self) -> None:
        """Do something."""
        folders = (self._add_folder, self._rename_folder, self._move_folder, self._remove_folder)
        chats = (self._rename, self._trash, self._trash, self._purge, self._mark, self._tag, self._put)
        self._chance.choice((*chats, *folders))()

    def _rename(self) -> None:
        title = f"火 {self._chance.random()}"
        for chat in self._some(1):
            self._book.change([("title", chat, title)], lambda chat=chat: self._chats.rename(chat, title))

    def _trash(self) -> None:
        if self._trashed and self._chance.random() < 0.7:
            back = self._chance.sample(self._trashed, min(len(self._trashed), self._chance.randint(1, MOST)))
            if self._all("trash", back, False, lambda: self._chats.restore(*back)):
                self._trashed = [chat for chat in self._trashed if chat not in back]
        elif self._chance.random() < 0.3:
            chats = self._some(self._chance.randint(1, MOST))
            for chat in chats:
                self._leave(chat)
            if self._all("trash", chats, True, lambda: self._chats.delete(*chats)):
                self._trashed += [chat for chat in chats if chat not in self._trashed]

    def _purge(self) -> None:
        """Delete some of the trash for good."""
        if len(self._trashed) < 3:
            return
        chats, self._trashed = self._trashed[:1], self._trashed[1:]
        self._book.note("purging", chats=chats)
        with self._book.told():
            gone = purge(self._means.trash, chats, self._means.states, lambda: None)
            self._book.note("purged", chats=[chat for chat in chats if chat in gone])

    def _mark(self) -> None:
        what, act = self._chance.choice(
            (("pinned", self._organising.pin), ("archived", self._organising.archive))
        )
        chats, value = self._some(MOST), self._chance.random() < 0.6
        self._all(what, chats, value, lambda: act(chats, value))

    def _tag(self) -> None:
        tags = self._chance.sample(TAGS, 3)
        more, fewer, chats = tags[:2], tags[2:], self._some(MOST)
        changes = [(f"tag {tag}", chat, tag in more) for tag in tags for chat in chats]
        self._book.change(changes, lambda: self._organising.tag(chats, more, fewer))

    def _put(self) -> None:
        chats, folder = self._some(MOST), self._folder()
        self._all("folder", chats, folder, lambda: self._organising.put(chats, folder))

    def _add_folder(self) -> None:
        if len(self._organising.folders) > 12:
            return
        name, parent = f"Ordner {self._chance.randrange(10**6)}", self._folder()
        with self._book.told():
            folder = self._organising.add_folder(name, parent)
            facts: dict[str, object] = {"folder name": folder.name, "folder parent": folder.parent}
            self._book.note("folder added", id=folder.id, **facts)

    def _rename_folder(self) -> None:
        folder, name = self._folder(), f"文件夹 {self._chance.randrange(10**6)}"
        if folder is not None:
            change = ("folder name", folder, name)
            self._book.change([change], lambda: self._organising.rename_folder(folder, name))

    def _move_folder(self) -> None:
        folder, parent = self._folder(), self._folder()
        if folder is not None:
            change = ("folder parent", folder, parent)
            self._book.change([change], lambda: self._organising.move_folder(folder, parent))

    def _remove_folder(self) -> None:
        folder = self._folder()
        if folder is not None and self._chance.random() < 0.5:
            self._book.note("folder leaving", id=folder)
            with self._book.told():
                self._organising.remove_folder(folder)
                self._book.note("folder gone", id=folder)

    def _all(self, of: str, chats: Sequence[ChatId], value: object, act: Callable[[], object]) -> bool:
        return self._book.change([(of, chat, value) for chat in chats], act)

    def _folder(self) -> FolderId | None:
        """Choose a folder, or none; what another process has made is looked for now and then."""
        if self._chance.random() < 0.3:
            self._organising.refresh()
        folders = [folder.id for folder in self._organising.folders]
        return self._chance.choice([None, *folders])

    def _some(self, most: int) -> list[ChatId]:
        stored = [chat.id for chat in self._means.stored.chats()]
        return self._chance.sample(stored, min(most, len(stored)))
