"""A chapter as it is read: our own Markdown, painted as conversations are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.manual import HOST, Chapter
from desktop.widgets.look import Look
from desktop.widgets.models.model_card import ModelCard
from desktop.widgets.transcript.flow import Spot
from desktop.widgets.transcript.leaves import Paragraph

BACK = Qt.KeyboardModifier.AltModifier | Qt.Key.Key_Left
FORWARD = Qt.KeyboardModifier.AltModifier | Qt.Key.Key_Right
ABOVE = 16  # pixels over a heading that was jumped to
DEEPEST = 3  # level of headings that links can lead to


class ChapterView(ModelCard):
    """Shows one chapter. Tab goes through its links, Enter follows one."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.viewport().setObjectName("chapter")

    def show_chapter(self, name: str, chapter: Chapter) -> None:
        """Show a chapter from its beginning; `name` stands above it."""
        self.find("")
        self.show_card(name, chapter.text)
        self.setAccessibleName(chapter.title)

    def show_heading(self, number: int) -> None:
        """Bring a heading to the top, counted from 0; the first is the chapter's beginning."""
        parts = self.parts
        if not parts.flow.entries:
            return
        parts.scrolling.to_start()
        entry = parts.flow.entry(0)
        if parts.flow.finish(0):
            parts.scrolling.refresh()
        heads = [
            index for index, leaf in enumerate(entry.leaves) if isinstance(leaf, Paragraph) and is_head(leaf)
        ]
        if 0 < number < len(heads):
            index = entry.first + heads[number]
            parts.flow.fit(0, index)
            parts.scrolling.put(Spot(0, index, -ABOVE))

    def place(self) -> tuple[Spot, bool]:
        """Say what is in sight, to be shown again."""
        return self.parts.scrolling.spot, self.parts.scrolling.following

    def show_place(self, place: tuple[Spot, bool]) -> None:
        """Show what was in sight before."""
        spot, at_end = place
        if at_end:
            self.jump_to_end()
        else:
            self.parts.scrolling.to_start()
            self.parts.scrolling.put(spot)

    def context_menu(self, point: QPointF, row: int = -1) -> QMenu:
        """Make the menu for a point; addresses inside the manual are no use elsewhere."""
        menu = super().context_menu(point, row)
        if self.parts.pointer.under.link_at(point).startswith(HOST):
            menu.removeAction(menu.actions()[1])
        return menu

    def event(self, event: QEvent) -> bool:
        """Take Tab for the links of the chapter, until there is none any more; leave back and forward."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.keyCombination() in (BACK, FORWARD):
                event.ignore()
                return False
            if self._steps(event.key()):
                return True
        return super().event(event)

    def _steps(self, key: int) -> bool:
        tab = key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        untried = self.parts.keys.row < 0 and bool(self.parts.flow.entries)  # else the view has tried it
        return tab and untried and self.parts.links.step(0, 1 if key == Qt.Key.Key_Tab else -1)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell no address that leads nowhere but into the manual."""
        if event.type() is QEvent.Type.ToolTip and self.viewport().toolTip().startswith(HOST):
            return True
        return super().viewportEvent(event)


def is_head(leaf: Paragraph) -> bool:
    """Tell whether a paragraph is a heading that links can lead to."""
    return 0 < leaf.level <= DEEPEST
