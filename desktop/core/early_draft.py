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
    with suppress(OSError):  # what cannot be read is not replaced
        before = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        put_in_place(path, together((before, typed)))


def put_in_place(path: Path, text: str) -> bool:
    """Write a file beside and put it in place; False if that cannot be."""
    part = path.with_suffix(".part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError:
        return False
    return True
