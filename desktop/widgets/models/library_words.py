"""Says where a model comes from, what it is like, and how it fits."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.core.advice import describe
from desktop.core.library import Listed
from desktop.core.models import Origin
from desktop.viewmodels.library_rows import LibraryRow
from desktop.widgets.speech import QtSpeaker, together

BETWEEN = " · "


def origin_words(origin: Origin) -> str:
    """Name the place that a model was found in."""
    translate = QCoreApplication.translate
    match origin:
        case Origin.STARTER:
            return translate("Library", "comes with Fireside")
        case Origin.FOLDER:
            return translate("Library", "in Fireside’s folder")
        case Origin.ADDED:
            return translate("Library", "in an added folder")
        case Origin.OPENED:
            return translate("Library", "opened by hand")
        case _:
            return PROGRAMS[origin]


PROGRAMS = {  # names, not translated
    Origin.HUGGING_FACE: "Hugging Face",
    Origin.LM_STUDIO: "LM Studio",
    Origin.OLLAMA: "Ollama",
    Origin.GPT4ALL: "GPT4All",
    Origin.JAN: "Jan",
    Origin.LLAMA_CPP: "llama.cpp",
}


def parameter_words(count: int) -> str:
    """Write a number of parameters as people say it: 8B, 1.5B, 135M."""
    for unit, size in (("T", 10**12), ("B", 10**9), ("M", 10**6)):
        if count >= size * 0.9995:
            number = count / size
            digits = 0 if number >= 100 or (number >= 10 and unit == "M") else 1
            text = QLocale().toString(number, "f", digits)
            return text.removesuffix(QLocale().decimalPoint() + "0") + unit
    return QtSpeaker().number(count)


def facts(row: LibraryRow) -> str:
    """Say in one line what a model is like."""
    listed, speaker = row.listed, QtSpeaker()
    translate = QCoreApplication.translate
    parts = [origin_words(listed.model.origin), speaker.size(listed.model.size)]
    header = listed.header
    if header is not None:
        if header.parameters:
            words = translate("Library", "{count} parameters")
            parts.append(words.format(count=parameter_words(header.parameters)))
        words = translate("Library", "context of up to {count} tokens")
        parts.append(words.format(count=speaker.number(header.trained_length)))
        parts.append(header.architecture)
    elif listed.problem is None:
        parts.append(translate("Library", "is being read…"))
    return BETWEEN.join(part for part in parts if part)


def problem_words(listed: Listed) -> str:
    """Say why a model cannot be used; "" if it can."""
    if listed.problem is None:
        return ""
    notice = describe(listed.problem, QtSpeaker())
    return together(notice.what, notice.advice)


def used_words(row: LibraryRow) -> str:
    """Say when a model was used last."""
    translate = QCoreApplication.translate
    if row.used is None:
        return translate("Library", "not used yet")
    day = row.used.astimezone().date()
    if day == date.today():
        return translate("Library", "used today")
    text = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
    return translate("Library", "used on {day}").format(day=text)


def tip(row: LibraryRow) -> str:
    """Say all that is known of a model, a line each."""
    listed = row.listed
    translate, speaker = QCoreApplication.translate, QtSpeaker()
    lines = [row.title, facts(row), used_words(row)]
    if listed.repo:
        lines.append(listed.repo)
    if len(listed.files) > 1:
        words = translate("Library", "Parts: {count}")
        lines.append(words.format(count=speaker.number(len(listed.files))))
    if listed.projector is not None:
        words = translate("Library", "With a projector for images: {name}")
        lines.append(words.format(name=_short(listed.projector.path.name)))
    lines += [_short(str(listed.path)), *(_short(str(path)) for path in listed.also[:3])]
    problem = problem_words(listed)
    return "\n".join([*lines, problem] if problem else lines)


def _short(text: str) -> str:
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return printable if len(printable) <= 300 else f"{printable[:150]}…{printable[-149:]}"
