"""What went wrong when somebody used the window as a person does; with a scripted model."""

from __future__ import annotations

import pytest

from desktop.core.chat import Policy, Role
from desktop.core.load import LoadOptions
from desktop.services.models import Stage
from tests.e2e.conftest import start as start  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


@pytest.fixture
def user(start):
    """A user before a window that is ready, with a scripted model."""
    return start()


def make_too_long(user, length=64):
    """Have a chat whose last answer is there, and a context that is too short to give it once more."""
    for number in range(3):
        user.ask(f"question {number} " + "word " * 20)
    models = user.app.working.models
    user.app.working.model_options.set(models.status.model.path, LoadOptions(context_length=length))
    models.reload()
    user.wait(lambda: user.stage is Stage.READY and models.status.loaded.context_length == length)
    user.wait(lambda: user.app.chat.conversation.fitting.map().exact)


def test_a_draft_stays_when_an_earlier_answer_is_asked_for_anew_with_less(user, qtbot):
    make_too_long(user)
    user.page.composer.set_text("a precious draft")
    answer = user.messages[-1].id
    user.app.chat.turns.retry(answer)
    user.wait(user.page.limit.isVisible)
    user.page.limit.choices[Policy.ROLL].click()
    user.page.limit.send.click()
    user.wait_idle()
    assert user.messages[-1].id != answer
    assert user.messages[-1].role is Role.ASSISTANT
    assert user.page.composer.text() == "a precious draft"
    assert user.app.chat.drafting.text == "a precious draft"
    assert not user.page.limit.isVisible()
