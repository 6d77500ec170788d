"""The first two steps of a start: the window's outlines, then a field to type in and the list of chats.

Imports as little as it can: every tenth of a second here is one in which there is no window.
"""

from __future__ import annotations

import gc
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
    from pathlib import Path
    from threading import Thread

    from desktop.core.list_rows import FirstRow
    from desktop.core.tasks import Tasks
    from desktop.viewmodels.bridge import GuiPost
    from desktop.widgets.caret import Caret
    from desktop.widgets.early import Early
    from desktop.widgets.first_parts import FirstParts
    from desktop.widgets.look import Look
    from desktop.widgets.translations import Translations

log = logging.getLogger(__name__)
USUALLY = (700, 10, 10)  # Python's own thresholds
LATEST = 20.0  # seconds until garbage is collected as usual, come what may
SOON = 0.02  # seconds; what was typed and read is painted before anything heavy begins
DARK_BELOW = 128  # lightness of the system's own windows


class Opening(QObject):
    """Makes the window, and what everything that comes later needs. Closed by whoever made it."""

    usable = Signal()  # can be typed into, and lists chats; everything below is there
    look: Look
    translations: Translations
    post: GuiPost
    tasks: Tasks
    parts: FirstParts

    def __init__(self, qt: QApplication, places: Places, scaled: int = 100) -> None:
        """`scaled` is the scale that Qt itself gives everything, in percent."""
        super().__init__()
        self._qt = qt
        self._places = places
        self.scaled = scaled
        self._reading: Thread | None = None
        self._caret: Caret | None = None
        self.there = False  # what `usable` tells
        self.settings = settings = glimpse(places.settings)
        colors = tokens(_dark(qt, settings), settings.appearance.startswith("high"))
        self.window = MainWindow(colors, settings.sidebar_width if settings.sidebar else 0)
        self.window.put(settings.geometry)
        self.window.first_painted.connect(self._go_on)
        self.unkept: FirstParts | Early | None = None  # has what was written and nobody else keeps

    def close(self) -> None:
        """Let go, once nothing needs it any more; what nobody else keeps is kept."""
        if self.unkept is not None:
            _keep(self._places.data, self.unkept)
        if self._reading is None:
            return  # nothing was there
        self._reading.join()
        if self._caret is not None:
            self._caret.close()
            self.tasks.close()
        self.translations.close()
        self.look.close()
        self.post.close()

    @Slot()
    def _go_on(self) -> None:
        log.info("first frame", extra={"monotonic": time.monotonic()})
        from desktop.core.choices import Appearance, Language
        from desktop.viewmodels.bridge import GuiPost
        from desktop.widgets.first_access import let_first_list_be_read
        from desktop.widgets.first_parts import FirstParts
        from desktop.widgets.look import Look, measures_of
        from desktop.widgets.translations import Translations

        settings, frame = self.settings, self.window.frame
        assert frame is not None
        self.post = GuiPost()
        self.post.later(LATEST, settle)  # where there is something in the way of the rest
        self.translations = Translations(self._qt)
        self.translations.speak(Language(settings.language))
        measures = measures_of(settings, self.scaled)
        self.look = Look(self._qt, Appearance(settings.appearance), measures, self.scaled)
        self.window.make_room(self.look.theme.measures.scale)
        let_first_list_be_read()
        frame.parts = self.parts = FirstParts(frame, self.look, settings)
        self.unkept = self.parts
        self.parts.listed.connect(self._listed)
        self.parts.appear()
        log.info("field", extra={"monotonic": time.monotonic()})
        self._read_chats()

    def _read_chats(self) -> None:
        from desktop.core.alone import alone

        path, opened = self._places.database, self.settings.folders

        def read() -> tuple[FirstRow, ...]:
            from desktop.store.first_chats import read_first

            return read_first(path, time.time(), opened)

        self._reading = alone(self.post, read, self._show)

    def _show(self, rows: Sequence[FirstRow]) -> None:
        self.parts.list.show_rows(rows)
        self.post.later(SOON, self._let_others_begin)

    def _let_others_begin(self) -> None:
        from desktop.core.tasks import Tasks
        from desktop.widgets.caret import Caret

        self.parts.list.finish()
        self._caret = Caret(self._qt)
        self.tasks = Tasks(self.post)
        self.there = True
        self.usable.emit()

    @Slot()
    def _listed(self) -> None:
        log.info("chats listed", extra={"monotonic": time.monotonic()})


def _keep(folder: Path, unkept: FirstParts | Early) -> None:
    from desktop.core.early_draft import keep_early

    keep_early(folder, unkept.typed())
    if files := unkept.attached():
        from desktop.services.drafts import keep_early_files

        keep_early_files(folder, files)


def _dark(qt: QApplication, settings: Glimpse) -> bool:
    """Tell whether the window is to be dark. Asking Qt for its colour scheme would take 25 ms."""
    if settings.appearance == "system":
        return qt.palette().window().color().lightness() < DARK_BELOW
    return settings.appearance in ("dark", "high_contrast_dark")


def settle() -> None:
    """Collect garbage as usual from now on, but never go through what is there already: it stays for good.

    Importing everything takes a fifth less time where garbage is rarely collected, as `cli.main` has it.
    """
    gc.freeze()
    gc.set_threshold(*USUALLY)
