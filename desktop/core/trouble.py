"""What is written down of a bug: where it is and of which kind, never what was read or said.

The message of an exception may quote a message of a chat, a template or the name of a file. It is kept only
where that cannot be: where the interpreter or a library in C has made it (their words are names of types and
attributes), or where it stands in our code as it is.
"""

from __future__ import annotations

import dis
import re
from collections.abc import Iterator
from pathlib import PurePath
from types import CodeType, FrameType, TracebackType
from typing import cast

MOST_FRAMES = 60  # of one error, half of them from each end; a recursion has a thousand
MOST_ERRORS = 6  # that caused each other
LONGEST = 300  # characters of a message
RAISE = dis.opmap["RAISE_VARARGS"]
MADE_BELOW = (
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ZeroDivisionError,
)
"""Kinds whose message is about types and names, where no Python code raised them."""

PATH = re.compile(r"(?<![\w.])(?:[A-Za-z]:[\\/]|\\\\|/|~/)[^\s'\"<>|:,;()]*[\\/][^'\"<>|:;\n]*")
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
FRAME = re.compile(r'\bFile "([^"\n]*)"')  # as tracebacks name it
NAME = re.compile(r"[A-Za-z_][\w.]{0,80}")
ROOTS = ("desktop", "site-packages", "dist-packages")
STANDARD = re.compile(r"^python3?(\.\d+)?t?$")


class WrittenDown(Exception):
    """A bug of another process: its message is what `describe` has made there."""


def describe(error: BaseException) -> str:
    """Write down an error and what caused it, the cause first."""
    return "\n\n".join(reversed([_one(each) for each in _chain(error)]))


def signature(error: BaseException) -> str:
    """Name the place and kind of an error: the same for each time that it happens."""
    frames = [_place(frame, line) for frame, line in _frames(error.__traceback__)[-3:]]
    return " ".join([kind_of(error), *frames])


def kind_of(error: BaseException) -> str:
    """Name the class of an error, with its module where that is not obvious."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def message_of(error: BaseException) -> str:
    """Give the message as far as it is certain to be nobody's words."""
    if isinstance(error, OSError):
        return scrub(error.strerror or "") if error.filename is not None or error.errno else ""
    try:
        text = str(error)
    except Exception:  # noqa: BLE001  # an error that cannot even be said is one all the same
        return ""
    if not text or isinstance(error, WrittenDown):
        return text
    origin = _origin(error.__traceback__)
    if origin is not None and _is_literal(text, origin[0]):
        return text[:LONGEST]
    below = origin is not None and not _raised_by_python(*origin)
    if below and isinstance(error, MADE_BELOW):
        return QUOTED.sub(_named, scrub(text))[:LONGEST]
    code = str(getattr(error, "sqlite_errorname", ""))  # of SQLite's
    return f"{code} ({len(text)} characters that may be somebody’s, left out)".strip()


def scrub(text: str) -> str:
    """Leave out every path of this computer; files of the program are named without their folders."""
    return PATH.sub("(path)", FRAME.sub(lambda at: f'File "{short_path(at[1])}"', text))


def short_path(path: str) -> str:
    """Name a file of the program without the folders that it is installed in."""
    parts = PurePath(path.replace("\\", "/")).parts
    for root in ROOTS:
        if root in parts[:-1]:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at if root == "desktop" else at + 1 :])
    for at, part in enumerate(parts[:-1]):
        if STANDARD.match(part):
            return "/".join(parts[at + 1 :])
    return parts[-1] if parts else "?"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an error, and those that led to it."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen and len(seen) < MOST_ERRORS:
        seen.add(id(found))
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _one(error: BaseException) -> str:
    frames = _frames(error.__traceback__)
    lines = [f"  {_place(frame, line)}" for frame, line in frames]
    if len(lines) > MOST_FRAMES:
        half = MOST_FRAMES // 2
        lines[half:-half] = [f"  … {len(lines) - MOST_FRAMES} more"]
    message = message_of(error)
    last = f"{kind_of(error)}: {message}" if message else kind_of(error)
    within = _group(error)
    return "\n".join([*lines, last, *within])


def _group(error: BaseException) -> list[str]:
    if not isinstance(error, BaseExceptionGroup):
        return []
    inner = cast("BaseExceptionGroup[BaseException]", error).exceptions
    return [f"  with {kind_of(each)}" for each in inner[:MOST_ERRORS]]


def _frames(trace: TracebackType | None) -> list[tuple[FrameType, int]]:
    found: list[tuple[FrameType, int]] = []
    while trace is not None:
        found.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    return found


def _place(frame: FrameType, line: int) -> str:
    code = frame.f_code
    return f"{short_path(code.co_filename)}:{line} {code.co_qualname}"


def _origin(trace: TracebackType | None) -> tuple[CodeType, int] | None:
    """Give the code that failed, and the instruction in it."""
    if trace is None:
        return None
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code, trace.tb_lasti


def _raised_by_python(code: CodeType, instruction: int) -> bool:
    return 0 <= instruction < len(code.co_code) and code.co_code[instruction] == RAISE


def _named(quoted: re.Match[str]) -> str:
    """Keep a quoted name of Python; other things may be somebody's."""
    inner = quoted[1] if quoted[1] is not None else quoted[2]
    return quoted[0] if NAME.fullmatch(inner) and inner.isascii() else "…"


def _is_literal(text: str, code: CodeType) -> bool:
    return any(isinstance(each, str) and each == text for each in code.co_consts)
