"""What the first frame knows of the settings is what they are, whatever the file holds."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from desktop.core.glimpse import CHOICES, LIMITS, Glimpse, glimpse
from desktop.core.setting_list import options
from desktop.core.settings import SettingsFile

FILES = [
    {},
    {"appearance": "dark", "language": "zh_CN", "scale": 150, "sidebar": False, "open_folders": ["3", "5"]},
    {"appearance": "pink", "language": 3, "scale": 1000, "sidebar": "no", "open_folders": "3"},
    {"scale": True, "sidebar_width": 1, "message_size": 12.5, "open_folders": [3, "5"], "geometry": None},
    {"send_key": "ctrl_enter", "sidebar_width": 300, "geometry": "x", "reduced_motion": True, "unknown": 1},
    {"appearance": "high_contrast_dark", "open_folders": ["x", "²", "-1", ""]},
]
TEXTS = ["", "no json", "[]", "3", "null", '{"scale": 150', "\ud83d", "[" * 100_000]


def as_all_know_it(path):
    values = SettingsFile(path).value
    return {each.name: getattr(values, each.name) for each in fields(Glimpse)}


@pytest.mark.parametrize("held", FILES)
def test_it_is_what_the_settings_are(tmp_path, held):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(held))
    seen = glimpse(path)
    assert {each.name: getattr(seen, each.name) for each in fields(Glimpse)} == as_all_know_it(path)


@pytest.mark.parametrize("text", TEXTS)
def test_a_file_that_cannot_be_read_gives_what_holds_without_one(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert glimpse(path) == Glimpse() == glimpse(tmp_path / "none.json") == glimpse(tmp_path)


def test_choices_and_limits_are_those_that_are_declared():
    declared = {option.name: option for option in options()}
    for name, choices in CHOICES.items():
        assert tuple(declared[name].kind) == choices
    for name, limits in LIMITS.items():
        assert (declared[name].help.low, declared[name].help.high) == limits


def test_only_numbers_are_folders():
    assert Glimpse(open_folders=("3", "x", "²", "-1", "")).folders == {3}
