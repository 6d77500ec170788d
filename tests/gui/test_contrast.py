"""Every text can be read in every theme: the contrast of all pairs that are painted, computed."""

from __future__ import annotations

import re

import pytest

from desktop.core.places import resource
from desktop.widgets import style
from desktop.widgets.contrast import HIGH_DARK, HIGH_LIGHT
from tests.gui.test_transcript_style import luminance

TEXTS = ("text", "text2", "text3", "link", "danger", "warn", "ok")
PLAIN = ("bg", "surface", "raised", "sunken")
PAIRS = [(text, ground) for text in TEXTS for ground in PLAIN]
PAIRS += [
    ("text", name) for name in ("user", "hover", "pressed", "selected", "selection", "find", "accent_soft")
]
PAIRS += [("text", name) for name in ("inline_bg", "user_inline_bg", "code_head", "danger_soft", "warn_soft")]
PAIRS += [("text2", name) for name in ("hover", "user", "code_head", "selected")]
PAIRS += [("link", "accent_soft"), ("on_accent", "accent"), ("on_accent", "accent_hover"), ("bg", "text")]
PAIRS += [("danger", "danger_soft"), ("warn", "warn_soft"), ("ok", "ok_soft")]
PAIRS += [(name, "code_bg") for name in style.LIGHT if name.startswith("syntax_")]
FRAMES = [("border_strong", "bg"), ("border_strong", "raised"), ("border", "bg"), ("accent", "bg")]
THEMES = {"light": style.LIGHT, "dark": style.DARK, "high light": HIGH_LIGHT, "high dark": HIGH_DARK}


def contrast(tokens, text, ground):
    one, other = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
    return (one + 0.05) / (other + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_stands_out_from_its_ground(name):
    least = 7.0 if name.startswith("high") else 4.5
    current = ("bg" if "dark" in name else "text", "find_current")  # as `mark_format` has it
    low = {
        (text, ground): round(contrast(THEMES[name], text, ground), 2)
        for text, ground in (*PAIRS, current)
        if contrast(THEMES[name], text, ground) < least
    }
    assert low == {}


@pytest.mark.parametrize("name", ["high light", "high dark"])
def test_in_high_contrast_every_frame_can_be_seen(name):
    assert {pair for pair in FRAMES if contrast(THEMES[name], *pair) < 3} == set()


def test_all_themes_have_the_same_tokens():
    for tokens in THEMES.values():
        assert tokens.keys() == style.LIGHT.keys()


def test_every_pair_of_the_style_sheet_is_looked_at():
    """A rule that sets a ground and a colour together is one of the pairs, or it is added here."""
    sheet = resource("resources/style.qss").read_text("utf8")
    seen = set()
    for selector, rule in re.findall(
        r"([^{}]*)\{([^}]*)\}", sheet.replace("${s}", "").replace("${m}", "").replace("${l}", "")
    ):
        if ":disabled" in selector:  # of which nobody asks that it can be read well
            continue
        ground = re.search(r"(?<![-\w])background: \$(\w+)", rule)
        text = re.search(r"(?<![-\w])color: \$(\w+)", rule)
        if ground and text:
            seen.add((text[1], ground[1]))
    missing = seen - set(PAIRS)
    for tokens in THEMES.values():
        assert {pair for pair in missing if contrast(tokens, *pair) < 4.5} == set()
