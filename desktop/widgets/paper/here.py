"""Makes PDF files in this process, which shows nothing: for the command line, and for the child."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from desktop.core.archive_markdown import Form
from desktop.core.settings import Language
from desktop.services.exporting import Read
from desktop.widgets.paper.pdf import write_pdf
from desktop.widgets.paper.press import Steps
from desktop.widgets.translations import Translations


class PdfHere:
    """Makes PDF files, one after the other. `make` blocks until each is whole."""

    def __init__(self) -> None:
        self._translations = Translations(gui())

    def make(self, chats: Read, form: Form, part: Path, tell: Callable[[int], None]) -> None:
        """Write a file."""
        for messages in self.steps(chats, form, part):
            tell(messages)

    def steps(self, chats: Read, form: Form, part: Path) -> Steps:
        """Write a file, in steps. What stands on paper beside the texts is in the language of the reader."""
        before = QLocale()
        chinese = QLocale(form.language).language() is QLocale.Language.Chinese
        self._translations.speak(Language.CHINESE if chinese else Language.ENGLISH)
        try:
            return (yield from write_pdf(chats, form, part))
        finally:
            self._translations.close()
            QLocale.setDefault(before)

    def close(self) -> None:
        """The application stays: there can be only one in the life of a process."""


def gui() -> QGuiApplication:
    """Give the application of this process; one that needs no screen, if there is none yet."""
    known = QGuiApplication.instance()
    if isinstance(known, QGuiApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["fireside"])
