"""How files and summaries become text of a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.core.chat import Attachment, Message

SHORTEST_FENCE = 3
_BACKTICKS = re.compile("`{3,}")


def prompt_text(message: Message) -> str:
    """Give what the model reads of a message: its files first, then its text; no thinking."""
    return with_files(message.text, message.attachments)


def with_files(text: str, files: Sequence[Attachment]) -> str:
    """Put files before a text, each fenced so that nothing in it can end the fence."""
    return "\n\n".join([*(_quoted(file) for file in files), *([text] if text else [])])


def with_summary(system: str, summary: str) -> str:
    """Put the summary of earlier turns behind the system prompt, so that it comes first in the prompt."""
    said = f"Summary of the conversation so far:\n{summary}"
    return f"{system}\n\n{said}" if system else said


def _quoted(file: Attachment) -> str:
    longest = max((len(found) for found in _BACKTICKS.findall(file.text)), default=SHORTEST_FENCE - 1)
    fence = "`" * (longest + 1)
    end = "" if file.text.endswith("\n") else "\n"
    name = " ".join(file.name.split())
    return f"File “{name}”:\n{fence}\n{file.text}{end}{fence}"
