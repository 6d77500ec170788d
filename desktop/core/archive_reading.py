"""Reads chats of our own format, which may come from anywhere: what is wrong is left out and told."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import Any, TypeVar, cast

from desktop.core.archive import WholeChat
from desktop.core.chat import (
    Adapter,
    AnswerRecord,
    Attachment,
    Chat,
    ChatId,
    ChatOptions,
    Finish,
    FolderId,
    LeftOut,
    Message,
    MessageId,
    Naming,
    Policy,
    Role,
    Status,
    clean,
    title_of,
)
from desktop.core.files import on_another_machine
from desktop.core.folders import tag_names
from desktop.core.sampling import DEFAULTS, Sampling, from_values, within_limits
from desktop.core.templates import Part, TemplateUse, template_name

MOST = 1 << 31  # of what is counted
LARGEST = 1 << 62  # number; SQLite has none much larger
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
"""Moments that every place on Earth has a date for; what Python cannot turn into one stops a list."""

Values = Mapping[str, Any]
Member = TypeVar("Member", bound=StrEnum)
T = TypeVar("T")


class Unreadable(Exception):
    """What stands there is no chat."""


@dataclass(frozen=True, slots=True)
class Read:
    """A chat, and how much of it could not be read."""

    whole: WholeChat
    dropped: int = 0  # messages


def chat_of(value: object) -> Read:
    """Make a chat of what JSON gave. Raises `Unreadable`; messages that are none are left out and counted.

    A message whose parent is missing begins a branch of its own; a tree with a cycle is cut open.
    """
    values = _object(value)
    if not isinstance(values.get("messages"), list):
        raise Unreadable
    entries = _list(values["messages"])
    messages = {message.id: message for message in _messages(entries)}
    if not messages and entries:
        raise Unreadable
    ordered = tuple(_parents_first(messages))
    created = moment_of(values.get("created")) or min((m.created for m in ordered), default=datetime.now(UTC))
    title = " ".join(clean(_text(values.get("title"))).split())
    updated = moment_of(values.get("updated")) or created
    chat = Chat(
        ChatId(0),
        title or _first_words(ordered),
        created,
        updated,
        values.get("pinned") is True,
        values.get("archived") is True,
        _folder(values.get("folder")),
        tag_names(tag for tag in _list(values.get("tags")) if isinstance(tag, str)),
        _member(Naming, values.get("naming")) or Naming.USER,
    )
    shown = _id(values.get("shown"))
    last = ordered[-1].id if ordered else None
    whole = WholeChat(
        chat,
        ordered,
        shown if shown in messages else last,
        _options(_object(values.get("options"))),
        moment_of(values.get("deleted")),
    )
    return Read(whole, len(entries) - len(messages))


def _messages(entries: list[Any]) -> Iterator[Message]:
    for entry in entries:
        values = _object(entry)
        number, role = _id(values.get("id")), _member(Role, values.get("role"))
        if number is None or role is None or not isinstance(values.get("text"), str):
            continue
        status = _member(Status, values.get("status")) or Status.DONE
        if status is Status.STREAMING:
            status = Status.FAILED  # nobody writes it here
        record = values.get("record")
        yield Message(
            number,
            _id(values.get("parent")),
            role,
            clean(values["text"]),
            status,
            moment_of(values.get("created")) or datetime.now(UTC),
            _record(_object(record)) if record is not None else None,
            thinking=clean(_text(values.get("thinking"))),
            attachments=tuple(_files(_list(values.get("attachments")))),
            covers=_id(values.get("covers")),
            pinned=values.get("pinned") is True,
            template=_template(_object(values.get("template"))),
        )


def _parents_first(messages: dict[MessageId, Message]) -> Iterator[Message]:
    """Give a tree whatever came: every message once, behind its parent, else in the order of the ids."""
    children: dict[MessageId | None, list[MessageId]] = {}
    for message in messages.values():
        children.setdefault(message.parent if message.parent in messages else None, []).append(message.id)
    given: set[MessageId] = set()
    left, ready = sorted(messages, reverse=True), children.get(None, [])
    heapify(ready)
    while ready or left:
        if not ready:  # only cycles are left: one of them is cut open where it begins
            ready.append(left.pop())
        number = heappop(ready)
        if number in given:
            continue
        message = messages[number]
        yield replace(
            message,
            parent=message.parent if message.parent in given else None,
            covers=message.covers if message.covers in given else None,
        )
        given.add(number)
        for child in children.get(number, []):
            heappush(ready, child)


def _record(values: Values) -> AnswerRecord:
    numbers = {
        each.name: _number(values.get(each.name), whole="int" in str(each.type))
        for each in fields(AnswerRecord)
        if str(each.type) in ("int | None", "float | None")
    }
    texts = {
        name: clean(_text(values.get(name)))
        for name in ("model_name", "model_path", "quant", "chat_template")
    }
    left_out = _object(values.get("left_out"))
    return AnswerRecord(
        **texts,
        **cast("dict[str, Any]", numbers),
        model_sha256=_some(clean(_text(values.get("model_sha256")))),
        sampling=_sampling(values.get("sampling")) or DEFAULTS,
        finish=_member(Finish, values.get("finish")),
        failure=_some(clean(_text(values.get("failure")))),
        thinking=values.get("thinking") if isinstance(values.get("thinking"), bool) else None,
        policy=_member(Policy, values.get("policy")),
        left_out=_left_out(left_out) if left_out else None,
        adapters=tuple(_adapters(_list(values.get("adapters")))),
    )


def _template(values: Values) -> TemplateUse | None:
    match values:
        case {"name": str(name), "version": int(version)} if 0 < version < MOST:
            part = _member(Part, values.get("part")) or Part.USER
            return TemplateUse(None, template_name(name), version, part, values.get("edited") is True)
        case _:
            return None


def _left_out(values: Values) -> LeftOut | None:
    names = [each.name for each in fields(LeftOut)]
    numbers = [values.get(name) for name in names]
    if not all(isinstance(number, int) and 0 <= number < MOST for number in numbers):
        return None
    return LeftOut(*cast("list[Any]", numbers))


def _options(values: Values) -> ChatOptions:
    thinking = values.get("thinking")
    return ChatOptions(
        _member(Policy, values.get("policy")) or Policy.ASK,
        thinking if isinstance(thinking, bool) else True,
        _sampling(values.get("sampling")),
        tuple(_adapters(_list(values.get("adapters")))),
    )


def _sampling(value: object) -> Sampling | None:
    values = dict(_object(value))
    if not values:
        return None
    biases = [dict(_object(each)) for each in _list(values.get("logit_bias"))]
    for bias in biases:
        if bias.get("bias") == "-inf":
            bias["bias"] = -math.inf
    return _tried(lambda: within_limits(from_values(values | {"logit_bias": biases})))


def _files(entries: list[Any]) -> Iterator[Attachment]:
    for entry in entries:
        match entry:
            case {"name": str(name), "text": str(text)}:
                yield Attachment(clean(name).replace("/", "_").replace("\\", "_"), clean(text))
            case _:
                pass


def _adapters(entries: list[Any]) -> Iterator[Adapter]:
    for entry in entries:
        match entry:
            case {"path": str(path), "scale": int() | float() as scale} if abs(scale) < MOST:
                if not on_another_machine(path):
                    yield Adapter(clean(path), float(scale))
            case _:
                pass


def _folder(value: object) -> FolderId | None:
    """Give a folder by its number in the file; it gets another one where it is put."""
    return FolderId(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _first_words(messages: tuple[Message, ...]) -> str:
    return next((title_of(m.text) for m in messages if m.role is Role.USER), "")


def _tried(make: Callable[[], T]) -> T | None:
    try:
        return make()
    except (TypeError, ValueError, AttributeError):
        return None


def _member(kind: type[Member], value: object) -> Member | None:
    return _tried(lambda: kind(value)) if isinstance(value, str) else None


def moment_of(value: object) -> datetime | None:
    """Read a moment; None for one that is none, or has no date everywhere on Earth."""
    moment = _tried(lambda: datetime.fromisoformat(value)) if isinstance(value, str) else None
    if moment is None:
        return None
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if EARLIEST <= moment < LATEST else None


def _id(value: object) -> MessageId | None:
    return MessageId(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object, whole: bool) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        return None
    return int(value) if whole else float(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _some(text: str) -> str | None:
    return text or None


def _object(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []
