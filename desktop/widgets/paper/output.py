"""Where pages go: to a device that has pages, such as a PDF file or a printer, or to pictures of them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPicture

from desktop.widgets.paper.sheet import Sheet, scale_of


class NoPaper(Exception):
    """The device takes nothing: the file cannot be opened, or the printer is not there."""


class Output(Protocol):
    """Takes one page after the other."""

    def begin(self, pages: int) -> None:
        """Learn how many pages there will be. Raises `NoPaper`."""
        ...

    def page(self, number: int) -> QPainter | None:
        """Begin a page, counted from 1; None where nobody wants to see it. Raises `NoPaper`."""
        ...

    def end(self) -> None:
        """Nothing follows; may be called without `begin`."""
        ...

    @property
    def pages(self) -> int:
        """How many pages there will be."""
        ...


class DeviceOutput:
    """Paints pages on a device."""

    def __init__(self, device: QPagedPaintDevice, first: int = 1, last: int = 0) -> None:
        self.pages = 0
        self._device = device
        self._first, self._last = first, last  # 0 is the last one there is
        self._painter: QPainter | None = None
        self._begun = False

    def begin(self, pages: int) -> None:
        """Open the device."""
        self.pages = pages
        self._painter = painter = QPainter()
        if not painter.begin(self._device):
            raise NoPaper
        scale = scale_of(self._device)
        painter.scale(scale, scale)

    def page(self, number: int) -> QPainter | None:
        """Begin a page, if it is one of those that are wanted."""
        if number < self._first or (self._last and number > self._last):
            return None
        if self._begun and not self._device.newPage():
            raise NoPaper
        self._begun = True
        return self._painter

    def end(self) -> None:
        """Close the device."""
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self._painter = None


class PictureOutput:
    """Keeps pages as pictures, up to a number of them."""

    def __init__(self, sheet: Sheet, most: int) -> None:
        self.pages = 0
        self.pictures: list[QPicture] = []
        self._sheet = sheet
        self._most = most
        self._painter: QPainter | None = None

    @property
    def full(self) -> bool:
        """Whether no more pages are kept."""
        return self._painter is None and len(self.pictures) >= self._most

    def begin(self, pages: int) -> None:
        """Learn how many pages there will be."""
        self.pages = pages

    def page(self, number: int) -> QPainter | None:
        """Begin a picture."""
        self.end()
        if number > self._most:
            return None
        picture = QPicture()
        picture.setBoundingRect(QRectF(0, 0, self._sheet.width, self._sheet.height).toAlignedRect())
        self.pictures.append(picture)
        self._painter = QPainter(picture)
        return self._painter

    def end(self) -> None:
        """Finish the picture that is being painted."""
        if self._painter is not None:
            self._painter.end()
        self._painter = None
