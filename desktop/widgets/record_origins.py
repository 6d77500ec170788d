"""Says with which templates an answer was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.core.chat import Message, Role
from desktop.core.templates import Part
from desktop.services.context import active_system
from desktop.widgets.transcript.origins import named


class OriginWords(QObject):
    """Looks at what stands before an answer. An object, since only `tr` makes plurals."""

    def pairs(self, before: Sequence[Message]) -> list[tuple[str, str]]:
        """Give names and values; nothing where no template was used."""
        pairs: list[tuple[str, str]] = []
        question = next((m for m in reversed(before) if m.role is Role.USER), None)
        if question is not None and question.template is not None:
            words = named(question.template)
            if question.template.edited:
                words = self.tr("{template}, changed by hand").format(template=words)
            pairs.append((self.tr("Template of the question"), words))
        system = active_system(before)
        if system is not None and system.template is not None:
            pairs.append((self.tr("Template of the system prompt"), named(system.template)))
        examples = sum(m.template is not None and m.template.part is Part.EXAMPLE for m in before)
        if examples:
            pairs.append((self.tr("Examples of templates"), self.tr("%Ln message(s)", "", examples)))
        return pairs
