"""What the rows of the command palette say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLocale, QObject

from desktop.core.models import Installed
from desktop.core.search_found import flat
from desktop.core.templates import Entry
from desktop.viewmodels.palette_rows import Command, Kind, PaletteChat, PaletteRow
from desktop.widgets.speech import QtSpeaker

LONGEST = 60  # characters of what was typed that are said again


class PaletteWords(QObject):
    """Asks which model is loaded."""

    def __init__(self, loaded: Callable[[Installed], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loaded = loaded

    def heading(self, kind: Kind) -> str:
        """Name what is found of a kind."""
        match kind:
            case Kind.COMMAND:
                return self.tr("Commands")
            case Kind.CHAT:
                return self.tr("Chats")
            case Kind.TEMPLATE:
                return self.tr("Templates")
            case Kind.MODEL:
                return self.tr("Models")
            case Kind.SEARCH:
                return ""

    def called(self, row: PaletteRow) -> str:
        """Name a row."""
        if row.choice is None:
            return self.heading(row.kind)
        if row.kind is Kind.SEARCH:
            text = row.text if len(row.text) <= LONGEST else row.text[: LONGEST - 1] + "…"
            return self.tr("Search all chats for “{text}”").format(text=flat(text))
        return row.text if row.text.strip() else self.tr("New chat")

    def beside(self, row: PaletteRow) -> str:
        """Say what is to know of a row: keys, day, folder, size."""
        match row.choice:
            case Command(keys=keys):
                return keys
            case PaletteChat(updated=updated, archived=archived):
                day = _day(updated)
                return self.tr("Archived, {date}").format(date=day) if archived else day
            case Entry(place=place):
                return flat(place.folder)
            case Installed() as model:
                return self.tr("loaded") if self._loaded(model) else QtSpeaker().size(model.size)
            case _:
                return ""

    def spoken(self, row: PaletteRow) -> str:
        """Say a row to a screen reader: name, what it is, what is to know of it."""
        called, beside = self.called(row), self.beside(row)
        match row.kind:
            case Kind.COMMAND:
                said = self.tr("{name}, command")
            case Kind.CHAT:
                said = self.tr("{name}, chat")
            case Kind.TEMPLATE:
                said = self.tr("{name}, template")
            case Kind.MODEL:
                said = self.tr("{name}, model")
            case Kind.SEARCH:
                said = "{name}"
        said = said.format(name=called) if row.choice is not None else called
        return f"{said}, {beside}" if beside else said

    def nothing(self) -> str:
        """Say what can be typed."""
        return self.tr("Find chats, templates, models and commands")


def _day(moment: datetime) -> str:
    return QLocale().toString(moment.astimezone().date(), QLocale.FormatType.ShortFormat)  # type: ignore[arg-type]
