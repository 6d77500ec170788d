"""Below the editor: what is wrong, how long it is, and saving it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.viewmodels.template_preview import TemplatePreview
from desktop.widgets.look import Look
from desktop.widgets.templates.problem_list import ProblemList

LONGEST_NOTE = 200  # characters


class NoteLine(QLineEdit):
    """A line whose Enter saves."""

    submitted = Signal()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Save on Enter."""
        if arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        else:
            super().keyPressEvent(arg__1)


class EditorFoot(QWidget):
    """Tells what the user asks for."""

    save_asked = Signal(str)  # with a note, which may be empty
    revert_asked = Signal()
    let_go = Signal()  # nothing here takes the keyboard any more

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editorfoot")
        self._preview: TemplatePreview | None = None
        self._new = False
        self.problems = ProblemList(look)
        self.size_words = QLabel()
        self.size_words.setObjectName("caption")
        self.size_words.setTextFormat(Qt.TextFormat.PlainText)
        self.note = NoteLine()
        self.note.setObjectName("presetname")
        self.note.setMaxLength(LONGEST_NOTE)
        self.save, self.revert = QPushButton(), QPushButton()
        self.save.setProperty("primary", True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.revert)
        row.addWidget(self.save)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 4, 0, 0)
        page.setSpacing(6)
        page.addWidget(self.problems)
        page.addWidget(self.size_words)
        page.addLayout(row)
        self.save.clicked.connect(self._save)
        self.note.submitted.connect(self._save)
        self.revert.clicked.connect(self.revert_asked)
        self.say()

    def show_state(self, edited: bool, new: bool, possible: bool) -> None:
        """Show whether there is something to save, and whether that can be done."""
        self._new = new
        parts = (self.note, self.revert, self.save)
        if not edited and any(part.hasFocus() for part in parts):
            self.let_go.emit()  # first: Qt would go to whatever comes next, and have it typed over
        self.save.setEnabled(edited and possible)
        self.revert.setEnabled(edited)
        self.note.setEnabled(edited)
        self.say()

    def attach(self, preview: TemplatePreview) -> None:
        """Follow how long it is."""
        self._preview = preview
        preview.changed.connect(self._say_size)

    def say(self) -> None:
        """Speak the language of the window."""
        self.save.setText(self.tr("Save"))
        self.save.setToolTip(self.tr("Save as a new version (Ctrl+S)"))
        self.revert.setText(self.tr("Discard") if self._new else self.tr("Discard changes"))
        self.note.setPlaceholderText(self.tr("What changed? (optional)"))
        self.note.setAccessibleName(self.tr("Note on this version"))
        self._say_size()

    @Slot()
    def _say_size(self) -> None:
        if self._preview is None:
            return
        size, model = self._preview.total, self._preview.model
        if size.exact:
            words = self.tr("%Ln token(s) with {model}", "", size.tokens).format(model=model)
        else:
            words = self.tr("about %Ln token(s); a loaded model counts exactly", "", size.tokens)
        self.size_words.setText(words)

    @Slot()
    def _save(self) -> None:
        if self.save.isEnabled():
            self.save_asked.emit(self.note.text())
