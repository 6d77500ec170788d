"""A list below the field for searches: filters, and the tags, folders and models that there are."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from desktop.core.search_hints import Hints, asks_for_choices, hints
from desktop.viewmodels.search import SearchViewModel
from desktop.widgets.look import Look
from desktop.widgets.style import RADIUS

ROWS = 8

_LIST = Template(  # a window of its own, which the window's style sheet does not reach
    """
QListView { background: $raised; color: $text; border: 1px solid $border; outline: none; padding: 0px 4px; }
QListView::item { padding: 5px 8px; border-radius: ${s}px; }
QListView::item:selected { background: $selected; color: $text; }
"""
)


class SearchHints(QObject):
    """Offers what can stand in the place of a filter that is being typed.

    Down in an empty field shows all filters. In the list the arrows go, Enter takes, Escape closes it.
    """

    def __init__(self, look: Look, field: QLineEdit) -> None:
        super().__init__(field)
        self._look = look
        self._field = field
        self._search: SearchViewModel | None = None
        self._hints = Hints()
        self._model = QStringListModel(self)
        self.list = QCompleter(self._model, self)
        self.list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list.setMaxVisibleItems(ROWS)
        self._popup = QListView()
        self._popup.setObjectName("searchhints")
        self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setPopup(self._popup)
        self.list.setWidget(field)  # after the popup, which goes without its keys else
        self.list.activated.connect(self._take)
        field.textEdited.connect(self._typed)
        field.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()

    def attach(self, search: SearchViewModel) -> None:
        """Offer what this search can filter by."""
        self._search = search
        search.choices_changed.connect(self._again)

    @property
    def options(self) -> tuple[str, ...]:
        """What is offered; () while the list is closed."""
        return self._hints.options if self._popup.isVisible() else ()

    def offer(self) -> bool:
        """Show what there is to choose from; False if there is nothing."""
        if self._search is None:
            return False
        self._hints = hints(self._before(), self._search.choices)
        if not self._hints.options:
            self._popup.hide()
            return False
        self._model.setStringList(list(self._hints.options))
        self.list.complete()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the filters when Down is pressed in an empty field."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return event.key() == Qt.Key.Key_Down and not self._field.text() and self.offer()
        return False

    def _before(self) -> str:
        return self._field.text()[: self._field.cursorPosition()]

    @Slot(str)
    def _typed(self, _text: str) -> None:
        if self._search is None:
            return
        if asks_for_choices(self._before()):
            self._search.read_choices()
            self.offer()
        else:
            self._popup.hide()

    @Slot()
    def _again(self) -> None:
        if self._field.hasFocus() and asks_for_choices(self._before()):
            self.offer()

    @Slot(str)
    def _take(self, option: str) -> None:
        """Put what was chosen in the place of what was typed."""
        text, at = self._field.text(), self._field.cursorPosition()
        whole = not option.endswith((":", "："))
        before = text[: self._hints.start] + option + (" " if whole else "")
        self._field.setText(before + text[at:].lstrip())
        self._field.setCursorPosition(len(before))
        if not whole:
            self._typed(before)

    @Slot()
    def _dress(self) -> None:
        colors = {name: color.name() for name, color in self._look.theme.colors.items()}
        self._popup.setStyleSheet(_LIST.substitute(colors, s=RADIUS.s))
