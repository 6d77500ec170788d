"""The bar above the conversation: which model answers, what is to know about it, and the menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from desktop.core.models import Installed, Origin
from desktop.core.settings import Appearance, Language, Settings
from desktop.engine.protocol import TemplateSource
from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.look import Look
from desktop.widgets.model_button import ModelButton
from desktop.widgets.speech import QtSpeaker

HEIGHT = 56


class Header(QFrame):
    """Model, chips and menu."""

    sidebar_asked = Signal()
    appearance_chosen = Signal(object)  # Appearance
    language_chosen = Signal(object)  # Language
    states_chosen = Signal(bool)  # whether what was read is kept
    log_asked = Signal()
    folder_asked = Signal()
    about_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        self._look = look
        self._models: ModelsViewModel | None = None
        self._status = ModelStatus()
        self._settings = Settings()
        self.sidebar = QToolButton()
        self.model = ModelButton(look)
        self._fit = _chip()
        self._template = _chip()
        self.finder = QToolButton()
        self._more = QToolButton()
        self.model_menu = QMenu(self)
        self.menu = QMenu(self)
        self._lay_out()
        self.model_menu.aboutToShow.connect(self._fill_models)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.sidebar.clicked.connect(self.sidebar_asked)
        look.changed.connect(self._dress)
        self._dress()
        self._say()

    def attach(self, models: ModelsViewModel) -> None:
        """Show the model's state."""
        self._models = models
        models.changed.connect(self.show_model)
        self.show_model(models.status)

    def remember(self, settings: Settings) -> None:
        """Know what is chosen, for the menu's marks."""
        self._settings = settings

    @Slot(object)
    def show_model(self, status: ModelStatus) -> None:
        """Say which model answers."""
        self._status = status
        self._say()

    @Slot()
    def choose_model(self) -> None:
        """Open the list of models."""
        self.model.showMenu()

    @Slot()
    def open_file(self) -> None:
        """Let the user pick a model file."""
        kind = self.tr("GGUF models (*.gguf);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), "", kind)
        if path and self._models is not None:
            self._models.open(Path(path))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        for widget in (self.sidebar, self.model, self._fit, self._template):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.finder)
        row.addWidget(self._more)
        self.model.setMenu(self.model_menu)
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sidebar.hide()

    def _say(self) -> None:
        self.sidebar.setToolTip(self.tr("Show the list of chats (Ctrl+B)"))
        self.sidebar.setAccessibleName(self.tr("Show the list of chats"))
        self.finder.setToolTip(self.tr("Find in this chat (Ctrl+F)"))
        self.finder.setAccessibleName(self.tr("Find in this chat"))
        self._more.setToolTip(self.tr("Menu"))
        self._more.setAccessibleName(self.tr("Menu"))
        self.model.setToolTip(self.tr("Choose a model (Ctrl+M)"))
        model = self._status.model
        self.model.name(model.name if model else self.tr("Choose a model"), model.quant if model else "")
        self._say_fit()
        self._say_template()

    def _say_fit(self) -> None:
        loaded = self._status.loaded
        self._fit.setVisible(self._status.stage is Stage.READY and loaded is not None)
        if loaded is not None:
            length = QtSpeaker().number(loaded.context_length)
            self._fit.setText(self.tr("Context of {count} tokens").format(count=length))

    def _say_template(self) -> None:
        loaded = self._status.loaded
        source = (
            loaded.template
            if loaded is not None and self._status.stage is Stage.READY
            else TemplateSource.OWN
        )
        self._template.setVisible(source is not TemplateSource.OWN)
        self._template.setProperty("kind", "warn")
        self._template.style().polish(self._template)
        self._template.setText(self.tr("ChatML layout"))
        if source is TemplateSource.CHATML:
            tip = self.tr("This model has no chat template. ChatML is used; answers may be worse.")
        else:
            problem = loaded.template_problem if loaded else ""
            tip = self.tr("The chat template of this model fails, so ChatML is used: {problem}")
            tip = tip.format(problem=problem)
        self._template.setToolTip(tip)

    @Slot()
    def _fill_models(self) -> None:
        menu = self.model_menu
        menu.clear()
        speaker = QtSpeaker()
        chosen = self._status.model
        for model in self._models.installed() if self._models else []:
            words = f"{_title(model)}   {speaker.size(model.size)}"
            if model.origin is Origin.STARTER:
                words += "   " + self.tr("comes with Fireside")
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(chosen is not None and model.path == chosen.path)
            action.triggered.connect(lambda _=False, choice=model: self._pick(choice))
        menu.addSeparator()
        menu.addAction(self._look.icon("folder-open"), self.tr("Open a model file…"), self.open_file)

    def _pick(self, model: Installed) -> None:
        if self._models is not None:
            self._models.load(model)

    @Slot()
    def _fill_menu(self) -> None:
        menu = self.menu
        menu.clear()
        looks = {
            Appearance.SYSTEM: self.tr("Like the system"),
            Appearance.LIGHT: self.tr("Light"),
            Appearance.DARK: self.tr("Dark"),
        }
        colors = menu.addMenu(self._look.icon("sun-moon"), self.tr("Appearance"))
        group = QActionGroup(colors)
        for appearance, words in looks.items():
            _choice(colors, group, words, appearance is self._settings.appearance).triggered.connect(
                lambda _=False, a=appearance: self.appearance_chosen.emit(a)
            )
        languages = {
            Language.SYSTEM: self.tr("Like the system"),
            Language.ENGLISH: "English",
            Language.CHINESE: "简体中文",
        }
        tongues = menu.addMenu(self._look.icon("languages"), self.tr("Language"))
        group = QActionGroup(tongues)
        for language, words in languages.items():
            _choice(tongues, group, words, language is self._settings.language).triggered.connect(
                lambda _=False, choice=language: self.language_chosen.emit(choice)
            )
        kept = menu.addAction(self.tr("Keep what was read on the disk"))
        kept.setToolTip(self.tr("Coming back to a chat then takes no time, also after a restart."))
        kept.setCheckable(True)
        kept.setChecked(self._settings.keep_states)
        kept.triggered.connect(self.states_chosen)
        menu.addSeparator()
        menu.addAction(self._look.icon("folder"), self.tr("Open the data folder"), self.folder_asked.emit)
        menu.addAction(self._look.icon("scroll-text"), self.tr("Open the log folder"), self.log_asked.emit)
        menu.addSeparator()
        menu.addAction(self._look.icon("info"), self.tr("About Fireside"), self.about_asked.emit)

    @Slot()
    def _dress(self) -> None:
        for button, name in (
            (self.sidebar, "panel-left"),
            (self.finder, "text-search"),
            (self._more, "ellipsis"),
        ):
            button.setIcon(self._look.icon(name, "text2", 18))
            button.setIconSize(QSize(18, 18))


def _title(model: Installed) -> str:
    return f"{model.name} {model.quant}".strip()


def _chip() -> QLabel:
    chip = QLabel()
    chip.setObjectName("chip")
    chip.hide()
    return chip


def _choice(menu: QMenu, group: QActionGroup, words: str, checked: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action
