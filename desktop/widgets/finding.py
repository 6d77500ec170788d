"""From the search over all chats to the message that was found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.core.search_found import Hit
from desktop.viewmodels.search import SearchViewModel
from desktop.widgets.chat_page import ChatPage
from desktop.widgets.chat_search import ChatSearchPanel
from desktop.widgets.find_bar import search_from
from desktop.widgets.pages import Pages
from desktop.widgets.transcript.fold_state import FoldKey, FoldKind


class Finding(QObject):
    """Shows what is found where it stands, with the words marked."""

    def __init__(self, panel: ChatSearchPanel, pages: Pages, page: ChatPage) -> None:
        super().__init__(page)
        self._panel = panel
        self._pages = pages
        self._page = page

    def attach(self, search: SearchViewModel) -> None:
        """Let all chats be searched."""
        self._panel.attach(search)
        self._panel.opened.connect(self._pages.show_chat)
        search.arrived.connect(self._arrived)

    @Slot(object)
    def _arrived(self, hit: Hit) -> None:
        transcript = self._page.transcript
        if transcript is not None:
            keys = transcript.parts.keys
            keys.show_message(hit.message)
            if hit.file is not None:
                file = FoldKey(hit.message, FoldKind.FILE, hit.file.index)
                transcript.parts.folds.open(keys.row, file)
            self._panel.field.setFocus()  # where Escape in the bar leads back to
            search_from(self._page.find_bar, transcript, hit.excerpt.first, keys.row)
