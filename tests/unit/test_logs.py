"""The log's files: small, and without anybody's words."""

from __future__ import annotations

import json
import logging

import pytest

from desktop.core import logs
from desktop.core.logs import close_log, write_log

log = logging.getLogger("desktop.test")
SECRET = "Gulaschkanone"


@pytest.fixture
def folder(tmp_path):
    yield tmp_path / "logs"
    close_log()
    logging.getLogger("desktop").propagate = True


def test_a_log_that_grows_is_put_aside_while_the_program_runs(folder, monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 1000)
    write_log(folder)
    for number in range(200):
        log.info("number %d", number)
    close_log()
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert set(sizes) == {"fireside.log", "fireside.1.log"} and max(sizes.values()) < 1100
    text = (folder / "fireside.1.log").read_text() + (folder / "fireside.log").read_text()
    assert text.endswith("number 199\n")


def test_a_log_that_was_too_large_is_put_aside_at_the_start(folder, monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 10)
    folder.mkdir()
    (folder / "fireside.log").write_text("x" * 100)
    write_log(folder)
    assert (folder / "fireside.1.log").read_text() == "x" * 100


def test_an_exception_is_logged_without_what_it_quotes(folder, tmp_path):
    lines = tmp_path / "lines.json"
    write_log(folder, lines)
    try:
        raise ValueError(f"about {SECRET}")
    except ValueError:
        log.exception("something failed")
    close_log()
    text = (folder / "fireside.log").read_text()
    (line,) = map(json.loads, lines.read_text().splitlines())
    for each in (text, line["traceback"]):
        assert "ValueError" in each and "test_logs.py" in each and SECRET not in each


def test_where_no_log_can_be_written_errors_go_to_standard_error(folder, tmp_path, capsys):
    folder.write_text("a file where the folder should be")
    write_log(folder)
    log.info("not told")
    log.error("told")
    assert capsys.readouterr().err.count("told") == 1
