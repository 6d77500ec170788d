"""Which template is tried out, and which of its versions."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QEvent, QLocale, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QListView, QWidget

from desktop.core.templates import Entry, Version
from desktop.viewmodels.tryout_choice import TryoutChoice
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.style import RADIUS
from desktop.widgets.templates.plain_text import one_line

MOST = 200  # templates that are offered at once
NOTE = 30  # characters of a version's note
_LIST = Template(  # a window of its own, which the window's style sheet does not reach
    """
QListView { background: $raised; color: $text; border: 1px solid $border; outline: none; padding: 4px; }
QListView::item { padding: 5px 8px; border-radius: ${s}px; }
QListView::item:selected { background: $selected; color: $text; }
"""
)


class TemplateSearch(QLineEdit):
    """Finds a template by words; the arrow down, or the arrow at its end, shows all."""

    chosen = Signal(object)  # TemplateId

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("addressfield")
        self._look = look
        self._choice: TryoutChoice | None = None
        self._found: list[Entry] = []
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(12)
        self._popup = QListView()  # the one that a completer makes knows no style sheets
        self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setPopup(self._popup)
        self.setCompleter(self._list)
        self._arrow = QAction(self)
        self.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)
        self._arrow.triggered.connect(self.offer_all)
        self.textEdited.connect(self._search)
        self._list.activated.connect(self._take)
        look.changed.connect(self._dress)
        self._dress()

    def attach(self, choice: TryoutChoice) -> None:
        """Go to work."""
        self._choice = choice
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the name of the chosen template."""
        entry = self._choice.entry if self._choice is not None else None
        self.setText(one_line(entry.name) if entry is not None else "")
        self.setCursorPosition(0)

    def say(self, name: str, hint: str) -> None:
        """Name the field."""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._arrow.setText(self.tr("Show all templates"))

    @Slot()
    def offer_all(self) -> None:
        """Show all templates, whatever stands there."""
        self._search("")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Show all on the arrow down, take the one that is marked on Enter, or else the first."""
        if arg__1.key() == Qt.Key.Key_Down:
            self.offer_all()
        elif arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self._popup.currentIndex().row() if self._popup.isVisible() else -1
            if row >= 0 or self.isModified():
                self._choose(max(row, 0))
        else:
            super().keyPressEvent(arg__1)

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        """Forget what was typed and not chosen."""
        super().focusOutEvent(arg__1)
        if arg__1.reason() != Qt.FocusReason.PopupFocusReason:
            self.show_chosen()

    @Slot(str)
    def _search(self, words: str) -> None:
        if self._choice is not None:
            self._choice.search(words, self._offer)

    def _offer(self, found: list[Entry]) -> None:
        self._found = found[:MOST]
        self._names.setStringList([one_line(entry.name) for entry in self._found])
        if self._found:
            self._list.complete()
        else:
            self._close()

    @Slot(str)
    def _take(self, name: str) -> None:
        names = self._names.stringList()
        self._choose(names.index(name) if name in names else -1)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self._close()
            entry = self._found[row]
            self.setText(one_line(entry.name))  # until it has been read
            self.setCursorPosition(0)
            self.chosen.emit(entry.id)

    def _close(self) -> None:
        self._popup.hide()

    @Slot()
    def _dress(self) -> None:
        self._arrow.setIcon(self._look.icon("chevron-down", "text2", 14))
        colors = {name: color.name() for name, color in self._look.theme.colors.items()}
        self._popup.setStyleSheet(_LIST.substitute(colors, s=RADIUS.s))


class TryoutChooser(QWidget):
    """One row: the template, a version, and another version beside it."""

    chosen = Signal(object)  # TemplateId
    versions_chosen = Signal(int, object)  # number, number or None

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._choice: TryoutChoice | None = None
        self.search = TemplateSearch(look)
        self.first, self.second = ChoiceField(look), ChoiceField(look)
        self._with = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        for part in (self.first, self._with, self.second):
            row.addWidget(part)
        self.search.chosen.connect(self.chosen)
        for field in (self.first, self.second):
            field.chosen.connect(self._versions_chosen)
        look.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def attach(self, choice: TryoutChoice) -> None:
        """Go to work."""
        self._choice = choice
        self.search.attach(choice)
        self.refresh()

    def set_running(self, running: bool) -> None:
        """Nothing is chosen while answers are made."""
        self.setEnabled(not running)

    def refresh(self) -> None:
        """Show what is chosen now."""
        choice = self._choice
        versions = choice.versions if choice is not None else []
        chosen = [version.number for version in choice.chosen] if choice is not None else []
        names: list[tuple[str, object]] = [(self._name(version), version.number) for version in versions]
        self.first.put(names, chosen[0] if chosen else None)
        second = chosen[1] if len(chosen) > 1 else None
        none: tuple[str, object] = (self.tr("No other version"), None)
        others = [pair for pair in names if not chosen or pair[1] != chosen[0]]
        self.second.put([none, *others], second)
        self.first.setVisible(bool(versions))
        for part in (self.second, self._with):
            part.setVisible(len(versions) > 1)
        if not (self.search.hasFocus() and self.search.isModified()):
            self.search.show_chosen()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    @Slot()
    def _versions_chosen(self) -> None:
        first, second = self.first.value, self.second.value
        if isinstance(first, int):
            self.versions_chosen.emit(first, second if isinstance(second, int) else None)

    def _name(self, version: Version) -> str:
        words = self.tr("Version {number}").format(number=QLocale().toString(version.number))
        return f"{words}: {one_line(version.note, NOTE)}" if version.note else words

    def _say(self) -> None:
        self.search.say(self.tr("Template that is tried out"), self.tr("Choose a template…"))
        self.first.setAccessibleName(self.tr("Version that is tried out"))
        self.second.setAccessibleName(self.tr("Version that it is compared with"))
        self._with.setText(self.tr("and"))

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
