"""What is said to people about trying templates out. See `desktop.core.template_advice`."""

from __future__ import annotations

from desktop.core import tryout_errors as e
from desktop.core.notice import Notice, Speaker, listed
from desktop.core.template_advice import say_wrong
from desktop.core.tryout_import import Refusal, Refused

MOST_NAMES = 5  # of fields in a sentence
LONGEST_COLUMN = 40  # characters


def describe_tryout(error: e.TryoutError, speaker: Speaker) -> Notice:
    """Say why a template cannot be tried out, or its inputs or results not be used."""
    translate = speaker.translate
    match error:
        case e.ComparisonUnderWay():
            return Notice(
                translate("Notice", "Models are being compared, and that takes the machine."),
                translate("Notice", "Wait until it has ended, or stop it under Models; then try out."),
            )
        case e.TryoutUnderWay():
            return Notice(
                translate("Notice", "A template is being tried out, and that takes the machine."),
                translate("Notice", "Wait until it has ended, or stop it under Templates; then compare."),
            )
        case e.ColumnsUnknown() | e.ResultsNotWritten():
            return _file(error, speaker)
        case _:
            return _inputs(error, speaker)


def say_refused(refused: Refused, speaker: Speaker) -> str:
    """Say what of a table was not taken, and where it stands."""
    wrong = say_wrong(refused.wrong, speaker) if refused.wrong is not None else ""
    name = refused.name[:LONGEST_COLUMN]
    words = _refused_words(refused.why, speaker)
    return words.format(line=speaker.number(refused.line), name=name, wrong=wrong)


def _file(error: e.ColumnsUnknown | e.ResultsNotWritten, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.ColumnsUnknown(path, fields):
            what = translate("Notice", "No column of {name} is named like a field of this template.")
            advice = translate("Notice", "Write the names of the fields into its first line: {fields}.")
            if not fields:
                advice = translate("Notice", "This template has no fields, so it needs no inputs.")
            more = ["…"] if len(fields) > MOST_NAMES else []
            named = listed([*fields[:MOST_NAMES], *more], speaker)
            return Notice(what.format(name=path.name), advice.format(fields=named))
        case e.ResultsNotWritten(path, full):
            what = translate("Notice", "The results could not be written to {name}.").format(name=path.name)
            if full:
                return Notice(what, translate("Notice", "The disk is full. Choose another one."))
            return Notice(what, translate("Notice", "Choose a folder that you may write to."))


def _inputs(error: e.TryoutError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.TooManyInputs(limit):
            what = translate("Notice", "A template can have {limit} saved inputs at most.")
            return Notice(
                what.format(limit=speaker.number(limit)),
                translate("Notice", "Delete some that you do not need. Nothing was added."),
            )
        case e.NoInputs():
            return Notice(
                translate("Notice", "This template has no saved inputs yet."),
                translate("Notice", "Add one, or import a table; then try it out."),
            )
        case e.NothingFits():
            return Notice(
                translate("Notice", "None of the saved inputs fits the fields of this template."),
                translate("Notice", "Choose one to see what is missing or wrong, and edit it."),
            )
        case e.NothingUsedYet():
            return Notice(
                translate("Notice", "This template has not been used with values yet."),
                translate("Notice", "Use it once in a chat, or add an input by hand."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _refused_words(why: Refusal, speaker: Speaker) -> str:
    translate = speaker.translate
    words = {
        Refusal.UNKNOWN_COLUMN: translate(
            "Notice", "Line {line}: no field is called “{name}”, so that column was left out."
        ),
        Refusal.SAME_COLUMN: translate(
            "Notice", "Line {line}: there is another column “{name}” before, so this one was left out."
        ),
        Refusal.WRONG_VALUE: translate("Notice", "Line {line} was left out: {wrong}"),
        Refusal.WRONG_ENCODING: translate(
            "Notice", "Line {line} was left out: it has characters in another encoding than the rest."
        ),
        Refusal.MORE_CELLS: translate(
            "Notice", "Line {line} was left out: it has more cells than there are columns."
        ),
        Refusal.UNREADABLE: translate(
            "Notice", "Line {line} was left out: a quote is not closed, or a cell is too long."
        ),
        Refusal.TOO_MANY: translate(
            "Notice", "Line {line} and all after it were left out: there are too many inputs."
        ),
    }
    return words[why]
