"""The panel beside the chat in which is chosen how its answers are drawn."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.viewmodels.sampling import SamplingViewModel
from desktop.widgets.look import Look
from desktop.widgets.sampling_groups import ParameterRows
from desktop.widgets.sampling_presets import Asking, PresetBar
from desktop.widgets.sampling_style import rules
from desktop.widgets.sampling_texts import AnswerForm

WIDTH = 340  # px at the usual size of text
MARGIN = 14


class SamplingPanel(QFrame):
    """Stands at the right side of the chat; hidden until it is opened. Works once attached.

    Tell `form` what the engine found wrong with a schema or a grammar.
    """

    closed = Signal()
    adapters_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samplingpanel")
        self._look = look
        self._viewmodel: SamplingViewModel | None = None
        self.title, self.dismiss = QLabel(), QToolButton()
        self.presets = PresetBar(look)
        self.adapters = QPushButton()
        self._adapters = 0  # of the shown chat
        self.parameters = ParameterRows(look)
        self.form = AnswerForm(look)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it scrolls with the focus
        self._lay_out()
        self.dismiss.clicked.connect(self.close_panel)
        self.adapters.clicked.connect(self.adapters_asked)
        self.parameters.edited.connect(self._on_edited)
        self.form.edited.connect(self._on_form)
        look.changed.connect(self._dress)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self._dress()
        self._say()
        self.hide()

    def attach(self, viewmodel: SamplingViewModel) -> None:
        """Show and set the parameters of this view-model from now on."""
        self._viewmodel = viewmodel
        self.presets.attach(viewmodel)
        viewmodel.replaced.connect(self._on_replaced)
        viewmodel.changed.connect(self._refresh)
        self._refresh()

    def show_adapters(self, count: int) -> None:
        """Say how many LoRA adapters the chat has."""
        self._adapters = count
        none = self.tr("No LoRA adapters…")
        self.adapters.setText(self.tr("%n LoRA adapter(s)…", "", count) if count else none)

    @Slot()
    def open_panel(self) -> None:
        """Show it, and go to the choice of presets."""
        self.show()
        self._refresh()
        self.presets.choice.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def close_panel(self) -> None:
        """Hide it; what was set is stored."""
        if self.isHidden():
            return
        if self._viewmodel is not None:
            self._viewmodel.flush()
        self.hide()
        self.closed.emit()

    @Slot()
    def toggle(self) -> None:
        """Open it, or close it."""
        if self.isHidden():
            self.open_panel()
        else:
            self.close_panel()

    def event(self, event: QEvent) -> bool:
        """Close on Escape, before the window's shortcut takes it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if self.presets.strip.isVisible():
                    self.presets.ask(Asking.NOTHING)
                else:
                    self.close_panel()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._refresh()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.title.setObjectName("heading")
        self.dismiss.setIconSize(QSize(16, 16))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.dismiss)
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN - 4, 0)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.presets)
        adapters = QHBoxLayout()
        adapters.setContentsMargins(0, 0, 4, 0)  # in line with the fields, not with the icons
        adapters.addWidget(self.adapters)
        top.addLayout(adapters)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(MARGIN, 8, MARGIN, 16)
        rows.setSpacing(20)
        rows.addWidget(self.parameters)
        rows.addWidget(self.form)
        rows.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        for ground in (body, self.area.viewport()):
            ground.setAutoFillBackground(False)  # the panel's colour shows through
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.area, 1)

    def _say(self) -> None:
        self.setLocale(QLocale())
        self.title.setText(self.tr("Answers of this chat"))
        self.setAccessibleName(self.title.text())
        self.dismiss.setToolTip(self.tr("Close (Esc)"))
        self.dismiss.setAccessibleName(self.tr("Close"))
        self.show_adapters(self._adapters)
        self.adapters.setToolTip(self.tr("Files that give the model another style or subject"))
        self.parameters.say()
        self.form.say()

    @Slot()
    def _refresh(self) -> None:
        if self._viewmodel is not None and not self.isHidden():
            self.presets.refresh()
            self.parameters.show_value(self._viewmodel.sampling, self._viewmodel.base)
            self.form.show_value(self._viewmodel.sampling)

    @Slot()
    def _on_replaced(self) -> None:
        self.parameters.forget()
        self.form.forget()

    @Slot(str, object)
    def _on_edited(self, name: str, value: object) -> None:
        if self._viewmodel is not None:
            self._viewmodel.set(replace(self._viewmodel.sampling, **{name: value}))

    @Slot(str, str)
    def _on_form(self, schema: str, grammar: str) -> None:
        if self._viewmodel is not None:
            now = self._viewmodel.sampling
            self._viewmodel.set(replace(now, json_schema=schema, grammar=grammar))

    @Slot(QWidget, QWidget)
    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Store what was set when the user turns to something else, to the composer for instance."""
        was_here = before is not None and self.isAncestorOf(before)
        if was_here and not (now is not None and self.isAncestorOf(now)) and self._viewmodel is not None:
            self._viewmodel.flush()

    @Slot()
    def _dress(self) -> None:
        self.dismiss.setIcon(self._look.icon("x"))
        self.setStyleSheet(rules(self._look.theme))
        self.setFixedWidth(round(WIDTH * self._look.theme.measures.scale))
