"""What the benchmark of the conversation view shows: made up, and the same every time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from random import Random

from desktop.core.chat import AnswerRecord, Message, MessageId, Role, Status

TOKEN = 4  # characters
CREATED = datetime(2026, 1, 1, tzinfo=UTC)
RECORD = AnswerRecord("Some model", "/some.gguf", tokens=290, tokens_per_second=31.4, first_token_seconds=0.4)
_ENGLISH = (
    "The fire at the side of the lake burned low, and nobody had brought more wood.",
    "It needs `air`, **dry fuel** and *some* patience, in about this order.",
    "See [the manual](https://example.org/fire?part=2) for what to do in the rain.",
    "With $T = T_0 + \\Delta T$ the water is warm after twenty minutes.",
    "Most of what is written about this is wrong, and the rest is very long.",
    "A pan takes the heat from below; a stone gives it back for hours.",
)
_CHINESE = (
    "湖边的火慢慢小了，没有人再去捡柴。",
    "生火需要**空气**、`干柴`和一点耐心。",
    "公式 $E = mc^2$ 说明了质量和能量的关系。",
    "这个模型可以在本地运行，不需要联网。",
    "下雨的时候，先把木头放在石头旁边烤干。",
)
_QUESTIONS = (
    "How do I keep a fire?",
    "Why?",
    "Write it in Python, please.",
    "为什么会这样？",
    "And in the rain?",
)
_CODE = (
    "def burn(wood: list[Log], minutes: int = 20) -> float:\n"
    '    """Give the heat that is left."""\n'
    "    return sum(log.heat for log in wood) * 0.9 ** minutes  # joules",
    "for log in logs:\n    if not log.dry:\n        continue\n    print(f'{log.name}: {log.mass:.1f} kg')",
)


def conversation(size: int) -> list[Message]:
    """Give questions and answers with paragraphs, lists, code, tables, formulas and Chinese, in turn."""
    chance = Random(11)
    return [
        _question(chance, number) if number % 2 else _answer(chance, number) for number in range(1, size + 1)
    ]


def _question(chance: Random, number: int) -> Message:
    text = " ".join(chance.choices(_QUESTIONS, k=chance.choice((1, 1, 1, 2, 5))))
    return Message(MessageId(number), _before(number), Role.USER, text, Status.DONE, CREATED)


def _answer(chance: Random, number: int) -> Message:
    blocks = 60 if number % 200 == 0 else chance.choice((1, 2, 3, 4, 6, 10))
    text = "\n\n".join(block(chance, n) for n in range(blocks))
    return Message(MessageId(number), _before(number), Role.ASSISTANT, text, Status.DONE, CREATED, RECORD)


def _before(number: int) -> MessageId | None:
    return MessageId(number - 1) if number > 1 else None


def block(chance: Random, number: int) -> str:
    """Give one block of an answer."""
    makers = (_paragraph, _paragraph, _paragraph, _chinese, _list, _code, _table, _heading, _formula)
    return chance.choice(makers)(chance, number)


def _paragraph(chance: Random, number: int) -> str:
    return " ".join(chance.choices(_ENGLISH, k=chance.randint(1, 6)))


def _chinese(chance: Random, number: int) -> str:
    return "".join(chance.choices(_CHINESE, k=chance.randint(1, 6)))


def _list(chance: Random, number: int) -> str:
    mark = chance.choice(("-", "1."))
    return "\n".join(f"{mark} {chance.choice(_ENGLISH)}" for _ in range(chance.randint(2, 7)))


def _code(chance: Random, number: int) -> str:
    return "```python\n" + "\n\n\n".join(chance.choices(_CODE, k=chance.randint(1, 4))) + "\n```"


def _table(chance: Random, number: int) -> str:
    return "\n".join(("| wood | heat | note |", "|---|--:|---|", *map(_row, range(chance.randint(2, 8)))))


def _heading(chance: Random, number: int) -> str:
    return f"{'#' * chance.randint(2, 4)} Part {number}: fire and water"


def _formula(chance: Random, number: int) -> str:
    return f"$$\n\\sum_{{k=1}}^{{{number + 2}}} \\frac{{x_k}}{{k^2 + 1}} = \\int_0^1 f(x)\\,dx\n$$"


def _row(number: int) -> str:
    return f"| oak {number} | {number * 13 % 97} | `dry` for {number % 7} years |"


def stream(kind: str, tokens: int) -> str:
    """Give an answer of so many tokens: "mixed", or one block of "code", "list", "table" or "paragraph"."""
    chance = Random(23)
    makers: dict[str, tuple[str, Callable[[int], str]]] = {
        "mixed": ("", lambda n: block(chance, n) + "\n\n"),
        "code": ("```python\n", lambda n: f"value_{n} = burn(logs[{n}], minutes={n % 60})  # joules\n"),
        "list": ("", lambda n: f"- {chance.choice(_ENGLISH)}\n"),
        "table": ("| wood | heat | note |\n|---|--:|---|\n", lambda n: _row(n) + "\n"),
        "paragraph": ("", lambda n: chance.choice(_ENGLISH) + " "),
    }
    begin, more = makers[kind]
    parts = [begin]
    missing = tokens * TOKEN - len(begin)
    for number in count():
        if missing <= 0:
            break
        parts.append(more(number))
        missing -= len(parts[-1])
    return "".join(parts)[: tokens * TOKEN]
