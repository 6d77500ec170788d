"""How the oldest turns of a chat become a summary that the loaded model writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.chat import LeftOut, Message, MessageId, Role
from desktop.core.context import Fate, Map, Part
from desktop.core.quoting import prompt_text
from desktop.core.sampling import Sampling
from desktop.engine.protocol import Turn
from desktop.services.context import first_turn, stretch_of

SHARE = 4  # of the context, one part in so many may become the summary
LONGEST = 1024  # tokens
INSTRUCTIONS = 150  # tokens of the text below with its layout, generously
TEMPERATURE = 0.3  # a summary is to be true rather than varied
SHORTEST_CUT = 100  # characters
MOST_SUMMARIES = 6  # one after the other; what they could not read is left out, with a mark
TASK = (
    "Summarise the conversation above, so that it can go on without it. Keep names, numbers, decisions, "
    "code that still matters and open questions. Write in the language of the conversation. "
    "Write only the summary, in at most {words} words."
)


@dataclass(frozen=True, slots=True)
class Work:
    """What the model is asked for a summary."""

    turns: tuple[Turn, ...]
    covers: MessageId  # the last message that the summary will stand for
    sampling: Sampling
    unread: LeftOut | None = None  # what it stands for without having been read


@dataclass(frozen=True, slots=True)
class _Read:
    """A message that is read for a summary."""

    role: Role
    message: MessageId
    tokens: int
    unread: int = 0  # tokens that are cut out of its middle

    @property
    def share(self) -> float:
        """The part of its text that is read."""
        return 1 - self.unread / max(1, self.tokens)


def prepare(messages: Sequence[Message], sent: Map, scale: float = 1.0) -> Work:
    """Ask for a summary of what a map leaves out, or of the oldest part of it that the model can read.

    Where that is not all, the chat is still too long with the summary, and the next one goes on from it.
    What `MOST_SUMMARIES` could not read is not read at all, the oldest first.
    `scale` below 1 reads less, after the engine found estimates too small.
    """
    longest = min(LONGEST, sent.length // SHARE)
    system = sum(p.tokens for p, fate in zip(sent.parts, sent.fates, strict=True) if _leads(p, fate))
    budget = int((sent.length - longest - INSTRUCTIONS) * scale) - sent.layout - system
    skipped = _skipped(sent, budget)
    chosen = _readable(sent, budget, {part.message for part in skipped})
    by_id = {message.id: message for message in messages}
    turns = [Turn(read.role, _cut(prompt_text(by_id[read.message]), read.share)) for read in chosen]
    last = chosen[-1]
    unread = LeftOut(last.message, last.message, 1, last.unread) if last.unread else stretch_of(skipped)
    task = Turn(Role.USER, TASK.format(words=longest // 2))
    sampling = Sampling(temperature=TEMPERATURE, max_tokens=longest)
    return Work((*first_turn(messages), *turns, task), last.message, sampling, unread)


def _leads(part: Part, fate: Fate) -> bool:
    return part.role in (Role.SYSTEM, Role.SUMMARY) and fate is Fate.SENT


def _skipped(sent: Map, budget: int) -> list[Part]:
    """Give the oldest parts that could only be read by summaries without end."""
    room = MOST_SUMMARIES * max(1, budget)
    left = sum(part.tokens for part in sent.left_out)
    skipped: list[Part] = []
    for part in sent.left_out[:-1]:
        if left <= room:
            break
        skipped.append(part)
        left -= part.tokens
    return skipped


def _readable(sent: Map, budget: int, skipped: set[MessageId | None]) -> list[_Read]:
    """Take the oldest parts that are left out and fit together, at least one; it may be cut.

    Pinned messages between them are read too: once they are pinned no longer, the summary stands for them.
    """
    chosen: list[_Read] = []
    between: list[_Read] = []
    for part, fate in zip(sent.parts, sent.fates, strict=True):
        if part.message is None or part.message in skipped:
            continue
        if fate is Fate.LEFT_OUT:
            if chosen and part.tokens > budget:
                break
            unread = max(0, part.tokens - max(0, budget))
            chosen += [*between, _Read(part.role, part.message, part.tokens, unread)]
            between.clear()
        elif part.pinned and not _leads(part, fate) and part.tokens <= budget // 2:  # some room must be left
            between.append(_Read(part.role, part.message, part.tokens))
        else:
            continue
        budget -= part.tokens
    return chosen


def _cut(text: str, share: float) -> str:
    """Take the middle out of a text, so that this share of it is left."""
    half = max(int(len(text) * share), SHORTEST_CUT) // 2
    return text if share == 1 or len(text) <= 2 * half else f"{text[:half]}\n[…]\n{text[-half:]}"
