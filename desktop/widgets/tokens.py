"""The colours of the design by their names, as texts. Imports next to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ROW, END = 36, 8  # height of a row of the list of chats, and what is below the last one
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


def tokens(dark: bool, contrast: bool = False) -> Mapping[str, str]:
    """Give those of an appearance."""
    if not contrast:
        return DARK if dark else LIGHT
    from desktop.widgets.contrast import HIGH_DARK, HIGH_LIGHT  # here: few people need it

    return HIGH_DARK if dark else HIGH_LIGHT
