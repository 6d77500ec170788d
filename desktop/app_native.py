"""The part of the composition root that is about the system around the window: tray and news."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.setting_list import Settings
from desktop.services.assembly import Services
from desktop.services.model_assembly import ModelServices
from desktop.viewmodels.news import NewsViewModel
from desktop.widgets.main_window import MainWindow
from desktop.widgets.news_in_window import NewsInWindow, Sources
from desktop.widgets.tray import Tray
from desktop.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class NativeParts:
    """What the system shows of the application beside its window."""

    services: ModelServices
    news: NewsViewModel

    def show_in(self, workplace: Workplace, sources: Sources) -> None:
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
        NewsInWindow(workplace, sources, tray, settings)

    def close(self) -> None:
        """Hear no more."""
        self.news.close()


def make_native(services: Services, models: ModelServices) -> NativeParts:
    """Make it."""
    return NativeParts(models, NewsViewModel(services.chats, models.downloads.changed))
