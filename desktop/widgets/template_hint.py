"""A line above the composer: the model that a template was made for, and its preset."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.core.built_in_presets import BuiltIn
from desktop.core.preset_names import values_of
from desktop.viewmodels.template_wishes import TemplateWishesViewModel, Wishes
from desktop.widgets.look import Look
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.speech import together


class TemplateHint(QFrame):
    """Shown while there is something to say. Works once attached."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "info")
        self._look = look
        self._viewmodel: TemplateWishesViewModel | None = None
        self.words = QLabel()
        self.words.setObjectName("advice")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)  # it has names in it that may come from a file
        self.load, self.preset, self.dismiss = QPushButton(), QPushButton(), QToolButton()
        self.dismiss.setIconSize(QSize(16, 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.load, self.preset, self.dismiss):
            row.addWidget(button)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def attach(self, viewmodel: TemplateWishesViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.load.clicked.connect(viewmodel.load)
        self.preset.clicked.connect(viewmodel.use_preset)
        self.dismiss.clicked.connect(viewmodel.dismiss)
        viewmodel.changed.connect(self._say)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _say(self) -> None:
        wishes = self._viewmodel.wishes if self._viewmodel is not None else None
        self.setVisible(wishes is not None)
        if wishes is None:
            return
        self.words.setText(together(self._model(wishes), self._preset(wishes)))
        self.load.setText(self.tr("Load it"))
        self.load.setAccessibleName(self.tr("Load {model}").format(model=wishes.model))
        self.load.setVisible(wishes.here is not None)
        self.preset.setText(self.tr("Use the preset"))
        self.preset.setVisible(wishes.alone and wishes.found is not None)
        if wishes.found is not None:
            self.preset.setToolTip(SamplingSummary().line(values_of(wishes.found)))
        self.dismiss.setToolTip(self.tr("Close"))
        self.dismiss.setAccessibleName(self.tr("Close"))

    def _model(self, wishes: Wishes) -> str:
        if not wishes.model:
            return ""
        if wishes.here is not None:
            return self.tr("The template was made for {model}.").format(model=wishes.model)
        words = self.tr("The template was made for {model}, which is not on this computer; it works without.")
        return words.format(model=wishes.model)

    def _preset(self, wishes: Wishes) -> str:
        found = wishes.found
        if found is None:
            words = self.tr(
                "Its preset “{name}” is not there any more; the answer is drawn as this chat has it."
            )
            return words.format(name=wishes.preset) if wishes.preset else ""
        name = SamplingWords().built_in(found) if isinstance(found, BuiltIn) else found.name
        if wishes.alone:
            return self.tr("It names the preset “{name}” for the chat.").format(name=name)
        return self.tr("The answer is drawn with its preset “{name}”.").format(name=name)

    @Slot()
    def _dress(self) -> None:
        self.dismiss.setIcon(self._look.icon("x"))
