"""Names that nothing has yet."""

from __future__ import annotations

from collections.abc import Callable

NUMBERED = 6  # characters that " 1234" may take behind a name


def free_name(name: str, taken: Callable[[str], bool], longest: int | None = None) -> str:
    """Give a name that is not taken: with a number behind it where it has to be, for which it is cut."""
    free, number = name, 1
    while taken(free):
        number += 1
        free = f"{name if longest is None else name[: longest - NUMBERED].rstrip()} {number}"
    return free
