"""Reads the files in which LM Studio keeps its chats, one each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.core.chat import AnswerRecord, Attachment, Finish, Role, Status
from desktop.core.moving_in import Incoming, Loss, Source
from desktop.services.movein.chats import Facts, Kit, chat_from, record_of
from desktop.services.movein.marking import Marker, joined
from desktop.services.movein.plain import apart, array, key, moment, number, obj, text, whole_number
from desktop.services.movein.tree import Node, Unreadable

ENDING = ".conversation.json"
ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT, "system": Role.SYSTEM}
ENDINGS = {
    "eosFound": Finish.STOP,
    "stopStringFound": Finish.STOP,
    "toolCalls": Finish.STOP,
    "userStopped": Finish.CANCELLED,
    "modelUnloaded": Finish.FAILED,
    "failed": Finish.FAILED,
    "maxPredictedTokensReached": Finish.LENGTH,
    "contextLengthReached": Finish.CONTEXT,
}
SYSTEM = "llm.prediction.systemPrompt"

_MILLISECONDS = re.compile(r"(\d{13})")


def is_chat(value: dict[str, Any]) -> bool:
    """Tell whether this is a chat of LM Studio."""
    messages = array(value.get("messages"))
    known = any(isinstance(obj(each).get("versions"), list) for each in messages[:50])
    return known or (value.get("messages") == [] and "lastUsedModel" in value)


def read(value: dict[str, Any], kit: Kit) -> Incoming:
    """Make a chat. Raises `Unreadable`."""
    marker = Marker(kit.marks)
    entries = array(value.get("messages"))
    nodes: list[Node] = []
    system = text(value.get("systemPrompt")) or _system(obj(value.get("perChatPredictionConfig")))
    above = None
    if system.strip():
        nodes.append(Node("system", None, Role.SYSTEM, marker.tidy(system)))
        above = "system"
    dropped = 0
    for place, entry in enumerate(entries):
        versions = _versions(place, obj(entry), above, marker)
        nodes += versions.nodes
        above = versions.chosen or above
        dropped += not versions.nodes
    if entries and dropped == len(entries):
        raise Unreadable
    named = kit.file.rpartition("/")[2].removesuffix(ENDING)
    created = moment(value.get("createdAt")) or _time(named)
    return chat_from(
        Facts(
            Source.LM_STUDIO,
            named or str(value.get("createdAt")),
            text(value.get("name")),
            created,
            _updated(value),
            above,
            kit.folder,
            pinned=value.get("pinned") is True,
            dropped=dropped,
        ),
        nodes,
        marker,
    )


def _updated(value: dict[str, Any]) -> datetime | None:
    times = (moment(value.get(name)) for name in ("userLastMessagedAt", "assistantLastMessagedAt"))
    return max((at for at in times if at is not None), default=None)


@dataclass(slots=True)
class _Versions:
    nodes: list[Node] = field(default_factory=list[Node])
    chosen: str | None = None


def _versions(place: int, entry: dict[str, Any], above: str | None, marker: Marker) -> _Versions:
    """Read a message with all that it has been; the one that is chosen goes on."""
    made = _Versions()
    chosen = entry.get("currentlySelected")
    for turn, value in enumerate(array(entry.get("versions"))):
        node = _node(f"{place}.{turn}", above, obj(value), marker)
        if node is not None:
            made.nodes.append(node)
            if turn == chosen or made.chosen is None:
                made.chosen = node.key
    return made


def _node(name: str, above: str | None, value: dict[str, Any], marker: Marker) -> Node | None:
    role = ROLES.get(text(value.get("role")))
    if role is None:
        return None
    node = Node(name, above, role)
    said, thought = _Said(marker), _Said(marker)
    said.take(value.get("content"))
    for each in array(value.get("steps")):
        step = obj(each)
        if text(step.get("type")) != "contentBlock":
            continue
        thinks = text(obj(step.get("style")).get("type")) == "thinking"
        (thought if thinks else said).take(step.get("content"))
        node.created = node.created or _time(text(step.get("stepIdentifier")))
        node.record = _record(obj(step.get("genInfo")), value) or node.record
    before, words = apart(joined(*said.texts)) if role is Role.ASSISTANT else ("", joined(*said.texts))
    node.text, node.thinking = marker.tidy(words), marker.tidy(joined(*thought.texts, before))
    node.attachments = tuple(said.files)
    finish = node.record.finish if node.record is not None else None
    if finish in (Finish.CANCELLED, Finish.FAILED):
        node.status = Status.STOPPED if finish is Finish.CANCELLED else Status.FAILED
    return node


class _Said:
    """Texts, files and marks of the parts of a message, in their order."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker
        self.texts: list[str] = []
        self.files: list[Attachment] = []

    def take(self, content: object) -> None:
        """Take the parts of a block; those of one block are one text."""
        if isinstance(content, str):
            self.texts.append(content)
            return
        self.texts.append("".join(self._part(obj(part)) for part in array(content)))

    def _part(self, part: dict[str, Any]) -> str:
        kind, name = text(part.get("type")), text(part.get("name"))
        if kind == "text":
            return text(part.get("text"))
        if kind == "file":
            name = name or text(part.get("fileName")) or text(part.get("fileIdentifier"))
            content = text(part.get("content")) or text(part.get("text"))
            if content:
                self.files.append(self._marker.attach(name, content))
                return ""
            loss = Loss.IMAGE if text(part.get("fileType")) == "image" else Loss.FILE
            return f"{self._marker.mark(loss, name)}\n\n"
        if kind == "toolCallRequest":
            return f"{self._marker.mark(Loss.TOOL, name)}\n\n"
        if kind in ("toolCallResult", ""):
            return ""
        return f"{self._marker.mark(Loss.OTHER, kind)}\n\n"


def _record(info: dict[str, Any], version: dict[str, Any]) -> AnswerRecord | None:
    stats = obj(info.get("stats"))
    model = text(info.get("identifier")) or text(info.get("indexedModelIdentifier"))
    return record_of(
        model or text(obj(version.get("senderInfo")).get("senderName")),
        ENDINGS.get(text(stats.get("stopReason"))),
        prompt_tokens=whole_number(stats.get("promptTokensCount")),
        tokens=whole_number(stats.get("predictedTokensCount")),
        tokens_per_second=number(stats.get("tokensPerSecond")),
        first_token_seconds=number(stats.get("timeToFirstTokenSec")),
    )


def _system(config: dict[str, Any]) -> str:
    fields = (obj(each) for each in array(config.get("fields")))
    return next((text(each.get("value")) for each in fields if key(each.get("key")) == SYSTEM), "")


def _time(name: str) -> datetime | None:
    """Read the time that LM Studio begins names of files and steps with."""
    found = _MILLISECONDS.match(name)
    return moment(int(found[1])) if found else None
