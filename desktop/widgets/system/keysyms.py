"""Which symbols of X11 the keys of Qt are, by number and by the name that portals want."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

Key = Qt.Key
NAMED: Mapping[Qt.Key, tuple[int, str]] = {
    Key.Key_Space: (0x20, "space"),
    Key.Key_Backspace: (0xFF08, "BackSpace"),
    Key.Key_Tab: (0xFF09, "Tab"),
    Key.Key_Return: (0xFF0D, "Return"),
    Key.Key_Enter: (0xFF8D, "KP_Enter"),
    Key.Key_Escape: (0xFF1B, "Escape"),
    Key.Key_Pause: (0xFF13, "Pause"),
    Key.Key_ScrollLock: (0xFF14, "Scroll_Lock"),
    Key.Key_Home: (0xFF50, "Home"),
    Key.Key_Left: (0xFF51, "Left"),
    Key.Key_Up: (0xFF52, "Up"),
    Key.Key_Right: (0xFF53, "Right"),
    Key.Key_Down: (0xFF54, "Down"),
    Key.Key_PageUp: (0xFF55, "Prior"),
    Key.Key_PageDown: (0xFF56, "Next"),
    Key.Key_End: (0xFF57, "End"),
    Key.Key_Print: (0xFF61, "Print"),
    Key.Key_Insert: (0xFF63, "Insert"),
    Key.Key_Menu: (0xFF67, "Menu"),
    Key.Key_Delete: (0xFFFF, "Delete"),
}
MARKS = {
    "!": "exclam", '"': "quotedbl", "#": "numbersign", "$": "dollar", "%": "percent", "&": "ampersand",
    "'": "apostrophe", "(": "parenleft", ")": "parenright", "*": "asterisk", "+": "plus", ",": "comma",
    "-": "minus", ".": "period", "/": "slash", ":": "colon", ";": "semicolon", "<": "less", "=": "equal",
    ">": "greater", "?": "question", "@": "at", "[": "bracketleft", "\\": "backslash", "]": "bracketright",
    "^": "asciicircum", "_": "underscore", "`": "grave", "{": "braceleft", "|": "bar", "}": "braceright",
    "~": "asciitilde",
}  # fmt: skip
UNICODE = 0x01000000  # added to characters that have no number of their own


def symbol_of(key: Qt.Key) -> int | None:
    """Give the number of a key's symbol; None for one that X11 does not have."""
    if key in NAMED:
        return NAMED[key][0]
    if Key.Key_F1 <= key <= Key.Key_F35:
        return 0xFFBE + key.value - Key.Key_F1.value
    text = _text(key)
    if not text:
        return None
    code = ord(text)
    return code if code < 0x100 else UNICODE + code


def name_of(key: Qt.Key) -> str:
    """Name a key's symbol; empty for one that X11 does not have."""
    if key in NAMED:
        return NAMED[key][1]
    if Key.Key_F1 <= key <= Key.Key_F35:
        return f"F{key.value - Key.Key_F1.value + 1}"
    text = _text(key)
    if not text:
        return ""
    if text.isascii() and text.isalnum():
        return text
    return MARKS.get(text, f"U{ord(text):04X}")


def _text(key: Qt.Key) -> str:
    """Give the character of a key, small: keys of Qt that have one are its number."""
    if not 0x20 < key.value < 0x10000:
        return ""
    text = chr(key.value).lower()
    return text if len(text) == 1 and text.isprintable() else ""
