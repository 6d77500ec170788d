"""argparse in the user's language: its help, and what it says about wrong words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NoReturn, TypeAlias

from desktop.cli.argparse_words import translated
from desktop.cli.columns import HAN, width, wrapped
from desktop.cli.speech import PlainSpeaker

WRONG_USAGE = 2
FILL = "\ue000"  # stands behind a wide character while argparse counts columns by characters
HEADING_COLON = re.compile(rf"(?<=[{HAN}]):(?=(?:\x1b\[[\d;]*m)?$)", re.MULTILINE)  # perhaps in colour

AddVerb: TypeAlias = Callable[..., "Parser"]


class Parser(argparse.ArgumentParser):
    """Exits with status 2 and one sentence when the words are wrong."""

    def __init__(self, speaker: PlainSpeaker, **more: Any) -> None:
        super().__init__(formatter_class=partial(Formatter, speaker), add_help=False, **more)
        self.speaker = speaker
        self.add_argument(
            "-h",
            "--help",
            action="help",
            default=argparse.SUPPRESS,
            help=speaker.translate("Terminal", "show this help and exit"),
        )

    def verbs(self, destination: str, metavar: str, *, required: bool = False) -> AddVerb:
        """Prepare for commands; gives the function that adds one."""
        kinds = self.add_subparsers(dest=destination, metavar=metavar, required=required)
        add: AddVerb = kinds.add_parser
        return partial(add, speaker=self.speaker)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line."""
        said = self.speaker.translate("Terminal", "{program}: {what}")
        what = translated(message, self.speaker)
        self.exit(WRONG_USAGE, said.format(program=self.prog, what=what) + "\n")


class Formatter(argparse.HelpFormatter):
    """Lays help out by the columns that its texts take."""

    def __init__(self, speaker: PlainSpeaker, prog: str, **more: Any) -> None:
        super().__init__(prog, **more)
        self._speaker = speaker

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with “usage:” in the user's language."""
        if prefix is None:
            said = translated("usage:", self._speaker)
            prefix = spread(said) + " " * said.isascii()  # a Chinese colon has its space in itself
        super().add_usage(usage, actions, groups, prefix)

    def start_section(self, heading: str | None) -> None:
        """Name the parts in the user's language."""
        super().start_section(None if heading is None else translated(heading, self._speaker))

    def format_help(self) -> str:
        """Write everything; after Chinese, a colon is a Chinese one."""
        return HEADING_COLON.sub("：", super().format_help().replace(FILL, ""))

    def _metavar_formatter(
        self, action: argparse.Action, default_metavar: str
    ) -> Callable[[int], tuple[str, ...]]:
        names = super()._metavar_formatter(action, default_metavar)
        return lambda size: tuple(spread(name) for name in names(size))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(text, width) if text.isascii() else wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


def spread(text: str) -> str:
    """Make a text as many characters long as it is wide."""
    return "".join(character + FILL * (width(character) - 1) for character in text)
