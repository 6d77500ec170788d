"""The first minutes: a card, one click, and a better model answers. The real client, real files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.hub.catalogue import shipped
from desktop.widgets.start_card_in_window import StartCardInWindow
from tests.fakes.gguf import FIELDS, gguf
from tests.fakes.hub import FakeHub

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
REPO, FILE = "unsloth/Qwen3.5-4B-GGUF", "Qwen3.5-4B-Q4_K_M.gguf"  # of the catalogue
GIB = 1 << 30


def without_hashes():
    """Give the catalogue as it comes along; the files of a stand-in have other hashes."""
    listed = shipped()

    def bare(source):
        return replace(source, files={q: replace(f, sha256=()) for q, f in source.files.items()})

    models = (replace(model, sources=tuple(map(bare, model.sources))) for model in listed.models)
    return replace(listed, models=tuple(models))


@pytest.fixture
def small_computer(monkeypatch):
    monkeypatch.setattr("desktop.services.hub_assembly.total_memory", lambda: 8 * GIB)
    monkeypatch.setattr("desktop.services.hub_assembly.shipped", without_hashes)


def card_of(user):
    user.wait(lambda: user.app.pages is not None)
    return user.window.findChild(StartCardInWindow).card


def test_one_click_fetches_the_model_and_another_uses_it(start, tmp_path, small_computer):
    with FakeHub() as hub:
        hub.add(REPO, {FILE: gguf(FIELDS) + b"\1" * 100_000})
        (tmp_path / "settings.json").write_text(json.dumps({"sources": [hub.endpoint]}))
        user = start()
        card = card_of(user)
        assert card.isVisible() and card.title.text() == "Qwen3.5 4B suits this computer"
        assert list(user.app._gate.log) == []  # until somebody clicks, nobody is asked
        user.qtbot.mouseClick(card.fetch, Qt.MouseButton.LeftButton)
        target = tmp_path / "models" / REPO / FILE
        user.wait(target.exists)
        user.wait(card.use.isVisible)
        user.qtbot.mouseClick(card.use, Qt.MouseButton.LeftButton)
        user.wait(lambda: user.app.models.status.model.path == target)
        user.wait_ready()
        assert not card.isVisible()
        assert {request.host for request in user.app._gate.log} == {"127.0.0.1"}


def test_the_card_is_put_away_for_good_and_comes_back_from_the_page_about_models(start, small_computer):
    user = start()
    card = card_of(user)
    user.qtbot.mouseClick(card.dismiss, Qt.MouseButton.LeftButton)
    assert not card.isVisible()
    start.end(user)
    user = start()
    card = card_of(user)
    assert not card.isVisible()
    user.ask("a chat")
    pages = user.app.workplace.pages
    pages.show_library()
    user.qtbot.mouseClick(pages.models.library.bar.suggest, Qt.MouseButton.LeftButton)
    assert pages.on_chat and card.isVisible()


def test_offline_the_click_says_so_and_nothing_goes_out(start, small_computer):
    user = start()
    card = card_of(user)
    user.app.settings.set(offline=True)
    user.qtbot.mouseClick(card.fetch, Qt.MouseButton.LeftButton)
    user.wait(user.page.banner.isVisible)
    assert "offline" in user.page.banner.what.text()
    assert card.fetch.isEnabled() and list(user.app._gate.log) == []
