"""`fireside chat`: one question or a dialogue in the terminal."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from typing import Any

from desktop.cli.output import OutputLost, PlainSpeaker, Usage, fail, write, write_json
from desktop.cli.session import Session
from desktop.cli.template_use import Used, use_template
from desktop.core.advice import describe
from desktop.core.chat import Message
from desktop.core.errors import ContextFull, PromptError, UserError
from desktop.core.places import Places
from desktop.core.sampling import Sampling
from desktop.services.conversation import Conversation


def run(options: argparse.Namespace, places: Places) -> int:
    """Answer the question that was given, or those that are typed."""
    speaker: PlainSpeaker = options.speaker
    translate = speaker.translate
    question: str | None = sys.stdin.read() if options.prompt == "-" else options.prompt
    if question is None and options.json and not options.template:
        raise Usage(translate("Terminal", "--json needs a PROMPT"))
    if options.field and not options.template:
        raise Usage(translate("Terminal", "--field needs --template"))
    with Session(places) as session:
        used = use_template(options, question, session.services.store, places) if options.template else None
        conversation = session.converse(options.system)
        if used is not None:
            question = used.question
            if used.system and not options.system:
                conversation.set_system(used.system, used.system_use)
        if question is None and options.json:
            raise Usage(
                translate("Terminal", "this template asks nothing by itself, so --json needs a PROMPT")
            )
        wanted = _unchanged if used is None else used.sampling
        conversation.fitting.adjust = lambda sampling: _as_asked(wanted(sampling), options)
        session.choose_model(options.model, "" if used is None else used.template.body.model)
        if question is not None:
            printer = None if options.json else Printer(conversation, speaker)
            _answer(session, conversation, Question(question, used), printer)
        else:
            _dialogue(session, conversation, Printer(conversation, speaker))
    return 0


def _unchanged(sampling: Sampling) -> Sampling:
    return sampling


def _as_asked(sampling: Sampling, options: argparse.Namespace) -> Sampling:
    """Put what the command line says in the place of what the model recommends."""
    given = {name: getattr(options, name) for name in ("temperature", "seed", "max_tokens")}
    return replace(sampling, **{name: value for name, value in given.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the template that it was made with."""

    text: str
    used: Used | None = None


def _answer(
    session: Session, conversation: Conversation, question: Question, printer: Printer | None
) -> None:
    answer = session.ask(conversation, question.text, None if question.used is None else question.used.draft)
    if printer is None:
        write_json(figures(answer))
    else:
        printer.end()


def _dialogue(session: Session, conversation: Conversation, printer: Printer) -> None:
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            question = input(prompt)
        except EOFError:
            return
        if not question.strip():
            continue
        try:
            session.ask(conversation, question)
        except PromptError as error:  # refused; the next question may fit
            fail(error, printer.speaker)
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
        printer.end()


class Printer:
    """Writes an answer to standard output as it comes."""

    def __init__(self, conversation: Conversation, speaker: PlainSpeaker) -> None:
        self.speaker = speaker
        self._written = 0
        self._ends = [
            conversation.branch.added.connect(self._begin),
            conversation.branch.changed.connect(self._more),
            conversation.failed.connect(self._warn),
        ]

    def end(self) -> None:
        """End the line."""
        if self._written:
            write("\n")

    def _begin(self, message: Message) -> None:
        self._written = 0

    def _more(self, message: Message) -> None:
        try:
            write(message.text[self._written :])
        except OutputLost:
            for end in self._ends:  # the answer is still to be kept, which must not fail here again
                end()
            raise
        self._written = len(message.text)

    def _warn(self, error: UserError) -> None:
        if isinstance(error, ContextFull):
            print(f"\n{describe(error, self.speaker).what}", file=sys.stderr)


def figures(answer: Message) -> dict[str, Any]:
    """Give what `--json` prints of an answer."""
    record = answer.record
    assert record is not None
    return {
        "text": answer.text,
        "model": record.model_name,
        "quant": record.quant,
        "prompt_tokens": record.prompt_tokens,
        "reused_tokens": record.reused_tokens,
        "tokens": record.tokens,
        "first_token_seconds": record.first_token_seconds,
        "tokens_per_second": record.tokens_per_second,
        "seed": record.seed,
        "finish": record.finish,
    }
