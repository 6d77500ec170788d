"""The one door from other threads into the GUI thread, and its clock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot


class GuiPost(QObject):
    """A `Post` that runs calls on the thread this object was made on, until it is closed."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._closed = False
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Run `call` on the GUI thread, soon; may be called from any thread."""
        self._posted.emit(call)

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Run `call` after so many seconds; a `Later`, for the GUI thread only."""
        QTimer.singleShot(round(seconds * 1000), lambda: self._run(call))

    def close(self) -> None:
        """Run nothing any more: what calls would speak to is being taken down."""
        self._closed = True

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
