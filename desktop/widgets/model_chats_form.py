"""The form of what new chats begin with: a preset of sampling and a system prompt."""

from __future__ import annotations

from typing import TypeAlias, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.viewmodels.model_chats import ModelChats
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField, Row
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.style import Theme

LINES = 4  # of the system prompt that are seen at once

PresetChoice: TypeAlias = int | BuiltIn | None  # a preset of the user's by its id; None is no preset


class ModelChatsForm(QWidget):
    """Shows what is chosen for new chats. `changed` tells that the user changed a field."""

    changed = Signal()

    def __init__(self, look: Look, chats: ModelChats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chats = chats
        self._words, self._summary = SamplingWords(), SamplingSummary()
        self.preset = ChoiceField(look)
        self.system = QPlainTextEdit()
        self.system.setTabChangesFocus(True)
        self.system.setFixedHeight(LINES * self.system.fontMetrics().lineSpacing() + 16)
        self.system.setPlainText(chats.chosen.system)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 12, 0)
        page.setSpacing(20)
        self.rows = (Row(self.preset), Row(self.system))
        for row in self.rows:
            page.addWidget(row)
        self.preset.chosen.connect(self._chosen)
        self.system.textChanged.connect(self._chosen)

    def refresh(self) -> None:
        """Show the choices, in the language of the window."""
        choices: list[tuple[str, PresetChoice]] = [(self.tr("As the model recommends"), None)]
        choices += [(self._words.built_in(preset), preset) for preset in BuiltIn]
        choices += [(preset.name, preset.id) for preset in self._chats.presets]
        self.preset.put([(name, value) for name, value in choices], self._chats.chosen.preset)
        values: dict[PresetChoice, str] = {None: ""}
        values |= {preset: self._summary.line(BUILT_IN[preset]) for preset in BuiltIn}
        values |= {preset.id: self._summary.line(preset.sampling) for preset in self._chats.presets}
        for row, (_, preset) in enumerate(choices):
            self.preset.setItemData(row, plain_tip(values[preset]), Qt.ItemDataRole.ToolTipRole)
        sentence = self.tr(
            "The preset of chats that this model answers and for which nothing else was chosen."
        )
        line = values.get(self._chats.chosen.preset, "")
        self.rows[0].say(self.tr("Sampling of its chats"), f"{sentence}\n{line}" if line else sentence)
        self.system.setPlaceholderText(self.tr("No system prompt"))
        self.rows[1].say(
            self.tr("System prompt of new chats"),
            self.tr("What the model is told before the first message. Chats that have begun keep theirs."),
        )

    def wear(self, theme: Theme) -> None:
        """Look like the other forms."""
        self.setStyleSheet(field_rules(theme))

    def _chosen(self) -> None:
        preset = cast("PresetChoice", self.preset.value)
        self._chats.choose(preset, self.system.toPlainText())
        self.changed.emit()
