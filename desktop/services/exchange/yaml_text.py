"""YAML as plain values, without anything that runs, repeats or hides: the only module that knows PyYAML.

Scalars are read as YAML 1.2 and JSON do: `yes`, `12:30` and `2026-11-28` are texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.core.template_exchange import FlawKind

if TYPE_CHECKING:
    import yaml

LARGEST_DOCUMENT = 1_000_000  # characters
DEEPEST = 20
MOST_ALIASES = 20
MOST_NODES = 50_000  # with everything that aliases repeat

_CORE = "tag:yaml.org,2002:"
_ALLOWED = {f"{_CORE}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")} | {"!", None}
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,300}\.?[0-9]{0,300}|\.[0-9]{1,300})(?:[eE][-+]?[0-9]{1,3})?")


class YamlRefused(Exception):
    """The text is no YAML, or more than plain values. `line` counts from 1 within it."""

    def __init__(self, kind: FlawKind, line: int, name: str = "") -> None:
        super().__init__(kind, line)
        self.kind = kind
        self.line = line
        self.name = name


@dataclass(slots=True)
class _Level:
    """A list or an object that has not ended."""

    value: list[Any] | dict[str, Any]
    anchor: str | None
    line: int
    size: int = 1  # nodes
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Makes values of events."""

    levels: list[_Level] = field(default_factory=list[_Level])
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict[str, tuple[Any, int]])
    aliases: int = 0

    def open(self, level: _Level) -> None:
        """Begin a list or an object."""
        if len(self.levels) >= DEEPEST:
            raise YamlRefused(FlawKind.TOO_DEEP, level.line)
        self.levels.append(level)

    def close(self) -> Any:
        """End the innermost one; gives it if it was the outermost."""
        level = self.levels.pop()
        return self.put(level.value, level.anchor, level.line, level.size)

    def alias(self, name: str, line: int) -> Any:
        """Put what stands further up."""
        self.aliases += 1
        known = self.anchors.get(name)
        if known is None or self.aliases > MOST_ALIASES:  # one within itself is not known yet
            raise YamlRefused(FlawKind.ALIASES, line)
        return self.put(known[0], None, line, known[1])

    def put(self, value: Any, anchor: str | None, line: int, size: int = 1) -> Any:
        """Put a finished value where it belongs."""
        if anchor is not None:
            self.anchors[anchor] = (value, size)
        if not self.levels:
            return value
        top = self.levels[-1]
        top.size += size
        if top.size > MOST_NODES:
            raise YamlRefused(FlawKind.ALIASES, line)
        if isinstance(top.value, list):
            top.value.append(value)
        elif top.key is None:
            top.key = _key(value, line)
        else:
            top.value[top.key] = value
            top.key = None
        return None


def read_yaml(text: str) -> Iterator[tuple[int, object]]:
    """Give the documents of a text, each with its first line. Raises `YamlRefused` behind the good ones."""
    import yaml  # here: it takes 30 ms

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parse: Callable[..., Iterator[Any]] = getattr(yaml, "parse")  # noqa: B009  # it has no types
    builder, line = _Builder(), 1
    if len(text) > LARGEST_DOCUMENT:
        raise YamlRefused(FlawKind.TOO_LARGE, 1)
    try:
        for event in parse(text, Loader=loader):
            at: int = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                builder, line = _Builder(), at
            else:
                value = _take(event, builder, at)
                if value is not None:
                    yield line, value
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlRefused(FlawKind.DAMAGED, mark.line + 1 if mark is not None else line) from None
    except yaml.YAMLError:
        raise YamlRefused(FlawKind.DAMAGED, line) from None


def write_yaml(value: object) -> str:
    """Write one document: keys in their order, texts of several lines as blocks."""
    import yaml  # here: it takes 30 ms

    class Dumper(yaml.SafeDumper):
        """Never writes anchors."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    def text(_: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        return yaml.ScalarNode(f"{_CORE}str", data, style=_style(data))

    Dumper.add_representer(str, text)
    written: str = yaml.dump(value, None, Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)
    return written


def _style(text: str) -> str | None:
    """Choose how a text is written: what a block would change goes between quotes."""
    plain = not re.search(
        r"[^\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]", text
    )
    if "\n" in text and plain and not re.search(r"^[ \n]|[ ]\n|[ ]\Z", text):
        return "|"
    return None if plain and "\n" not in text else '"'


def _take(event: yaml.Event, builder: _Builder, line: int) -> Any:
    import yaml  # here: it takes 30 ms

    match event:
        case yaml.AliasEvent(anchor=name):
            return builder.alias(name, line)
        case yaml.ScalarEvent():
            _check_tag(event.tag, line)
            return builder.put(_scalar(event), event.anchor, line)
        case yaml.SequenceStartEvent():
            _check_tag(event.tag, line)
            builder.open(_Level([], event.anchor, line))
        case yaml.MappingStartEvent():
            _check_tag(event.tag, line)
            builder.open(_Level({}, event.anchor, line))
        case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
            return builder.close()
        case _:
            pass
    return None


def _check_tag(tag: str | None, line: int) -> None:
    if tag not in _ALLOWED:
        raise YamlRefused(FlawKind.TAG, line, str(tag).replace(_CORE, "!!"))


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = str(event.value)
    if event.style or event.tag is not None:
        return text
    if text.casefold() in _WORDS:
        return _WORDS[text.casefold()]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text


def _key(value: Any, line: int) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    raise YamlRefused(FlawKind.DAMAGED, line)
