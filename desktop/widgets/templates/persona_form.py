"""The form of all that a persona is."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.built_in_presets import BuiltIn
from desktop.core.model_names import find_wanted
from desktop.core.personas import LONGEST_DESCRIPTION, PersonaDraft, WantedModel
from desktop.core.preset_names import find_preset, values_of
from desktop.core.sampling import Sampling
from desktop.core.templates import LONGEST_NAME
from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField, Row
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.templates.persona_look import PersonaLook
from desktop.widgets.templates.persona_system import PersonaSystem

LINES = 3  # of the first message that are seen at once


class PersonaForm(QWidget):
    """Shows a draft. `changed` tells what the user did, never what was put. Works once attached."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: PersonasViewModel | None = None
        self._draft = PersonaDraft("")
        self._putting = False
        self.name, self.description = QLineEdit(), QLineEdit()
        for line, most in ((self.name, LONGEST_NAME), (self.description, LONGEST_DESCRIPTION)):
            line.setObjectName("personaline")
            line.setMaxLength(most)
        self.sign, self.system = PersonaLook(look), PersonaSystem(look)
        self.model, self.preset = ChoiceField(look), ChoiceField(look)
        self.opening = QPlainTextEdit()
        self.opening.setTabChangesFocus(True)
        self.opening.setFixedHeight(LINES * self.opening.fontMetrics().lineSpacing() + 16)
        fields = (
            self.name,
            self.description,
            self.sign,
            self.system,
            self.model,
            self.preset,
            self.opening,
        )
        self.rows = {field: Row(field) for field in fields}
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 12, 12)
        page.setSpacing(18)
        for row in self.rows.values():
            row.help.setTextFormat(Qt.TextFormat.PlainText)
            page.addWidget(row)
        page.addStretch(1)
        self._listen()
        look.changed.connect(self._dress)
        self._dress()

    def attach(self, viewmodel: PersonasViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.system.attach(viewmodel)
        self.put(self._draft)

    def draft(self) -> PersonaDraft:
        """Read the fields."""
        preset = self.preset.value
        return PersonaDraft(
            self.name.text(),
            self.description.text(),
            self.sign.symbol,
            self.sign.color,
            self.system.system,
            self.system.template,
            cast("WantedModel | None", self.model.value),
            preset if isinstance(preset, str) else "",
            preset if isinstance(preset, Sampling) else None,
            self.opening.toPlainText(),
        )

    def put(self, draft: PersonaDraft) -> None:
        """Show a persona."""
        self._putting = True
        self._draft = draft
        for line, text in ((self.name, draft.name), (self.description, draft.description)):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self.sign.put(draft.symbol, draft.color)
        self.system.put(draft.system, draft.template)
        if self.opening.toPlainText() != draft.opening:
            self.opening.setPlainText(draft.opening)
        self._list_models()
        self._list_presets()
        self._putting = False
        self._say()

    @Slot()
    def refresh(self) -> None:
        """There may be other models and presets to choose from."""
        if self._viewmodel is None:
            return
        self._draft = self.draft()
        self._list_models()
        self._list_presets()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _listen(self) -> None:
        for signal in (
            self.name.textEdited,
            self.description.textEdited,
            self.sign.changed,
            self.system.changed,
            self.model.chosen,
            self.preset.chosen,
            self.opening.textChanged,
        ):
            signal.connect(self._edited)

    def _list_models(self) -> None:
        wanted = self._draft.model
        models = self._viewmodel.models() if self._viewmodel is not None else ()
        found = None if wanted is None else find_wanted(wanted, models)
        choices: list[tuple[str, object]] = [(self.tr("The model that is chosen"), None)]
        for model in models:
            same = wanted is not None and found is not None and found.path == model.path
            value = wanted if same else WantedModel(str(model.path), model.title)
            choices.append((model.title, value))
        if wanted is not None and found is None:
            name = wanted.name or wanted.path
            choices.append((self.tr("{name} (not on this computer)").format(name=name), wanted))
        self.model.put(choices, wanted)

    def _list_presets(self) -> None:
        draft, words = self._draft, SamplingWords()
        own = self._viewmodel.presets() if self._viewmodel is not None else ()
        choices: list[tuple[str, object]] = [(self.tr("As the model has it"), None)]
        choices += [(words.built_in(preset), preset.value) for preset in BuiltIn]
        choices += [(preset.name, preset.name) for preset in own]
        found = find_preset(draft.preset, own)
        chosen: object = found.value if isinstance(found, BuiltIn) else found.name if found else None
        if draft.sampling is not None:
            choices.append((self.tr("Values of its own"), draft.sampling))
            chosen = chosen or draft.sampling
        if draft.preset and found is None:
            choices.append((self.tr("{name} (no longer there)").format(name=draft.preset), draft.preset))
            chosen = draft.preset
        self.preset.put(choices, chosen)
        self._tell_presets([value for _, value in choices])

    def _tell_presets(self, values: list[object]) -> None:
        """Say of each preset what it has that the defaults have not."""
        for row, value in enumerate(values):
            self.preset.setItemData(row, plain_tip(self._preset_words(value)), Qt.ItemDataRole.ToolTipRole)

    def _preset_words(self, value: object) -> str:
        own = self._viewmodel.presets() if self._viewmodel is not None else ()
        found = (
            find_preset(value, own) if isinstance(value, str) and not isinstance(value, Sampling) else None
        )
        if isinstance(value, Sampling):
            return SamplingSummary().line(value)
        if found is not None:
            return SamplingSummary().line(values_of(found))
        if value is None:
            return self.tr("What the model’s file recommends, or what was set for the model.")
        return self.tr("This preset is not there any more; the model’s own values apply.")

    def _say(self) -> None:
        words = {
            self.name: (self.tr("Name"), ""),
            self.description: (self.tr("Description"), ""),
            self.sign: (self.tr("Sign"), ""),
            self.system: (
                self.tr("System prompt"),
                self.tr("What the model is told before the first message."),
            ),
            self.model: (self.tr("Model"), self._model_words()),
            self.preset: (self.tr("Sampling"), self._preset_words(self.preset.value)),
            self.opening: (
                self.tr("First message"),
                self.tr("Stands in the box to type in when a chat begins; you can change it before sending."),
            ),
        }
        for field, (title, sentence) in words.items():
            self.rows[field].say(title, sentence)
            self.rows[field].help.setVisible(bool(sentence))
        self.description.setPlaceholderText(self.tr("What it is for, in one sentence"))

    def _model_words(self) -> str:
        if self.model.value is None:
            return self.tr("A chat begins with whatever model is chosen then.")
        return self.tr(
            "It is loaded when a chat begins with this persona. Where it is missing, you are told."
        )

    @Slot()
    def _edited(self) -> None:
        if not self._putting:
            self._say()
            self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
