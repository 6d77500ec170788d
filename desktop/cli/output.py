"""How the command line says things: one sentence a fact in the user's language, or JSON in none."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping

from desktop.cli.speech import PlainSpeaker as PlainSpeaker  # for importers
from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.notice import together


class Usage(Exception):
    """The words on the command line do not go together."""


class OutputLost(Exception):
    """Standard output takes no more: its reader has gone, or its disk is full. Carries the reason."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(reason.strerror)
        self.reader_gone = isinstance(reason, BrokenPipeError)


def write(text: str) -> None:
    """Write to standard output at once. Raises `OutputLost`.

    Characters that its encoding does not have (a redirected stream on Windows) are written as "?".
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        raise OutputLost(error) from None


def let_go_of_output() -> None:
    """Send what is still buffered nowhere: Python would complain about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def plain(text: str) -> str:
    """Write a text without what would steer the terminal; lines and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def say(options: argparse.Namespace, facts: Mapping[str, object], words: str) -> None:
    """Print what came of a command: the facts for a program, or the words for a person."""
    if options.json:
        write_json(facts)
    else:
        write(words + "\n")


def write_json(facts: Mapping[str, object]) -> None:
    """Print facts as one line; nothing in them depends on the language."""
    write(json.dumps(facts, ensure_ascii=False) + "\n")


def fail(error: UserError, speaker: PlainSpeaker) -> None:
    """Say an error in one line on standard error."""
    notice = describe(error, speaker)
    print(together(notice.what, notice.advice), file=sys.stderr, flush=True)


def ask(question: str) -> str:
    """Ask on the terminal, where some characters of the question may not be there."""
    encoding = sys.stdout.encoding or "utf-8"
    return input(question.encode(encoding, "replace").decode(encoding))
