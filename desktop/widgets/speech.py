"""Says errors and numbers in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.core.notice import together as together  # for importers


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


def listed(names: Iterable[str]) -> str:
    """Put names one after the other, as the language of the window does it."""
    return QCoreApplication.translate("Words", ", ").join(names)
