"""Why a file that goes with a model cannot be used with it. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.core.user_error import UserError


class CompanionError(UserError):
    """A draft model or an adapter cannot be used with this model."""


class DraftProblem(StrEnum):
    """Why a model cannot draft for another one."""

    VOCABULARY = "vocabulary"  # they do not have the same tokens
    RECURRENT = "recurrent"  # one of them cannot take tokens back
    CRASHES = "crashes"  # the engine ended when it was loaded, too


@dataclass(unsafe_hash=True)
class DraftUnsuitable(CompanionError):
    """The model that was chosen for drafting does not go with the loaded one, which works without it."""

    path: Path  # of the draft model
    problem: DraftProblem


class AdapterProblem(StrEnum):
    """Why a LoRA adapter cannot be used."""

    MISSING = "missing"  # the file has gone, or may not be read
    NOT_ADAPTER = "not_adapter"  # it is something else
    DAMAGED = "damaged"  # it says what cannot be, or ends too soon
    OTHER_MODEL = "other_model"  # it was made for another architecture, or for other sizes
    REFUSED = "refused"  # llama.cpp does not take it
    CRASHES = "crashes"  # the engine ended again and again while it answered with it


@dataclass(unsafe_hash=True)
class AdapterUnsuitable(CompanionError):
    """A LoRA adapter of a chat cannot be used with the loaded model."""

    path: Path
    problem: AdapterProblem
    detail: str = ""
