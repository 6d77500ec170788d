"""Where the user has put the edges between two parts of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter, QWidget

MOST = 4  # parts of a page beside each other


class Splits(QObject):
    """Puts named edges where they were, when their page is first shown."""

    def __init__(self, kept: Sequence[str], keep: Callable[[tuple[str, ...]], None], parent: QObject) -> None:
        """`kept` are lines `name=share,share` in thousandths; what cannot be read is left out."""
        super().__init__(parent)
        self._shares = dict(read for line in kept if (read := _read(line)) is not None)
        self._keep = keep
        self._known: set[QSplitter] = set()
        self._moved = False

    @Slot(object)
    def find(self, page: QWidget) -> None:
        """Look after the edges of a page that is shown."""
        for split in page.findChildren(QSplitter):
            if split.objectName() and split not in self._known:
                self._known.add(split)
                split.splitterMoved.connect(partial(self._note, split))
                shares = self._shares.get(split.objectName())
                if shares is not None and len(shares) == split.count():
                    split.setSizes([1 + share for share in shares])

    @Slot()
    def store(self) -> None:
        """Remember them, if one was moved."""
        if self._moved:
            self._moved = False
            lines = (f"{name}={','.join(map(str, shares))}" for name, shares in self._shares.items())
            self._keep(tuple(lines))

    def _note(self, split: QSplitter, _at: int, _edge: int) -> None:
        sizes = split.sizes()
        total = sum(sizes)
        if total:
            self._shares[split.objectName()] = tuple(round(1000 * size / total) for size in sizes)
            self._moved = True


def _read(line: str) -> tuple[str, tuple[int, ...]] | None:
    name, _, rest = line.partition("=")
    parts = rest.split(",")
    if not name or not 2 <= len(parts) <= MOST:
        return None
    if not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    return name, tuple(int(part) for part in parts)
