"""What is said to people about personas and files of presets."""

from __future__ import annotations

from desktop.core import persona_errors as e
from desktop.core.notice import Notice, Speaker


def describe_persona(error: e.PersonaError, speaker: Speaker) -> Notice:
    """Say why something cannot be done with a persona or with presets."""
    translate = speaker.translate
    match error:
        case e.PersonaNameMissing():
            return Notice(
                translate("Notice", "The persona has no name yet."),
                translate("Notice", "Give it one; it is shown where a chat begins."),
            )
        case e.PersonaNameTaken(name):
            return Notice(
                translate("Notice", "There is a persona named {name} already.").format(name=name),
                translate("Notice", "Choose another name, or change that persona."),
            )
        case e.PersonaGone():
            return Notice(
                translate("Notice", "This persona has been deleted meanwhile."),
                translate("Notice", "Save what you have as a new persona."),
            )
        case _:
            return _describe_file(error, speaker)


def _describe_file(error: e.PersonaError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.NoPresets(path):
            return Notice(
                translate("Notice", "{name} holds no sampling presets.").format(name=path.name),
                translate("Notice", "Choose a JSON file that was exported from the list of presets."),
            )
        case e.PresetsUnreadable(path):
            return Notice(
                translate("Notice", "{name} cannot be read.").format(name=path.name),
                translate("Notice", "See whether it is still there, and whether it is not too large."),
            )
        case e.PresetsNotWritten(path):
            return Notice(
                translate("Notice", "The presets could not be written to {name}.").format(name=path.name),
                translate("Notice", "Choose another folder, or make room on the disk."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")
