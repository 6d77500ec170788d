"""A chat as Markdown, for people: the branch that is shown, as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.core.archive import WholeChat
from desktop.core.chat import Message, Role, title_of

_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>&|~$#!"})  # would make more than text of it
TOGETHER = 20  # messages in a piece
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands over the messages, in the reader's language."""

    system: str = "System prompt"
    user: str = "You"
    assistant: str = "Assistant"
    summary: str = "Summary of what came before"
    attachment: str = "Attached file: {name}"
    branches: str = "Other branches of this chat are not part of this file."
    untitled: str = "Chat"
    thinking: str = "Thinking"
    branch: str = "Another branch, after “{words}”"
    beginning: str = "Another beginning"

    def another(self, whole: WholeChat, branch: Sequence[Message]) -> str:
        """Say from where a branch goes another way."""
        parent = branch[0].parent
        before = next((message for message in whole.messages if message.id == parent), None)
        return self.beginning if before is None else self.branch.format(words=title_of(before.text))


@dataclass(frozen=True, slots=True)
class Form:
    """How chats are written for people."""

    headings: Headings = field(default_factory=Headings)
    language: str = "en"  # BCP 47
    thinking: bool = False  # what a model said to itself goes along
    branches: bool = False  # all of them, not only the one that is shown


def markdown_of(whole: WholeChat, form: Form) -> Iterator[str]:
    """Write a chat, in pieces."""
    headings, (branches, more) = form.headings, whole.written(form.branches)
    heads: dict[str, str] = {}  # over messages, by who speaks
    yield f"# {_line(whole.chat.title or headings.untitled)}\n\n{whole.chat.created:%Y-%m-%d %H:%M} UTC\n"
    if more:
        yield f"\n*{headings.branches}*\n"
    for number, branch in enumerate(branches):
        if number:
            yield f"\n---\n\n*{_line(headings.another(whole, branch))}*\n"
        for start in range(0, len(branch), TOGETHER):
            yield "".join([_message(message, form, heads) for message in branch[start : start + TOGETHER]])


def speaker(message: Message, headings: Headings) -> str:
    """Name who speaks; an answer by its model."""
    match message.role:
        case Role.USER:
            return headings.user
        case Role.ASSISTANT:
            record = message.record
            return record.model_name if record is not None and record.model_name else headings.assistant
        case Role.SYSTEM:
            return headings.system
        case Role.SUMMARY:
            return headings.summary


def _message(message: Message, form: Form, heads: dict[str, str]) -> str:
    who = speaker(message, form.headings)
    head = heads.get(who)
    if head is None:
        head = heads[who] = f"\n## {_line(who)}\n"
    thinking, text = "", _closed(message.text.strip())
    if form.thinking and message.thinking:
        quoted = _closed(message.thinking.strip()).replace("\n", "\n> ")
        thinking = f"\n> **{form.headings.thinking}**\n>\n> {quoted}\n"
    files = "".join(
        f"\n**{_line(form.headings.attachment.format(name=file.name))}**\n\n{fenced(file.text)}\n"
        for file in message.attachments
    )
    return f"{head}{thinking}\n{text}\n{files}" if text else f"{head}{thinking}{files}"


def fenced(text: str) -> str:
    """Write a text as a block of code, whatever stands in it."""
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.rstrip()}\n{fence}"


def _closed(text: str) -> str:
    """End a block of code that an answer was stopped in, so that what follows is no part of it."""
    if "```" not in text and "~~~" not in text:
        return text
    fence = ""
    for found in _FENCE.finditer(text):
        mark = found.group(1)
        if not fence:
            fence = mark
        elif mark[0] == fence[0] and len(mark) >= len(fence):
            fence = ""
    return f"{text}\n{fence}" if fence else text


def _line(text: str) -> str:
    return " ".join(text.split()).translate(_MARKUP)
