"""What goes to standard output, whatever that is."""

from __future__ import annotations

import io

from desktop.cli.output import write


def test_characters_that_a_terminal_does_not_have_end_nothing(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, "cp1252"))
    write("é 好 😀")
    assert raw.getvalue() == "é ? ?".encode("cp1252")
