"""The rows of the command palette: what was found, in groups with headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.core.chat import ChatId
from desktop.core.models import Installed
from desktop.core.search_found import Span
from desktop.core.templates import Entry
from desktop.viewmodels.messages import Index


class Kind(StrEnum):
    """What can be found; of what fits equally well, these come first."""

    COMMAND = "command"
    CHAT = "chat"
    TEMPLATE = "template"
    MODEL = "model"
    SEARCH = "search"  # goes on in the messages of all chats


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the window can do."""

    name: str
    words: str
    call: Callable[[], object] = field(compare=False)
    keys: str = ""  # as this system writes them
    icon: str = "command"
    also: str = ""  # other words that it is found by


@dataclass(frozen=True, slots=True)
class PaletteChat:
    """A chat that was found."""

    id: ChatId
    title: str
    updated: datetime
    archived: bool


Choice: TypeAlias = Command | PaletteChat | Entry | Installed | str
"""What a row stands for; a text is what is to be searched for in all chats."""


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """Something that can be chosen; or, without it, the heading of what follows."""

    kind: Kind
    choice: Choice | None = None
    text: str = ""
    marks: tuple[Span, ...] = ()  # what of the text was typed

    @property
    def key(self) -> str:
        """Tell it from all others, also when it has changed."""
        match self.choice:
            case Command(name=name):
                return f"command:{name}"
            case PaletteChat(id=chat):
                return f"chat:{chat}"
            case Entry(id=template):
                return f"template:{template}"
            case Installed(path=path):
                return f"model:{path}"
            case _:
                return self.kind


class PaletteRole(IntEnum):
    """What the list asks of a row."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1
    TEXT = int(Qt.ItemDataRole.DisplayRole)
    SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class PaletteModel(QAbstractListModel):
    """At most some fifty rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PaletteRow] = []
        self.say: Callable[[PaletteRow], str] | None = None  # what a screen reader says

    def show_rows(self, rows: Iterable[PaletteRow]) -> None:
        """Show others, at each key: rows that stay in their places are not inserted anew."""
        wanted = list(rows)
        old, new = len(self._rows), len(wanted)
        if new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            del self._rows[new:]
            self.endRemoveRows()
        elif new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self._rows += wanted[old:]
            self.endInsertRows()
        self._rows = wanted
        if wanted:
            self.dataChanged.emit(self.index(0), self.index(new - 1))

    @property
    def rows(self) -> Sequence[PaletteRow]:
        """All of them."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only looked at."""
        if not index.isValid() or self._rows[index.row()].choice is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, or says to a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == PaletteRole.ROW:
            return row
        if role == PaletteRole.TEXT:
            return row.text
        if role == PaletteRole.SPOKEN and self.say is not None:
            return self.say(row)
        return None
