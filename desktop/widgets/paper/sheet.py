"""The size of a page, in the pixels in which texts are laid out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize

POINTS = 0.7  # of a pixel: the body's 15 pixels are 10.5 points on paper
MARGINS = QMarginsF(18, 14, 18, 12)  # mm, around what is printed with the lines above and below
HEAD, FOOT = 34, 34  # pixels: the title above the text, the number of the page below
SMALLEST = 200  # pixels; on a page with less room nothing could be read


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is inside the margins."""

    width: float
    height: float

    @property
    def room(self) -> float:
        """Give the height that is left for the text."""
        return self.height - HEAD - FOOT


def sheet_of(layout: QPageLayout) -> Sheet:
    """Give the room that a page has."""
    inside = layout.paintRect(QPageLayout.Unit.Point)
    return Sheet(max(SMALLEST, inside.width() / POINTS), max(SMALLEST, inside.height() / POINTS))


def layout_for(locale: QLocale) -> QPageLayout:
    """Give the page that is usual where the reader lives: Letter in North America, A4 elsewhere."""
    metric = locale.measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    british = locale.measurementSystem() is QLocale.MeasurementSystem.ImperialUKSystem
    size = QPageSize.PageSizeId.A4 if metric or british else QPageSize.PageSizeId.Letter
    portrait = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(size), portrait, MARGINS, QPageLayout.Unit.Millimeter)


def scale_of(device: QPagedPaintDevice) -> float:
    """Give the device's dots of one pixel."""
    return device.logicalDpiX() * POINTS / 72
