"""The user's messages in a branch, with what a template puts before them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.chat import Attachment, Message, Role
from desktop.core.prepared import DraftTemplate
from desktop.core.templates import Part
from desktop.services.branch import Branch


def add_question(
    branch: Branch, text: str, files: Sequence[Attachment], template: DraftTemplate | None
) -> Message:
    """Store a question behind the examples of its template. Raises a `DataError`."""
    if template is None:
        return branch.write(Role.USER, text, files)
    for example in template.examples:
        branch.write(Role.USER, example.question, template=template.example_use)
        branch.write(Role.ASSISTANT, example.answer, template=template.example_use)
    return branch.write(Role.USER, text, files, template.sent_as(text))


def made_before(question: Message) -> DraftTemplate | None:
    """Say what a question was made with that is edited; its examples stand before it already."""
    use = question.template
    return None if use is None or use.part is Part.EXAMPLE else DraftTemplate(use, question.text)
