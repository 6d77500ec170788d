"""The command palette: chats, templates, models and commands by what is typed of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.fuzzy import find_in
from desktop.core.search_found import FoundChat
from desktop.core.templates import Entry
from desktop.services.quick_chats import QuickChats, QuickFound
from desktop.services.template_list import TemplateList
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.palette_fits import Fit, Fitting, Recent, kinds
from desktop.viewmodels.palette_rows import Command, Kind, PaletteModel, PaletteRow

LONGEST = 200  # characters that can be typed


@dataclass(frozen=True, slots=True)
class PaletteMeans:
    """Where the palette looks."""

    chats: QuickChats
    templates: TemplateList
    models: ModelsViewModel


class PaletteViewModel(QObject):
    """Finds at once what is known here; chats follow from a worker."""

    changed = Signal(bool)  # the rows; whether they are for other letters
    chosen = Signal(object)  # PaletteRow
    failed = Signal(object)  # UserError

    def __init__(self, means: PaletteMeans) -> None:
        super().__init__()
        self._means = means
        self._commands: Sequence[Command] = ()
        self._chats: Sequence[FoundChat] = ()
        self._templates: Sequence[Entry] = ()
        self._finder = means.templates.finder()
        self._typed = ""
        self._active = False
        self._recent = Recent()
        self.list = PaletteModel(self)
        self._ends: tuple[Callable[[], None], ...] = (
            means.chats.found.connect(self._found),
            means.chats.failed.connect(self.failed.emit),
            means.templates.changed.connect(lambda _: self._renew()),
            means.templates.failed.connect(self.failed.emit),
        )
        means.models.listed.connect(self._renew)

    @property
    def typed(self) -> str:
        """What is looked for."""
        return self._typed

    @property
    def models(self) -> ModelsViewModel:
        """What loads a model."""
        return self._means.models

    def begin(self, commands: Sequence[Command]) -> None:
        """Start with nothing typed."""
        self._commands, self._chats, self._templates, self._active = commands, (), (), True
        self._means.templates.load()
        self._means.models.look()
        self.search("")

    @Slot(str)
    def search(self, typed: str) -> None:
        """Look for what is typed."""
        if not self._active:
            return
        self._typed = " ".join(typed.split())
        self._chats = [chat for chat in self._chats if find_in(self._typed, chat.title.text)]
        self._templates = [each for each in self._templates if find_in(self._typed, each.name)]
        self._pick()
        self._show(True)
        self._means.chats.find(self._typed)

    def choose(self, row: PaletteRow) -> None:
        """Take a row, and remember it."""
        if row.kind is not Kind.SEARCH:
            self._recent.note(row)
        self.chosen.emit(row)

    @Slot()
    def end(self) -> None:
        """Look for nothing more."""
        self._active = False
        self._means.chats.stop()
        self._finder.cancel()
        self.list.show_rows(())

    def close(self) -> None:
        """Hear no more."""
        self.end()
        for end in self._ends:
            end()

    def _found(self, found: QuickFound) -> None:
        if self._active and found.typed == self._typed:
            self._chats = found.chats
            self._show(False)

    @Slot()
    def _renew(self) -> None:
        if self._active:
            self._pick()
            self._show(False)

    def _pick(self) -> None:
        """Find templates: at once, or soon where there are many."""
        at_once = True

        def picked(found: list[Entry]) -> None:
            self._templates = found
            if not at_once:
                self._show(False)

        if self._means.templates.ready:
            self._finder.pick(self._typed, picked)
        at_once = False

    def _show(self, fresh: bool) -> None:
        self.list.show_rows(self._rows())
        self.changed.emit(fresh)

    def _rows(self) -> Iterable[PaletteRow]:
        groups = [group for kind in kinds(self._typed) if (group := self._group(kind))]
        if self._typed:
            groups.sort(key=lambda group: group[0].order[0])
        for group in groups:
            yield PaletteRow(group[0].row.kind)
            yield from (fit.row for fit in group)
        if self._typed:
            yield PaletteRow(Kind.SEARCH, self._typed, self._typed)

    def _group(self, kind: Kind) -> Sequence[Fit]:
        """Give what fits of a kind, the best first."""
        fitting = Fitting(self._typed, self._recent)
        match kind:
            case Kind.COMMAND:
                return fitting.best(kind, ((command, command.words) for command in self._commands))
            case Kind.CHAT:
                return fitting.chats(self._chats)
            case Kind.TEMPLATE:
                return fitting.best(kind, ((each, each.name) for each in self._templates))
            case _:
                return fitting.best(kind, ((model, model.title) for model in self._means.models.installed()))
