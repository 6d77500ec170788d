"""Settings survive bad files and keep what they do not know."""

from __future__ import annotations

import json

import pytest

from desktop.core.settings import Appearance, SettingsFile, options


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


def test_a_change_is_told_and_is_there_after_a_restart(path):
    settings, told = SettingsFile(path), []
    settings.changed.connect(told.append)
    settings.set(appearance=Appearance.DARK)
    assert [value.appearance for value in told] == [Appearance.DARK]
    assert SettingsFile(path).value.appearance is Appearance.DARK


def test_a_bad_value_falls_back_and_is_told_and_the_others_stay(path):
    path.write_text(json.dumps({"appearance": "purple", "sidebar": False, "model": 3}))
    settings = SettingsFile(path)
    assert settings.value.appearance is Appearance.SYSTEM
    assert settings.value.sidebar is False
    assert settings.value.model == ""
    assert len(settings.problems) == 2


def test_a_list_is_kept_and_what_is_no_list_of_texts_falls_back(path):
    SettingsFile(path).set(more_folders=("/a", "/b"))
    assert SettingsFile(path).value.more_folders == ("/a", "/b")
    path.write_text(json.dumps({"more_folders": ["/a", 3], "sources": "https://example.org"}))
    settings = SettingsFile(path)
    assert settings.value.more_folders == ()
    assert settings.value.sources == ("https://huggingface.co",)
    assert len(settings.problems) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_file_means_the_defaults(path, content):
    path.write_bytes(content)
    settings = SettingsFile(path)
    assert settings.problems
    assert settings.value == SettingsFile(path.with_name("none.json")).value


def test_a_setting_of_a_newer_version_is_kept(path):
    path.write_text(json.dumps({"from_the_future": [1, 2]}))
    SettingsFile(path).set(sidebar=False)
    assert json.loads(path.read_text())["from_the_future"] == [1, 2]


def test_every_setting_has_a_sentence():
    assert all(option.help.text.endswith(".") for option in options())
