"""Personas in the shown chat: which one it was begun with, and taking one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from desktop.core.personas import Persona, PersonaDraft, PersonaId, WantedModel
from desktop.core.preset_names import name_of
from desktop.core.template_filling import Surroundings
from desktop.services.conversation import Conversation
from desktop.services.models import Stage
from desktop.services.persona_use import Setup, begun_with, set_up, with_files
from desktop.services.template_filling import TemplateFilling
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.sampling import SamplingViewModel


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window shows beside the pages; a persona changes it."""

    chat: ChatViewModel
    models: ModelsViewModel
    sampling: SamplingViewModel


@dataclass(frozen=True, slots=True)
class Taken:
    """A persona that the shown chat has got."""

    persona: Persona
    setup: Setup  # with what was missing


class PersonaUseViewModel(QObject):
    """Gives the shown chat what a persona has. Changing the persona later changes no chat."""

    changed = Signal()  # `current`
    moved = Signal()  # another chat is shown
    asked = Signal(object)  # Persona: the chat has messages; the user says `begin_new` or `go_on`
    taken = Signal(object)  # Taken

    def __init__(self, personas: PersonasViewModel, shown: Shown, filling: TemplateFilling) -> None:
        super().__init__()
        self.personas = personas
        self._shown = shown
        self._filling = filling  # of its own
        self._fresh: Conversation | None = None  # that was given a persona, and has no message yet
        self._given: PersonaId | None = None
        chat = shown.chat
        chat.shown.connect(self.moved)
        for moved in (chat.shown, chat.started, chat.ended, chat.prepared.changed, personas.changed):
            moved.connect(self.changed)

    @property
    def empty(self) -> bool:
        """Whether the shown chat has no messages yet."""
        return not self._shown.chat.messages.rowCount()

    @property
    def current(self) -> Persona | None:
        """The persona that the shown chat was begun with, or last given; None if that cannot be told."""
        conversation = self._shown.chat.conversation
        if not conversation.branch.messages:
            given = self._given if self._fresh is conversation else None
            return self.personas.get(given)
        if not conversation.branch.whole:
            return None  # the beginning is still being read
        sampling, means = conversation.fitting.options.sampling, self.personas.means
        presets, models = means.presets(), means.models()  # once for all personas
        means = replace(means, presets=lambda: presets, models=lambda: models)

        def setup(draft: PersonaDraft) -> Setup:
            return set_up(draft, means, self._around(draft.model))

        return begun_with(self._system, sampling, self.personas.all, setup)

    def set_up(self, draft: PersonaDraft) -> Setup:
        """Look up all that a persona names."""
        return set_up(draft, self.personas.means, self._around(draft.model))

    @Slot(object)
    def take(self, persona: PersonaId) -> None:
        """Give the shown chat a persona; one that has messages is asked about first."""
        found = self.personas.get(persona)
        if found is None:
            return
        if self.empty:
            self._give(found)
        else:
            self.asked.emit(found)

    @Slot(object)
    def begin_new(self, persona: Persona) -> None:
        """Begin a chat with a persona."""
        self._shown.chat.new()
        self._give(persona)

    @Slot(object)
    def go_on(self, persona: Persona) -> None:
        """Let a persona answer in the shown chat from here on."""
        self._shown.chat.when_still(lambda: self._give(persona))

    @Slot()
    def take_off(self) -> None:
        """Let the shown chat, which is empty, begin as chats do without a persona."""
        if self.empty:
            self._filling.cancel()
            self._given = None
            self._apply(Setup(""))
            self.changed.emit()

    def from_chat(self, name: str) -> PersonaDraft:
        """Make a persona of what the shown chat uses."""
        chat, status = self._shown.chat, self._shown.models.status
        current = self.current
        kept = current.draft if current is not None else PersonaDraft("")
        self._shown.sampling.flush()
        sampling = chat.choices.options.sampling
        preset = "" if sampling is None else name_of(sampling, self.personas.presets())
        if sampling is not None and self.set_up(kept).sampling == sampling:
            preset = kept.preset  # of several with the same values
        model = status.model
        return PersonaDraft(
            name,
            symbol=kept.symbol,
            color=kept.color,
            system=self._system,
            model=None if model is None else WantedModel(str(model.path), model.title),
            preset=preset,
            sampling=None if preset else sampling,
        )

    @property
    def _system(self) -> str:
        prompt = self._shown.chat.conversation.system.current
        return prompt.text if prompt is not None else ""

    def _give(self, persona: Persona) -> None:
        setup, conversation = self.set_up(persona.draft), self._shown.chat.conversation

        def give(setup: Setup) -> None:
            if self._shown.chat.conversation is not conversation:
                return  # another chat is shown by now
            self._fresh, self._given = conversation, persona.id
            self._apply(setup)
            self._load(setup)
            self.changed.emit()
            self.taken.emit(Taken(persona, setup))

        self._filling.cancel()
        if setup.wish is None:
            give(setup)
        else:
            self._filling.make(setup.wish, lambda made: give(with_files(setup, made)))

    def _apply(self, setup: Setup) -> None:
        chat, sampling = self._shown.chat, self._shown.sampling
        sampling.flush()  # what was set before was meant for before
        if setup.system or not self.empty:
            chat.turns.set_system(setup.system, setup.made_with)
        else:
            chat.conversation.system.take(None)  # what was chosen for the model applies
        chat.choices.set_sampling(setup.sampling)
        sampling.chat_shown()

    def _load(self, setup: Setup) -> None:
        models = self._shown.models
        there = models.status.model
        answers = there is not None and setup.model is not None and there.path == setup.model.path
        if setup.model is not None and not (answers and models.status.stage is not Stage.FAILED):
            models.load(setup.model)

    def _around(self, wanted: WantedModel | None) -> Surroundings:
        there = self._shown.models.status.model
        model = wanted.name if wanted is not None else there.title if there is not None else ""
        return Surroundings(datetime.now(), QLocale().nativeLanguageName(), model)
