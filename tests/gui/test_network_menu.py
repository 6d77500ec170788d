"""Offline mode and the network log in the menu of the real window."""

from __future__ import annotations

import pytest

from desktop.app import App
from desktop.core.hub import Gated, RepoId
from desktop.core.network import Purpose
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.widgets import links
from desktop.widgets.models.page import Tab
from tests.e2e.conftest import Driver
from tests.fakes import scripted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


@pytest.fixture
def start(qtbot, qapp, tmp_path):
    apps = []

    def start(offline=False):
        app = App(qapp, Places(tmp_path), offline, scripted.Backend)
        apps.append(app)
        app.show()
        driver = Driver(app, qtbot)
        driver.wait_ready()
        return driver

    yield start
    for app in apps:
        app.window.close()
        app.close()
        app.window.deleteLater()


def entry(user, text):
    menu = user.app.workplace.header.menu
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if action.text() == text)


def test_offline_mode_is_switched_in_the_menu_and_remembered(start, tmp_path):
    user = start()
    assert not entry(user, "Offline mode").isChecked()
    entry(user, "Offline mode").trigger()
    assert entry(user, "Offline mode").isChecked()
    assert user.app._gate.offline
    assert SettingsFile(Places(tmp_path).settings).value.offline
    entry(user, "Offline mode").trigger()
    assert not SettingsFile(Places(tmp_path).settings).value.offline


def test_offline_by_the_command_line_is_shown_as_fixed_and_not_remembered(start, tmp_path):
    user = start(offline=True)
    assert entry(user, "Offline mode").isChecked()
    assert not entry(user, "Offline mode").isEnabled()
    assert not SettingsFile(Places(tmp_path).settings).value.offline


def test_the_menu_leads_to_the_log_and_the_tabs_to_each_other(start, monkeypatch):
    user = start()
    user.app._gate.let_out("example.org", Purpose.OPEN_LINK)
    entry(user, "Network log…").trigger()
    page = user.app.workplace.pages.models
    assert page.bar.currentIndex() == Tab.NETWORK
    table = page.network.log.table
    assert table.model().index(0, 1).data() == "example.org"
    assert table.hasFocus()
    assert not table.visibleRegion().isEmpty()
    _gated_model_leads_to_signing_in(user, page)
    _page_for_tokens_opens_only_after_the_address_was_seen(user, page, monkeypatch)


def _gated_model_leads_to_signing_in(user, page):
    user.app.workplace.pages.show_tab(Tab.DISCOVER)
    strip = page.discover.detail.access
    strip.show_repo(RepoId("google/gemma-GGUF"), Gated.AUTO)
    assert "accepted its conditions" in strip.words.text()
    strip.sign_in.click()
    assert page.bar.currentIndex() == Tab.NETWORK


def _page_for_tokens_opens_only_after_the_address_was_seen(user, page, monkeypatch):
    asked, before = [], len(user.app._gate.log)
    monkeypatch.setattr(links, "ask", lambda url, parent: asked.append(url.toString()))
    page.network.account.make.click()
    assert asked == ["https://huggingface.co/settings/tokens"]
    assert len(user.app._gate.log) == before
