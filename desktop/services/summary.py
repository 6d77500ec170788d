"""How the oldest turns of a chat become a summary that the loaded model writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.chat import Message, MessageId, Role
from desktop.core.context import Fate, Map, Part
from desktop.core.quoting import prompt_text, with_summary
from desktop.core.sampling import Sampling
from desktop.engine.protocol import Turn
from desktop.services.context import active_summary

SHARE = 4  # of the context, one part in so many may become the summary
LONGEST = 1024  # tokens
INSTRUCTIONS = 150  # tokens of the text below with its layout, generously
TEMPERATURE = 0.3  # a summary is to be true rather than varied
CHARACTERS_PER_TOKEN = 2  # of a message that alone is too long to be read: careful for any language
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


def prepare(messages: Sequence[Message], sent: Map) -> Work:
    """Ask for a summary of what a map leaves out, or of the oldest part of it that the model can read.

    Where that is not all, the chat is still too long with the summary, and the next one goes on from it.
    """
    longest = min(LONGEST, sent.length // SHARE)
    budget = sent.length - longest - INSTRUCTIONS - sent.layout
    system = [p for p, fate in zip(sent.parts, sent.fates, strict=True) if _leads(p) and fate is Fate.SENT]
    chosen = _readable(sent.left_out, budget - sum(part.tokens for part in system))
    by_id = {message.id: message for message in messages}
    turns = [Turn(part.role, prompt_text(by_id[part.message])) for part in chosen if part.message is not None]
    if len(chosen) == 1:
        turns = [Turn(turn.role, _cut(turn.text, budget * CHARACTERS_PER_TOKEN)) for turn in turns]
    task = Turn(Role.USER, TASK.format(words=longest // 2))
    last = chosen[-1].message
    assert last is not None
    first = _first(messages)
    return Work((*first, *turns, task), last, Sampling(temperature=TEMPERATURE, max_tokens=longest))


def _leads(part: Part) -> bool:
    return part.role in (Role.SYSTEM, Role.SUMMARY)


def _readable(parts: Sequence[Part], budget: int) -> list[Part]:
    """Take the oldest parts that fit together, at least one."""
    chosen: list[Part] = []
    for part in parts:
        budget -= part.tokens
        if chosen and budget < 0:
            break
        chosen.append(part)
    return chosen


def _first(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Give the system prompt with the summary so far, as the chat itself begins."""
    system = next((m.text for m in messages if m.role is Role.SYSTEM), "")
    summary = active_summary(messages)
    text = with_summary(system, summary.text) if summary is not None else system
    return (Turn(Role.SYSTEM, text),) if text else ()


def _cut(text: str, longest: int) -> str:
    """Take the middle out of a text that is too long."""
    longest = max(longest, 100)
    if len(text) <= longest:
        return text
    return f"{text[: longest // 2]}\n[…]\n{text[-longest // 2 :]}"
