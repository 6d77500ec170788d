"""Messages between rows and values; what `ChatStore` and `AnswerStore` share. One transaction is the caller's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.core.chat import (
    AnswerRecord,
    ChatId,
    Finish,
    Message,
    MessageId,
    Role,
    Sampling,
    Status,
    clean,
)
from desktop.store.schema import answer, chat, message, model_file, stream_part

_ALL = select(
    message.c.id,
    message.c.parent_id,
    message.c.role,
    message.c.text,
    message.c.status,
    message.c.created,
    answer.c.message_id,
    answer.c.model_name,
    model_file.c.path,
    model_file.c.sha256,
    answer.c.quant,
    answer.c.chat_template,
    answer.c.sampling,
    answer.c.seed,
    answer.c.prompt_tokens,
    answer.c.reused_tokens,
    answer.c.tokens,
    answer.c.first_token_seconds,
    answer.c.tokens_per_second,
    answer.c.finish,
    answer.c.failure,
).select_from(message.outerjoin(answer).outerjoin(model_file))
