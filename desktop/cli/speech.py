"""Says things on the terminal, in the language of the window as far as it can be written there."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TextIO

from desktop.cli.qm import Sentences
from desktop.core.choices import Language
from desktop.core.places import Places, resource

LETTERS = "中文，“”"  # what an encoding of a terminal that shows Chinese has


class PlainSpeaker:
    """The `Speaker` of the terminal, in English."""

    language = Language.ENGLISH

    def translate(self, context: str, text: str) -> str:
        """Give the sentence as it is written."""
        return text

    def plural(self, context: str, text: str, count: int) -> str:
        """Give a sentence about a number of things."""
        forms = self._sentences.find(context, text) if self._sentences else ()
        said = (forms or (text,))[0 if count == 1 else -1]
        return said.replace("%Ln", self.number(count)).replace("%n", str(count))

    def size(self, count: int) -> str:
        """Write a number of bytes, in powers of ten as disks do."""
        if count < 1000:
            return Counted(self).bytes(count)
        number = count / 1000
        for unit in ("kB", "MB", "GB"):
            if number < 1000:
                return f"{number:.1f} {unit}"
            number /= 1000
        return f"{number:.1f} TB"

    def number(self, count: int) -> str:
        """Write a number with its thousands apart."""
        return f"{count:,}"

    @cached_property
    def _sentences(self) -> Sentences | None:
        """Read those of this language; English ones that count nothing need no file."""
        try:
            return Sentences(resource(f"resources/i18n/fireside_{self.language}.qm"))
        except OSError:
            return None


class ChineseSpeaker(PlainSpeaker):
    """The same in Chinese; what is not translated stays English."""

    language = Language.CHINESE

    def translate(self, context: str, text: str) -> str:
        """Give the sentence in Chinese."""
        forms = self._sentences.find(context, text) if self._sentences else ()
        return forms[0] if forms else text


class Counted:
    """What is said with a number; lupdate takes `%n` for a plural only in a `tr`."""

    def __init__(self, speaker: PlainSpeaker) -> None:
        self._speaker = speaker

    def tr(self, text: str, comment: str, count: int) -> str:
        """Give a sentence about a number of things."""
        return self._speaker.plural("Counted", text, count)

    def bytes(self, count: int) -> str:
        """Write a small size."""
        return self.tr("%Ln byte(s)", "", count)

    def messages(self, count: int) -> str:
        """Say how many messages there are."""
        return self.tr("%Ln message(s)", "", count)

    def days_left(self, count: int) -> str:
        """Say for how long something is kept."""
        return self.tr("%Ln day(s) left", "", count)

    def downloads(self, count: int) -> str:
        """Say how often something was downloaded."""
        return self.tr("%Ln download(s)", "", count)

    def likes(self, count: int) -> str:
        """Say how many people like something."""
        return self.tr("%Ln like(s)", "", count)

    def tokens(self, count: int) -> str:
        """Say how long something is."""
        return self.tr("%Ln token(s)", "", count)

    def problems(self, count: int) -> str:
        """Say how many problems were not told."""
        return self.tr("%Ln more problem(s).", "", count)


def speaker_for(places: Places) -> PlainSpeaker:
    """Give the one that speaks the language of the window; English where that cannot be written."""
    from desktop.services.user_language import user_language  # here: the window asks Qt

    chinese = user_language(places) == Language.CHINESE
    return ChineseSpeaker() if chinese and _writes(sys.stdout) and _writes(sys.stderr) else PlainSpeaker()


def _writes(stream: TextIO | None) -> bool:
    """Tell whether a stream takes Chinese: not one of ASCII or Latin letters, nor none at all."""
    try:
        LETTERS.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
