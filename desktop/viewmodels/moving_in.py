"""Chats of other programs on their way in, as the window shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.chat import ChatId, FolderId
from desktop.core.folders import Folder
from desktop.core.moving_in import Brought, Choice, Marks
from desktop.core.user_error import UserError
from desktop.services.movein.reading import Manner
from desktop.services.moving_in import Heard, MovingIn
from desktop.viewmodels.one_job import OneJob


class MoveInViewModel(OneJob):
    """One look or import at a time."""

    found = Signal(object)  # list of Program: has chats on this computer
    previewed = Signal(object)  # Preview: what files would bring
    brought = Signal(object)  # Brought: an import has ended
    grown = Signal(object)  # list of ChatId: have got more messages

    def __init__(self, moving: MovingIn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moving = moving
        self._files: tuple[Path, ...] = ()
        self._manner = Manner()
        self._end = moving.grown.connect(self._tell_grown)

    @property
    def folders(self) -> Sequence[Folder]:
        """The folders that chats can be put into."""
        return self._moving.organising.folders

    def find(self) -> None:
        """Look for programs that have chats on this computer; `found` follows."""
        self._moving.find(self._meanwhile(self.found.emit))

    def look(self, files: Sequence[Path], marks: Marks) -> None:
        """Tell what files would bring."""
        self.cancel()
        self._files, self._manner = tuple(files), Manner(marks=marks)
        self._job = self._moving.look(
            self._files, self._manner, self._ended(self.previewed.emit), self._heard()
        )

    def bring(self, choice: Choice, new_folder: str = "") -> None:
        """Import what was looked at; `brought` follows, also after `stop`."""
        try:
            target = self._target(choice.target, new_folder)
        except UserError as error:
            self.failed.emit(error)
            return
        wanted = Choice(choice.picks, target, choice.folders)
        self._job = self._moving.bring(
            self._files, self._manner, wanted, self._ended(self.brought.emit), self._heard()
        )

    def undo(self, brought: Brought) -> None:
        """Put what an import brought into the trash."""
        try:
            self._moving.undo(brought)
        except UserError as error:
            self.failed.emit(error)

    def close(self) -> None:
        """Hear no more."""
        super().close()
        self._end()

    def _target(self, target: FolderId | None, new_folder: str) -> FolderId | None:
        if not new_folder:
            return target
        same = (each for each in self.folders if each.parent is None and each.name == new_folder)
        folder = next(same, None) or self._moving.organising.add_folder(new_folder)
        return folder.id

    def _heard(self) -> Heard:
        failed = self._ended(self._failure)
        return Heard(self._meanwhile(self.progressed.emit), failed, lambda: failed(None))

    def _tell_grown(self, chats: Sequence[ChatId]) -> None:
        self.grown.emit(list(chats))
