"""What several models are asked: which ones, the prompt, and how long they may answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.services.comparison import FEWEST, MOST, Question
from desktop.widgets.input import Input
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import WheelGuard
from desktop.widgets.models.compare_picker import ModelPicker
from desktop.widgets.sampling_style import field_rules

TOKENS, FEWEST_TOKENS, MOST_TOKENS = 256, 1, 8192
LONGEST_SYSTEM = 8_000  # characters


class Asking(QWidget):
    """The form above the answers. Enter in the prompt runs it, Shift+Enter breaks the line."""

    asked = Signal()
    stop_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._running = False
        self.picker = ModelPicker(look)
        self.prompt = Input()
        self._frame = QFrame()
        self._frame.setObjectName("composer")
        self.system = QLineEdit()
        self.system.setObjectName("addressfield")
        self.system.setMaxLength(LONGEST_SYSTEM)
        self.tokens = QSpinBox()
        self.tokens.setRange(FEWEST_TOKENS, MOST_TOKENS)
        self.tokens.setValue(TOKENS)
        self.tokens.setGroupSeparatorShown(True)
        self.tokens.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.tokens.lineEdit().setTextMargins(0, 0, 5, 0)
        self._tokens_name = QLabel()
        self._tokens_name.setBuddy(self.tokens)
        self.thinking = QCheckBox()
        self.run = QPushButton()
        self.run.setObjectName("comparerun")
        self.run.setProperty("primary", True)
        self._guard = WheelGuard(self)
        self._guard.guard(self.tokens)
        self._lay_out()
        self.prompt.submitted.connect(self._submit)
        self.prompt.textChanged.connect(self._able)
        self.prompt.focused.connect(self._show_focus)
        self.picker.changed.connect(self._able)
        self.run.clicked.connect(self._pressed)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self._able()

    @property
    def first(self) -> QWidget:
        """Where one begins: choosing models, or else the prompt."""
        return self.picker.choice if len(self.picker.picked) < FEWEST else self.prompt

    def question(self) -> Question:
        """Read the fields."""
        return Question(
            self.prompt.text(), self.system.text().strip(), self.tokens.value(), self.thinking.isChecked()
        )

    def set_running(self, running: bool) -> None:
        """Show a stop button while models answer."""
        self._running = running
        for part in (self.picker, self.system, self.tokens, self.thinking):
            part.setEnabled(not running)
        self._say()
        self._able()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _submit(self) -> None:
        if self.run.isEnabled() and not self._running:
            self.asked.emit()

    @Slot()
    def _pressed(self) -> None:
        if self._running:
            self.stop_asked.emit()
        else:
            self._submit()

    @Slot()
    def _able(self) -> None:
        enough = len(self.picker.picked) >= FEWEST and not self.prompt.document().isEmpty()
        self.run.setEnabled(self._running or enough)

    @Slot(bool)
    def _show_focus(self, focused: bool) -> None:
        self._frame.setProperty("active", focused)
        self._frame.style().polish(self._frame)

    def _say(self) -> None:
        self.prompt.setPlaceholderText(self.tr("What shall all of them answer?"))
        self.prompt.setAccessibleName(self.tr("Prompt for all models"))
        self.system.setPlaceholderText(self.tr("Instructions for all of them (optional)"))
        self.system.setAccessibleName(self.tr("Instructions for all of them"))
        self._tokens_name.setText(self.tr("At most"))
        self.tokens.setSuffix(self.tr(" tokens"))
        self.tokens.setAccessibleName(self.tr("Longest answer, in tokens"))
        self.thinking.setText(self.tr("Let them think first"))
        self.thinking.setToolTip(self.tr("Only for models that can be told to; thinking counts as tokens."))
        self.run.setText(self.tr("Stop") if self._running else self.tr("Compare"))
        tip = self.tr("Choose two to {count} models. They answer one after another, by the likeliest tokens.")
        self.run.setToolTip(tip.format(count=MOST))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.addWidget(self.prompt)
        options = QHBoxLayout()
        options.setSpacing(10)
        options.addWidget(self._tokens_name)
        options.addWidget(self.tokens)
        options.addWidget(self.thinking)
        options.addStretch(1)
        options.addWidget(self.run)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picker)
        column.addWidget(self._frame)
        column.addWidget(self.system)
        column.addLayout(options)
        self.run.setAutoDefault(False)
        self.setTabOrder(self.picker.choice, self.prompt)

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            field_rules(theme) + "#input { border: none; background: transparent; padding: 0; }"
        )
        self.prompt.setFont(theme.body)
        self.prompt.fit()
