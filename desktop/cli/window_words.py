"""What the window takes from the command line. The first frame waits for this module, and for no language."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from desktop import __version__

Translate: TypeAlias = Callable[[str, str], str]
"""As `Speaker.translate`, and to be called by that name, so that lupdate finds the sentences."""


def describe_window(top: argparse.ArgumentParser, translate: Translate) -> None:
    """Describe what the window takes."""
    top.add_argument(
        "--version",
        action="version",
        version=f"fireside {__version__}",
        help=translate("Terminal", "show the version and exit"),
    )
    _where(top, translate)
    top.add_argument(
        "--open",
        type=Path,
        metavar=translate("Terminal", "FILE"),
        nargs="*",  # none, where a menu starts the program with what it has for files
        default=[],
        help=translate(
            "Terminal",
            "open a model, import templates, or attach files to a question; in the window that is there,"
            " if there is one",
        ),
    )
    top.add_argument(
        "--json-log",
        type=Path,
        metavar=translate("Terminal", "FILE"),
        help=translate("Terminal", "append what happens to FILE, as JSON lines"),
    )
    top.add_argument(
        "--self-test",
        action="store_true",
        help=translate("Terminal", "start everything once, get one token, and exit"),
    )


def _where(top: argparse.ArgumentParser, translate: Translate) -> None:
    top.add_argument(
        "--data-dir",
        type=Path,
        metavar=translate("Terminal", "DIR"),
        help=translate("Terminal", "keep chats and settings in this folder"),
    )
    top.add_argument(
        "--offline",
        action="store_true",
        help=translate("Terminal", "let no request out, whoever asks for it"),
    )
