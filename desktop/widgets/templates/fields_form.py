"""The form that asks for the fields of a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.template_advice import say_wrong
from desktop.core.template_values import Wrong
from desktop.core.templates import Field, Value
from desktop.core.user_error import UserError
from desktop.widgets.aloud import say_aloud
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.templates.field_editors import ENTER
from desktop.widgets.templates.field_row import FieldRow
from desktop.widgets.templates.tab_order import follow, set_order_within

FRAME = 2  # px, of what shows the focus
WIDTH, LEAST = 420, 96  # px
AT_ONCE = 15  # rows that are made in one turn


class FieldsForm(QScrollArea):
    """One row for each field, worked by the keyboard alone; scrolls where there is no room for all.

    Enter submits, but in a long text, and never while an input method composes. Ctrl+Enter is left to
    what lies around.
    """

    changed = Signal()  # something was typed or chosen
    submitted = Signal()  # Enter
    resized = Signal()  # the rows take another height

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fieldsform")
        self._look = look
        self.rows: list[FieldRow] = []
        self._problems: dict[str, Wrong | UserError] = {}  # by the names of the fields
        self._showing = False
        self._coming: list[Field] = []  # that have no rows yet
        self._values: Mapping[str, Value] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._go_on)
        self._inner = QWidget()
        self._inner.setObjectName("fieldsinner")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(FRAME, FRAME, FRAME, FRAME)
        self._column.setSpacing(12)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inner)
        self.setWidgetResizable(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._dress)
        self._dress()

    def show_fields(self, fields: Sequence[Field], values: Mapping[str, Value]) -> None:
        """Ask for these fields, and begin with these values. What was filled in before is forgotten."""
        self._showing = True
        self._rest.stop()
        self._inner.hide()  # else everything is laid out after each row
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._problems = {}
        self.rows, self._coming, self._values = [], list(fields), values
        self._go_on()
        self._inner.show()  # now: `begin` goes to the first one
        set_order_within(self)
        self._resize()

    @Slot()
    def _go_on(self) -> None:
        """Make some of the rows; the window goes on in between."""
        self._showing = True
        for field in self._coming[:AT_ONCE]:
            row = FieldRow(field, self._look)
            row.editor.put(self._values.get(field.name))
            row.changed.connect(self._changed)
            row.editor.submitted.connect(self.submitted)
            self._column.addWidget(row)
            row.show()
            if self.rows:
                follow(self.rows[-1], row)
            self.rows.append(row)
        del self._coming[:AT_ONCE]
        if self._coming:
            self._rest.start()
        self._showing = False
        self._resize()

    def _finish(self) -> None:
        while self._coming:
            self._go_on()

    def values(self) -> dict[str, Value]:
        """What is filled in now, by the names of the fields; of files their paths."""
        self._finish()
        return {row.field.name: row.editor.value() for row in self.rows}

    def put(self, values: Mapping[str, Value]) -> None:
        """Fill in other values; what is not named is emptied."""
        self._finish()
        self._showing = True
        for row in self.rows:
            row.editor.put(values.get(row.field.name))
        self._showing = False
        self.mark(())

    def mark(self, wrongs: Sequence[Wrong]) -> None:
        """Say below the fields what is wrong, and go to the first of them; nothing wrong marks nothing."""
        self._mark({wrong.field.name: wrong for wrong in reversed(wrongs)})

    def mark_errors(self, errors: Mapping[str, UserError]) -> None:
        """Say why the files of fields cannot be used, and go to the first of them."""
        self._mark(dict(errors))

    def begin(self) -> None:
        """Go to the first field."""
        if self.rows:
            self.rows[0].editor.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self.rows[0])

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(WIDTH, self.height_of_rows())

    def minimumSizeHint(self) -> QSize:
        """A part of the rows can be seen, and the others scrolled to."""
        return QSize(0, min(LEAST, self.height_of_rows()))

    def height_of_rows(self) -> int:
        """What all rows take at this width."""
        width = self.viewport().width() if self.isVisible() else WIDTH
        return self._column.heightForWidth(width) if self._column.hasHeightForWidth() else LEAST

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Submit on an Enter that no editor needed."""
        if arg__1.key() in ENTER and not arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(arg__1)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        """Sentences break elsewhere."""
        super().resizeEvent(arg__1)
        if arg__1.oldSize().width() != arg__1.size().width():
            self._resize()

    def changeEvent(self, arg__1: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(arg__1)
        if arg__1.type() == QEvent.Type.LanguageChange:
            for row in self.rows:
                row.say()
            self._show_problems()

    @Slot(str)
    def _changed(self, name: str) -> None:
        if self._showing:
            return
        if self._problems.pop(name, None) is not None:
            self._show_problems()
        self.changed.emit()

    def _mark(self, problems: dict[str, Wrong | UserError]) -> None:
        self._finish()
        self._problems = problems
        self._show_problems()
        first = next((row for row in self.rows if row.field.name in problems), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(first)
            say_aloud(first.editor.main(), first.problem.text())

    def _show_problems(self) -> None:
        for row in self.rows:
            row.mark(_sentence(self._problems.get(row.field.name)))
        self._resize()

    def _resize(self) -> None:
        self.updateGeometry()
        self.resized.emit()

    @Slot()
    def _dress(self) -> None:
        danger = self._look.theme.color("danger").name()
        wrong = f'QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 1px solid {danger}; }}'
        self.setStyleSheet(field_rules(self._look.theme) + wrong)


def _sentence(problem: Wrong | UserError | None) -> str:
    match problem:
        case None:
            return ""
        case Wrong():
            return say_wrong(problem, QtSpeaker())
        case _:
            notice = describe(problem, QtSpeaker())
            return together(notice.what, notice.advice)
