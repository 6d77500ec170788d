"""Reads what the web page of llama.cpp's server exports: chats with their messages, as JSON or as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from desktop.core.chat import AnswerRecord, Role
from desktop.core.moving_in import Incoming, Loss, Source
from desktop.services.movein.chats import Facts, Kit, chat_from, record_of
from desktop.services.movein.marking import Marker, joined
from desktop.services.movein.plain import apart, array, key, moment, number, obj, objects, text, whole_number
from desktop.services.movein.tree import MOST_MESSAGES, Node, Unreadable

ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT, "system": Role.SYSTEM}
TEXTS = ("textfile", "text", "context", "pdffile", "pdf", "mcp_prompt", "mcp_resource")  # kinds of files
OLDEST = "conv-"  # begins the number of a chat of the time before there were branches

_REASONING = re.compile(r"<<<reasoning_content_start>>>(.*?)(?:<<<reasoning_content_end>>>|\Z)", re.DOTALL)
_CALL = re.compile(r"<<<AGENTIC_TOOL_CALL_START>>>.*?(?:<<<AGENTIC_TOOL_CALL_END>>>|\Z)", re.DOTALL)


def is_chat(value: dict[str, Any]) -> bool:
    """Tell whether this is a chat of the server's web page."""
    if not isinstance(value.get("messages"), list):
        return False
    return isinstance(value.get("conv"), dict) or text(value.get("id")).startswith(OLDEST)


def is_session(value: dict[str, Any]) -> bool:
    """Tell whether a line begins a chat."""
    return value.get("type") == "session" and "currNode" in value


class Sessions:
    """Gathers chats that are written as lines: first the chat, then a message a line."""

    def __init__(self) -> None:
        self._chat: dict[str, Any] | None = None
        self._messages: list[Any] = []

    def take(self, value: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Take a line, and give the chat before if this one begins another."""
        if is_session(value):
            yield from self.rest()
            self._chat = value
        elif len(self._messages) <= MOST_MESSAGES:  # more are refused by the tree
            self._messages.append(value.get("message"))

    def takes(self, value: dict[str, Any]) -> bool:
        """Tell whether a line belongs to chats that are written so."""
        return is_session(value) or (self._chat is not None and value.get("type") == "message")

    def rest(self) -> Iterator[dict[str, Any]]:
        """Give the chat that is being gathered."""
        if self._chat is not None:
            yield {"conv": self._chat, "messages": self._messages}
        self._chat, self._messages = None, []


def read(value: dict[str, Any], kit: Kit) -> Incoming:
    """Make a chat. Raises `Unreadable`."""
    marker = Marker(kit.marks)
    entries = array(value.get("messages"))
    nodes = [_node(place, entry, marker) for place, entry in objects(entries)]
    if entries and not nodes:
        raise Unreadable
    if not any(node.parent for node in nodes):
        for before, node in pairwise(nodes):
            node.parent = before.key
    conv = obj(value.get("conv")) or value
    return chat_from(
        Facts(
            Source.LLAMA_CPP,
            key(conv.get("id")) or "",
            text(conv.get("name")),
            updated=moment(conv.get("lastModified")),
            shown=key(conv.get("currNode")),
            dropped=len(entries) - len(nodes),
        ),
        nodes,
        marker,
    )


def _node(place: int, value: dict[str, Any], marker: Marker) -> Node:
    role = ROLES.get(text(value.get("role")))
    root = text(value.get("type")) == "root"
    node = Node(
        key(value.get("id")) or f"\0{place}",
        key(value.get("parent")),
        None if root else role,
        created=moment(value.get("timestamp")),
    )
    words = text(value.get("content"))
    if role is Role.ASSISTANT:
        node.marks = tuple(marker.mark(Loss.TOOL, name) for name in _calls(value.get("toolCalls")))
        words = _CALL.sub(lambda _: marker.mark(Loss.TOOL), words)
        reasoning = [found[1] for found in _REASONING.finditer(words)]
        thinking, words = apart(_REASONING.sub("", words))
        told = text(value.get("reasoningContent")) or text(value.get("thinking"))
        node.thinking = marker.tidy(joined(told, *reasoning, thinking))
        node.record = _record(value)
    node.text = marker.tidy(words)
    for each in array(value.get("extra")):
        _file(node, obj(each), marker)
    return node


def _calls(value: object) -> list[str]:
    """Name the tools that an answer called; they are written as JSON within JSON, or as a list."""
    if isinstance(value, str):
        return re.findall(r'"name"\s*:\s*"([^"\\]{1,80})"', value[:1_000_000])
    return [text(obj(obj(each).get("function")).get("name")) for each in array(value)]


def _file(node: Node, value: dict[str, Any], marker: Marker) -> None:
    kind, name, content = (text(value.get(part)) for part in ("type", "name", "content"))
    if kind.casefold() in TEXTS and content:
        node.attachments += (marker.attach(name, content),)
    elif value:
        lower = kind.casefold()
        loss = next((loss for loss in (Loss.IMAGE, Loss.AUDIO, Loss.VIDEO) if loss in lower), Loss.FILE)
        node.marks += (marker.mark(loss, name),)


def _record(value: dict[str, Any]) -> AnswerRecord | None:
    timings = obj(value.get("timings"))
    tokens, milliseconds = whole_number(timings.get("predicted_n")), number(timings.get("predicted_ms"))
    return record_of(
        text(value.get("model")),
        prompt_tokens=whole_number(timings.get("prompt_n")),
        tokens=tokens,
        tokens_per_second=tokens / milliseconds * 1000 if tokens and milliseconds else None,
    )
