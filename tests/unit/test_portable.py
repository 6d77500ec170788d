"""Portable mode: a folder beside the program takes everything, and follows it wherever it is carried."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from desktop.cli import main as cli
from desktop.cli.output import PlainSpeaker
from desktop.core import places as core
from desktop.core.advice import describe
from desktop.core.chat import Adapter, ChatOptions
from desktop.core.errors import FolderNotWritable
from desktop.core.keep_errors import Hindrance, MoveRefused
from desktop.core.places import PORTABLE, Places, beside_program, portable_places
from desktop.services.data_moving import check_target
from desktop.services.portable import NOTE, settle
from desktop.store.opening import open_store


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program that lies in a folder of the user's."""
    folder = tmp_path / "stick" / "fireside"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "fireside"))
    monkeypatch.delenv("APPIMAGE", raising=False)
    return folder


def test_a_folder_beside_the_program_is_used(program):
    assert portable_places(beside_program()) is None
    (program / PORTABLE).mkdir()
    places = cli.places_of(None)
    assert places.data == program / PORTABLE
    assert places.portable


def test_a_file_of_that_name_is_no_folder(program):
    (program / PORTABLE).write_text("x")
    assert portable_places(beside_program()) is None


def test_data_dir_wins(program, tmp_path):
    (program / PORTABLE).mkdir()
    places = cli.places_of(tmp_path / "own")
    assert places.data == tmp_path / "own"
    assert not places.portable


def test_it_goes_before_where_the_data_was_moved_to_and_leaves_that_alone(program, tmp_path, monkeypatch):
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "home")
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: tmp_path / "config")
    (tmp_path / "config").mkdir()
    pointer = tmp_path / "config" / "data-folder.json"
    pointer.write_text(json.dumps({"folder": str(tmp_path / "gone"), "left": None}))
    (program / PORTABLE).mkdir()
    assert not cli.places_of(None).gone  # the disk of the moved data is not asked for
    (program / PORTABLE).rmdir()
    assert cli.places_of(None).data == tmp_path / "gone"


def test_portable_data_is_not_moved_by_the_settings(tmp_path):
    places = Places(tmp_path / PORTABLE, portable=True)
    places.data.mkdir()
    with pytest.raises(MoveRefused) as caught:
        check_target(places, tmp_path / "elsewhere")
    assert caught.value.why is Hindrance.FIXED


def test_in_a_checkout_it_lies_beside_the_package_and_in_an_installed_wheel_nowhere(tmp_path, monkeypatch):
    monkeypatch.setattr(core, "PACKAGE", tmp_path / "desktop")
    assert beside_program() is None
    (tmp_path / "pyproject.toml").write_text("")
    assert beside_program() == tmp_path


def test_an_image_or_a_bundle_has_it_beside_what_the_user_sees(program, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Fireside.app" / "Contents" / "MacOS" / "fireside"))
    assert beside_program() == tmp_path.resolve()
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "apps" / "Fireside.AppImage"))
    assert beside_program() == tmp_path / "apps"
    monkeypatch.setenv("APPIMAGE", "not absolute")
    assert beside_program() == tmp_path.resolve()


def test_what_names_files_follows_the_folder_to_another_drive(tmp_path):
    first = tmp_path / "d" / PORTABLE
    first.mkdir(parents=True)
    store = open_store(first / "chats.db", "me", lambda owner: False)
    chat = store.chats.new_chat("kept")
    adapters = (Adapter(str(first / "models" / "lora.gguf")), Adapter("/elsewhere/b.gguf"))
    store.chats.set_options(chat.id, ChatOptions(adapters=adapters))
    store.close()
    (first / "settings.json").write_text(json.dumps({"model": str(first / "models" / "m.gguf")}))
    settle(Places(first, portable=True))
    second = tmp_path / "e" / PORTABLE
    first.parent.rename(second.parent)
    settle(Places(second, portable=True))
    model = json.loads((second / "settings.json").read_text())["model"]
    assert model == str(second / "models" / "m.gguf")
    store = open_store(second / "chats.db", "me", lambda owner: False)
    paths = [adapter.path for adapter in store.chats.options(chat.id).adapters]
    store.close()
    assert paths == [str(second / "models" / "lora.gguf"), "/elsewhere/b.gguf"]


@pytest.mark.parametrize("note", [b"", b"/", b"relative", b"/a\0b", b"\xff" * 50_000])
def test_a_note_that_says_nonsense_renames_nothing(tmp_path, note):
    kept = json.dumps({"model": "/models/m.gguf"})
    (tmp_path / "settings.json").write_text(kept)
    (tmp_path / NOTE).write_bytes(note)
    settle(Places(tmp_path, portable=True))
    assert (tmp_path / "settings.json").read_text() == kept
    assert (tmp_path / NOTE).read_text() == str(tmp_path)


def test_a_portable_folder_that_cannot_be_written_is_explained_as_one():
    portable = describe(FolderNotWritable(Path("/media/usb/fireside-data")), PlainSpeaker())
    usual = describe(FolderNotWritable(Path("/home/ada/data")), PlainSpeaker())
    assert "/media/usb/fireside-data" in portable.what and "beside the program" in portable.advice
    assert "beside the program" not in usual.advice
