"""What is said to people about files that go with a model. See `desktop.core.advice`."""

from __future__ import annotations

from desktop.core.companion_errors import (
    AdapterProblem,
    AdapterUnsuitable,
    CompanionError,
    DraftProblem,
    DraftUnsuitable,
)
from desktop.core.notice import Notice, Speaker


def describe_companion(error: CompanionError, speaker: Speaker) -> Notice:
    """Say why a file cannot be used with the loaded model."""
    match error:
        case DraftUnsuitable():
            return _draft(error, speaker)
        case AdapterUnsuitable():
            return _adapter(error, speaker)
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _draft(error: DraftUnsuitable, speaker: Speaker) -> Notice:
    translate = speaker.translate
    if error.problem is DraftProblem.VOCABULARY:
        what = translate("Notice", "{name} cannot draft for this model: they do not have the same tokens.")
    elif error.problem is DraftProblem.RECURRENT:
        what = translate("Notice", "{name} cannot draft for this model: one of them cannot take tokens back.")
    else:
        what = translate("Notice", "{name} does not draft: the engine stopped when it was loaded, too.")
    advice = translate("Notice", "The model works without it. Choose a smaller model of its family.")
    return Notice(what.format(name=error.path.name), advice)


def _adapter(error: AdapterUnsuitable, speaker: Speaker) -> Notice:
    translate = speaker.translate
    remove = translate("Notice", "Remove it from this chat, or choose another file.")
    match error.problem:
        case AdapterProblem.MISSING:
            what = translate("Notice", "The adapter {path} is not there, or may not be read.")
            advice = translate("Notice", "Put it back, or remove it from this chat.")
        case AdapterProblem.NOT_ADAPTER:
            what, advice = translate("Notice", "{name} is no LoRA adapter in GGUF form."), remove
        case AdapterProblem.DAMAGED:
            what, advice = translate("Notice", "The adapter {name} is damaged ({detail})."), remove
        case AdapterProblem.OTHER_MODEL:
            what = translate("Notice", "The adapter {name} was made for another model ({detail}).")
            advice = translate(
                "Notice", "Choose the model that it was made for, or remove it from this chat."
            )
        case AdapterProblem.CRASHES:
            what = translate("Notice", "The engine ended again and again with the adapter {name}.")
            advice = remove
        case AdapterProblem.REFUSED:
            what, advice = translate("Notice", "llama.cpp does not take the adapter {name}: {detail}"), remove
    return Notice(what.format(name=error.path.name, path=error.path, detail=error.detail), advice)
