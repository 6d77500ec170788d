"""Paints the markers of list items."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.widgets.style import Theme

BOX = 14
BULLET = 2.6


def paint_marker(
    painter: QPainter, marker: str, corner: QPointF, theme: Theme, right_to_left: bool = False
) -> None:
    """Paint a marker on the baseline at the y of `corner`.

    It ends at the x of `corner`, or begins there if the text reads from right to left.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(theme.body)
    if marker in "☐☑":
        middle = corner.y() - metrics.capHeight() / 2
        x = corner.x() + 1 if right_to_left else corner.x() - BOX - 1
        left, top = round(x) + 0.5, round(middle - BOX / 2) + 0.5
        _paint_box(painter, QRectF(left, top, BOX, BOX), marker == "☑", theme)
    elif marker in "•◦":
        x = corner.x() + 4 if right_to_left else corner.x() - 4
        _paint_bullet(painter, QPointF(x, corner.y() - metrics.xHeight() / 2), marker, theme)
    else:
        painter.setFont(theme.body)
        painter.setPen(theme.color("text2"))
        width = metrics.horizontalAdvance(marker)
        x = corner.x() - 2 if right_to_left else corner.x() - width + 2
        if right_to_left:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.drawText(QPointF(x, corner.y()), marker)
    painter.restore()


def _paint_box(painter: QPainter, box: QRectF, checked: bool, theme: Theme) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, 3.5, 3.5)
    if not checked:
        painter.setPen(QPen(theme.color("border_strong"), 1.4))
        painter.drawPath(path)
        return
    painter.fillPath(path, theme.color("accent"))
    round_ends = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(theme.color("on_accent"), 1.8, Qt.PenStyle.SolidLine, *round_ends))
    tick = (QPointF(3.4, 7.4), QPointF(6, 10), QPointF(10.6, 4.6))
    painter.drawPolyline([box.topLeft() + point for point in tick])


def _paint_bullet(painter: QPainter, center: QPointF, marker: str, theme: Theme) -> None:
    if marker == "•":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text2"))
        painter.drawEllipse(center, BULLET, BULLET)
    else:
        painter.setPen(QPen(theme.color("text2"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, BULLET - 0.3, BULLET - 0.3)
