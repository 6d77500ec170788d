"""The menu of models: those used last, how each fits, and what can be chosen for the one that is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.errors import UserError
from desktop.core.fit import Verdict
from desktop.core.models import Installed, Origin
from desktop.services.models import Stage
from desktop.viewmodels.model_settings import Read
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.look import Look
from desktop.widgets.model_settings_words import fit_words
from desktop.widgets.speech import QtSpeaker

SETTINGS_KEY = "Ctrl+Shift+O"
MOST_SHOWN = 15  # models; all of them are on the page about models
LONGEST_NAME = 60  # characters


class ModelMenu(QMenu):
    """Opens at once; how a model fits is said as soon as its file has been read."""

    open_asked = Signal()
    settings_asked = Signal()
    all_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._models: ModelsViewModel | None = None
        self.settings_keys: Callable[[], str] = lambda: QKeySequence(SETTINGS_KEY).toString(
            QKeySequence.SequenceFormat.NativeText
        )
        self.entries: dict[Path, tuple[Installed, QAction]] = {}
        self._fate: QAction | None = None  # says what becomes of the loaded model
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._open)

    def attach(self, models: ModelsViewModel) -> None:
        """Show these models."""
        self._models = models
        models.read.connect(self._know)
        models.listed.connect(self._refill)

    @Slot()
    def _open(self) -> None:
        self._fill()
        if self._models is not None:
            self._models.look()  # a file may have been put there; then the menu is filled anew

    @Slot()
    def _refill(self) -> None:
        if self.isVisible() and self._models is not None:
            shown = [model.path for model in self._models.installed()[:MOST_SHOWN]]
            if shown != list(self.entries):
                self._fill()

    @Slot()
    def _fill(self) -> None:
        self.clear()
        self.entries = {}
        self._fate = None
        models = self._models
        there = models.installed() if models is not None else []
        if models is not None and models.status.stage is Stage.READY:
            self._fate = self.addAction("")
            self._fate.setEnabled(False)
        for model in there[:MOST_SHOWN]:
            assert models is not None
            action = self.addAction(self._words(model, models.verdict(model)))
            chosen = models.status.model
            action.setCheckable(True)
            action.setChecked(chosen is not None and model.path == chosen.path)
            action.triggered.connect(lambda _=False, choice=model: self._pick(choice))
            self.entries[model.path] = (model, action)
        self._say_fate()
        words = self.tr("All models ({count})…").format(count=QtSpeaker().number(len(there)))
        self.addAction(self._look.icon("library"), words, self.all_asked.emit)
        self.addSeparator()
        chosen = models.status.model if models is not None else None
        if chosen is not None:
            key = self.settings_keys()
            words = self.tr("Settings of {model}…").format(model=_plain(_title(chosen)))
            self.addAction(self._look.icon("sliders-horizontal"), f"{words}\t{key}", self.settings_asked.emit)
        self.addAction(self._look.icon("folder-open"), self.tr("Open a model file…"), self.open_asked.emit)

    def _words(self, model: Installed, outcome: Verdict | UserError | None) -> str:
        assert self._models is not None
        status = self._models.status
        fits = fit_words(outcome)
        if status.stage is Stage.READY and status.model is not None and status.model.path == model.path:
            fits = self.tr("loaded")  # what is free now says nothing about it
        starter = self.tr("comes with Fireside") if model.origin is Origin.STARTER else ""
        facts = "   ".join(word for word in (starter, QtSpeaker().size(model.size), fits) if word)
        return f"{_plain(_title(model))}\t{facts}"

    @Slot(object)
    def _know(self, read: Read) -> None:
        entry = self.entries.get(read.path)
        if entry is not None and self._models is not None:
            model, action = entry
            action.setText(self._words(model, self._models.verdict_of(model, read.outcome)))
            self._say_fate()

    def _say_fate(self) -> None:
        """Say what becomes of the loaded model, for all together and at each entry that is known."""
        if self._fate is None or self._models is None:
            return
        makes_room = self.tr("The chat goes on with the model you choose; the loaded one makes room first.")
        stays = self.tr("The chat goes on with the model you choose; the loaded one stays until it is there.")
        chosen = self._models.status.model
        fates: set[bool] = set()
        for model, action in self.entries.values():
            fate = self._models.fates.stays(model)
            if fate is None or (chosen is not None and chosen.path == model.path):
                continue
            fates.add(fate)
            action.setToolTip(stays if fate else makes_room)
        if len(fates) == 2:
            words = self.tr(
                "The chat goes on with the model you choose; the loaded one stays until then where it can."
            )
        else:
            words = stays if True in fates else makes_room
        self._fate.setText(words)

    def _pick(self, model: Installed) -> None:
        if self._models is not None:
            self._models.load(model)


def _title(model: Installed) -> str:
    name = model.name if len(model.name) <= LONGEST_NAME else model.name[: LONGEST_NAME - 1] + "…"
    return f"{name} {model.quant}".strip()


def _plain(text: str) -> str:
    """Keep a menu from taking marks of its own out of a name."""
    return " ".join(text.split()).replace("&", "&&")
