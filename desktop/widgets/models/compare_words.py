"""What is said of a comparison, in the window and in what is copied from it."""

from __future__ import annotations

import csv
import io

from PySide6.QtCore import QLocale, QObject

from desktop.core.advice import describe
from desktop.core.chat import Finish
from desktop.core.comparison import Agreement, Parting
from desktop.core.spreadsheet import inert
from desktop.services.comparison import Column, Comparison, Step
from desktop.widgets.speech import QtSpeaker, together

NUMBERS = (
    *("load_seconds", "prompt_tokens", "prompt_tokens_per_second", "first_token_seconds"),
    *("tokens", "tokens_per_second", "memory_bytes"),
)


class CompareWords(QObject):
    """Says values in the language of the window."""

    def title(self, column: Column) -> str:
        """Name a model with its quant."""
        return f"{column.model.name} {column.model.quant}".strip()

    def step(self, column: Column) -> str:
        """Say how far a model has come."""
        percent = QLocale().toString(round(100 * column.fraction))
        match column.step:
            case Step.WAITING:
                return self.tr("Waits for its turn")
            case Step.LOADING:
                return self.tr("Loading… {percent}%").format(percent=percent)
            case Step.READING:
                return self.tr("Reading the prompt… {percent}%").format(percent=percent)
            case Step.ANSWERING:
                return self.tr("Answering…")
            case Step.DONE:
                return self._finish(column)
            case Step.STOPPED:
                return self.tr("Stopped") if column.text else self.tr("Not asked")
            case Step.FAILED:
                return self.tr("Failed")

    def error(self, column: Column) -> str:
        """Say why a model gave no answer, or no whole one."""
        if column.error is None:
            return ""
        notice = describe(column.error, QtSpeaker())
        return together(notice.what, notice.advice)

    def progress(self, state: Comparison) -> str:
        """Say how far all of it has come."""
        if state.current is None:
            return ""
        column = state.columns[state.current]
        words = self.tr("{number} of {count}: {model}. {step}").format(
            number=QLocale().toString(state.ended + 1),
            count=QLocale().toString(len(state.columns)),
            model=self.title(column),
            step=self.step(column),
        )
        return words

    def figures(self, column: Column) -> list[tuple[str, str]]:
        """Give the figures with their names, the same ones for every model."""
        usage, loaded = column.usage, column.loaded
        return [
            (self.tr("Load"), self._seconds(loaded.seconds if loaded is not None else None)),
            (self.tr("First token"), self._seconds(usage.first_token_seconds if usage is not None else None)),
            (self.tr("Reading"), self._speed(column.prompt_speed)),
            (self.tr("Answering"), self._speed(usage.tokens_per_second if usage is not None else None)),
            (self.tr("Tokens"), self._tokens(column)),
            (self.tr("Memory"), QtSpeaker().size(column.memory) if column.memory else "–"),
        ]

    def agreement(self, parting: Parting | None, reference: bool) -> str:
        """Say how far an answer agrees with the reference's."""
        if reference:
            return self.tr("The others are compared with this one")
        if parting is None:
            return ""
        if parting.agreement is Agreement.SAME:
            return self.tr("No difference")
        so_far = parting.agreement is Agreement.SO_FAR
        if not parting.at:
            return "" if so_far else self.tr("Different from the first word on")
        words = self._common(parting)
        return words + " " + self.tr("(as far as it got)") if so_far else words

    def as_text(self, state: Comparison) -> str:
        """Write the whole comparison down."""
        parts = [state.question.system, state.question.prompt] if state.question.system else []
        parts = parts or [state.question.prompt]
        for at, column in enumerate(state.columns):
            lines = [f"## {self.title(column)}", self.step(column), self.error(column)]
            lines += [f"{name}: {value}" for name, value in self.figures(column)]
            lines += [self.agreement(column.parting, at == state.reference), "", column.text]
            parts.append("\n".join(line for n, line in enumerate(lines) if line or n >= len(lines) - 2))
        return "\n\n".join(parts)

    def as_table(self, state: Comparison) -> str:
        """Write the figures as CSV, for spreadsheets: names in English, numbers as they are."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("model", "quant", "outcome", *NUMBERS, "same_characters", "same_tokens", "answer"))
        for column in state.columns:
            parting = column.parting
            same = ("", "") if parting is None else (parting.at, _cell(parting.tokens))
            outcome = column.finish.value if column.finish is not None else column.step.value
            texts = (column.model.name, column.model.quant)
            writer.writerow((*map(inert, texts), outcome, *_numbers(column), *same, inert(column.text)))
        return file.getvalue()

    def _common(self, parting: Parting) -> str:
        if parting.tokens is not None:
            return self.tr("The same for %Ln token(s)", "", parting.tokens)
        if parting.spaced:
            return self.tr("The same for %Ln word(s)", "", parting.words)
        return self.tr("The same for %Ln character(s)", "", parting.at)

    def _finish(self, column: Column) -> str:
        if column.finish is Finish.LENGTH:
            return self.tr("Ended at the limit of tokens")
        if column.finish is Finish.CONTEXT:
            return self.tr("Ended because the context is full")
        return self.tr("Ended by itself")

    def _seconds(self, seconds: float | None) -> str:
        if seconds is None:
            return "–"
        return self.tr("{seconds} s").format(seconds=QLocale().toString(seconds, "f", 2))

    def _speed(self, speed: float | None) -> str:
        if speed is None:
            return "–"
        return self.tr("{speed} tokens/s").format(speed=QLocale().toString(speed, "f", 1))

    def _tokens(self, column: Column) -> str:
        if not column.tokens:
            return "–"
        prompt = QLocale().toString(column.usage.prompt_tokens) if column.usage is not None else "–"
        words = self.tr("{prompt} read, {answer} answered")
        return words.format(prompt=prompt, answer=QLocale().toString(column.tokens))


def _numbers(column: Column) -> tuple[object, ...]:
    usage, loaded = column.usage, column.loaded
    return (
        _cell(loaded.seconds if loaded else None),
        _cell(usage.prompt_tokens if usage else None),
        _cell(column.prompt_speed),
        _cell(usage.first_token_seconds if usage else None),
        column.tokens,
        _cell(usage.tokens_per_second if usage else None),
        column.memory,
    )


def _cell(number: float | None) -> object:
    return "" if number is None else round(number, 3)
