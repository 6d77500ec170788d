"""Finds presets by the names that templates and personas call them by."""

from __future__ import annotations

from collections.abc import Container, Sequence

from desktop.core.built_in_presets import BUILT_IN, BuiltIn, in_place_of
from desktop.core.free_name import free_name
from desktop.core.presets import Preset, folded_name, preset_name
from desktop.core.sampling import Sampling

_SHOWN = {  # as the window calls them in its languages
    "精确": BuiltIn.PRECISE,
    "均衡": BuiltIn.BALANCED,
    "创意": BuiltIn.CREATIVE,
}
RESERVED = frozenset({*BuiltIn, *_SHOWN})
"""Folded names of the presets that come along."""


def find_preset(name: str, own: Sequence[Preset]) -> Preset | BuiltIn | None:
    """Find the preset that is meant by a name, the user's own before those that come along.

    A preset that comes along is written by its value, or as the window shows it in any language.
    """
    folded = folded_name(preset_name(name))
    found = next((preset for preset in own if folded_name(preset.name) == folded), None)
    if found is not None or not folded:
        return found
    return BuiltIn(folded) if folded in set(BuiltIn) else _SHOWN.get(folded)


def free_preset_name(name: str, taken: Container[str]) -> str:
    """Give a name that is neither among the folded ones nor one of a preset that comes along."""
    return free_name(name, lambda free: folded_name(free) in taken or folded_name(free) in RESERVED)


def sampling_of(preset: Preset | BuiltIn, now: Sampling) -> Sampling:
    """Give the parameters of a preset; one that comes along keeps seed, length and form of what is there."""
    return in_place_of(preset, now) if isinstance(preset, BuiltIn) else preset.sampling


def values_of(preset: Preset | BuiltIn) -> Sampling:
    """Give the parameters of a preset as they are."""
    return BUILT_IN[preset] if isinstance(preset, BuiltIn) else preset.sampling


def name_of(sampling: Sampling, own: Sequence[Preset]) -> str:
    """Name a preset that has exactly these parameters, the user's own before those that come along; or ""."""
    named = next((preset.name for preset in own if preset.sampling == sampling), "")
    return named or next((preset.value for preset, values in BUILT_IN.items() if values == sampling), "")
