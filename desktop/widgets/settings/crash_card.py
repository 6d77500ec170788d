"""The reports of crashes that are kept: where they lie, and a way to be rid of them."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.core.crash_files import MOST_KEPT
from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.viewmodels.crashes import CrashesViewModel
from desktop.widgets.folders import show_folder
from desktop.widgets.models.network_card import Card, put, sentence

WORDS = (
    QT_TRANSLATE_NOOP("Setting", "Crash reports"),
    QT_TRANSLATE_NOOP("Setting", "Open crash reports"),
    QT_TRANSLATE_NOOP("Setting", "Delete crash reports"),
)


class CrashCard(Card):
    """Counts them anew whenever it is shown."""

    def __init__(self, crashes: CrashesViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._crashes = crashes
        self._count = 0
        self.kept = sentence("caption")
        self.open_, self.delete = QPushButton(), QPushButton()
        self.column.addWidget(self.kept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.open_)
        foot.addWidget(self.delete)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.open_.clicked.connect(lambda: show_folder(crashes.files.folder))
        self.delete.clicked.connect(crashes.delete)
        crashes.counted.connect(self._counted)
        self.setFocusProxy(self.open_)
        self.refresh()

    def refresh(self) -> None:
        """Say what is kept."""
        self.say(
            self.tr("Crash reports"),
            self.tr(
                "What went wrong in Fireside itself is written down on this computer and sent nowhere."
                " No text of a chat and no file’s name is in it. The newest {count} are kept."
            ).format(count=MOST_KEPT),
        )
        put(
            self.kept, self.tr("%Ln report(s) kept", "", self._count) if self._count else self.tr("None kept")
        )
        self.open_.setText(self.tr("Open crash reports"))
        self.delete.setText(self.tr("Delete crash reports"))
        for button in (self.open_, self.delete):
            button.setEnabled(self._count > 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Look what there is."""
        super().showEvent(event)
        self._crashes.count()

    @Slot(int)
    def _counted(self, count: int) -> None:
        self._count = count
        self.refresh()
