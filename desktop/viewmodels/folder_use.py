"""What the shown chat to come gets of its folder, and the folder itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import FolderId
from desktop.core.folders import NOWHERE, Folder, Place, in_force, path_of
from desktop.core.model_names import find_wanted
from desktop.core.models import Installed
from desktop.core.personas import WantedModel
from desktop.services.models import ModelStatus, Stage
from desktop.services.organising import Organising
from desktop.viewmodels.persona_use import Shown
from desktop.viewmodels.trying import trying


class FolderUseViewModel(QObject):
    """Begins chats in folders, and changes what folders let chats begin with.

    Only a click on a folder's “New chat here” loads its model: opening a chat, or moving one, never does.
    What the user chooses for the chat before its first message comes first, then what its persona has,
    then the nearest folder on the way up, then the model.
    """

    changed = Signal()  # `path`
    missing = Signal(str)  # name of a folder's model that is not on this computer; the rest holds
    failed = Signal(object)  # UserError

    def __init__(
        self, organising: Organising, shown: Shown, installed: Callable[[], Sequence[Installed]]
    ) -> None:
        super().__init__()
        self._organising = organising
        self._shown = shown
        self.installed = installed
        self._end = organising.folders_changed.connect(self._folders_changed)
        shown.chat.shown.connect(self.changed)
        shown.chat.started.connect(self.changed)
        shown.models.changed.connect(self._model_changed)
        self._answers: Path | None = None  # the model that does

    @property
    def path(self) -> tuple[Folder, ...]:
        """The folders that the shown chat to come will be in, from the top; () for none, and for others."""
        branch = self._shown.chat.conversation.branch
        return path_of(self._organising.folders, branch.place.folder) if branch.chat is None else ()

    def folder(self, folder: FolderId) -> Folder | None:
        """Give a folder; None if it is gone."""
        return next((each for each in self._organising.folders if each.id == folder), None)

    def above(self, folder: Folder) -> tuple[str, WantedModel | None]:
        """Tell what chats in a folder begin with where it says nothing itself."""
        return in_force(self._organising.folders, folder.parent)

    @Slot(object)
    def begin(self, folder: FolderId) -> None:
        """Begin a chat in a folder, with its model."""
        if self.folder(folder) is None:
            return
        self._shown.chat.new(self._place(folder))
        self.changed.emit()
        self._load(in_force(self._organising.folders, folder)[1])

    @Slot()
    def leave(self) -> None:
        """Let the shown chat to come be in no folder."""
        self._shown.chat.conversation.branch.put(NOWHERE)
        self.changed.emit()

    def save(self, folder: FolderId, name: str, system: str, model: WantedModel | None) -> bool:
        """Change a folder; False after `failed`."""

        def save() -> None:
            self._organising.rename_folder(folder, name)
            self._organising.begin_with(folder, system, model)

        return trying(self.failed, save)

    def close(self) -> None:
        """Hear no more."""
        self._end()

    def _place(self, folder: FolderId) -> Place:
        return Place(folder, in_force(self._organising.folders, folder)[0])

    def _folders_changed(self, folders: Sequence[Folder]) -> None:
        branch = self._shown.chat.conversation.branch
        folder = branch.place.folder
        if folder is not None and branch.chat is None:
            branch.put(self._place(folder) if self.folder(folder) is not None else NOWHERE)
        self.changed.emit()

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        """Another model may have another system prompt for new chats."""
        answers = status.model.path if status.model is not None else None
        if answers != self._answers:
            self._answers = answers
            self._shown.chat.prepared.refresh()

    def _load(self, wanted: WantedModel | None) -> None:
        if wanted is None:
            return
        models = self._shown.models
        found, there = find_wanted(wanted, self.installed()), models.status.model
        if found is None:
            self.missing.emit(wanted.name or wanted.path)
        elif there is None or there.path != found.path or models.status.stage is Stage.FAILED:
            models.load(found)
