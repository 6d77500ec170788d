"""A question before something is done with the data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget, words: tuple[str, str], button: str, do: Callable[[], object]) -> QMessageBox:
    """Ask, with a sentence more about what it means; the window goes on meanwhile."""
    box = QMessageBox(parent.window())
    box.setWindowTitle(QCoreApplication.translate("Data", "Data"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # it quotes names of files
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setText(words[0])
    box.setInformativeText(words[1])
    yes = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(QCoreApplication.translate("Data", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(lambda: do())
    box.open()
    return box
