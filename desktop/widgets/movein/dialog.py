"""The window that brings chats in: where from, what would come, what was done."""

from __future__ import annotations

from collections.abc import Sequence
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

from desktop.core.moving_in import Brought, Preview, Progress
from desktop.core.user_error import UserError
from desktop.viewmodels.moving_in import MoveInViewModel
from desktop.widgets.look import Look
from desktop.widgets.movein.preview_pane import PreviewPane
from desktop.widgets.movein.report_foot import ReportFoot
from desktop.widgets.movein.report_list import ReportList
from desktop.widgets.movein.source_pane import SourcePane
from desktop.widgets.movein.words import MoveInWords, Seen, Stage
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules

SIZE, SMALLEST = (640, 500), (420, 440)  # px
PARTS = 1_000  # of the progress bar
FLAWS_HEIGHT = 96  # px that they have at most beside the chats
MOST_HEIGHT = 16_777_215  # what Qt takes for no limit


class MoveInDialog(RoomyDialog):
    """Nothing is changed before the button is pressed."""

    def __init__(self, look: Look, moving: MoveInViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moveindialog")
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)
        self._look = look
        self._moving = moving
        self.stage = Stage.ASKING
        self.brought: Brought | None = None
        self._files: Sequence[Path] = ()
        self._progress = Progress()
        self._preview = Preview()
        self._error: UserError | None = None
        self._speech = MoveInWords(self)
        self.title, self.words = QLabel(), QLabel()
        self.sources, self.preview = SourcePane(look, self._speech), PreviewPane(look, self._speech)
        self.progress, self.flaws = QProgressBar(), ReportList(look)
        self.go, self.leave, self.back = QPushButton(), QPushButton(), QPushButton()
        self.report = ReportFoot()
        self._lay_out()
        self._connect()
        self._turn(Stage.ASKING)
        moving.find()

    @Slot(object)
    def take(self, files: Sequence[Path]) -> None:
        """Look into files or folders."""
        self._files, self._progress, self._error = tuple(files), Progress(), None
        self.flaws.show_flaws(())
        self._turn(Stage.LOOKING)
        self._moving.look(self._files, self._speech.marks())

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

    def _connect(self) -> None:
        moving = self._moving
        self.sources.chosen.connect(self.take)
        self.preview.changed.connect(self._count)
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self.back.clicked.connect(self._ask_again)
        moving.found.connect(self.sources.offer)
        moving.previewed.connect(self._previewed)
        moving.progressed.connect(self._progressed)
        moving.brought.connect(self._over)
        moving.failed.connect(self._failed)
        moving.broken.connect(self._failed)
        self._look.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        for label in (self.title, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)  # they quote names of files
            label.setWordWrap(True)
        self.title.setObjectName("cardtitle")
        self.progress.setTextVisible(False)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        foot = QHBoxLayout()
        self.back.setAutoDefault(False)
        foot.addWidget(self.back)
        foot.addWidget(self.report)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        for label in (self.title, self.words, self.progress):
            page.addWidget(label)
        page.addWidget(self.sources)
        page.addWidget(self.preview, 4)
        page.addWidget(self.flaws, 1)
        page.addStretch(0)
        page.addLayout(foot)

    def _turn(self, stage: Stage) -> None:
        self.stage = stage
        choosing, over = stage is Stage.CHOOSING, stage is Stage.OVER
        self.sources.setVisible(stage is Stage.ASKING)
        self.preview.setVisible(choosing and bool(self._preview.entries))
        self.progress.setVisible(stage in (Stage.LOOKING, Stage.BRINGING))
        self.progress.setRange(0, PARTS if self._look.theme.measures.still else 0)  # it runs to and fro at 0
        self.flaws.setMaximumHeight(FLAWS_HEIGHT if self.preview.isVisibleTo(self) else MOST_HEIGHT)
        self.go.setVisible(choosing)
        self.back.setVisible(choosing)
        self.report.setVisible(over and self.brought is not None)
        self._count()
        self._say()
        first = self.sources.files if stage is Stage.ASKING else self.leave
        button = self.go if choosing and self.go.isEnabled() else first
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go(self) -> None:
        if self.stage is Stage.CHOOSING and self.preview.choice.picks:
            choice, folder = self.preview.choice, self.preview.new_folder
            self._progress = Progress()
            self._turn(Stage.BRINGING)
            self._moving.bring(choice, folder)

    @Slot()
    def _ask_again(self) -> None:
        self._moving.cancel()
        self.flaws.show_flaws(())
        self._turn(Stage.ASKING)
        self._moving.find()

    @Slot(object)
    def _previewed(self, preview: Preview) -> None:
        self._preview = preview
        self.preview.show_preview(preview, self._moving.folders)
        self.flaws.show_flaws(preview.flaws, preview.more_flaws)
        self._turn(Stage.CHOOSING)

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        self._progress = progress
        if progress.total:
            self.progress.setRange(0, PARTS)
            self.progress.setValue(min(PARTS, progress.done * PARTS // progress.total))
        self._say()

    @Slot(object)
    def _over(self, brought: Brought) -> None:
        self.brought = brought
        self.report.show_report(brought)
        self.flaws.show_flaws(brought.flaws, brought.more_flaws)
        self._turn(Stage.OVER)

    @Slot()
    @Slot(object)
    def _failed(self, error: UserError | None = None) -> None:
        """Nothing more comes; without an error by a bug, which is shown apart."""
        if self.stage in (Stage.LOOKING, Stage.BRINGING):
            self._error = error
            self._turn(Stage.OVER)

    @Slot()
    def _count(self) -> None:
        self.go.setEnabled(bool(self.preview.list.rows.picks))

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self._say()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Import chats"))
        seen = Seen(self._files, self._progress, self._preview, self.brought, self._error)
        self.title.setText(self._speech.title_of(self.stage, seen))
        self.words.setText(self._speech.words_of(self.stage, seen))
        self.words.setVisible(bool(self.words.text()))
        self.go.setText(self.tr("Import"))
        self.back.setText(self.tr("Back"))
        stops, over = self.stage is Stage.BRINGING, self.stage is Stage.OVER
        self.leave.setText(self.tr("Stop") if stops else self.tr("Close") if over else self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Progress of the import"))
