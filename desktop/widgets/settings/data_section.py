"""What is kept on this computer, how large it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.keeping import Checked, Part, Room, Totals
from desktop.core.places import PORTABLE
from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.viewmodels.data import DataViewModel
from desktop.widgets.folders import show_folder
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.settings.backup_card import BackupCard
from desktop.widgets.settings.data_questions import DataQuestions
from desktop.widgets.settings.data_words import DataWords
from desktop.widgets.settings.row import Line
from desktop.widgets.speech import QtSpeaker, together

WORTH = 1 << 20  # bytes that hold nothing; below, nobody wants them back


class DataSection(QWidget):
    """Stands in the settings; made when they are first shown, then `attach` is called once."""

    WORDS: Sequence[str] = (
        QT_TRANSLATE_NOOP("Setting", "Data"),
        QT_TRANSLATE_NOOP("Setting", "Backups"),
        QT_TRANSLATE_NOOP("Setting", "Restore"),
        QT_TRANSLATE_NOOP("Setting", "Move data"),
        QT_TRANSLATE_NOOP("Setting", "Portable"),
        QT_TRANSLATE_NOOP("Setting", "Delete everything"),
        QT_TRANSLATE_NOOP("Setting", "Size, folder, check, index, compact"),
    )  # what the search field finds it by

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = DataWords(self)
        self._viewmodel: DataViewModel | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.rooms = {part: Line(QPushButton()) for part in Part}
        self.backups = BackupCard(look, self._words)
        self.check, self.index, self.states = (Line(QPushButton()) for _ in range(3))
        self.compact, self.move_, self.left = (Line(QPushButton()) for _ in range(3))
        self.erase = Line(QPushButton())
        self._lines = (self.check, self.index, self.states, self.compact, self.move_, self.left, self.erase)
        self.fault = sentence("fault")
        for line in (self.fault, *self.rooms.values(), self.backups, *self._lines):
            self.column.addWidget(line)
        put(self.fault, "")

    def attach(self, viewmodel: DataViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        asking = DataQuestions(viewmodel, self)
        self.backups.attach(viewmodel)
        for part, line in self.rooms.items():
            line.part.clicked.connect(lambda _=False, part=part: self._open(part))  # type: ignore[attr-defined]
        for line, wish in (
            (self.check, viewmodel.check),
            (self.index, viewmodel.rebuild_index),
            (self.states, asking.ask_states),
            (self.compact, asking.ask_compact),
            (self.move_, asking.ask_folder),
            (self.left, asking.ask_left),
            (self.erase, asking.ask_erase),
        ):
            line.part.clicked.connect(wish)  # type: ignore[attr-defined]
        viewmodel.counted.connect(self._count)
        viewmodel.totals_known.connect(self._show_totals)
        viewmodel.checked.connect(self._show_checked)
        viewmodel.movable.connect(asking.move_to)
        viewmodel.failed.connect(self._tell)
        viewmodel.done.connect(self._show_left)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange and self._viewmodel is not None:
            self._say()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count anew: much may have changed."""
        super().showEvent(event)
        if self._viewmodel is not None:
            self._viewmodel.look()

    @Slot(object)
    def _count(self, room: Room) -> None:
        line = self.rooms[room.part]
        put(line.help, self._words.room(room))
        if room.part is Part.CHATS:
            self._show_totals(self._viewmodel.totals if self._viewmodel else None)
        line.setVisible(room.files > 0 or room.part not in (Part.ASIDE, Part.UNFINISHED))

    @Slot(object)
    def _show_totals(self, totals: Totals | None) -> None:
        room = self._viewmodel.rooms.get(Part.CHATS) if self._viewmodel else None
        if totals is None or room is None:
            return
        put(self.rooms[Part.CHATS].help, f"{self._words.totals(totals)}\n{self._words.room(room)}")
        self.compact.setVisible(totals.unused >= WORTH)
        words = self.tr(
            "{size} of the file hold nothing since chats were deleted. Giving them back takes a moment."
        )
        put(self.compact.help, words.format(size=QtSpeaker().size(totals.unused)))

    @Slot(object)
    def _show_checked(self, found: Checked) -> None:
        put(self.check.help, self._words.checked(found))

    @Slot()
    def _show_left(self) -> None:
        left = self._viewmodel.places.left if self._viewmodel else None
        self.left.setVisible(left is not None)
        if left is not None:
            put(
                self.left.help,
                self.tr("The data was moved from {folder} and still lies there, too.").format(folder=left),
            )

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        notice = describe(error, QtSpeaker())
        put(self.fault, together(notice.what, notice.advice))
        self.fault.setFocus()

    def _open(self, part: Part) -> None:
        room = self._viewmodel.rooms.get(part) if self._viewmodel else None
        if room is not None:
            show_folder(room.there)

    def _say(self) -> None:
        for part, line in self.rooms.items():
            line.title.setText(self._words.part(part))
            self._name(line, self.tr("Open folder"))
        fixed = self._viewmodel is not None and self._viewmodel.places.home is None
        self.move_.part.setEnabled(not fixed)
        for line, title, help_, button in self._texts():
            line.describe(title, help_)
            self._name(line, button)
        if fixed:
            put(self.move_.help, self._why_fixed())
        self.backups.say()
        if self._viewmodel is not None:
            for room in self._viewmodel.rooms.values():
                self._count(room)
            self.compact.setVisible(False)
            self._show_totals(self._viewmodel.totals)
            self._show_left()

    def _why_fixed(self) -> str:
        if self._viewmodel is not None and self._viewmodel.places.portable:
            return self.tr(
                "Portable: the data lies in “{folder}” beside the program. To have it elsewhere, move that "
                "folder while Fireside is closed; without it, the folder of the system is used."
            ).format(folder=PORTABLE)
        return self.tr("Fireside was started with --data-dir, which says where the data lies.")

    def _texts(self) -> tuple[tuple[Line, str, str, str], ...]:
        return (
            (
                self.check,
                self.tr("Check the data"),
                self.tr("Reads everything and tells whether it is sound."),
                self.tr("Check now"),
            ),
            (
                self.index,
                self.tr("Index for searches"),
                self.tr("Made anew from the chats, should something not be found."),
                self.tr("Rebuild"),
            ),
            (
                self.states,
                self.tr("Clear what models have read"),
                self.tr("It lets answers begin sooner; it is read again when it is needed."),
                self.tr("Clear…"),
            ),
            (self.compact, self.tr("Compact the chats"), "", self.tr("Compact…")),
            (
                self.move_,
                self.tr("Move the data"),
                self.tr("To another folder or disk."),
                self.tr("Move…"),
            ),
            (self.left, self.tr("Data in the old folder"), "", self.tr("Delete…")),
            (
                self.erase,
                self.tr("Delete everything"),
                self.tr("Chats, backups and templates; settings and models if you want."),
                self.tr("Delete everything…"),
            ),
        )

    def _name(self, line: Line, words: str) -> None:
        assert isinstance(line.part, QPushButton)
        line.part.setText(words)
        line.part.setAccessibleName(f"{words}: {line.title.text()}")
