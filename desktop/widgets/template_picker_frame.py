"""The frame above the composer in which templates are offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from desktop.core.templates import Entry
from desktop.widgets.aloud import say_aloud
from desktop.widgets.look import Look
from desktop.widgets.template_rows import ROW, EntryRole, TemplateDelegate, TemplateRows

MOST_ROWS, WIDEST, MARGIN = 8, 560, 6  # rows; px

STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}


class PickerFrame(QFrame):
    """Shows rows, one of them marked; the keyboard stays with the field below."""

    clicked = Signal(object)  # Entry

    def __init__(self, look: Look, page: QWidget, field: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("templatepicker")
        self._look = look
        self._page = page
        self._field = field
        self.rows = TemplateRows(self)
        self.view = QListView()
        self.words = QLabel()
        self.library = QPushButton()
        self._lay_out()
        self.view.clicked.connect(self._clicked)
        look.changed.connect(self.view.viewport().update)

    @property
    def current(self) -> Entry | None:
        """The template that Enter takes."""
        index = self.view.currentIndex()
        return index.data(EntryRole.ENTRY) if index.isValid() and self.isVisible() else None

    def offer(self, found: Sequence[Entry], first: bool) -> None:
        """Offer these; the first one is marked, or the one that was before."""
        before = self.current
        self.rows.show_entries(list(found))
        places = {entry.id: row for row, entry in enumerate(found)}
        self.show()
        self.raise_()
        self.place()
        self._go_to(0 if first or before is None else places.get(before.id, 0))

    def step(self, key: Qt.Key) -> None:
        """Mark another one."""
        count, row, by = self.rows.rowCount(), self.view.currentIndex().row(), STEPS[key]
        self._go_to(min(max(0, row + by), count - 1) if abs(by) > 1 else (row + by) % count)

    def place(self) -> None:
        """Stand above the composer, as high as the rows are and as there is room."""
        top = _box(self._field).mapTo(self._page, QPoint(0, 0))
        width = min(WIDEST, _box(self._field).width())
        rows = min(MOST_ROWS, max(1, self.rows.rowCount()))
        row = self._look.theme.px(ROW)
        self.view.setFixedHeight(rows * row if self.rows.rowCount() else 0)
        self.layout_of.activate()
        height = min(self.sizeHint().height(), max(row * 2, top.y() - 2 * MARGIN))
        self.setGeometry(top.x(), max(MARGIN, top.y() - height - MARGIN), width, height)

    def _lay_out(self) -> None:
        self.view.setObjectName("templaterows")
        self.view.setModel(self.rows)
        self.view.setItemDelegate(TemplateDelegate(self._look, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameStyle(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setObjectName("caption")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.library.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.library.setObjectName("linkbutton")
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 2, 6, 2)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.library)
        self.layout_of = QVBoxLayout(self)
        self.layout_of.setContentsMargins(4, 4, 4, 4)
        self.layout_of.setSpacing(2)
        self.layout_of.addWidget(self.view)
        self.layout_of.addLayout(foot)

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row)
        if index.isValid():
            self.view.setCurrentIndex(index)
            say_aloud(self._field, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        else:
            say_aloud(self._field, self.words.text())

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole.ENTRY)
        if entry is not None:
            self.clicked.emit(entry)


def _box(field: QWidget) -> QWidget:
    """Give the frame around the field."""
    box = field.parentWidget()
    return box if box is not None else field
