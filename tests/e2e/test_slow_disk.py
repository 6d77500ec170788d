"""The window's thread asks no disk that may be asleep: neither for models nor for what is dropped."""

from __future__ import annotations

import json

import pytest

from desktop.core.downloads import Stage
from desktop.viewmodels.library_rows import LibraryRole
from desktop.widgets.models.page import Tab
from tests.fakes import gguf
from tests.fakes.downloads import order_of
from tests.fakes.slow_disk import SlowDisk

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", "propagateSizeHints")


def put(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gguf.tiny_model())
    return path


def test_no_ordinary_way_waits_for_the_disk_of_the_models(start, tmp_path, monkeypatch):
    far = tmp_path / "far"
    one, two = (put(far / "maker" / "b" / f"{name}-Q4_K_M.gguf") for name in ("one", "two"))
    (far / "notes.txt").write_text("notes")
    more = tmp_path / "far" / "more"
    put(more / "three-Q8_0.gguf")
    settings = {"models_folder": str(far), "model": str(one), "resume_downloads": False}
    (tmp_path / "settings.json").write_text(json.dumps(settings))
    disk = SlowDisk(far, monkeypatch)
    disk.watching = True
    user = start()
    place, library = user.app.workplace, user.app.working.models.library
    place.header.choose_model()
    user.wait(lambda: library.complete and not library.scanning)
    for tab in Tab:
        place.pages.show_tab(tab)
    rows = place.pages.models.library.list.model()
    for number in range(rows.rowCount()):
        place.pages.models.library.list.setCurrentIndex(rows.index(number, 0))
        user.app.pages.models.library.settings(rows.index(number, 0).data(LibraryRole.ROW).listed)
    place.pages.show_settings("data")
    user.qtbot.wait(50)
    place.pages.show_chat()
    place.page.drop.take([far / "notes.txt"])
    user.wait(lambda: user.page.composer.files)
    place.page.drop.take([two])
    user.wait(lambda: user.app.models.status.model.path == two)
    user.wait_ready()
    user.ask("hello")
    place.pages.show_tab(Tab.LIBRARY)
    place.pages.take_folder(more)
    user.wait(lambda: user.app.settings.value.more_folders == (str(more),))
    user.wait(lambda: user.app.working.tasks.idle)
    assert disk.asked == []


def test_downloads_wait_for_no_disk_either(start, tmp_path, monkeypatch):
    far = tmp_path / "far"
    far.mkdir()
    (tmp_path / "settings.json").write_text(json.dumps({"models_folder": str(far), "offline": True}))
    disk = SlowDisk(far, monkeypatch)
    disk.watching = True
    user = start()
    place, downloads = user.app.workplace, user.app.pages.models.downloads
    place.pages.show_tab(Tab.DOWNLOADS)
    service = user.app.pages.model_services.downloads
    service.wishes.start(order_of(far, "a"), lambda: None, print)
    user.wait(lambda: len(service.items) == 1)
    (item,) = service.items
    assert item.stage is Stage.PAUSED
    downloads.toggle(item)
    downloads.measured.connect(lambda: None)
    user.qtbot.wait(100)
    downloads.cancel(item)
    user.wait(lambda: not service.items and user.app.working.tasks.idle)
    assert disk.asked == []
