"""What is said of versions of templates and of what differs between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QDateTime, QLocale, QObject

from desktop.core.template_diff import Difference, FieldChange, Line as DiffLine, Mark, Piece, Subject
from desktop.core.template_editing import Spot, texts_of
from desktop.core.template_text import Wording, text_of
from desktop.core.templates import Draft, Field, FieldKind, Version
from desktop.widgets.templates.plain_text import one_line
from desktop.widgets.templates.text_view import Section


class VersionWords(QObject):
    """Speaks the window's language at the time it is asked."""

    def version(self, version: Version) -> str:
        """Name a version in a line."""
        when = QDateTime.fromSecsSinceEpoch(int(version.created.timestamp()))
        time = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        words = self.tr("Version {number} · {time}").format(number=version.number, time=time)
        note = one_line(version.note)
        return f"{words} · {note}" if note else words

    def subject(self, subject: Subject, number: int) -> str:
        """Name a text."""
        words = {
            Subject.NAME: self.tr("Name"),
            Subject.DESCRIPTION: self.tr("Description"),
            Subject.SYSTEM: self.tr("System prompt"),
            Subject.QUESTION: self.tr("Question of example {number}"),
            Subject.ANSWER: self.tr("Answer of example {number}"),
            Subject.USER: self.tr("Message"),
            Subject.MODEL: self.tr("Preferred model"),
            Subject.PRESET: self.tr("Sampling preset"),
            Subject.JSON_SCHEMA: self.tr("JSON schema of the answer"),
            Subject.GRAMMAR: self.tr("Grammar of the answer"),
        }
        return words[subject].format(number=number)

    def sections(self, draft: Draft) -> Iterator[Section]:
        """Give all that a template says."""
        subjects = {
            Spot.SYSTEM: Subject.SYSTEM,
            Spot.QUESTION: Subject.QUESTION,
            Spot.ANSWER: Subject.ANSWER,
            Spot.USER: Subject.USER,
        }
        if draft.description:
            yield Section(self.subject(Subject.DESCRIPTION, 0), draft.description)
        for spot, number, text in texts_of(draft.body):
            if text:
                yield Section(self.subject(subjects[spot], number + 1), text)
        if draft.body.fields:
            yield Section(self.tr("Fields"), "\n".join(self.field(field) for field in draft.body.fields))
        for subject, text in _wishes(draft):
            if text:
                yield Section(self.subject(subject, 0), text)

    def differences(self, found: Difference) -> Iterator[Section]:
        """Give all that differs."""
        for change in found.texts:
            yield Section(self.subject(change.subject, change.number), lines=change.lines)
        if found.fields:
            lines = tuple(line for change in found.fields for line in self._field_lines(change))
            yield Section(self.tr("Fields"), lines=lines)

    def field(self, field: Field) -> str:
        """Say how a field is declared."""
        kinds = {
            FieldKind.TEXT: self.tr("text"),
            FieldKind.LONG: self.tr("long text"),
            FieldKind.NUMBER: self.tr("number"),
            FieldKind.CHOICE: self.tr("choice"),
            FieldKind.CHOICES: self.tr("several choices"),
            FieldKind.DATE: self.tr("date"),
            FieldKind.FILE: self.tr("contents of a file"),
            FieldKind.YES_NO: self.tr("yes or no"),
        }
        parts = [kinds[field.kind]]
        if not field.required:
            parts.append(self.tr("optional"))
        if field.default is not None:
            wording = Wording(self.tr("yes"), self.tr("no"))
            shown = one_line(text_of(field.default, wording))
            parts.append(self.tr("default {value}").format(value=shown))
        if field.low is not None:
            parts.append(self.tr("from {limit}").format(limit=f"{field.low:.10g}"))
        if field.high is not None:
            parts.append(self.tr("to {limit}").format(limit=f"{field.high:.10g}"))
        if field.options:
            parts.append(" / ".join(one_line(option) for option in field.options))
        parts += [f"“{one_line(text)}”" for text in (field.label, field.help) if text]
        return self.tr("{name}: {facts}").format(name=one_line(field.name), facts=self.tr(", ").join(parts))

    def _field_lines(self, change: FieldChange) -> Iterator[DiffLine]:
        for mark, field in ((Mark.GONE, change.before), (Mark.NEW, change.after)):
            if field is not None:
                yield DiffLine(mark, (Piece(self.field(field)),))


def _wishes(draft: Draft) -> Iterator[tuple[Subject, str]]:
    body = draft.body
    yield Subject.MODEL, body.model
    yield Subject.PRESET, body.preset
    yield Subject.JSON_SCHEMA, body.json_schema
    yield Subject.GRAMMAR, body.grammar
