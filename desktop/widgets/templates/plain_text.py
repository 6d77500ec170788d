"""Texts of templates, which may come from anywhere, as they can be shown."""

from __future__ import annotations

LONGEST_LINE = 200  # characters


def one_line(text: str, most: int = LONGEST_LINE) -> str:
    """Make one line that people read: short, without control or direction characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"
