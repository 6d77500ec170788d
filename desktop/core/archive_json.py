"""Our own format of chats: JSON with nothing left out. `resources/schemas/chats.schema.json` describes it.

A file is an object `{"format": "fireside-chats", "version": 2, "folders": [...], "chats": [...]}`, written
with one chat a line, so that a large file can be read a chat at a time. Version 1 had no folders.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from desktop.core.archive import WholeChat
from desktop.core.chat import AnswerRecord, ChatOptions, Message
from desktop.core.folders import Folder
from desktop.core.sampling import Sampling
from desktop.core.templates import TemplateUse

FORMAT, VERSION = "fireside-chats", 2
OLDEST = 1  # version that is still read
END = "\n]}\n"
BETWEEN = ",\n"
AT_ONCE = 100  # messages
MOST_SAMPLINGS = 1_000  # that are remembered

_RECORD = tuple(each.name for each in fields(AnswerRecord) if each.name != "sampling")
_values = attrgetter(*_RECORD)


def beginning(folders: Sequence[Folder]) -> str:
    """Write the first line of a file; its chats follow."""
    listed = json.dumps([_folder(folder) for folder in folders], ensure_ascii=False)
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "folders": {listed}, "chats": [\n'


class ChatLines:
    """Writes chats one after the other, a line each. Remembers what the answers of many have in common."""

    def __init__(self) -> None:
        # An encoder is made for each call: many messages at a time take half as long as one by one.
        self._encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
        self._samplings: dict[Sampling, dict[str, Any]] = {}

    def line(self, whole: WholeChat) -> Iterator[str]:
        """Write one chat, in pieces that take a few milliseconds each: nobody else runs meanwhile."""
        yield self._encode(self._chat(whole))[:-1] + ', "messages": ['
        for start in range(0, len(whole.messages), AT_ONCE):
            messages = [self._message(each) for each in whole.messages[start : start + AT_ONCE]]
            yield (", " if start else "") + self._encode(messages)[1:-1]
        yield "]}"

    def _chat(self, whole: WholeChat) -> dict[str, Any]:
        chat = whole.chat
        return {
            "id": chat.id,
            "title": chat.title,
            "created": chat.created.isoformat(),
            "updated": chat.updated.isoformat(),
            "deleted": _time(whole.deleted),
            "pinned": chat.pinned,
            "archived": chat.archived,
            "folder": chat.folder,
            "tags": list(chat.tags),
            "naming": chat.naming,
            "shown": whole.shown,
            "options": self._options(whole.options),
        }

    def _message(self, message: Message) -> dict[str, Any]:
        template, record = message.template, message.record
        return {
            "id": message.id,
            "parent": message.parent,
            "role": message.role,
            "text": message.text,
            "thinking": message.thinking,
            "status": message.status,
            "created": message.created.isoformat(),
            "covers": message.covers,
            "pinned": message.pinned,
            "attachments": [{"name": file.name, "text": file.text} for file in message.attachments],
            "template": None if template is None else _template(template),
            "record": None if record is None else self._record(record),
        }

    def _record(self, record: AnswerRecord) -> dict[str, Any]:
        values: dict[str, Any] = dict(
            zip(_RECORD, _values(record), strict=True)
        )  # `asdict` takes much longer
        if record.adapters:
            values["adapters"] = [asdict(each) for each in record.adapters]
        if record.left_out is not None:
            values["left_out"] = asdict(record.left_out)
        values["sampling"] = self._sampling(record.sampling)
        return values

    def _options(self, options: ChatOptions) -> dict[str, Any]:
        return {
            "policy": options.policy,
            "thinking": options.thinking,
            "adapters": [asdict(each) for each in options.adapters],
            "sampling": None if options.sampling is None else self._sampling(options.sampling),
        }

    def _sampling(self, sampling: Sampling) -> dict[str, Any]:
        """Give all parameters; JSON has no infinity, by which a bias forbids a text."""
        known = self._samplings.get(sampling)
        if known is None:
            biases = [
                {"text": each.text, "bias": "-inf" if each.bias == -math.inf else each.bias}
                for each in sampling.logit_bias
            ]
            known = asdict(sampling) | {"stop": list(sampling.stop), "logit_bias": biases}
            if len(self._samplings) < MOST_SAMPLINGS:
                self._samplings[sampling] = known
        return known


def _template(use: TemplateUse) -> dict[str, Any]:
    """Name the template; its id means nothing elsewhere."""
    return {"name": use.name, "version": use.version, "part": use.part, "edited": use.edited}


def _folder(folder: Folder) -> dict[str, Any]:
    return {
        "id": folder.id,
        "parent": folder.parent,
        "name": folder.name,
        "created": folder.created.isoformat(),
        "system": folder.system,
        "model": None if folder.model is None else asdict(folder.model),
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
