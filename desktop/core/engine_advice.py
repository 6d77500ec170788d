"""What is said to people when the engine process has ended. See `desktop.core.advice`."""

from __future__ import annotations

import signal

from desktop.core.errors import EngineStopped
from desktop.core.notice import Notice, Remedy, Speaker, listed


def describe_stopped(error: EngineStopped, rebuild: str, speaker: Speaker) -> Notice:
    """Say how the engine ended, and what may be the cause; `rebuild` is how to install it anew."""
    translate, how = speaker.translate, _ending(error.exit_code, speaker)
    if error.loading:
        what = translate("Notice", "The engine ended while it loaded the model ({how}).")
        advice = translate("Notice", "Choose a smaller model. If every model ends like this: {rebuild}")
        return Notice(what.format(how=how), advice.format(rebuild=rebuild), Remedy.CHOOSE_MODEL)
    if error.draft:
        what = translate(
            "Notice", "The engine ended ({how}) while it tried whether {name} can draft for this model."
        )
        advice = translate("Notice", "It is not tried again; the next question starts the engine anew.")
        return Notice(what.format(how=how, name=error.draft), advice, Remedy.RELOAD)
    what = translate("Notice", "The engine ended ({how}). The answer is kept as far as it came.")
    advice = translate("Notice", "Try again; the engine is started anew.")
    if error.adapters:
        advice = translate(
            "Notice",
            "The adapter may be the cause ({names}): try again, and without it if it happens once more.",
        ).format(names=listed(error.adapters, speaker))
    return Notice(what.format(how=how), advice, Remedy.RETRY)


def _ending(exit_code: int | None, speaker: Speaker) -> str:
    """Name how a process ended: a signal by its name, else its exit status."""
    if exit_code is not None and exit_code < 0:
        try:
            return signal.Signals(-exit_code).name
        except ValueError:
            return speaker.translate("Notice", "signal {number}").format(number=-exit_code)
    return speaker.translate("Notice", "exit status {number}").format(number=exit_code)
