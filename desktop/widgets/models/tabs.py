"""The tabs of the page about models, named without being imported."""

from __future__ import annotations

from enum import IntEnum


class Tab(IntEnum):
    """The tabs, in their order."""

    LIBRARY = 0
    DISCOVER = 1
    DOWNLOADS = 2
    COMPARE = 3
    NETWORK = 4
