"""Says how a model fits, and what the settings of a model mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import UserError
from desktop.core.fit import Verdict
from desktop.viewmodels.model_settings import Estimate
from desktop.widgets.speech import QtSpeaker

KINDS = {Verdict.TIGHT: "warn", Verdict.NOT: "danger"}  # of a chip; the others are fine


def verdict_words(verdict: Verdict) -> str:
    """Say in a word or two how a model fits."""
    translate = QCoreApplication.translate
    match verdict:
        case Verdict.DEVICE:
            return translate("Verdict", "fits on the GPU")
        case Verdict.PARTLY:
            return translate("Verdict", "partly on the GPU")
        case Verdict.MEMORY:
            return translate("Verdict", "fits in memory")
        case Verdict.TIGHT:
            return translate("Verdict", "tight")
        case Verdict.NOT:
            return translate("Verdict", "does not fit")


def fit_words(outcome: Verdict | UserError | None) -> str:
    """Say how a model in a list fits; empty while that is not known."""
    if outcome is None:
        return ""
    if isinstance(outcome, UserError):
        return QCoreApplication.translate("Verdict", "cannot be used")
    return verdict_words(outcome)


def estimate_lines(estimate: Estimate) -> list[str]:
    """Say what a load would take, what is free, and what would be chosen; a sentence each."""
    translate, speaker = QCoreApplication.translate, QtSpeaker()
    found = estimate.fit
    lines = [
        translate("ModelSettings", "Needs about {needed} of memory; {free} are free.").format(
            needed=speaker.size(found.need.memory), free=speaker.size(found.free.free)
        )
    ]
    if found.setup.adapters:
        words = translate("ModelSettings", "Of these, the adapters of the shown chat take {size}.")
        lines.append(words.format(size=speaker.size(found.setup.adapters)))
    if found.free.device:
        words = translate(
            "ModelSettings",
            "Of the GPU’s memory about {needed}; {free} are free. Layers there: {got} of {all}.",
        )
        layers = found.setup.gpu_layers
        got = layers if layers in range(found.layers + 1) else found.layers
        lines.append(
            words.format(
                needed=speaker.size(found.need.device),
                free=speaker.size(found.free.device),
                got=speaker.number(got),
                all=speaker.number(found.layers),
            )
        )
    return [*lines, *_context(estimate)]


def _context(estimate: Estimate) -> list[str]:
    translate, speaker = QCoreApplication.translate, QtSpeaker()
    if estimate.fit.verdict is Verdict.NOT and not estimate.longest:
        return [translate("ModelSettings", "With these settings it cannot be loaded.")]
    words = translate("ModelSettings", "Context: {count} tokens; up to {longest} would fit.")
    return [
        words.format(
            count=speaker.number(estimate.fit.setup.context_length), longest=speaker.number(estimate.longest)
        )
    ]
