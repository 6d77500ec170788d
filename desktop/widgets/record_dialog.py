"""Shows how an answer came about: everything that its record knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.chat import AnswerRecord, Finish, Message, Policy, Status
from desktop.core.sampling import SWITCHES, Sampling, parameters
from desktop.widgets.look import Look
from desktop.widgets.record_origins import OriginWords
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_words import SamplingWords
from desktop.widgets.value_label import ValueLabel

SIZE = (560, 600)  # px
SHOWN = 600  # characters of a value that are shown; a copy has all of them


class RecordWords(QObject):
    """Says what a record knows, as pairs of a name and a value. An object, since only `tr` makes plurals."""

    def __init__(self, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locale = locale

    def pairs(self, message: Message) -> list[tuple[str, str]]:
        """Give everything that is known of an answer, in the order in which it is shown."""
        record = message.record
        if record is None:
            return []
        pairs = [*self._model(record), *self._sampling(record), *self._counts(record)]
        pairs.append((self.tr("How it ended"), self._ending(message.status, record)))
        return [*pairs, *self._left_out(record)]

    def _model(self, record: AnswerRecord) -> Iterator[tuple[str, str]]:
        yield self.tr("Model"), record.model_name
        if record.quant:
            yield self.tr("Quantization"), record.quant
        yield self.tr("File"), record.model_path
        yield self.tr("SHA-256 of the file"), record.model_sha256 or self.tr("not read yet")
        templates = {
            "own": self.tr("From the model file"),
            "chatml": self.tr("ChatML, since the file has none of its own"),
        }
        if record.chat_template:
            shown = templates.get(record.chat_template, record.chat_template)
            yield self.tr("Chat template"), shown
        for adapter in record.adapters:
            scale = self.tr("{path}, scale {scale}")
            yield self.tr("LoRA adapter"), scale.format(path=adapter.path, scale=self._number(adapter.scale))

    def _sampling(self, record: AnswerRecord) -> Iterator[tuple[str, str]]:
        sampling, called = record.sampling, names()
        for name, value in active(sampling):
            yield called.get(name, name), self._number(value)
        if sampling.max_tokens is not None:
            yield called["max_tokens"], self._number(sampling.max_tokens)
        if sampling.stop:
            yield called["stop"], ", ".join(repr(text) for text in sampling.stop)
        if sampling.logit_bias:
            biases = (f"{entry.text!r} {self._number(entry.bias)}" for entry in sampling.logit_bias)
            yield called["logit_bias"], ", ".join(biases)
        if sampling.grammar:
            yield self.tr("Grammar"), sampling.grammar
        if sampling.json_schema:
            yield self.tr("JSON schema"), sampling.json_schema
        seed = record.seed if record.seed is not None else sampling.seed
        if seed is not None:
            yield called["seed"], str(seed)

    def _counts(self, record: AnswerRecord) -> Iterator[tuple[str, str]]:
        tokens: list[tuple[str, int | None]] = [
            (self.tr("Tokens of the prompt"), record.prompt_tokens),
            (self.tr("Of these from the cache"), record.reused_tokens),
            (self.tr("Tokens of the answer"), record.tokens),
            (self.tr("Of these thinking"), record.thinking_tokens),
            (self.tr("Drafted tokens"), record.drafted_tokens),
            (self.tr("Of these accepted"), record.accepted_tokens),
        ]
        for name, count in tokens:
            if count is not None:
                yield name, self._number(count)
        if record.thinking_seconds is not None:
            yield self.tr("Time of thinking"), self._seconds(record.thinking_seconds)
        if record.thinking is not None:
            yield self.tr("Thinking"), self.tr("switched on") if record.thinking else self.tr("switched off")
        if record.first_token_seconds is not None:
            yield self.tr("Time to the first token"), self._seconds(record.first_token_seconds)
        if record.tokens_per_second is not None:
            speed = self.tr("{speed} tokens per second")
            yield self.tr("Speed"), speed.format(speed=self._number(record.tokens_per_second))

    def _ending(self, status: Status, record: AnswerRecord) -> str:
        if record.finish is None:
            streaming = status is Status.STREAMING
            return self.tr("It is still being written.") if streaming else self.tr("Not known.")
        if record.finish is Finish.FAILED and record.failure:
            return self.tr("It failed: {error}.").format(error=record.failure)
        sentences = {
            Finish.STOP: self.tr("The model ended it."),
            Finish.LENGTH: self.tr("The largest number of tokens was reached."),
            Finish.CONTEXT: self.tr("The context was full."),
            Finish.CANCELLED: self.tr("You stopped it."),
            Finish.INTERRUPTED: self.tr("Fireside ended before the answer did."),
            Finish.FAILED: self.tr("It failed."),
        }
        return sentences[record.finish]

    def _left_out(self, record: AnswerRecord) -> Iterator[tuple[str, str]]:
        if record.policy is not None:
            yield self.tr("When the chat is too long"), self._policy(record.policy)
        if record.left_out is not None:
            count = self.tr("%Ln message(s)", "", record.left_out.count)
            tokens = self.tr("%Ln token(s)", "", record.left_out.tokens)
            yield self.tr("Left out"), f"{count}, {tokens}"

    def _policy(self, policy: Policy) -> str:
        match policy:
            case Policy.ASK:
                return self.tr("Stop and ask")
            case Policy.ROLL:
                return self.tr("Leave out the oldest messages")
            case Policy.MIDDLE:
                return self.tr("Leave out messages in the middle")
            case Policy.SUMMARISE:
                return self.tr("Summarise the oldest messages")

    def _number(self, value: float) -> str:
        if isinstance(value, int):
            return self._locale.toString(value)
        if abs(value) >= 1000:
            return self._locale.toString(round(value))  # "g" would write it with an exponent
        return self._locale.toString(float(value), "g", 4)

    def _seconds(self, seconds: float) -> str:
        return self.tr("{seconds} s").format(seconds=self._locale.toString(seconds, "f", 2))


class RecordDialog(RoomyDialog):
    """A form of names and values. Everything in it is data of others, and shown as plain text."""

    def __init__(
        self, look: Look, message: Message, before: Sequence[Message] = (), parent: QWidget | None = None
    ) -> None:
        """Show the record of an answer; `before` is the branch that it was given in."""
        super().__init__(parent)
        self._look = look
        self._message = message
        self._before = tuple(before)
        self.resize(*SIZE)
        self.pairs: list[tuple[str, str]] = []
        self.copy, self.leave = QPushButton(), QPushButton()
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it scrolls with the focus
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.leave)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.setSpacing(12)
        page.addWidget(self._scroll, 1)
        page.addLayout(foot)
        self.copy.clicked.connect(self._copy)
        self.leave.clicked.connect(self.close)
        look.changed.connect(self._fill)
        self._fill()

    @property
    def text(self) -> str:
        """All pairs, a line each, as the copy button gives them."""
        return "\n".join(f"{name}: {value}" for name, value in self.pairs)

    @Slot()
    def _fill(self) -> None:
        self.setWindowTitle(self.tr("How this answer came about"))
        self.copy.setText(self.tr("Copy"))
        self.leave.setText(self.tr("Close"))
        self.pairs = [
            *RecordWords(QLocale()).pairs(self._message),
            *OriginWords().pairs(self._before),
        ]
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(8)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, value in self.pairs:
            rows.addRow(self._label(name, "text2"), self._value(name, value))
        self._scroll.setWidget(form)

    def _label(self, text: str, color: str) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setStyleSheet(f"color: {self._look.theme.color(color).name()};")
        return label

    def _value(self, name: str, value: str) -> ValueLabel:
        label = ValueLabel(value if len(value) <= SHOWN else value[:SHOWN] + "…")
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        label.setStyleSheet(f"color: {self._look.theme.color('text').name()};")
        label.setAccessibleName(f"{name}: {value[:SHOWN]}")
        return label

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)


def active(sampling: Sampling) -> Iterator[tuple[str, float]]:
    """Give the parameters that do something, and their values."""
    neutral = {parameter.name: parameter.knob.neutral for parameter in parameters()}
    for parameter in parameters():
        value: float = getattr(sampling, parameter.name)
        switch = SWITCHES.get(parameter.name)
        idle = switch is not None and getattr(sampling, switch) == neutral[switch]
        if not idle and value != parameter.knob.neutral:
            yield parameter.name, value


def names() -> dict[str, str]:
    """Give what the parameters are called."""
    return {name: words.label for name, words in SamplingWords().all().items()}
