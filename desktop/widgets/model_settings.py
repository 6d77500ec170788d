"""The window for the settings of one model."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.viewmodels.model_settings import Estimate, ModelSettingsViewModel
from desktop.widgets.aloud import show_aloud
from desktop.widgets.devices import DevicesPanel
from desktop.widgets.look import Look
from desktop.widgets.model_chats_form import ModelChatsForm
from desktop.widgets.model_settings_form import ModelSettingsForm
from desktop.widgets.model_settings_words import KINDS, estimate_lines, verdict_words
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.speech import QtSpeaker, together

SIZE = (580, 680)  # px


class ModelSettingsDialog(RoomyDialog):
    """Says while the values change what they would take. Nothing is stored before “Apply”."""

    def __init__(self, look: Look, settings: ModelSettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._settings = settings
        settings.setParent(self)
        self._error: UserError | None = None  # why the choice could not be stored
        self.resize(*SIZE)
        self.form = ModelSettingsForm(look, settings)
        chats = settings.chats
        self.chats = ModelChatsForm(look, chats) if chats is not None else None
        self.devices = DevicesPanel()
        self.chip, self.words, self.problem = QLabel(), QLabel(), QLabel()
        self.chip.setObjectName("chip")
        for label in (self.words, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.reset, self.leave, self.apply = QPushButton(), QPushButton(), QPushButton()
        self.apply.setProperty("primary", True)
        self.apply.setDefault(True)
        self._lay_out()
        self.form.changed.connect(self._chosen)
        self.reset.clicked.connect(settings.reset)
        self.leave.clicked.connect(self.reject)
        self.apply.clicked.connect(self._apply)
        settings.changed.connect(self._refresh)
        settings.failed.connect(self._failed)
        look.changed.connect(self._dress)
        self._dress()
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setLocale(QLocale())
            self._refresh()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        column.addWidget(self.form)
        if self.chats is not None:
            column.addWidget(self.chats)
        column.addWidget(self.devices)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields are gone through one by one
        scroll.setWidget(inside)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.words, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.apply)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.addWidget(scroll, 1)
        page.addLayout(said)
        page.addWidget(self.problem)
        page.addLayout(foot)

    @Slot()
    def _chosen(self) -> None:
        self._settings.choose(self.form.options())

    @Slot()
    def _refresh(self) -> None:
        model = self._settings.model
        self.setWindowTitle(self.tr("Settings of {model}").format(model=model.title))
        self.reset.setText(self.tr("Reset to automatic"))
        self.reset.setToolTip(self.tr("How the model runs fastest here is measured anew, at the next pause."))
        self.leave.setText(self.tr("Cancel"))
        self.apply.setText(self.tr("Apply"))
        estimate = self._settings.estimate()
        self.form.refresh(estimate)
        if self.chats is not None:
            self.chats.refresh()
        self.devices.show_engine(self._settings.engine, self._settings.loaded)
        self._say_estimate(estimate)
        self._say_problem()

    def _say_estimate(self, estimate: Estimate | None) -> None:
        self.chip.setVisible(estimate is not None)
        self.apply.setEnabled(estimate is not None)
        if estimate is None:
            waiting = self._settings.outcome is None
            self.words.setText(self.tr("The file is being read…") if waiting else "")
            return
        verdict = estimate.fit.verdict
        self.chip.setText(verdict_words(verdict))
        self.chip.setProperty("kind", KINDS.get(verdict, "ok"))
        self.chip.style().polish(self.chip)
        self.words.setText(together(*estimate_lines(estimate)))

    def _say_problem(self) -> None:
        outcome = self._settings.outcome
        error = outcome if isinstance(outcome, UserError) else self._error
        words = ""
        if error is not None:
            notice = describe(error, QtSpeaker())
            words = together(notice.what, notice.advice)
            if error is self._error:
                words += " " + self.tr("Until Fireside ends, the settings hold all the same.")
        show_aloud(self.problem, words)

    @Slot()
    def _apply(self) -> None:
        if self._settings.apply():
            self.accept()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._error = error
        self._refresh()

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        self.form.wear(theme)
        if self.chats is not None:
            self.chats.wear(theme)
        self.words.setStyleSheet(f"color: {theme.color('text2').name()};")
        self.problem.setStyleSheet(f"color: {theme.color('danger').name()};")
