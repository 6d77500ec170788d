"""Paints the viewport. What only moved is moved by pixels, what changed is painted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.widgets.style import RADIUS, Theme
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.item import Item, Part

EDGE = 2  # pixels around a change that are painted as well, for antialiased edges
SIDE = 6  # pixels that a block may paint beside its column
LINE_ABOVE = 26  # pixels above the change in a block that grew: its last line may look different


class FrameKind(Enum):
    """What a shape is for."""

    BUBBLE = "bubble"  # a question
    PANEL = "panel"  # a summary
    FOCUS = "focus"  # the message that has the keyboard's attention
    LINK = "link"  # the link in it that has; above the items


@dataclass(frozen=True, slots=True)
class Frame:
    """A shape behind the items of a message."""

    rect: QRect
    kind: FrameKind


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it was painted."""

    y: int
    height: int
    overhang: int
    look: tuple[int, int]
    part: Part | None


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is painted at one time."""

    width: int
    height: int
    items: dict[Item, Shown]
    frames: frozenset[Frame]


class Canvas:
    """The painted part of the view. The viewport must be opaque."""

    def __init__(self, viewport: QWidget, theme: Theme) -> None:
        self._viewport = viewport
        self.theme = theme
        self._placed: Sequence[Placed] = ()
        self._parts: Mapping[Item, Part] = {}
        self._left = 0
        self._picture = Picture(0, 0, {}, frozenset())

    def show(
        self, placed: Sequence[Placed], frames: Sequence[Frame], parts: Mapping[Item, Part], left: int
    ) -> None:
        """Show these items; `left` is the column's x. Moves pixels where that suffices."""
        self._placed, self._parts = placed, parts
        old, moved_column = self._picture, left != self._left
        self._left = left
        size = self._viewport.size()
        items = {
            p.item: Shown(p.y, p.item.height, p.item.overhang, p.item.look, parts.get(p.item)) for p in placed
        }
        self._picture = new = Picture(size.width(), size.height(), items, frozenset(frames))
        if moved_column or (old.width, old.height) != (new.width, new.height):
            self._viewport.update()
        else:
            self._update(old, new)

    def forget(self) -> None:
        """Paint everything anew, as after a change of theme."""
        self._picture = Picture(0, 0, {}, frozenset())
        self._viewport.update()

    def _update(self, old: Picture, new: Picture) -> None:
        kept = next((item for item in new.items if item in old.items), None)
        by = new.items[kept].y - old.items[kept].y if kept is not None else new.height
        if abs(by) >= new.height:
            self._viewport.update()
            return
        dirty = _differences(old, new, by)
        if by:
            self._viewport.scroll(0, by)
        for top, bottom in dirty:
            top, bottom = max(0, top - EDGE), min(new.height, bottom + EDGE)
            if bottom > top:
                self._viewport.update(0, top, new.width, bottom - top)

    def paint(self, exposed: QRect) -> None:
        """Paint a part of the viewport. Called in its paint event."""
        painter = QPainter(self._viewport)
        painter.fillRect(exposed, self.theme.color("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for frame in self._picture.frames:
            if frame.kind is not FrameKind.LINK:
                self._paint_frame(painter, frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for place in self._placed:
            item = place.item
            x, y = self._left + place.x, place.y
            bounds = QRect(x - SIDE, y - item.overhang, item.width + 2 * SIDE, item.height + item.overhang)
            if not bounds.intersects(exposed):
                continue
            visible = bounds.intersected(exposed)
            painter.save()
            painter.setClipRect(visible)
            painter.translate(x, y)
            item.paint(painter, QRectF(visible.translated(-x, -y)), self._parts.get(item))
            painter.restore()
        for frame in self._picture.frames:
            if frame.kind is FrameKind.LINK:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_frame(painter, frame)
        painter.end()

    def _paint_frame(self, painter: QPainter, frame: Frame) -> None:
        theme = self.theme
        match frame.kind:
            case FrameKind.FOCUS:
                painter.setPen(QPen(theme.color("accent"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(frame.rect).adjusted(1, 1, -1, -1), RADIUS.l, RADIUS.l)
            case FrameKind.LINK:
                painter.setPen(QPen(theme.color("accent"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(frame.rect).adjusted(1, 1, -1, -1), RADIUS.s, RADIUS.s)
            case FrameKind.PANEL:
                painter.setPen(QPen(theme.color("border_strong"), 1))
                painter.setBrush(theme.color("surface"))
                painter.drawRoundedRect(QRectF(frame.rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.l, RADIUS.l)
            case FrameKind.BUBBLE:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("user"))
                painter.drawRoundedRect(frame.rect, RADIUS.l, RADIUS.l)


def _differences(old: Picture, new: Picture, by: int) -> list[tuple[int, int]]:
    """Give the stripes, from y to y, that are wrong after the old picture was moved down by some pixels."""
    dirty: list[tuple[int, int]] = []
    for item, now in new.items.items():
        was = old.items.get(item)
        if was is None:
            dirty.append((now.y - now.overhang, now.y + now.height))
        elif was.y + by != now.y or (was.look, was.height, was.part) != (now.look, now.height, now.part):
            dirty += _changed(item, was, now, by)
    for item, was in old.items.items():
        if item not in new.items:
            dirty.append((was.y - was.overhang + by, was.y + was.height + by))
    moved = {Frame(frame.rect.translated(0, by), frame.kind) for frame in old.frames}
    dirty += [(frame.rect.top(), frame.rect.bottom() + 1) for frame in moved ^ new.frames]
    return dirty


def _changed(item: Item, was: Shown, now: Shown, by: int) -> list[tuple[int, int]]:
    bottom = now.y + max(was.height, now.height)
    one_step = now.look == (was.look[0] + 1, was.look[1]) and was.part == now.part
    if one_step and was.y + by == now.y and item.changed_from:
        return [(now.y + math.floor(min(item.changed_from, was.height - LINE_ABOVE)), bottom)]
    return [(now.y - now.overhang, bottom), (was.y - was.overhang + by, was.y + was.height + by)]
