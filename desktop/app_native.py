"""The part of the composition root that is about the system around the window: tray and news."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.setting_list import Settings
from desktop.services.assembly import Services
from desktop.services.model_assembly import ModelServices
from desktop.services.temporary import Temporary
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.crashes import CrashesViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.news import NewsViewModel
from desktop.viewmodels.quick import QuickViewModel
from desktop.widgets.crashes_in_window import CrashesInWindow
from desktop.widgets.hotkey_in_window import HotkeyInWindow
from desktop.widgets.look import Look
from desktop.widgets.main_window import MainWindow
from desktop.widgets.news_in_window import NewsInWindow, Sources
from desktop.widgets.quick_in_window import QuickInWindow
from desktop.widgets.system.hotkey import Hotkey
from desktop.widgets.system.notifications import Notifications, session_bus
from desktop.widgets.tray import Tray
from desktop.widgets.workplace import Workplace

QUICK = 1 << 19  # the first number of a temporary quick question; nobody begins as many temporary chats


@dataclass(frozen=True, slots=True)
class NativeParts:
    """What the system shows of the application beside its window."""

    services: ModelServices
    news: NewsViewModel
    quick: QuickViewModel
    hotkey: Hotkey

    def show_in(self, look: Look, workplace: Workplace, sources: Sources, models: ModelsViewModel) -> None:
        """Let the system show it."""
        window, settings = workplace.window(), self.services.basis.settings
        assert isinstance(window, MainWindow)
        tray = Tray(window)

        def apply(now: Settings) -> None:
            tray.want(now.tray)

        settings.changed.connect(apply)
        apply(settings.value)
        window.stays = lambda: settings.value.stay_in_tray and tray.shown
        tray.new_asked.connect(workplace.sidebar.new.click)
        quick = QuickInWindow(look, workplace, self.quick, models)
        tray.quick_asked.connect(quick.ask)
        HotkeyInWindow(workplace, self.hotkey, quick, settings)
        basis = self.services.basis
        CrashesInWindow(workplace, CrashesViewModel(basis.working.tasks, basis.places))
        NewsInWindow(workplace, sources, Notifications(window, tray, session_bus(window)), settings)

    def close(self) -> None:
        """Hear no more; nothing stays of a temporary question."""
        self.hotkey.close()
        self.quick.close()
        self.news.close()


def make_native(
    services: Services, models: ModelServices, chat: ChatViewModel, hotkey: Hotkey
) -> NativeParts:
    """Build what reaches beyond the window: news, the quick question and its keys."""
    chats = services.chats
    temporary = Temporary(services.desk, services.store.archive, chats, services.drafts, QUICK)
    news = NewsViewModel(chats, models.downloads.changed)
    return NativeParts(models, news, QuickViewModel(chats, temporary, chat), hotkey)
