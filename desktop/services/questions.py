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
    from desktop.store.chats import NewMessage

    use = template.example_use
    chain = [
        NewMessage(None, role, said, template=use)
        for example in template.examples
        for role, said in ((Role.USER, example.question), (Role.ASSISTANT, example.answer))
    ]
    question = NewMessage(None, Role.USER, text, attachments=tuple(files), template=template.sent_as(text))
    return branch.append(*chain, question)


def made_before(question: Message) -> DraftTemplate | None:
    """Say what a question was made with that is edited; its examples stand before it already."""
    use = question.template
    return None if use is None or use.part is Part.EXAMPLE else DraftTemplate(use, question.text)
