"""The values of one saved input."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.core.template_values import Wrong
from desktop.core.templates import LONGEST_NAME, Field, Value
from desktop.core.tryout import SavedInput
from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.templates.fields_form import FieldsForm

SIZE = (460, 480)  # px

Check = Callable[[Mapping[str, Value]], tuple[Wrong, ...]]
Keep = Callable[[str, Mapping[str, Value]], bool]


class InputDialog(RoomyDialog):
    """A name and the form of the fields. Enter keeps them if nothing is wrong; in long texts Ctrl+Enter."""

    def __init__(self, look: Look, check: Check, keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._check = check
        self._keep = keep
        self.name = QLineEdit()
        self.name.setObjectName("addressfield")
        self.name.setMaxLength(LONGEST_NAME)
        self._title = QLabel()
        self._title.setBuddy(self.name)
        self.form = FieldsForm(look)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for part in (self._title, self.name, self.form):
            column.addWidget(part)
        column.setStretch(2, 1)
        column.addWidget(self.buttons)
        self.resize(*SIZE)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.form.submitted.connect(self.save)
        self._say()

    def begin(self, fields: Sequence[Field], saved: SavedInput | None, values: Mapping[str, Value]) -> None:
        """Show an input, or the first values of a new one."""
        self.setWindowTitle(self.tr("New input") if saved is None else self.tr("Edit input"))
        self.name.setText(saved.name if saved is not None else "")
        self.form.show_fields(fields, values)
        self.form.begin()
        if saved is not None:
            self.form.mark(self._check(values))

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Keep on Ctrl+Enter, wherever one is."""
        enter = arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(arg__1)

    @Slot()
    def save(self) -> None:
        """Keep the values, unless something is wrong with them."""
        values = self.form.values()
        wrongs = self._check(values)
        self.form.mark(wrongs)
        if not wrongs and self._keep(self.name.text(), values):
            self.accept()

    def _say(self) -> None:
        self._title.setText(self.tr("Name of this input"))
        self.name.setPlaceholderText(self.tr("From its first text, if left empty"))
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(self.tr("Save"))
        save.setProperty("primary", True)
        save.style().polish(save)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
