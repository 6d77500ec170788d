"""The one declaration: every setting is named, explained and shown, or hidden on purpose."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import get_origin

import pytest

from desktop.core.built_in_presets import BuiltIn
from desktop.core.chat_defaults import preset_named
from desktop.core.policies import Policy
from desktop.core.setting_kinds import CHOICES, SECTIONS, Appearance, Language, Section
from desktop.core.setting_list import Settings, options
from desktop.core.settings import MOST, SettingsFile, valid

NUMBERS = [option for option in options() if option.kind is int]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


def test_every_setting_is_shown_in_a_section_or_hidden_on_purpose():
    for option in options():
        assert (option.help.section is None) == bool(option.help.elsewhere), option.name


def test_every_shown_setting_has_a_name_and_a_sentence():
    for option in options():
        if option.help.section is not None:
            assert option.help.name and not option.help.name.endswith("."), option.name
            assert option.help.text.endswith("."), option.name
            assert len(option.help.text) > 15, option.name


def test_no_two_shown_settings_have_the_same_name():
    names = [option.help.name for option in options() if option.help.section is not None]
    assert len(names) == len(set(names))


def test_everything_that_can_be_chosen_has_words():
    for option in options():
        if (
            option.help.section is not None
            and get_origin(option.kind) is None
            and issubclass(option.kind, StrEnum)
        ):
            values = set(option.kind) - set(CHOICES)
            assert values <= {Language.ENGLISH, Language.CHINESE}, option.name  # which name themselves


def test_every_section_has_a_name():
    assert set(SECTIONS) == set(Section)


def test_every_default_is_valid():
    for option in options():
        assert valid(option, option.default) == option.default


@pytest.mark.parametrize("option", NUMBERS, ids=lambda option: option.name)
def test_a_number_has_limits_and_what_lies_beyond_is_refused(option, path):
    low, high = int(option.help.low), int(option.help.high)
    assert low <= option.default <= high
    for bad in (low - 1, high + 1, str(option.default), True, option.default + 0.5, None, 10**400, [1]):
        with pytest.raises(ValueError, match=option.name):
            valid(option, bad)
        path.write_text(json.dumps({option.name: bad}))
        settings = SettingsFile(path)
        assert getattr(settings.value, option.name) == option.default
        assert option.name in settings.refused


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "-Infinity", "1e999", "{}", "null", '"x"'])
def test_what_json_allows_beside_numbers_falls_back(path, bad):
    path.write_text(f'{{"scale": {bad}}}')
    settings = SettingsFile(path)
    assert settings.value.scale == 100
    assert list(settings.refused) == ["scale"]


def test_the_other_values_of_a_file_with_a_bad_one_hold(path):
    path.write_text(json.dumps({"scale": 500, "message_size": 20, "policy": "roll", "language": "tlh"}))
    settings = SettingsFile(path)
    assert settings.value == Settings(message_size=20, policy=Policy.ROLL)
    assert settings.refused == {"scale": "500", "language": '"tlh"'}


def test_a_long_bad_value_is_quoted_in_short(path):
    path.write_text(json.dumps({"language": "x" * 100_000}))
    assert len(SettingsFile(path).refused["language"]) < 100


@pytest.mark.parametrize(
    "bad", [["a"] * (MOST + 1), ["a", 3], "a", {"a": 1}, ["a\0b"], ["x" * 40_000]], ids=range(6)
)
def test_a_bad_list_falls_back(path, bad):
    path.write_text(json.dumps({"more_folders": bad}))
    assert SettingsFile(path).value.more_folders == ()
    assert "more_folders" in SettingsFile(path).refused


def test_a_file_that_is_nested_without_end_means_the_defaults(path):
    path.write_text("[" * 200_000)
    settings = SettingsFile(path)
    assert settings.value == Settings()
    assert settings.problems


def test_a_damaged_file_is_set_aside_before_another_takes_its_place(path):
    path.write_text('{"language": "zh_CN", "scale"')
    settings = SettingsFile(path)
    settings.set(sidebar=False)
    assert path.with_name("settings.damaged.json").read_text().startswith('{"language"')
    assert SettingsFile(path).value == Settings(sidebar=False)
    settings.set(sidebar=True)
    assert path.with_name("settings.damaged.json").read_text().startswith('{"language"')


def test_a_name_that_is_not_known_is_told_and_stays(path):
    path.write_text(json.dumps({"from_the_future": "\ud800", "scale": 120}))
    settings = SettingsFile(path)
    assert settings.unknown == ["from_the_future"]
    assert settings.problems == []
    settings.set(scale=110)
    assert json.loads(path.read_text())["from_the_future"] == "\ud800"


def test_the_name_of_a_file_that_is_not_utf_8_can_be_kept(path):
    SettingsFile(path).set(model="/models/\udcff.gguf")
    assert SettingsFile(path).value.model == "/models/\udcff.gguf"


def test_a_bad_value_from_the_code_is_an_error_and_changes_nothing(path):
    settings = SettingsFile(path)
    with pytest.raises(ValueError, match="appearance"):
        settings.set(appearance="purple", scale=120)
    assert settings.value == Settings()
    assert not path.exists()


def test_the_high_contrast_themes_are_kept_as_words(path):
    SettingsFile(path).set(appearance=Appearance.HIGH_CONTRAST)
    assert json.loads(path.read_text())["appearance"] == "high_contrast"


def test_a_preset_is_read_from_the_settings_or_is_none():
    assert preset_named("creative") is BuiltIn.CREATIVE
    assert preset_named("12") == 12
    for text in ("", "no such", "-1", "²", "9" * 30, "1.5"):
        assert preset_named(text) is None
