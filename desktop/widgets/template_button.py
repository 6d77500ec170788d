"""The button of the composer that offers the templates."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.widgets.look import Look


class TemplateButton(QToolButton):
    """Hidden until there are templates to offer."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setIconSize(QSize(18, 18))
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def changeEvent(self, arg__1: QEvent) -> None:
        """Speak the new language."""
        if arg__1.type() == QEvent.Type.LanguageChange:
            self._dress()
        super().changeEvent(arg__1)

    @Slot()
    def _dress(self) -> None:
        self.setAccessibleName(self.tr("Use a template"))
        self.setToolTip(self.tr("Use a template: / at the beginning of a line"))
        self.setIcon(self._look.icon("layout-template", size=18))
