"""What was typed before the chats were open, where the window is closed by then."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

NAME = "draft.txt"  # of the draft that belongs to no chat yet


def together(texts: Iterable[str]) -> str:
    """Put texts one below the other; those that are blank are left out."""
    return "\n\n".join(text for text in texts if text.strip())


def keep_early(folder: Path, typed: str) -> None:
    """Put a text below the draft of the next new chat. What cannot be written is lost: the window closes."""
    if not typed.strip():
        return
    path = folder / NAME
    part = path.with_suffix(".part")
    with suppress(OSError):
        before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        part.write_text(together((before, typed)), encoding="utf-8", newline="")
        part.replace(path)
