"""The window that writes templates to files: which ones, as what, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.template_exchange import Format
from desktop.core.template_moving import SUFFIXES, Exported, Order, Progress
from desktop.core.templates import TemplateId
from desktop.core.user_error import UserError
from desktop.viewmodels.template_moving import TemplateMovingViewModel
from desktop.widgets.look import Look
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.templates.flaw_list import FlawList
from desktop.widgets.templates.format_choice import FormatChoice

SIZE, SMALLEST = (500, 400), (360, 360)  # px
NAME = "templates"  # of a file


class ExportDialog(RoomyDialog):
    """Asks for a format, then for a place; closes by itself unless there is something to tell."""

    def __init__(
        self,
        look: Look,
        moving: TemplateMovingViewModel,
        templates: tuple[TemplateId, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportdialog")
        self.resize(*SIZE)
        self.setMinimumSize(*SMALLEST)
        self._look = look
        self._moving = moving
        self._templates = templates  # empty: all
        self._exported: Exported | None = None
        self._error: UserError | None = None
        self._running = False
        self.title, self.words = QLabel(), QLabel()
        self.formats = FormatChoice()
        self.apart, self.versions = QCheckBox(), QCheckBox()
        self.progress, self.flaws = QProgressBar(), FlawList(look)
        self.go, self.leave = QPushButton(), QPushButton()
        self._lay_out()
        self.versions.setChecked(True)
        self.formats.changed.connect(self._say)
        self.go.clicked.connect(self._ask)
        self.leave.clicked.connect(self.reject)
        moving.exported.connect(self._written)
        moving.failed.connect(self._failed)
        moving.progressed.connect(self._progressed)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def into_folder(self) -> bool:
        """Whether each template gets a file of its own."""
        one = len(self._templates) == 1
        return not one and (
            self.formats.chosen is Format.YAML
            or (self.formats.chosen is Format.MARKDOWN and self.apart.isChecked())
        )

    def order(self, target: Path) -> Order:
        """Say what is to be written."""
        return Order(
            self._templates, self.formats.chosen, target, self.into_folder, self.versions.isChecked()
        )

    def write_to(self, target: Path) -> None:
        """Write to a file or folder that the user has chosen."""
        self._running, self._exported, self._error = True, None, None
        self._moving.export(self.order(target))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def reject(self) -> None:
        """Close; what is being written is given up."""
        if self._running:
            self._moving.cancel()
        super().reject()

    def _lay_out(self) -> None:
        self.title.setObjectName("cardtitle")
        self.words.setTextFormat(Qt.TextFormat.PlainText)  # it quotes names of files
        self.words.setWordWrap(True)
        self.progress.setTextVisible(False)
        self.progress.setRange(0, len(self._templates))
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(8)
        page.addWidget(self.title)
        page.addWidget(self.formats)
        page.addWidget(self.apart)
        page.addWidget(self.versions)
        page.addWidget(self.words)
        page.addWidget(self.progress)
        page.addWidget(self.flaws, 1)
        page.addStretch(0)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        page.addLayout(foot)

    @Slot()
    def _ask(self) -> None:
        """Ask where to; a slow disk must not hold the window up."""
        if self.into_folder:
            dialog = QFileDialog(self, self.tr("Export into a folder"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            suffix = SUFFIXES[self.formats.chosen]
            dialog = QFileDialog(self, self.tr("Export templates"), "", f"*{suffix}")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(suffix.removeprefix("."))
            dialog.selectFile(f"{NAME}{suffix}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.write_to(Path(path))

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        self.progress.setValue(progress.templates)

    @Slot(object)
    def _written(self, exported: Exported) -> None:
        self._running, self._exported = False, exported
        self.flaws.show_flaws(exported.flaws)
        if exported.flaws:
            self._say()
        else:
            self.accept()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        if self._running:
            self._running, self._error = False, error
            self._say()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self._say()

    @Slot()
    def _say(self) -> None:
        over = self._exported is not None
        self.setWindowTitle(self.tr("Export templates"))
        count = len(self._templates)
        self.title.setText(
            self.tr("Export %n template(s)", "", count) if count else self.tr("Export all templates")
        )
        self.formats.setVisible(not over)
        self.formats.setEnabled(not self._running)
        self.apart.setText(self.tr("A file for each template, in a folder"))
        self.apart.setVisible(self.formats.chosen is Format.MARKDOWN and count != 1 and not over)
        self.versions.setText(self.tr("With all their versions"))
        self.versions.setVisible(self.formats.chosen is Format.JSON and not over)
        self.words.setText(self._words())
        self.words.setVisible(bool(self.words.text()))
        self.progress.setVisible(self._running)
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self.go.setText(self.tr("Export…"))
        self.go.setVisible(not over)
        self.go.setEnabled(not self._running)
        self.leave.setText(self.tr("Close") if over else self.tr("Cancel"))

    def _words(self) -> str:
        if self._error is not None:
            notice = describe(self._error, QtSpeaker())
            return together(notice.what, notice.advice)
        if self._exported is not None:
            return self.tr(
                "%n template(s) written. This is what the format does not hold:", "", self._exported.templates
            )
        return ""
