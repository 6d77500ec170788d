"""The last question before everything is deleted: a word has to be typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.keeping import Erase
from desktop.widgets.roomy_dialog import RoomyDialog


class EraseDialog(RoomyDialog):
    """Says exactly what goes, and what stays."""

    wanted = Signal(object)  # Erase

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self._folder = folder
        self.word = ""
        self.goes, self.stays, self.prompt = QLabel(), QLabel(), QLabel()
        self.settings, self.models = QCheckBox(), QCheckBox()
        self.typed = QLineEdit()
        self.typed.setMaxLength(40)
        self.prompt.setBuddy(self.typed)
        self.erase, self.keep = QPushButton(), QPushButton()
        self.typed.setObjectName("fieldline")
        self.erase.setAutoDefault(False)
        self.keep.setDefault(True)
        self._lay_out()
        self.typed.textChanged.connect(self._look)
        self.erase.clicked.connect(self._go)
        self.keep.clicked.connect(self.reject)
        self._say()
        self.typed.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language; the word to be typed is another one then."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Delete everything"))
        self.word = self.tr("DELETE")
        goes = self.tr(
            "All chats with their attachments, the trash, templates, personas and presets, all backups, chats"
            " that were set aside, drafts, and what models have read of chats are deleted from {folder}."
            " This cannot be undone."
        )
        self.goes.setText(goes.format(folder=self._folder))
        stays = self.tr(
            "What stays: models of other programs, models in other folders, exported files, backups that"
            " you have saved elsewhere, a token in the system’s keyring, and the logs, which hold nothing"
            " of a chat."
        )
        self.stays.setText(stays)
        self.settings.setText(self.tr("Delete the settings, too"))
        self.models.setText(self.tr("Delete the models in the data folder, too"))
        self.prompt.setText(self.tr("Type {word} to go on:").format(word=self.word))
        self.typed.setAccessibleName(self.prompt.text())
        self.erase.setText(self.tr("Delete everything"))
        self.keep.setText(self.tr("Keep everything"))
        self._look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for label in (self.goes, self.stays):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        for part in (self.settings, self.models, self.prompt, self.typed):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.erase)
        column.addLayout(buttons)

    @Slot()
    def _look(self) -> None:
        self.erase.setEnabled(self.typed.text().strip() == self.word)

    @Slot()
    def _go(self) -> None:
        self.wanted.emit(Erase(self.settings.isChecked(), self.models.isChecked()))
        self.accept()
