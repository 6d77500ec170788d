"""Every setting, declared once: type, default, name, help and limits."""

# Without `from __future__ import annotations`: what is declared is read at every start, and nothing has
# to be compiled then.

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Annotated, Any, get_args, get_type_hints

from desktop.core.policies import Policy
from desktop.core.setting_general import General
from desktop.core.setting_kinds import (
    QT_TRANSLATE_NOOP,
    Appearance,
    Help,
    PathKind,
    Section,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Settings(General):
    """What is remembered of the user's choices."""

    appearance: Annotated[
        Appearance,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Colours"),
            QT_TRANSLATE_NOOP(
                "Setting", "“Like the system” follows its light or dark, and its wish for more contrast."
            ),
            Section.APPEARANCE,
        ),
    ] = Appearance.SYSTEM
    scale: Annotated[
        int,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Interface scale"),
            QT_TRANSLATE_NOOP(
                "Setting", "Texts change at once; icons and distances follow at the next start of Fireside."
            ),
            Section.APPEARANCE,
            80,
            200,
            Unit.PERCENT,
            step=10,
        ),
    ] = 100
    message_size: Annotated[
        int,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Text size of messages"),
            QT_TRANSLATE_NOOP("Setting", "Headings, tables, code and formulas grow along."),
            Section.APPEARANCE,
            10,
            32,
            Unit.PIXELS,
        ),
    ] = 15
    reduced_motion: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Reduced motion"),
            QT_TRANSLATE_NOOP("Setting", "Nothing turns, slides or fades in, whatever the system says."),
            Section.APPEARANCE,
        ),
    ] = False
    sidebar: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "List of chats"),
            QT_TRANSLATE_NOOP("Setting", "Shown at the left; a narrow window hides it."),
            Section.APPEARANCE,
        ),
    ] = True
    models_folder: Annotated[
        str,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Folder for downloads"),
            QT_TRANSLATE_NOOP(
                "Setting", "Models are downloaded to it. Those that are there stay where they are."
            ),
            Section.MODELS,
            path=PathKind.FOLDER,
        ),
    ] = ""
    more_folders: Annotated[
        tuple[str, ...],
        Help(
            QT_TRANSLATE_NOOP("Setting", "Other folders with models"),
            QT_TRANSLATE_NOOP("Setting", "Models are looked for there as well, and used in place."),
            Section.MODELS,
            path=PathKind.FOLDER,
        ),
    ] = ()
    other_programs: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Models of other programs"),
            QT_TRANSLATE_NOOP(
                "Setting", "Models that LM Studio, Ollama, Jan and others have fetched are listed, too."
            ),
            Section.MODELS,
        ),
    ] = True
    # An hour, as in LM Studio: long enough for lunch; after it others need the memory more, and with the
    # states on the disk coming back costs only the load.
    unload_after: Annotated[
        int,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Unload an idle model after"),
            QT_TRANSLATE_NOOP(
                "Setting", "It leaves the memory to others; the next question loads it again. 0 keeps it."
            ),
            Section.MODELS,
            0,
            10080,
            Unit.MINUTES,
        ),
    ] = 60
    resume_downloads: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Go on with downloads"),
            QT_TRANSLATE_NOOP("Setting", "Unfinished downloads go on at the next start."),
            Section.MODELS,
        ),
    ] = True
    preset: Annotated[
        str,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Sampling of new chats"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Holds where neither the chat nor its model has a preset of its own, "
                "also in chats that are there.",
            ),
            Section.GENERATION,
        ),
    ] = ""
    thinking: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Think before answering"),
            QT_TRANSLATE_NOOP(
                "Setting", "What new chats begin with, for models that can think and can be told not to."
            ),
            Section.GENERATION,
        ),
    ] = True
    policy: Annotated[
        Policy,
        Help(
            QT_TRANSLATE_NOOP("Setting", "When a chat is longer than the context"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "What new chats begin with. Each chat can have its own, in the panel of the context ring.",
            ),
            Section.CONTEXT,
        ),
    ] = Policy.ASK
    shortcuts: Annotated[
        tuple[str, ...],
        Help("Shortcuts", "Keys that were changed, as “name=keys”.", elsewhere="Shortcuts"),
    ] = ()
    offline: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Offline mode"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Nothing goes out: no search, no download, no link. Models on this computer go on working.",
            ),
            Section.PRIVACY,
        ),
    ] = False
    keep_states: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Keep what was read of a chat on the disk"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Coming back to a chat then takes no time, also after a restart. "
                "Switching this off deletes it.",
            ),
            Section.PRIVACY,
        ),
    ] = True
    states_share: Annotated[
        int,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Room for what was read"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Share of the free disk; what was not used for longest goes first. "
                "Holds from the next model that is loaded.",
            ),
            Section.PRIVACY,
            1,
            50,
            Unit.PERCENT,
        ),
    ] = 10


@dataclass(frozen=True, slots=True)
class Option:
    """One declared setting, read off `Settings`."""

    name: str
    kind: type[Any]  # or an alias, for lists
    default: Any
    help: Help


def options() -> Iterator[Option]:
    """Give every setting, for the file reader and for whatever shows them."""
    hints = get_type_hints(Settings, include_extras=True)
    for field in fields(Settings):
        kind, help_ = get_args(hints[field.name])
        yield Option(field.name, kind, field.default, help_)
