"""The command palette: chats, templates, models and commands by what is typed of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.fuzzy import HOLDS, SCATTERED, Match, find_in
from desktop.core.models import Installed
from desktop.core.search_found import FoundChat, flat
from desktop.core.templates import Entry
from desktop.services.quick_chats import QuickChats, QuickFound
from desktop.services.template_list import TemplateList
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.palette_rows import Choice, Command, Kind, PaletteChat, PaletteModel, PaletteRow

LONGEST = 200  # characters that can be typed
MOST = {Kind.COMMAND: 12, Kind.CHAT: 15, Kind.TEMPLATE: 10, Kind.MODEL: 8}  # while something is typed
AT_FIRST = {Kind.CHAT: 5, Kind.TEMPLATE: 3, Kind.MODEL: 3, Kind.COMMAND: 38}  # in this order
KEPT = 40  # choices that are remembered


@dataclass(frozen=True, slots=True)
class PaletteMeans:
    """Where the palette looks."""

    chats: QuickChats
    templates: TemplateList
    models: ModelsViewModel


@dataclass(frozen=True, slots=True)
class _Fit:
    """A row, and how well it fits."""

    row: PaletteRow
    order: tuple[int, int, int]  # the kind of fit, how long ago it was chosen, how well it fits


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
        self._typed = ""
        self._active = False
        self._recent: list[str] = []  # keys of rows, the last one first
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
        self._commands, self._chats, self._active = commands, (), True
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
        self._show(True)
        self._means.chats.find(self._typed)

    def choose(self, row: PaletteRow) -> None:
        """Take a row, and remember it."""
        if row.kind is not Kind.SEARCH:
            self._recent = [row.key, *(key for key in self._recent if key != row.key)][:KEPT]
        self.chosen.emit(row)

    @Slot()
    def end(self) -> None:
        """Look for nothing more."""
        self._active = False
        self._means.chats.stop()
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
            self._show(False)

    def _show(self, fresh: bool) -> None:
        self.list.show_rows(self._rows())
        self.changed.emit(fresh)

    def _rows(self) -> Iterable[PaletteRow]:
        groups = [group for kind in (MOST if self._typed else AT_FIRST) if (group := self._group(kind))]
        if self._typed:
            groups.sort(key=lambda group: group[0].order[0])
        for group in groups:
            yield PaletteRow(group[0].row.kind)
            yield from (fit.row for fit in group)
        if self._typed:
            yield PaletteRow(Kind.SEARCH, self._typed, self._typed)

    def _group(self, kind: Kind) -> list[_Fit]:
        """Give what fits of a kind, the best first."""
        match kind:
            case Kind.COMMAND:
                found = self._fits(kind, ((command, command.words) for command in self._commands))
            case Kind.CHAT:
                found = [self._fit_chat(chat) for chat in self._chats]
            case Kind.TEMPLATE:
                found = self._fits(kind, ((each, each.name) for each in self._templates()))
            case _:
                found = self._fits(kind, ((model, model.title) for model in self._means.models.installed()))
        return sorted(found, key=lambda fit: fit.order)[: (MOST if self._typed else AT_FIRST)[kind]]

    def _templates(self) -> list[Entry]:
        templates = self._means.templates
        return templates.pick(self._typed) if templates.ready else []

    def _fits(self, kind: Kind, choices: Iterable[tuple[Command | Entry | Installed, str]]) -> list[_Fit]:
        fits: list[_Fit] = []
        for choice, words in choices:
            text = flat(words)
            found = find_in(self._typed, text)
            if found is None and isinstance(choice, Entry):
                found = Match((SCATTERED, 0))  # by its slash name
            other = find_in(self._typed, choice.also) if isinstance(choice, Command) and choice.also else None
            if other is not None and (found is None or other.rank < found.rank):
                found = found if found is not None and found.rank[0] < SCATTERED else Match(other.rank)
            if found is not None:
                fits.append(self._fit(PaletteRow(kind, choice, text, found.marks), found))
        return fits

    def _fit_chat(self, chat: FoundChat) -> _Fit:
        title = flat(chat.title.text)
        choice = PaletteChat(chat.chat, title, chat.updated, chat.archived)
        found = find_in(self._typed, title)
        # What the index found by words fits, whether the letters stand there as they were typed or not.
        fits = found if found is not None and found.rank[0] < SCATTERED else Match((HOLDS, 0))
        marks = chat.title.marks if found is None or found.rank[0] >= SCATTERED else found.marks
        newest_first = Match((fits.rank[0], 0))
        return self._fit(PaletteRow(Kind.CHAT, choice, title, marks), newest_first)

    def _fit(self, row: PaletteRow, found: Match) -> _Fit:
        ago = self._recent.index(row.key) if row.key in self._recent else KEPT
        return _Fit(row, (found.rank[0], ago, found.rank[1] if self._typed else 0))


__all__ = ["Choice", "Command", "Kind", "PaletteMeans", "PaletteRow", "PaletteViewModel"]
