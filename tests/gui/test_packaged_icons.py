"""The icons that packages bring, drawn from the one outline."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

sys.path.append(str(Path(__file__).parents[2] / "packaging"))
import icons


@pytest.fixture(scope="module")
def folder(qapp, tmp_path_factory):
    made = tmp_path_factory.mktemp("icons")
    icons.write_icons(made)
    return made


def test_the_icon_for_windows_has_all_sizes(folder):
    reader = QImageReader(str(folder / "fireside.ico"))
    sizes = set()
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        sizes.add(reader.read().width())
    assert sizes == set(icons.PNG_SIZES)


def test_the_icon_for_macos_holds_png_files_of_their_sizes(folder):
    content = (folder / "fireside.icns").read_bytes()
    assert content[:4] == b"icns" and struct.unpack(">I", content[4:8]) == (len(content),)
    place, seen = 8, {}
    while place < len(content):
        kind, length = content[place : place + 4], struct.unpack(">I", content[place + 4 : place + 8])[0]
        seen[kind] = QImage.fromData(content[place + 8 : place + length], "PNG").width()
        place += length
    assert seen == icons.ICNS_TYPES


def test_the_icons_of_a_theme_are_not_empty(folder):
    for size in icons.PNG_SIZES:
        image = QImage(str(folder / "hicolor" / f"{size}x{size}" / "apps" / "fireside.png"))
        assert image.width() == size and image.pixelColor(size // 2, size // 2).alpha() > 0
