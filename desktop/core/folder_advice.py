"""What is said to people about folders of chats."""

from __future__ import annotations

from desktop.core import folder_errors as e
from desktop.core.notice import Notice, Speaker


def describe_folder(error: e.FolderError, speaker: Speaker) -> Notice:
    """Say why something cannot be done with a folder."""
    translate = speaker.translate
    match error:
        case e.FolderNameMissing():
            return Notice(
                translate("Notice", "The folder has no name yet."),
                translate("Notice", "Give it one; it is shown in the list of chats."),
            )
        case e.FolderGone():
            return Notice(
                translate("Notice", "This folder has been deleted meanwhile."),
                translate("Notice", "Its chats are still there. Choose another folder."),
            )
        case e.FolderInItself():
            return Notice(
                translate("Notice", "A folder cannot be put into itself."),
                translate("Notice", "Choose a folder that is not inside it."),
            )
        case e.FoldersTooDeep(most):
            return Notice(
                translate("Notice", "Folders can be put into each other {count} levels deep.").format(
                    count=most
                ),
                translate("Notice", "Choose a folder nearer to the top."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")
