"""Formulas in exported pages: drawn as outlines that need no font and no script, and can be read aloud."""

from __future__ import annotations

import re
from html import escape

LONGEST = 2_000  # characters; a longer one may take very long
MOST_KEPT = 2_000

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "title", "defs", "path", "g", "use", "rect", "line", "text"})
_LEFT_OUT = re.compile(r"<metadata>.*?</metadata>|<style>.*?</style>", re.DOTALL)
_OUTSIDE = re.compile(r"^\s*(?!#mathra-)\S")  # an address that does not point into the drawing


class DrawnFormulas:
    """Draws formulas and keeps those it has drawn, since most come more than once."""

    def __init__(self, language: str) -> None:
        self._language = "zh" if language.casefold().startswith("zh") else "en"
        self._known: dict[tuple[str, bool], str] = {}

    def html(self, tex: str, display: bool) -> str:
        """Give a formula as HTML: drawn, or as it was written where it is not understood in full."""
        key = (tex.strip(), display)
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = self._drawn(*key) or f"<code>{escape(tex)}</code>"
        shown = self._known[key]
        return f'<p class="formula">{shown}</p>\n' if display else shown

    def _drawn(self, tex: str, display: bool) -> str:
        import mathra  # here: loads native code

        if not tex or len(tex) > LONGEST:
            return ""
        try:
            result = mathra.render(tex, self._language, display=display)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # noqa: BLE001  # ValueError, or a Rust panic, which is no Exception
            return ""
        drawing = _LEFT_OUT.sub("", str(result["svg"]))
        return drawing if not result["warnings"] and _harmless(drawing) else ""


def _harmless(drawing: str) -> bool:
    """Tell whether nothing but outlines is there, whatever the library may have let through."""
    from xml.etree import ElementTree  # here: the window seldom needs it

    try:
        root = ElementTree.fromstring(drawing)
    except ElementTree.ParseError:
        return False
    for element in root.iter():
        if element.tag.removeprefix(_NAMESPACE) not in _ELEMENTS:
            return False
        for name, value in element.attrib.items():
            if name.startswith("on") or (name.endswith("href") and _OUTSIDE.match(value)):
                return False
    return True
