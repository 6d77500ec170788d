"""Every text can be read in every theme: the contrast of all pairs that are painted, computed."""

from __future__ import annotations

import re

import pytest

from desktop.core.places import resource
from desktop.widgets import style
from desktop.widgets.contrast import HIGH_DARK, HIGH_LIGHT
from desktop.widgets.transcript.marking import selected_format
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
# What delegates and the conversation paint: rows under the mouse, chosen and pressed; bubbles; pills.
ROWS = ("hover", "selected")
PAIRS += [
    (text, ground) for text in ("text", "text2", "text3", "link", "ok", "warn", "danger") for ground in ROWS
]
PAIRS += [
    (text, ground) for text in ("text", "text2", "text3") for ground in ("pressed", "user", "code_head")
]
PAIRS += [(text, "user") for text in ("link", "danger", "warn")]
PAIRS += [(text, "accent_soft") for text in ("text2", "text3")]
PAIRS += [("link", "inline_bg"), ("link", "user_inline_bg"), ("text2", "warn_soft"), ("text", "ok_soft")]
PAIRS += [("text3", name) for name in ("bg", "surface", "raised", "sunken", "pressed")]  # also: disabled
FRAMES = [("border_strong", "bg"), ("border_strong", "raised"), ("border", "bg"), ("accent", "bg")]
# Grounds of pictures, of bars, and of what has a label with a colour of its own: no text stands on them.
PICTURES = {("text", "accent"), ("text", "accent_hover"), ("text", "text")}
PART = re.compile(r"::(?!item|tab)[a-z-]+|^QScrollBar|^QSlider|^QProgressBar")
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
    plain = {}  # what a part has, by its selector without a state
    for selector, rule in re.findall(
        r"([^{}]*)\{([^}]*)\}", sheet.replace("${s}", "").replace("${m}", "").replace("${l}", "")
    ):
        ground = re.search(r"(?<![-\w])background: \$(\w+)", rule)
        text = re.search(r"(?<![-\w])(?:placeholder-text-)?color: \$(\w+)", rule)
        for part in map(str.strip, selector.split(",")):
            if PART.search(part):
                continue
            base = re.sub(r"(?<!:):[a-z-]+", "", part)
            before = plain.get(base) or plain.get(base.split()[0], ("text", "bg"))
            pair = (text[1] if text else before[0], ground[1] if ground else before[1])
            if base == part:
                plain[base] = pair
            if ground or text:
                seen.add(pair)
    low = {
        (name, pair): round(contrast(THEMES[name], *pair), 2)
        for name in THEMES
        for pair in seen - PICTURES
        if contrast(THEMES[name], *pair) < 4.5
    }
    assert low == {}


def test_selected_text_has_one_colour():
    """Links and code would not stand out from the ground of a selection."""
    for tokens in (style.light(), style.dark()):
        format = selected_format(tokens)
        assert format.foreground().color() == tokens.color("text")
        assert format.background().color() == tokens.color("selection")


def test_everything_that_is_painted_is_a_token():
    """A colour of its own would be in no theme, and in none of the pairs."""
    own = re.compile(r"QColor\(\s*[\"'0-9]|Qt\.GlobalColor\.(?!transparent)\w+|[\"']#[0-9A-Fa-f]{6}[\"']")
    folder = resource("desktop/widgets")
    ours = {"tokens.py", "contrast.py"}
    found = {
        str(file.relative_to(folder))
        for file in folder.rglob("*.py")
        if file.name not in ours and "paper" not in file.parts and own.search(file.read_text("utf8"))
    }
    assert found == set()
