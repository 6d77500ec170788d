"""Takes the report of an import along: to the clipboard, or into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop.core.moving_in import Brought
from desktop.core.moving_in_advice import say_report
from desktop.widgets.speech import QtSpeaker


class ReportFoot(QWidget):
    """Two buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brought = Brought()
        self.copy, self.save = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.copy, self.save):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.ask_where)
        self._say()

    def show_report(self, brought: Brought) -> None:
        """Have something to take along."""
        self._brought = brought
        self._say()

    @property
    def text(self) -> str:
        """All that is to be said about the import."""
        return "\n".join(say_report(self._brought, QtSpeaker())) + "\n"

    @Slot()
    def ask_where(self) -> QFileDialog:
        """Ask for a file for the report; the window goes on meanwhile."""
        dialog = QFileDialog(self, self.tr("Save the report"), "", self.tr("Text (*.txt)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("import.txt")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()
        return dialog

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the report; the button says how that went."""
        try:
            Path(path).write_text(self.text, "utf-8", "replace")  # names of files may be no text
        except OSError:
            self.save.setText(self.tr("The report could not be written"))
        else:
            self.save.setText(self.tr("Saved"))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text)
        self.copy.setText(self.tr("Copied"))

    def _say(self) -> None:
        self.copy.setText(self.tr("Copy the report"))
        self.save.setText(self.tr("Save the report…"))
