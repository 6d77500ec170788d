"""LaTeX to outlines, by mathra behind an interface, so that another library can take its place."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QPainterPath

from desktop.widgets.transcript.mathsvg import Drawing, Outliner, UnreadableSvg

MAX_LENGTH = 2_000  # characters; mathra takes up to 0.4 s for hostile input of 40 kB
KEPT, KNOWN = 2_000, 50_000  # formulas; those of which it is known whether they can be drawn
WIDEST, HIGHEST = 1_000_000, 200_000  # units; a formula may ask for any size, a scroll bar counts in int
_MISSING_GLYPH = "E-REC-8"  # mathra's rule for a character that its font lacks; it draws a box then


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as an outline: 1 em is 1000 units, y points down, the baseline is y = 0."""

    path: QPainterPath
    width: float
    ascent: float
    descent: float
    speech: str  # what a screen reader says


class Formulas:
    """Sets formulas and keeps those it has set. Imports mathra at the first use (8 ms)."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._known: OrderedDict[tuple[str, bool], Formula | None] = OrderedDict()
        self._drawn: OrderedDict[str, bool] = OrderedDict()
        self._outliner = Outliner()

    def formula(self, tex: str, display: bool) -> Formula | None:
        """Set a formula; None if it is not understood in full: then its source is to be shown."""
        key = (tex, display)
        if key not in self._known:
            if len(self._known) >= KEPT:
                self._known.popitem(last=False)
            made = self._known[key] = self._set(tex, display)
            if not display:
                self._drawn[tex] = made is not None
        return self._known[key]

    def drawn(self, tex: str) -> bool:
        """Tell whether a formula within a line is drawn; that is known of many more than are kept."""
        if tex not in self._drawn:
            if len(self._drawn) >= KNOWN:
                self._drawn.popitem(last=False)
            self._drawn[tex] = self.formula(tex, display=False) is not None
        return self._drawn[tex]

    def warm(self) -> None:
        """Import mathra and its fonts."""
        self._set("x", display=False)

    def _set(self, tex: str, display: bool) -> Formula | None:
        import mathra

        if not tex.strip() or len(tex) > MAX_LENGTH:
            return None
        try:
            result = mathra.render(tex, self._language, display=display)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # noqa: BLE001  # ValueError, or a Rust panic, which is no Exception
            return None
        missing = _missing(result["warnings"])
        if missing is None:
            return None
        try:
            drawing = self._outliner.outline(str(result["svg"]), missing)
        except UnreadableSvg:
            return None
        if not _bounded(drawing):
            return None
        top, bottom = -drawing.top, drawing.top + drawing.height
        return Formula(drawing.path, drawing.width, top, bottom, str(result["speech"]))


def _bounded(drawing: Drawing) -> bool:
    """Tell whether a drawing can be laid out. Written so that what is not a number is refused, too."""
    around = drawing.path.controlPointRect()
    return (
        0 <= drawing.width <= WIDEST
        and 0 <= drawing.height <= HIGHEST
        and abs(drawing.top) <= HIGHEST
        and all(
            abs(edge) <= WIDEST for edge in (around.left(), around.right(), around.top(), around.bottom())
        )
    )


def _missing(warnings: Sequence[Mapping[str, Any]]) -> str | None:
    """Give the characters that are drawn as boxes, in order; None if anything else is wrong."""
    found: list[str] = []
    for warning in warnings:
        _, mark, code = str(warning["description"]).partition("U+")
        digits = code[: next((n for n, c in enumerate(code) if c not in "0123456789ABCDEF"), len(code))]
        if warning["rule"] != _MISSING_GLYPH or not mark or not digits:
            return None
        found.append(chr(int(digits, 16)))
    return "".join(found)
