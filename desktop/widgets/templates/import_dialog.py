"""The window that brings templates in: what files hold, what is to become of conflicts, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.template_moving import Brought, Preview, Progress
from desktop.core.user_error import UserError
from desktop.viewmodels.template_moving import TemplateMovingViewModel
from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.templates.flaw_list import FlawList
from desktop.widgets.templates.import_conflicts import ImportConflicts
from desktop.widgets.templates.import_words import ImportWords

SIZE, SMALLEST = (560, 440), (380, 300)  # px


class Stage(Enum):
    """How far an import has come."""

    LOOKING = auto()
    CHOOSING = auto()
    BRINGING = auto()
    OVER = auto()


class ImportDialog(RoomyDialog):
    """Begins with a look into the files; nothing is changed before the button is pressed."""

    def __init__(self, look: Look, moving: TemplateMovingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)
        self._look = look
        self._moving = moving
        self.stage = Stage.LOOKING
        self._files: tuple[Path, ...] = ()
        self._count = 0  # templates that have been read or imported
        self._preview: Preview | None = None
        self._brought: Brought | None = None
        self._error: UserError | None = None
        self._speech = ImportWords(self)
        self.title, self.words = QLabel(), QLabel()
        self.progress = QProgressBar()
        self.conflicts, self.flaws = ImportConflicts(look), FlawList(look)
        self.go, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        moving.previewed.connect(self._previewed)
        moving.progressed.connect(self._progressed)
        moving.brought.connect(self._over)
        moving.failed.connect(self._failed)
        moving.broken.connect(self._failed)
        look.changed.connect(self._dress)
        self._dress()

    def take(self, files: Sequence[Path]) -> None:
        """Look into files."""
        self._files = tuple(files)
        self._turn(Stage.LOOKING)
        self._moving.look(self._files)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def reject(self) -> None:
        """Close; an import under way is stopped, and tells what it has done."""
        if self.stage is Stage.BRINGING:
            self._moving.stop()
            return
        self._moving.cancel()
        super().reject()

    def _lay_out(self) -> None:
        for label in (self.title, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)  # they quote names of files
            label.setWordWrap(True)
        self.title.setObjectName("cardtitle")
        self.progress.setTextVisible(False)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.addWidget(self.title)
        page.addWidget(self.words)
        page.addWidget(self.progress)
        page.addWidget(self.conflicts, 3)
        page.addWidget(self.flaws, 2)
        page.addStretch(0)
        page.addLayout(foot)

    def _turn(self, stage: Stage) -> None:
        self.stage = stage
        preview = self._preview
        choosing = stage is Stage.CHOOSING and preview is not None
        self.progress.setVisible(stage in (Stage.LOOKING, Stage.BRINGING))
        self.progress.setRange(0, preview.total if preview is not None else 0)
        self.conflicts.setVisible(choosing and preview is not None and bool(preview.conflicts))
        self.go.setVisible(choosing)
        self.go.setEnabled(preview is not None and bool(preview.new or preview.conflicts))
        self._say()
        button = self.go if self.go.isVisible() and self.go.isEnabled() else self.leave
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go(self) -> None:
        if self.stage is Stage.CHOOSING:
            self._count = 0
            self._moving.bring(self.conflicts.rows.choice())
            self._turn(Stage.BRINGING)

    @Slot(object)
    def _previewed(self, preview: Preview) -> None:
        self._preview = preview
        self.conflicts.show_conflicts(preview.conflicts)
        self.flaws.show_flaws(preview.flaws, preview.more_flaws)
        self._turn(Stage.CHOOSING)

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        self._count = progress.templates
        self.progress.setValue(progress.templates)
        self._say()

    @Slot(object)
    def _over(self, brought: Brought) -> None:
        self._brought = brought
        self.flaws.show_flaws(brought.flaws, brought.more_flaws)
        self._turn(Stage.OVER)

    @Slot()
    @Slot(object)
    def _failed(self, error: UserError | None = None) -> None:
        """The files could not be compared with what is here; without an error by a bug, which is shown."""
        if self.stage is Stage.LOOKING:
            self._error = error
            self._brought = Brought(broken=True) if error is None else None
            self._turn(Stage.OVER)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self._say()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Import templates"))
        self.title.setText(self._title())
        self.words.setText(self._words())
        self.go.setText(self.tr("Import"))
        stops = self.stage is Stage.BRINGING
        over = self.stage is Stage.OVER
        self.leave.setText(self.tr("Stop") if stops else self.tr("Close") if over else self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Progress of the import"))

    def _title(self) -> str:
        match self.stage:
            case Stage.LOOKING | Stage.CHOOSING:
                return self._speech.files(self._files)
            case Stage.BRINGING:
                return self.tr("Importing…")
            case Stage.OVER:
                return self._speech.ending(self._brought)

    def _words(self) -> str:
        match self.stage:
            case Stage.LOOKING:
                return self._speech.read(self._count)
            case Stage.CHOOSING:
                return self._speech.preview(self._preview)
            case Stage.BRINGING:
                return self._speech.done(self._count)
            case Stage.OVER:
                return self._speech.outcome(self._brought, self._error)
