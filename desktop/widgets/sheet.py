"""The window's style sheet: `resources/style.qss` with the theme's colours in it."""

from __future__ import annotations

import re
from string import Template

from desktop.core.places import resource
from desktop.widgets.style import RADIUS, Theme

_PIXELS = re.compile(r"\b([3-9]|\d{2,3})px")


def stylesheet(theme: Theme) -> str:
    """Fill the theme's colours in. Raises KeyError for a colour that the theme does not have."""
    sheet = Template(resource("resources/style.qss").read_text(encoding="utf-8"))
    colors = {name: color.name() for name, color in theme.colors.items()}
    check = resource("resources/icons/check.svg").as_posix()
    return scaled(
        sheet.substitute(colors, check=check, s=RADIUS.s, m=RADIUS.m, l=RADIUS.l), theme.measures.scale
    )


def scaled(sheet: str, scale: float) -> str:
    """Make everything larger but the lines, which are of one or two pixels."""
    if scale == 1:
        return sheet
    return _PIXELS.sub(lambda match: f"{round(int(match[1]) * scale)}px", sheet)
