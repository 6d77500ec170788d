"""What templates have put beside a draft, as JSON text. Needs no database."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, cast

from desktop.core.prepared import NOTHING, DraftTemplate, Prepared, SystemPrompt
from desktop.core.templates import Example, Part, TemplateId, TemplateUse
from desktop.store.packing import storable


def pack_prepared(prepared: Prepared) -> str:
    """Write it; "" where there is nothing. Half a surrogate pair, which cannot be stored, becomes "?"."""
    if prepared == NOTHING:
        return ""
    return storable(asdict(prepared))


def unpack_prepared(text: str) -> Prepared:
    """Read what `pack_prepared` wrote; of a text that is damaged, what can be read."""
    try:
        values = _object(json.loads(text)) if text else {}
    except (ValueError, RecursionError):
        values = {}
    return Prepared(_template(_object(values.get("template"))), _system(_object(values.get("system"))))


def _template(values: dict[str, Any]) -> DraftTemplate | None:
    use = _use(_object(values.get("use")))
    if use is None:
        return None
    listed = values.get("examples")
    found = [
        _example(_object(each)) for each in (cast("list[object]", listed) if isinstance(listed, list) else [])
    ]
    examples = tuple(each for each in found if each is not None)
    return DraftTemplate(use, str(values.get("text", "")), examples)


def _system(values: dict[str, Any]) -> SystemPrompt | None:
    text = values.get("text")
    return SystemPrompt(text, _use(_object(values.get("made_with")))) if isinstance(text, str) else None


def _use(values: dict[str, Any]) -> TemplateUse | None:
    match values:
        case {"template": int() | None as template, "name": str(name), "version": int(version)}:
            pass
        case _:
            return None
    try:
        part = Part(values.get("part", Part.USER))
    except ValueError:
        return None
    number = None if template is None else TemplateId(template)
    return TemplateUse(number, name, version, part, values.get("edited") is True)


def _example(values: dict[str, Any]) -> Example | None:
    match values:
        case {"question": str(question), "answer": str(answer)}:
            return Example(question, answer)
        case _:
            return None


def _object(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
