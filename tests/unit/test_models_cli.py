"""`fireside models`: what it prints, and with which status it ends."""

from __future__ import annotations

import json

import pytest

from desktop.cli.main import main
from tests.fakes import gguf


class Terminal:
    """Runs the command line in this process, on a folder of its own."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.capsys = capsys

    def put(self, name, content=None):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gguf.header() if content is None else content)
        return path

    def run(self, *words):
        try:
            status = main(["--data-dir", str(self.folder), "models", *words])
        except SystemExit as end:
            status = end.code
        printed = self.capsys.readouterr()
        return status, printed.out, printed.err


@pytest.fixture
def terminal(tmp_path, capsys, monkeypatch):
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in (
        "HF_HOME",
        "HF_HUB_CACHE",
        "LLAMA_CACHE",
        "OLLAMA_MODELS",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("desktop.hub.scan.starter", lambda: None)
    (tmp_path / "data").mkdir()
    return Terminal(tmp_path / "data", capsys)


def test_the_list_is_one_json_object(terminal):
    path = terminal.put("models/o/r/Tiny-Q8_0.gguf")
    status, out, err = terminal.run("list", "--json")
    (model,) = json.loads(out)["models"]
    assert (status, err) == (0, "")
    assert (model["name"], model["quant"], model["path"]) == ("Tiny", "F32", str(path))
    assert (model["origin"], model["repo"], model["trained_context"]) == ("folder", "o/r", 512)
    assert model["problem"] is None


def test_list_says_what_is_known_and_scan_looks_anew(terminal):
    terminal.put("models/a-Q8_0.gguf")
    terminal.run("list")
    terminal.put("models/b-Q8_0.gguf")
    assert "b F32" not in terminal.run("list")[1]
    assert "b F32" in terminal.run("scan")[1]
    assert "b F32" in terminal.run("list")[1]


def test_a_damaged_file_is_said_in_words_and_in_json(terminal):
    terminal.put("models/cut-Q8_0.gguf", gguf.tiny_model()[:5000])
    assert "is incomplete" in terminal.run("list")[1]
    (model,) = json.loads(terminal.run("list", "--json")[1])["models"]
    assert "is incomplete" in model["problem"]


def test_nothing_on_the_disk_steers_the_terminal(terminal):
    terminal.put("models/a\x1b[31mred\n-Q8_0.gguf")
    _, out, _ = terminal.run("list")
    assert "\x1b" not in out
    assert len(out.splitlines()) == 1


def test_without_models_it_says_where_it_looked(terminal):
    status, out, _ = terminal.run("list")
    assert status == 0
    assert str(terminal.folder / "models") in out
    assert json.loads(terminal.run("list", "--json")[1]) == {"models": []}


def test_a_model_is_deleted_by_its_name(terminal):
    path = terminal.put("models/o/r/Tiny-Q8_0.gguf")
    status, out, _ = terminal.run("remove", "tiny", "--yes", "--json")
    assert (status, json.loads(out)["removed"]) == (0, str(path))
    assert not path.exists()


def test_deleting_needs_a_yes_where_nobody_can_be_asked(terminal):
    path = terminal.put("models/Tiny-Q8_0.gguf")
    status, out, err = terminal.run("remove", "Tiny", "--json")
    assert (status, out) == (2, "")
    assert "--yes" in err
    assert path.exists()


def test_what_is_not_ours_is_not_deleted(terminal, tmp_path):
    theirs = tmp_path / "home/.lmstudio/models/p/m/Theirs-Q8_0.gguf"
    terminal.put(theirs)
    outside = terminal.put(tmp_path / "desk/outside.gguf")
    for wanted in ("Theirs", str(theirs), str(outside)):
        status, out, err = terminal.run("remove", wanted, "--yes")
        assert (status, out) == (1, "")
        assert "does not lie in Fireside" in err
    assert theirs.exists()
    assert outside.exists()


def test_fit_says_what_a_model_would_take(terminal):
    path = terminal.put("models/Tiny-Q8_0.gguf", gguf.tiny_model())
    status, out, _ = terminal.run("fit", str(path), "--json")
    facts = json.loads(out)
    assert status == 0
    assert (facts["verdict"], facts["architecture"], facts["trained_context"]) == ("memory", "llama", 512)
    assert 0 < facts["needed"] < facts["free"]
    assert "fits in memory" in terminal.run("fit", "Tiny")[1]


@pytest.mark.parametrize("name", ["nothing", "no/such.gguf", "folder"])
def test_what_is_not_there_is_one_sentence_on_standard_error(terminal, name):
    (terminal.folder / "models/folder.gguf").mkdir(parents=True)
    wanted = str(terminal.folder / "models/folder.gguf") if name == "folder" else name
    status, out, err = terminal.run("fit", wanted, "--json")
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("words", [(), ("dance",), ("remove",), ("list", "--loud")])
def test_wrong_words_end_with_status_2(terminal, words):
    status, out, err = terminal.run(*words)
    assert (status, out) == (2, "")
    assert err
