"""What the library of templates shows and can ask for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.core.presets import Preset
from desktop.core.templates import Draft
from desktop.services.counting import Counting
from desktop.services.models import Models
from desktop.services.presets import Presets
from desktop.services.template_edits import TemplateEdits
from desktop.services.template_filling import TemplateFilling
from desktop.services.template_history import TemplateHistory
from desktop.services.templates import Templates
from desktop.viewmodels.template_changes import TemplateChanges
from desktop.viewmodels.template_editing import TemplateEditing
from desktop.viewmodels.template_listing import TemplateListing
from desktop.viewmodels.template_preview import TemplatePreview
from desktop.viewmodels.template_versions import TemplateVersions
from desktop.viewmodels.trying import trying


@dataclass(frozen=True, slots=True)
class TemplateDesk:
    """What the library of templates works with."""

    templates: Templates
    edits: TemplateEdits
    counting: Counting
    models: Models
    presets: Presets
    filling: TemplateFilling  # for the preview
    history: TemplateHistory


class TemplatesViewModel(QObject):
    """Lists templates, and edits one. Errors come by `failed`, never as exceptions."""

    failed = Signal(object)  # UserError

    def __init__(self, desk: TemplateDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.list = TemplateListing(desk.templates, desk.edits, self)
        self.changes = TemplateChanges(desk.templates, desk.edits, self)
        self.editing = TemplateEditing(desk.templates, desk.edits, self)
        self.versions = TemplateVersions(desk.templates, desk.history, self)
        self.preview = TemplatePreview(desk.counting, desk.models, desk.filling, self)
        for part in (self.list, self.changes, self.editing, self.versions):
            part.failed.connect(self.failed)

    def begin(self, draft: Draft) -> None:
        """Write on a new template."""
        self.editing.begin(draft)

    def model_names(self) -> list[str]:
        """Name the models on this computer, each once."""
        listed = self._desk.models.library.listed()
        return sorted({each.model.name for each in listed}, key=str.casefold)

    def presets(self) -> list[Preset]:
        """List the presets that the user keeps."""
        found: list[Preset] = []
        trying(self.failed, lambda: found.extend(self._desk.presets.all()))
        return found

    def close(self) -> None:
        """Hear no more."""
        for part in (self.preview, self.versions, self.editing, self.list):
            part.close()
