"""Makes a template of a message; a piece of it may become a field."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.chat import Message, Role, title_of
from desktop.core.template_text import escape
from desktop.core.templates import Body, Draft, Field, FieldKind, template_name

LONG = 80  # characters of a piece, from which on it is asked for in several lines


@dataclass(frozen=True, slots=True)
class Piece:
    """What was selected in a message."""

    text: str
    before: int = 0  # how often it stands in the message before the selection


def draft_of(message: Message, piece: Piece | None, plain: str, field: str) -> Draft:
    """Make a template that gives a message again. `field` is the name of what the piece becomes.

    A piece that markup runs through is looked for in the `plain` text, which is the template then.
    """
    text, fields = message.text, tuple[Field, ...]()
    if piece is not None and piece.text.strip():
        for source in (message.text, plain):
            place = _find(source, piece)
            if place >= 0:
                end = place + len(piece.text)
                text = f"{escape(source[:place])}{{{{{field}}}}}{escape(source[end:])}"
                kind = FieldKind.LONG if "\n" in piece.text or len(piece.text) > LONG else FieldKind.TEXT
                fields = (Field(field, kind, default=piece.text),)
                break
    if not fields:
        text = escape(text)
    system = message.role is Role.SYSTEM
    body = Body(system=text, fields=fields) if system else Body(text, fields=fields)
    return Draft(template_name(title_of(message.text)), body)


def _find(source: str, piece: Piece) -> int:
    place = source.find(piece.text)
    for _ in range(piece.before):
        following = source.find(piece.text, place + len(piece.text))
        if place < 0 or following < 0:
            break
        place = following
    return place
