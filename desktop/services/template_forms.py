"""The form that a template wants of the answers to its messages: a JSON schema, or a grammar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.errors import DataError
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


FREE = Form()


def any_form(_: TemplateUse | None) -> Form:
    """Let answers have any form."""
    return FREE


def forms_from(store: TemplateStore) -> Callable[[TemplateUse | None], Form]:
    """Find the form that the answer to a message must have, as the version wants that it was made with.

    Of a version that cannot be read any more the answer is free.
    """

    def form_of(use: TemplateUse | None) -> Form:
        if use is None or use.template is None:
            return FREE
        try:
            body = store.body(use.template, use.version)
        except (TemplateGone, DataError):
            return FREE
        return Form(body.json_schema, body.grammar)

    return form_of


def formed(sampling: Sampling, form: Form) -> Sampling:
    """Have a form followed, in the place of one that the sampling names."""
    return sampling if form == FREE else replace(sampling, json_schema=form.json_schema, grammar=form.grammar)
