"""A template with saved inputs, answered by several models."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.core.template_filling import LONGEST_CLIPBOARD, Surroundings, variables_in
from desktop.core.template_text import Wording
from desktop.core.templates import TemplateId
from desktop.services.tryout import OPEN, Place
from desktop.viewmodels.tryout import TryoutViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import Fault, sentence
from desktop.widgets.speech import together
from desktop.widgets.templates.tryout_asking import TryoutAsking
from desktop.widgets.templates.tryout_chooser import TryoutChooser
from desktop.widgets.templates.tryout_inputs import InputsPanel
from desktop.widgets.templates.tryout_results import ResultsPanel
from desktop.widgets.templates.tryout_words import TryoutWords

INPUTS, RESULTS = 0, 1


class TryoutTab(QWidget):
    """Works once attached. One part is what is tried out, the other one the answers."""

    library_asked = Signal()  # there is no template yet
    link_activated = Signal(str)  # an address in an answer

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tryouttab")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._viewmodel: TryoutViewModel | None = None
        self._words = TryoutWords(self)
        self.parts = QTabBar()  # made first: Tab goes on from there
        self.chooser = TryoutChooser(look)
        self.asking = TryoutAsking(look)
        self.fault, self.progress, self.bar = Fault(), sentence("caption"), QProgressBar()
        self.inputs, self.results = InputsPanel(look), ResultsPanel(look)
        self._below = QStackedWidget()
        self.empty, self.library = sentence("soft"), QPushButton()
        self._stack = QStackedWidget()
        self._lay_out()
        self.parts.currentChanged.connect(self._below.setCurrentIndex)
        self.library.clicked.connect(self.library_asked)
        self.results.link_activated.connect(self.link_activated)
        self._say()

    def attach(self, viewmodel: TryoutViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        for part in (viewmodel.choice, viewmodel.inputs, viewmodel.run):
            part.failed.connect(self.fault.tell)
        viewmodel.choice.changed.connect(self._chosen)
        viewmodel.choice.listed.connect(self._listed)
        viewmodel.inputs.changed.connect(self._able)
        viewmodel.run.changed.connect(self._show_run)
        viewmodel.run.cell_changed.connect(self._cell_changed)
        viewmodel.run.models_changed.connect(self._look_for_models)
        viewmodel.run.written.connect(self._written)
        self.chooser.chosen.connect(self.choose)
        self.chooser.versions_chosen.connect(viewmodel.choice.choose_versions)
        self.asking.run_asked.connect(self._start)
        self.asking.stop_asked.connect(viewmodel.run.stop)
        self.chooser.attach(viewmodel.choice)
        self.inputs.attach(viewmodel)
        self.results.attach(viewmodel.run)
        viewmodel.choice.load()
        self._look_for_models()
        self._chosen()
        self._show_run()
        self._listed()

    @Slot(object)
    def choose(self, template: TemplateId) -> None:
        """Try this template out."""
        if self._viewmodel is not None and not self._viewmodel.run.running:
            self.fault.tell(None)
            self._viewmodel.choose(template)
            self.parts.setCurrentIndex(INPUTS)

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the models that are there now."""
        super().showEvent(event)
        self._look_for_models()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to where one begins."""
        super().focusInEvent(event)
        if self._stack.currentIndex():
            self.library.setFocus(event.reason())
        elif self._viewmodel is None or self._viewmodel.choice.entry is None:
            self.chooser.search.setFocus(event.reason())
        elif self.parts.currentIndex() == INPUTS:
            self.inputs.take_focus()
        else:
            self.results.take_focus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._able()
            self._show_run()
        super().changeEvent(event)

    @Slot()
    def _start(self) -> None:
        assert self._viewmodel is not None
        self.fault.tell(None)
        bodies = [version.draft.body for version in self._viewmodel.choice.chosen]
        wanted = any("clipboard" in variables_in(body) for body in bodies)
        clipboard = QGuiApplication.clipboard().text()[:LONGEST_CLIPBOARD] if wanted else ""
        around = Surroundings(datetime.now(), QLocale().nativeLanguageName(), clipboard=clipboard)
        wording = Wording(self.tr("yes"), self.tr("no"), self.tr(", "))
        if self._viewmodel.start(self.asking.picker.picked, self.asking.manner(), around, wording):
            self.parts.setCurrentIndex(RESULTS)

    @Slot()
    def _chosen(self) -> None:
        self.chooser.refresh()
        self._prefer_model()
        self._able()

    @Slot()
    def _able(self) -> None:
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        choice, count = viewmodel.choice, viewmodel.inputs.rows.rowCount()
        ready = choice.entry is not None and (count > 0 or not choice.fields)
        silent = any(not version.draft.body.user.strip() for version in choice.chosen)
        self.asking.set_ready(ready, silent, viewmodel.missing_presets())

    @Slot()
    def _show_run(self) -> None:
        viewmodel = self._viewmodel
        state = viewmodel.run.state if viewmodel is not None else None
        running = state is not None and state.running
        self.asking.set_running(running)
        self.chooser.set_running(running)
        self.bar.setVisible(running)
        if state is None:
            return
        self.bar.setMaximum(state.total)
        self.bar.setValue(state.ended)
        words = [self._words.progress(state)]
        if state.made_room and running:
            words.append(self.tr("The chat’s model has left the memory for this; it comes back by itself."))
        self.progress.setText(together(*words))

    @Slot(int, int)
    def _cell_changed(self, row: int, column: int) -> None:
        """Count again when a cell has ended; its text comes thirty times a second."""
        state = self._viewmodel.run.state if self._viewmodel is not None else None
        if state is not None and state.at(Place(row, column)).step not in OPEN:
            self._show_run()

    @Slot()
    def _listed(self) -> None:
        choice = self._viewmodel.choice if self._viewmodel is not None else None
        none = choice is not None and choice.none
        self._stack.setCurrentIndex(int(none))

    @Slot()
    def _look_for_models(self) -> None:
        if self._viewmodel is not None:
            self.asking.picker.show_models(self._viewmodel.run.installed())
            self._prefer_model()

    def _prefer_model(self) -> None:
        """Begin with the model that the template was made for, else the one that answers the chats."""
        model = self._viewmodel.preferred() if self._viewmodel is not None else None
        if model is not None and not self.asking.picker.picked:
            self.asking.picker.pick(model)

    @Slot(str)
    def _written(self, path: str) -> None:
        self.progress.setText(self.tr("The results are in {path}.").format(path=path))

    def _say(self) -> None:
        self.parts.setTabText(RESULTS, self.tr("Results"))
        self.parts.setTabText(INPUTS, self.tr("Inputs and models"))
        self.parts.setAccessibleName(self.tr("What is tried out, or its results"))
        self.bar.setAccessibleName(self.tr("Progress of the try-out"))
        self.empty.setText(
            self.tr("There is no template to try out yet. Make one, or take some of those that come along.")
        )
        self.library.setText(self.tr("Open the templates"))

    def _lay_out(self) -> None:
        self.parts.setObjectName("pagetabs")
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for _ in range(2):
            self.parts.addTab("")
        before = QWidget()
        inside = QVBoxLayout(before)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for part in (self.chooser, self.asking):
            inside.addWidget(part)
        inside.addWidget(self.inputs, 1)
        for part in (before, self.results):
            self._below.addWidget(part)
        self.bar.setTextVisible(False)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.parts)
        row.addWidget(self.progress, 1)
        row.addWidget(self.asking.run)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(8)
        column.addLayout(row)
        self.progress.show()  # not before: what is in nothing is a window
        for part in (self.bar, self.fault):
            column.addWidget(part)
        column.addWidget(self._below, 1)
        for each in (work, self._made_empty()):
            self._stack.addWidget(each)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _made_empty(self) -> QWidget:
        none = QWidget()
        page = QVBoxLayout(none)
        page.setSpacing(12)
        page.addStretch(1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.library.setProperty("primary", True)
        page.addWidget(self.empty)
        self.empty.show()
        page.addWidget(self.library, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(2)
        return none
