"""What of a chat the model sees: the parts of a prompt, and which of them a policy leaves out.

Pure arithmetic over token counts. The counts come from the model's own tokenizer, the tokens of the
layout around a text from a measurement at the load; together they are exact but for a few tokens. The
engine counts the whole prompt again and has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.chat import LeftOut, MessageId, Policy, Role

ROOM_SHARE = 8  # of the context, one part in so many is kept for the answer
LARGEST_ROOM = 1024  # tokens
AFTER_CUT = 0.75  # of the budget: a cut leaves room, so that the next turns begin with the same prompt


class Fate(StrEnum):
    """What becomes of a part."""

    SENT = "sent"
    LEFT_OUT = "left_out"
    SUMMARISED = "summarised"  # a summary stands for it
    REPLACED = "replaced"  # a system prompt, and another one came later


class Verdict(StrEnum):
    """Whether a prompt can be sent."""

    FITS = "fits"  # whole
    CUT = "cut"  # without the parts that the policy leaves out
    ASK = "ask"  # too long, and the policy is to ask
    TOO_LONG = "too_long"  # nothing can be left out that would help


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a prompt, or what is being typed."""

    role: Role
    tokens: int  # with the layout around it
    exact: bool = True  # False for an estimate
    message: MessageId | None = None  # None for what is being typed
    label: str = ""  # the beginning of its text
    pinned: bool = False
    thinking: int = 0  # characters of thinking that belong to it and are never sent
    covered: bool = False  # a summary on this branch stands for it
    replaced: bool = False  # a system prompt that holds no longer
    example: bool = False  # of a template: nobody said it


