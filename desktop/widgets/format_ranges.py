"""Stretches of a text that are painted in another way, counted as Qt does."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat, QTextLayout


def units(text: str) -> int:
    """Count as Qt does, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def format_range(text: str, start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    """Say how some characters of a text are painted."""
    made = QTextLayout.FormatRange()
    made.start = units(text[:start])  # type: ignore[misc]  # the stub lets none be set
    made.length = units(text[start:end])  # type: ignore[misc]  # as above
    made.format = style  # type: ignore[misc]  # as above
    return made
