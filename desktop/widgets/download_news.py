"""What the rest of the window learns of downloads: the header shows them, and their end is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from desktop.core.downloads import Download
from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.models.download_words import DownloadWords
from desktop.widgets.models.tabs import Tab
from desktop.widgets.workplace import Workplace


class DownloadNews(QObject):
    """Connects the downloads with the window; belongs to the workplace."""

    def __init__(self, workplace: Workplace, page: ModelPageViewModels, models: ModelsViewModel) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._downloads = downloads = page.downloads
        self._models = models
        self._words = DownloadWords(self)
        button = workplace.header.downloads
        button.clicked.connect(self._open)
        downloads.changed.connect(button.show_activity)
        workplace.pages.models_shown.connect(button.set_elsewhere)
        downloads.finished.connect(self._finished)
        downloads.chat_asked.connect(self._chat)
        page.hub.chat_asked.connect(self._chat)
        button.show_activity(downloads.activity)

    @Slot()
    def _open(self) -> None:
        self._workplace.pages.show_tab(Tab.DOWNLOADS)

    @Slot(object)
    def _finished(self, download: Download) -> None:
        words = self.tr("{name} has been downloaded.").format(name=self._words.name(download))
        self._workplace.toast.offer(words, self.tr("Chat now"), lambda: self._downloads.chat(download))

    @Slot(object)
    def _chat(self, model: Path) -> None:
        """Load a model, and go where one talks to it."""
        self._models.open(model)
        self._workplace.pages.show_chat()
        self._workplace.page.composer.setFocus()
