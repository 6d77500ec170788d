"""How chats are set on paper: always in light colours, in fonts whose text can be found again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont

from desktop.core.archive_markdown import Form
from desktop.widgets.icons import Icons
from desktop.widgets.paper.rows import Style
from desktop.widgets.style import Theme, light
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.markdown import Parser

# Glyphs that no character names by itself: a PDF file could not say which text they stand for.
# With "locl" the digits of Noto Sans CJK are such; a ligature is one letter to whoever searches.
PLAIN_GLYPHS = ("locl", "liga", "clig", "calt")


def paper_style(form: Form) -> Style:
    """Make the style of what is printed. Needs a QGuiApplication."""
    kit = Kit(paper_theme(), Icons(), QLocale(form.language))
    return Style(kit, Parser(), form)


def paper_theme() -> Theme:
    """Make the appearance of what is printed."""
    theme = light()
    return replace(theme, ui=_plain(theme.ui), body=_plain(theme.body), mono=_plain(theme.mono))


def _plain(font: QFont) -> QFont:
    made = QFont(font)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # letters as wide as they are drawn
    for feature in PLAIN_GLYPHS:
        made.setFeature(QFont.Tag(feature), 0)
    return made
