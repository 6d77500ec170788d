"""The part of the composition root that is about what chats are: in folders, tagged, titled, temporary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.chat import Chat
from desktop.core.settings import SettingsFile
from desktop.services.assembly import Services
from desktop.services.model_assembly import Basis
from desktop.services.temporary import Temporary
from desktop.services.titling import Titling
from desktop.viewmodels.folder_use import FolderUseViewModel
from desktop.viewmodels.organising import Below, OrganisingViewModel
from desktop.viewmodels.persona_use import Shown
from desktop.viewmodels.tags import TagsViewModel
from desktop.viewmodels.temporary import TemporaryViewModel
from desktop.viewmodels.titling import TitlingViewModel
from desktop.widgets.chat_list_in_window import ChatListInWindow
from desktop.widgets.folders_in_window import FoldersInWindow
from desktop.widgets.look import Look
from desktop.widgets.temporary_in_window import TemporaryInWindow
from desktop.widgets.titles_in_window import TitlesInWindow
from desktop.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ChatParts:
    """What stands around the chats in the window."""

    folders: FolderUseViewModel
    tags: TagsViewModel
    titling: Titling
    titles: TitlingViewModel
    temporary: Temporary
    temporary_use: TemporaryViewModel
    organising: OrganisingViewModel
    settings: SettingsFile

    def show_in(self, look: Look, workplace: Workplace, export: Callable[[Chat], None]) -> None:
        """Let the window show it."""
        FoldersInWindow(look, workplace, self.folders, self.tags)
        TitlesInWindow(workplace, self.titles)
        ChatListInWindow(workplace, self.organising, self.settings)
        TemporaryInWindow(look, workplace, self.temporary_use).export_asked.connect(export)

    def close(self) -> None:
        """Let go; nothing stays of a temporary chat."""
        self.organising.close()
        self.titling.close()
        self.folders.close()
        self.temporary.close()


def make_chat_parts(basis: Basis, services: Services, shown: Shown) -> ChatParts:
    """Make what chats are organised with."""
    working, chats = basis.working, services.chats

    def wanted() -> bool:
        return basis.settings.value.automatic_titles

    services.model_defaults.changed.connect(lambda _: shown.chat.prepared.refresh())
    titling = Titling(services.desk, chats, working.engine, wanted)
    temporary = Temporary(services.desk, services.store.archive, chats, services.drafts)
    services.moving_out.store_of = temporary.archive_of
    return ChatParts(
        FolderUseViewModel(services.organising, shown, working.models.library.installed),
        TagsViewModel(services.organising),
        titling,
        TitlingViewModel(titling),
        temporary,
        TemporaryViewModel(temporary, shown.chat),
        OrganisingViewModel(Below(chats, services.organising), shown.chat),
        basis.settings,
    )
