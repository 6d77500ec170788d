"""Colours, sizes and fonts of the window, in one place: the tokens of the design, light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette

from desktop.widgets.tokens import DARK as DARK, LIGHT as LIGHT, tokens  # for importers, too

# Families in order of preference; Qt takes the first that is installed, glyph by glyph.
UI_FAMILIES = (
    "Inter",
    "Segoe UI Variable Text",
    "Segoe UI",
    "SF Pro Text",
    "Ubuntu",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans SC",
)
MONO_FAMILIES = (
    "JetBrains Mono",
    "Cascadia Code",
    "SF Mono",
    "Menlo",
    "Consolas",
    "DejaVu Sans Mono",
    "Noto Sans Mono CJK SC",
    "Sarasa Mono SC",
)


# Plain classes of constants: as dataclasses they would cost the first frame 5 ms.
class Spacing:
    """Distances in device-independent pixels, on a grid of 4."""

    xs: Final = 4
    s: Final = 8
    m: Final = 12
    l: Final = 16  # noqa: E741  # the scale reads xs s m l xl xxl
    xl: Final = 24
    xxl: Final = 32


class Radius:
    """Radii of corners in device-independent pixels."""

    s: Final = 4
    m: Final = 8
    l: Final = 12  # noqa: E741  # as above
    xl: Final = 16


class TextSize:
    """Sizes of text in device-independent pixels."""

    caption: Final = 12
    ui: Final = 13
    code: Final = 13
    body: Final = 15
    h3: Final = 17
    h2: Final = 19
    h1: Final = 22

    def heading(self, level: int) -> int:
        """Size of a heading of level 1 to 6; from 4 on it is the body's."""
        return {1: self.h1, 2: self.h2, 3: self.h3}.get(level, self.body)


SPACING = Spacing()
RADIUS = Radius()
TEXT_SIZE = TextSize()


@dataclass(frozen=True, slots=True)
class Measures:
    """How much larger than designed things are, and whether anything moves."""

    scale: float = 1.0  # of the interface
    message: int = TEXT_SIZE.body  # px of the text of messages, before it is scaled
    still: bool = False  # nothing moves by itself

    @property
    def zoom(self) -> float:
        """How much larger than designed the text of messages is."""
        return self.scale * self.message / TEXT_SIZE.body


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and fonts of one appearance. `light()` and `dark()` make it; nobody changes it.

    The fonts are given out as they are: copy one (`QFont(theme.ui)`) before changing it.
    """

    dark: bool
    colors: Mapping[str, QColor] = field(repr=False)
    ui: QFont = field(repr=False)
    body: QFont = field(repr=False)
    mono: QFont = field(repr=False)
    measures: Measures = Measures()

    def color(self, name: str) -> QColor:
        """Give the colour of a token. Raises KeyError for a name that the design does not have."""
        return self.colors[name]

    def px(self, pixels: int) -> int:
        """Give a distance that goes with the size of the interface’s text, as the height of a row."""
        return round(pixels * self.measures.scale)

    def ui_font(self, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Give the interface's font in another size and weight."""
        font = QFont(self.ui)
        font.setPixelSize(round(pixels * self.measures.scale))
        font.setWeight(weight)
        return font


def light() -> Theme:
    """Make the light appearance. Needs a QGuiApplication."""
    return make(dark=False)


def dark() -> Theme:
    """Make the dark appearance. Needs a QGuiApplication."""
    return make(dark=True)


def make(dark: bool, contrast: bool = False, measures: Measures = Measures()) -> Theme:
    """Make the light or the dark appearance, in high contrast or not. Needs a QGuiApplication."""
    mono = _font(MONO_FAMILIES, round(TEXT_SIZE.code * measures.zoom))
    mono.setStyleHint(QFont.StyleHint.Monospace)
    mono.setFixedPitch(True)
    return Theme(
        dark=dark,
        colors=MappingProxyType({name: QColor(value) for name, value in tokens(dark, contrast).items()}),
        ui=_font(UI_FAMILIES, round(TEXT_SIZE.ui * measures.scale)),
        body=_font(UI_FAMILIES, round(TEXT_SIZE.body * measures.zoom)),
        mono=mono,
        measures=measures,
    )


def _font(families: tuple[str, ...], pixels: int) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(pixels)
    return font


_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.Base, "bg"),
    (QPalette.ColorRole.AlternateBase, "surface"),
    (QPalette.ColorRole.Button, "raised"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border_strong"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "danger"),
    (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Accent, "accent"),
)
_DIMMED = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


def palette(theme: Theme) -> QPalette:
    """Make the palette for `QApplication.setPalette`, so that what has no rule of its own fits in."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, theme.color(name))
    for role in _DIMMED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text3"))
    return made
