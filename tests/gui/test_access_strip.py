"""The way to a gated model: sign in, accept its conditions in the browser, check again."""

from __future__ import annotations

import pytest

from desktop.core.hub import Gated, RepoId
from desktop.core.hub_errors import AccessNeeded, HubUnreachable
from desktop.core.sources import Connection
from desktop.core.tasks import Tasks
from desktop.services.access import Access
from desktop.viewmodels.access import AccessViewModel
from desktop.viewmodels.bridge import GuiPost
from desktop.widgets.models.access_strip import AccessStrip

REPO = RepoId("google/gemma-GGUF")
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # offscreen cannot do this


class Desk:
    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.post = GuiPost()
        self.tasks = Tasks(self.post)
        self.error = None  # of the hub
        self.signed_in = True
        self.access = Access(self.tasks, Connection, self._check)
        self.viewmodel = AccessViewModel(self.access, lambda: self.signed_in)
        self.strip = AccessStrip()
        qtbot.addWidget(self.strip)
        self.strip.attach(self.viewmodel)

    def _check(self, connection, repo, job):
        if self.error is not None:
            raise self.error

    def press(self):
        self.strip.check.click()
        self.qtbot.waitUntil(lambda: self.tasks.idle)


@pytest.fixture
def desk(qtbot):
    desk = Desk(qtbot)
    yield desk
    desk.viewmodel.close()
    desk.access.close()
    desk.tasks.close()
    desk.post.close()


def test_a_model_for_everybody_has_no_strip(desk):
    desk.strip.show_repo(REPO, Gated.NO)
    assert desk.strip.isHidden()
    desk.strip.show_repo(None, Gated.AUTO)
    assert desk.strip.isHidden()


def test_who_is_not_signed_in_is_led_there(desk, qtbot):
    desk.signed_in = False
    desk.strip.show_repo(REPO, Gated.AUTO)
    assert "accepted its conditions" in desk.strip.words.text()
    assert desk.strip.check.isHidden()
    with qtbot.waitSignal(desk.strip.sign_in_asked):
        desk.strip.sign_in.click()


def test_the_conditions_are_accepted_in_the_browser_and_access_is_checked_again(desk, qtbot):
    desk.error = AccessNeeded(REPO, Gated.AUTO, signed_in=True)
    desk.strip.show_repo(REPO, Gated.AUTO)
    assert desk.strip.check.text() == "Check access"
    desk.strip.check.click()
    assert "Asking the hub" in desk.strip.words.text()
    assert not desk.strip.check.isEnabled()
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert "have not been accepted yet" in desk.strip.words.text()
    assert desk.strip.check.text() == "Check again"
    with qtbot.waitSignal(desk.strip.link_activated) as told:
        desk.strip.page.click()
    assert told.args == ["https://huggingface.co/google/gemma-GGUF"]
    desk.error = None
    desk.press()
    assert desk.strip.words.text() == "Your account has access to this model."
    assert desk.strip.check.isHidden() and desk.strip.page.isHidden()


def test_a_publisher_who_has_not_answered_is_waited_for(desk):
    desk.error = AccessNeeded(REPO, Gated.AUTO, signed_in=True)
    desk.strip.show_repo(REPO, Gated.MANUAL)
    assert "request its publisher has granted" in desk.strip.words.text()
    desk.press()
    assert "has not given you access yet" in desk.strip.words.text()


def test_what_cannot_be_told_is_said(desk):
    desk.error = HubUnreachable("huggingface.co")
    desk.strip.show_repo(REPO, Gated.AUTO)
    desk.press()
    assert "no connection" in desk.strip.words.text()


def test_an_answer_is_about_one_account(desk):
    desk.strip.show_repo(REPO, Gated.AUTO)
    desk.press()
    desk.viewmodel.forget()
    assert desk.viewmodel.answer(REPO) is None
    assert not desk.strip.check.isHidden()


def test_it_is_told_when_access_is_barred_no_more(desk, qtbot):
    desk.strip.show_repo(REPO, Gated.AUTO)
    assert desk.strip.barred
    with qtbot.waitSignal(desk.strip.refreshed):
        desk.press()
    assert not desk.strip.barred
