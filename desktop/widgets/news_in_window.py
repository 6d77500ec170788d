"""Has the system tell what ended while another window was in front."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from desktop.core.chat import ChatId
from desktop.core.downloads import Download
from desktop.core.moving_in import Brought
from desktop.core.settings import SettingsFile
from desktop.services.exporting import Exported
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.viewmodels.moving_in import MoveInViewModel
from desktop.viewmodels.moving_out import MovingOutViewModel
from desktop.viewmodels.news import NewsViewModel
from desktop.widgets.models.download_words import DownloadWords
from desktop.widgets.models.tabs import Tab
from desktop.widgets.tray import Tray
from desktop.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Sources:
    """What there are news of."""

    news: NewsViewModel
    chat: ChatViewModel
    downloads: DownloadsViewModel
    moving_in: MoveInViewModel
    moving_out: MovingOutViewModel


class NewsInWindow(QObject):
    """Belongs to the workplace. Names models, never anything of a chat: others may see the screen."""

    def __init__(self, workplace: Workplace, sources: Sources, tray: Tray, settings: SettingsFile) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._sources = sources
        self._tray = tray
        self._settings = settings
        self._words = DownloadWords(self)
        sources.news.answered.connect(self._answered)
        sources.news.download_stopped.connect(self._download_stopped)
        sources.downloads.finished.connect(self._downloaded)
        sources.moving_out.exported.connect(self._exported)
        sources.moving_out.failed.connect(self._export_failed)
        sources.moving_in.brought.connect(self._brought)
        sources.moving_in.failed.connect(self._import_failed)

    @Slot(object)
    def _answered(self, chat: ChatId) -> None:
        def show() -> None:
            self._workplace.pages.show_chat()
            self._sources.chat.open(chat)

        self._tell(self.tr("An answer is complete."), show)

    @Slot(object)
    def _downloaded(self, download: Download) -> None:
        words = self.tr("{name} has been downloaded.").format(name=self._words.name(download))
        self._tell(words, self._show_downloads)

    @Slot(object)
    def _download_stopped(self, download: Download) -> None:
        words = self.tr("The download of {name} has stopped.").format(name=self._words.name(download))
        self._tell(words, self._show_downloads)

    @Slot(object)
    def _exported(self, done: Exported) -> None:
        self._tell(self.tr("%Ln chat(s) have been exported.", "", done.chats))

    @Slot(object)
    def _export_failed(self, _: object) -> None:
        self._tell(self.tr("The export did not succeed."))

    @Slot(object)
    def _brought(self, _: Brought) -> None:
        self._tell(self.tr("The import is complete."))

    @Slot(object)
    def _import_failed(self, _: object) -> None:
        self._tell(self.tr("The import did not succeed."))

    def _show_downloads(self) -> None:
        self._workplace.pages.show_tab(Tab.DOWNLOADS)

    def _tell(self, words: str, then: Callable[[], object] = lambda: None) -> None:
        if self._settings.value.notifications:
            self._tray.tell("Fireside", words, then)
