"""What a persona is, as JSON text. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, cast

from desktop.core.personas import PersonaColor, PersonaDraft, SystemTemplate, WantedModel, checked
from desktop.core.preset_files import sampling_from
from desktop.core.templates import TemplateId, Value
from desktop.store.packing import storable


def pack_persona(draft: PersonaDraft, place: int) -> str:
    """Write all but the name, and where it stands in the list."""
    what = asdict(draft)
    del what["name"]
    if draft.template is not None:
        what["template"]["values"] = dict(draft.template.values)
    what["place"] = place
    return storable(what)


def unpack_persona(name: str, packed: str) -> PersonaDraft:
    """Read what `pack_persona` wrote; of a text that is damaged, what can be read."""
    what = _read(packed)
    texts = {key: _text(what, key) for key in ("description", "symbol", "system", "preset", "opening")}
    draft = PersonaDraft(
        name,
        **texts,
        color=_color(what.get("color")),
        template=_template(what.get("template")),
        model=_model(what.get("model")),
        sampling=sampling_from(what.get("sampling")),
    )
    return checked(draft)


def unpack_place(packed: str) -> int:
    """Read where a persona stands in the list; the last where that is damaged."""
    place = _read(packed).get("place")
    return place if isinstance(place, int) and not isinstance(place, bool) else 2**31


def _text(what: Mapping[str, object], key: str) -> str:
    value = what.get(key)
    return value if isinstance(value, str) else ""


def _color(value: object) -> PersonaColor:
    return PersonaColor(value) if value in set(PersonaColor) else PersonaColor.BLUE


def _model(value: object) -> WantedModel | None:
    match value:
        case {"path": str(path), "name": str(name)} if path or name:
            return WantedModel(path, name)
        case _:
            return None


def _template(value: object) -> SystemTemplate | None:
    held = _dict(value)
    number, name = held.get("template"), held.get("name")
    if not isinstance(number, int) or not isinstance(name, str):
        return None
    values = ((key, _value(each)) for key, each in _dict(held.get("values")).items())
    return SystemTemplate(
        TemplateId(number), name, tuple((key, each) for key, each in values if each is not None)
    )


def _value(value: Any) -> Value | None:
    if isinstance(value, str | bool | int | float):
        return value
    return tuple(map(str, cast("list[object]", value))) if isinstance(value, list) else None


def _dict(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _read(packed: str) -> dict[str, Any]:
    try:
        return _dict(json.loads(packed))
    except (ValueError, RecursionError):
        return {}
