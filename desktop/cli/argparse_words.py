"""What argparse says by itself, in the user's language.

It has no place for translations but the system's own; so its sentences are known here, and recognised when
they arrive. One that is not known, of a later Python, stays English.
"""

from __future__ import annotations

import re

from desktop.cli.speech import PlainSpeaker
from desktop.core.setting_kinds import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("Terminal", "usage:"),
    QT_TRANSLATE_NOOP("Terminal", "options"),
    QT_TRANSLATE_NOOP("Terminal", "positional arguments"),
    QT_TRANSLATE_NOOP("Terminal", "argument {name}: {what}"),
    QT_TRANSLATE_NOOP("Terminal", "the following arguments are required: {names}"),
    QT_TRANSLATE_NOOP("Terminal", "unrecognized arguments: {words}"),
    QT_TRANSLATE_NOOP("Terminal", "expected one argument"),
    QT_TRANSLATE_NOOP("Terminal", "expected at least one argument"),
    QT_TRANSLATE_NOOP("Terminal", "invalid choice: {value}, maybe you meant {near}? (choose from {choices})"),
    QT_TRANSLATE_NOOP("Terminal", "invalid choice: {value} (choose from {choices})"),
    QT_TRANSLATE_NOOP("Terminal", "ignored explicit argument {value}"),
    QT_TRANSLATE_NOOP("Terminal", "ambiguous option: {option} could match {options}"),
)


def translated(said: str, speaker: PlainSpeaker, sentences: tuple[str, ...] = SENTENCES) -> str:
    """Give what is said in English in the language of the speaker, if it is one of these sentences."""
    for sentence in sentences:
        found = re.fullmatch(_pattern(sentence), said, re.DOTALL)
        if found is not None:
            parts = found.groupdict()
            if "what" in parts:
                parts["what"] = translated(parts["what"], speaker)
            return speaker.translate("Terminal", sentence).format(**parts)
    return said


def _pattern(sentence: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(sentence))
