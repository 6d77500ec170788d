"""Colours, fonts and icons."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QColor, QPalette

from desktop.widgets import style
from desktop.widgets.icons import Icons, Outlines, UnknownIcon, outlines_file

TEXTS = ("text", "text2", "text3", "link", "danger", "warn", "ok")
GROUNDS = ("bg", "surface", "raised")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]
PAIRS += [
    ("text", name) for name in ("user", "hover", "selected", "selection", "inline_bg", "user_inline_bg")
]
PAIRS += [(name, "code_bg") for name in style.LIGHT if name.startswith("syntax_")]
PAIRS += [("on_accent", "accent"), ("danger", "danger_soft"), ("warn", "warn_soft"), ("ok", "ok_soft")]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tokens", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(tokens, text, ground):
    one, other = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= 4.5


def test_both_appearances_have_the_same_tokens():
    assert style.LIGHT.keys() == style.DARK.keys()


def test_the_palette_takes_the_themes_colours(qapp):
    theme = style.make(dark=True)
    palette = style.palette(theme)
    assert palette.color(QPalette.ColorRole.Window) == QColor(style.DARK["bg"])
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme.color("text3")
    assert theme.dark
    assert not style.light().dark


def test_an_unknown_colour_is_an_error(qapp):
    with pytest.raises(KeyError):
        style.light().color("pink")


def test_an_icon_is_drawn_in_its_colour_at_the_screens_resolution(qapp):
    icons = Icons()
    pixmap = icons.pixmap("copy", QColor("#ff0000"), 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    image = pixmap.toImage()
    inked = [
        image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert all(color.red() > 240 and color.green() < 15 for color in inked)
    assert icons.pixmap("copy", QColor("#ff0000"), 16, 2.0).cacheKey() == pixmap.cacheKey()
    assert not icons.icon("copy", QColor("#ff0000"), 16, disabled=QColor("#888888")).isNull()


def test_an_unknown_icon_is_an_error():
    with pytest.raises(UnknownIcon):
        Outlines(outlines_file()).svg("no such icon'; --")


def test_what_the_first_picture_needs_imports_nothing_slow():
    code = (
        "import sys, desktop.widgets.style, desktop.widgets.icons, desktop.widgets.transcript.view\n"
        "slow = {'markdown_it', 'mdit_py_plugins', 'pygments', 'mathra', 'lucide', 'llama_cpp'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
