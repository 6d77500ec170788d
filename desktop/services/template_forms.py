"""What a template wants of the answers to its messages: a preset of sampling, a JSON schema, or a grammar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.built_in_presets import BuiltIn
from desktop.core.errors import DataError
from desktop.core.preset_names import find_preset, sampling_of
from desktop.core.presets import Preset
from desktop.core.sampling import Sampling
from desktop.core.template_errors import TemplateGone
from desktop.core.templates import TemplateUse

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore


@dataclass(frozen=True, slots=True)
class Form:
    """What an answer must follow; "" is nothing."""

    json_schema: str = ""
    grammar: str = ""
    preset: Preset | BuiltIn | None = None  # that the answer is drawn with


FREE = Form()


def any_form(_: TemplateUse | None) -> Form:
    """Let answers have any form."""
    return FREE


def forms_from(
    store: TemplateStore, presets: Callable[[], Sequence[Preset]] = tuple
) -> Callable[[TemplateUse | None], Form]:
    """Find the form that the answer to a message must have, as the version wants that it was made with.

    Of a version that cannot be read any more the answer is free; a preset that is gone changes nothing.
    """

    def form_of(use: TemplateUse | None) -> Form:
        if use is None or use.template is None:
            return FREE
        try:
            body = store.body(use.template, use.version)
        except (TemplateGone, DataError):
            return FREE
        return Form(body.json_schema, body.grammar, find_preset(body.preset, presets()))

    return form_of


def drawn(sampling: Sampling, form: Form) -> Sampling:
    """Draw with the preset of a template, in the place of what was chosen for the chat."""
    return sampling if form.preset is None else sampling_of(form.preset, sampling)


def formed(sampling: Sampling, form: Form) -> Sampling:
    """Have a form followed, in the place of one that the sampling names."""
    if not (form.json_schema or form.grammar):
        return sampling
    return replace(sampling, json_schema=form.json_schema, grammar=form.grammar)
