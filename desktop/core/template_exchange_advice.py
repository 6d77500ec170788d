"""What is said to people about templates in files: where something is wrong, and what."""

from __future__ import annotations

from desktop.core.notice import Speaker
from desktop.core.template_advice import say_problem, say_wrong
from desktop.core.template_exchange import LARGEST_FILE, Flaw, FlawKind
from desktop.core.templates import LONGEST_TEXT

MOST_OF_A_NAME = 60  # characters that are shown of what stands in a file


def say_flaw(flaw: Flaw, speaker: Speaker) -> str:
    """Say what is wrong in a file, with its place."""
    words = _words(flaw, speaker)
    if flaw.file and flaw.line:
        placed = speaker.translate("Notice", "{file}, line {line}: {what}")
        return placed.format(file=flaw.file, line=speaker.number(flaw.line), what=words)
    return (
        speaker.translate("Notice", "{file}: {what}").format(file=flaw.file, what=words)
        if flaw.file
        else words
    )


def _words(flaw: Flaw, speaker: Speaker) -> str:
    if flaw.problem is not None:
        return say_problem(flaw.problem, speaker)
    if flaw.wrong is not None:
        return say_wrong(flaw.wrong, speaker)
    sentence = (_of_file(speaker) | _of_template(speaker))[flaw.kind]
    name = " ".join(flaw.name[: MOST_OF_A_NAME + 1].split())
    shown = f"{name[:MOST_OF_A_NAME]}…" if len(name) > MOST_OF_A_NAME else name
    return sentence.format(
        name="".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown),
        largest=speaker.size(LARGEST_FILE),
        longest=speaker.number(LONGEST_TEXT),
    )


def _of_file(speaker: Speaker) -> dict[FlawKind, str]:
    translate = speaker.translate
    return {
        FlawKind.UNREADABLE: translate("Notice", "This file is not there, or may not be read."),
        FlawKind.TOO_LARGE: translate("Notice", "This is too large; a file may have {largest}."),
        FlawKind.EMPTY: translate("Notice", "There is nothing in this file."),
        FlawKind.UNKNOWN_FORMAT: translate(
            "Notice", "These are no templates in JSON, Markdown, CSV or YAML that Fireside knows."
        ),
        FlawKind.NEWER: translate("Notice", "A later version of Fireside wrote this file; update Fireside."),
        FlawKind.NO_COLUMNS: translate(
            "Notice", "No column is called “prompt” or “text”; name the columns in the first line."
        ),
        FlawKind.ENCODING_GUESSED: translate(
            "Notice", "This is not UTF-8. It was read as {name}; look whether the letters are right."
        ),
        FlawKind.BAD_BYTES: translate("Notice", "Some bytes are no text; they were replaced by “�”."),
        FlawKind.DAMAGED: translate(
            "Notice", "The file is damaged or cut from here on; what stands before was read."
        ),
        FlawKind.BROKEN_ROW: translate("Notice", "The quotes of this row do not match; it was left out."),
        FlawKind.TOO_DEEP: translate("Notice", "This is nested too deeply, and was not read."),
        FlawKind.TAG: translate("Notice", "The YAML tag {name} is not allowed, so this was not read."),
        FlawKind.ALIASES: translate("Notice", "This YAML repeats itself too often, so it was not read."),
    }


def _of_template(speaker: Speaker) -> dict[FlawKind, str]:
    translate = speaker.translate
    return {
        FlawKind.NOT_A_TEMPLATE: translate("Notice", "This is no template; it was left out."),
        FlawKind.NO_TEXT: translate("Notice", "This template has no text; it was left out."),
        FlawKind.TOO_LONG: translate(
            "Notice", "The text “{name}” is longer than {longest} characters; the template was left out."
        ),
        FlawKind.WRONG_TYPE: translate("Notice", "“{name}” is not what it should be, and was left out."),
        FlawKind.IGNORED: translate("Notice", "“{name}” has no meaning here, and was left out."),
        FlawKind.NAMELESS: translate("Notice", "This template has no name; it is called “{name}”."),
        FlawKind.TWICE: translate("Notice", "This name stands twice in the files; here it became “{name}”."),
        FlawKind.BAD_FIELD: translate("Notice", "The field “{name}” is not declared as it should be."),
        FlawKind.LOST_CONDITIONS: translate(
            "Notice", "“{name}”: this format has no conditions; what depends on one is always written."
        ),
        FlawKind.LOST_FIELDS: translate(
            "Notice", "“{name}”: this format holds the fields, but not their kinds, labels and limits."
        ),
        FlawKind.LOST_EXAMPLES: translate("Notice", "“{name}”: this format has no place for the examples."),
    }
