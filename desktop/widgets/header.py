"""The bar above the conversation: which model answers, what is to know about it, and the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.core.load_words import describe_reduced
from desktop.core.setting_kinds import CHOICES, Appearance, Language
from desktop.core.setting_list import Settings
from desktop.engine.protocol import TemplateSource
from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.download_button import DownloadButton
from desktop.widgets.look import Look
from desktop.widgets.model_button import ModelButton
from desktop.widgets.model_settings import ModelSettingsDialog
from desktop.widgets.model_settings_menu import SETTINGS_KEY, ModelMenu
from desktop.widgets.speech import QtSpeaker

HEIGHT = 56
IDLE_MINUTES = (0, 5, 15, 60)  # to choose from; 0 never unloads

T = TypeVar("T")


class Header(QFrame):
    """Model, chips and menu."""

    sidebar_asked = Signal()
    models_asked = Signal()  # all of them
    appearance_chosen = Signal(object)  # Appearance
    language_chosen = Signal(object)  # Language
    states_chosen = Signal(bool)  # whether what was read is kept
    unload_chosen = Signal(int)  # minutes after which an idle model is unloaded; 0 never
    settings_page_asked = Signal()
    log_asked = Signal()
    folder_asked = Signal()
    help_asked = Signal()
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
        self.note = QPushButton()  # that the model was loaded with less than was meant
        self.downloads = DownloadButton(look)
        self.finder = QToolButton()
        self.sampling = QToolButton()
        self.temporary = QToolButton()  # shown by those who know of temporary chats
        self._more = QToolButton()
        self.model_menu = ModelMenu(look, self)
        self.menu = QMenu(self)
        self._lay_out()
        self.model_menu.open_asked.connect(self.open_file)
        self.model_menu.settings_asked.connect(self.show_settings)
        self.model_menu.all_asked.connect(self.models_asked)
        self.note.clicked.connect(self._tell_note)
        self.settings_key = QShortcut(QKeySequence(SETTINGS_KEY), self)
        self.settings_key.activated.connect(self.show_settings)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.sidebar.clicked.connect(self.sidebar_asked)
        look.changed.connect(self._dress)
        self._dress()
        self._say()

    def attach(self, models: ModelsViewModel) -> None:
        """Show the model's state."""
        self._models = models
        self.model_menu.attach(models)
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
    def show_settings(self) -> None:
        """Let the user choose how the model is loaded."""
        if self._models is not None and self._status.model is not None:
            settings = self._models.settings(self._status.model)
            dialog = ModelSettingsDialog(self._look, settings, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

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
        for widget in (self.sidebar, self.model, self._fit, self._template, self.note):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.downloads)
        row.addWidget(self.temporary)
        row.addWidget(self.sampling)
        row.addWidget(self.finder)
        row.addWidget(self._more)
        self.model.setMenu(self.model_menu)
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sidebar.hide()
        self.temporary.hide()
        self.note.setObjectName("chip")
        self.note.setProperty("kind", "warn")
        self.note.setFlat(True)
        self.note.hide()

    def _say(self) -> None:
        self.sidebar.setToolTip(self.tr("Show the list of chats (Ctrl+B)"))
        self.sidebar.setAccessibleName(self.tr("Show the list of chats"))
        self.sampling.setToolTip(self.tr("Sampling of this chat (Ctrl+Shift+P)"))
        self.sampling.setAccessibleName(self.tr("Sampling of this chat"))
        self.finder.setToolTip(self.tr("Find in this chat (Ctrl+F)"))
        self.finder.setAccessibleName(self.tr("Find in this chat"))
        self._more.setToolTip(self.tr("Menu"))
        self._more.setAccessibleName(self.tr("Menu"))
        self.model.setToolTip(self.tr("Choose a model (Ctrl+M)"))
        model = self._status.model
        self.model.name(model.name if model else self.tr("Choose a model"), model.quant if model else "")
        self._say_fit()
        self._say_template()
        note = self._status.note if self._status.stage is Stage.READY else None
        self.note.setVisible(note is not None)
        self.note.setText(self.tr("Loaded with less"))
        self.note.setToolTip(describe_reduced(note, QtSpeaker()).what if note is not None else "")

    @Slot()
    def _tell_note(self) -> None:
        """Say what had to be given up, and offer to choose otherwise."""
        if self._status.note is None:
            return
        notice = describe_reduced(self._status.note, QtSpeaker())
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Loaded with less"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(notice.what)
        box.setInformativeText(notice.advice)
        box.addButton(QMessageBox.StandardButton.Close)
        settings = box.addButton(self.tr("Settings…"), QMessageBox.ButtonRole.ActionRole)
        settings.clicked.connect(self.show_settings)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

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
        self._template.setToolTip(plain_tip(tip))  # says what the template says

    @Slot()
    def _fill_menu(self) -> None:
        menu, chosen = self.menu, self._settings
        menu.clear()
        settings = menu.addAction(self._look.icon("settings"), self.tr("Settings…"))
        settings.triggered.connect(lambda: self.settings_page_asked.emit())
        looks = [(_said(CHOICES[each]), each) for each in Appearance]
        colors = menu.addMenu(self._look.icon("sun-moon"), self.tr("Appearance"))
        _choices(colors, looks, chosen.appearance, self.appearance_chosen.emit)
        languages = [
            (_said(CHOICES[Language.SYSTEM]), Language.SYSTEM),
            ("English", Language.ENGLISH),
            ("简体中文", Language.CHINESE),
        ]
        tongues = menu.addMenu(self._look.icon("languages"), self.tr("Language"))
        _choices(tongues, languages, chosen.language, self.language_chosen.emit)
        idle = menu.addMenu(self._look.icon("timer"), self.tr("Unload an idle model"))
        minutes = sorted({*IDLE_MINUTES, chosen.unload_after})
        _choices(
            idle, [(self._wait(each), each) for each in minutes], chosen.unload_after, self.unload_chosen.emit
        )
        kept = menu.addAction(self.tr("Keep what was read on the disk"))
        kept.setToolTip(self.tr("Coming back to a chat then takes no time, also after a restart."))
        kept.setCheckable(True)
        kept.setChecked(chosen.keep_states)
        kept.triggered.connect(self.states_chosen)
        menu.addSeparator()
        menu.addAction(self._look.icon("folder"), self.tr("Open the data folder"), self.folder_asked.emit)
        menu.addAction(self._look.icon("scroll-text"), self.tr("Open the log folder"), self.log_asked.emit)
        menu.addSeparator()
        menu.addAction(self._look.icon("book-open"), self.tr("Help"), self.help_asked.emit)
        menu.addAction(self._look.icon("info"), self.tr("About Fireside"), self.about_asked.emit)

    def _wait(self, minutes: int) -> str:
        if not minutes:
            return self.tr("Never")
        return self.tr("After an hour") if minutes == 60 else self.tr("After %Ln minute(s)", "", minutes)

    @Slot()
    def _dress(self) -> None:
        for button, name in (
            (self.sidebar, "panel-left"),
            (self.finder, "text-search"),
            (self.sampling, "sliders-horizontal"),
            (self._more, "ellipsis"),
        ):
            button.setIcon(self._look.icon(name, "text2", 18))
            button.setIconSize(QSize(18, 18))


def _chip() -> QLabel:
    chip = QLabel()
    chip.setObjectName("chip")
    chip.hide()
    return chip


def _said(words: str) -> str:
    """Give the words of the settings in the language of the window."""
    return QCoreApplication.translate("Setting", words)


def _choices(menu: QMenu, choices: Iterable[tuple[str, T]], now: T, chosen: Callable[[T], None]) -> None:
    """Fill a menu with values of which one is chosen."""
    group = QActionGroup(menu)
    for words, value in choices:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(value == now)
        action.triggered.connect(lambda _=False, it=value: chosen(it))
        group.addAction(action)
