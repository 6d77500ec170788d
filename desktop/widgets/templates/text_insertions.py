"""What can be put into a text of a template: fields, variables, conditions, braces that are text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.core.template_editing import field_name
from desktop.core.template_text import VARIABLES, escape
from desktop.widgets.look import Look
from desktop.widgets.templates.plain_text import one_line

if TYPE_CHECKING:
    from desktop.widgets.templates.template_text import TemplateText

MOST_OFFERED = 20  # fields in the menu
CUT = 30  # characters of a field's name in the menu


class TextInsertions(QObject):
    """Works at the cursor of a text. Each is one step for Undo."""

    field_made = Signal(str, str)  # name, and the text that stood there

    def __init__(self, text: TemplateText, look: Look) -> None:
        super().__init__(text)
        self._text = text
        self._look = look
        self._fields: tuple[str, ...] = ()

    def offer(self, fields: Sequence[str]) -> None:
        """Offer these fields in the menu."""
        self._fields = tuple(fields)

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be put into the text."""
        cursor = self._text.textCursor()
        make = menu.addAction(self._look.icon("braces"), self.tr("Make a field of the selection"))
        make.setEnabled(bool(field_name(cursor.selectedText())))
        make.triggered.connect(self.make_field)
        new = menu.addAction(self._look.icon("plus"), self.tr("Insert a new field"))
        new.triggered.connect(self.insert_field)
        if self._fields:
            names = menu.addMenu(self._look.icon("text-cursor-input"), self.tr("Insert a field"))
            for name in self._fields[:MOST_OFFERED]:
                names.addAction(_shown(name)).triggered.connect(
                    lambda _=False, which=name: self._text.insert(f"{{{{{which}}}}}")
                )
        variables = menu.addMenu(self._look.icon("variable"), self.tr("Insert a variable"))
        for name, words in self._variables().items():
            action = variables.addAction(f"{words}  {{{{{name}}}}}")
            action.triggered.connect(lambda _=False, which=name: self._text.insert(f"{{{{{which}}}}}"))
        condition = menu.addAction(self._look.icon("git-branch"), self.tr("Insert a condition"))
        condition.triggered.connect(self.insert_condition)
        plain = menu.addAction(
            self._look.icon("clipboard-paste"), self.tr("Paste so that braces stay as they are")
        )
        plain.setEnabled(bool(QGuiApplication.clipboard().text()))
        plain.triggered.connect(self.paste_plain)

    @Slot()
    def make_field(self) -> None:
        """Put a field where the selection stands, which becomes its default."""
        selected = self._text.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        name = field_name(selected)
        if name:
            self._text.insert(f"{{{{{name}}}}}")
            self.field_made.emit(name, selected)

    @Slot()
    def insert_field(self) -> None:
        """Put a field with a name of its own in, selected so that it can be typed over."""
        number, base = 1, self.tr("field")
        while (name := f"{base} {number}" if number > 1 else base) in self._fields:
            number += 1
        start = self._text.textCursor().selectionStart() + 2
        self._text.insert(f"{{{{{name}}}}}")
        self._text.setTextCursor(self._text.cursor_over(start, start + len(name)))

    @Slot()
    def insert_condition(self) -> None:
        """Put a condition around the selection."""
        name = self._fields[0] if self._fields else self.tr("field")
        selected = self._text.textCursor().selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")
        start = self._text.textCursor().selectionStart() + len("{{#if ")
        self._text.insert(f"{{{{#if {name}}}}}{selected or '…'}{{{{/if}}}}")
        self._text.setTextCursor(self._text.cursor_over(start, start + len(name)))

    @Slot()
    def paste_plain(self) -> None:
        """Paste a text that is to stay what it is, whatever braces it has."""
        self._text.insert(escape(QGuiApplication.clipboard().text()))

    def _variables(self) -> dict[str, str]:
        words = {
            "date": self.tr("The date"),
            "time": self.tr("The time"),
            "clipboard": self.tr("What is in the clipboard"),
            "selection": self.tr("What is selected in the chat"),
            "language": self.tr("The language of the window"),
            "model": self.tr("The name of the model"),
        }
        return {name: words[name] for name in VARIABLES}


def _shown(name: str) -> str:
    return one_line(name, CUT).replace("&", "&&")
