"""How many tokens a chat template puts around the texts of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.core.chat import Role
from desktop.core.errors import TemplateFailed
from desktop.engine.marks import enclose
from desktop.engine.protocol import Overhead, Turn
from desktop.engine.templates.layout import chatml

TEXTS = {Role.SYSTEM: "Be brief.", Role.USER: "Hello", Role.ASSISTANT: "Hi"}

Lay = Callable[[Sequence[Turn]], str]  # gives a prompt with its marks
Size = Callable[[str], int]


def measure(lay_out: Lay, prompt_size: Size, text_size: Size) -> Overhead:
    """Lay out small conversations and compare their numbers of tokens. Raises Aborted.

    A template that refuses one is taken for ChatML. `system` may be negative: some templates have a
    system message of their own, which the user's takes the place of; `base` holds it then.
    """
    try:
        return _measured(lay_out, prompt_size, text_size)
    except TemplateFailed:
        return _measured(chatml, prompt_size, text_size)


def _measured(lay_out: Lay, prompt_size: Size, text_size: Size) -> Overhead:
    texts = {role: text_size(text) for role, text in TEXTS.items()}

    def around(*roles: Role) -> int:
        turns = [Turn(role, _marked(role)) for role in roles]
        return prompt_size(lay_out(turns)) - sum(texts[role] for role in roles)

    one = around(Role.USER)
    user = around(Role.USER, Role.USER) - one
    return Overhead(
        base=one - user,
        system=around(Role.SYSTEM, Role.USER) - one,
        user=user,
        assistant=around(Role.USER, Role.ASSISTANT, Role.USER) - one - user,
    )


def _marked(role: Role) -> str:
    return TEXTS[role] if role is Role.ASSISTANT else enclose(TEXTS[role])
