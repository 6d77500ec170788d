"""The list of personas, and how its rows are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.personas import Persona, PersonaId
from desktop.viewmodels.messages import Index
from desktop.viewmodels.personas import PersonaRole
from desktop.widgets.look import Look
from desktop.widgets.models.painting import RowPainter
from desktop.widgets.persona_sign import paint_sign

HEIGHT, SIDE, SIGN, LINE = 56, 12, 32, 20  # px
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonaDelegate(QStyledItemDelegate):
    """Paints sign, name and description, and a mark where something is not saved yet."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.unsaved: set[PersonaId] = set()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are equally high."""
        return QSize(0, self._look.theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        persona: Persona = index.data(PersonaRole.PERSONA)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = RowPainter(painter, option, self._look)
        on.ground()
        place = on.rect.adjusted(SIDE, 0, -SIDE, 0)
        top = place.top() + (place.height() - SIGN) // 2
        sign = QRectF(place.left(), top, SIGN, SIGN)
        paint_sign(painter, sign, persona.symbol, persona.draft.color, self._look)
        words = place.adjusted(SIGN + 10, 0, 0, 0)
        right = words.right()
        if persona.id in self.unsaved:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.color("accent"))
            painter.drawEllipse(QPoint(right - 4, place.top() + place.height() // 2), 4, 4)
            right -= 14
        description = persona.draft.description
        line = self._look.theme.px(LINE)
        height = 2 * line if description else line
        first = QRect(words.left(), place.top() + (place.height() - height) // 2, right - words.left(), line)
        on.line(first, persona.name, "text", on.strong)
        if description:
            on.line(first.translated(0, line), description, "text2")
        painter.restore()


class PersonaList(QListView):
    """Shows the personas. Delete removes one, Alt+Up and Alt+Down move it, Enter uses it."""

    shown = Signal(object)  # PersonaId, or None
    used = Signal(object)  # PersonaId
    remove_asked = Signal(object)  # PersonaId
    move_asked = Signal(object, int)  # PersonaId, and by how many rows

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personalist")
        self.delegate = PersonaDelegate(look, self)
        self.setItemDelegate(self.delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._use)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> PersonaId | None:
        """The persona that is chosen."""
        return _persona(self.currentIndex())

    def mark(self, unsaved: set[PersonaId]) -> None:
        """Mark those with changes that are not saved."""
        self.delegate.unsaved = set(unsaved)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that do something with a persona."""
        persona, key = self.current, event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if persona is None:
            super().keyPressEvent(event)
        elif key in ENTER:
            self.used.emit(persona)
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit(persona)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(persona, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which persona is chosen now."""
        super().currentChanged(current, previous)
        self.shown.emit(_persona(current))

    @Slot(QModelIndex)
    def _use(self, index: QModelIndex) -> None:
        persona = _persona(index)
        if persona is not None:
            self.used.emit(persona)


def _persona(index: Index) -> PersonaId | None:
    persona: Persona | None = index.data(PersonaRole.PERSONA) if index.isValid() else None
    return persona.id if persona is not None else None
