"""Brings into sight what the keyboard comes to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class FocusInSight(QObject):
    """Scrolls the areas that a widget lies in. Qt does so only where Tab began in the same area."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    @Slot(QWidget, QWidget)
    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        above = now.parentWidget() if now is not None else None
        while now is not None and above is not None:
            if isinstance(above, QScrollArea) and now.visibleRegion().isEmpty():
                above.ensureWidgetVisible(now)
            above = above.parentWidget()
