"""The search over all chats, above their list: what is found takes the list's place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.search_query import LONGEST
from desktop.services.chat_search import SearchStage, SearchState
from desktop.viewmodels.search import FoundRole, SearchViewModel
from desktop.widgets.aloud import say_aloud
from desktop.widgets.found_list import FoundList
from desktop.widgets.look import Look
from desktop.widgets.search_hints import SearchHints
from desktop.widgets.search_words import understood, wrong_words
from desktop.widgets.speech import QtSpeaker

PAGE = 6  # rows that Page Down goes on by


class SearchField(QLineEdit):
    """Asks to go through the rows with the keys that a line of text has no use for.

    What an input method is still composing is no text yet, and its Enter and Escape are not ours.
    """

    step_asked = Signal(int)
    open_asked = Signal()
    clear_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.gives_way: Callable[[], bool] = lambda: False  # to a list below, that has these keys, too
        self._steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE,
            Qt.Key.Key_PageUp: -PAGE,
        }

    def event(self, arg__1: QEvent) -> bool:
        """Keep Escape from the window's shortcuts while there is something to clear."""
        mine = isinstance(arg__1, QKeyEvent) and arg__1.key() == Qt.Key.Key_Escape and bool(self.text())
        if mine and arg__1.type() == QEvent.Type.ShortcutOverride:
            arg__1.accept()
            return True
        return super().event(arg__1)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Take the keys that are about the rows."""
        key = Qt.Key(arg__1.key())
        ours = key in self._steps or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if not ours:
            super().keyPressEvent(arg__1)
        elif self.gives_way():
            arg__1.ignore()
        elif self._composing:
            arg__1.accept()
        elif key in self._steps:
            self.step_asked.emit(self._steps[key])
        elif key == Qt.Key.Key_Escape:
            self.clear_asked.emit()
        else:
            self.open_asked.emit()

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:
        """Note whether an input method is composing."""
        self._composing = bool(arg__1.preeditString())
        super().inputMethodEvent(arg__1)


class ChatSearchPanel(QWidget):
    """The field, what is to say about what was found, and the list of chats or of what was found."""

    opened = Signal()  # something that was found is about to be shown

    def __init__(self, look: Look, chats: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._search: SearchViewModel | None = None
        self.field = SearchField()
        self.field.setObjectName("chatsearch")
        self.field.setMaxLength(LONGEST)
        self.field.setEnabled(False)
        self._glass, self._cross = QAction(self.field), QAction(self.field)
        self.words = QLabel()
        self.words.setObjectName("foundwords")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.hints = SearchHints(look, self.field)
        self.field.gives_way = lambda: bool(self.hints.options)
        self.found = FoundList(look)
        self.first = QHBoxLayout()  # the field, and what others put beside it
        self._stack = QStackedWidget()
        self._chats = chats
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.step_asked.connect(self._step)
        self.field.open_asked.connect(self._open_current)
        self.field.clear_asked.connect(self.field.clear)
        self._cross.triggered.connect(self.field.clear)
        self._glass.triggered.connect(self.begin)
        self.found.chosen.connect(self._open)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, search: SearchViewModel) -> None:
        """Search with this from now on."""
        self._search = search
        search.list.say = self.found.spoken
        self.found.setModel(search.list)
        search.changed.connect(self._show)
        self.hints.attach(search)
        self.field.setEnabled(True)
        if self.field.text():
            search.search(self.field.text())

    @Slot()
    def begin(self) -> None:
        """Let the user type; what was searched for last is selected."""
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.field.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(6)
        self.first.setSpacing(4)
        self.first.addWidget(self.field, 1)
        top.addLayout(self.first)
        top.addWidget(self.words)
        self._stack.addWidget(self._chats)
        self._stack.addWidget(self.found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self.words.hide()
        self._cross.setVisible(False)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        if self._search is not None:
            self._search.search(text)

    @Slot(object)
    def _show(self, state: SearchState) -> None:
        searching = state.stage is not SearchStage.IDLE
        self._stack.setCurrentWidget(self.found if searching else self._chats)
        self.words.setVisible(searching)
        before = self.words.text()
        if state.stage is not SearchStage.SEARCHING or state.found.chats:
            self.words.setText(self._sentences(state))
        if state.stage is SearchStage.DONE and self.words.text() != before:
            say_aloud(self.field, self.words.text())

    @Slot(int)
    def _step(self, rows: int) -> None:
        if self._search is not None:
            self.found.step(rows)
            say_aloud(self.field, str(self.found.currentIndex().data(FoundRole.SPOKEN) or ""))

    @Slot()
    def _open_current(self) -> None:
        if self._search is not None and self._search.list.rowCount():
            self._open(max(0, self.found.currentIndex().row()))

    @Slot(int)
    def _open(self, row: int) -> None:
        if self._search is not None:
            if not self._search.list.row(row).more:
                self.opened.emit()
            self._search.open(row)

    def _sentences(self, state: SearchState) -> str:
        """Say how much was found, what was understood where nothing was, and what was not."""
        if state.error is not None:
            return describe(state.error, QtSpeaker()).what
        said = [self._count(state)]
        if not state.found.chats and not state.query.empty:
            said += understood(state.query)
        said += [wrong_words(wrong) for wrong in state.query.wrongs + state.found.unknown]
        if state.progress.percent < 100:
            words = self.tr("The index is being built: {percent}%. Older chats are found later.")
            said.append(words.format(percent=QLocale().toString(state.progress.percent)))
        return "\n".join(sentence for sentence in said if sentence)

    def _count(self, state: SearchState) -> str:
        found = state.found
        if state.query.empty:
            return "" if state.query.wrongs else self.tr("Type a word to search for.")
        if not found.chats:
            return self.tr("Nothing found.")
        chats = self.tr("%n chat(s)", "", len(found.chats))
        if not found.messages:  # a filter alone, or titles
            return self.tr("{chats}, and more").format(chats=chats) if found.cut else chats
        messages = self.tr("%n message(s)", "", found.messages)
        words = self.tr("{messages} in {chats}, and more") if found.cut else self.tr("{messages} in {chats}")
        return words.format(messages=messages, chats=chats)

    def _say(self) -> None:
        self.field.setPlaceholderText(self.tr("Search chats"))
        self.field.setAccessibleName(self.tr("Search chats"))
        self._glass.setText(self.tr("Search chats"))
        self.field.setToolTip(
            self.tr(
                'Search all chats (Ctrl+Shift+F)\nExamples: "exact words", -without, tag:work,'
                ' folder:"big trip", is:archived, before:2026-11, after:yesterday, model:qwen, role:user'
            )
        )
        self._cross.setText(self.tr("Clear the search"))
        self._cross.setToolTip(self.tr("Clear the search (Esc)"))
        if self._search is not None:
            self._show(self._search.state)

    @Slot()
    def _dress(self) -> None:
        self._glass.setIcon(self._look.icon("search"))
        self._cross.setIcon(self._look.icon("x"))