@dataclass(frozen=True, slots=True)
class Map:
    """What would be sent now, part by part."""

    parts: tuple[Part, ...] = ()
    fates: tuple[Fate, ...] = ()  # one for each part
    policy: Policy = Policy.ASK
    verdict: Verdict = Verdict.FITS
    length: int = 0  # tokens that the model sees; 0 while no model is loaded
    layout: int = 0  # tokens of the template that belong to no part
    used: int = 0  # tokens that would be sent
    total: int = 0  # tokens of everything, if nothing were left out
    room: int = 0  # tokens that are kept for the answer
    exact: bool = True  # whether every part is counted
    certain: bool = True  # whether it fits or not, however far the estimates are from the truth

    @property
    def left_out(self) -> tuple[Part, ...]:
        """The parts that the model would not see, nor a summary of them."""
        return tuple(p for p, fate in zip(self.parts, self.fates, strict=True) if fate is Fate.LEFT_OUT)

    @property
    def fraction(self) -> float:
        """Used part of the context, 1 when it is full; more than 1 if it does not fit."""
        return self.used / self.length if self.length else 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What a prompt has to fit into."""

    length: int  # tokens of the context
    layout: int = 0  # tokens that belong to no part
    scale: float = 1.0  # of the budget; below 1 after the engine found estimates too small


def room_for_answer(length: int) -> int:
    """Tokens that a prompt leaves to the answer."""
    return min(LARGEST_ROOM, length // ROOM_SHARE)


def lay_out(parts: Sequence[Part], frame: Frame, policy: Policy, before: LeftOut | None = None) -> Map:
    """Find what is sent. The last part is the question, which always is.

    `before` is what the last answer was made without: as long as that is enough, the same is left out
    again, so that the prompt begins as it did and is not read anew.
    """
    room = room_for_answer(frame.length)
    budget = int((frame.length - room) * frame.scale) - frame.layout
    fates = whole(parts)
    verdict = Verdict.FITS
    sent = _sent(parts, fates)
    if sent > budget:
        verdict = Verdict.ASK
        if policy is not Policy.ASK:
            fates = _cut(parts, fates, budget, policy, before)
            sent = _sent(parts, fates)
            verdict = Verdict.CUT if sent <= budget else Verdict.TOO_LONG
        elif sent - _turns(parts, fates).tokens(parts) > budget:
            verdict = Verdict.TOO_LONG
    return Map(
        tuple(parts),
        tuple(fates),
        policy,
        verdict,
        frame.length,
        frame.layout,
        frame.layout + sent,
        frame.layout + sum([part.tokens for part in parts]),
        room,
        all(part.exact for part in parts),
        _certain(parts, fates, frame.length - room - frame.layout),
    )


def as_it_was(parts: Sequence[Part], frame: Frame, left_out: LeftOut | None) -> Map:
    """Say what was sent for an answer whose record names what was left out."""
    everything = whole(parts)
    fates = _as_before(parts, everything, left_out) or everything
    used = frame.layout + _sent(parts, fates)
    return Map(tuple(parts), tuple(fates), length=frame.length, layout=frame.layout, used=used, total=used)


def whole(parts: Sequence[Part]) -> list[Fate]:
    """Leave nothing out; a summary stands for what it covers, and the newest system prompt for the others."""
    return [_of_its_own(part) for part in parts]


def _of_its_own(part: Part) -> Fate:
    if part.replaced:
        return Fate.REPLACED
    return Fate.SUMMARISED if part.covered and not part.pinned else Fate.SENT


def _sent(parts: Sequence[Part], fates: Sequence[Fate]) -> int:
    return sum([part.tokens for part, fate in zip(parts, fates, strict=True) if fate is Fate.SENT])


def _certain(parts: Sequence[Part], fates: Sequence[Fate], budget: int) -> bool:
    """Tell whether all that is sent is counted, or what is counted of it alone is too long.

    The oldest messages of a long chat are always estimates.
    """
    sent = [part for part, fate in zip(parts, fates, strict=True) if fate is Fate.SENT]
    return all(part.exact for part in sent) or sum(part.tokens for part in sent if part.exact) > budget


@dataclass(frozen=True, slots=True)
class _Turns:
    """What may be left out, by turns; in two lists, since a chat may have thousands of turns."""

    candidates: list[int]  # parts, the oldest first
    begins: list[int]  # where in the list each turn begins

    def tokens(self, parts: Sequence[Part]) -> int:
        return sum([parts[index].tokens for index in self.candidates])

    def __len__(self) -> int:
        return len(self.begins)

    def turn(self, number: int) -> list[int]:
        last = number + 1 == len(self.begins)
        return self.candidates[self.begins[number] : None if last else self.begins[number + 1]]


def _turns(parts: Sequence[Part], fates: Sequence[Fate]) -> _Turns:
    """Group what may be left out by turns, each a question with its answer; the oldest first."""
    candidates: list[int] = []
    begins: list[int] = []
    new = True
    for index, (part, fate) in enumerate(zip(parts[:-1], fates, strict=False)):
        if fate is not Fate.SENT or part.role is Role.SYSTEM or part.role is Role.SUMMARY:
            continue
        new = new or part.role is Role.USER
        if not part.pinned:
            if new:
                begins.append(len(candidates))
                new = False
            candidates.append(index)
    return _Turns(candidates, begins)


def _cut(
    parts: Sequence[Part], fates: Sequence[Fate], budget: int, policy: Policy, before: LeftOut | None
) -> list[Fate]:
    """Leave out what the policy says, and a little more than is needed."""
    turns = _turns(parts, fates)
    first = 1 if policy is Policy.MIDDLE and len(turns) > 1 else 0
    same = _as_before(parts, fates, before)
    if same is not None and _sent(parts, same) <= budget and same != list(fates):
        return same
    result = list(fates)
    left = _sent(parts, fates)
    for number in range(first, len(turns)):
        if left <= budget * AFTER_CUT:
            break
        for index in turns.turn(number):
            result[index] = Fate.LEFT_OUT
            left -= parts[index].tokens
    return result


def _as_before(parts: Sequence[Part], fates: Sequence[Fate], before: LeftOut | None) -> list[Fate] | None:
    """Leave out the same stretch once more; None if it is not there any more."""
    if before is None:
        return None
    places = {part.message: index for index, part in enumerate(parts) if part.message is not None}
    if before.first not in places or before.last not in places:
        return None
    result = list(fates)
    for index in range(places[before.first], places[before.last] + 1):
        if fates[index] is Fate.SENT and not parts[index].pinned and parts[index].role is not Role.SYSTEM:
            result[index] = Fate.LEFT_OUT
    return result
