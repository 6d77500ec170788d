"""What models are on this computer, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.library import Listed
from desktop.core.models import Installed
from desktop.services.library import Library
from desktop.services.library_changes import LibraryChanges
from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.library_places import LibraryPlaces
from desktop.viewmodels.library_rows import (
    HowItFits,
    LibraryListModel,
    LibraryRow,
    Order,
    arranged,
    matching,
)
from desktop.viewmodels.model_settings import ModelSettingsViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.trying import trying


@dataclass(frozen=True, slots=True)
class LibraryState:
    """What stands around the list."""

    count: int  # models, also those that the filter leaves out
    scanning: bool  # whether folders are being looked through
    known: bool  # whether all of them have been looked through since the start


class LibraryViewModel(QObject):
    """The list, the folders, and what the user asks for. Errors come by `failed`, never as exceptions."""

    changed = Signal()  # the list, the folders, or whether they are being looked through
    loading = Signal()  # a model was asked for: the user wants to chat with it
    removed = Signal(object)  # Listed: its files are deleted
    moving = Signal(object)  # services.library_moving.Moving; None when a move has ended
    failed = Signal(object)  # UserError

    def __init__(self, changes: LibraryChanges, models: ModelsViewModel) -> None:
        super().__init__()
        self._changes = changes
        self.places = LibraryPlaces(changes)
        self._library = changes.library
        self._models = models
        self._words = ""
        self._order = Order.USED
        self.rows = LibraryListModel(self._fit, self)
        self._ends: tuple[Callable[[], None], ...] = (
            self._library.changed.connect(lambda _: self._show()),
            self._library.recent.changed.connect(lambda _: self._show()),
            changes.removed.connect(self._gone),
            changes.progress.connect(self.moving.emit),
            changes.failed.connect(self.failed.emit),
        )
        models.changed.connect(self._model_changed)
        models.failed.connect(self.failed)
        self._status = models.status
        self._show()

    @property
    def state(self) -> LibraryState:
        """What stands around the list."""
        library = self._library
        return LibraryState(len(library.listed()), library.scanning, library.complete)

    @Slot()
    def rescan(self) -> None:
        """Look through all folders anew."""
        self._library.rescan()

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the models that have these words."""
        self._words = words
        self._show()

    @Slot(object)
    def sort(self, order: Order) -> None:
        """Show the models in this order."""
        self._order = order
        self._show()

    @Slot(object)
    def load(self, listed: Listed) -> None:
        """Load a model to chat with it."""
        self._models.load(listed.model)
        self.loading.emit()

    @Slot(object)
    def take(self, path: Path) -> None:
        """Load a file from anywhere, or look through a folder from now on; a worker finds out which it is."""

        def open_it(file: Path) -> None:
            self._models.open(file)
            self.loading.emit()

        self._changes.tell_apart(path, open_it)

    @Slot(object)
    def remove(self, listed: Listed) -> None:
        """Delete a model of ours from the disk; the engine lets go of it before."""
        if _is(listed, self._status.model, self._library):
            self._models.let_go()
        trying(self.failed, lambda: self._changes.remove(listed))

    def settings(self, listed: Listed) -> ModelSettingsViewModel:
        """Begin to choose how a model is loaded. The caller keeps what is returned."""
        return self._models.settings(listed.model)

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _fit(self, listed: Listed) -> HowItFits:
        return HowItFits(self._models.verdict_of(listed.model, listed.problem or listed.header))

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        before, self._status = self._status, status
        if (before.stage, before.model) != (status.stage, status.model):
            self._show()
            self.rows.fits_changed()

    def _show(self) -> None:
        rows = [self._row(listed) for listed in self._library.listed()]
        self.rows.show_rows(arranged(matching(rows, self._words), self._order))
        self.changed.emit()

    def _row(self, listed: Listed) -> LibraryRow:
        stage = self._status.stage if _is(listed, self._status.model, self._library) else Stage.NONE
        used = self._library.recent.of(listed.path)
        return LibraryRow(listed, used, stage is Stage.READY, stage is Stage.LOADING)

    def _gone(self, listed: Listed) -> None:
        if _is(listed, self._status.model, self._library):
            self._models.replace()  # else the next question would ask for what is gone
        self.removed.emit(listed)


def _is(listed: Listed, model: Installed | None, library: Library) -> bool:
    """Tell whether this is the model that was chosen, wherever it lies by now."""
    return model is not None and library.current(model).path == listed.path
