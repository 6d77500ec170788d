"""The button that asks which files go with the message."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from desktop.widgets.look import Look


class AttachButton(QToolButton):
    """A paperclip that opens a file dialog."""

    paths_chosen = Signal(object)  # list of Path

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setIconSize(QSize(18, 18))
        self.clicked.connect(self.ask)
        look.changed.connect(self._dress)
        self._dress()

    @Slot()
    def ask(self) -> QFileDialog:
        """Open the dialog; it tells by `paths_chosen` what was chosen, and goes by itself."""
        dialog = QFileDialog(self, self.tr("Attach text files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._chosen)
        dialog.open()
        return dialog

    def changeEvent(self, arg__1: QEvent) -> None:
        """Speak the new language."""
        if arg__1.type() == QEvent.Type.LanguageChange:
            self._dress()
        super().changeEvent(arg__1)

    @Slot(list)
    def _chosen(self, names: list[str]) -> None:
        self.paths_chosen.emit([Path(name) for name in names])

    @Slot()
    def _dress(self) -> None:
        self.setAccessibleName(self.tr("Attach text files"))
        self.setToolTip(self.tr("Attach text files"))
        self.setIcon(self._look.icon("paperclip", size=18))
