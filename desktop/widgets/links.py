"""Opening a link that stands in an answer: only after showing where it leads."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.core.network import Gate, Purpose

COLUMNS, LINES = 72, 12  # of an address: the dialog must fit on the screen
ALLOWED = ("http", "https", "mailto")


def open_link(address: str, gate: Gate, parent: QWidget) -> None:
    """Show the whole address and open it if the user says so. Raises `Offline`."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme().lower() not in ALLOWED:
        return
    if not ask(url, parent):
        return
    if url.scheme().lower() != "mailto":
        gate.let_out(url.host(), Purpose.OPEN_LINK)
    QDesktopServices.openUrl(url)


def ask(url: QUrl, parent: QWidget) -> bool:
    """Ask whether to open an address. The host is shown as it is spelt, so that look-alikes are seen."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setWindowTitle(translate("Links", "Open a link"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Links", "Open this address in the browser?"))
    address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    lines = textwrap.wrap(address, COLUMNS)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], "…"]
        box.setDetailedText(address)  # scrolls
    box.setInformativeText("\n".join(lines))
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    try:
        return box.exec() == QMessageBox.StandardButton.Open
    finally:
        box.deleteLater()
