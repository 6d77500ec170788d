"""Colours, sizes and fonts of the window, in one place: the tokens of the design, light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QPalette

# Every pair of a text colour and a ground that is used has a contrast of 4.5:1 or more (WCAG 2, level AA);
# tests/gui/test_transcript_style.py computes it.
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "bg": "#FFFFFF",
        "surface": "#F7F7F8",
        "raised": "#FFFFFF",
        "sunken": "#F1F1F3",
        "hover": "#ECECEF",
        "pressed": "#E2E2E7",
        "selected": "#E8ECFB",
        "border": "#E3E3E8",
        "border_strong": "#CDCDD6",
        "text": "#1B1B1F",
        "text2": "#5B5B66",
        "text3": "#64646F",
        "on_accent": "#FFFFFF",
        "accent": "#3D5BDB",
        "accent_hover": "#3350C8",
        "accent_soft": "#EAEEFD",
        "link": "#2F50D0",
        "danger": "#C5362B",
        "danger_soft": "#FCEBE9",
        "warn": "#8F5A00",
        "warn_soft": "#FDF3DF",
        "ok": "#1B7A43",
        "ok_soft": "#E5F5EB",
        "user": "#F0F2F7",
        "code_bg": "#F7F7F9",
        "code_head": "#EFEFF3",
        "inline_bg": "#EEEEF2",
        "user_inline_bg": "#E1E4EC",
        "quote": "#C9CCDA",
        "find": "#FFE08A",
        "find_current": "#FFB938",
        "selection": "#BFD0FF",
        "syntax_keyword": "#8A2BB0",
        "syntax_string": "#1C7C3C",
        "syntax_number": "#B0480B",
        "syntax_comment": "#6A6A78",
        "syntax_function": "#2455C3",
        "syntax_class": "#0F6F7F",
        "syntax_operator": "#4A4A55",
        "syntax_name": "#1B1B1F",
        "syntax_decorator": "#A0590A",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "bg": "#17181B",
        "surface": "#1E1F23",
        "raised": "#26272C",
        "sunken": "#1B1C20",
        "hover": "#2A2B31",
        "pressed": "#33343B",
        "selected": "#2B3252",
        "border": "#303138",
        "border_strong": "#44454F",
        "text": "#ECECF1",
        "text2": "#B0B0BC",
        "text3": "#9B9BA8",
        "on_accent": "#FFFFFF",
        "accent": "#4C6AE6",
        "accent_hover": "#506CE4",
        "accent_soft": "#252D4A",
        "link": "#8FA8FF",
        "danger": "#F2786D",
        "danger_soft": "#3A2323",
        "warn": "#E3B04B",
        "warn_soft": "#372E1B",
        "ok": "#5FC98A",
        "ok_soft": "#1D3226",
        "user": "#27292F",
        "code_bg": "#1D1E22",
        "code_head": "#25262B",
        "inline_bg": "#2C2D33",
        "user_inline_bg": "#383A42",
        "quote": "#4A4C59",
        "find": "#6B5710",
        "find_current": "#A87A0C",
        "selection": "#34477F",
        "syntax_keyword": "#C99BF0",
        "syntax_string": "#8FCB8F",
        "syntax_number": "#E8A36B",
        "syntax_comment": "#8F8F9C",
        "syntax_function": "#86AEF7",
        "syntax_class": "#6CC6D0",
        "syntax_operator": "#B9B9C5",
        "syntax_name": "#ECECF1",
        "syntax_decorator": "#E0B36A",
    }
)

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


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in device-independent pixels, on a grid of 4."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741  # the scale reads xs s m l xl xxl
    xl: int = 24
    xxl: int = 32


@dataclass(frozen=True, slots=True)
class Radius:
    """Radii of corners in device-independent pixels."""

    s: int = 4
    m: int = 8
    l: int = 12  # noqa: E741  # as above
    xl: int = 16


@dataclass(frozen=True, slots=True)
class TextSize:
    """Sizes of text in device-independent pixels."""

    caption: int = 12
    ui: int = 13
    code: int = 13
    body: int = 15
    h3: int = 17
    h2: int = 19
    h1: int = 22

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
        colors=MappingProxyType({name: QColor(value) for name, value in _tokens(dark, contrast).items()}),
        ui=_font(UI_FAMILIES, round(TEXT_SIZE.ui * measures.scale)),
        body=_font(UI_FAMILIES, round(TEXT_SIZE.body * measures.zoom)),
        mono=mono,
        measures=measures,
    )


def _tokens(dark: bool, contrast: bool) -> Mapping[str, str]:
    if not contrast:
        return DARK if dark else LIGHT
    from desktop.widgets.contrast import HIGH_DARK, HIGH_LIGHT  # here: few people need it

    return HIGH_DARK if dark else HIGH_LIGHT


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
