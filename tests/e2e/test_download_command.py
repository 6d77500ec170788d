"""`fireside models download`, in processes that are killed, interrupted and run beside each other."""

import json
import logging
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from desktop.cli.main import main
from desktop.cli.models_download import Terminal
from desktop.core.downloads import Download, DownloadId, Order, Stage
from desktop.core.hub import RemoteFile, RepoId
from tests.fakes.hub import FakeHub
from tests.fakes.hub_files import hold, model_bytes

REPO = "maker/Model-GGUF"
NAME = "Model-Q4_K_M.gguf"
SIZE = 2_000_000
DATA = model_bytes(SIZE)
HALF = SIZE // 2


@pytest.fixture
def hub():
    with FakeHub() as made:
        made.add(REPO, {NAME: DATA, "README.md": b"# hello"})
        yield made


def words(hub, folder, what, *more):
    command = ["--data-dir", str(folder), "models", "download", REPO, what, "--endpoint", hub.endpoint]
    return [*command, *more]


@pytest.fixture
def child(hub, tmp_path):
    """A process that downloads, and is held in the middle."""
    hub.files.get(NAME, hold(HALF, threading.Event()))
    command = [sys.executable, "-m", "desktop", *words(hub, tmp_path, NAME)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def here(hub, tmp_path):
    """Run the command in this process."""

    def run(what=NAME, *more):
        try:
            return main(words(hub, tmp_path, what, *more))
        finally:
            log = logging.getLogger("desktop")  # as it was: the next test hears warnings again
            log.propagate = True
            log.setLevel(logging.NOTSET)

    return run


def wait_for_part(folder, process, least=HALF):
    end = time.monotonic() + 180
    while time.monotonic() < end and process.poll() is None:
        for part in folder.rglob(".*.part"):
            if part.stat().st_size >= least:
                return part
        time.sleep(0.005)
    raise AssertionError(process.communicate())


def target(folder):
    return folder / "models" / REPO / NAME


def test_a_model_is_downloaded_and_told_as_json(here, tmp_path, capsys):
    assert here(NAME, "--json") == 0
    out, err = capsys.readouterr()
    assert err == ""
    said = json.loads(out)
    assert said["files"][0]["target"] == str(target(tmp_path))
    assert target(tmp_path).read_bytes() == DATA


def test_a_killed_download_goes_on_from_the_exact_byte(child, here, hub, tmp_path, capsys):
    part = wait_for_part(tmp_path, child)
    child.kill()
    child.wait()
    kept = part.stat().st_size
    assert part.read_bytes() == DATA[:kept]
    assert not target(tmp_path).exists()
    assert here("q4_k_m") == 0  # by its quant, too
    assert capsys.readouterr().out == f"{target(tmp_path)}\n"
    assert hub.files.requests("GET")[-1].range == f"bytes={kept}-"
    assert target(tmp_path).read_bytes() == DATA
    assert not part.exists()


def test_two_instances_do_not_write_into_one_file_and_an_interrupted_one_keeps_it(
    child, here, tmp_path, capsys
):
    part = wait_for_part(tmp_path, child)
    assert here() == 1
    assert capsys.readouterr().err.startswith(f"Another Fireside is downloading {NAME} into the same folder.")
    assert part.stat().st_size == HALF
    child.send_signal(signal.SIGINT)
    assert child.wait(timeout=120) == 130
    assert part.read_bytes() == DATA[:HALF]
    assert child.stderr.read().strip() == ""


def test_a_terminal_is_shown_how_far_it_is(capsys):
    file = RemoteFile(NAME, 4_000_000, "")
    order = Order(RepoId(REPO), "c" * 40, "Model", "Q4_K_M", (file,), Path("/models"))
    terminal = Terminal(shown=True)
    terminal.show(Download(DownloadId(1), order, Stage.DOWNLOADING, 1_000_000, speed=2_000_000.0))
    terminal.end()
    err = capsys.readouterr().err
    assert err == "\r\x1b[K25%  1.0 MB of 4.0 MB  2.0 MB/s\n"
    Terminal(shown=False).show(Download(DownloadId(1), order))
    assert capsys.readouterr().err == ""


def test_what_is_not_there_is_said_in_one_sentence(here, capsys):
    assert here("nothing.gguf") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "is not on the hub" in err
