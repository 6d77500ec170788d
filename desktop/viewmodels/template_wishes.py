"""What the template of the draft was made for: a model, and a preset that may not be there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.built_in_presets import BuiltIn
from desktop.core.errors import DataError
from desktop.core.model_names import find_model
from desktop.core.models import Installed
from desktop.core.preset_names import find_preset, sampling_of
from desktop.core.presets import Preset
from desktop.core.template_errors import TemplateGone
from desktop.core.templates import Template, TemplateId
from desktop.services.persona_use import Means
from desktop.viewmodels.persona_use import Shown
from desktop.viewmodels.template_use import TemplateApplied


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is said of a template."""

    template: TemplateId
    model: str = ""  # that it was made for, where another one answers; "" is nothing to say
    here: Installed | None = None  # that model, where it is on this computer
    preset: str = ""  # that it names
    found: Preset | BuiltIn | None = None  # that preset, where it is there
    alone: bool = False  # it is a system prompt only: its preset waits for the user's word


class TemplateWishesViewModel(QObject):
    """Follows the draft of the shown chat. Loads nothing and changes no chat without the user's word."""

    changed = Signal()  # `wishes`

    def __init__(self, shown: Shown, means: Means) -> None:
        super().__init__()
        self._shown = shown
        self._means = means
        self._dismissed: TemplateId | None = None
        self._applied: TemplateId | None = None  # the last one that was a system prompt only
        self.wishes: Wishes | None = None
        chat = shown.chat
        chat.prepared.changed.connect(self._look)
        chat.shown.connect(self._begin)
        chat.busy_changed.connect(self._answering)
        shown.models.changed.connect(self._look)
        shown.models.listed.connect(self._look)
        self._look()

    @Slot(object)
    def follow(self, applied: TemplateApplied) -> None:
        """A template has been used in the chat; one without a message leaves nothing in the composer."""
        template = applied.template
        self._dismissed, self._applied = None, None if template.body.user.strip() else template.id
        self._look()

    @Slot()
    def load(self) -> None:
        """Go over to the model."""
        if self.wishes is not None and self.wishes.here is not None:
            self._shown.models.load(self.wishes.here)

    @Slot()
    def use_preset(self) -> None:
        """Draw the answers of this chat with the preset."""
        wishes, sampling = self.wishes, self._shown.sampling
        if wishes is not None and wishes.found is not None:
            sampling.set(sampling_of(wishes.found, sampling.sampling))
            sampling.flush()
            self.dismiss()

    @Slot()
    def dismiss(self) -> None:
        """Say no more of this template."""
        if self.wishes is not None:
            self._dismissed = self.wishes.template
            self._look()

    @Slot()
    def _begin(self) -> None:
        self._dismissed = self._applied = None
        self._look()

    @Slot(bool)
    def _answering(self, busy: bool) -> None:
        if busy:
            self._begin()

    @Slot()
    def _look(self) -> None:
        wishes = self._found()
        if wishes != self.wishes:
            self.wishes = wishes
            self.changed.emit()

    def _found(self) -> Wishes | None:
        draft = self._shown.chat.prepared.template
        number = draft.use.template if draft is not None else self._applied
        if number is None or number == self._dismissed:
            return None
        template = _read(self._means.template, number)
        if template is None:
            return None
        body, presets = template.body, self._means.presets()
        model, here = self._model(body.model)
        found = find_preset(body.preset, presets) if body.preset else None
        alone = draft is None
        if not model and (not body.preset or (found is not None and not alone)):
            return None  # all is as the template wants it
        return Wishes(number, model, here, body.preset, found, alone)

    def _model(self, name: str) -> tuple[str, Installed | None]:
        """Give the name of a model that does not answer, and where it is."""
        there = self._shown.models.status.model
        if not name.strip() or (there is not None and find_model(name, [there]) is not None):
            return "", None
        here = find_model(name, self._means.models())
        return (here.title if here is not None else name), here


def _read(read: Callable[[TemplateId], Template], template: TemplateId) -> Template | None:
    with suppress(TemplateGone, DataError):
        return read(template)
    return None
