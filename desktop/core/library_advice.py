"""What is said to people about the models on this computer. See `desktop.core.advice`."""

from __future__ import annotations

from desktop.core import library_errors as e
from desktop.core.notice import Notice, Speaker


def describe_library(error: e.LibraryError, speaker: Speaker) -> Notice:
    """Say why something cannot be done with a model or a folder."""
    translate = speaker.translate
    match error:
        case e.NotOurs(path):
            return Notice(
                translate("Notice", "{name} does not lie in Fireside’s own folder.").format(name=path.name),
                translate("Notice", "Delete it in the program that fetched it, or in the file manager."),
            )
        case e.NotRemoved(path):
            return Notice(
                translate("Notice", "The system does not let {name} be deleted.").format(name=path.name),
                translate("Notice", "Close other programs that use it, and check who may write there."),
            )
        case e.NotAllMoved(folder, count):
            return Notice(
                translate(
                    "Notice", "Not everything was moved: files that stayed in {folder}: {count}."
                ).format(folder=folder, count=speaker.number(count)),
                translate("Notice", "They are listed all the same, and can be moved by hand at any time."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")
