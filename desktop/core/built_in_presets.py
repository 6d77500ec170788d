"""Parameters of answers that come with the application. Their names are the window's affair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from desktop.core.sampling import DEFAULTS, Sampling, parameters


class BuiltIn(StrEnum):
    """A preset that comes along; it can be neither renamed nor removed."""

    PRECISE = "precise"
    BALANCED = "balanced"
    CREATIVE = "creative"


BUILT_IN: Mapping[BuiltIn, Sampling] = MappingProxyType(
    {
        BuiltIn.PRECISE: replace(DEFAULTS, temperature=0.2),
        BuiltIn.BALANCED: DEFAULTS,
        # min-p alone cuts off what does not fit; the other two would flatten the choice
        BuiltIn.CREATIVE: replace(DEFAULTS, temperature=1.0, top_p=1.0, top_k=0, min_p=0.05),
    }
)


def in_place_of(preset: BuiltIn, sampling: Sampling) -> Sampling:
    """Take the numbers of a built-in preset, and keep what else was chosen.

    Seed, length, stop texts, biases and the form of the answer belong to a task, not to a manner of drawing.
    """
    numbers = {item.name: getattr(BUILT_IN[preset], item.name) for item in parameters()}
    return replace(sampling, **numbers)
