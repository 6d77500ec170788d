"""A layout that puts widgets side by side and goes on in a new row where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingLayout(QLayout):
    """As high as its width makes it."""

    def __init__(self, parent: QWidget | None, spacing: int) -> None:
        super().__init__(parent)  # pyright: ignore[reportArgumentType, reportCallIssue]  # None is allowed
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, arg__1: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(arg__1)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks past the end
        """Give an item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as above
        """Give an item away, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It does."""
        return True

    def heightForWidth(self, arg__1: int) -> int:
        """The height of all rows."""
        return self._place(QRect(0, 0, arg__1, 0), move=False)

    def setGeometry(self, arg__1: QRect) -> None:
        """Place the items."""
        super().setGeometry(arg__1)
        self._place(arg__1, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, room: QRect, move: bool) -> int:
        x, y, high = room.x(), room.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), max(room.width(), item.minimumSize().width()))
            if x > room.x() and x + width > room.x() + room.width():
                x, y, high = room.x(), y + high + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self._gap
            high = max(high, size.height())
        return y + high - room.y()
