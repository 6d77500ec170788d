"""What the view-model of the chats makes of refusals; the services are real, the engine is played."""

from __future__ import annotations

import pytest

from desktop.core import errors as e
from desktop.core.chat import Policy
from desktop.engine.protocol import Failed, Generate
from desktop.services.context import Typed
from desktop.services.drafts import Drafts
from desktop.services.exact_prompt import ExactPrompts
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.messages import MessageRole
from tests.unit.conftest import bench as bench  # the fixture
from tests.unit.test_refusals import choose, long_chat

pytestmark = pytest.mark.usefixtures("qtbot")


class Window:
    """A view-model without a window, and what it told."""

    def __init__(self, bench, folder):
        self.bench = bench
        drafts = Drafts(bench.store.chats, bench.inbox.later, folder / "draft.txt")
        prompts = ExactPrompts(bench.engine, bench.models, bench.desk.contexts)
        self.chat = ChatViewModel(bench.chats, drafts, prompts)
        self.failed, self.exceeded, self.returned = [], [], []
        self.chat.failed.connect(self.failed.append)
        self.chat.turns.limit_reached.connect(lambda: self.exceeded.append(True))
        self.chat.message_returned.connect(self.take_back)

    def take_back(self, message):
        self.returned.append(message.text)
        self.chat.context.type(message.text)

    def refuse(self, error):
        self.bench.engine.events.emit(Failed(self.bench.sent(Generate)[-1].request, error))
        self.chat.context.refresh()
        self.bench.count()
        self.chat.context.refresh()


@pytest.fixture
def window(bench, tmp_path):
    talk = long_chat(bench)
    bench.chats.let_go(talk)
    made = Window(bench, tmp_path)
    made.chat.open(talk.branch.chat.id)
    yield made
    made.chat.close()


@pytest.mark.parametrize("error", [e.PromptTooLong(4000, 1000), e.TextTooLarge(3_000_000, 2_000_000)])
def test_a_message_that_only_the_engine_found_too_long_is_asked_about_also_in_a_very_long_chat(
    window, bench, error
):
    talk = window.chat.conversation
    choose(talk, Policy.ROLL)
    for number in range(12):
        talk.send(f"question {number} ".ljust(100, "q"))
        bench.count()
        bench.answer(f"answer {number} ".ljust(100, "a"))
    choose(talk, Policy.ASK)
    bench.models.unload()
    assert window.chat.send("more")
    bench.inbox.run_until(lambda: bench.models._trial.going_on)
    bench.loaded(1000)
    window.refuse(error)
    assert window.returned == ["more"]
    assert window.exceeded == [True]
    assert window.failed == []
    assert not window.chat.context.map.exact


def test_a_retry_that_the_engine_finds_too_long_is_told_and_sends_no_draft(window, bench):
    window.chat.context.type("a draft " + "x" * 900)
    window.chat.turns.retry(window.chat.conversation.branch.tip)
    error = e.PromptTooLong(1001, 1000)
    window.refuse(error)
    assert window.failed == [error]
    assert window.exceeded == []


def test_rows_follow_a_summary_that_is_refused_asked_for_anew_and_given_up(window, bench, qtmodeltester):
    talk, model = window.chat.conversation, window.chat.messages
    qtmodeltester.check(model)
    choose(talk, Policy.SUMMARISE)
    talk.fitting.map(Typed("long " + "x" * 400))
    bench.count()
    talk.send("long " + "x" * 400)

    def rows():
        return [model.index(row).data(MessageRole.MESSAGE) for row in range(model.rowCount())]

    steps = 0
    while talk.busy:
        assert rows() == talk.branch.messages
        window.refuse(e.PromptTooLong(1001, 1000))
        steps += 1
    assert steps > 1
    bench.inbox.time_passes()
    assert rows() == talk.branch.messages
