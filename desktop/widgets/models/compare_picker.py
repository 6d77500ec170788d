"""Which models are compared: a choice of those that are there, and a button for each that was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from desktop.core.models import Installed
from desktop.services.comparison import MOST
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.wrapping import WrappingLayout

LONGEST = 40  # characters of a name on a button


class PickedButton(QPushButton):
    """A model that was chosen; pressed, or with Delete, it goes again."""

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Take Delete for a press."""
        if e.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(e)


class ModelPicker(QWidget):
    """Two to four models out of all."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._models: list[Installed] = []
        self.picked: list[Installed] = []
        self.buttons: list[PickedButton] = []
        self.choice = Choice(look)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(16)
        self._row = WrappingLayout(None, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addLayout(self._row)
        self.choice.activated.connect(self._chosen)
        look.changed.connect(self._show)

    def show_models(self, models: Sequence[Installed]) -> None:
        """Offer these; what was picked and has gone is not picked any more."""
        self._models = list(models)
        left = [model for model in self.picked if model in self._models]
        told = left != self.picked
        self.picked = left
        self._show()
        if told:
            self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def pick(self, model: Installed) -> None:
        """Add a model, unless there are enough."""
        if model not in self.picked and len(self.picked) < MOST:
            self.picked.append(model)
            self._show()
            self.changed.emit()

    def leave_out(self, title: str) -> str:
        """Name the button of a model that was chosen."""
        return self.tr("Do not compare {model}").format(model=title)

    @Slot(int)
    def _chosen(self, index: int) -> None:
        model = self.choice.itemData(index)
        if isinstance(model, Installed):
            self.pick(model)

    def _drop(self, model: Installed) -> None:
        self.picked.remove(model)
        self._show()
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def _show(self) -> None:
        self.choice.clear()
        self.choice.addItem(self.tr("Add a model…"))
        for model in self._models:
            if model not in self.picked:
                size = QtSpeaker().size(model.size)
                self.choice.addItem(f"{model.name} {model.quant}  ·  {size}", model)
        self.choice.setAccessibleName(self.tr("Add a model"))
        self.choice.setEnabled(len(self.picked) < MOST and self.choice.count() > 1)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(model) for model in self.picked]
        for button in self.buttons:
            self._row.addWidget(button)

    def _button(self, model: Installed) -> PickedButton:
        title = f"{model.name} {model.quant}".strip()
        short = title if len(title) <= LONGEST else f"{title[: LONGEST // 2 - 1]}…{title[-LONGEST // 2 :]}"
        button = PickedButton(short.replace("&", "&&"))
        button.setObjectName("pill")
        button.setIcon(self._look.icon("x"))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setToolTip(plain_tip(self.leave_out(title)))
        button.setAccessibleName(self.leave_out(title))
        button.clicked.connect(lambda: self._drop(model))
        return button
