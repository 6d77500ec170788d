"""Which part of the flow is in sight. Nothing in sight moves unless the reader moves it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.widgets.transcript.flow import Flow, Placed, Spot

COLUMN = 760  # pixels at most
MARGIN = 28
LINE = 48  # pixels of one step of the wheel's third, or of an arrow key
REVEAL_TOP = 72  # pixels at the top that may be covered by the bar to find with
SNAP = 2  # pixels before the end that count as the end
WALK = 3  # views; over a longer distance estimated heights are good enough


class Scrolling(QObject):
    """Keeps the place at the top of the view, and the state of following the end."""

    arranged = Signal()  # `placed` is new
    following_changed = Signal(bool)

    def __init__(self, flow: Flow, bar: QScrollBar, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._flow = flow
        self._bar = bar
        self._viewport = viewport
        self._spot = Spot(0, 0, 0)
        self._setting = False
        self.following = True  # changed only by what the reader does
        self.placed: list[Placed] = []
        self.top = 0  # of the view, in the flow
        bar.valueChanged.connect(self._on_value)

    @property
    def column(self) -> tuple[int, int]:
        """Left edge and width of the column, in the viewport."""
        width = max(120, min(COLUMN, self._viewport.width() - 2 * MARGIN))
        return (self._viewport.width() - width) // 2, width

    @property
    def view_height(self) -> int:
        """The height of what can be seen at once."""
        return self._viewport.height()

    def reset(self) -> None:
        """Begin at the end of another conversation."""
        self._spot, self.placed = Spot(0, 0, 0), []
        self._follow(True)
        self.refresh()

    def refresh(self) -> None:
        """Lay out what is in sight now, after any change."""
        view = self._viewport.height()
        flow = self._flow
        flow.set_width(self.column[1])
        self.top = 0
        if not flow.entries:
            self.placed = []
        else:
            self._spot = flow.end_spot(view) if self.following else self._kept_spot(view)
            self.placed = flow.placed(self._spot, view)
            self.top = flow.top_of(self._spot)
            flow.trim(self._spot.row, self.placed[-1].row if self.placed else self._spot.row)
        self._set_bar(view)
        self.arranged.emit()

    def scroll_by(self, pixels: int) -> None:
        """Move by exactly so many pixels, because the reader wants it; down is positive."""
        if not self._flow.entries or not pixels:
            return
        view = self._viewport.height()
        spot = self._flow.moved(self._flow.anchored(self._spot, self.placed), pixels)
        self._flow.placed(spot, view)  # so that the distance to the end is exact when it is near
        at_end = self._flow.top_of(spot) >= self._flow.height - view - SNAP
        self._spot, self.placed = spot, []
        self._follow(at_end and (pixels > 0 or self._flow.height <= view))
        self.refresh()

    def to_start(self) -> None:
        """Show the beginning, because the reader wants it."""
        if self._flow.entries:
            self._jump(Spot(0, 0, -self._flow.entry(0).tops[0]))

    def to_end(self) -> None:
        """Show the end and follow it, because the reader wants it."""
        self._follow(True)
        self.refresh()

    def to_row(self, row: int) -> None:
        """Show a message with its beginning at the top, as far as there is something below it."""
        tops = self._flow.entry(row).tops
        self._jump(Spot(row, 0, min(0, -tops[0] + MARGIN // 2)))

    def reveal(self, row: int, index: int, stripe: tuple[int, int]) -> None:
        """Bring a stripe of an item, from y to y in the item, into sight, if it is not there."""
        top, bottom = stripe
        view = self._viewport.height()
        least = min(REVEAL_TOP, view // 4)
        ys = [place.y for place in self.placed if (place.row, place.index) == (row, index)]
        if any(y + top >= least and y + bottom <= view - MARGIN for y in ys):
            self.refresh()
        else:
            self._jump(Spot(row, index, top - view // 3))

    def _kept_spot(self, view: int) -> Spot:
        """Give the place where the reader is, or the end where that has come nearer than a view."""
        spot = self._flow.moved(self._flow.anchored(self._spot, self.placed), 0)
        self._flow.placed(spot, view)  # so that the distance to the end is exact when it is near
        beyond_end = self._flow.top_of(spot) > max(0, self._flow.height - view)
        return self._flow.end_spot(view) if beyond_end else spot

    def _jump(self, spot: Spot) -> None:
        view = self._viewport.height()
        self._spot, self.placed = self._flow.moved(spot, 0), []
        self._flow.placed(self._spot, view)
        at_end = self._flow.top_of(self._spot) >= self._flow.height - view - SNAP
        self._follow(at_end)
        self.refresh()

    def _follow(self, following: bool) -> None:
        if following != self.following:
            self.following = following
            self.following_changed.emit(following)

    def _set_bar(self, view: int) -> None:
        self._setting = True
        self._bar.setRange(0, max(0, self._flow.height - view))
        self._bar.setPageStep(view)
        self._bar.setSingleStep(LINE)
        self._bar.setValue(self.top)
        self._setting = False

    @Slot(int)
    def _on_value(self, value: int) -> None:
        if self._setting or not self._flow.entries:
            return
        if value >= self._bar.maximum() - SNAP:
            self.to_end()
        elif value <= 0:
            self.to_start()
        elif abs(value - self.top) <= WALK * self._viewport.height():
            self.scroll_by(value - self.top)
        else:
            self._jump(self._flow.spot_at(value))
