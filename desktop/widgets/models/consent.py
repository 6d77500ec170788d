"""Asks whether a licence with conditions is agreed to."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop.core.licenses import Consent

COLUMNS = 72


def ask_consent(consent: Consent, model: str, read: Callable[[str], object], parent: QWidget) -> bool:
    """Ask; `read` is called with the address of the licence as often as the user wants to see it."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setWindowTitle(translate("Consent", "Licence"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        translate("Consent", "{model} comes under a licence with conditions: {license}.").format(
            model=model, license=consent.name
        )
    )
    advice = translate("Consent", "Read it, and download the model only if you agree to it.")
    box.setInformativeText("\n".join([advice, "", *textwrap.wrap(consent.url, COLUMNS)]))
    agree = box.addButton(translate("Consent", "Agree and download"), QMessageBox.ButtonRole.AcceptRole)
    show = box.addButton(translate("Consent", "Read the licence"), QMessageBox.ButtonRole.ActionRole)
    cancel = QMessageBox.StandardButton.Cancel
    box.addButton(cancel)
    box.setDefaultButton(cancel)
    try:
        while _pressed(box) is show:
            read(consent.url)
        return box.clickedButton() is agree
    finally:
        box.deleteLater()


def _pressed(box: QMessageBox) -> QPushButton | object:
    box.exec()
    return box.clickedButton()
