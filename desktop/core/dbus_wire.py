"""The D-Bus protocol as bytes: just what a client of the session bus needs, as pure functions.

Not QtDBus: from Python it can send neither unsigned numbers nor lists of structures, and both the portal for
shortcuts and the notifications want them; and it runs a thread of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, cast

NUMBERS = {"y": "B", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d", "h": "I"}
ALIGNED = {"y": 1, "n": 2, "q": 2, "x": 8, "t": 8, "d": 8, "g": 1, "v": 1, "(": 8, "{": 8}  # 4 for others
CLOSING = {"(": ")", "{": "}"}
DEEPEST = 16  # containers in each other
LARGEST = 1 << 20  # bytes of a message that is listened to
HEAD = struct.Struct("<BBBBIII")
SMALLEST = HEAD.size  # bytes before the fields of a header
FIELDS = {1: "path", 2: "interface", 3: "member", 4: "error", 5: "reply_to", 6: "destination", 7: "sender"}
TYPES = {"path": "o", "reply_to": "u"}  # "s" for others
SIGNATURE = 8  # the field with the body's


class Kind(IntEnum):
    """What a message is."""

    CALL = 1
    REPLY = 2
    ERROR = 3
    SIGNAL = 4


@dataclass(frozen=True, slots=True)
class Variant:
    """A value that brings its type along."""

    signature: str
    value: Any


@dataclass(frozen=True, slots=True)
class Message:
    """One message, as it is sent or has come. A body that cannot be understood is empty."""

    kind: Kind
    serial: int
    path: str = ""
    interface: str = ""
    member: str = ""
    error: str = ""
    reply_to: int = 0
    destination: str = ""
    sender: str = ""
    signature: str = ""
    body: tuple[Any, ...] = ()


class WireError(ValueError):
    """The bytes are no message, or one that is too large."""


def pack(message: Message) -> bytes:
    """Write a message."""
    body = _Writer()
    for part, value in zip(_split(message.signature), message.body, strict=True):
        body.put(part, value)
    fields: list[tuple[int, Variant]] = []
    for code, name in FIELDS.items():
        if value := getattr(message, name):
            fields.append((code, Variant(TYPES.get(name, "s"), value)))
    if message.signature:
        fields.append((SIGNATURE, Variant("g", message.signature)))
    head = _Writer()
    for number in (ord("l"), message.kind, 0, 1):
        head.put("y", number)
    head.put("u", len(body.data))
    head.put("u", message.serial)
    head.put("a(yv)", fields)
    head.pad(8)
    return bytes(head.data + body.data)


def take(data: bytearray) -> Iterator[Message]:
    """Take every whole message out of what has come. Raises `WireError`."""
    while len(data) >= SMALLEST:
        order = {ord("l"): "<", ord("B"): ">"}.get(data[0])
        if order is None:
            raise WireError("no message")
        length, _, fields = struct.unpack_from(order + "III", data, 4)
        size = SMALLEST + fields + -fields % 8 + length
        if size > LARGEST:
            raise WireError("too large")
        if len(data) < size:
            return
        whole = bytes(data[:size])
        del data[:size]
        message = _unpack(whole, order, size - length)
        if message is not None:
            yield message


def _unpack(whole: bytes, order: str, begin: int) -> Message | None:
    reader = _Reader(whole, order, 4)
    try:
        _, serial = reader.take("u"), reader.take("u")
        told = {code: cast("Variant", value).value for code, value in reader.take("a(yv)")}
        kind = Kind(whole[1])
    except (WireError, ValueError):
        return None  # of a kind that this version does not know
    signature = str(told.get(SIGNATURE, ""))
    try:
        reader = _Reader(whole, order, begin)
        body = tuple(reader.take(part) for part in _split(signature))
    except WireError:
        body = ()
    named = {name: told[code] for code, name in FIELDS.items() if code in told}
    return Message(kind, serial, signature=signature, body=body, **named)


def plain(value: object) -> Any:
    """Give what a variant holds, however deep."""
    while isinstance(value, Variant):
        value = value.value
    return value


def _split(signature: str) -> list[str]:
    """Give the complete types of a signature."""
    parts: list[str] = []
    at = 0
    while at < len(signature):
        end = _end_of(signature, at, 0)
        parts.append(signature[at:end])
        at = end
    return parts


def _end_of(signature: str, at: int, depth: int) -> int:
    if at >= len(signature) or depth > DEEPEST:
        raise WireError(signature)
    sign = signature[at]
    if sign == "a":
        return _end_of(signature, at + 1, depth + 1)
    if sign in CLOSING:
        at += 1
        while at < len(signature) and signature[at] != CLOSING[sign]:
            at = _end_of(signature, at, depth + 1)
        if at >= len(signature):
            raise WireError(signature)
        return at + 1
    if sign not in NUMBERS and sign not in "bsogv":
        raise WireError(signature)
    return at + 1


class _Writer:
    def __init__(self) -> None:
        self.data = bytearray()

    def pad(self, to: int) -> None:
        self.data += bytes(-len(self.data) % to)

    def put(self, signature: str, value: Any) -> None:
        sign = signature[0]
        self.pad(ALIGNED.get(sign, 4))
        if sign in NUMBERS:
            self.data += struct.pack("<" + NUMBERS[sign], value)
        elif sign == "b":
            self.data += struct.pack("<I", bool(value))
        elif sign in "sog":
            raw = str(value).encode("utf-8", "replace").replace(b"\0", b"")
            self.data += struct.pack("<B" if sign == "g" else "<I", len(raw)) + raw + b"\0"
        elif sign == "v":
            self.put("g", value.signature)
            self.put(value.signature, value.value)
        elif sign == "a":
            self._put_array(signature[1:], value)
        else:
            for part, each in zip(_split(signature[1:-1]), value, strict=True):
                self.put(part, each)

    def _put_array(self, of: str, values: Mapping[Any, Any] | Sequence[Any]) -> None:
        at = len(self.data)
        self.data += bytes(4)
        self.pad(ALIGNED.get(of[0], 4))
        begin = len(self.data)
        for each in values.items() if isinstance(values, Mapping) else values:
            self.put(of, each)
        struct.pack_into("<I", self.data, at, len(self.data) - begin)


class _Reader:
    """Reads what others have written: nothing in it is trusted."""

    def __init__(self, data: bytes, order: str, at: int) -> None:
        self._data = data
        self._order = order
        self._at = at

    def take(self, signature: str, depth: int = 0) -> Any:
        if depth > DEEPEST:
            raise WireError("too deep")
        sign = signature[0]
        self._at += -self._at % ALIGNED.get(sign, 4)
        if sign in NUMBERS:
            return self._number(NUMBERS[sign])
        if sign == "b":
            return bool(self._number("I"))
        if sign in "sog":
            return self._text(self._number("B" if sign == "g" else "I"))
        if sign == "v":
            (part,) = _one(self.take("g"))
            return Variant(part, self.take(part, depth + 1))
        if sign == "a":
            return self._array(signature[1:], depth)
        return tuple(self.take(part, depth + 1) for part in _split(signature[1:-1]))

    def _number(self, code: str) -> Any:
        size = struct.calcsize(self._order + code)
        if self._at + size > len(self._data):
            raise WireError("too short")
        (value,) = struct.unpack_from(self._order + code, self._data, self._at)
        self._at += size
        return value

    def _text(self, length: int) -> str:
        end = self._at + length
        if end >= len(self._data):
            raise WireError("too short")
        text = self._data[self._at : end].decode("utf-8", "replace")
        self._at = end + 1
        return text

    def _array(self, of: str, depth: int) -> Any:
        length = self._number("I")
        self._at += -self._at % ALIGNED.get(of[0], 4)
        end = self._at + length
        if end > len(self._data):
            raise WireError("too short")
        found: list[Any] = []
        while self._at < end:
            before = self._at
            found.append(self.take(of, depth + 1))
            if self._at == before:
                raise WireError("empty parts")
        return dict(found) if of[0] == "{" else found


def _one(signature: str) -> list[str]:
    parts = _split(signature)
    if len(parts) != 1:
        raise WireError(signature)
    return parts
