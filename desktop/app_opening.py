"""The first two steps of a start: the window's outlines, then a field to type in and the list of chats.

Imports as little as it can: every tenth of a second here is one in which there is no window.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop.core.glimpse import Glimpse, glimpse
from desktop.core.places import Places
from desktop.widgets.main_window import MainWindow
from desktop.widgets.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.core.list_rows import FirstRow
    from desktop.core.tasks import Tasks
    from desktop.viewmodels.bridge import GuiPost
    from desktop.widgets.first_parts import FirstParts
    from desktop.widgets.look import Look
    from desktop.widgets.translations import Translations
    from desktop.widgets.wishes import Wishes

log = logging.getLogger(__name__)
DARK_BELOW = 128  # lightness of the system's own windows


class Opening(QObject):
    """Makes the window, and what everything that comes later needs. Closed by whoever made it."""

    usable = Signal()  # can be typed into; everything below is there
    look: Look
    translations: Translations
    wishes: Wishes
    post: GuiPost
    tasks: Tasks
    parts: FirstParts

    def __init__(self, qt: QApplication, places: Places, scaled: int = 100) -> None:
        """`scaled` is the scale that Qt itself gives everything, in percent."""
        super().__init__()
        self._qt = qt
        self._places = places
        self.scaled = scaled
        self.there = False  # what `usable` tells
        self.settings = settings = glimpse(places.settings)
        colors = tokens(_dark(qt, settings), settings.appearance.startswith("high"))
        self.window = MainWindow(colors, settings.sidebar_width if settings.sidebar else 0)
        self.window.put(settings.geometry)
        self.window.first_painted.connect(self._go_on)

    def close(self) -> None:
        """Let go, once nothing needs it any more."""
        if self.there:
            self.tasks.close()
            self.translations.close()
            self.post.close()

    @Slot()
    def _go_on(self) -> None:
        log.info("first frame", extra={"monotonic": time.monotonic()})
        from desktop.core.setting_kinds import Appearance, Language
        from desktop.core.tasks import Tasks
        from desktop.viewmodels.bridge import GuiPost
        from desktop.widgets.first_parts import FirstParts
        from desktop.widgets.look import Look, measures_of
        from desktop.widgets.translations import Translations
        from desktop.widgets.wishes import Wishes

        settings, frame = self.settings, self.window.frame
        assert frame is not None
        self.post = GuiPost()
        self.tasks = Tasks(self.post)
        self.translations = Translations(self._qt)
        self.translations.speak(Language(settings.language))
        measures = measures_of(settings, self.scaled)
        self.look = Look(self._qt, Appearance(settings.appearance), measures, self.scaled)
        self.window.make_room(self.look.theme.measures.scale)
        self.wishes = Wishes()
        frame.parts = self.parts = FirstParts(frame, self.look, settings, self.wishes)
        self.parts.listed.connect(self._listed)
        self.parts.appear()
        self.there = True
        log.info("field", extra={"monotonic": time.monotonic()})
        self._read_chats()
        self.usable.emit()

    def _read_chats(self) -> None:
        path, opened = self._places.database, self.settings.folders

        def read() -> tuple[FirstRow, ...]:
            from datetime import date

            from desktop.store.first_chats import read_first

            return read_first(path, date.today(), opened)

        self.tasks.run(lambda _: read(), done=self._show, failed=_bug)

    def _show(self, rows: Sequence[FirstRow]) -> None:
        self.parts.list.show_rows(rows)

    @Slot()
    def _listed(self) -> None:
        log.info("chats listed", extra={"monotonic": time.monotonic()})


def _dark(qt: QApplication, settings: Glimpse) -> bool:
    """Tell whether the window is to be dark. Asking Qt for its colour scheme would take 25 ms."""
    if settings.appearance == "system":
        return qt.palette().window().color().lightness() < DARK_BELOW
    return settings.appearance in ("dark", "high_contrast_dark")


def _bug(error: Exception) -> None:
    raise error
