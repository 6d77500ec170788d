"""What several commands describe alike."""

from __future__ import annotations

import argparse
from contextlib import suppress

from desktop.cli.parser import Parser
from desktop.cli.speech import PlainSpeaker
from desktop.cli.window_words import Translate


def describe_json(command: Parser) -> None:
    """Describe what every command has."""
    command.add_argument(
        "--json",
        action="store_true",
        help=command.speaker.translate("Terminal", "print one JSON object, and nothing else"),
    )


class Numbers:
    """Reads numbers from the command line, and says which ones it takes."""

    def __init__(self, speaker: PlainSpeaker) -> None:
        self._translate: Translate = speaker.translate

    def whole(self, text: str) -> int:
        """Read any whole number."""
        translate = self._translate
        try:
            return int(text)
        except ValueError:
            said = translate("Terminal", "must be a whole number")
            raise argparse.ArgumentTypeError(said) from None

    def positive(self, text: str) -> int:
        """Read a number of things."""
        translate, number = self._translate, self.whole(text)
        if number < 1:
            raise argparse.ArgumentTypeError(translate("Terminal", "must be 1 or more"))
        return number

    def seed(self, text: str) -> int:
        """Read what an engine takes as a seed."""
        translate, number = self._translate, self.whole(text)
        if not 0 <= number < 2**32 - 1:
            raise argparse.ArgumentTypeError(translate("Terminal", "must be from 0 to 4294967294"))
        return number

    def temperature(self, text: str) -> float:
        """Read a temperature."""
        translate = self._translate
        with suppress(ValueError):
            number = float(text)
            if 0 <= number <= 5:
                return number
        raise argparse.ArgumentTypeError(translate("Terminal", "must be a number from 0 to 5"))
