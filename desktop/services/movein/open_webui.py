"""Reads what Open WebUI exports: a list of chats, each with a tree, in old ones with a list of messages."""

from __future__ import annotations

import html
import re
from typing import Any

from desktop.core.chat import AnswerRecord, Attachment, Role, Status
from desktop.core.moving_in import Incoming, Loss, Source
from desktop.services.movein.chats import Facts, Kit, chat_from, record_of
from desktop.services.movein.marking import Marker, joined
from desktop.services.movein.plain import apart, array, key, moment, number, obj, objects, text, whole_number
from desktop.services.movein.tree import Node, Unreadable

ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT, "system": Role.SYSTEM}
SYSTEM = "\0system"  # key of the node of the system prompt

BLOCK, BLOCK_END, SUMMARY_END = '<details type="', "</details>", "</summary>"
KINDS = ("reasoning", "tool_calls", "code_interpreter")  # of blocks that are made by the program

_NAME = re.compile(r'\bname="([^"]{1,200})"')


def is_chat(value: dict[str, Any]) -> bool:
    """Tell whether this is a chat of Open WebUI."""
    chat = _chat(value)
    messages = obj(chat.get("history")).get("messages")
    return isinstance(messages, dict) or (
        chat is not value and isinstance(chat.get("messages"), list) and "conv" not in value
    )


def read(value: dict[str, Any], kit: Kit) -> Incoming:
    """Make a chat. Raises `Unreadable`."""
    marker, chat = Marker(kit.marks), _chat(value)
    history = obj(chat.get("history"))
    tree, flat = obj(history.get("messages")), array(chat.get("messages"))
    nodes = [_node(name, obj(tree[name]), marker) for name in tree if isinstance(tree[name], dict)]
    if not nodes:
        nodes = _list(flat, marker)
    if not nodes and (tree or flat):
        raise Unreadable
    nodes = _with_system(nodes, text(obj(chat.get("params")).get("system")) or text(chat.get("system")))
    meta = obj(value.get("meta"))
    folder = text(value.get("folder_id"))
    return chat_from(
        Facts(
            Source.OPEN_WEBUI,
            key(value.get("id")) or key(chat.get("id")) or "",
            text(value.get("title")) or text(chat.get("title")),
            moment(value.get("created_at")) or moment(chat.get("timestamp")),
            moment(value.get("updated_at")),
            key(history.get("currentId")) or key(value.get("current_message_id")),
            (f"Open WebUI folder {folder[:8]}",) if folder else (),
            tuple(text(tag) or text(obj(tag).get("name")) for tag in _tags(meta, chat)),
            value.get("pinned") is True,
            value.get("archived") is True,
            (len(tree) or len(flat)) - sum(node.key != SYSTEM for node in nodes),
        ),
        nodes,
        marker,
    )


def _chat(value: dict[str, Any]) -> dict[str, Any]:
    return obj(value["chat"]) if isinstance(value.get("chat"), dict) else value


def _tags(meta: dict[str, Any], chat: dict[str, Any]) -> list[Any]:
    return array(meta.get("tags")) or array(chat.get("tags"))


def _list(values: list[Any], marker: Marker) -> list[Node]:
    """Read the messages of an old chat, which has no branches."""
    nodes: list[Node] = []
    for place, value in objects(values):
        before = nodes[-1].key if nodes else None
        node = _node(f"\0{place}", value, marker)
        node.parent = before
        nodes.append(node)
    return nodes


def _with_system(nodes: list[Node], system: str) -> list[Node]:
    if not system.strip() or any(node.role is Role.SYSTEM for node in nodes):
        return nodes
    for node in nodes:
        node.parent = SYSTEM if node.parent is None else node.parent
    return [Node(SYSTEM, None, Role.SYSTEM, system), *nodes]


def _node(name: str, value: dict[str, Any], marker: Marker) -> Node:
    node = Node(
        name,
        key(value.get("parentId")),
        ROLES.get(text(value.get("role"))),
        created=moment(value.get("timestamp")),
    )
    words = text(value.get("content"))
    if isinstance(value.get("content"), list):
        words = joined(*(_part(obj(part), marker) for part in array(value["content"])))
    if node.role is Role.ASSISTANT:
        node.thinking, words = _details(words, marker)
        node.thinking = marker.tidy(joined(text(value.get("reasoning_content")), node.thinking))
        node.record = _record(value)
        error = value.get("error")
        if error:
            node.status = Status.FAILED
            words = joined(words, text(error) or text(obj(error).get("content")))
        elif value.get("done") is False:
            node.status = Status.STOPPED
    node.text = marker.tidy(words)
    node.attachments = tuple(_files(node, value, marker))
    return node


def _part(part: dict[str, Any], marker: Marker) -> str:
    if text(part.get("type")) == "text":
        return text(part.get("text"))
    return marker.mark(Loss.IMAGE if part.get("image_url") else Loss.OTHER, text(part.get("type")))


def _details(words: str, marker: Marker) -> tuple[str, str]:
    """Take thinking out of the text of an answer, and leave marks for calls of tools."""
    thinking: list[str] = []
    kept: list[str] = []
    begun = at = 0  # what stands from `begun` on is kept as it is
    while (start := words.find(BLOCK, at)) >= 0 and (head_end := words.find(">", start)) >= 0:
        head = words[start + len(BLOCK) : head_end]
        kind = head.partition('"')[0]
        if kind not in KINDS:  # an answer may hold HTML of its own
            at = head_end + 1
            continue
        kept.append(words[begun:start].strip())
        end = words.find(BLOCK_END, head_end)
        body = words[head_end + 1 : end if end >= 0 else len(words)]
        begun = at = end + len(BLOCK_END) if end >= 0 else len(words)
        if kind == "reasoning":
            thinking.append(_unquoted(html.unescape(body.partition(SUMMARY_END)[2] or body)))
        else:
            name = _NAME.search(head, 0, 10_000)
            kept.append(marker.mark(Loss.TOOL, html.unescape(name[1]) if name else kind))
    kept.append(words[begun:].strip() if kept else words)
    before, answer = apart(joined(*kept))
    return joined(*thinking, before), answer


def _unquoted(words: str) -> str:
    lines = (line.removeprefix("> ").removeprefix(">") for line in words.strip().splitlines())
    return "\n".join(lines)


def _files(node: Node, value: dict[str, Any], marker: Marker) -> list[Attachment]:
    files: list[Attachment] = []
    for each in array(value.get("files")):
        file = obj(each)
        inner = obj(file.get("file"))
        name = text(file.get("name")) or text(inner.get("filename"))
        content = text(obj(inner.get("data")).get("content")) or text(obj(file.get("data")).get("content"))
        if content:
            files.append(marker.attach(name, content))
        else:
            loss = Loss.IMAGE if text(file.get("type")) == "image" else Loss.FILE
            node.marks += (marker.mark(loss, name),)
    return files


def _record(value: dict[str, Any]) -> AnswerRecord | None:
    usage = obj(value.get("usage")) or obj(value.get("info"))
    return record_of(
        text(value.get("modelName")) or text(value.get("model")),
        prompt_tokens=whole_number(usage.get("prompt_tokens"))
        or whole_number(usage.get("prompt_eval_count")),
        tokens=whole_number(usage.get("completion_tokens")) or whole_number(usage.get("eval_count")),
        tokens_per_second=number(usage.get("response_token/s")),
    )
