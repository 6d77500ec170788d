"""One job after another, as the window shows them: what moves chats and templates in and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.tasks import Job
from desktop.core.user_error import UserError

T = TypeVar("T")


class OneJob(QObject):
    """Hears of the newest job only; what is given up is not told any more."""

    progressed = Signal(object)  # Progress, of what is moved
    failed = Signal(object)  # UserError
    broken = Signal()  # it ended by a bug, which is shown apart

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None
        self._round = 0  # counts what was begun; what an earlier one tells is not heard

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

    def _meanwhile(self, tell: Callable[[T], object]) -> Callable[[T], None]:
        """Tell something of this round as long as no other one has begun."""
        now = self._round

        def told(value: T) -> None:
            if now == self._round:
                tell(value)

        return told

    def _ended(self, tell: Callable[[T], object]) -> Callable[[T], None]:
        """Tell how this round has ended, unless another one has begun."""

        def ended(outcome: T) -> None:
            self._job = None
            tell(outcome)

        return self._meanwhile(ended)

    def _failure(self, error: UserError | None) -> None:
        """Tell why it failed; None is a bug."""
        if error is None:
            self.broken.emit()
        else:
            self.failed.emit(error)
