"""The window for the LoRA adapters of a chat."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.companion_errors import AdapterUnsuitable
from desktop.viewmodels.adapters import STRONGEST, AdapterRow, AdaptersViewModel
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.aloud import show_aloud
from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import QtSpeaker

SIZE = (520, 420)  # px
STEP = 0.1  # of a scale
NAME = 60  # characters that are shown of a name


class AdapterLine(QWidget):
    """One adapter: its name, what is wrong with it, its scale, and a button to remove it."""

    def __init__(self, look: Look, row: AdapterRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.row = row
        self.name, self.problem = QLabel(), QLabel()
        self.scale, self.remove = QDoubleSpinBox(), QToolButton()
        self.name.setToolTip(plain_tip(row.adapter.path))
        for label in (self.name, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.problem.setObjectName("caption")
        self.scale.setRange(-STRONGEST, STRONGEST)
        self.scale.setSingleStep(STEP)
        self.scale.setKeyboardTracking(False)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.scale.lineEdit().setTextMargins(0, 0, 5, 0)
        self.remove.setIconSize(QSize(16, 16))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.problem)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addWidget(self.scale)
        line.addWidget(self.remove)
        self.show_row(row)

    def show_row(self, row: AdapterRow) -> None:
        """Show what is known by now."""
        self.row = row
        shown = row.name if len(row.name) <= NAME else f"{row.name[:NAME]}…"
        self.name.setText(shown)
        if self.scale.value() != row.adapter.scale and not self.scale.hasFocus():
            self.scale.setValue(row.adapter.scale)
        error = row.problem
        self.problem.setText(describe(error, QtSpeaker()).what if error is not None else self._file(row))
        color = self._look.theme.color("danger" if error is not None else "text2").name()
        self.problem.setStyleSheet(f"color: {color};")
        self.remove.setIcon(self._look.icon("x"))
        self.scale.setAccessibleDescription(self.problem.text() if error is not None else "")
        self.scale.setLocale(QLocale())
        self.scale.setAccessibleName(self.tr("Scale of {name}").format(name=shown))
        self.scale.setToolTip(
            self.tr("How much it changes the model: 1 is what it was made for, 0 is nothing.")
        )
        words = self.tr("Remove {name} from this chat").format(name=shown)
        self.remove.setAccessibleName(words)
        self.remove.setToolTip(self.tr("Remove"))

    def _file(self, row: AdapterRow) -> str:
        file = Path(row.adapter.path).name
        return file if file != row.name else ""


class AdaptersDialog(RoomyDialog):
    """Every change is in force at once, from the next answer on."""

    def __init__(self, look: Look, adapters: AdaptersViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._adapters = adapters
        self._refused: AdapterUnsuitable | None = None
        self.resize(*SIZE)
        self.hint, self.empty, self.problem = QLabel(), QLabel(), QLabel()
        self.add, self.leave = QPushButton(), QPushButton()
        self.lines: list[AdapterLine] = []
        self._column = QVBoxLayout()
        for label in (self.hint, self.empty, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lay_out()
        self.add.clicked.connect(self._ask)
        self.leave.clicked.connect(self.close)
        adapters.changed.connect(self._refresh)
        adapters.refused.connect(self._tell)
        look.changed.connect(self._dress)
        self._dress()
        adapters.look()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    def take(self, path: Path) -> None:
        """Add a file that the user has chosen."""
        self._refused = None
        self._adapters.add(path)
        self._refresh()

    def _lay_out(self) -> None:
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.addWidget(self.hint)
        page.addWidget(self.empty)
        page.addWidget(scroll, 1)
        page.addWidget(self.problem)
        page.addLayout(foot)

    @Slot()
    def _ask(self) -> None:
        """Ask for a file; a slow disk must not hold the window up."""
        words = self.tr("Adapters (*.gguf);;All files (*)")
        dialog = QFileDialog(self, self.tr("Add an adapter"), "", words)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._selected)
        dialog.open()

    @Slot(str)
    def _selected(self, path: str) -> None:
        self.take(Path(path))

    @Slot(object)
    def _tell(self, error: AdapterUnsuitable) -> None:
        self._refused = error
        self._refresh()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self.problem.setStyleSheet(f"color: {self._look.theme.color('danger').name()};")
        self.hint.setStyleSheet(f"color: {self._look.theme.color('text2').name()};")
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.setWindowTitle(self.tr("LoRA adapters of this chat"))
        self.hint.setText(
            self.tr(
                "An adapter is a small file that gives a model another style or subject. It works only with"
                " the model that it was made for, and from the next answer on, which reads the chat again."
            )
        )
        self.empty.setText(self.tr("This chat is answered without adapters."))
        self.add.setText(self.tr("Add…"))
        self.leave.setText(self.tr("Close"))
        rows = self._adapters.rows
        self.empty.setVisible(not rows)
        self.add.setEnabled(not self._adapters.full)
        error = self._refused
        show_aloud(self.problem, describe(error, QtSpeaker()).what if error is not None else "")
        self._show(rows)

    def _show(self, rows: list[AdapterRow]) -> None:
        same = [row.adapter.path for row in rows] == [line.row.adapter.path for line in self.lines]
        if not same:
            for line in self.lines:
                self._column.removeWidget(line)
                line.deleteLater()
            self.lines = [AdapterLine(self._look, row) for row in rows]
            for index, line in enumerate(self.lines):
                self._column.insertWidget(index, line)
                line.scale.valueChanged.connect(partial(self._adapters.scale, index))
                line.remove.clicked.connect(partial(self._remove, index))
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row)

    def _remove(self, index: int) -> None:
        self._refused = None
        self._adapters.remove(index)
        following = self.lines[min(index, len(self.lines) - 1)].remove if self.lines else self.add
        following.setFocus(Qt.FocusReason.OtherFocusReason)
