"""What is being downloaded, and was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.downloads import ACTIVE, Activity, Download, DownloadId, DownloadNote, Stage
from desktop.core.errors import UserError
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.settings import SettingsFile
from desktop.viewmodels.download_rows import DownloadRows

if TYPE_CHECKING:  # it brings what downloads with it, and the window is there before
    from desktop.services.downloads import Downloads


Find: TypeAlias = Callable[[RemoteFile, RepoId], Path | None]


def _nowhere_else(_file: RemoteFile, _repo: RepoId) -> None:
    """Know of no other place."""


class DownloadsViewModel(QObject):
    """The downloads, and what the user does with them."""

    changed = Signal(object)  # Activity
    finished = Signal(object)  # Download
    noticed = Signal(object)  # DownloadNote
    chat_asked = Signal(object)  # Path of a model that is to answer
    measured = Signal()  # `free`
    failed = Signal(object)  # UserError: the choice holds, and is not stored

    def __init__(
        self, downloads: Downloads, settings: SettingsFile, holder: Callable[[], Find] = lambda: _nowhere_else
    ) -> None:
        """`holder` gives what tells where a file lies now: models may have been moved since they came."""
        super().__init__()
        self._holder = holder
        self._downloads = downloads
        self._settings = settings
        self.rows = DownloadRows(downloads, self)
        self.activity = _sum_up(downloads)
        self.free: int | None = None  # bytes, where new ones go to; see `measure`
        self.known = False  # whether that was looked at
        self.notes: list[DownloadNote] = []  # that were told before anybody could see them
        self._ends = (
            downloads.changed.connect(lambda _: self._refresh()),
            downloads.listed.connect(lambda _: self._refresh()),
            downloads.finished.connect(self.finished.emit),
            downloads.noticed.connect(self._on_noticed),
        )

    @property
    def folder(self) -> Path:
        """Where new ones go to."""
        return self._downloads.folder

    def measure(self) -> None:
        """Look how much is free there; `measured` tells."""

        def told(free: int | None) -> None:
            self.free, self.known = free, True
            self.measured.emit()

        self._downloads.wishes.measure(told)

    @property
    def goes_on(self) -> bool:
        """Whether the next start goes on with what is unfinished."""
        return self._settings.value.resume_downloads

    @Slot(bool)
    def set_goes_on(self, goes_on: bool) -> None:
        """Choose whether the next start goes on with what is unfinished."""
        try:
            self._settings.keep(resume_downloads=goes_on)
        except UserError as error:
            self.failed.emit(error)

    def place(self, download: DownloadId) -> int:
        """Tell the place in the queue."""
        return next((n for n, item in enumerate(self._downloads.items) if item.id == download), -1)

    def toggle(self, download: Download) -> None:
        """Pause what goes on; go on with what was stopped."""
        if download.stage in (Stage.PAUSED, Stage.FAILED):
            self._downloads.wishes.go_on([download.id])
        else:
            self._downloads.pause(download.id)

    def cancel(self, download: Download) -> None:
        """Give up what is unfinished; take what is done off the list."""
        if download.stage is Stage.DONE:
            self._downloads.forget(download.id)
        else:
            self._downloads.cancel(download.id)

    def move(self, download: Download, to: int) -> None:
        """Put it into another place."""
        self._downloads.move(download.id, to)

    def chat(self, download: Download) -> None:
        """Have the model answer."""
        self.find(download, self.chat_asked.emit)

    def find(self, download: Download, done: Callable[[Path], None]) -> None:
        """Tell where the file lies that is loaded, or will lie; a worker looks for it."""
        order = download.order
        target = order.target(order.main)
        if download.stage is not Stage.DONE:
            done(target)
            return
        has = self._holder()
        self._downloads.wishes.ask(
            lambda: has(order.main, order.repo), lambda path: done(target if path is None else path)
        )

    @Slot()
    def toggle_all(self) -> None:
        """Pause all if something goes on; else go on with all."""
        if self.activity.going_on:
            self._downloads.pause_all()
        else:
            self._downloads.wishes.go_on([item.id for item in self._downloads.items])

    def close(self) -> None:
        """Hear no more."""
        self.rows.close()
        for end in self._ends:
            end()

    def _on_noticed(self, note: DownloadNote) -> None:
        self.notes.append(note)
        self.noticed.emit(note)

    def _refresh(self) -> None:
        activity = _sum_up(self._downloads)
        if activity != self.activity:
            self.activity = activity
            self.changed.emit(activity)


def _sum_up(downloads: Downloads) -> Activity:
    items = downloads.items
    active = [item for item in items if item.stage in ACTIVE]
    queued = [item for item in items if item.stage is Stage.QUEUED]
    size = sum(item.order.size for item in (*active, *queued))
    return Activity(
        len(active),
        len(queued),
        sum(item.stage in (Stage.PAUSED, Stage.FAILED) for item in items),
        sum(item.received for item in (*active, *queued)) / size if size else 0.0,
        sum(item.speed for item in active),
    )
