"""The personas of this data folder: what can be done with them, and what one makes of a chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.events import Event
from desktop.core.free_name import free_name
from desktop.core.persona_errors import PersonaGone
from desktop.core.personas import Persona, PersonaDraft, PersonaId, folded_persona, persona_name
from desktop.core.presets import folded_name
from desktop.core.templates import LONGEST_NAME
from desktop.services.presets import Presets, Renamed

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.personas import PersonaStore


@dataclass(frozen=True, slots=True)
class Removed:
    """A persona that was deleted, and where it stood."""

    persona: Persona
    place: int


class Personas:
    """Lives on the owner thread. Methods raise `PersonaError`s and `DataError`s; then nothing has changed."""

    def __init__(self, store: PersonaStore, presets: Presets | None = None) -> None:
        self._store = store
        self._known: list[Persona] | None = None
        self.changed: Event[None] = Event()
        self._ends = [presets.renamed.connect(self._follow)] if presets is not None else []

    def all(self) -> list[Persona]:
        """List the personas in the user's order."""
        if self._known is None:
            self._known = self._store.all()
        return list(self._known)

    def get(self, persona: PersonaId) -> Persona:
        """Give a persona. Raises `PersonaGone`."""
        found = next((each for each in self.all() if each.id == persona), None)
        if found is None:
            raise PersonaGone
        return found

    def save(self, persona: PersonaId | None, draft: PersonaDraft) -> Persona:
        """Keep a new persona (None), or change one. Chats that were begun with it stay as they are."""
        saved = self._store.add([draft])[0] if persona is None else self._store.save(persona, draft)
        self._reread()
        return saved

    def add(self, drafts: Sequence[PersonaDraft]) -> list[Persona]:
        """Keep new personas, under free names."""
        taken = {folded_persona(each.name) for each in self.all()}
        named: list[PersonaDraft] = []
        for draft in drafts:
            named.append(replace(draft, name=free_persona_name(draft.name, taken)))
            taken.add(folded_persona(named[-1].name))
        made = self._store.add(named)
        self._reread()
        return made

    def duplicate(self, persona: PersonaId) -> Persona:
        """Keep a copy right behind a persona, under a free name."""
        there = self.get(persona)
        (made,) = self.add([there.draft])
        order = [each.id for each in self.all() if each.id != made.id]
        order.insert(order.index(persona) + 1, made.id)
        self._arrange(order)
        return made

    def remove(self, persona: PersonaId) -> Removed:
        """Delete a persona; `restore` undoes that."""
        there = self.get(persona)
        removed = Removed(there, self.all().index(there))
        self._store.remove(persona)
        self._reread()
        return removed

    def restore(self, removed: Removed) -> Persona:
        """Bring a persona back to where it stood."""
        (made,) = self.add([removed.persona.draft])
        order = [each.id for each in self.all() if each.id != made.id]
        order.insert(removed.place, made.id)
        self._arrange(order)
        return made

    def move(self, persona: PersonaId, steps: int) -> None:
        """Move a persona up (negative) or down in the list."""
        order = [each.id for each in self.all()]
        place = order.index(self.get(persona).id)
        wanted = min(max(place + steps, 0), len(order) - 1)
        if wanted != place:
            order.insert(wanted, order.pop(place))
            self._arrange(order)

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _arrange(self, order: Sequence[PersonaId]) -> None:
        self._store.arrange(order)
        self._reread()

    def _reread(self) -> None:
        self._known = None
        self.changed.emit(None)

    def _follow(self, renamed: Renamed) -> None:
        """Call a preset as it is called now."""
        before = folded_name(renamed.before)
        for persona in self.all():
            if before and folded_name(persona.draft.preset) == before:
                self._store.save(persona.id, replace(persona.draft, preset=renamed.name))
        self._reread()


def free_persona_name(name: str, taken: set[str]) -> str:
    """Give a name that is not taken: with a number behind it where it has to be."""
    return free_name(persona_name(name), lambda free: folded_persona(free) in taken, LONGEST_NAME)
