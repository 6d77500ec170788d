"""The user manual: chapters at the left, the one that is read at the right, and a search over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.core.manual import Chapter, Found, search, target
from desktop.core.setting_list import options
from desktop.widgets.clearing import name_cross
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.manual.chapter_view import BACK, FORWARD, ChapterView
from desktop.widgets.manual.contents import Contents
from desktop.widgets.manual.history import History
from desktop.widgets.manual.words import chapters, language, pictures
from desktop.widgets.page_stack import Page
from desktop.widgets.shortcuts import Shortcuts

LONGEST = 100  # characters that are searched for


class ManualPage(Page):
    """Stands in the place of the conversation."""

    link_activated = Signal(str)  # an address outside Fireside
    settings_asked = Signal(str)  # a section of the settings

    def __init__(self, look: Look, keys: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(look, "manualpage", parent)
        self._keys = keys
        self._history = History()
        self._chapters: list[Chapter] = []
        self.back, self.title, self.search = QToolButton(), QLabel(), QLineEdit()
        self._glass = Glass(self.search, look)
        self.before, self.after = QToolButton(), QToolButton()
        self.contents, self.view = Contents(), ChapterView(look)
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._first)
        self.contents.chapter_chosen.connect(self.open_chapter)
        self.contents.found_chosen.connect(self._go_to)
        self.view.link_activated.connect(self._follow)
        look.changed.connect(self._dress)
        keys.changed.connect(self._read)
        self._read()
        self._dress()

    @property
    def chapter(self) -> Chapter:
        """The chapter that is read."""
        return self._chapters[self._history.now.chapter]

    @Slot(int)
    def open_chapter(self, number: int, anchor: str = "") -> None:
        """Show a chapter, counted from 0, from its beginning or from a heading."""
        self._history.leave(self.view.place())
        self._history.go(number)
        self._show()
        if anchor:
            self.view.show_heading(self.chapter.place(anchor))

    def take_focus(self) -> None:
        """Be ready for the keyboard: the arrow keys walk through the chapters."""
        self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Take the keys for searching, and for back and forward, from the window."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            call = _wish(self, event)
            if call is not None:
                if event.type() == QEvent.Type.KeyPress:
                    call()
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._read()
        super().changeEvent(event)

    @Slot()
    def _read(self) -> None:
        """Read all chapters, in the language and with the keys of now; stay where the reader is."""
        first = not self._chapters
        place = self.view.place()
        self._chapters = chapters(language(), self._keys)
        self.view.parts.kit.pictures = pictures(language())
        self._say()
        self._show()
        if not first:
            self.view.show_place(place)
        self._list()

    def _show(self) -> None:
        """Show the chapter of now from its beginning."""
        number = self._history.now.chapter
        name = self.tr("Chapter {number} of {count}").format(number=number + 1, count=len(self._chapters))
        self.view.show_chapter(name, self.chapter)
        self.view.show_heading(0)
        self.contents.mark(number)
        self.before.setEnabled(self._history.can(-1))
        self.after.setEnabled(self._history.can(1))

    def _step(self, by: int) -> None:
        self._history.leave(self.view.place())
        visit = self._history.step(by)
        self._show()
        if visit.place is not None:
            self.view.show_place(visit.place)

    @Slot()
    def _list(self) -> None:
        """Show the chapters, or what is found in them."""
        typed = self.search.text()[:LONGEST].strip()
        if typed:
            found = search(self._chapters, typed)
            self.contents.show_found(found, self._chapters)
        else:
            found = []
            self.contents.show_chapters(self._chapters, self._history.now.chapter)
            self.view.find("")
        self.nothing.setVisible(bool(typed) and not found)

    @Slot()
    def _first(self) -> None:
        """Go to the first place that was found."""
        if self.search.text().strip() and self.contents.count():
            self.contents.setCurrentRow(0)
            self.contents.itemActivated.emit(self.contents.item(0))

    @Slot(object)
    def _go_to(self, found: Found) -> None:
        self.open_chapter(_row(self._chapters, found.chapter), found.anchor)
        self.view.find(found.word)

    @Slot(str)
    def _follow(self, address: str) -> None:
        to = target(address)
        if to is None:
            self.link_activated.emit(address)
        elif to.kind == "chapter":
            self.open_chapter(_row(self._chapters, to.name), to.anchor)
        elif to.kind == "picture":
            return
        elif to.kind == "section":
            self.settings_asked.emit(to.name)
        else:
            section = next(option.help.section for option in options() if option.name == to.name)
            self.settings_asked.emit(str(section))

    def _lay_out(self) -> None:
        self.nothing = QLabel()
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 8)
        top.setSpacing(8)
        for part in (self.back, self.before, self.after):
            top.addWidget(part)
        top.addWidget(self.title, 1)
        top.addWidget(self.search, 1)
        self.title.setObjectName("pagetitle")
        self.search.setObjectName("hubsearch")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(LONGEST)
        self.search.setMaximumWidth(320)
        self.nothing.setObjectName("cardhint")
        self.nothing.setWordWrap(True)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        left = QVBoxLayout()
        left.addWidget(self.nothing)
        left.addWidget(self.contents, 1)
        body = QHBoxLayout()
        body.setContentsMargins(12, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(left)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(body, 1)
        self.nothing.setFixedWidth(self.contents.width())

    def _say(self) -> None:
        self.title.setText(self.tr("Help"))
        self.search.setPlaceholderText(self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self._glass.setText(self.search.accessibleName())
        name_cross(self.search)
        self.nothing.setText(self.tr("Nothing in the manual has these words. Try others."))
        self.contents.setAccessibleName(self.tr("Chapters of the manual"))
        for button, name, keys in (
            (self.back, self.tr("Back to the chat"), QKeySequence(Qt.Key.Key_Escape)),
            (self.before, self.tr("Back to what was read before"), QKeySequence(BACK)),
            (self.after, self.tr("Forward again"), QKeySequence(FORWARD)),
        ):
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")

    @Slot()
    def _dress(self) -> None:
        for button, name in (
            (self.back, "arrow-left"),
            (self.before, "chevron-left"),
            (self.after, "chevron-right"),
        ):
            button.setIcon(self._look.icon(name, "text2", 18))
            button.setIconSize(QSize(18, 18))


def _row(chapters: Sequence[Chapter], number: str) -> int:
    """Say where a chapter stands that links call so."""
    return next(row for row, chapter in enumerate(chapters) if chapter.number == number)


def _wish(page: ManualPage, event: QKeyEvent) -> Callable[[], None] | None:
    """Say what is wanted by keys, if it is anything."""
    if event.matches(QKeySequence.StandardKey.Find):
        return lambda: _begin_search(page.search)
    if event.key() == Qt.Key.Key_Escape and page.search.text():
        return page.search.clear
    if event.keyCombination() == BACK:
        return page.before.click
    return page.after.click if event.keyCombination() == FORWARD else None


def _begin_search(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()
