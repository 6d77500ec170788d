"""What of a conversation the model would see: messages become parts, parts become a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from desktop.core.chat import Attachment, LeftOut, Message, MessageId, Policy, Role, Status
from desktop.core.context import Fate, Frame, Map, Part, lay_out, whole
from desktop.core.quoting import prompt_text, with_files, with_summary
from desktop.core.templates import Example, Part as Made
from desktop.engine.protocol import Overhead, Turn
from desktop.services.counting import Counting
from desktop.services.models import Models

LABEL = 200  # characters of a message that the map may show
COUNTED = 2  # times the context: older messages are estimated, since they cannot be sent anyway

Far: TypeAlias = dict[MessageId, tuple[Message, Part]]  # messages as they were when they were estimated


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the composer."""

    text: str = ""
    files: tuple[Attachment, ...] = ()
    examples: tuple[Example, ...] = ()  # that a template puts before it


class Contexts:
    """Makes maps of any messages. Lives on the owner thread."""

    def __init__(self, counting: Counting, models: Models) -> None:
        self.counting = counting
        self._models = models
        self._quoted: tuple[tuple[Attachment, ...], str] = ((), "")  # the files being attached, as text

    def map(
        self, parts: Sequence[Part], policy: Policy, before: LeftOut | None = None, scale: float = 1.0
    ) -> Map:
        """Find what is sent of these parts; without a model, everything."""
        loaded = self._models.status.loaded
        if loaded is None:
            return Map(tuple(parts), tuple(whole(parts)), policy)
        layout = loaded.overhead.base
        first = parts[:2]
        if any(part.role in (Role.SYSTEM, Role.SUMMARY) and not part.replaced for part in first):
            layout += min(0, loaded.overhead.system)  # the template's own system prompt goes
        return lay_out(parts, Frame(loaded.context_length, layout, scale), policy, before)

    def parts(self, messages: Sequence[Message], far: Far | None = None) -> list[Part]:
        """Measure messages, the newest first, as far back as could be of use.

        `far` keeps the parts of all before, of which there may be very many.
        """
        far = {} if far is None else far
        summary, system = active_summary(messages), active_system(messages)
        covered = covered_by(summary, messages)
        loaded = self._models.status.loaded
        enough = COUNTED * loaded.context_length if loaded is not None else 0
        parts: list[Part] = []
        tokens = 0
        for message in reversed(messages):
            if not _speaks(message, summary):
                continue
            if tokens < enough or _always_sent(message):
                part = self._part(message, self.counting.tokens, message.id in covered)
                if message.role is Role.SYSTEM and message is not system:
                    part = replace(part, replaced=True)
                tokens += 0 if part.covered or part.replaced else part.tokens
            else:
                part = self.far_part(message, far, message.id in covered)
            parts.append(part)
        parts.reverse()
        return _in_order(parts, self._around(Role.SYSTEM))

    def far_part(self, message: Message, far: Far, covered: bool) -> Part:
        """Estimate a message that is too far back to be sent, once."""
        known = far.get(message.id)
        if known is None or known[0] is not message or known[1].covered is not covered:
            known = far[message.id] = message, self._part(message, _unknown, covered)
        return known[1]

    def part(self, message: Message) -> Part:
        """Measure one more message at the end."""
        return self._part(message, self.counting.tokens, covered=False)

    def typed(self, typed: Typed) -> Part:
        """Measure what is being typed."""
        if self._quoted[0] != typed.files:  # they are large, and change less often than the text
            self._quoted = typed.files, with_files("", typed.files)
        files = self._quoted[1]
        sizes = [self._size(typed.text, self.counting.typed), self._size(files, self.counting.tokens)]
        tokens = sum(size for size, _ in sizes) + self._around(Role.USER)
        return Part(Role.USER, tokens, all(exact for _, exact in sizes), label=typed.text[:LABEL])

    def examples(self, examples: Sequence[Example]) -> list[Part]:
        """Measure examples that would come before what is being typed."""
        return [
            self._example(role, text)
            for example in examples
            for role, text in ((Role.USER, example.question), (Role.ASSISTANT, example.answer))
        ]

    def _example(self, role: Role, text: str) -> Part:
        tokens, exact = self._size(text, self.counting.tokens)
        return Part(role, tokens + self._around(role), exact, label=text[:LABEL], example=True)

    def _part(self, message: Message, count: Callable[[str], int | None], covered: bool) -> Part:
        summary = message.role is Role.SUMMARY
        text = with_summary("", message.text) if summary else prompt_text(message)
        tokens, exact = self._size(text, count)
        return Part(
            message.role,
            tokens + self._around(message.role),
            exact,
            message.id,
            message.text[:LABEL],
            message.pinned,
            len(message.thinking),
            covered,
            example=message.template is not None and message.template.part is Made.EXAMPLE,
        )

    def _size(self, text: str, count: Callable[[str], int | None]) -> tuple[int, bool]:
        counted = count(text)
        return (self.counting.estimate(text), False) if counted is None else (counted, True)

    def _around(self, role: Role) -> int:
        loaded = self._models.status.loaded
        overhead = loaded.overhead if loaded is not None else Overhead()
        match role:
            case Role.SYSTEM | Role.SUMMARY:
                return max(0, overhead.system)
            case Role.USER:
                return overhead.user
            case Role.ASSISTANT:
                return overhead.assistant


