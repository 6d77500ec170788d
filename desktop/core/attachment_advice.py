"""What is said to people about files that cannot go with a message. See `desktop.core.advice`."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core import attachment_errors as e
from desktop.core.notice import Notice, Speaker

MOST_NAMES = 3  # of files that were refused at once; the others are counted


def describe_attachment(error: e.AttachmentError, speaker: Speaker) -> Notice:
    """Say why a file cannot be attached."""
    translate = speaker.translate
    match error:
        case e.FileProblem():
            return _describe_file(error, speaker)
        case e.TooManyFiles(limit):
            what = translate("Notice", "A message carries at most {limit} files.").format(
                limit=speaker.number(limit)
            )
            return Notice(what, translate("Notice", "Send some of them with the next message."))
        case e.FilesRefused(names, first):
            reason = describe_attachment(first, speaker)
            return Notice(_refused(names, speaker), f"{reason.what} {reason.advice}")
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _describe_file(error: e.FileProblem, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.NotText(path):
            what = translate("Notice", "{name} is not a text file, or is in an unknown encoding.").format(
                name=path.name
            )
            return Notice(what, translate("Notice", "Save it as text in UTF-8, and attach that."))
        case e.FileEmpty(path):
            what = translate("Notice", "There is no text in {name}, so it was not attached.").format(
                name=path.name
            )
            return Notice(
                what,
                translate("Notice", "Save the file in the program that it is open in, and attach it again."),
            )
        case e.FileKindUnknown(path):
            what = translate(
                "Notice", "{name} is a PDF or an image, and only text can be attached yet."
            ).format(name=path.name)
            return Notice(what, translate("Notice", "Copy its text into the message."))
        case e.FileTooLarge(path, size, limit):
            what = translate("Notice", "{name} has {size}; at most {limit} can be attached.").format(
                name=path.name, size=speaker.size(size), limit=speaker.size(limit)
            )
            return Notice(what, translate("Notice", "Attach a part of it."))
        case e.FileUnreadable(path, is_folder=True):
            what = translate("Notice", "{name} is a folder, and only files can be attached.").format(
                name=path.name or path
            )
            return Notice(what, translate("Notice", "Choose the files inside it."))
        case e.FileUnreadable(path):
            what = translate("Notice", "The file {name} is not there, or may not be read.").format(
                name=path.name
            )
            return Notice(what, translate("Notice", "Check where it is, and that you may read it."))
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _refused(names: Sequence[str], speaker: Speaker) -> str:
    shown = speaker.translate("Notice", ", ").join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    words = speaker.translate("Notice", "{count} files were not attached: {names}.")
    if more > 0:
        words = speaker.translate("Notice", "{count} files were not attached: {names}, and {more} more.")
    return words.format(count=speaker.number(len(names)), names=shown, more=speaker.number(max(more, 0)))
