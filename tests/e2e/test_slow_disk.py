"""The window's thread asks no disk that may be asleep: neither for models nor for what is dropped."""

from __future__ import annotations

import json

import pytest

from tests.fakes import gguf
from tests.fakes.slow_disk import SlowDisk

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", "propagateSizeHints")


def test_probe(start, tmp_path, monkeypatch):
    far = tmp_path / "far"
    (far / "a" / "b").mkdir(parents=True)
    for name in ("one", "two"):
        (far / "a" / "b" / f"{name}-Q4_K_M.gguf").write_bytes(gguf.tiny_model())
    (far / "notes.txt").write_text("notes")
    (tmp_path / "settings.json").write_text(
        json.dumps({"model_folder": str(far), "model": str(far / "a" / "b" / "one-Q4_K_M.gguf")})
    )
    disk = SlowDisk(far, monkeypatch)
    disk.watching = True
    user = start()
    place = user.app.workplace
    parts = {}

    def mark(name):
        user.qtbot.wait(300)
        parts[name], disk.asked = disk.asked, []

    mark("start")
    place.header.choose_model()
    mark("picker")
    user.qtbot.keyClicks(place.header.model_menu if hasattr(place.header, "model_menu") else place, "o")
    mark("picker typed")
    place.pages.show_models()
    library = user.app.working.models.library
    user.wait(lambda: library.complete and not library.scanning)
    mark("models page")
    tab = place.pages.models.library
    for number in range(tab.list.model().rowCount()):
        tab.list.setCurrentIndex(tab.list.model().index(number, 0))
    mark("library rows")
    from desktop.widgets.models.page import Tab

    for each in Tab:
        place.pages.show_tab(each)
        mark(f"tab {each}")
    place.pages.show_settings()
    mark("settings")
    for section in ("data", "models", "network"):
        try:
            place.pages.show_settings(section)
        except Exception as e:
            print(section, e)
        mark(f"settings {section}")
    place.pages.show_chat()
    place.page.drop.take([far / "notes.txt"])
    mark("drop text")
    place.page.drop.take([far / "a" / "b" / "two-Q4_K_M.gguf"])
    mark("drop model")
    user.wait_ready()
    mark("after drop")
    user.ask("hello")
    mark("ask")
    for name, asked in parts.items():
        print("==", name)
        for each in dict.fromkeys(asked):
            print("   ", each)
