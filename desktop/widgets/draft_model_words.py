"""Says which model drafts for another one, and what was measured of that."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.advice import describe
from desktop.core.draft_models import Tried
from desktop.viewmodels.model_companions import Offer
from desktop.viewmodels.model_settings import Estimate, ModelSettingsViewModel
from desktop.widgets.speech import QtSpeaker


def draft_words(settings: ModelSettingsViewModel, estimate: Estimate | None, choices: int) -> str:
    """Say in a sentence or two what the choice means here; `choices` are the models that there are."""
    translate = QCoreApplication.translate
    options, loaded, offers = settings.options, settings.loaded, settings.companions.offers()
    what = translate(
        "DraftModel", "A small model of the same family guesses what this one will say; it needs memory, too."
    )
    if not choices and not offers:
        return translate("DraftModel", "No smaller model with the same tokens is on this computer.")
    if loaded is not None and loaded.draft_error is not None:
        return describe(loaded.draft_error, QtSpeaker()).what
    if not options.drafting:
        return what
    if options.draft_model is None:
        return _automatic(settings, estimate, offers[0]) if offers else what
    if options.draft_model:
        tried = settings.companions.tried(options.draft_model)
        return what if tried is None else f"{what} {_measured(tried)}"
    return _proposed(offers[0]) if offers else what


def _automatic(settings: ModelSettingsViewModel, estimate: Estimate | None, best: Offer) -> str:
    translate = QCoreApplication.translate
    if best.tried is None:
        return _untried(best)
    if not best.tried.faster:
        words = translate("DraftModel", "{name} was tried on this computer and is not used.")
        return f"{words.format(name=best.title)} {_measured(best.tried)}"
    if estimate is None or estimate.draft is None:
        words = translate("DraftModel", "{name} could draft, but there is not enough memory for it now.")
    elif settings.loaded is not None and settings.loaded.draft is None:
        words = translate("DraftModel", "{name} drafts from the next time on that this model is loaded.")
    else:
        words = translate("DraftModel", "{name} drafts for this model.")
    return f"{words.format(name=best.title)} {_measured(best.tried)}"


def _untried(best: Offer) -> str:
    translate = QCoreApplication.translate
    if not best.room:
        words = translate("DraftModel", "{name} could draft, but there is not enough memory for it now.")
    else:
        words = translate(
            "DraftModel",
            "{name} has the same tokens. Whether answers come faster with it is measured in a pause, once"
            " this model is loaded.",
        )
    return words.format(name=best.title)


def _proposed(best: Offer) -> str:
    translate = QCoreApplication.translate
    words = translate("DraftModel", "{name} has the same tokens and could draft for this model.")
    measured = _measured(best.tried) if best.tried is not None else ""
    return f"{words.format(name=best.title)} {measured}".strip()


def _measured(tried: Tried) -> str:
    """Say what was measured."""
    translate, speaker = QCoreApplication.translate, QtSpeaker()
    if tried.problem is not None:
        return translate("DraftModel", "It cannot draft for it.")
    percent = round(100 * (tried.ratio - 1))
    if percent > 0:
        words = translate("DraftModel", "Measured here: answers came {percent}% faster with it.")
    elif percent < 0:
        words = translate("DraftModel", "Measured here: answers came {percent}% slower with it.")
    else:
        words = translate("DraftModel", "Measured here: answers came no faster with it.")
    return words.format(percent=speaker.number(abs(percent)))
