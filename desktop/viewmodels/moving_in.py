"""Chats of other programs on their way in, as the window shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import ChatId, FolderId
from desktop.core.folders import Folder
from desktop.core.moving_in import Brought, Choice, Marks, Progress
from desktop.core.tasks import Job
from desktop.core.user_error import UserError
from desktop.services.movein.reading import Manner
from desktop.services.moving_in import Heard, MovingIn


class MoveInViewModel(QObject):
    """One look or import at a time; what is given up is not told any more."""

    found = Signal(object)  # list of Program: has chats on this computer
    previewed = Signal(object)  # Preview: what files would bring
    progressed = Signal(object)  # Progress
    brought = Signal(object)  # Brought: an import has ended
    failed = Signal(object)  # UserError
    broken = Signal()  # a look or an import ended by a bug, which is shown apart
    grown = Signal(object)  # list of ChatId: have got more messages

    def __init__(self, moving: MovingIn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moving = moving
        self._files: tuple[Path, ...] = ()
        self._manner = Manner()
        self._job: Job[Any] | None = None
        self._round = 0  # counts what was begun; what an earlier one tells is not heard
        self._end = moving.grown.connect(self._tell_grown)

    @property
    def folders(self) -> Sequence[Folder]:
        """The folders that chats can be put into."""
        return self._moving.organising.folders

    def find(self) -> None:
        """Look for programs that have chats on this computer; `found` follows."""
        now = self._round
        self._moving.find(lambda programs: self.found.emit(programs) if now == self._round else None)

    def look(self, files: Sequence[Path], marks: Marks) -> None:
        """Tell what files would bring."""
        self.cancel()
        self._files, self._manner = tuple(files), Manner(marks=marks)
        self._job = self._moving.look(
            self._files, self._manner, self._once(self.previewed.emit), self._heard()
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
            self._files, self._manner, wanted, self._once(self.brought.emit), self._heard()
        )

    def undo(self, brought: Brought) -> None:
        """Put what an import brought into the trash."""
        try:
            self._moving.undo(brought)
        except UserError as error:
            self.failed.emit(error)

    @Slot()
    def stop(self) -> None:
        """Let what is under way end here; an import tells what it has done."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def cancel(self) -> None:
        """Give up what is under way, and hear nothing of it."""
        self.stop()
        self._round += 1
        self._job = None

    def close(self) -> None:
        """Hear no more."""
        self.cancel()
        self._end()

    def _target(self, target: FolderId | None, new_folder: str) -> FolderId | None:
        if not new_folder:
            return target
        same = (each for each in self.folders if each.parent is None and each.name == new_folder)
        folder = next(same, None) or self._moving.organising.add_folder(new_folder)
        return folder.id

    def _heard(self) -> Heard:
        return Heard(
            self._once_more(self.progressed.emit),
            self._once(self.failed.emit),
            lambda broken=self._once(lambda _: self.broken.emit()): broken(None),
        )

    def _once(self, tell: Callable[[Any], object]) -> Callable[[Any], None]:
        """Tell how a round has ended, unless another one has begun."""
        now = self._round

        def ended(outcome: object) -> None:
            if now == self._round:
                self._job = None
                tell(outcome)

        return ended

    def _once_more(self, tell: Callable[[Progress], object]) -> Callable[[Progress], None]:
        now = self._round

        def progressed(progress: Progress) -> None:
            if now == self._round:
                tell(progress)

        return progressed

    def _tell_grown(self, chats: Sequence[ChatId]) -> None:
        self.grown.emit(list(chats))
