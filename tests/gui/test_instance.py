"""A second start hands over to the window that is there."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from desktop.core.instance_address import LONGEST_PATH, address_of
from desktop.widgets.instance import Instance, hand_over

SECOND = """
import sys
from pathlib import Path
from desktop.widgets.instance import hand_over
print(hand_over(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
"""


@pytest.fixture
def instance(tmp_path, qtbot):
    made = Instance(tmp_path)
    yield made
    made.close()


def second(data, *files):
    words = [sys.executable, "-c", SECOND, str(data), *map(str, files)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def test_files_of_a_second_start_arrive_in_the_first_window(instance, tmp_path, qtbot):
    files = [tmp_path / "模型.gguf", tmp_path / "notes.txt"]
    with qtbot.waitSignal(instance.asked, timeout=20_000) as told:
        process = second(tmp_path, *files)
    assert told.args == [tuple(files)]
    assert process.communicate(timeout=20)[0] == "True\n"


def test_without_a_window_there_is_nobody_to_hand_over_to(tmp_path, qapp):
    assert hand_over(tmp_path, []) is False


@pytest.mark.skipif(os.name == "nt", reason="a pipe leaves nothing behind")
def test_what_a_killed_window_left_behind_is_no_obstacle(tmp_path, qtbot):
    left = socket.socket(socket.AF_UNIX)
    left.bind(address_of(tmp_path))
    left.close()
    assert hand_over(tmp_path, []) is False
    instance = Instance(tmp_path)
    with qtbot.waitSignal(instance.asked, timeout=20_000) as told:
        process = second(tmp_path)
    assert told.args == [()]
    assert process.communicate(timeout=20)[0] == "True\n"
    instance.close()


@pytest.mark.parametrize(
    "word",
    [b"\xff\xfe\n", b"[" * 5000 + b"\n", b'{"open": "x"}\n', b'{"open": [1, null, "a\\u0000b"]}\n', b"\n"],
)
def test_a_word_that_is_none_opens_nothing(instance, tmp_path, qtbot, word):
    caller = QLocalSocket()
    with qtbot.waitSignal(instance.asked, timeout=20_000) as told:
        caller.connectToServer(address_of(tmp_path))
        caller.write(word)
    assert told.args == [()]


def test_an_endless_word_is_cut_off(instance, tmp_path, qtbot):
    caller = QLocalSocket()
    asked = []
    instance.asked.connect(asked.append)
    with qtbot.waitSignal(caller.disconnected, timeout=20_000):
        caller.connectToServer(address_of(tmp_path))
        caller.write(b"x" * 200_000)
    assert asked == []


def test_only_so_many_files_are_opened(instance, tmp_path, qtbot):
    caller = QLocalSocket()
    with qtbot.waitSignal(instance.asked, timeout=20_000) as told:
        caller.connectToServer(address_of(tmp_path))
        caller.write(json.dumps({"open": [f"/f{number}" for number in range(500)]}).encode() + b"\n")
    assert len(told.args[0]) == 32


def test_the_socket_stands_where_nobody_else_may_write(tmp_path, monkeypatch):
    assert Path(address_of(tmp_path)).parent == tmp_path
    deep = tmp_path / ("x" * LONGEST_PATH)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    assert Path(address_of(deep)).parent == Path("/run/user/1000")
    assert address_of(deep) != address_of(deep / "y")
