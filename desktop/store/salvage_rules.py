"""What a row of each table must look like, and what stands in for a column that is damaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.core.chat import Finish, Naming, Policy, Role, Status
from desktop.core.sampling import DEFAULTS
from desktop.core.templates import Part
from desktop.store.file_records import Unreadable, Value
from desktop.store.packing import pack_sampling
from desktop.store.salvage_checks import (
    Rule,
    flag,
    left_out,
    member,
    moment,
    none_or,
    number,
    one_of,
    or_else,
    packed,
    sampling,
    text,
    whole,
)
from desktop.store.schema import TEXT, THINKING


@dataclass(frozen=True, slots=True)
class Spec:
    """A table of ours."""

    name: str
    rules: Mapping[str, Rule]  # of all columns, in today's order
    identity: Sequence[str] = ()  # two rows of one id are the same if these are the same too
    newer: Sequence[str] = ()  # columns that change in place
    of: Mapping[str, str] = field(default_factory=dict[str, str])  # columns that name rows of other tables
    ids: bool = True  # whether SQLite keeps its rows by their ids

    @property
    def key(self) -> str:
        """Name the column that holds the id."""
        return next(iter(self.rules))

    def fits(self, row: Mapping[str, Value]) -> bool:
        """Tell whether a row is one of this table, with nothing damaged that would be noticed."""
        try:
            for name, rule in self.rules.items():
                if name in row:
                    rule.check(row[name])
        except Unreadable:
            return False
        return True

    def mended(self, row: Mapping[str, Value]) -> dict[str, Any]:
        """Give the row as it can be stored. Raises `Unreadable`."""
        return {name: rule.mended(row.get(name)) for name, rule in self.rules.items()}


ID = Rule(whole)
SHORT = Rule(text, "")
WHEN = Rule(moment)
UNKNOWN = "1970-01-01 00:00:00.000000+00:00"

MESSAGE = Spec(
    "message",
    {
        "id": ID,
        "chat_id": ID,
        "parent_id": none_or(whole),
        "role": or_else(member(Role), ""),
        "status": or_else(member(Status), Status.FAILED.value),
        "created": or_else(moment, ""),
        "owner": none_or(text),
        "covers_id": none_or(whole),
        "pinned": or_else(flag, 0),
        "text": Rule(text),
        "thinking": SHORT,
    },
    identity=("created",),
)
CHAT = Spec(
    "chat",
    {
        "id": ID,
        "title": SHORT,
        "created": WHEN,
        "updated": or_else(moment, UNKNOWN),
        "deleted": none_or(moment),
        "leaf_id": none_or(whole),
        "policy": or_else(member(Policy), Policy.ASK.value),
        "thinking": or_else(flag, 1),
        "sampling": or_else(lambda value: "" if value == "" else sampling(value), ""),
        "pinned": or_else(flag, 0),
        "archived": or_else(flag, 0),
        "naming": or_else(member(Naming), Naming.USER.value),
        "folder_id": none_or(whole),
        "draft": SHORT,
        "draft_files": or_else(packed(list, empty=True), ""),
        "draft_template": or_else(packed(dict, empty=True), ""),
    },
    identity=("created",),
    of={"folder_id": "folder"},
)
_NUMBERS = ("seed", "prompt_tokens", "reused_tokens", "tokens")
_RATES = ("first_token_seconds", "tokens_per_second")
ANSWER = Spec(
    "answer",
    {
        "message_id": ID,
        "model_file_id": none_or(whole),
        "model_name": SHORT,
        "quant": SHORT,
        "chat_template": SHORT,
        "sampling": or_else(sampling, pack_sampling(DEFAULTS)),
        **dict.fromkeys(_NUMBERS, none_or(whole)),
        **dict.fromkeys(_RATES, none_or(number)),
        "finish": none_or(member(Finish)),
        "failure": none_or(text),
        "thinking_tokens": none_or(whole),
        "thinking_seconds": none_or(number),
        "thinking": none_or(flag),
        "policy": none_or(member(Policy)),
        "left_out": none_or(left_out),
        "drafted_tokens": none_or(whole),
        "accepted_tokens": none_or(whole),
    },
    of={"message_id": "message", "model_file_id": "model_file"},
)
FOLDER = Spec(
    "folder",
    {
        "id": ID,
        "parent_id": none_or(whole),
        "name": Rule(text),
        "system": SHORT,
        "model": or_else(packed(dict, empty=True), ""),
        "created": WHEN,
    },
    identity=("created",),
    newer=("name", "system", "model"),
)
MODEL_FILE = Spec(
    "model_file",
    {"id": ID, "path": Rule(text), "size": Rule(whole), "mtime_ns": Rule(number), "sha256": none_or(text)},
    identity=("path", "size", "mtime_ns"),
)
ATTACHMENT = Spec(
    "attachment",
    {"message_id": ID, "seq": ID, "name": SHORT, "text": Rule(text)},
    of={"message_id": "message"},
    ids=False,
)
STREAM_PART = Spec(
    "stream_part",
    {"message_id": ID, "seq": ID, "text": Rule(text), "kind": Rule(one_of(TEXT, THINKING))},
    of={"message_id": "message"},
    ids=False,
)
CHAT_TAG = Spec(
    "chat_tag",
    {"chat_id": ID, "folded": Rule(text), "tag": Rule(text)},
    of={"chat_id": "chat"},
    ids=False,
)
CHAT_ADAPTER = Spec(
    "chat_adapter",
    {"chat_id": ID, "seq": ID, "path": Rule(text), "scale": Rule(number)},
    of={"chat_id": "chat"},
    ids=False,
)
ANSWER_ADAPTER = Spec(
    "answer_adapter",
    {"message_id": ID, "seq": ID, "path": Rule(text), "scale": Rule(number)},
    of={"message_id": "message"},
    ids=False,
)
TEMPLATE = Spec(
    "template",
    {
        "id": ID,
        "slash": Rule(text),
        "folder": SHORT,
        "favourite": or_else(flag, 0),
        "version": Rule(whole),
        "created": WHEN,
        "deleted": none_or(moment),
        "used": none_or(moment),
        "uses": or_else(whole, 0),
        "last_values": or_else(packed(dict, empty=True), ""),
    },
    identity=("created",),
    newer=("folder", "favourite", "version", "deleted", "used", "uses"),
)
TEMPLATE_VERSION = Spec(
    "template_version",
    {
        "template_id": ID,
        "number": ID,
        "name": Rule(text),
        "description": SHORT,
        "note": SHORT,
        "created": WHEN,
        "system": Rule(text),
        "user": Rule(text),
        "rest": or_else(packed(dict), "{}"),
    },
    of={"template_id": "template"},
    ids=False,
)
TEMPLATE_TAG = Spec(
    "template_tag",
    {"template_id": ID, "seq": ID, "tag": Rule(text)},
    of={"template_id": "template"},
    ids=False,
)
TEMPLATE_INPUT = Spec(
    "template_input",
    {
        "id": ID,
        "template_id": ID,
        "name": Rule(text),
        "filled": Rule(packed(dict, empty=True)),
        "created": WHEN,
    },
    identity=("created",),
    of={"template_id": "template"},
)
MESSAGE_TEMPLATE = Spec(
    "message_template",
    {
        "message_id": ID,
        "template_id": none_or(whole),
        "name": Rule(text),
        "version": Rule(whole),
        "part": Rule(member(Part)),
        "edited": or_else(flag, 0),
    },
    of={"message_id": "message", "template_id": "template"},
)
PRESET = Spec(
    "preset",
    {"id": ID, "name": Rule(text), "folded": Rule(text), "sampling": Rule(sampling), "created": WHEN},
    identity=("folded",),
    newer=("name", "sampling"),
)
PERSONA = Spec(
    "persona",
    {"id": ID, "name": Rule(text), "folded": Rule(text), "what": Rule(packed(dict)), "created": WHEN},
    identity=("folded",),
    newer=("name", "what"),
)

BEFORE_CHATS = (FOLDER, MODEL_FILE, TEMPLATE, TEMPLATE_VERSION, TEMPLATE_TAG, TEMPLATE_INPUT, PRESET, PERSONA)
OF_CHATS = (CHAT_TAG, CHAT_ADAPTER)
OF_MESSAGES = (ANSWER, ATTACHMENT, STREAM_PART, ANSWER_ADAPTER, MESSAGE_TEMPLATE)
SPECS = (MESSAGE, CHAT, *OF_MESSAGES, *OF_CHATS, *BEFORE_CHATS)
"""All that is recovered; downloads are begun again, and the index for searches is made anew."""
