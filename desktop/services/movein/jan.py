"""Reads the folders in which Jan keeps its chats: `thread.json`, and `messages.jsonl`, a message a line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desktop.core.chat import AnswerRecord, Role, Status
from desktop.core.moving_in import Incoming, Loss, Source
from desktop.services.movein.chats import Facts, Kit, chat_from, record_of
from desktop.services.movein.marking import Marker, joined
from desktop.services.movein.plain import apart, array, key, moment, number, obj, objects, text, whole_number
from desktop.services.movein.tree import Node, Unreadable

THREAD, MESSAGES = "thread.json", "messages.jsonl"
ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT, "system": Role.SYSTEM}
STATES = {"stopped": Status.STOPPED, "pending": Status.STOPPED, "error": Status.FAILED}


def is_thread(value: dict[str, Any]) -> bool:
    """Tell whether this describes a chat of Jan."""
    return value.get("object") == "thread" or ("assistants" in value and "title" in value)


def read(thread: dict[str, Any], entries: list[object], kit: Kit) -> Incoming:
    """Make a chat of both files. Raises `Unreadable`."""
    marker = Marker(kit.marks)
    assistant = obj(next(iter(array(thread.get("assistants"))), None))
    model = text(obj(assistant.get("model")).get("id"))
    nodes: list[Node] = []
    instructions = text(assistant.get("instructions"))
    if instructions.strip():
        nodes.append(Node("\0system", None, Role.SYSTEM, marker.tidy(instructions)))
    begun = len(nodes)
    for place, entry in objects(entries):
        above = nodes[-1].key if nodes else None
        nodes.append(_node(place, above, entry, model, marker))
    if entries and len(nodes) == begun:
        raise Unreadable
    metadata = obj(thread.get("metadata"))
    return chat_from(
        Facts(
            Source.JAN,
            key(thread.get("id")) or kit.file,
            text(thread.get("title")) or text(metadata.get("title")),
            # Jan sets `created` of a thread anew whenever something of it is changed.
            min((n.created for n in nodes if n.created), default=None) or moment(thread.get("created")),
            _updated(thread, nodes),
            nodes[-1].key if nodes else None,
            _project(metadata),
            pinned=metadata.get("is_favorite") is True,
            dropped=len(entries) - (len(nodes) - begun),
        ),
        nodes,
        marker,
    )


def _updated(thread: dict[str, Any], nodes: list[Node]) -> datetime | None:
    return max((n.created for n in nodes if n.created), default=None) or moment(thread.get("updated"))


def _project(metadata: dict[str, Any]) -> tuple[str, ...]:
    name = text(obj(metadata.get("project")).get("name"))
    return (name,) if name else ()


def _node(place: int, above: str | None, value: dict[str, Any], model: str, marker: Marker) -> Node:
    role = ROLES.get(text(value.get("role")))
    node = Node(
        f"{place}:{key(value.get('id')) or ''}",
        above,
        role,
        created=moment(value.get("created_at")) or moment(value.get("created")),
        status=STATES.get(text(value.get("status")), Status.DONE),
    )
    content = value.get("content")
    parts: list[Any] = [content] if isinstance(content, str) else array(content)
    said: list[str] = []
    for part in parts:
        _take(node, said, part, marker)
    words = joined(*said)
    if role is Role.ASSISTANT:
        before, words = apart(words)
        node.thinking = joined(node.thinking, before)
        node.record = _record(obj(value.get("metadata")), model)
    elif node.status is not Status.DONE:
        node.status = Status.DONE  # only an answer can be stopped
    node.text, node.thinking = marker.tidy(words), marker.tidy(node.thinking)
    for each in array(value.get("attachments")):
        name = text(obj(each).get("name")) or text(obj(each).get("file_id"))
        node.marks += (marker.mark(Loss.FILE, name),)
    return node


def _take(node: Node, said: list[str], part: object, marker: Marker) -> None:
    values = obj(part)
    kind, inner = text(values.get("type")) or text(values.get("type_")), values.get("text")
    words = text(part) or text(inner) or text(obj(inner).get("value")) or text(values.get("value"))
    match kind:
        case "reasoning":
            node.thinking = joined(node.thinking, words)
        case "image_url" | "image":
            said.append(marker.mark(Loss.IMAGE))
        case "tool_call":
            said.append(marker.mark(Loss.TOOL, text(values.get("tool_name"))))
        case "text" | "":
            said.append(words)
        case _:
            said.append(words or marker.mark(Loss.OTHER, kind))


def _record(metadata: dict[str, Any], model: str) -> AnswerRecord | None:
    usage, speed = obj(metadata.get("usage")), obj(metadata.get("tokenSpeed"))
    return record_of(
        text(metadata.get("modelId")) or text(obj(metadata.get("model")).get("id")) or model,
        prompt_tokens=whole_number(usage.get("inputTokens")) or whole_number(usage.get("prompt_tokens")),
        tokens=whole_number(usage.get("outputTokens")) or whole_number(speed.get("tokenCount")),
        tokens_per_second=number(speed.get("tokenSpeed")),
    )
