"""The part of the composition root that is about the command palette; all of it waits until it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.services.assembly import Services
from desktop.services.model_assembly import Basis
from desktop.services.quick_chats import QuickChats
from desktop.services.templates import Templates
from desktop.viewmodels.persona_use import Shown
from desktop.widgets.look import Look
from desktop.widgets.menu_bar import offer_menu_bar
from desktop.widgets.movein.mover import ChatMover
from desktop.widgets.moving_out import MovingOutInWindow
from desktop.widgets.palette_in_window import PaletteInWindow, PaletteNeeds
from desktop.widgets.templates_in_window import TemplatesInWindow
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.viewmodels.palette import PaletteViewModel
    from desktop.viewmodels.palette_rows import Command
    from desktop.widgets.palette_commands import Doing


@dataclass(frozen=True, slots=True)
class PaletteHands:
    """The parts of the window that do what is chosen."""

    templates: TemplatesInWindow
    moving_out: MovingOutInWindow
    mover: ChatMover


@dataclass(frozen=True, slots=True)
class PaletteParts:
    """What the palette stands on."""

    quick: QuickChats
    templates: Templates
    shown: Shown
    opened: list[PaletteViewModel] = field(
        default_factory=list["PaletteViewModel"]
    )  # one, once it was wanted

    def show_in(self, look: Look, workplace: Workplace, hands: PaletteHands) -> None:
        """Let the window open it."""
        needs = PaletteNeeds(self._viewmodel, lambda: self._doing(workplace, hands), hands.templates.use)
        PaletteInWindow(look, workplace, needs)
        offer_menu_bar(workplace.window(), workplace.keys, lambda: self.commands(workplace, hands))

    def close(self) -> None:
        """Hear no more."""
        for viewmodel in self.opened:
            viewmodel.close()

    def _viewmodel(self) -> PaletteViewModel:
        from desktop.viewmodels.palette import PaletteMeans, PaletteViewModel

        means = PaletteMeans(self.quick, self.templates.list, self.shown.models)
        self.opened.append(PaletteViewModel(means))
        return self.opened[-1]

    def commands(self, workplace: Workplace, hands: PaletteHands) -> Sequence[Command]:
        """Give what a menu bar offers: the palette's own commands, and the palette."""
        from desktop.widgets.palette_commands import PaletteCommands

        commands = PaletteCommands(workplace, self._doing(workplace, hands))
        try:
            return [commands.palette(), *commands.all()]
        finally:
            commands.deleteLater()

    def _doing(self, workplace: Workplace, hands: PaletteHands) -> Doing:
        from desktop.widgets.palette_commands import Doing

        chat = self.shown.chat

        def show_archived() -> None:
            if not workplace.sidebar.isVisible():
                workplace.toggle_sidebar()
            chat.list.show_archived(True)

        return Doing(
            hands.moving_out.export_shown,
            hands.moving_out.export_all,
            hands.mover.ask,
            show_archived,
            lambda: chat.current is not None,
        )


def make_palette(basis: Basis, services: Services, shown: Shown, templates: Templates) -> PaletteParts:
    """Make what looks for chats; the rest is made by the palette."""
    return PaletteParts(QuickChats(services.store.search, basis.working.tasks), templates, shown)
