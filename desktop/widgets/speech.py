"""Says errors and numbers in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale


class QtSpeaker:
    """The `Speaker` of the window."""

    def translate(self, context: str, text: str) -> str:
        """Give the sentence in the user's language."""
        return QCoreApplication.translate(context, text)

    def size(self, count: int) -> str:
        """Write a number of bytes."""
        return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

    def number(self, count: int) -> str:
        """Write a number."""
        return QLocale().toString(count)


FULL = "。！？；：，、）"  # signs that bring their own distance


def together(*sentences: str) -> str:
    """Put sentences one after the other, but those that say nothing; Chinese ones need no gap."""
    said = ""
    for sentence in filter(None, sentences):
        gap = " " if said and said[-1] not in FULL else ""
        said += gap + sentence
    return said


def listed(names: Iterable[str]) -> str:
    """Put names one after the other, as the language of the window does it."""
    return QCoreApplication.translate("Words", ", ").join(names)
