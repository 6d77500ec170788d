"""Messages of D-Bus as bytes: what is written can be read, and what comes from outside is no harm."""

from __future__ import annotations

import random
import struct
from contextlib import suppress

import pytest

from desktop.core.dbus_wire import LARGEST, Kind, Message, Variant, WireError, pack, plain, take


def there_and_back(signature, *body):
    data = bytearray(pack(Message(Kind.CALL, 7, "/a/b", "a.b", "Do", signature=signature, body=body)))
    (message,) = take(data)
    assert not data and (message.serial, message.path, message.interface) == (7, "/a/b", "a.b")
    return message.body


@pytest.mark.parametrize(
    ("signature", "body"),
    [
        ("", ()),
        ("ybnqiuxtd", (1, True, -2, 3, -4, 5, -6, 7, 0.5)),
        ("sog", ("ä你🙂", "/x", "a{sv}")),
        ("as", (["a", "b", ""],)),
        ("a{sv}", ({"one": Variant("u", 1), "two": Variant("as", ["x"])},)),
        ("a(sa{sv})", ([("id", {"words": Variant("s", "hello")}), ("other", {})],)),
        ("oa(sa{sv})sa{sv}", ("/s", [("id", {})], "", {})),
        ("ax", ([],)),
        ("(y(st))v", ((1, ("x", 2)), Variant("(ii)", (3, 4)))),
    ],
)
def test_what_is_written_can_be_read(signature, body):
    assert there_and_back(signature, *body) == body


def test_what_variants_hold_is_given_however_deep():
    assert plain(Variant("v", Variant("s", "x"))) == "x"


def test_a_text_with_a_null_character_does_not_end_early():
    assert there_and_back("ss", "a\0b", "c") == ("ab", "c")


def test_messages_are_taken_when_they_are_whole():
    data = pack(Message(Kind.SIGNAL, 1, "/a", "a.b", "X", signature="s", body=("hello",)))
    buffer = bytearray()
    for byte in data[:-1]:
        buffer.append(byte)
        assert list(take(buffer)) == []
    buffer += data[-1:] + data
    assert [message.body for message in take(buffer)] == [("hello",), ("hello",)]


def test_the_other_order_of_bytes_is_read_too():
    signature = b"\x08\x01g\x00\x01u\x00" + b"\0"
    head = struct.pack(">BBBBIII", ord("B"), 4, 0, 1, 4, 9, len(signature) - 1)
    (message,) = take(bytearray(head + signature + struct.pack(">I", 77)))
    assert (message.kind, message.serial, message.body) == (Kind.SIGNAL, 9, (77,))


@pytest.mark.parametrize(
    "data", [b"x" * 16, struct.pack("<BBBBIII", ord("l"), 1, 0, 1, LARGEST, 1, 0), b"l" + b"\xff" * 15]
)
def test_what_is_no_message_ends_it(data):
    with pytest.raises(WireError):
        list(take(bytearray(data)))


@pytest.mark.parametrize("signature", ["a", "(", "a{", "(s", "z", "a" * 40 + "s", "(" * 40 + "s" + ")" * 40])
def test_a_type_that_is_none_gives_an_empty_body(signature):
    bytes_ = "y" * len(signature)
    good = pack(Message(Kind.SIGNAL, 1, "/a", "a.b", "X", signature=bytes_, body=(0,) * len(bytes_)))
    assert bytes_.encode() in good
    (message,) = take(bytearray(good.replace(bytes_.encode() + b"\0", signature.encode() + b"\0")))
    assert message.body == () and message.member == "X"


def test_random_changes_are_no_harm():
    chance = random.Random(8)
    body = ([("id", {"words": Variant("s", "hello"), "more": Variant("av", [Variant("u", 1)])})],)
    data = pack(Message(Kind.SIGNAL, 1, "/a", "a.b", "X", signature="a(sa{sv})", body=body))
    for _ in range(3000):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        with suppress(WireError):
            list(take(changed))
