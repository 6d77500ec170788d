"""What the mouse does in the conversation: select, follow links, scroll."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard, QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.viewmodels.tips import plain_tip
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.links import allowed
from desktop.widgets.transcript.notes import inside
from desktop.widgets.transcript.other_items import sideways_of
from desktop.widgets.transcript.scrolling import LINE, Scrolling
from desktop.widgets.transcript.selection import Point, Selection

AUTO_SCROLL = 30  # ms between two steps while the mouse is dragged out of the view
NOTCH = 120  # angle of one notch of a wheel, in eighths of a degree


class Under:
    """Tells what is under a point of the viewport."""

    def __init__(self, scrolling: Scrolling) -> None:
        self._scrolling = scrolling

    def link_at(self, point: QPointF) -> str:
        """Give the address under a point, if it leads out of the conversation and may be followed."""
        address = self.address_at(point)
        return address if allowed(address) else ""

    def row_at(self, point: QPointF) -> int:
        """Give the row of the message at the height of a point; −1 above the first one."""
        rows = [place.row for place in self._scrolling.placed if place.y <= point.y()]
        return rows[-1] if rows else -1

    def address_at(self, point: QPointF) -> str:
        """Give the address under a point, wherever it leads."""
        place = self.place_at(point)
        return place.item.link_at(point.x() - self.x(place), point.y() - place.y) if place is not None else ""

    def x(self, place: Placed) -> int:
        """Give the left edge of an item in the viewport."""
        return self._scrolling.column[0] + place.x

    def place_at(self, point: QPointF) -> Placed | None:
        """Give the item under a point."""
        for place in self._scrolling.placed:
            if place.y <= point.y() < place.y + place.item.height:
                inside = 0 <= point.x() - self.x(place) < place.item.width
                return place if inside else None
        return None

    def point_at(self, point: QPointF) -> Point | None:
        """Give the position in the text nearest to a point."""
        places = [place for place in self._scrolling.placed if place.item.selectable]
        if not places:
            return None
        y = point.y()
        nearest = min(places, key=lambda place: max(place.y - y, y - place.y - place.item.height + 1, 0))
        if y < nearest.y:
            position = 0
        elif y >= nearest.y + nearest.item.height:
            position = nearest.item.end()
        else:
            position = nearest.item.hit(point.x() - self.x(nearest), y - nearest.y)
        return Point(nearest.row, nearest.index, position)


class Pointer(QObject):
    """Filters the viewport's mouse events."""

    selected = Signal()  # the selection has changed
    scrolled_sideways = Signal()
    link_activated = Signal(str)
    note_activated = Signal(int, str)  # row, address of a place inside its message
    hovered = Signal(int)  # row, or −1

    def __init__(self, viewport: QWidget, scrolling: Scrolling, selection: Selection) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._scrolling = scrolling
        self._selection = selection
        self.under = Under(scrolling)
        self._pressed: QPointF | None = None  # while the left button is down
        self._moved = False
        self._since_double = QElapsedTimer()
        self._auto = QTimer(self)
        self._auto.setInterval(AUTO_SCROLL)
        self._auto.timeout.connect(self._on_auto_scroll)
        self._wheel_rest = 0.0
        viewport.setMouseTracking(True)
        viewport.installEventFilter(self)

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        point = self.under.point_at(event.position())
        self._pressed, self._moved = event.position(), False
        if point is None:
            self._selection.clear()
        elif (
            self._since_double.isValid() and self._since_double.elapsed() < QApplication.doubleClickInterval()
        ):
            self._select_block(point)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection.anchor is not None:
            self._selection.set(self._selection.anchor, point)
        else:
            self._selection.set(point, point)
        self._since_double.invalidate()
        if (view := self._viewport.parentWidget()) is not None:
            view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.selected.emit()
        return True

    def _double_click(self, event: QMouseEvent) -> bool:
        point = self.under.point_at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or point is None:
            return False
        for place in self._scrolling.placed:
            if (place.row, place.index) == (point.row, point.index):
                word = place.item.word_at(point.position)
                end = place.item.end() if word.end is None else word.end
                start = Point(point.row, point.index, word.start)
                self._selection.set(start, Point(point.row, point.index, end))
        self._since_double.start()
        self._pressed = None
        self.selected.emit()
        return True

    def _select_block(self, point: Point) -> None:
        for place in self._scrolling.placed:
            if (place.row, place.index) == (point.row, point.index):
                end = Point(point.row, point.index, place.item.end())
                self._selection.set(Point(point.row, point.index, 0), end)
        self._pressed = None

    def _move(self, event: QMouseEvent) -> bool:
        point = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance() // 2
            self._moved = self._moved or far
            if self._moved:
                self._drag_to(point)
            outside = not 0 <= point.y() < self._viewport.height()
            if outside and not self._auto.isActive():
                self._auto.start()
            return True
        place = self.under.place_at(point)
        self.hovered.emit(self.under.row_at(point))
        link = self.under.link_at(point)
        shape = Qt.CursorShape.ArrowCursor
        if link or inside(self.under.address_at(point)):
            shape = Qt.CursorShape.PointingHandCursor
        elif place is not None and place.item.selectable:
            shape = Qt.CursorShape.IBeamCursor
        self._viewport.setCursor(shape)
        self._viewport.setToolTip(plain_tip(link))
        return False

    def _drag_to(self, point: QPointF) -> None:
        position = self.under.point_at(point)
        if position is not None and self._selection.anchor is not None and position != self._selection.cursor:
            self._selection.set(self._selection.anchor, position)
            self.selected.emit()

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        self._auto.stop()
        clipboard = QGuiApplication.clipboard()
        if self._moved and clipboard.supportsSelection() and (text := self._selection.text()):
            clipboard.setText(text, QClipboard.Mode.Selection)  # for a middle click, as on X11
        clicked = self._pressed is not None and not self._moved
        self._pressed = None
        if clicked:
            self._click(event.position())
        return True

    def _click(self, point: QPointF) -> None:
        address = self.under.address_at(point)
        if allowed(address):
            self.link_activated.emit(address)
        elif inside(address):
            self.note_activated.emit(self.under.row_at(point), address)

    @Slot()
    def _on_auto_scroll(self) -> None:
        if self._pressed is None or not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._auto.stop()
            return
        point = QPointF(self._viewport.mapFromGlobal(self._viewport.cursor().pos()))
        above, below = -point.y(), point.y() - self._viewport.height()
        if max(above, below) <= 0:
            self._auto.stop()
            return
        step = int(min(60, 6 + max(above, below) / 3))
        self._scrolling.scroll_by(-step if above > 0 else step)
        self._drag_to(point)

    def _wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        pixels, angle = event.pixelDelta(), event.angleDelta()
        scale = QApplication.wheelScrollLines() * LINE / 3 / NOTCH
        x, y = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x() * scale, angle.y() * scale)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not x:
            x, y = y, 0
        if abs(x) > abs(y):
            self._wheel_sideways(event.position(), round(-x))
        else:
            exact = -y + self._wheel_rest
            self._wheel_rest = exact - round(exact)
            self._scrolling.scroll_by(round(exact))
        event.accept()
        return True

    def _wheel_sideways(self, point: QPointF, by: int) -> None:
        place = self.under.place_at(point)
        sideways = sideways_of(place.item) if place is not None else None
        if sideways is not None and sideways.scroll(by):
            self.scrolled_sideways.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the viewport's mouse events."""
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if event.type() is QEvent.Type.Leave:
            self.hovered.emit(-1)
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QEvent.Type.MouseButtonDblClick:
                return self._double_click(event)
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release(event)
            case _:
                return False
