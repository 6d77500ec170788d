"""Our own format of chats: JSON with nothing left out. `resources/schemas/chats.schema.json` describes it.

A file is an object `{"format": "fireside-chats", "version": 1, "chats": [...]}`, written with one chat a
line, so that a large file can be read a chat at a time.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from datetime import datetime
from typing import Any

from desktop.core.archive import WholeChat
from desktop.core.chat import AnswerRecord, ChatOptions, Message
from desktop.core.sampling import Sampling
from desktop.core.templates import TemplateUse

FORMAT, VERSION = "fireside-chats", 1
BEGINNING = f'{{"format": "{FORMAT}", "version": {VERSION}, "chats": [\n'
END = "\n]}\n"
BETWEEN = ",\n"


def chat_line(whole: WholeChat) -> str:
    """Write one chat as JSON in one line."""
    return json.dumps(chat_values(whole), ensure_ascii=False, allow_nan=False)


def chat_values(whole: WholeChat) -> dict[str, Any]:
    """Give a chat as what JSON knows."""
    return {
        "id": whole.chat.id,
        "title": whole.chat.title,
        "created": whole.chat.created.isoformat(),
        "updated": whole.chat.updated.isoformat(),
        "deleted": _time(whole.deleted),
        "shown": whole.shown,
        "options": _options(whole.options),
        "messages": [_message(message) for message in whole.messages],
    }


def _message(message: Message) -> dict[str, Any]:
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
        "template": None if message.template is None else _template(message.template),
        "record": None if message.record is None else _record(message.record),
    }


def _template(use: TemplateUse) -> dict[str, Any]:
    """Name the template; its id means nothing elsewhere."""
    return {"name": use.name, "version": use.version, "part": use.part, "edited": use.edited}


def _record(record: AnswerRecord) -> dict[str, Any]:
    return asdict(record) | {
        "sampling": _sampling(record.sampling),
        "adapters": [asdict(each) for each in record.adapters],
    }


def _options(options: ChatOptions) -> dict[str, Any]:
    return {
        "policy": options.policy,
        "thinking": options.thinking,
        "sampling": None if options.sampling is None else _sampling(options.sampling),
        "adapters": [asdict(each) for each in options.adapters],
    }


def _sampling(sampling: Sampling) -> dict[str, Any]:
    """Give all parameters; JSON has no infinity, by which a bias forbids a text."""
    biases = [
        {"text": each.text, "bias": "-inf" if each.bias == -math.inf else each.bias}
        for each in sampling.logit_bias
    ]
    return asdict(sampling) | {"stop": list(sampling.stop), "logit_bias": biases}


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
