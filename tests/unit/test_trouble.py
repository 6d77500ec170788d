"""What is written down of a bug: where it is, and nothing that somebody wrote or is called."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from desktop.core.trouble import MOST_FRAMES, describe, message_of, scrub, short_path, signature

SECRET = "Gulaschkanone 你好"


def caught(call, *args):
    with pytest.raises(BaseException) as info:  # noqa: PT011  # whichever it is
        call(*args)
    return info.value


def ask(kind):
    raise kind(f"cannot read {SECRET}")


def chain():
    try:
        {}[SECRET]
    except KeyError as error:
        raise ValueError(SECRET.upper()) from error


def many():
    group = ExceptionGroup(SECRET, [ValueError(SECRET), OSError(2, SECRET, SECRET)])
    group.add_note(SECRET)
    raise group


def deep(level):
    return deep(level + 1)


def said():
    raise RuntimeError("this stands in the code")


class Unspeakable(Exception):
    def __str__(self):
        raise ValueError(SECRET)


def unspeakable():
    raise Unspeakable


HOSTILE = [
    unspeakable,
    lambda: ask(TypeError),
    lambda: ask(RuntimeError),
    lambda: ask(AttributeError),
    lambda: ask(OSError),
    lambda: ask(AssertionError),
    lambda: ask(ImportError),
    lambda: ask(NameError),
    lambda: {}[SECRET],
    lambda: int(SECRET),
    lambda: [].index(SECRET),
    lambda: SECRET.encode("ascii"),
    lambda: json.loads("[" + SECRET),
    lambda: Path("/home/ada lovelace", SECRET).read_text(),
    lambda: getattr(object(), SECRET),
    lambda: dict(**{SECRET: 1}, **{SECRET: 2}),
    lambda: sqlite3.connect(":memory:").execute(f'select "{SECRET}" from {SECRET[:5]}'),
    lambda: compile(SECRET, SECRET, "exec"),
    lambda: sorted([SECRET, 1]),
    chain,
    many,
]


@pytest.mark.parametrize("call", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
@pytest.mark.filterwarnings("ignore:unclosed database")
def test_no_word_of_a_user_is_written_down(call):
    error = caught(call)
    for text in (describe(error), signature(error)):
        for word in (*SECRET.split(), SECRET.upper(), "lovelace", SECRET[:5]):
            assert word not in text
        assert "/work" not in text
    assert "test_trouble.py" in describe(error)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: None.title, "AttributeError: 'NoneType' object has no attribute 'title'"),
        (lambda: len(5), "TypeError: object of type 'int' has no len()"),
        (lambda: [][1], "IndexError: list index out of range"),
        (said, "RuntimeError: this stands in the code"),
        (lambda: Path("/nowhere/at all").read_text(), "FileNotFoundError: No such file or directory"),
    ],
)
def test_what_the_interpreter_or_our_code_says_is_kept(call, words):
    assert describe(caught(call)).endswith(words)


def test_what_caused_an_error_comes_first():
    text = describe(caught(chain))
    assert text.index("KeyError") < text.index("ValueError")


def test_a_recursion_is_written_down_in_short():
    text = describe(caught(deep, 0))
    assert MOST_FRAMES < len(text.splitlines()) < MOST_FRAMES + 10
    assert "RecursionError" in text


def test_the_same_error_has_the_same_signature_and_another_place_another_one():
    first, second = (signature(caught(ask, TypeError)) for _ in range(2))
    assert first == second != signature(caught(said))


def test_an_error_that_was_never_raised_can_be_described():
    assert describe(ValueError(SECRET)).startswith("ValueError: (")
    assert message_of(ValueError()) == ""


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("/home/ada/src/fireside/desktop/widgets/look.py", "desktop/widgets/look.py"),
        ("/opt/fireside/lib/python3.11/site-packages/sqlalchemy/engine.py", "sqlalchemy/engine.py"),
        ("/usr/lib/python3.12/json/decoder.py", "json/decoder.py"),
        (r"C:\Users\Ada\fireside\desktop\app.py", "desktop/app.py"),
        ("/home/ada/secret.py", "secret.py"),
        ("", "?"),
    ],
)
def test_files_are_named_without_their_folders(path, short):
    assert short_path(path) == short


@pytest.mark.parametrize(
    "text", ["in /home/ada/my notes.txt", r"in C:\Users\Ada\notes.txt", "in ~/ada/x", r"in \\host\ada\x"]
)
def test_paths_are_left_out(text):
    assert "ada" not in scrub(text).lower() and scrub(text).startswith("in (path)")


def test_files_of_the_program_in_a_traceback_are_named_in_short():
    told = 'File "/home/ada/desktop/engine/process.py", line 3 in read\nFile "/usr/lib/python3.11/json/x.py"'
    assert scrub(told) == 'File "desktop/engine/process.py", line 3 in read\nFile "json/x.py"'
