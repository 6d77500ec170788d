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
from desktop.widgets.translations import Translations


class PdfHere:
    """Makes PDF files, one after the other. Blocks until each is whole."""

    def __init__(self) -> None:
        self._app = gui()

    def make(self, chats: Read, form: Form, part: Path, tell: Callable[[int], None]) -> None:
        """Write a file."""
        speak(self._app, form)
        for messages in write_pdf(chats, form, part):
            tell(messages)

    def close(self) -> None:
        """The application stays: there can be only one in the life of a process."""


def gui() -> QGuiApplication:
    """Give the application of this process; one that needs no screen, if there is none yet."""
    known = QGuiApplication.instance()
    if isinstance(known, QGuiApplication):
        return known
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["fireside"])


def speak(app: QGuiApplication, form: Form) -> None:
    """Let Qt and the few words of ours that stand on paper be in the language of the reader."""
    chinese = QLocale(form.language).language() is QLocale.Language.Chinese
    Translations(app).speak(Language.CHINESE if chinese else Language.ENGLISH)
