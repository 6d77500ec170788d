"""Where chats come from: files, a folder, or a program that was found on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.services.movein.programs import Program
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.movein.words import MoveInWords
from desktop.widgets.pills import name_button
from desktop.widgets.wrapping import WrappingLayout

MOST_PROGRAMS = 12  # that are offered


class SourcePane(QWidget):
    """Asks; the dialog goes on with what was chosen."""

    chosen = Signal(object)  # list of Path

    def __init__(self, look: Look, words: MoveInWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._programs: Sequence[Program] = ()
        self.files, self.folder = QPushButton(), QPushButton()
        self.found = QLabel()
        self.programs: list[QPushButton] = []
        self.help = QLabel()
        self.help.setWordWrap(True)
        self.help.setTextFormat(Qt.TextFormat.PlainText)
        self.help.setObjectName("foundwords")
        self._buttons = WrappingLayout(None, 8)
        self._lay_out()
        self.files.clicked.connect(self.ask_files)
        self.folder.clicked.connect(self.ask_folder)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def offer(self, programs: Sequence[Program]) -> None:
        """Offer programs that have chats on this computer."""
        self._programs = programs[:MOST_PROGRAMS]
        for button in self.programs:
            self._buttons.removeWidget(button)
            button.deleteLater()
        self.programs = []
        for program in self._programs:
            button = QPushButton()
            button.clicked.connect(partial(self._take, [program.folder]))
            button.setToolTip(plain_tip(str(program.folder)))
            self.programs.append(button)
            self._buttons.addWidget(button)
        self._say()
        self._dress()

    @Slot()
    def ask_files(self) -> QFileDialog:
        """Ask for files; the window goes on meanwhile."""
        kinds = self.tr("Chats (*.json *.jsonl *.zip *.chat);;All files (*)")
        dialog = QFileDialog(self, self.tr("Import chats"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._ask(dialog)

    @Slot()
    def ask_folder(self) -> QFileDialog:
        """Ask for a folder; the window goes on meanwhile."""
        dialog = QFileDialog(self, self.tr("Import chats from a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return self._ask(dialog)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _ask(self, dialog: QFileDialog) -> QFileDialog:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._selected)
        dialog.open()
        return dialog

    @Slot(list)
    def _selected(self, paths: list[str]) -> None:
        self._take([Path(path) for path in paths])

    def _take(self, paths: list[Path], _checked: bool = False) -> None:
        if paths:
            self.chosen.emit(paths)

    def _lay_out(self) -> None:
        row = WrappingLayout(None, 8)
        row.addWidget(self.files)
        row.addWidget(self.folder)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(row)
        page.addWidget(self.found)
        page.addLayout(self._buttons)
        page.addWidget(self.help)
        page.addStretch(1)

    @Slot()
    def _dress(self) -> None:
        self.files.setIcon(self._look.icon("file-plus"))
        self.folder.setIcon(self._look.icon("folder-open"))
        for button in self.programs:
            button.setIcon(self._look.icon("messages-square"))

    def _say(self) -> None:
        name_button(self.files, self.tr("Choose files…"))
        name_button(self.folder, self.tr("Choose a folder…"))
        self.found.setText(self.tr("Found on this computer:"))
        self.found.setVisible(bool(self._programs))
        for button, program in zip(self.programs, self._programs, strict=True):
            button.setText(self._words.program(program).replace("&", "&&"))
        self.help.setText(
            "\n".join(
                (
                    self.tr("Fireside: a file that was exported here."),
                    self.tr("ChatGPT: Settings, Data controls, Export; the zip that comes by mail."),
                    self.tr("Open WebUI: Settings, Chats, Export chats."),
                    self.tr("llama.cpp: the export of the web page of its server."),
                    self.tr("LM Studio, Jan and GPT4All: the folder where they keep their chats."),
                )
            )
        )
