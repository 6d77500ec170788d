"""What every block needs to be laid out and painted: theme, icons, formulas, formats."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPixmap, QTextCharFormat, QTextFormat

from desktop.widgets.icons import Icons
from desktop.widgets.style import Theme
from desktop.widgets.transcript.coloring import Spans
from desktop.widgets.transcript.formulas import Formulas
from desktop.widgets.transcript.leaves import Look, Paragraph

USER_PROPERTY = QTextFormat.Property.UserProperty.value
CODE_PROPERTY = USER_PROPERTY + 2
CODE_SCALE = 0.9  # a mono font looks larger than a proportional one of the same size


class Kit:
    """One appearance of the conversation. A change of theme makes another; formulas and colours stay."""

    def __init__(self, theme: Theme, icons: Icons, locale: QLocale) -> None:
        self.theme = theme
        self.icons = icons
        self.locale = locale
        self.formulas = Formulas("zh" if locale.language() is QLocale.Language.Chinese else "en")
        self.spans = Spans()
        self.pictures: Mapping[
            str, QPixmap
        ] = {}  # that may be shown, by their addresses; only the manual has any
        self._formats: dict[tuple[Look, bool, int, int, str], QTextCharFormat] = {}
        self._colors: dict[str, QTextCharFormat] = {}

    def themed(self, theme: Theme) -> Kit:
        """Give a kit of another theme that shares what does not depend on it."""
        kit = self.spoken(self.locale, theme)
        kit.formulas = self.formulas
        return kit

    def spoken(self, locale: QLocale, theme: Theme | None = None) -> Kit:
        """Give a kit of another language, which reads formulas aloud in it."""
        kit = Kit(theme or self.theme, self.icons, locale)
        kit.spans, kit.pictures = self.spans, self.pictures
        return kit

    def picture_of(self, leaf: Paragraph) -> QPixmap | None:
        """Give the picture that a paragraph stands for: it is nothing but a link to one that may be shown."""
        return self.pictures.get(leaf.runs[0].href) if self.pictures and len(leaf.runs) == 1 else None

    def zoomed(self, pixels: float) -> int:
        """Give a distance that goes with the size of the text."""
        return round(pixels * self.theme.measures.zoom)

    def text_format(self, look: Look, link: bool, font: QFont, color: str) -> QTextCharFormat:
        """Give the format of a run. It is shared: copy it before changing it."""
        key = (look, link, font.pixelSize(), int(font.weight()), color)
        if key not in self._formats:
            self._formats[key] = self._make_format(look, link, font, color)
        return self._formats[key]

    def code_color(self, name: str) -> QTextCharFormat:
        """Give the format that colours a part of a code line."""
        if name not in self._colors:
            made = QTextCharFormat()
            made.setForeground(self.theme.color(name))
            if name == "syntax_comment":
                made.setFontItalic(True)
            self._colors[name] = made
        return self._colors[name]

    def _make_format(self, look: Look, link: bool, font: QFont, color: str) -> QTextCharFormat:
        made = QTextCharFormat()
        own = QFont(self.theme.mono if look & Look.CODE else font)
        if look & Look.CODE:
            own.setPixelSize(round(font.pixelSize() * CODE_SCALE))
            made.setProperty(CODE_PROPERTY, True)
        if look & Look.BOLD:
            own.setWeight(QFont.Weight.DemiBold)
        own.setItalic(bool(look & Look.ITALIC))
        own.setStrikeOut(bool(look & Look.STRIKE))
        made.setFont(own)
        made.setForeground(self.theme.color("link" if link else color))
        return made
