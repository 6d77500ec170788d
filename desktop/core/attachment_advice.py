"""What is said to people about files that cannot go with a message. See `desktop.core.advice`."""

from __future__ import annotations

from desktop.core import attachment_errors as e
from desktop.core.notice import Notice, Speaker


def describe_attachment(error: e.AttachmentError, speaker: Speaker) -> Notice:
    """Say why a file cannot be attached."""
    translate = speaker.translate
    match error:
        case e.NotText(path):
            what = translate("Notice", "{name} is not a text file, or is in an unknown encoding.").format(
                name=path.name
            )
            return Notice(what, translate("Notice", "Save it as text in UTF-8, and attach that."))
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
        case e.TooManyFiles(limit):
            what = translate("Notice", "A message carries at most {limit} files.").format(
                limit=speaker.number(limit)
            )
            return Notice(what, translate("Notice", "Send some of them with the next message."))
        case _:
            raise AssertionError(f"no sentence for {error!r}")
