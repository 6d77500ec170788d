"""A second start hands over to the window that is there."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from desktop.core.instance_address import LONGEST_PATH, address_of, same_user, somebody_there
from desktop.widgets.instance import LONGEST_WORD, MOST_CALLERS, MOST_FILES, Instance, hand_over

SECOND = """
import sys
from pathlib import Path
from desktop.widgets.instance import hand_over
print(hand_over(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
"""


posix = pytest.mark.skipif(os.name == "nt", reason="a pipe has its own rights")


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
        caller.write(b"x" * (3 * LONGEST_WORD))
    assert asked == []


def test_only_so_many_files_are_opened(instance, tmp_path, qtbot):
    caller = QLocalSocket()
    with qtbot.waitSignal(instance.asked, timeout=20_000) as told:
        caller.connectToServer(address_of(tmp_path))
        caller.write(json.dumps({"open": [f"/f{number}" for number in range(500)]}).encode() + b"\n")
    assert len(told.args[0]) == 32


def test_the_longest_names_arrive_whole(instance, tmp_path, qtbot):
    files = [Path("/" + "🙂\n" * 800 + str(number)) for number in range(MOST_FILES)]
    asked = []
    instance.asked.connect(asked.append)
    process = subprocess.Popen(
        [sys.executable, "-c", SECOND.replace("sys.argv[2:]", "sys.stdin.read().split('|')"), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    process.stdin.write("|".join(map(str, files)))
    process.stdin.close()
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    assert asked == [tuple(files)]
    assert process.stdout.read() == "True\n"
    process.stdout.close()
    process.wait()


def test_who_says_nothing_is_not_listened_to_for_ever(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.widgets.instance.SLOWEST", 20)
    instance = Instance(tmp_path)
    caller = QLocalSocket()
    with qtbot.waitSignal(caller.disconnected, timeout=20_000):
        caller.connectToServer(address_of(tmp_path))
        caller.write(b'{"open"')
    instance.close()


def test_only_so_many_are_listened_to_at_once(instance, tmp_path, qtbot):
    callers = [QLocalSocket() for _ in range(2 * MOST_CALLERS)]
    gone = []
    for caller in callers:
        caller.disconnected.connect(lambda: gone.append(1))
        caller.connectToServer(address_of(tmp_path))
        assert caller.waitForConnected(20_000)
        qtbot.wait(1)
    qtbot.waitUntil(lambda: len(gone) == MOST_CALLERS, timeout=20_000)
    for caller in callers:
        caller.abort()


def test_other_users_are_neither_heard_nor_spoken_to(instance, tmp_path, qtbot, monkeypatch):
    asked = []
    instance.asked.connect(asked.append)
    monkeypatch.setattr("desktop.widgets.instance.same_user", lambda descriptor: False)
    assert hand_over(tmp_path, [tmp_path / "secret name"]) is False
    caller = QLocalSocket()
    with qtbot.waitSignal(caller.disconnected, timeout=20_000):
        caller.connectToServer(address_of(tmp_path))
        caller.write(b"{}\n")
    assert asked == []


@posix
def test_the_system_says_who_is_at_the_other_end(monkeypatch):
    one, other = socket.socketpair()
    with one, other:
        assert same_user(one.fileno())
        monkeypatch.setattr(os, "getuid", lambda: 4711)
        assert not same_user(one.fileno())


@posix
def test_a_window_that_listens_is_not_pushed_aside_by_another_one(instance, tmp_path, qtbot):
    late = Instance(tmp_path)
    late.close()
    with qtbot.waitSignal(instance.asked, timeout=20_000):
        process = second(tmp_path)
    assert process.communicate(timeout=20)[0] == "True\n"


@posix
def test_the_socket_stands_where_nobody_else_may_write(tmp_path, monkeypatch):
    assert Path(address_of(tmp_path)).parent == tmp_path
    deep = tmp_path / ("x" * LONGEST_PATH)
    own = Path(tempfile.mkdtemp(prefix="f-", dir="/tmp"))  # short, and of mode 0700
    try:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(own))
        assert Path(address_of(deep)).parent == own
        assert address_of(deep) != address_of(deep / "y")
        own.chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", str(own))
        made = Path(address_of(deep)).parent
        assert made == own / f"fireside-{os.getuid()}"
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(own)


def a_link(folder, tmp_path):
    (tmp_path / "mine").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "mine")


def open_to_others(folder, tmp_path):
    folder.mkdir()
    folder.chmod(0o770)


def a_file(folder, tmp_path):
    folder.touch(mode=0o600)


@posix
@pytest.mark.parametrize("made", [a_link, open_to_others, a_file])
def test_a_folder_that_another_user_may_have_made_first_is_not_used(made, tmp_path, monkeypatch, qapp):
    deep = tmp_path / ("x" * LONGEST_PATH)
    with tempfile.TemporaryDirectory(prefix="f-", dir="/tmp") as own:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        monkeypatch.setattr(tempfile, "tempdir", own)
        made(Path(own, f"fireside-{os.getuid()}"), tmp_path)
        assert address_of(deep) is None
        assert not somebody_there(deep)
        assert hand_over(deep, []) is False
        Instance(deep).close()  # a second window then, which does no harm


@pytest.mark.parametrize("token", ["proof", "", "x" * 5000, "two\nlines"])
def test_what_the_desktop_gave_to_a_second_start_proves_that_the_window_is_wanted(
    instance, tmp_path, qtbot, monkeypatch, token
):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", token)
    with qtbot.waitSignal(instance.asked):
        process = second(tmp_path)
        monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    process.communicate(timeout=120)
    assert os.environ.get("XDG_ACTIVATION_TOKEN", "") == ("proof" if token == "proof" else "")
