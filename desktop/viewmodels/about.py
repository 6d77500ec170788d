"""What Fireside is made of, and what somebody who helps has to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.services.diagnostics import diagnostics
from desktop.services.models import ModelStatus
from desktop.services.shipped import Shipped, shipped


class AboutViewModel(QObject):
    """Reads on a worker thread, when it is first asked."""

    listed = Signal()  # `parts` is there
    text_read = Signal(object, str)  # Shipped, and its licence

    def __init__(self, tasks: Tasks, settings: SettingsFile, status: Callable[[], ModelStatus]) -> None:
        super().__init__()
        self._tasks = tasks
        self._settings = settings
        self._status = status
        self._asked = False
        self.parts: list[Shipped] = []

    @property
    def status(self) -> ModelStatus:
        """How the engine is."""
        return self._status()

    def list_parts(self) -> None:
        """Have the parts listed, once."""
        if not self._asked:
            self._asked = True
            self._tasks.run(lambda _: shipped(), done=self._take, failed=_bug)

    def read(self, part: Shipped) -> None:
        """Have a licence read."""
        done = partial(self.text_read.emit, part)
        self._tasks.run(lambda _: part.text(), done=done, failed=_bug)

    def diagnostics(self, window: Iterable[str]) -> str:
        """Write down what somebody who helps has to know."""
        return diagnostics(self._status(), self._settings.value, window)

    def _take(self, parts: list[Shipped]) -> None:
        self.parts = parts
        self.listed.emit()


def _bug(error: Exception) -> None:
    raise error
