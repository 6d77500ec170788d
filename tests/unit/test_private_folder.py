"""Nobody else on this computer can look into the folder that chats lie in."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from desktop.cli.main import main
from desktop.core.files import make_private
from desktop.core.places import places_from
from desktop.services.data_moving import move_data
from desktop.store.database import open_database
from tests.unit.store_files import fill

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are inherited there")


@pytest.fixture(autouse=True)
def generous():
    """Most systems let everybody read what is new."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(folder):
    return stat.S_IMODE(folder.stat().st_mode)


def by_the_command_line(folder):
    main(["--data-dir", str(folder), "check"])


def by_the_database(folder):
    open_database(folder / "chats.db").close()


def by_moving(folder):
    home = folder.parent / "home"
    fill(home / "chats.db")
    move_data(places_from(home, folder.parent / "config" / "data-folder.json"), folder, lambda done: None)


@pytest.mark.parametrize("make", [by_the_command_line, by_the_database, by_moving])
def test_a_data_folder_that_is_made_is_the_user_s_alone(tmp_path, make, capsys):
    folder = tmp_path / "around" / "fireside"
    make(folder)
    assert mode(folder) == 0o700
    assert mode(folder.parent) == 0o755  # belongs to others, too


def test_a_folder_that_is_there_keeps_its_rights(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o750)
    make_private(shared)
    assert mode(shared) == 0o750
