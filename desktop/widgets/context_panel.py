"""The context map: what exactly the model will see of a chat, and what is done when it is too much."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.chat import Policy
from desktop.core.context import Map
from desktop.viewmodels.context import ContextViewModel
from desktop.widgets.context_bar import ShareBar
from desktop.widgets.context_map import ContextDelegate, ContextRows, Row, RowRole
from desktop.widgets.context_policies import PolicyChoice
from desktop.widgets.context_words import ContextWords
from desktop.widgets.look import Look

WIDTH, MARGIN, SMALLEST = 420, 12, 480  # px


class PartList(QListView):
    """The rows of the map. Enter goes to a message, Space pins it."""

    entered = Signal(object)  # Row
    pinned = Signal(object)  # Row

    def __init__(self, rows: ContextRows, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parts")
        self.setModel(rows)
        self.delegate = ContextDelegate(look, self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)  # 10,000 rows are not measured one by one
        self.setMouseTracking(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._chosen)
        look.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Space."""
        index = self.currentIndex()
        row: Row | None = index.data(RowRole.ROW) if index.isValid() else None
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space:
            self.pinned.emit(row)
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        self.entered.emit(index.data(RowRole.ROW))


class ContextPanel(QFrame):
    """Stands over the right side of its parent, above `below` where there is room. Works once attached."""

    pin_requested = Signal(object, bool)  # MessageId, whether it is to be pinned
    message_chosen = Signal(object)  # MessageId

    def __init__(self, look: Look, parent: QWidget, below: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("contextpanel")
        self._look = look
        self._parent = parent
        self._below = below
        self._context: ContextViewModel | None = None
        self._preview: Policy | None = None  # shown, and not chosen
        self._words = ContextWords(self)
        self._rows = ContextRows(self)
        self._title, self.total, self.cut = QLabel(), QLabel(), QLabel()
        self.dismiss = QToolButton()
        self.bar = ShareBar(look)
        self.parts = PartList(self._rows, look)
        self.policies = PolicyChoice()
        self._lay_out()
        self.dismiss.clicked.connect(self.close_panel)
        self.policies.chosen.connect(self._choose)
        self.parts.delegate.pin_pressed.connect(self.pin_requested)
        self.parts.pinned.connect(self._pin)
        self.parts.entered.connect(self._go)
        look.changed.connect(self._dress)
        parent.installEventFilter(self)
        self._dress()
        self.hide()

    def attach(self, context: ContextViewModel) -> None:
        """Show this context from now on."""
        self._context = context
        context.changed.connect(self._refresh)

    def open_panel(self, preview: Policy | None = None) -> None:
        """Show the map; with `preview` as it would be under that policy, until another is chosen."""
        if self._context is None or not self._context.map.length:
            return
        self._preview = preview
        self.show()
        self._refresh()
        self._place()
        self.raise_()
        self.parts.scrollToBottom() if preview is None else self._show_first_cut()
        self.parts.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def toggle(self) -> None:
        """Open it, or close it."""
        if self.isVisible():
            self.close_panel()
        else:
            self.open_panel()

    @Slot()
    def close_panel(self) -> None:
        """Close it; the focus goes back to where one types."""
        if self.isHidden():
            return
        self.hide()
        self._below.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the parent."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        self._title.setObjectName("heading")
        head.addWidget(self._title, 1)
        head.addWidget(self.dismiss)
        self.dismiss.setIconSize(QSize(16, 16))
        for label in (self.total, self.cut):
            label.setObjectName("caption")
            label.setWordWrap(True)
        self.cut.setObjectName("cutwords")
        self.parts.setMinimumHeight(88)
        self.policies.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 10)
        column.setSpacing(6)
        column.addLayout(head)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 6, 0)  # in line with the words; the cross above has room of its own
        bar.addWidget(self.bar)
        column.addLayout(bar)
        column.addWidget(self.total)
        column.addWidget(self.cut)
        column.addWidget(self.parts, 1)
        column.addWidget(self.policies)

    @Slot()
    def _refresh(self) -> None:
        if self._context is None or self.isHidden():
            return
        seen = self._context.map if self._preview is None else self._context.preview(self._preview)
        self._rows.show_map(seen)
        self.bar.show_map(seen)
        self.policies.show_policy(seen.policy)
        self._say(seen)

    def _say(self, seen: Map) -> None:
        self._title.setText(self.tr("What the model sees"))
        self.setAccessibleName(self.tr("What the model sees"))
        self.parts.setAccessibleName(self.tr("Parts of the context"))
        self.total.setText(self._words.usage(seen))
        self.bar.setAccessibleName(self._words.usage(seen))
        self.bar.setToolTip(self._words.usage(seen))
        cut = self._words.cut(seen)
        if cut and self._preview is not None:
            cut += " " + self.tr("This is a preview; nothing has been sent.")
        self.cut.setText(cut)
        self.cut.setVisible(bool(cut))
        self.dismiss.setAccessibleName(self.tr("Close"))
        self.dismiss.setToolTip(self.tr("Close (Esc)"))

    def _place(self) -> None:
        """Stand above `below`, or over it where little room would be left."""
        room = self._parent.rect()
        width = min(WIDTH, room.width() - 2 * MARGIN)
        end = self._below.mapTo(self._parent, self._below.rect().topLeft()).y() - MARGIN
        least = round(SMALLEST * self._look.theme.measures.scale)
        if end - MARGIN < least:
            end = room.bottom() - MARGIN
        self.policies.set_narrow(end - MARGIN < least)
        self.setGeometry(QRect(room.right() - width - MARGIN, MARGIN, width, end - MARGIN))

    def _show_first_cut(self) -> None:
        for number in range(self._rows.rowCount()):
            index = self._rows.index(number)
            row: Row = index.data(RowRole.ROW)
            if not row.sent:
                self.parts.scrollTo(index, QListView.ScrollHint.PositionAtTop)
                return

    @Slot(object)
    def _choose(self, policy: Policy) -> None:
        assert self._context is not None
        self._preview = None
        self._context.choose(policy)
        self._refresh()

    @Slot(object)
    def _pin(self, row: Row) -> None:
        if row.message is not None:
            self.pin_requested.emit(row.message, not row.pinned)

    @Slot(object)
    def _go(self, row: Row) -> None:
        if row.message is not None:
            self.message_chosen.emit(row.message)

    @Slot()
    def _dress(self) -> None:
        self.dismiss.setIcon(self._look.icon("x"))
