"""Lucide outlines (ISC licence), coloured and rasterised when they are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE = "1.75"  # of an outline drawn on a grid of 24; Lucide's own 2 looks heavy beside Inter

# Lucide renames an icon now and then, and keeps the old name as an alias.
_QUERY = """
SELECT svg FROM icons WHERE name = ?
UNION ALL SELECT svg FROM icons JOIN icon_aliases USING (name) WHERE alias = ?
"""


class UnknownIcon(LookupError):
    """The installed Lucide package has no outline of this name: a typing error, or a changed package."""


def outlines_file() -> Path:
    """Find the SQLite file of the installed package python-lucide, which is not imported (120 ms).

    Raises FileNotFoundError when the package is not installed completely.
    """
    spec = find_spec("lucide")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for file in sorted(Path(folder, "data").glob("*.db")):
            return file
    raise FileNotFoundError("the outlines of python-lucide are missing from this installation of Fireside")


class Outlines:
    """Reads outlines by name from the package's SQLite file, and keeps those it has read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: dict[str, str] = {}

    def preload(self, names: Iterable[str]) -> None:
        """Read many outlines in one go. Raises `UnknownIcon`."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._read]
        if not wanted:
            return
        address = f"{self._file.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as db:
            for name in wanted:
                row = db.execute(_QUERY, (name, name)).fetchone()
                if row is None:
                    raise UnknownIcon(name)
                self._read[name] = str(row[0])

    def svg(self, name: str) -> str:
        """Give the SVG text of an outline. Raises `UnknownIcon`."""
        self.preload((name,))
        return self._read[name]


class Icons:
    """Makes icons in the colours of a theme. One object for a window; GUI thread only."""

    def __init__(self, outlines: Outlines | None = None) -> None:
        self._outlines = outlines or Outlines(outlines_file())
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def preload(self, names: Iterable[str]) -> None:
        """Read the outlines that a window starts with in one go."""
        self._outlines.preload(names)

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """Draw an outline, `size` device-independent pixels square, for a screen's device pixel ratio."""
        key = (name, color.rgba(), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, color, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, color: QColor, size: int = 16, disabled: QColor | None = None) -> QIcon:
        """Make an icon that is sharp on every present screen; `disabled` is the colour of that state.

        A pixmap takes 0.2 ms, so that others are not prepared: Qt scales for a screen that comes later.
        """
        made = QIcon()
        for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
            made.addPixmap(self.pixmap(name, color, size, ratio))
            if disabled is not None:
                made.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        return made

    def _draw(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        text = self._outlines.svg(name).replace("currentColor", color.name())
        text = text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
        pixels = round(size * ratio)
        drawn = QPixmap(pixels, pixels)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setOpacity(color.alphaF())
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        drawn.setDevicePixelRatio(ratio)
        return drawn
