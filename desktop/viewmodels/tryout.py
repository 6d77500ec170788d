"""What trying out shows and can ask for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from desktop.core.errors import UserError
from desktop.core.model_names import find_model
from desktop.core.models import Installed
from desktop.core.template_filling import Surroundings
from desktop.core.template_text import Wording
from desktop.core.templates import TemplateId
from desktop.core.tryout import InputId, SavedInput
from desktop.services.tryout import Manner, Plan
from desktop.services.tryout_assembly import TryoutServices
from desktop.viewmodels.tryout_choice import TryoutChoice
from desktop.viewmodels.tryout_inputs import TryoutInputs
from desktop.viewmodels.tryout_results import TryoutRun


class TryoutViewModel(QObject):
    """Runs a template on saved inputs."""

    def __init__(self, services: TryoutServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        working = services.basis.working
        self._models = working.models
        self._drawing = services.drawing
        self.choice = TryoutChoice(services.templates, services.history, self)
        self.inputs = TryoutInputs(services.inputs, self.choice, self)
        self.run = TryoutRun(services.trying, working.tasks, services.installed, self)
        self._end = working.models.library.changed.connect(lambda _: self.run.models_changed.emit())

    def missing_presets(self) -> list[str]:
        """Name the presets that the chosen versions ask for and that are not there."""
        bodies = [version.draft.body for version in self.choice.chosen]
        try:
            return list(dict.fromkeys(body.preset for body in bodies if self._drawing.missing(body)))
        except UserError:  # it is told when they are needed
            return []

    def preferred(self) -> Installed | None:
        """Give the model that the chosen template was made for, else the one that answers the chats."""
        models, body, chosen = self.run.installed(), self.choice.body, self._models.status.model
        made_for = find_model(body.model, models) if body is not None else None
        there = (model for model in models if chosen is not None and model.path == chosen.path)
        return made_for or next(there, None)

    @Slot(object)
    def choose(self, template: TemplateId) -> None:
        """Try this template out."""
        self.choice.choose(template)

    def start(
        self, models: Sequence[Installed], manner: Manner, around: Surroundings, wording: Wording
    ) -> bool:
        """Try the chosen versions out on all inputs; tells whether that has begun."""
        entry, versions, inputs = self.choice.entry, self.choice.chosen, self.inputs.rows.inputs
        if entry is None or not versions or not models:
            return False
        if not inputs and not self.choice.fields:  # there is nothing to fill in, so nothing to save
            inputs = (SavedInput(InputId(0), "", {}),)
        plan = Plan(entry.id, entry.name, inputs, versions, tuple(models), manner, around, wording)
        return self.run.start(plan)

    def close(self) -> None:
        """Hear no more."""
        self._end()
        for part in (self.run, self.inputs, self.choice):
            part.close()
