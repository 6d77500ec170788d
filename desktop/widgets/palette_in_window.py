"""The command palette in the window: its key, and what becomes of a choice. Made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.core.models import Installed
from desktop.core.templates import Entry, TemplateId
from desktop.widgets.look import Look
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.viewmodels.palette import PaletteViewModel
    from desktop.viewmodels.palette_rows import PaletteRow
    from desktop.widgets.palette import Palette
    from desktop.widgets.palette_commands import Doing, PaletteCommands


@dataclass(frozen=True, slots=True)
class PaletteNeeds:
    """What is made for the palette once it is wanted."""

    viewmodel: Callable[[], PaletteViewModel]
    doing: Callable[[], Doing]
    use_template: Callable[[TemplateId], object]


class PaletteInWindow(QObject):
    """Belongs to the workplace."""

    def __init__(self, look: Look, workplace: Workplace, needs: PaletteNeeds) -> None:
        super().__init__(workplace)
        self._look = look
        self._workplace = workplace
        self._needs = needs
        self._commands: PaletteCommands | None = None
        self.palette: Palette | None = None
        workplace.keys.bind("palette", self.toggle)
        workplace.pages.turned.connect(self._turned)

    @Slot()
    def toggle(self) -> None:
        """Open it, or close it."""
        palette = self._made()
        if palette.isVisible():
            palette.shut()
        elif self._commands is not None:
            palette.open_with(self._commands.all())

    def _made(self) -> Palette:
        if self.palette is None:
            from desktop.widgets.palette import Palette  # here: it may never be wanted
            from desktop.widgets.palette_commands import PaletteCommands

            viewmodel = self._needs.viewmodel()
            viewmodel.chosen.connect(self._chosen)
            self._commands = PaletteCommands(self._workplace, self._needs.doing())
            self.palette = Palette(self._look, viewmodel, self._workplace)
        return self.palette

    @Slot(object)
    def _chosen(self, row: PaletteRow) -> None:
        from desktop.viewmodels.palette_rows import Command, PaletteChat

        match row.choice:
            case Command(call=call):
                call()
            case PaletteChat(id=chat):
                self._workplace.sidebar.opened.emit(chat)
            case Entry(id=template):
                self._needs.use_template(template)
            case Installed() as model:
                self._load(model)
            case str(text):
                self._workplace.search_chats()
                self._workplace.sidebar.search.field.setText(text)
            case None:
                pass

    def _load(self, model: Installed) -> None:
        if self.palette is not None:
            self._workplace.pages.show_chat()
            if not self.palette.loaded(model):
                self.palette.viewmodel.models.load(model)

    @Slot()
    def _turned(self) -> None:
        if self.palette is not None:
            self.palette.hide()
