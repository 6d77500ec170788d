"""One prompt, answered by several models."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.services.comparison import FEWEST, Comparison
from desktop.viewmodels.compare import CompareViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.compare_asking import Asking
from desktop.widgets.models.compare_column import ColumnView
from desktop.widgets.models.compare_words import CompareWords
from desktop.widgets.models.network_card import Fault, sentence
from desktop.widgets.speech import together
from desktop.widgets.style import SPACING

LOWEST = 520  # px, of the answers with their figures; a lower window scrolls


class CompareTab(QWidget):
    """The question above, the answers side by side below."""

    discover_asked = Signal()  # there are too few models

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparetab")
        self._look = look
        self._viewmodel: CompareViewModel | None = None
        self._words = CompareWords(self)
        self.asking = Asking(look)
        self.progress = sentence("caption")
        self.fault = Fault()
        self.columns: list[ColumnView] = []
        self.area = QScrollArea()
        self._side_by_side = QHBoxLayout()
        self.copy_text, self.copy_table = QPushButton(), QPushButton()
        self._empty_words = QLabel()
        self.discover = QPushButton()
        self._stack = QStackedWidget()
        self._lay_out()
        self.discover.clicked.connect(self.discover_asked)
        self.copy_text.clicked.connect(self._copy_text)
        self.copy_table.clicked.connect(self._copy_table)
        self._say()

    def attach(self, viewmodel: CompareViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.changed.connect(self.refresh)
        viewmodel.column_changed.connect(self._show_column)
        viewmodel.models_changed.connect(self._look_for_models)
        viewmodel.failed.connect(self.fault.tell)
        self.asking.asked.connect(self._start)
        self.asking.stop_asked.connect(viewmodel.stop)
        self.refresh()
        self._look_for_models()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the models that are there now."""
        super().showEvent(event)
        self._look_for_models()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to where one begins."""
        super().focusInEvent(event)
        empty = self._stack.currentIndex() == 1
        (self.discover if empty else self.asking.first).setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.refresh()
        super().changeEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Show what is so now."""
        if self._viewmodel is None:
            return
        state = self._viewmodel.state
        self.asking.set_running(self._viewmodel.running)
        if state is None:
            hint = self.tr(
                "Choose two to four models. They answer one after another, each with all the machine."
            )
            self.progress.setText(hint)
        count = len(state.columns) if state is not None else 0
        while len(self.columns) > count:
            view = self.columns.pop()
            self._side_by_side.removeWidget(view)
            view.hide()
            view.deleteLater()
        while len(self.columns) < count:
            view = ColumnView(self._look)
            view.used.connect(self._viewmodel.use)
            self.columns.append(view)
            self._side_by_side.addWidget(view, 1)
        self.area.setVisible(count > 0)
        for button in (self.copy_text, self.copy_table):
            button.setVisible(count > 0)
        if state is not None:
            for at in range(count):
                self._show_one(state, at)
            self.fault.tell(state.error)
            self._show_progress(state)

    @Slot(int)
    def _show_column(self, at: int) -> None:
        state = self._viewmodel.state if self._viewmodel is not None else None
        if state is not None and at < len(self.columns):
            self._show_one(state, at)
            self._show_progress(state)

    def _show_one(self, state: Comparison, at: int) -> None:
        self.columns[at].show_column(
            state.columns[at], at == state.reference and not state.running, state.running
        )

    def _show_progress(self, state: Comparison) -> None:
        words = [self._words.progress(state)]
        if state.made_room:
            words.append(self.tr("The chat’s model has left the memory for this; it comes back by itself."))
        self.progress.setText(together(*words))

    @Slot()
    def _look_for_models(self) -> None:
        if self._viewmodel is not None:
            models = self._viewmodel.installed()
            self.asking.picker.show_models(models)
            self._stack.setCurrentIndex(int(len(models) < FEWEST))

    @Slot()
    def _start(self) -> None:
        assert self._viewmodel is not None
        self.fault.tell(None)
        self._viewmodel.start(self.asking.picker.picked, self.asking.question())

    @Slot()
    def _copy_text(self) -> None:
        if self._viewmodel is not None and self._viewmodel.state is not None:
            QGuiApplication.clipboard().setText(self._words.as_text(self._viewmodel.state))

    @Slot()
    def _copy_table(self) -> None:
        if self._viewmodel is not None and self._viewmodel.state is not None:
            QGuiApplication.clipboard().setText(self._words.as_table(self._viewmodel.state))

    def _say(self) -> None:
        self.copy_text.setText(self.tr("Copy as text"))
        self.copy_table.setText(self.tr("Copy as CSV"))
        self._empty_words.setText(
            self.tr("Comparing takes two models, or two quants of one. Get another one first.")
        )
        self.discover.setText(self.tr("Discover models"))

    def _lay_out(self) -> None:
        beside = QWidget()
        beside.setObjectName("comparepage")
        beside.setLayout(self._side_by_side)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(12)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setMinimumHeight(LOWEST)
        self.area.setWidget(beside)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.copy_text)
        foot.addWidget(self.copy_table)
        page = QWidget()
        page.setObjectName("comparepage")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.asking)
        column.addWidget(self.fault)
        column.addLayout(foot)
        self.progress.show()  # now that it is in something: else it would be a window for a moment
        column.addWidget(self.area, 1)
        column.addStretch(0)
        self.asking.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stack.addWidget(_scrolling(page))
        self._stack.addWidget(self._made_empty())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _made_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(1)
        self._empty_words.setObjectName("soft")
        self._empty_words.setWordWrap(True)
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.discover.setProperty("primary", True)
        column.addWidget(self._empty_words)
        column.addSpacing(SPACING.s)
        column.addWidget(self.discover, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return empty


def _scrolling(page: QWidget) -> QScrollArea:
    """Let a page be scrolled that is higher than the window."""
    area = QScrollArea()
    area.setObjectName("comparepage")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
