"""What templates have put beside a draft: it goes with the next message."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.core.templates import Example, Part, TemplateUse


@dataclass(frozen=True, slots=True)
class SystemPrompt:
    """What the model is told before everything; "" is nothing."""

    text: str
    made_with: TemplateUse | None = None


@dataclass(frozen=True, slots=True)
class DraftTemplate:
    """The template that a draft was made with."""

    use: TemplateUse
    text: str = ""  # of the draft as it was made
    examples: tuple[Example, ...] = ()  # become messages before the question

    def sent_as(self, text: str) -> TemplateUse:
        """Say how a text was made that is sent now."""
        changed = bool(self.text) and text.strip() != self.text.strip()  # one without text changed nothing
        return replace(self.use, edited=self.use.edited or changed)

    @property
    def example_use(self) -> TemplateUse:
        """Say how the examples were made."""
        return replace(self.use, part=Part.EXAMPLE, edited=False)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is kept with a draft."""

    template: DraftTemplate | None = None
    system: SystemPrompt | None = None  # that was set, and is no message yet


NOTHING = Prepared()
