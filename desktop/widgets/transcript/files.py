"""Text files that go with a question: what is said of one, and how its text is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from desktop.core.chat import Attachment

COLOURED = 2_000  # lines; a longer file is shown in one colour
SMALL = 1_000  # characters; of a longer file the size is told in kB
LONGEST_SUFFIX = 12  # characters


class FileWords(QObject):
    """Says how large a file is; an object, since lupdate finds plurals only in the `tr` of one."""

    def size(self, file: Attachment, locale: QLocale) -> str:
        """Give the size of the text: characters of a small one, else the bytes that it takes as UTF-8."""
        if len(file.text) <= SMALL:
            return self.tr("%Ln characters", "", len(file.text))
        size = len(file.text.encode(errors="replace"))
        return locale.formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def opened_name(file: Attachment) -> str:
    """Name the button that shows or hides a file."""
    return QCoreApplication.translate("Transcript", "Attached file {name}").format(name=file.name)


def language_of(file: Attachment) -> str:
    """Give the language by which a file is coloured: its suffix, or none if it is long."""
    stem, dot, suffix = file.name.rpartition(".")
    if not dot or not stem or len(suffix) > LONGEST_SUFFIX or not suffix.isalnum():
        return ""
    return "" if file.text.count("\n") >= COLOURED else suffix.lower()
