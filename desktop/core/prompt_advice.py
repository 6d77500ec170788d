"""What is said to people about prompts that cannot be answered. See `desktop.core.advice`."""

from __future__ import annotations

from desktop.core import errors as e
from desktop.core.notice import Notice, Remedy, Speaker


def describe_prompt(error: e.PromptError, speaker: Speaker) -> Notice:
    """Say why a prompt cannot be answered."""
    translate, number = speaker.translate, speaker.number
    match error:
        case e.EmptyPrompt():
            return Notice(
                translate("Notice", "There is no question to answer."),
                translate("Notice", "Type some text first."),
            )
        case e.AnswerUnderWay(loading=True):
            return Notice(
                translate("Notice", "The model of the chats is being loaded."),
                translate("Notice", "Wait until it is there; then compare."),
            )
        case e.AnswerUnderWay():
            return Notice(
                translate("Notice", "A chat is being answered, and would spoil the figures."),
                translate("Notice", "Wait until it has ended, or stop it; then compare."),
            )
        case e.ChatCameFirst():
            return Notice(
                translate("Notice", "The comparison was stopped, because the chats needed their model."),
                translate("Notice", "What had come is kept. Compare again once they are done."),
            )
        case e.PromptTooLong() | e.ContextExceeded() | e.ContextFull() | e.SummaryFailed():
            return _context(error, speaker)
        case e.TextTooLarge(characters, limit):
            what = translate(
                "Notice", "The text has {characters} characters; at most {limit} can be sent."
            ).format(characters=number(characters), limit=number(limit))
            return Notice(what, translate("Notice", "Shorten it. Nothing was sent."))
        case e.TemplateFailed(detail):
            what = translate("Notice", "The chat template of this model does not work here: {detail}").format(
                detail=detail
            )
            advice = translate("Notice", "Choose another model, or ask its publisher. Nothing was sent.")
            return Notice(what, advice, Remedy.CHOOSE_MODEL)
        case _:
            return _form(error, speaker)


def _form(error: e.PromptError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    advice = translate("Notice", "Correct it in the sampling settings, or leave it empty.")
    match error:
        case e.GrammarInvalid(0, detail):
            what = translate("Notice", "The grammar cannot be used: {detail}.").format(detail=detail)
        case e.GrammarInvalid(line, detail):
            what = translate("Notice", "The grammar cannot be used: {detail} (line {line}).").format(
                detail=detail, line=speaker.number(line)
            )
        case e.SchemaInvalid(detail):
            what = translate("Notice", "The JSON schema cannot be used: {detail}.").format(detail=detail)
        case _:
            raise AssertionError(f"no sentence for {error!r}")
    return Notice(what, advice)


def _context(
    error: e.PromptTooLong | e.ContextExceeded | e.ContextFull | e.SummaryFailed, speaker: Speaker
) -> Notice:
    translate, number = speaker.translate, speaker.number
    match error:
        case e.ContextExceeded(tokens, context, alone=True):
            what = translate(
                "Notice",
                "This message takes {tokens} tokens with what must stay, and the model sees {context}.",
            ).format(tokens=number(tokens), context=number(context))
            return Notice(what, translate("Notice", "Shorten it, or split it. Nothing was sent."))
        case e.PromptTooLong(tokens, context) | e.ContextExceeded(tokens, context):
            what = translate(
                "Notice", "This chat would take {tokens} tokens, and the model sees {context}."
            ).format(tokens=number(tokens), context=number(context))
            advice = translate("Notice", "Shorten your message, or start a new chat. Nothing was sent.")
            return Notice(what, advice, Remedy.NEW_CHAT)
        case e.ContextFull(context):
            what = translate(
                "Notice", "The answer ends here: the context of {context} tokens is full."
            ).format(context=number(context))
            advice = translate(
                "Notice", "Continue it: older messages then make room, or you are asked which."
            )
            return Notice(what, advice, Remedy.CONTINUE)
        case e.SummaryFailed():
            what = translate("Notice", "The model wrote no summary of the oldest messages.")
            return Notice(what, translate("Notice", "Try again, or leave them out. Nothing was sent."))
