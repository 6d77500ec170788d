"""What has ended and took long enough that the user may be looking at something else."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.chat import ChatId
from desktop.core.downloads import Download, DownloadId, Stage
from desktop.core.events import Event
from desktop.services.answering import Phase
from desktop.services.chats import Chats, Completed

LONG = 10.0  # seconds; a shorter answer is waited for


class NewsViewModel(QObject):
    """Hears of the answers of all chats, and of downloads that stop by themselves."""

    answered = Signal(object)  # Completed: it took long
    download_stopped = Signal(object)  # Download: it failed, or paused for want of something

    def __init__(
        self, chats: Chats, downloads: Event[Download], clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._chats = chats
        self._clock = clock
        self._begun: dict[ChatId, float] = {}
        self._resting: set[ChatId] = set()  # their next answer begins anew
        self._stopped: set[DownloadId] = set()
        self._ends = (
            chats.moved_on.connect(self._moved_on),
            chats.completed.connect(self._answered),
            downloads.connect(self._download_changed),
        )

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _moved_on(self, chat: ChatId) -> None:
        if self._chats.progress(chat).phase is Phase.IDLE:
            self._resting.add(chat)
        elif chat in self._resting or chat not in self._begun:
            self._resting.discard(chat)
            self._begun[chat] = self._clock()

    def _answered(self, done: Completed) -> None:
        chat = done.chat.id
        begun = self._begun.pop(chat, None)
        self._resting.discard(chat)
        if begun is not None and self._clock() - begun >= LONG:
            self.answered.emit(done)

    def _download_changed(self, download: Download) -> None:
        stopped = download.error is not None and download.stage in (Stage.FAILED, Stage.PAUSED)
        if not stopped:
            self._stopped.discard(download.id)
        elif download.id not in self._stopped:
            self._stopped.add(download.id)
            self.download_stopped.emit(download)
