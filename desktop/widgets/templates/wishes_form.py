"""What a template wishes for beside its texts: a model, a sampling preset, the form of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from desktop.core.built_in_presets import BuiltIn
from desktop.core.errors import GrammarInvalid, SchemaInvalid
from desktop.core.preset_names import find_preset, values_of
from desktop.core.presets import Preset
from desktop.core.sampling import DEFAULTS
from desktop.core.templates import Body
from desktop.core.user_error import UserError
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.sampling_texts import AnswerForm
from desktop.widgets.sampling_words import SamplingWords

LONGEST = 200  # characters of a name


class WishesForm(QWidget):
    """Names can be chosen or typed: a template may come from where another model is."""

    typed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = SamplingWords(self)
        self._showing = False
        self._presets: Sequence[Preset] = ()
        self._names: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._schema = self._grammar = self._chosen = ""
        self.model_title, self.preset_title = QLabel(), QLabel()
        self.sentence = QLabel()
        self.sentence.setObjectName("caption")
        self.sentence.setWordWrap(True)
        self.values = QLabel()  # of the preset
        self.values.setObjectName("caption")
        self.values.setWordWrap(True)
        self.model, self.preset = Choice(look), Choice(look)
        self.form = AnswerForm(look)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        for title, choice in ((self.model_title, self.model), (self.preset_title, self.preset)):
            title.setBuddy(choice)
            page.addWidget(title)
            page.addWidget(choice)
            choice.setEditable(True)
            choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = choice.lineEdit()
            assert line is not None
            line.setMaxLength(LONGEST)
            choice.editTextChanged.connect(self._on_names)
        page.addWidget(self.values)
        page.addWidget(self.sentence)
        page.addSpacing(8)
        page.addWidget(self.form)
        self.form.edited.connect(self._on_form)
        self.say()

    def offer(self, models: Sequence[str], presets: Sequence[Preset]) -> None:
        """Offer these models, by their names, and these presets."""
        names = [preset.name for preset in presets]
        self._presets = presets
        if (models, names) != self._names:
            self._names = (models, names)
            self._fill()
        self._say_preset()

    def put(self, body: Body) -> None:
        """Show what a template has."""
        self._showing = True
        self._schema, self._grammar = body.json_schema, body.grammar
        if self.model.currentText() != body.model:
            self.model.setEditText(body.model)
        if self._chosen != body.preset:
            self._chosen = body.preset
            self.preset.setEditText(self._shown().get(body.preset, body.preset))
            self._say_preset()
        self.form.show_value(replace(DEFAULTS, json_schema=body.json_schema, grammar=body.grammar))
        self._showing = False

    def put_into(self, body: Body) -> Body:
        """Give a body with what was typed here."""
        names = {"model": self.model.currentText().strip(), "preset": self._chosen}
        return replace(body, **names, json_schema=self._schema, grammar=self._grammar)

    def tell(self, problem: UserError | None) -> None:
        """Say why answers cannot be held to the form."""
        if isinstance(problem, GrammarInvalid | SchemaInvalid):
            self.form.tell(problem)

    def say(self) -> None:
        """Speak the language of the window."""
        self.model_title.setText(self.tr("Preferred model"))
        self.preset_title.setText(self.tr("Sampling preset"))
        self.sentence.setText(
            self.tr("Both are used with the template where they are there; empty takes any.")
        )
        for choice, words in ((self.model, self.tr("Any model")), (self.preset, self.tr("As in the chat"))):
            line = choice.lineEdit()
            if line is not None:
                line.setPlaceholderText(words)
        self.model.setAccessibleName(self.model_title.text())
        self.preset.setAccessibleName(self.preset_title.text())
        self.form.say()
        self._fill()

    def _fill(self) -> None:
        self._showing = True
        models, presets = self._names
        for choice, names in ((self.model, models), (self.preset, (*self._shown().values(), *presets))):
            text = choice.currentText()
            choice.clear()
            choice.addItems(list(names))
            choice.setEditText(text)
        self.preset.setEditText(self._shown().get(self._chosen, self._chosen))
        self._say_preset()
        self._showing = False

    def _say_preset(self) -> None:
        """Say what the preset has that the defaults have not."""
        found = find_preset(self._chosen, self._presets)
        self.values.setText(SamplingSummary().line(values_of(found)) if found is not None else "")
        self.values.setVisible(found is not None)

    def _shown(self) -> dict[str, str]:
        """Name the presets that come along; a template keeps what is the same in every language."""
        return {preset.value: self._words.built_in(preset) for preset in BuiltIn}

    def _preset(self) -> str:
        typed = self.preset.currentText().strip()
        return next((name for name, shown in self._shown().items() if shown == typed), typed)

    @Slot()
    def _on_names(self) -> None:
        if not self._showing:
            self._chosen = self._preset()
            self._say_preset()
            self.typed.emit()

    @Slot(str, str)
    def _on_form(self, schema: str, grammar: str) -> None:
        self._schema, self._grammar = schema, grammar
        if not self._showing:
            self.typed.emit()
