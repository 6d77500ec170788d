"""The X11 protocol as bytes: just what it takes to hold keys of the whole screen, as pure functions.

A client of our own, and not Qt's connection: there each event of the window would pass through Python. And
not python-xlib: of its 200 KiB this needs six requests, and its waiting is not Qt's.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

COOKIE = b"MIT-MAGIC-COOKIE-1"
ERROR, REPLY, KEY_PRESS, MAPPING_CHANGED = 0, 1, 2, 34
UNIT = 32  # bytes of an event, an error, and the beginning of a reply
BAD_ACCESS = 10  # the error of keys that another program holds
SHIFT, LOCK, CONTROL = 1, 2, 4  # masks; those of other modifiers are asked for
ALT_KEYS, META_KEYS, NUM_LOCK = (0xFFE9, 0xFFEA), (0xFFEB, 0xFFEC), 0xFF7F  # keysyms
ANY_DISPLAY, LOCAL = 65535, 256  # families in the file of cookies
ACTIVATE = "_NET_ACTIVE_WINDOW"
SUBSTRUCTURE = 0x180000  # who manages windows listens for these
LARGEST = 1 << 20
LEVELS = 4  # of a key: without and with Shift, in the first and in the second layout


class WireError(ValueError):
    """The server said something that is no X11, or refused."""


@dataclass(frozen=True, slots=True)
class Display:
    """What the server says of itself."""

    root: int
    low: int  # the smallest keycode
    high: int


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Which codes the keys have, and which bits the modifiers."""

    low: int
    symbols: tuple[tuple[int, ...], ...]  # of each keycode from `low` on
    modifiers: tuple[tuple[int, ...], ...]  # keycodes of each of the eight bits

    def code(self, symbol: int) -> int | None:
        """Find the key that gives a symbol, without Shift if there is one."""
        for level in range(LEVELS):
            for at, symbols in enumerate(self.symbols):
                if len(symbols) > level and symbols[level] == symbol:
                    return self.low + at
        return None

    def mask(self, *symbols: int) -> int:
        """Give the bit of a modifier; 0 where the keyboard has none."""
        codes = {self.low + at for at, held in enumerate(self.symbols) if set(held) & set(symbols)}
        for bit, keys in enumerate(self.modifiers):
            if codes & set(keys):
                return 1 << bit
        return 0


def address_of(display: str) -> tuple[str, int] | None:
    """Give the socket and number of a display on this machine; None for one elsewhere."""
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or host not in ("", "unix") or not number.isascii() or not number.isdigit():
        return None
    return f"/tmp/.X11-unix/X{int(number)}", int(number)


def cookie_for(number: int, environment: Mapping[str, str] = os.environ) -> bytes:
    """Read what lets us in; empty where nothing is needed or known."""
    home = environment.get("HOME", "")
    path = environment.get("XAUTHORITY") or str(Path(home, ".Xauthority"))
    try:
        data = Path(path).read_bytes()[:LARGEST]
    except (OSError, ValueError):
        return b""
    at, found = 0, b""
    while at + 2 <= len(data):
        (family,) = struct.unpack_from(">H", data, at)
        at += 2
        parts: list[bytes] = []
        for _ in range(4):
            if at + 2 > len(data):
                return found
            (length,) = struct.unpack_from(">H", data, at)
            parts.append(data[at + 2 : at + 2 + length])
            at += 2 + length
        _, shown, name, value = parts
        if family in (ANY_DISPLAY, LOCAL) and name == COOKIE and shown in (b"", str(number).encode()):
            found = found or value
    return found


def hello(cookie: bytes) -> bytes:
    """Ask to be let in."""
    name = COOKIE if cookie else b""
    head = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(name), len(cookie))
    return head + _padded(name) + _padded(cookie)


def answer_size(head: bytes) -> int:
    """Say how long the answer to `hello` is, from its first eight bytes."""
    return 8 + 4 * struct.unpack_from("<H", head, 6)[0]


def display_from(answer: bytes) -> Display:
    """Read the answer to `hello`. Raises `WireError` when the server does not let us in."""
    try:
        if answer[0] != 1:
            raise WireError("not let in")
        vendor, screens, formats, low, high = struct.unpack_from("<16xHxxBB4xBB", answer, 8)
        if not screens:
            raise WireError("no screen")
        at = 8 + 32 + vendor + -vendor % 4 + 8 * formats
        return Display(struct.unpack_from("<I", answer, at)[0], low, high)
    except (struct.error, IndexError) as error:
        raise WireError("no X11") from error


def ask_symbols(display: Display) -> bytes:
    """Ask what the keys give."""
    return struct.pack("<BxHBBxx", 101, 2, display.low, display.high - display.low + 1)


def ask_modifiers() -> bytes:
    """Ask which keys are modifiers."""
    return struct.pack("<BxH", 119, 1)


def ask_atom(name: str) -> bytes:
    """Ask for the number of a name."""
    raw = name.encode("ascii")
    return struct.pack("<BBHHxx", 16, 0, 2 + (len(raw) + 3) // 4, len(raw)) + _padded(raw)


def ask_nothing() -> bytes:
    """Have the server answer, so that errors of what came before are there: who has the focus."""
    return struct.pack("<BxH", 43, 1)


def grab(root: int, code: int, mask: int) -> bytes:
    """Hold a key with modifiers; an error follows if another program does."""
    return struct.pack("<BBHIHBBBxxx", 33, 0, 4, root, mask, code, 1, 1)


def let_go(root: int, code: int, mask: int) -> bytes:
    """Hold it no more."""
    return struct.pack("<BBHIHxx", 34, code, 3, root, mask)


def activate(root: int, window: int, atom: int, time: int) -> bytes:
    """Ask who manages the windows to bring one forward, since the user pressed a key at that time."""
    event = struct.pack("<BBHII5I", 33, 32, 0, window, atom, 1, time, 0, 0, 0)
    return struct.pack("<BBHII", 25, 0, 11, root, SUBSTRUCTURE) + event


def keyboard_from(display: Display, symbols: bytes, modifiers: bytes) -> Keyboard:
    """Read the answers about the keys. Raises `WireError`."""
    try:
        each = symbols[1]
        count = display.high - display.low + 1
        flat = struct.unpack_from(f"<{each * count}I", symbols, UNIT)
        held = modifiers[1]
        codes = struct.unpack_from(f"<{8 * held}B", modifiers, UNIT)
    except (struct.error, IndexError) as error:
        raise WireError("no keyboard") from error
    return Keyboard(
        display.low,
        tuple(flat[at * each : (at + 1) * each] for at in range(count)),
        tuple(tuple(code for code in codes[bit * held : (bit + 1) * held] if code) for bit in range(8)),
    )


def number_from(answer: bytes) -> int:
    """Read the answer to `ask_atom`."""
    return int(struct.unpack_from("<I", answer, 8)[0])


def take(data: bytearray) -> bytes | None:
    """Take the next event, error or answer out of what has come; None while it is not whole.

    Raises `WireError` for one that is too large.
    """
    if len(data) < UNIT:
        return None
    size = UNIT
    if data[0] == REPLY:
        size += 4 * struct.unpack_from("<I", data, 4)[0]
    if size > LARGEST:
        raise WireError("too large")
    if len(data) < size:
        return None
    unit = bytes(data[:size])
    del data[:size]
    return unit


def time_of(event: bytes) -> int:
    """Give when a key was pressed, by the server's clock."""
    return int(struct.unpack_from("<I", event, 4)[0])


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
