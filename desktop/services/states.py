"""What the engine has read of each chat, seen from the application: named and deleted with its chat."""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from desktop.core.chat import ChatId
from desktop.engine.protocol import Forget
from desktop.services.engine import Engine
from desktop.services.models import Models, Stage

log = logging.getLogger(__name__)


class NoStates:
    """For chats that leave no trace: the engine does not learn which chat it is."""

    def name(self, chat: ChatId) -> str:
        """Give no name, under which nothing is written."""
        return ""

    def forget(self, *chats: ChatId) -> None:
        """There is nothing to delete."""


class States:
    """Deletes states; the engine process writes and reads them. Lives on the owner thread."""

    def __init__(self, engine: Engine, models: Models, folder: Path) -> None:
        self._engine = engine
        self._models = models
        self.folder = folder
        self._met: set[ChatId] = set()  # by the engine, in this run

    def clear(self) -> None:
        """Delete what was read of every chat."""
        for path in self.folder.glob("*"):
            with suppress(OSError):
                path.unlink()

    def name(self, chat: ChatId) -> str:
        """Name a chat for the engine."""
        self._met.add(chat)
        return state_name(chat)

    def forget(self, *chats: ChatId) -> None:
        """Leave no trace of what was read of chats: in the engine, where it runs, and on the disk.

        The engine hears only of those that it has met: thousands of messages would fill its pipe.
        """
        met = self._met.intersection(chats)
        if self._models.status.stage in (Stage.READY, Stage.LOADING):
            for chat in met:
                self._engine.send(Forget(state_name(chat)))
        self._met -= met
        forget_on_disk(self.folder, chats)


def forget_on_disk(folder: Path, chats: Collection[ChatId]) -> None:
    """Delete what was read of chats, however many: the folder is gone through once."""
    names = {state_name(chat) for chat in chats}
    for path in folder.glob("chat-*") if names else ():
        if path.name.split(".")[0] in names:
            with suppress(OSError):  # it may have gone meanwhile; else it goes when room is needed
                path.unlink()


def state_name(chat: ChatId) -> str:
    """Name a chat for the engine."""
    return f"chat-{chat}"
