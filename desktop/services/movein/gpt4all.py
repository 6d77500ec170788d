"""Reads the files in which GPT4All keeps its chats, one each, in the twelve versions of their format.

Qt's QDataStream wrote them. What the model's state was is left out, as newer versions of GPT4All do.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from desktop.core.chat import Role, Status
from desktop.core.moving_in import FlawKind, Incoming, Loss, Source
from desktop.services.movein.chats import Facts, Kit, chat_from, record_of
from desktop.services.movein.marking import Marker, joined
from desktop.services.movein.plain import apart, moment
from desktop.services.movein.qt_stream import Bytes, Damaged, QtStream
from desktop.services.movein.tree import MOST_MESSAGES, Node, Unreadable

MAGIC = 0xF5D553CC
NEWEST = 12
DEEPEST = 16  # parts of answers within parts
MOST_PARTS = 10_000
ROLES = {"Prompt: ": Role.USER, "Response: ": Role.ASSISTANT, "System: ": Role.SYSTEM}
RESPONSE, TEXT, CALL, RESULT, THINK = "Response: ", "Text: ", "ToolCall: ", "ToolResponse: ", "Think: "


def begins(data: bytes) -> bool:
    """Tell whether a file that begins so is a chat of GPT4All."""
    return data[:4] == MAGIC.to_bytes(4)


def read(file: Bytes, kit: Kit) -> Incoming:
    """Make a chat. Raises `Unreadable`, and what reading raises."""
    try:
        return _Chat(QtStream(file), Marker(kit.marks)).read()
    except Damaged:
        raise Unreadable(FlawKind.DAMAGED) from None


@dataclass(slots=True)
class _Item:
    """A message as it is written."""

    name: str
    value: str
    stopped: bool = False
    failed: bool = False


class _Chat:
    def __init__(self, stream: QtStream, marker: Marker) -> None:
        self._stream = stream
        self._marker = marker
        self._version = 0

    def read(self) -> Incoming:
        """Read a file to its end."""
        stream = self._stream
        if stream.uint32() != MAGIC:
            raise Damaged
        self._version = stream.int32()
        if self._version > NEWEST:
            raise Unreadable(FlawKind.NEWER)
        if self._version < 1:
            raise Damaged
        created, origin, title, _user, model = (
            stream.int64(),
            stream.text(),
            stream.text(),
            stream.text(),
            stream.text(),
        )
        if self._version >= 3:
            stream.texts()  # collections of documents
        self._leave_state_out()
        number = stream.int32()
        if number < 0:
            raise Damaged
        if number > MOST_MESSAGES:
            raise Unreadable(FlawKind.TOO_MANY)
        nodes: list[Node] = []
        for place in range(number):
            node = self._node(f"{place}", nodes[-1].key if nodes else None)
            node.record = record_of(model) if node.role is Role.ASSISTANT else None
            nodes.append(node)
        facts = Facts(Source.GPT4ALL, origin, title, moment(created))
        return chat_from(facts, nodes, self._marker)

    def _leave_state_out(self) -> None:
        stream, version = self._stream, self._version
        if version >= 11:
            return
        whole = stream.boolean() if version >= 6 else True
        if version >= 2:
            stream.int32()  # kind of model
            stream.int32()  # version of its state
        stream.text()
        stream.text()
        stream.uint32()
        if not whole:
            return
        if version < 4:
            stream.uint32()
        stream.uint32()
        if version >= 7:
            stream.uint32()
        if version < 9:
            stream.skip(stream.uint64() * 4)
        stream.skip(stream.uint64() * 4)
        stream.data()

    def _node(self, key: str, above: str | None) -> Node:
        stream, version = self._stream, self._version
        if version < 12:
            stream.int32()
        item = _Item(stream.text(), stream.text())
        if item.name not in ROLES:
            raise Damaged
        if version < 10:
            stream.text()
        stream.boolean()
        stream.boolean()
        item.stopped = stream.boolean()
        stream.boolean()
        stream.boolean()
        if version >= 11 and item.name == RESPONSE:
            item.failed = stream.boolean()
        self._leave_sources_out()
        node = self._made(key, above, item)
        if version >= 10:
            self._attachments(node)
        if version >= 12:
            words = [self._part(node, 1) for _ in range(stream.count(MOST_PARTS))]
            node.text = joined(*words) or node.text
        return node

    def _made(self, key: str, above: str | None, item: _Item) -> Node:
        role = ROLES[item.name]
        thinking, words = apart(item.value) if role is Role.ASSISTANT else ("", item.value)
        node = Node(key, above, role, self._marker.tidy(words), self._marker.tidy(thinking))
        if role is Role.ASSISTANT:
            failed = Status.FAILED if item.failed else Status.DONE
            node.status = Status.STOPPED if item.stopped else failed
        return node

    def _leave_sources_out(self) -> None:
        """Leave passages of documents out, which the model was given with a question."""
        stream = self._stream
        if self._version >= 8:
            for _ in range(stream.count(MOST_PARTS)):
                for _ in range(7):
                    stream.text()
                stream.skip(3 * 4)
        elif self._version >= 3:
            stream.text()
            stream.texts()

    def _attachments(self, node: Node) -> None:
        stream, marker = self._stream, self._marker
        for _ in range(stream.count(MOST_PARTS)):
            name = unquote(stream.url().rpartition("/")[2])
            try:
                words = stream.data().decode()
            except UnicodeDecodeError:  # a table of a spreadsheet program, say
                node.marks += (marker.mark(Loss.FILE, name),)
            else:
                node.attachments += (marker.attach(name, words),)

    def _part(self, node: Node, depth: int) -> str:
        """Read a part of an answer, and give what of it belongs to the text."""
        stream = self._stream
        if depth > DEEPEST:
            raise Damaged
        kind, value = stream.text(), stream.text()
        said = ""
        if kind == THINK:
            stream.int32()  # milliseconds
            thought, rest = apart(value)
            node.thinking = joined(node.thinking, self._marker.tidy(thought or rest))
        elif kind == CALL:
            said = self._marker.mark(Loss.TOOL, self._call())
        elif kind in (TEXT, RESPONSE):
            said = self._marker.tidy(value)
        elif kind != RESULT:
            raise Damaged
        inner = [self._part(node, depth + 1) for _ in range(stream.count(MOST_PARTS))]
        return joined(said, *inner)

    def _call(self) -> str:
        """Read a call of a tool, and give its name."""
        stream = self._stream
        name = stream.text()
        for _ in range(stream.count(MOST_PARTS)):
            stream.text()
            stream.int32()
            stream.variant()
        stream.text()
        stream.int32()
        stream.text()
        return name
