"""The window that shows chats as they will be printed, and prints them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Form
from desktop.core.archive_words import headings
from desktop.core.leaving_errors import PrintFailed
from desktop.widgets.look import Look
from desktop.widgets.paper.output import DeviceOutput, NoPaper, PictureOutput
from desktop.widgets.paper.page_view import PageView
from desktop.widgets.paper.pdf import name_characters
from desktop.widgets.paper.press import press
from desktop.widgets.paper.rows import Style
from desktop.widgets.paper.sheet import layout_for, sheet_of
from desktop.widgets.paper.slices import Slices
from desktop.widgets.paper.style import paper_style
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import QtSpeaker

if TYPE_CHECKING:  # needs the printing system, which is asked for when somebody prints
    from PySide6.QtPrintSupport import QPrinter

SIZE, SMALLEST = (760, 700), (480, 420)  # px
MOST = 200  # pages that are shown; all are printed
LARGEST_NAMED = 8_000_000  # bytes


class PaperPreview(RoomyDialog):
    """Paints in slices of time, so that a chat of any length neither blocks nor has to be waited for."""

    failed = Signal(object)  # UserError
    export_asked = Signal()

    def __init__(self, look: Look, chats: Sequence[WholeChat], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paperpreview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(SIZE[0], parent.width()), min(SIZE[1], parent.height()))
        self.setMinimumSize(*SMALLEST)
        self._look, self._chats = look, chats
        self._layout = layout_for(QLocale.system())
        self._pages: PictureOutput | None = None
        self._printer: QPrinter | None = None
        self._printing = False
        self.view, self.area = PageView(look), QScrollArea()
        self.count, self.progress = QLabel(), QProgressBar()
        self.thinking, self.branches = QCheckBox(), QCheckBox()
        self.go, self.pdf, self.leave = QPushButton(), QPushButton(), QPushButton()
        self._slices = Slices(self, (NoPaper,))
        self._lay_out()
        self._slices.moved_on.connect(self._moved_on)
        self._slices.done.connect(self._done)
        self._slices.failed.connect(self._failed)
        for box in (self.thinking, self.branches):
            box.toggled.connect(self.show_pages)
        self.go.clicked.connect(self._ask)
        self.pdf.clicked.connect(self._export)
        self.leave.clicked.connect(self.reject)
        look.changed.connect(self._dress)
        self._dress()
        self.show_pages()

    @Slot()
    def show_pages(self) -> None:
        """Paint the pages anew."""
        sheet = sheet_of(self._layout)
        self._printing, self._pages = False, PictureOutput(sheet, MOST)
        self._slices.start(press(lambda: self._chats, _style(self), sheet, self._pages))
        self._say()

    def print_on(self, printer: QPrinter) -> None:
        """Print on what the user has chosen."""
        from PySide6.QtPrintSupport import QPrinter

        some = printer.printRange() is QPrinter.PrintRange.PageRange
        output = DeviceOutput(printer, *((printer.fromPage(), printer.toPage()) if some else ()))
        self._printing, self._printer = True, printer
        sheet = sheet_of(printer.pageLayout())
        self._slices.start(press(lambda: self._chats, _style(self), sheet, output))
        self._say()

    def reject(self) -> None:
        """Close; what is being printed is given up."""
        self._slices.stop()
        if self._printing and self._printer is not None:
            self._printer.abort()
        super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.area.setWidget(self.view)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progress.setTextVisible(False)
        self.go.setProperty("primary", True)
        self.go.setDefault(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(8)
        page.addWidget(self.area, 1)
        options = QHBoxLayout()
        for widget in (self.thinking, self.branches):
            options.addWidget(widget)
        options.addStretch(1)
        options.addWidget(self.count)
        page.addLayout(options)
        page.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.addWidget(self.pdf)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        page.addLayout(foot)

    @Slot()
    def _ask(self) -> None:
        """Let the system ask for a printer; the pages are then those of its paper."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # here: asks the system for its printers

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self._layout)
        printer.setDocName(" ".join(self._chats[0].chat.title.split()) or headings(QtSpeaker()).untitled)
        printer.setCreator("Fireside")
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)  # it has an `open` of its own

    @Slot()
    def _export(self) -> None:
        self.reject()
        self.export_asked.emit()

    @Slot(int)
    def _moved_on(self, messages: int) -> None:
        total = 2 * max(1, sum(len(whole.messages) for whole in self._chats))
        self.progress.setRange(0, total)
        self.progress.setValue(min(messages, total))
        if not self._printing and self._pages is not None and self._pages.full:
            self._slices.stop()
            self._done(self._pages.pages)
        else:
            self._show_whole()

    @Slot(object)
    def _done(self, pages: int) -> None:
        if self._printing:
            self._name_characters()
            self.accept()
            return
        self._show_whole(all_of_them=True)
        self._say()

    def _name_characters(self) -> None:
        """Where the printer is a PDF file, let its text be found; a giant one would hold the window up."""
        name = self._printer.outputFileName() if self._printer is not None else ""
        with suppress(OSError):  # it was put somewhere else meanwhile
            if name.endswith(".pdf") and 0 < Path(name).stat().st_size < LARGEST_NAMED:
                name_characters(Path(name))

    def _show_whole(self, all_of_them: bool = False) -> None:
        """Show the pages that are painted to their end."""
        if self._printing or self._pages is None:
            return
        pictures = self._pages.pictures if all_of_them else self._pages.pictures[:-1]
        if len(pictures) != len(self.view.pages) or all_of_them:
            self.view.show_pages(self._layout, list(pictures))
        self._say_count()

    @Slot(object)
    def _failed(self, error: NoPaper) -> None:
        self.failed.emit(PrintFailed())
        self.reject()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self._say()

    @Slot()
    def _say(self) -> None:
        self.setWindowTitle(self.tr("Print"))
        for part in (self.area, self.view):  # the keyboard scrolls the one, a screen reader finds the other
            part.setAccessibleName(self.tr("Pages"))
        self.thinking.setText(self.tr("Thinking"))
        self.branches.setText(self.tr("All branches"))
        self.thinking.setEnabled(not self._printing)
        self.branches.setEnabled(not self._printing)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setVisible(self._slices.running)
        self.go.setText(self.tr("Print…"))
        self.go.setEnabled(not self._printing)
        self.pdf.setText(self.tr("Save as a file…"))
        self.pdf.setEnabled(not self._printing)
        self.leave.setText(self.tr("Cancel"))
        self._say_count()

    def _say_count(self) -> None:
        count = self._pages.pages if self._pages is not None else 0
        words = self.tr("%Ln page(s)", "", count) if count else ""
        if count > MOST:
            words += " · " + self.tr("the first %Ln are shown", "", MOST)
        self.count.setText(words)


def _style(preview: PaperPreview) -> Style:
    thinking, branches = preview.thinking.isChecked(), preview.branches.isChecked()
    return paper_style(Form(headings(QtSpeaker()), QLocale().bcp47Name(), thinking, branches))
