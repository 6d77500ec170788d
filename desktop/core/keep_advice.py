"""What is said to people about keeping, recovering and moving all data."""

from __future__ import annotations

from desktop.core import keep_errors as e
from desktop.core.errors import DataError
from desktop.core.notice import Notice, Remedy, Speaker, listed


def describe_keeping(error: DataError, speaker: Speaker) -> Notice:
    """Say why all data cannot be recovered, moved or deleted."""
    translate = speaker.translate
    match error:
        case e.NothingToRecover(path):
            return Notice(
                translate("Notice", "{path} holds no chat that can be read.").format(path=path),
                translate("Notice", "Nothing was changed. The file is kept."),
            )
        case e.DataFolderGone(folder):
            return Notice(
                translate("Notice", "The folder {folder}, which holds the data, is not there.").format(
                    folder=folder
                ),
                translate("Notice", "Attach its disk and try again. Nothing was changed."),
                Remedy.QUIT,
            )
        case e.ChatGone():
            return Notice(
                translate("Notice", "This chat is gone: it was deleted for good meanwhile."),
                translate("Notice", "Copy what you want to keep from this page, and go on in a new chat."),
            )
        case e.MoveRefused():
            return _moving(error, speaker)
        case e.NotAllDeleted(paths):
            return Notice(
                translate("Notice", "Some files could not be deleted: {names}.").format(
                    names=listed((str(path) for path in paths[:3]), speaker)
                ),
                translate("Notice", "Close other programs that use them, and delete them by hand."),
            )
        case e.EndedBefore():
            return Notice(
                translate("Notice", "Fireside ended unexpectedly the last time. Your chats are safe."),
                translate("Notice", "A report of it is kept on this computer; nothing was sent anywhere."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _moving(error: e.MoveRefused, speaker: Speaker) -> Notice:
    translate = speaker.translate
    folder = error.folder
    stays = translate("Notice", "Nothing was moved. Choose another folder.")
    match error.why:
        case e.Hindrance.NOT_EMPTY:
            what = translate("Notice", "There is something in {folder} already.").format(folder=folder)
            return Notice(what, translate("Notice", "Nothing was moved. Choose an empty folder."))
        case e.Hindrance.INSIDE:
            what = translate("Notice", "{folder} holds the data now, or lies in the folder that does.")
            return Notice(what.format(folder=folder), stays)
        case e.Hindrance.NOT_WRITABLE:
            return Notice(
                translate("Notice", "Nothing can be stored in {folder}.").format(folder=folder), stays
            )
        case e.Hindrance.TOO_SMALL:
            what = translate("Notice", "The data needs {needed}, and {free} are free in {folder}.").format(
                folder=folder, needed=speaker.size(error.needed), free=speaker.size(error.free)
            )
            return Notice(what, stays)
        case e.Hindrance.NOT_SAME:
            return Notice(
                translate("Notice", "What was copied to {folder} is not what was read.").format(
                    folder=folder
                ),
                translate("Notice", "The data is where it was. Check the disk, or choose another one."),
            )
        case e.Hindrance.FIXED:
            return Notice(
                translate("Notice", "Fireside was started with --data-dir {folder}.").format(folder=folder),
                translate("Notice", "Start it without, or with another folder, to have the data elsewhere."),
            )
