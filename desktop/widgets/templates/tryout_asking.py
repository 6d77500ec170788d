"""Which models try a template out, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.services.tryout import Manner
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import WheelGuard
from desktop.widgets.models.compare_picker import ModelPicker
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import listed
from desktop.widgets.templates.plain_text import one_line

FEWEST_TOKENS, MOST_TOKENS = 1, 8192
MOST_SEED = 2**31 - 1
LIST = 380  # px, of the models that are offered
LONGEST_MESSAGE, NAME = 8_000, 60  # characters


class TryoutPicker(ModelPicker):
    """One to four models out of all, in one row where there is room."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._row.addWidget(self.choice)  # before the buttons, which come later
        self.choice.view().setMinimumWidth(LIST)

    def leave_out(self, title: str) -> str:
        """Name the button of a model that was chosen."""
        return self.tr("Do not try out with {model}").format(model=title)


class TryoutAsking(QWidget):
    """The form below the template. Its button `run` is put where it can always be seen."""

    run_asked = Signal()
    stop_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._running = False
        self._ready = False  # there is something to try out
        self.picker = TryoutPicker(look)
        self.message = QLineEdit()
        self.message.setObjectName("addressfield")
        self.message.setMaxLength(LONGEST_MESSAGE)
        self.tokens, self.seed = QSpinBox(), QSpinBox()
        self.thinking = QCheckBox()
        self.hint = sentence("cutwords")
        self.run = QPushButton()
        self.run.setObjectName("comparerun")
        self.run.setProperty("primary", True)
        self.run.setAutoDefault(False)
        self._tokens_name, self._seed_name = QLabel(), QLabel()
        self._guard = WheelGuard(self)
        self._lay_out()
        self.run.clicked.connect(self._pressed)
        self.picker.changed.connect(self._able)
        look.changed.connect(self._dress)
        self.message.hide()
        self._say()
        self._dress()
        self._able()

    def manner(self) -> Manner:
        """Read the fields."""
        message = self.message.text() if self.message.isVisibleTo(self) else ""
        return Manner(self.seed.value(), self.tokens.value(), self.thinking.isChecked(), message)

    def set_running(self, running: bool) -> None:
        """Show a stop button while answers are made."""
        self._running = running
        for part in (self.picker, self.message, self.tokens, self.seed, self.thinking):
            part.setEnabled(not running)
        self._say()
        self._able()

    def set_ready(self, ready: bool, needs_message: bool, missing: Sequence[str]) -> None:
        """Tell whether there is something to try out, whether it asks nothing itself, and missing presets."""
        self._ready = ready
        self.message.setVisible(needs_message)
        words = self.tr("There is no preset “{name}” here; the values of each model apply.")
        put(
            self.hint,
            words.format(name=listed(one_line(name, NAME) for name in missing)) if missing else "",
        )
        self._able()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _pressed(self) -> None:
        (self.stop_asked if self._running else self.run_asked).emit()

    @Slot()
    def _able(self) -> None:
        self.run.setEnabled(self._running or (self._ready and bool(self.picker.picked)))

    def _say(self) -> None:
        self.message.setPlaceholderText(self.tr("What is asked after the system prompt"))
        self.message.setAccessibleName(self.tr("Message after the system prompt"))
        self._tokens_name.setText(self.tr("At most"))
        self.tokens.setSuffix(self.tr(" tokens"))
        self.tokens.setAccessibleName(self.tr("Longest answer, in tokens"))
        self._seed_name.setText(self.tr("Seed"))
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setToolTip(self.tr("The same for every answer, so that versions can be compared."))
        self.thinking.setText(self.tr("Let them think first"))
        self.thinking.setToolTip(self.tr("Only for models that can be told to; thinking counts as tokens."))
        self.run.setText(self.tr("Stop") if self._running else self.tr("Try out"))
        self.run.setToolTip(
            self.tr("Every version is tried out on every input with every model, in the background.")
        )

    def _lay_out(self) -> None:
        for field, low, high, value in (
            (self.tokens, FEWEST_TOKENS, MOST_TOKENS, Manner().max_tokens),
            (self.seed, 0, MOST_SEED, Manner().seed),
        ):
            field.setRange(low, high)
            field.setValue(value)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.lineEdit().setTextMargins(0, 0, 5, 0)
            self._guard.guard(field)
        self.seed.setFixedWidth(110)
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, field in ((self._tokens_name, self.tokens), (self._seed_name, self.seed)):
            name.setBuddy(field)
            row.addWidget(name)
            row.addWidget(field)
        row.addWidget(self.thinking)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picker)
        column.addWidget(self.message)
        column.addLayout(row)
        column.addWidget(self.hint)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
