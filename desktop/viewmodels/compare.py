"""One prompt, answered by several models."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.models import Installed
from desktop.services.comparing import Comparing
from desktop.services.comparison import Comparison, Question


class CompareViewModel(QObject):
    """One prompt, answered by several models."""

    changed = Signal()  # anything
    column_changed = Signal(int)  # that one alone
    models_changed = Signal()  # those that can be compared
    failed = Signal(object)  # UserError

    def __init__(self, comparing: Comparing) -> None:
        super().__init__()
        self._comparing = comparing
        self._ends = (
            comparing.changed.connect(self._on_changed),
            comparing.models_changed.connect(lambda _: self.models_changed.emit()),
        )

    @property
    def state(self) -> Comparison | None:
        """The comparison as it stands; None before the first."""
        return self._comparing.state

    @property
    def running(self) -> bool:
        """Whether models are being compared."""
        return self._comparing.running

    def installed(self) -> list[Installed]:
        """Give the models that can be compared."""
        return self._comparing.installed()

    def start(self, models: Sequence[Installed], question: Question) -> None:
        """Ask several models."""
        try:
            self._comparing.start(models, question)
        except UserError as error:
            self.failed.emit(error)

    @Slot()
    def stop(self) -> None:
        """End it now and keep what came."""
        self._comparing.stop()

    @Slot(object)
    def use(self, model: Installed) -> None:
        """Make a model the chosen one, now and at the next start."""
        try:
            self._comparing.use(model)
        except UserError as error:
            self.failed.emit(error)

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _on_changed(self, column: int | None) -> None:
        if column is None:
            self.changed.emit()
        else:
            self.column_changed.emit(column)
