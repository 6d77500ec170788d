"""What is said to people about templates: errors, mistakes in their texts, values that cannot be used."""

from __future__ import annotations

from desktop.core import template_errors as e
from desktop.core.notice import Notice, Speaker, listed
from desktop.core.template_text import DEEPEST, MOST_FIELDS, Problem, ProblemKind
from desktop.core.template_values import Wrong, WrongKind


def describe_template(error: e.TemplateError, speaker: Speaker) -> Notice:
    """Say why something cannot be done with a template."""
    translate = speaker.translate
    match error:
        case e.TemplateNameMissing():
            return Notice(
                translate("Notice", "The template has no name yet."),
                translate("Notice", "Give it one; it is also what you type after the slash."),
            )
        case e.TemplateNameTaken(name):
            return Notice(
                translate("Notice", "There is a template named {name} already.").format(name=name),
                translate("Notice", "Choose another name, or change that template."),
            )
        case e.TemplateGone():
            return Notice(
                translate("Notice", "This template has been deleted meanwhile."),
                translate("Notice", "Save what you have as a new template."),
            )
        case e.TemplateTooLong(length, limit):
            words = translate(
                "Notice", "A text of this template has {length} characters; {limit} are the most."
            )
            return Notice(
                words.format(length=speaker.number(length), limit=speaker.number(limit)),
                translate("Notice", "Shorten it, or let a field take the contents of a file."),
            )
        case _:
            return _describe_more(error, speaker)


def _describe_more(error: e.TemplateError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.TemplateFillsTooMuch(length, limit):
            words = translate(
                "Notice", "Filled in, this template has {length} characters; {limit} are the most."
            )
            return Notice(
                words.format(length=speaker.number(length), limit=speaker.number(limit)),
                translate("Notice", "Fill in less, or let the template use a long value once only."),
            )
        case e.TemplatesNotWritten(path):
            return Notice(
                translate("Notice", "The templates cannot be written to {path}.").format(path=path),
                translate("Notice", "Choose another folder, or look whether the disk is full."),
            )
        case e.TemplateUnknown(name, near):
            return Notice(
                translate("Notice", "There is no template named {name}.").format(name=name),
                translate("Notice", "These are here: {names}.").format(names=listed(near, speaker) or "–"),
            )
        case e.TemplateUnfilled(name, wrongs):
            what = " ".join(say_wrong(wrong, speaker) for wrong in wrongs)
            return Notice(what, translate("Notice", "Fill in the fields of {name}.").format(name=name))
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def say_problem(problem: Problem, speaker: Speaker) -> str:
    """Say what is wrong at a place of a template's text; the place itself is not named."""
    return _problem_words(problem.kind, speaker).format(
        name=problem.name, deepest=speaker.number(DEEPEST), most=speaker.number(MOST_FIELDS)
    )


def _problem_words(kind: ProblemKind, speaker: Speaker) -> str:
    translate = speaker.translate
    words = {
        ProblemKind.UNCLOSED: translate(
            "Notice", "Two braces before “{name}” are not closed, so they are text."
        ),
        ProblemKind.NESTED: translate("Notice", "A field cannot stand within another one: “{name}”."),
        ProblemKind.NOT_A_FIELD: translate("Notice", "“{name}” is no field name, so it is taken as text."),
        ProblemKind.UNKNOWN_KIND: translate("Notice", "There is no kind of field called “{name}”."),
        ProblemKind.OTHER_KIND: translate("Notice", "The field “{name}” has another kind further up."),
        ProblemKind.IF_UNCLOSED: translate("Notice", "The condition on “{name}” has no end, so it is text."),
        ProblemKind.NO_IF: translate("Notice", "“{name}” stands without a condition before it."),
        ProblemKind.TOO_DEEP: translate("Notice", "Conditions can lie {deepest} deep at most."),
        ProblemKind.VARIABLE: translate(
            "Notice", "“{name}” is filled in by itself; a field needs another name."
        ),
        ProblemKind.TOO_MANY: translate("Notice", "There are {name} fields; {most} are the most."),
    }
    return words[kind]


def say_wrong(wrong: Wrong, speaker: Speaker) -> str:
    """Say what is wrong with the value, the default or the declaration of a field, which is named."""
    field = wrong.field
    low = "" if field.low is None else f"{field.low:.10g}"
    high = "" if field.high is None else f"{field.high:.10g}"
    return _wrong_words(wrong.kind, speaker).format(name=field.label or field.name, low=low, high=high)


def _wrong_words(kind: WrongKind, speaker: Speaker) -> str:
    translate = speaker.translate
    words = {
        WrongKind.MISSING: translate("Notice", "“{name}” is not filled in."),
        WrongKind.NOT_A_NUMBER: translate("Notice", "“{name}” has to be a number."),
        WrongKind.TOO_LOW: translate("Notice", "“{name}” has to be {low} or more."),
        WrongKind.TOO_HIGH: translate("Notice", "“{name}” has to be {high} or less."),
        WrongKind.NOT_OFFERED: translate("Notice", "“{name}” has a value that is none of its choices."),
        WrongKind.NOT_A_DATE: translate("Notice", "“{name}” has to be a date, such as 2026-11-27."),
        WrongKind.NOT_TEXT: translate("Notice", "“{name}” has to be text."),
        WrongKind.NO_OPTIONS: translate("Notice", "“{name}” is a choice without anything to choose from."),
        WrongKind.LIMITS_CROSSED: translate("Notice", "The lowest value of “{name}” is above its highest."),
    }
    return words[kind]
