"""What a model is asked for one cell of a try-out, and how it draws its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.chat import Role, clean
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.errors import EmptyPrompt
from desktop.core.models import Header
from desktop.core.presets import Preset, folded_name, preset_name
from desktop.core.sampling import Sampling, recommended, within_limits
from desktop.core.tasks import Job
from desktop.core.template_filling import fields_in, fill
from desktop.core.templates import Body, FieldKind, Value
from desktop.engine.protocol import Turn
from desktop.services.attaching import read_text_file
from desktop.services.tryout import Manner, Plan


@dataclass(frozen=True, slots=True)
class Drawing:
    """Knows the presets. Lives on the owner thread."""

    presets: Callable[[], list[Preset]]  # raises `DataError`s
    chosen: Callable[[Path], ChatDefaults]  # for a model

    def sampling(self, body: Body, manner: Manner, model: Path, header: Header) -> Sampling:
        """Take the template's preset, else what was chosen for the model, else what its file recommends.

        Seed and length are the same for every cell, so that versions can be compared.
        """
        sampling = self.named(body.preset) or self._of(model) or recommended(dict(header.sampling))
        sampling = replace(sampling, seed=manner.seed, max_tokens=manner.max_tokens)
        if body.json_schema.strip():
            sampling = replace(sampling, json_schema=body.json_schema, grammar="")
        elif body.grammar.strip():
            sampling = replace(sampling, json_schema="", grammar=body.grammar)
        return within_limits(sampling)

    def named(self, name: str) -> Sampling | None:
        """Find a preset by its name: the user's own, else one that comes along."""
        folded = folded_name(preset_name(name))
        if not folded:
            return None
        for preset in self.presets():
            if folded_name(preset.name) == folded:
                return preset.sampling
        return next((BUILT_IN[built] for built in BuiltIn if built.value == folded), None)

    def _of(self, model: Path) -> Sampling | None:
        preset = self.chosen(model).preset
        if isinstance(preset, BuiltIn):
            return BUILT_IN[preset]
        return next((kept.sampling for kept in self.presets() if kept.id == preset), None)


def turns_of(
    plan: Plan, body: Body, values: Mapping[str, Value], model: str, job: Job[None]
) -> tuple[Turn, ...]:
    """Fill a version in. Reads files, so for a worker; raises `AttachmentError`s and `EmptyPrompt`."""
    read = {**values, **_contents(body, values, job)}
    filled = fill(body, read, replace(plan.around, model=model), plan.wording)
    user = filled.user if filled.user.strip() else plan.manner.message
    if not user.strip():
        raise EmptyPrompt
    turns = [Turn(Role.SYSTEM, clean(filled.system))] if filled.system.strip() else []
    for example in filled.examples:
        turns.append(Turn(Role.USER, clean(example.question)))
        turns.append(Turn(Role.ASSISTANT, clean(example.answer)))
    return (*turns, Turn(Role.USER, clean(user)))


def _contents(body: Body, values: Mapping[str, Value], job: Job[None]) -> dict[str, Value]:
    """Read the files that fields name."""
    contents: dict[str, Value] = {}
    for field in fields_in(body):
        path = values.get(field.name)
        if field.kind is FieldKind.FILE and isinstance(path, str) and path.strip():
            contents[field.name] = read_text_file(Path(path.strip()), job).text
    return contents
