"""Writes chats into a PDF file."""

from __future__ import annotations

import errno
import mmap
import os
import re
import unicodedata
from pathlib import Path

from PySide6.QtCore import QFile, QIODevice, QLocale
from PySide6.QtGui import QPdfWriter

from desktop.core.archive_markdown import Form
from desktop.widgets.paper.output import DeviceOutput, NoPaper
from desktop.widgets.paper.press import Chats, Steps, press
from desktop.widgets.paper.radicals import UNIFIED
from desktop.widgets.paper.sheet import layout_for, sheet_of
from desktop.widgets.paper.style import paper_style

PROBE = 65_536  # bytes
DOTS = 1200  # of an inch; texts and lines are placed on them
_MAPPINGS = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_LIST = re.compile(rb"\[[^\]]*\]")
_RANGE = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>", re.MULTILINE)
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_FORMS = ((0x2E80, 0x2FDF), (0xFB50, 0xFEFC))  # radicals; Arabic letters by their place in the word


def write_pdf(chats: Chats, form: Form, path: Path) -> Steps:
    """Write a file, in steps of some milliseconds. Raises OSError."""
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(errno.EACCES, file.errorString())
    try:
        writer = QPdfWriter(file)
        writer.setResolution(DOTS)
        writer.setPageLayout(layout_for(QLocale.system()))
        writer.setCreator("Fireside")
        writer.setTitle(_title(chats, form))
        try:
            pages = yield from press(
                chats, paper_style(form), sheet_of(writer.pageLayout()), DeviceOutput(writer)
            )
        except NoPaper:
            raise _failure(path) from None
        if not file.flush() or file.error() is not QFile.FileError.NoError:
            raise _failure(path)
    finally:
        file.close()
    name_characters(path)
    return pages


def name_characters(path: Path) -> None:
    """Let the glyphs of a file stand for the characters that people type.

    Where several characters share a glyph, Qt names the first one in Unicode: a radical instead of the
    Chinese character, a tab instead of a space. Then neither searching nor copying gives the text.
    """
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        for found in _MAPPINGS.finditer(content):
            named = _RANGE.sub(_typed_range, found.group())
            content[found.start() : found.end()] = _LIST.sub(_typed_list, named)  # as long as before


def _typed_list(listed: re.Match[bytes]) -> bytes:
    return _CODE.sub(lambda code: _typed(code.group(1)), listed.group())


def _typed_range(range_: re.Match[bytes]) -> bytes:
    """Change what one glyph stands for; the characters of several follow each other, and stay."""
    first, last, code = range_.groups()
    return b"<%b> <%b> %b" % (first, last, _typed(code)) if first == last else range_.group()


def _typed(code: bytes) -> bytes:
    return f"<{ord(_character(int(code, 16))):04X}>".encode()


def _character(number: int) -> str:
    character = chr(number)
    if number == 9:
        return " "
    if not any(first <= number <= last for first, last in _FORMS):
        return character
    known = UNIFIED.get(character, unicodedata.normalize("NFKC", character))
    return known if len(known) == 1 and ord(known) < 0x10000 else character


def _title(chats: Chats, form: Form) -> str:
    first = next(iter(chats()), None)
    return " ".join(((first.chat.title if first else "") or form.headings.untitled).split())


def _failure(path: Path) -> OSError:
    """Ask the system why nothing more can be written; Qt does not tell a full disk from others."""
    try:
        with path.open("ab") as file:
            file.write(bytes(PROBE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error
    return OSError(errno.EIO, os.strerror(errno.EIO))
