"""What is asked before templates are deleted for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.plain_text import one_line


def ask_to_delete(names: list[str], parent: QWidget, remove: Callable[[], None]) -> QMessageBox:
    """Ask before templates are deleted for good; the window goes on meanwhile. No names: all in the trash."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent.window())
    box.setWindowTitle(translate("Templates", "Delete for good"))
    box.setTextFormat(Qt.TextFormat.PlainText)  # it quotes names
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if len(names) == 1:
        words = translate("Templates", "Delete the template “{name}” for good?")
        box.setText(words.format(name=one_line(names[0])))
    elif names:
        words = translate("Templates", "Delete these {count} templates for good?")
        box.setText(words.format(count=QtSpeaker().number(len(names))))
    else:
        box.setText(translate("Templates", "Delete all templates in the trash for good?"))
    box.setInformativeText(
        translate(
            "Templates",
            "Their versions go with them. Answers that were made with them stay. This cannot be undone.",
        )
    )
    delete = box.addButton(translate("Templates", "Delete"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(translate("Templates", "Keep"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    delete.clicked.connect(lambda: remove())
    box.open()
    return box