def active_summary(messages: Sequence[Message]) -> Message | None:
    """Find the summary that counts: the newest whole one on the branch."""
    ready = (m for m in reversed(messages) if m.role is Role.SUMMARY and m.status is Status.DONE and m.text)
    return next(ready, None)


def active_system(messages: Sequence[Message]) -> Message | None:
    """Find the system prompt that counts, the newest; without text it says that there is none."""
    return next((m for m in reversed(messages) if m.role is Role.SYSTEM), None)


def covered_by(summary: Message | None, messages: Sequence[Message]) -> set[MessageId]:
    """List the messages that a summary stands for; pinned ones and the system prompt stay as they are."""
    if summary is None:
        return set()
    end = next((i for i, m in enumerate(messages) if m.id == summary.covers), -1)
    return {m.id for m in messages[: end + 1] if m.role is not Role.SYSTEM and not m.pinned}


def first_turn(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Give the system prompt with the summary so far, with which a prompt begins; nothing without either."""
    system, summary = active_system(messages), active_summary(messages)
    said = system.text if system is not None else ""
    text = with_summary(said, summary.text) if summary is not None else said
    return (Turn(Role.SYSTEM, text),) if text else ()


def turns_of(messages: Sequence[Message], sent: Map) -> tuple[Turn, ...]:
    """Give what the model reads: the parts of a map that are sent, a summary within the system prompt."""
    fates = zip(sent.parts, sent.fates, strict=True)
    wanted = {part.message for part, fate in fates if fate is Fate.SENT}
    chosen = [m for m in messages if m.id in wanted]
    said = (m for m in chosen if m.role not in (Role.SYSTEM, Role.SUMMARY))
    return (*first_turn(chosen), *(Turn(message.role, prompt_text(message)) for message in said))


def stretch_of(parts: Sequence[Part]) -> LeftOut | None:
    """Say for the record that the model did not get to see these parts, the oldest first; None for none."""
    gone = [part for part in parts if part.message is not None]
    if not gone:
        return None
    first, last = gone[0].message, gone[-1].message
    assert first is not None
    assert last is not None
    return LeftOut(first, last, len(gone), sum(part.tokens for part in gone))


def left_out_before(messages: Sequence[Message], policy: Policy) -> LeftOut | None:
    """Find what the newest answer was made without, if it was made under the same policy."""
    records = (m.record for m in reversed(messages) if m.role is Role.ASSISTANT and m.record is not None)
    record = next(records, None)
    return record.left_out if record is not None and record.policy is policy else None


def _speaks(message: Message, summary: Message | None) -> bool:
    if message.role is Role.SUMMARY:
        return summary is not None and message.id == summary.id
    return bool(message.text or message.attachments)


def _always_sent(message: Message) -> bool:
    return message.pinned or message.role in (Role.SYSTEM, Role.SUMMARY)


def _in_order(parts: list[Part], around: int) -> list[Part]:
    """Put first what the model reads first: the system prompt, then the summary within the same layout."""
    system = [part for part in parts if part.role is Role.SYSTEM and not part.replaced]
    summary = [part for part in parts if part.role is Role.SUMMARY]
    if not summary and (not system or system == parts[:1]):
        return parts
    if system:
        summary = [replace(part, tokens=part.tokens - around) for part in summary]
    others = (part for part in parts if part.role is not Role.SUMMARY)
    return [*system, *summary, *(part for part in others if part.role is not Role.SYSTEM or part.replaced)]


def _unknown(text: str) -> int | None:
    return None
