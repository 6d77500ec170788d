"""What the window shows of exports and of what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.archive import Which, WholeChat
from desktop.core.chat import ChatId
from desktop.core.folders import Folder
from desktop.core.settings import SettingsFile
from desktop.services.exporting import Export, Printer
from desktop.services.moving_out import MovingOut
from desktop.viewmodels.chat import ChatViewModel


class MovingOutViewModel(QObject):
    """Passes wishes on, and what comes of them back. Remembers what was chosen last."""

    exported = Signal(object)  # Exported
    cancelled = Signal()
    failed = Signal(object)  # UserError
    progressed = Signal(object)  # Progress

    def __init__(self, moving: MovingOut, chat: ChatViewModel, settings: SettingsFile) -> None:
        super().__init__()
        self._moving = moving
        self._chat = chat
        self._settings = settings
        self._ends = (
            moving.exported.connect(self.exported.emit),
            moving.cancelled.connect(lambda _: self.cancelled.emit()),
            moving.failed.connect(self.failed.emit),
            moving.progressed.connect(self.progressed.emit),
        )

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._moving.busy

    @property
    def shown(self) -> ChatId | None:
        """The chat that the window shows; None for one in which nothing was said yet."""
        branch = self._chat.conversation.branch
        return branch.chat.id if branch.chat is not None and branch.messages else None

    @property
    def choices(self) -> Sequence[str]:
        """What was chosen last, as words of the export's window."""
        return self._settings.value.export_choices

    @Slot(object)
    def remember(self, choices: Sequence[str]) -> None:
        """Keep what was chosen, if it can be: the export is what matters."""
        with suppress(OSError):
            self._settings.set(export_choices=tuple(choices))

    def export(self, wanted: Export, which: Which | None, printer: Callable[[], Printer]) -> None:
        """Write chats: those that are named, or else those that `which` describes."""
        self._moving.export(wanted, which, printer)

    def title(self, chat: ChatId) -> str:
        """Give the title of a chat."""
        return self._moving.title(chat)

    def read(self, chats: Sequence[ChatId], done: Callable[[list[WholeChat]], None]) -> None:
        """Read chats for printing."""
        self._moving.read(chats, done)

    def folders(self, done: Callable[[list[Folder]], None]) -> None:
        """Read which folders there are."""
        self._moving.folders(done)

    def cancel(self) -> None:
        """End what is on its way."""
        self._moving.cancel()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()
