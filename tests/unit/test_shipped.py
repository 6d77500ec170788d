"""What comes along is listed with its licence, and diagnostics say nothing of a person or a chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import NotGguf
from desktop.core.models import Installed, Origin
from desktop.core.setting_list import Settings, options
from desktop.engine.protocol import Device, Ready
from desktop.services.diagnostics import diagnostics
from desktop.services.models import ModelStatus, Stage
from desktop.services.shipped import Shipped, from_system, shipped

NEEDED = (
    "PySide6",
    "llama",
    "jinja2",
    "huggingface",
    "httpx2",
    "keyring",
    "platformdirs",
    "psutil",
    "pyyaml",
)
NEEDED += ("sqlalchemy", "markdown-it", "mdit", "pygments", "mathra", "lucide")


@pytest.fixture(scope="module")
def parts():
    return shipped()


def test_everything_that_fireside_needs_is_listed_once(parts):
    names = [part.name.lower().replace("_", "-") for part in parts]
    assert len(names) == len(set(names))
    for needed in NEEDED:
        assert any(needed.lower() in name for name in names), needed
    assert "fireside-chat" not in names
    assert not {"pytest", "ruff", "basedpyright"} & set(names)


def test_what_lies_inside_of_packages_is_listed_too(parts):
    names = {part.name for part in parts}
    assert {"Python", "Qt", "SQLite", "llama.cpp", "Lucide (icons)"} <= names


def test_every_part_names_its_licence_and_has_its_text(parts):
    for part in parts:
        assert part.licence, part.name
        assert len(part.licence) <= 200
        assert part.name == "SQLite" or len(part.text()) > 400, part.name


def test_libraries_of_the_system_tell_name_version_and_licences_by_their_files(tmp_path):
    text = "License: Expat\n words\nLicense: LGPL-2.1+\nLicense: Expat\nLicense: a\nLicense: b\n"
    (tmp_path / "libfoo1_1.2-3+deb12u1.txt").write_text(text)
    (tmp_path / "libold0_1.txt").write_text("As is.\n")
    found = list(from_system(tmp_path))
    assert [(part.name, part.version, part.licence) for part in found] == [
        ("libfoo1", "1.2-3+deb12u1", "Expat, LGPL-2.1+, a, …"),
        ("libold0", "1", "see its text"),
    ]
    assert found[0].text() == text
    assert list(from_system(tmp_path / "none")) == []


def test_a_licence_that_cannot_be_read_is_left_out(tmp_path):
    good = tmp_path / "LICENSE"
    good.write_bytes(b"free \xff")
    part = Shipped("x", "1", "MIT", (tmp_path / "gone", tmp_path, good))
    assert part.text() == "free \N{REPLACEMENT CHARACTER}"


def test_diagnostics_tell_versions_devices_and_plain_settings():
    engine = Ready(
        1, "0.3.36", "CPU : AVX2 = 1", False, (Device("CPU", "Some CPU", "cpu", 8 << 30, 4 << 30),)
    )
    text = diagnostics(ModelStatus(engine=engine), Settings(scale=150), ["Qt 6"])
    for words in (
        "Fireside ",
        "Python ",
        "SQLite ",
        "Qt 6",
        "AVX2",
        "Some CPU",
        "scale = 150",
        "policy = ask",
    ):
        assert words in text
    for option in options():
        assert f"\n{option.name} = " in text


def test_diagnostics_hold_no_path_address_account_or_name_of_a_model():
    secret = Settings(
        model="/home/alice/secret.gguf",
        account="alice",
        models_folder="/home/alice/models",
        more_folders=("/home/alice/more",),
        sources=("https://alice.example.org",),
        token_mirrors=("https://alice.example.org",),
        proxy_address="http://alice:pw@proxy.example.org",
        geometry="QUxJQ0U=",
        shortcuts=("new_chat=F2",),
    )
    model = Installed(Path("/home/alice/secret.gguf"), "secret", Origin.OPENED, 1, "Q4_K_M")
    status = ModelStatus(Stage.FAILED, model, error=NotGguf(model.path))
    text = diagnostics(status, secret, [])
    for private in ("alice", "secret", "example.org", "/home", "QUxJ"):
        assert private not in text
    assert "Q4_K_M" in text
    assert "NotGguf" in text
    assert "new_chat=F2" in text
    assert "account = chosen" in text
    assert "account = default" in diagnostics(ModelStatus(), Settings(), [])
