"""One field of a template's form: its name, its help, what it is filled in with, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.core.templates import Field, FieldKind
from desktop.widgets.look import Look
from desktop.widgets.templates.field_choosers import ChoiceEditor, ChoicesEditor, DateEditor, FileEditor
from desktop.widgets.templates.field_editors import (
    FieldEditor,
    LongEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)
from desktop.widgets.templates.plain_text import one_line


class FieldRow(QWidget):
    """Names the field above its editor; sentences stand below."""

    changed = Signal(str)  # name of the field

    def __init__(self, field: Field, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor_for(field, look)
        self.title, self.help, self.problem = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("fieldtitle")
        self.help.setObjectName("caption")
        self.problem.setObjectName("fieldproblem")
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        for label in (self.title, self.help, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for part in (self.title, self.editor, self.help, self.problem):
            page.addWidget(part)
        self.title.setBuddy(self.editor.main())
        self.problem.hide()
        self.editor.changed.connect(self._changed)
        self.say()

    def say(self) -> None:
        """Speak the language of the window."""
        name = one_line(self.field.label or self.field.name)
        needed = self.field.required and self.field.kind is not FieldKind.YES_NO
        if isinstance(self.editor, YesNoEditor):
            self.editor.box.setText(name.replace("&", "&&"))
            self.title.hide()
        self.title.setText(f"{name} *" if needed else name)
        self.help.setText(one_line(self.field.help))
        self.help.setVisible(bool(self.help.text()))
        self.editor.say()
        spoken = self.tr("{name}, required").format(name=name) if needed else name
        self.editor.main().setAccessibleName(spoken)
        self._describe()

    def mark(self, sentence: str) -> None:
        """Say what is wrong; "" says that nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        main = self.editor.main()
        main.setProperty("wrong", bool(sentence))
        main.style().polish(main)
        self._describe()

    @Slot()
    def _changed(self) -> None:
        self.changed.emit(self.field.name)

    def _describe(self) -> None:
        texts = (self.problem.text(), self.help.text())
        self.editor.main().setAccessibleDescription(" ".join(text for text in texts if text))


def editor_for(field: Field, look: Look) -> FieldEditor:
    """Make what a field of this kind is filled in with."""
    makers: dict[FieldKind, Callable[[], FieldEditor]] = {
        FieldKind.TEXT: lambda: TextEditor(field),
        FieldKind.LONG: lambda: LongEditor(field),
        FieldKind.NUMBER: lambda: NumberEditor(field),
        FieldKind.CHOICE: lambda: ChoiceEditor(field, look),
        FieldKind.CHOICES: lambda: ChoicesEditor(field),
        FieldKind.DATE: lambda: DateEditor(field, look),
        FieldKind.FILE: lambda: FileEditor(field),
        FieldKind.YES_NO: lambda: YesNoEditor(field),
    }
    return makers[field.kind]()
