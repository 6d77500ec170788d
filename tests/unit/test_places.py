"""The program's own files are found wherever it is installed."""

from __future__ import annotations

import json
import sys

import pytest

from desktop.core import places


def test_resources_are_found_in_a_checkout():
    assert places.resource("resources/icons/fireside.svg").is_file()
    assert json.loads(places.resource("models.json").read_text("utf8"))["schema"] == 1


def test_resources_are_found_in_an_installed_wheel(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "desktop"
    (package / "_data").mkdir(parents=True)
    (package / "_data" / "models.json").write_text("{}")
    monkeypatch.setattr(places, "PACKAGE", package)
    assert places.resource("models.json") == package / "_data" / "models.json"


def test_resources_are_found_in_a_frozen_program(tmp_path, monkeypatch):
    data = tmp_path / "desktop" / "_data"
    data.mkdir(parents=True)
    (data / "models.json").write_text("{}")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert places.resource("models.json") == data / "models.json"


def test_a_missing_resource_is_a_fault_of_the_installation():
    with pytest.raises(FileNotFoundError, match="missing from this installation"):
        places.resource("no/such.file")
