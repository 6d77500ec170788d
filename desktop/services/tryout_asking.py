"""What a model is asked for one cell of a try-out, and how it draws its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.chat import Role, clean
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.errors import EmptyPrompt
from desktop.core.models import Header
from desktop.core.preset_names import find_preset, sampling_of
from desktop.core.presets import Preset, preset_name
from desktop.core.sampling import Sampling, recommended, within_limits
from desktop.core.tasks import Job
from desktop.core.templates import Body, Value
from desktop.engine.protocol import Turn
from desktop.services.template_filling import Wish, make
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
        own = self.presets()
        now = self._of(model, own) or recommended(dict(header.sampling))
        preset = find_preset(body.preset, own)
        sampling = now if preset is None else sampling_of(preset, now)
        if body.json_schema or body.grammar:
            sampling = replace(sampling, json_schema=body.json_schema, grammar=body.grammar)
        return within_limits(replace(sampling, seed=manner.seed, max_tokens=manner.max_tokens))

    def missing(self, body: Body) -> bool:
        """Tell whether a template names a preset that is not there."""
        return bool(preset_name(body.preset)) and find_preset(body.preset, self.presets()) is None

    def _of(self, model: Path, own: Sequence[Preset]) -> Sampling | None:
        preset = self.chosen(model).preset
        if isinstance(preset, BuiltIn):
            return BUILT_IN[preset]
        return next((kept.sampling for kept in own if kept.id == preset), None)


def turns_of(
    plan: Plan, body: Body, values: Mapping[str, Value], model: str, job: Job[None]
) -> tuple[Turn, ...]:
    """Fill a version in. Reads files, so for a worker.

    Raises `AttachmentError`s, `TemplateFillsTooMuch` and `EmptyPrompt`.
    """
    made = make(Wish(body, values, replace(plan.around, model=model), plan.wording), job)
    for error in made.errors.values():
        raise error
    if made.refused is not None:
        raise made.refused
    filled = made.filled
    user = filled.user if filled.user.strip() else plan.manner.message
    if not user.strip():
        raise EmptyPrompt
    turns = [Turn(Role.SYSTEM, clean(filled.system))] if filled.system.strip() else []
    for example in filled.examples:
        turns.append(Turn(Role.USER, clean(example.question)))
        turns.append(Turn(Role.ASSISTANT, clean(example.answer)))
    return (*turns, Turn(Role.USER, clean(user)))
