"""A page that stands in the place of the conversation: a row of tabs, and what they show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from desktop.widgets.focus import focus_within
from desktop.widgets.look import Look
from desktop.widgets.page_stack import Page


class TabbedPage(Page):
    """Makes each part when it is first shown. A page says which parts it has: `part` and `titles`."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self.bar = QTabBar()
        self.bar.setObjectName("pagetabs")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for title in self.titles():
            self.bar.addTab(title)
        self.back = QToolButton()
        self._stack = QStackedWidget()
        self._lay_out()
        self.bar.currentChanged.connect(self._turn)
        self.back.clicked.connect(self.closed)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def titles(self) -> list[str]:
        """Name the tabs, in the language of the window."""
        raise NotImplementedError

    def part(self, number: int) -> QWidget:
        """Give a part; it is made when it is asked for the first time."""
        raise NotImplementedError

    def open_tab(self, number: int) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(number)
        self._shown()

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        focus_within(self._shown(), self.bar)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _shown(self) -> QWidget:
        """Give the part that is chosen, made and in front."""
        part = self.part(self.bar.currentIndex())
        self._stack.addWidget(part)  # nothing happens where it is there already
        self._stack.setCurrentWidget(part)
        return part

    @Slot()
    def _turn(self) -> None:
        """Show a part; the focus goes along, unless the arrow keys walk through the tabs."""
        self._shown()
        if self.isVisible() and not self.bar.hasFocus():
            self.take_focus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 8)
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _say(self) -> None:
        for number, title in enumerate(self.titles()):
            self.bar.setTabText(number, title)
        self.back.setAccessibleName(self.tr("Back to the chat"))
        self.back.setToolTip(self.tr("Back to the chat (Esc)"))

    @Slot()
    def _dress(self) -> None:
        self.back.setIcon(self._look.icon("arrow-left", "text2", 18))
        self.back.setIconSize(QSize(18, 18))
