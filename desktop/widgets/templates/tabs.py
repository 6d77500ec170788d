"""The tabs of the page about templates, named without being imported."""

from __future__ import annotations

from enum import IntEnum


class TemplateTab(IntEnum):
    """The tabs, in their order."""

    LIBRARY = 0
    TRYOUT = 1
    PERSONAS = 2
