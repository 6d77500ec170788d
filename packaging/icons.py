"""Draws the program's icon as each system wants it: PNG files, `.ico` for Windows, `.icns` for macOS."""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).parents[1] / "resources" / "icons" / "fireside.svg"
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024, b"ic13": 256}


def png(size: int) -> bytes:
    """Draw the icon, that many pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico(sizes: tuple[int, ...] = PNG_SIZES) -> bytes:
    """Put several sizes into one file for Windows."""
    pictures = [png(size) for size in sizes]
    place = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in zip(sizes, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)


def icns() -> bytes:
    """Put several sizes into one file for macOS."""
    parts = [(kind, png(size)) for kind, size in ICNS_TYPES.items()]
    body = b"".join(kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write_icons(folder: Path) -> None:
    """Write all of them into a folder; the PNG files in the folders of an icon theme."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    drawing = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fireside.ico").write_bytes(ico())
    (folder / "fireside.icns").write_bytes(icns())
    for size in PNG_SIZES:
        target = folder / "hicolor" / f"{size}x{size}" / "apps" / "fireside.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(png(size))
    del drawing
