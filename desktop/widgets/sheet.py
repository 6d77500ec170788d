"""The window's style sheet: `resources/style.qss` with the theme's colours in it."""

from __future__ import annotations

from string import Template

from desktop.core.places import resource
from desktop.widgets.style import RADIUS, Theme


def stylesheet(theme: Theme) -> str:
    """Fill the theme's colours in. Raises KeyError for a colour that the theme does not have."""
    sheet = Template(resource("resources/style.qss").read_text(encoding="utf-8"))
    colors = {name: color.name() for name, color in theme.colors.items()}
    check = resource("resources/icons/check.svg").as_posix()
    return sheet.substitute(colors, check=check, s=RADIUS.s, m=RADIUS.m, l=RADIUS.l)
