"""A text of a template: coloured, as high as it is long, with what can be put into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop.core.template_text import Problem
from desktop.widgets.look import Look
from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.templates.text_colors import TextColors
from desktop.widgets.templates.text_insertions import TextInsertions

FRAME = 18  # px around the lines


class TemplateText(QPlainTextEdit):
    """Plain text. Tab leaves it; the wheel turns it only while it has the focus."""

    typed = Signal()
    entered = Signal(object)  # itself: the keyboard is here now

    def __init__(self, look: Look, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = (least, most)
        self._showing = False
        self._problems: tuple[Problem, ...] = ()
        self.insertions = TextInsertions(self, look)
        self.colors = TextColors(self.document(), look)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        look.changed.connect(self._dress)
        self._dress()

    def put(self, text: str) -> None:
        """Show a text; where it is that already, the cursor stays."""
        if text != self.toPlainText():
            self._showing = True
            self.setPlainText(text)
            self._showing = False
            self._fit()

    def mark(self, problems: Sequence[Problem]) -> None:
        """Underline what does not mean what was meant."""
        self._problems = tuple(problem for problem in problems if problem.end > problem.start)
        selections: list[QTextEdit.ExtraSelection] = []
        text = self.toPlainText()
        length = self.document().characterCount() - 1
        for problem in self._problems:
            selection = QTextEdit.ExtraSelection()
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(self._look.theme.color("danger"))
            wave.setBackground(self._look.theme.color("danger_soft"))
            selection.format = wave  # type: ignore[assignment]
            start, end = (min(units(text, at), length) for at in (problem.start, problem.end))
            selection.cursor = self.cursor_over(start, end)  # type: ignore[assignment]
            selections.append(selection)
        self.setExtraSelections(selections)

    def go_to(self, problem: Problem) -> None:
        """Select the place of a problem."""
        text = self.toPlainText()
        self.setTextCursor(self.cursor_over(units(text, problem.start), units(text, problem.end)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    def cursor_over(self, start: int, end: int) -> QTextCursor:
        """Make a cursor that selects a stretch, counted as Qt does."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def insert(self, text: str) -> None:
        """Put a text in place of the selection; one step for Undo."""
        self.textCursor().insertText(text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """As high as the text, within limits."""
        return QSize(200, self._height())

    def contextMenuEvent(self, e: QContextMenuEvent) -> None:
        """Add to the menu what can be put in."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        self.insertions.fill_menu(menu)
        menu.popup(e.globalPos())

    def focusInEvent(self, e: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(e)
        self.entered.emit(self)

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the scroll area."""
        super().wheelEvent(e) if self.hasFocus() else e.ignore()

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(e)
        self._fit()

    @Slot()
    def _on_text(self) -> None:
        if not self._showing:
            self.typed.emit()

    @Slot()
    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        least, most = self._lines
        lines = min(max(round(self.document().size().height()), least), most)
        return lines * self.fontMetrics().lineSpacing() + FRAME

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._look.theme.ui_font(TEXT_SIZE.ui))
        self.mark(self._problems)
        self._fit()


def units(text: str, at: int) -> int:
    """Give a place as Qt counts, where a character outside the basic plane is two."""
    head = text[:at]
    return at if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2
