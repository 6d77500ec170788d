"""Colours fields and conditions in the text of a template, while it is typed."""

from __future__ import annotations

import re

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.core.template_text import VARIABLES
from desktop.widgets.look import Look

_TAG = re.compile(r"(?<!\\)(\\*)(\{\{(?!\{)([^{}\r\n]*)\}\})")
_ESCAPED = re.compile(r"(?<!\\)\\+\{\{")


class TextColors(QSyntaxHighlighter):
    """Looks at one line at a time; what a whole text makes of it is `core.template_parser`'s affair."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[str, QTextCharFormat] = {}
        look.changed.connect(self._dress)
        self._make()

    def highlightBlock(self, text: str) -> None:
        """Colour a line."""
        if "{{" not in text:
            return
        for found in _ESCAPED.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), self._formats["escaped"])
        for found in _TAG.finditer(text):
            if len(found.group(1)) % 2 == 0:
                self._color(found.start(2), found.end(2), found.group(3).strip())

    def _color(self, start: int, end: int, inside: str) -> None:
        name = inside.partition(":")[0].strip()
        if inside.startswith(("#", "/")) or inside == "else":
            kind = "condition"
        else:
            kind = "variable" if name in VARIABLES else "field"
        self.setFormat(start, end - start, self._formats[kind])

    def _make(self) -> None:
        theme = self._look.theme
        self._formats = {
            "field": _format(theme.color("link"), theme.color("accent_soft")),
            "variable": _format(theme.color("ok"), theme.color("ok_soft")),
            "condition": _format(theme.color("syntax_keyword"), None, QFont.Weight.DemiBold),
            "escaped": _format(theme.color("text3"), None),
        }

    @Slot()
    def _dress(self) -> None:
        self._make()
        self.rehighlight()


def _format(
    color: QColor, ground: QColor | None, weight: QFont.Weight = QFont.Weight.Normal
) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(color)
    made.setFontWeight(weight)
    if ground is not None:
        made.setBackground(ground)
    return made
