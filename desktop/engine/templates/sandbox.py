"""A Jinja environment for programs from the internet.

Jinja's sandbox keeps a template from Python's insides. What remains is time, for which the process that
runs this has a deadline, and memory: operators and calls that make something huge of something small
are refused here, and the process has a limit where the system knows one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

LARGEST_NUMBER = 100_000  # that a template may pass to a function; paddings and ranges need less
LONGEST_VALUE = 8_000_000  # characters or items that one operation may make
WIDE_FIELD = re.compile(r"%[^a-zA-Z%]*(\*|\d{5,})")  # "%99999d", "%*d"


class Refused(jinja2.TemplateRuntimeError):
    """A template asked for something that only an attack would."""


class Raised(jinja2.TemplateRuntimeError):
    """The template says itself that it does not take this conversation."""


class Generation(Extension):
    """Reads past `{% generation %}`, which marks what a trainer looks at."""

    tags = {"generation"}  # noqa: RUF012  # as Jinja declares it

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Keep the contents, drop the tag."""
        parser.stream.skip(1)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class Sandbox(SandboxedEnvironment):
    """Jinja as chat templates are written for it (transformers' apply_chat_template), with limits."""

    intercepted_binops = frozenset(["*", "**", "+", "%"])

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
        names = cast("dict[str, Any]", self.globals)
        names["raise_exception"] = _raise_exception
        del names["lipsum"]
        for name in ("center", "indent", "batch", "slice", "format", "truncate", "wordwrap", "replace"):
            self.filters[name] = _modest(self.filters[name])
        self.filters["tojson"] = _to_json
        self.filters["from_json"] = self.filters["fromjson"] = json.loads

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute `left operator right`, unless the result would be huge."""
        if _result_size(operator, left, right) > LONGEST_VALUE:
            raise Refused(f"the result of {operator} is too large")
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a function of the template's, unless an argument makes it do something huge."""
        _check_arguments(args, kwargs)
        return super().call(__context, __obj, *args, **kwargs)


def clock(day: date) -> Callable[[str], str]:
    """Make a `strftime_now` for which it is always the first minute of that day."""
    moment = datetime.combine(day, time.min)
    return moment.strftime


def _raise_exception(message: object) -> None:
    raise Raised(str(message))


def _result_size(operator: str, left: Any, right: Any) -> int:
    """Estimate how large a result gets: characters, items, or bits of a number divided by 8."""
    match operator:
        case "*":
            return _size(left) * _factor(right) if _is_long(left) else _size(right) * _factor(left)
        case "**":
            return _bits(left) * _bits(right, as_value=True)
        case "+":
            return _size(left) + _size(right)
        case _:
            wide = isinstance(left, str) and WIDE_FIELD.search(left)
            return LONGEST_VALUE + 1 if wide else 0


def _is_long(value: Any) -> bool:
    return isinstance(value, str | bytes | list | tuple)


def _size(value: Any) -> int:
    return len(value) if _is_long(value) else _bits(value) // 8


def _factor(value: Any) -> int:
    return value if isinstance(value, int) else 1


def _bits(value: Any, as_value: bool = False) -> int:
    if not isinstance(value, int):
        return 1
    return abs(value) if as_value else value.bit_length()


def _check_arguments(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise Refused("a number is too large")


def _modest(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a filter so that it refuses absurd widths and formats. Keeps what Jinja notes on it."""

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        _check_arguments(args, kwargs)
        if (
            args
            and isinstance(args[0], str)
            and WIDE_FIELD.search(args[0])
            and filter_.__name__ == "do_format"
        ):
            raise Refused("a field is too wide")
        return filter_(*args, **kwargs)

    vars(wrapped).update(vars(filter_))
    return wrapped


def _to_json(
    value: Any, ensure_ascii: bool = False, indent: int | None = None, sort_keys: bool = False, **other: Any
) -> str:
    """Write JSON as transformers does: plain, where Jinja's own filter escapes it for HTML."""
    if indent is not None:
        indent = min(indent, 16)
    separators = other.get("separators")
    return json.dumps(
        value,
        ensure_ascii=ensure_ascii,
        indent=indent,
        sort_keys=sort_keys,
        separators=separators,
        default=_items,
    )


def _items(value: Any) -> Any:
    if isinstance(value, jinja2.Undefined):
        return None
    if hasattr(value, "__iter__"):
        return list(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
