"""A data folder that is carried along with the program: what names files in it follows."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop.core.files import write_atomically
from desktop.core.places import Places
from desktop.core.user_error import UserError

NOTE = "portable-place.txt"
LONGEST = 32_768  # bytes; no path of any system has more


def settle(places: Places) -> None:
    """Have settings, adapters and downloads name the files where the folder lies now.

    To be called at a start, before anything else reads the folder. What cannot be written is left: a
    model that is not found is chosen again.
    """
    note = places.data / NOTE
    before = _read(note)
    if before == str(places.data):
        return
    with suppress(OSError, UserError):
        if before:
            from desktop.services.data_moving import rename_inside  # here: seldom needed

            rename_inside(places.data, Path(before))
        write_atomically(note, str(places.data).encode("utf-8", "surrogateescape"))


def _read(note: Path) -> str:
    """Give where the folder was; "" where that is not known, or is no absolute path."""
    try:
        with note.open("rb") as file:
            text = file.read(LONGEST).decode("utf-8", "surrogateescape")
    except OSError:
        return ""
    return text if "\0" not in text and Path(text).is_absolute() and Path(text).parent != Path(text) else ""
