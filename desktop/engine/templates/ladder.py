"""From a conversation to a prompt, by the model's chat template, however narrow its author thought.

Templates refuse a system message, or two turns of one speaker in a row, or drop a system message that is
not the first one. So a conversation is offered as it is, then reworded step by step until the template
takes it whole (measured on 70 templates of llama.cpp's collection: docs, engine.md §6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import jinja2

from desktop.core.chat import Role
from desktop.engine.marks import find, without_contents
from desktop.engine.protocol import Turn
from desktop.engine.templates.job import LONGEST_PROMPT, Job
from desktop.engine.templates.sandbox import clock

LONGEST_DETAIL = 300  # characters

Rewording = Callable[[list[Turn]], list[Turn]]


class NotRendered(Exception):
    """No step of the ladder gave a prompt; the message says why the first one did not."""


def render(template: jinja2.Template, job: Job) -> str:
    """Give the prompt, marks included. Raises NotRendered, and whatever else a template brings about."""
    first: Exception | None = None
    for turns in _rewordings(list(job.turns)):
        for extra in ({}, _old_variables(job.day)):
            try:
                return _attempt(template, turns, _variables(job) | extra)
            except (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError) as error:
                first = first or error
    raise NotRendered(describe(first))


def describe(error: Exception | None) -> str:
    """Say what went wrong, without quoting a chat."""
    text = without_contents(str(error))[:LONGEST_DETAIL]
    return text or type(error).__name__


def _attempt(template: jinja2.Template, turns: list[Turn], variables: dict[str, Any]) -> str:
    messages = [{"role": turn.role.value, "content": turn.text} for turn in turns]
    prompt = template.render(messages=messages, **variables)
    if len(prompt) > LONGEST_PROMPT:
        raise NotRendered("the prompt is too large")
    find(prompt)  # raises UnbalancedMarks, a ValueError
    for turn in turns:
        if turn.role is not Role.ASSISTANT and turn.text not in prompt:
            raise ValueError("the template leaves a message out")
    return prompt


def _variables(job: Job) -> dict[str, Any]:
    return {
        "bos_token": job.bos,
        "eos_token": job.eos,
        "add_generation_prompt": True,
        "strftime_now": clock(job.day),
    } | _switches(job)


def _switches(job: Job) -> dict[str, Any]:
    """Tell whether to think by every name that templates ask for it (`enable_thinking` is Qwen's)."""
    if job.thinking is None:
        return {}
    switches: dict[str, Any] = {"enable_thinking": job.thinking, "thinking": job.thinking}
    if "reasoning_effort" in job.template:  # gpt-oss, which cannot do without
        switches["reasoning_effort"] = "medium" if job.thinking else "low"
    return switches


def _old_variables(day: date) -> dict[str, Any]:
    """Give what some templates of 2024 cannot do without."""
    return {"functions": "[]", "datetime": f"{day:%b %d %Y}"}


def _rewordings(turns: list[Turn]) -> Iterator[list[Turn]]:
    """Give the conversation as it is, then each wording that differs from those before."""
    steps: tuple[Rewording, ...] = (
        lambda t: t,
        _system_first,
        lambda t: _merged(_system_first(t)),
        lambda t: _merged(_system_folded(t)),
    )
    seen: list[list[Turn]] = []
    for step in steps:
        wording = step(turns)
        if wording not in seen:
            seen.append(wording)
            yield wording


def _system_first(turns: list[Turn]) -> list[Turn]:
    """Put all system messages into one, at the start."""
    system = [turn.text for turn in turns if turn.role is Role.SYSTEM]
    others = [turn for turn in turns if turn.role is not Role.SYSTEM]
    return [Turn(Role.SYSTEM, "\n\n".join(system)), *others] if system else others


def _merged(turns: list[Turn]) -> list[Turn]:
    """Put messages of one speaker in a row into one."""
    merged: list[Turn] = []
    for turn in turns:
        if merged and merged[-1].role is turn.role:
            merged[-1] = Turn(turn.role, merged[-1].text + "\n\n" + turn.text)
        else:
            merged.append(turn)
    return merged


def _system_folded(turns: list[Turn]) -> list[Turn]:
    """Let the user say what the system messages say."""
    return [Turn(Role.USER, turn.text) if turn.role is Role.SYSTEM else turn for turn in turns]
