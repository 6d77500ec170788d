"""The window that asks which chats leave, as what, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.archive import Which
from desktop.core.archive_markdown import Form
from desktop.core.archive_words import headings
from desktop.core.chat import ChatId, FolderId
from desktop.core.folders import Folder, path_of
from desktop.services.export_files import file_name
from desktop.services.exporting import Export, Format
from desktop.widgets.export_choice import ExportChoice
from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import Choice, field_rules
from desktop.widgets.speech import QtSpeaker

SIZE, SMALLEST = (460, 480), (360, 420)  # px
EACH, BRANCHES, THINKING = "each", "branches", "thinking"  # words of the choices that are remembered
SLASH = " / "


@dataclass(frozen=True, slots=True)
class Asked:
    """Which chats the window was opened for."""

    chats: tuple[ChatId, ...] = ()  # none: all, or some that are chosen in the window
    title: str = ""  # of the only one
    folders: Sequence[Folder] = ()
    folder: FolderId | None = None  # that is chosen at first


class ExportDialog(RoomyDialog):
    """Asks for everything, then for a place, and closes."""

    wanted = Signal(object, object)  # Export; Which, or None where chats are named
    chosen = Signal(object)  # tuple of words, for the next time

    def __init__(self, look: Look, asked: Asked, choices: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exportchats")
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)
        self._look, self._asked = look, asked
        self.title = QLabel()
        self.which = Choice(look)
        self.formats = ExportChoice()
        self.each, self.branches, self.thinking, self.trash = (QCheckBox() for _ in range(4))
        self.go, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        self._choose(choices)
        self.formats.changed.connect(self._say)
        self.go.clicked.connect(self._ask)
        self.leave.clicked.connect(self.reject)
        look.changed.connect(self._dress)
        self._fill()
        rows = (row for row in range(self.which.count()) if self.which.itemData(row) == Which(asked.folder))
        self.which.setCurrentIndex(next(rows, 0))
        self._dress()
        if not self._asked.chats:
            self.which.setFocus()
        else:
            self.formats.take_focus()

    @property
    def into_folder(self) -> bool:
        """Whether each chat gets a file of its own."""
        return len(self._asked.chats) != 1 and self.each.isChecked()

    def export_to(self, target: Path) -> None:
        """Ask for the export to a place that the user has chosen, and close."""
        words, language = headings(QtSpeaker()), QLocale().bcp47Name()
        form = Form(words, language, self.thinking.isChecked(), self.branches.isChecked())
        which: Which | None = None if self._asked.chats else self.which.currentData()
        if which is not None and self.trash.isChecked():
            which = Which(which.folder, which.archived, trash=True)
        everything = which is not None and which.folder is None and not which.archived
        options = (form, not self.into_folder, self.into_folder, everything)
        self.chosen.emit(self._words())
        self.wanted.emit(Export(self._asked.chats, self.formats.chosen, target, *options), which)
        self.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.title.setObjectName("cardtitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # it quotes a title
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(8)
        rows = (self.title, self.which, self.formats, self.each, self.branches, self.thinking, self.trash)
        for widget in rows:
            page.addWidget(widget)
        page.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        page.addLayout(foot)

    def _choose(self, choices: Sequence[str]) -> None:
        known = [each for each in Format if each.value in choices]
        if known:
            self.formats.choose(known[0])
        for word, box in ((EACH, self.each), (BRANCHES, self.branches), (THINKING, self.thinking)):
            box.setChecked(word in choices)

    def _words(self) -> tuple[str, ...]:
        boxes = ((EACH, self.each), (BRANCHES, self.branches), (THINKING, self.thinking))
        return (self.formats.chosen.value, *(word for word, box in boxes if box.isChecked()))

    def _fill(self) -> None:
        """List which chats can be meant."""
        at = max(0, self.which.currentIndex())
        self.which.clear()
        self.which.addItem(self.tr("All chats"), Which())
        self.which.addItem(self.tr("Archived chats"), Which(archived=True))
        folders = self._asked.folders
        paths = {each.id: SLASH.join(above.name for above in path_of(folders, each.id)) for each in folders}
        for folder, path in sorted(paths.items(), key=lambda item: item[1].casefold()):
            self.which.addItem(self.tr("Folder {path}").format(path=path), Which(folder))
        self.which.setCurrentIndex(at)

    @Slot()
    def _ask(self) -> None:
        """Ask where to; a slow disk must not hold the window up."""
        suffix = self.formats.chosen.value
        if self.into_folder:
            dialog = QFileDialog(self, self.tr("Export into a folder"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog = QFileDialog(self, self.tr("Export to a file"), "", f"*.{suffix}")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(suffix)
            dialog.selectFile(f"{self._file_name()}.{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    def _file_name(self) -> str:
        if len(self._asked.chats) == 1:
            return file_name(self._asked.title or headings(QtSpeaker()).untitled)
        return "fireside-chats"

    @Slot(str)
    def _picked(self, path: str) -> None:
        self.export_to(Path(path))

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self._say()

    @Slot()
    def _say(self) -> None:
        count, complete = len(self._asked.chats), self.formats.chosen is Format.JSON
        self.setWindowTitle(self.tr("Export chats"))
        named = self.tr("Export “{title}”").format(title=self._asked.title or headings(QtSpeaker()).untitled)
        words = named if count == 1 else self.tr("Export %Ln chat(s)", "", count)
        self.title.setText(words if count else self.tr("Export chats"))
        self.title.setText(
            self.title.fontMetrics().elidedText(
                self.title.text(), Qt.TextElideMode.ElideMiddle, SMALLEST[0] - 32
            )
        )
        self.which.setVisible(not count)
        self.which.setAccessibleName(self.tr("Which chats"))
        self.each.setText(self.tr("A file for each chat, in a folder"))
        self.each.setVisible(count != 1)
        self.branches.setText(self.tr("All branches, not only the one that is shown"))
        self.branches.setVisible(not complete)
        self.thinking.setText(self.tr("With what the models were thinking"))
        self.thinking.setVisible(not complete)
        self.trash.setText(self.tr("Also chats in the trash"))
        self.trash.setVisible(not count)
        self.go.setText(self.tr("Export…"))
        self.leave.setText(self.tr("Cancel"))
