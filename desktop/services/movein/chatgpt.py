"""Reads what ChatGPT exports: `conversations.json`, a tree of nodes in each chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.core.chat import Finish, Role, Status
from desktop.core.moving_in import Incoming, Loss, Source
from desktop.services.movein.chats import Facts, Kit, chat_from, record_of
from desktop.services.movein.marking import Marker, joined
from desktop.services.movein.plain import array, key, moment, obj, text
from desktop.services.movein.tree import Node, Unreadable

ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT, "system": Role.SYSTEM}
PROJECT = "g-p-"  # begins the number of a project; other numbers are those of GPTs
STOPPED = ("in_progress", "finished_partial_completion")
POINTERS = {
    "image_asset_pointer": Loss.IMAGE,
    "audio_asset_pointer": Loss.AUDIO,
    "video_container_asset_pointer": Loss.VIDEO,
    "real_time_user_audio_video_asset_pointer": Loss.AUDIO,
}
INTERNAL = ("model_editable_context", "reasoning_recap", "system_error")


def is_chat(value: dict[str, Any]) -> bool:
    """Tell whether this is a chat of ChatGPT."""
    return isinstance(value.get("mapping"), dict)


def read(value: dict[str, Any], kit: Kit) -> Incoming:
    """Make a chat. Raises `Unreadable`."""
    marker = Marker(kit.marks)
    mapping = obj(value.get("mapping"))
    ordered = sorted(mapping, key=_order(mapping))
    # Each is dropped once it was read: a large chat at once would hold up all threads.
    nodes = [
        _node(name, obj(mapping.pop(name)), marker) for name in ordered if isinstance(mapping[name], dict)
    ]
    if ordered and not nodes:
        raise Unreadable
    origin = key(value.get("conversation_id")) or key(value.get("id")) or ""
    return chat_from(
        Facts(
            Source.CHATGPT,
            origin,
            text(value.get("title")),
            moment(value.get("create_time")),
            moment(value.get("update_time")),
            key(value.get("current_node")),
            _project(value),
            pinned=value.get("is_starred") is True,
            archived=value.get("is_archived") is True,
            dropped=len(ordered) - len(nodes),
        ),
        nodes,
        marker,
    )


def _order(mapping: dict[str, Any]) -> Callable[[str], int]:
    """Order siblings as their parent lists them: a mapping has no order that means something."""
    places = {
        child: place
        for node in mapping.values()
        for place, child in enumerate(array(obj(node).get("children")))
        if isinstance(child, str)
    }

    def order(name: str) -> int:
        return places.get(name, 0)

    return order


def _project(value: dict[str, Any]) -> tuple[str, ...]:
    """Name the project by its number: exports do not tell what it is called."""
    for name in ("conversation_template_id", "gizmo_id"):
        number = text(value.get(name))
        if number.startswith(PROJECT):
            return (f"ChatGPT project {number.removeprefix(PROJECT)[:8]}",)
    return ()


def _node(name: str, value: dict[str, Any], marker: Marker) -> Node:
    message = obj(value.get("message"))
    node = Node(name, key(value.get("parent")), None, created=moment(message.get("create_time")))
    if not message:
        return node
    content, metadata, author = (obj(message.get(part)) for part in ("content", "metadata", "author"))
    kind, role = text(content.get("content_type")), text(author.get("role"))
    if kind == "user_editable_context":
        node.role, node.text = Role.SYSTEM, marker.tidy(_instructions(content))
    elif kind in INTERNAL or metadata.get("is_visually_hidden_from_conversation") is True:
        pass
    elif kind == "thoughts":
        node.thinking = marker.tidy(_thoughts(content))
    elif role == "tool" or text(message.get("recipient")) not in ("", "all"):
        _tool(node, message, content, marker)
    elif role in ROLES:
        node.role = ROLES[role]
        node.text = marker.tidy(_words(content, marker))
        if role == "user":
            _files(node, metadata, marker)
        _ending(node, message, metadata)
    return node


def _tool(node: Node, message: dict[str, Any], content: dict[str, Any], marker: Marker) -> None:
    """Leave a mark for a call; what it gave is a mark of its own only if it is an image."""
    author = obj(message.get("author"))
    if text(author.get("role")) == "tool":
        pictures = [part for part in array(content.get("parts")) if obj(part).get("asset_pointer")]
        node.marks = tuple(marker.mark(Loss.IMAGE) for _ in pictures)
    elif text(content.get("text")).strip() or any(text(p).strip() for p in array(content.get("parts"))):
        node.marks = (marker.mark(Loss.TOOL, text(message.get("recipient"))),)


def _instructions(content: dict[str, Any]) -> str:
    return joined(text(content.get("user_profile")), text(content.get("user_instructions")))


def _thoughts(content: dict[str, Any]) -> str:
    said: list[str] = []
    for thought in array(content.get("thoughts")):
        values = obj(thought)
        said.append(joined(text(values.get("summary")), text(values.get("content"))) or text(thought))
    return joined(*said)


def _words(content: dict[str, Any], marker: Marker) -> str:
    """Give the words of a message, with marks where something else stands between them."""
    if isinstance(content.get("parts"), list):
        return joined(*(_part(part, marker) for part in array(content["parts"])))
    words = text(content.get("text")) or text(content.get("result")) or text(content.get("content"))
    if text(content.get("content_type")) == "code" and words:
        return f"```{text(content.get('language')).replace('unknown', '')}\n{words}\n```"
    if not words and text(content.get("content_type")) not in ("text", "multimodal_text", ""):
        return marker.mark(Loss.OTHER, text(content.get("content_type")))
    return words


def _part(part: object, marker: Marker) -> str:
    if isinstance(part, str):
        return part
    values = obj(part)
    kind = text(values.get("content_type"))
    if kind == "audio_transcription":
        return text(values.get("text"))
    if kind in POINTERS:
        return marker.mark(POINTERS[kind])
    return text(values.get("text")) or (marker.mark(Loss.OTHER, kind) if values else "")


def _files(node: Node, metadata: dict[str, Any], marker: Marker) -> None:
    """Take attached files along; exports hold their texts only now and then."""
    for value in array(metadata.get("attachments")):
        file = obj(value)
        name, kind = text(file.get("name")), text(file.get("mime_type"))
        content = text(file.get("extracted_content")) or text(file.get("content"))
        if content:
            node.attachments += (marker.attach(name, content),)
        elif not kind.startswith("image/"):  # images have a part of their own
            node.marks += (marker.mark(Loss.FILE, name),)


def _ending(node: Node, message: dict[str, Any], metadata: dict[str, Any]) -> None:
    if node.role is not Role.ASSISTANT:
        return
    details = text(obj(metadata.get("finish_details")).get("type"))
    finish = {"stop": Finish.STOP, "max_tokens": Finish.LENGTH, "interrupted": Finish.CANCELLED}.get(details)
    if finish is Finish.CANCELLED or text(message.get("status")) in STOPPED:
        node.status, finish = Status.STOPPED, finish or Finish.CANCELLED
    if not node.text.strip():
        node.status = Status.DONE  # an empty node is no answer that was stopped
    model = text(metadata.get("model_slug")) or text(metadata.get("default_model_slug"))
    node.record = record_of(model, finish)
