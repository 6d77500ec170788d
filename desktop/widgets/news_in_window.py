"""Has the system tell what ended while another window was in front."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from desktop.core.downloads import Download
from desktop.core.moving_in import Brought
from desktop.core.settings import SettingsFile
from desktop.services.chats import Completed
from desktop.services.exporting import Exported
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.viewmodels.moving_in import MoveInViewModel
from desktop.viewmodels.moving_out import MovingOutViewModel
from desktop.viewmodels.news import NewsViewModel
from desktop.widgets.models.download_words import DownloadWords
from desktop.widgets.models.page import Tab
from desktop.widgets.system.notifications import News, Notifications, Topic
from desktop.widgets.workplace import Workplace

LONGEST_TITLE, LONGEST = 80, 200  # characters


@dataclass(frozen=True, slots=True)
class Sources:
    """What there are news of."""

    news: NewsViewModel
    chat: ChatViewModel
    downloads: DownloadsViewModel
    moving_in: MoveInViewModel
    moving_out: MovingOutViewModel


class NewsInWindow(QObject):
    """Belongs to the workplace. Names models; of a chat it says nothing unless the user wants it."""

    def __init__(
        self, workplace: Workplace, sources: Sources, system: Notifications, settings: SettingsFile
    ) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._sources = sources
        self._system = system
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
    def _answered(self, done: Completed) -> None:
        def show() -> None:
            self._workplace.pages.show_chat()
            self._sources.chat.open(done.chat.id)

        title, words = "Fireside", self.tr("An answer is complete.")
        if self._settings.value.notified_text:
            title = _short(done.chat.title, LONGEST_TITLE) or title
            words = _short(done.text, LONGEST) or words
        self._tell(News(Topic.ANSWER, title, words, self.tr("Open the chat"), show))

    @Slot(object)
    def _downloaded(self, download: Download) -> None:
        words = self.tr("{name} has been downloaded.").format(name=self._words.name(download))
        self._tell(self._of_downloads(words))

    @Slot(object)
    def _download_stopped(self, download: Download) -> None:
        words = self.tr("The download of {name} has stopped.").format(name=self._words.name(download))
        self._tell(self._of_downloads(words))

    @Slot(object)
    def _exported(self, done: Exported) -> None:
        words = self.tr("%Ln chat(s) have been exported.", "", done.chats)
        self._tell(self._of_window(Topic.EXPORT, words))

    @Slot(object)
    def _export_failed(self, _: object) -> None:
        self._tell(self._of_window(Topic.EXPORT, self.tr("The export did not succeed.")))

    @Slot(object)
    def _brought(self, _: Brought) -> None:
        self._tell(self._of_window(Topic.IMPORT, self.tr("The import is complete.")))

    @Slot(object)
    def _import_failed(self, _: object) -> None:
        self._tell(self._of_window(Topic.IMPORT, self.tr("The import did not succeed.")))

    def _of_downloads(self, words: str) -> News:
        def show() -> None:
            self._workplace.pages.show_tab(Tab.DOWNLOADS)

        return News(Topic.DOWNLOAD, "Fireside", words, self.tr("Show the downloads"), show)

    def _of_window(self, topic: Topic, words: str) -> News:
        return News(topic, "Fireside", words, self.tr("Show Fireside"), lambda: None)

    def _tell(self, news: News) -> None:
        if self._settings.value.notifications:
            self._system.tell(news)


def _short(text: str, longest: int) -> str:
    """Give the beginning on one line, without what turns a line around."""
    line = " ".join(text[: 4 * longest].split())
    line = "".join(each for each in line if each.isprintable())
    return line if len(line) <= longest else line[:longest].rstrip() + "…"
