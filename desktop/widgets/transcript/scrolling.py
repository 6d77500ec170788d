"""Which part of the flow is in sight. Nothing in sight moves unless the reader moves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.core.chat import Message, MessageId
from desktop.widgets.transcript.flow import Flow, Held, Placed, Spot

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
        self.spot = Spot(0, 0, 0)  # at the top of the view
        self._setting = False
        self.following = True  # changed only by what the reader does
        self.moves = 0  # how often the reader has chosen a place
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
        self.spot, self.placed = Spot(0, 0, 0), []
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
            self.spot = flow.end_spot(view) if self.following else self._kept_spot(view)
            self.placed = flow.placed(self.spot, view)
            self.top = flow.top_of(self.spot)
            flow.trim(self.spot.row, self.placed[-1].row if self.placed else self.spot.row)
        self._setting = True
        _set(self._bar, self.top, max(0, self._flow.height - view), view)
        self._setting = False
        self.arranged.emit()

    def scroll_by(self, pixels: int) -> None:
        """Move by exactly so many pixels, because the reader wants it; down is positive."""
        if not self._flow.entries or not pixels:
            return
        self.moves += 1
        view = self._viewport.height()
        spot = self._flow.moved(self._flow.anchored(self.spot, self.placed), pixels)
        self._flow.placed(spot, view)  # so that the distance to the end is exact when it is near
        at_end = self._flow.top_of(spot) >= self._flow.height - view - SNAP
        self.spot, self.placed = spot, []
        self._follow(at_end and (pixels > 0 or self._flow.height <= view))
        self.refresh()

    def to_start(self) -> None:
        """Show the beginning, because the reader wants it."""
        if self._flow.entries:
            self._jump(Spot(0, 0, -self._flow.entry(0).tops[0]))

    def to_end(self) -> None:
        """Show the end and follow it, because the reader wants it."""
        self.moves += 1
        self._follow(True)
        self.refresh()

    def put(self, spot: Spot) -> None:
        """Show a place, or the end where that comes before it. Following stays as it is."""
        self.spot, self.placed = spot, []
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
        spot = self._flow.moved(self._flow.anchored(self.spot, self.placed), 0)
        self._flow.placed(spot, view)  # so that the distance to the end is exact when it is near
        beyond_end = self._flow.top_of(spot) > max(0, self._flow.height - view)
        return self._flow.end_spot(view) if beyond_end else spot

    def _jump(self, spot: Spot) -> None:
        self.moves += 1
        view = self._viewport.height()
        self.spot, self.placed = self._flow.moved(spot, 0), []
        self._flow.placed(self.spot, view)
        at_end = self._flow.top_of(self.spot) >= self._flow.height - view - SNAP
        self._follow(at_end)
        self.refresh()

    def _follow(self, following: bool) -> None:
        if following != self.following:
            self.following = following
            self.following_changed.emit(following)

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


def _set(bar: QScrollBar, value: int, most: int, page: int) -> None:
    bar.setRange(0, most)
    bar.setPageStep(page)
    bar.setSingleStep(LINE)
    bar.setValue(value)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What was in sight, before rows from `first` on were taken away."""

    held: list[Held]
    rows: int  # of the conversation
    moves: int  # of the reader until then
    first: int
    gone: list[MessageId]  # what stood in these rows


class Keeper(QObject):
    """Keeps the reader's place where the last rows are taken away and others follow at once.

    A branch is changed like that, and a message deleted. "At once" is the same turn of the event loop:
    nothing is painted in between.
    """

    def __init__(self, flow: Flow, scrolling: Scrolling) -> None:
        super().__init__(scrolling)
        self._flow = flow
        self._scrolling = scrolling
        self._sight: _Sight | None = None  # before the first rows were taken away in this turn
        self._before: _Sight | None = None  # the same of an earlier turn; to undo leads back to it
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turned)

    def forget(self) -> None:
        """Bring nothing back: it is another conversation."""
        self._timer.stop()
        self._sight = self._before = None

    def remember(self, first: int) -> None:
        """Note what is in sight; the rows from one on are about to be taken away."""
        entries, sight, moves = self._flow.entries, self._sight, self._scrolling.moves
        if self._scrolling.following or not self._scrolling.placed:
            self._sight = None
            return
        if sight is None or sight.moves != moves:
            held = self._flow.held(self._scrolling.placed)
            sight = _Sight(held, len(entries), moves, len(entries), [])
        gone = [entry.message.id for entry in entries[first : sight.first]]
        self._sight = replace(sight, first=min(first, sight.first), gone=[*gone, *sight.gone])
        self._timer.start()

    def bring_back(self) -> None:
        """Show what was in sight before, as far as it is there again; else what is in sight now."""
        sight, moves = self._sight, self._scrolling.moves
        spot: Spot | None = None
        if not self._scrolling.following:
            spot = self._undone(self._before, moves)
            if spot is None and sight is not None and sight.moves == moves:
                spot = self._found(sight)
        if spot is None:
            self._scrolling.refresh()
        else:
            self._scrolling.put(spot)

    @Slot()
    def _on_turned(self) -> None:
        self._before, self._sight = self._sight, None

    def _undone(self, before: _Sight | None, moves: int) -> Spot | None:
        """Give the place from before the last change, if all messages stand again where they stood."""
        entries, sight = self._flow.entries, self._sight
        if before is None or before.moves != moves or before.rows != len(entries):
            return None
        deeper = sight is not None and sight.first < before.first
        if deeper or before.gone != [entry.message.id for entry in entries[before.first :]]:
            return None
        return self._flow.again(before.held[0], before.held[0].row)

    def _found(self, sight: _Sight) -> Spot:
        """Keep the first message in sight that stayed, or is there again with as many after it."""
        entries = self._flow.entries
        for held in sight.held:
            if held.row < sight.first:
                return self._flow.again(held, held.row)
            row = held.row + len(entries) - sight.rows
            if row >= sight.first and _same(entries[row].message, held.message):
                return self._flow.again(held, row)
        return self._instead(sight.held[0])

    def _instead(self, held: Held) -> Spot:
        """Give the place in the message that stands in the row now, as far from its top.

        Where it is too short for that, its buttons stand where those of the other one stood: the arrow
        that was pressed is still under the mouse.
        """
        row, index = min(held.row, len(self._flow.entries) - 1), 0
        entry = self._flow.entry(row)
        while index < len(entry.items):
            self._flow.fit(row, index)  # may make several items of one
            if entry.tops[index] + entry.items[index].height > held.inside:
                return Spot(row, index, held.inside - entry.tops[index])
            index += 1
        return Spot(row, index - 1, -held.end)


def _same(one: Message, other: Message) -> bool:
    """Tell whether two messages say the same: one of them may be a copy on another branch."""
    return (one.role, one.text) == (other.role, other.text)
