"""The files above the input: what is attached, counted and taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.core.attachment_errors import FileEmpty, FileProblem, FilesRefused, TooManyFiles
from desktop.core.chat import Attachment
from desktop.core.errors import UserError
from desktop.core.quoting import with_files
from desktop.services.attaching import FileReader, Outcome
from desktop.widgets.composer_chip import HEIGHT
from desktop.widgets.file_chip import FileChip
from desktop.widgets.look import Look
from desktop.widgets.style import SPACING
from desktop.widgets.wrapping import WrappingLayout

MOST_FILES = 20
MOST_ROWS = 3  # more are scrolled


class Attachments(QScrollArea):
    """The files of the message that is being typed. Hidden while there are none."""

    changed = Signal()  # `files` are others
    refused = Signal(object)  # UserError: a file that is not attached
    settled = Signal(bool)  # nothing is read any more; whether all files could be taken

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files")
        self._look = look
        self._reader: FileReader | None = None
        self._waiting: list[Path] = []  # until there is a reader
        self._give_up: Callable[[], None] | None = None
        self._count: Callable[[str], int | None] | None = None
        self._chips: list[FileChip] = []
        self._inner = QWidget()
        self._inner.setObjectName("files")
        self._flow = WrappingLayout(self._inner, SPACING.s)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The attached files, in their order."""
        return tuple(chip.file for chip in self._chips)

    @property
    def reading(self) -> bool:
        """Whether files are being read."""
        return self._give_up is not None or bool(self._waiting)

    def read_with(self, reader: FileReader) -> None:
        """Read with this from now on, also what was dropped before."""
        self._reader = reader
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.attach(waiting)

    def count_with(self, count: Callable[[str], int | None]) -> None:
        """Count tokens with this; `recount` is called when it may know more."""
        self._count = count
        self.recount()

    def attach(self, paths: Sequence[Path]) -> None:
        """Read files and attach them; what cannot be read is told by `refused`."""
        if self._give_up is not None or self._reader is None:
            self._waiting += paths
        elif paths:
            self._give_up = self._reader.read(paths, self._taken)

    def put(self, files: Sequence[Attachment]) -> None:
        """Replace the files; what is being read is for another message and is given up."""
        if self._give_up is not None:
            self._give_up()
        self._give_up, self._waiting = None, []
        if self.files != tuple(files):
            for chip in self._chips:
                self._drop(chip)
            self._chips = []
            for file in files:
                self._add(file)
            self._changed()

    @Slot()
    def recount(self) -> None:
        """Ask once more for the tokens that are not known."""
        for chip in self._chips:
            if chip.tokens is None and self._count is not None:
                chip.show_tokens(self._count(with_files("", [chip.file])))

    @Slot()
    def forget_counts(self) -> None:
        """Another model counts otherwise."""
        for chip in self._chips:
            chip.show_tokens(None)
        self.recount()

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        """The rows break elsewhere."""
        super().resizeEvent(arg__1)
        self._fit()

    def changeEvent(self, arg__1: QEvent) -> None:
        """Words of another language are longer or shorter."""
        super().changeEvent(arg__1)
        if arg__1.type() == QEvent.Type.LanguageChange:
            self._fit()

    def _taken(self, outcomes: list[Outcome]) -> None:
        self._give_up = None
        outcomes = [_with_text(outcome) for outcome in outcomes]
        new = [f for f in outcomes if isinstance(f, Attachment) and f not in self.files]
        new = list(dict.fromkeys(new))
        free = MOST_FILES - len(self._chips)
        for file in new[:free]:
            self._add(file)
        if new[:free]:
            self._changed()
        refusal = _refusal([o for o in outcomes if isinstance(o, UserError)], new[free:])
        if refusal is not None:
            self.refused.emit(refusal)
        waiting, self._waiting = self._waiting, []
        self.attach(waiting)
        if not self.reading:
            self.settled.emit(refusal is None)

    def _add(self, file: Attachment) -> None:
        chip = FileChip(file, self._look)
        chip.removed.connect(self._remove)
        self._chips.append(chip)
        self._flow.addWidget(chip)
        chip.show()

    @Slot(object)
    def _remove(self, file: Attachment) -> None:
        place = self.files.index(file)
        chip = self._chips.pop(place)
        had_focus = chip.remove.hasFocus()
        self._drop(chip)
        self._changed()
        if had_focus and self._chips:
            self._chips[min(place, len(self._chips) - 1)].remove.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, chip: FileChip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _changed(self) -> None:
        self.setVisible(bool(self._chips))
        self.recount()
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Take the height of the rows, up to three."""
        rows = MOST_ROWS * HEIGHT + (MOST_ROWS - 1) * SPACING.s
        needed = self._flow.heightForWidth(self.viewport().width())
        self.setFixedHeight(max(HEIGHT, min(needed, rows)))


def _with_text(outcome: Outcome) -> Outcome:
    """Refuse a file that would tell the model nothing."""
    if isinstance(outcome, Attachment) and not outcome.text.strip():
        return FileEmpty(Path(outcome.name))
    return outcome


def _refusal(errors: Sequence[UserError], too_many: Sequence[Attachment]) -> UserError | None:
    """Say in one error which files were not taken: the errors come one for each, the others found no room."""
    if not errors:
        return TooManyFiles(MOST_FILES) if too_many else None
    problems = [error for error in errors if isinstance(error, FileProblem)]
    names = [error.path.name or str(error.path) for error in problems] + [file.name for file in too_many]
    return FilesRefused(tuple(names), problems[0]) if problems and len(names) > 1 else errors[0]
