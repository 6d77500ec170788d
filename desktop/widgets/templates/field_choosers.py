"""What the fields of a template are chosen with: options, dates, files."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QItemSelectionModel, QPoint, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFileDialog,
    QFrame,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.templates import Field, Value
from desktop.widgets.input import local_files
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice
from desktop.widgets.templates.field_calendar import make_calendar
from desktop.widgets.templates.field_editors import FieldEditor, TextEditor
from desktop.widgets.templates.plain_text import one_line

MOST_ROWS = 6  # of options that may be checked; more are scrolled

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)


class ChoiceEditor(FieldEditor):
    """Asks for one of several options."""

    def __init__(self, field: Field, look: Look) -> None:
        super().__init__(field)
        self.choice = Choice(look)
        self.choice.addItem("")
        self.choice.addItems([one_line(option) for option in field.options])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.choice)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._chosen)

    def value(self) -> Value:
        """The option."""
        index = self.choice.currentIndex()
        return self.field.options[index - 1] if index > 0 else ""

    def put(self, value: Value | None) -> None:
        """Choose an option; none where the value is no option."""
        options = self.field.options
        self.choice.setCurrentIndex(options.index(value) + 1 if value in options else 0)

    def main(self) -> QWidget:
        """The choice."""
        return self.choice

    def say(self) -> None:
        """Name what is there before anything is chosen."""
        self.choice.setItemText(0, self.tr("Choose…") if self.field.required else self.tr("Nothing"))

    @Slot(int)
    def _chosen(self, _: int) -> None:
        self.changed.emit()


class ChoicesEditor(FieldEditor):
    """Asks for any of several options: a list with boxes, which the arrows and Space work."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.model = QStandardItemModel(self)
        for option in field.options:
            item = QStandardItem(one_line(option))
            item.setCheckable(True)
            item.setEditable(False)
            self.model.appendRow(item)
        self.list = QListView()
        self.list.setObjectName("fieldchoices")
        self.list.setModel(self.model)
        self.list.setTabKeyNavigation(False)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = max(22, self.list.sizeHintForRow(0))
        self.list.setFixedHeight(row * min(max(1, len(field.options)), MOST_ROWS) + 10)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.selectionModel().setCurrentIndex(
            self.model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.model.itemChanged.connect(self._checked)

    def value(self) -> Value:
        """The options that are checked, in their order."""
        options = enumerate(self.field.options)
        return tuple(o for row, o in options if self.model.item(row).checkState() is Qt.CheckState.Checked)

    def put(self, value: Value | None) -> None:
        """Check options."""
        wanted = value if isinstance(value, tuple) else ()
        for row, option in enumerate(self.field.options):
            state = Qt.CheckState.Checked if option in wanted else Qt.CheckState.Unchecked
            self.model.item(row).setCheckState(state)

    def main(self) -> QWidget:
        """The list."""
        return self.list

    @Slot(object)
    def _checked(self, _: QStandardItem) -> None:
        self.changed.emit()


class DateEditor(TextEditor):
    """Asks for a date: typed, turned by Up and Down, or taken from a calendar."""

    def __init__(self, field: Field, look: Look) -> None:
        super().__init__(field)
        self._look = look
        self.line.setPlaceholderText("2026-11-27")
        self.open = QToolButton()
        self.open.setIconSize(QSize(16, 16))
        self.open.clicked.connect(self.show_calendar)
        self.row.addWidget(self.open)
        look.changed.connect(self._dress)
        self._dress()

    def value(self) -> Value:
        """The date as YYYY-MM-DD, or what was typed instead."""
        return date_of(self.line.text())

    def say(self) -> None:
        """Name the button."""
        self.open.setAccessibleName(self.tr("Choose a date"))
        self.open.setToolTip(self.tr("Choose a date"))

    @Slot()
    def show_calendar(self) -> QCalendarWidget:
        """Open the calendar below the line; Escape closes it."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName("fieldpopup")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = make_calendar(self._look)
        page = QVBoxLayout(popup)
        page.setContentsMargins(4, 4, 4, 4)
        page.addWidget(calendar)
        day = self._day()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))

        def take(chosen: QDate) -> None:
            self.line.setText(chosen.toString(Qt.DateFormat.ISODate))
            popup.close()
            self.line.setFocus()

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()
        return calendar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next day or the one before; Alt+Down opens the calendar."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.show_calendar()
        elif step:
            self._turn(step)
        else:
            super().keyPressEvent(event)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(str(self.value()))
        except ValueError:
            return None

    def _turn(self, days: int) -> None:
        day = self._day()
        if day is None and self.line.text().strip():
            return  # what was typed stays
        day = day or date.today() - timedelta(days)
        if date.min.year + 1 < day.year < date.max.year:
            self.line.setText((day + timedelta(days)).isoformat())

    @Slot()
    def _dress(self) -> None:
        self.open.setIcon(self._look.icon("calendar"))


class FileEditor(TextEditor):
    """Asks for a text file: its path typed, chosen, or dropped. The file itself is read elsewhere."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.setAcceptDrops(True)
        self.line.setAcceptDrops(False)
        self.choose = QPushButton()
        self.choose.clicked.connect(self.ask)
        self.row.addWidget(self.choose)

    def value(self) -> Value:
        """The path."""
        return path_of(self.line.text())

    def say(self) -> None:
        """Say what can be done."""
        self.choose.setText(self.tr("Choose file…"))
        self.line.setPlaceholderText(self.tr("Choose a text file, or drop it here"))

    @Slot()
    def ask(self) -> QFileDialog:
        """Open the dialog; it goes by itself."""
        dialog = QFileDialog(self, self.tr("Choose a text file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
        return dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(local_files(event.mimeData())) == 1:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take its path."""
        files = local_files(event.mimeData())
        if files:
            self.line.setText(str(files[0]))
            event.acceptProposedAction()


def date_of(typed: str) -> str:
    """Read a date as people type it; the text itself where it is none."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        return typed
    year, month, day = (int(part) for part in found.groups())
    return f"{year:04}-{month:02}-{day:02}"


def path_of(typed: str) -> str:
    """Read a path as it is pasted: in quotes, or as an address of a file."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    if text.startswith("file:"):
        text = QUrl(text).toLocalFile() or text
    return str(Path.home() / text[2:]) if text.startswith("~/") else text
