"""Going over to another model in the window, with scripted models in real engine processes."""

from __future__ import annotations

from dataclasses import replace

import psutil
import pytest

from desktop.core.chat import Status
from desktop.hub.installed import starter
from desktop.services.models import Stage


@pytest.fixture(autouse=True)
def enough_memory(monkeypatch):
    """Leave nothing to everything else: scripted models take nothing."""
    monkeypatch.setattr("desktop.services.machine.RESERVE", 0)


def load(user, folder, name):
    """Choose a model by its name, which tells the scripted backend what becomes of it."""
    path = folder / "models" / f"{name}.gguf"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.symlink_to(starter().path)
    user.app.models.open(path)


@pytest.fixture
def pick(user, tmp_path):
    return lambda name: load(user, tmp_path, name)


def pid(user):
    return user.app.working.engine.pid


def models(user):
    return user.app.working.models


def begins_beside(user):
    """Wait for a load that has begun in a process of its own; give that process."""
    engine = user.app.working.engine
    user.wait(lambda: engine._standby is not None and engine._standby.ready is not None)
    return engine._standby.client.pid


def is_gone(number):
    try:
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_an_answer_is_not_cut_and_the_process_before_is_gone_afterwards(user, pick):
    before = pid(user)
    user.type("flood 400 100")
    user.wait(lambda: user.messages and user.messages[-1].text)
    pick("loud")
    user.wait(lambda: user.stage is Stage.READY and models(user).status.model.name == "loud")
    assert pid(user) != before
    assert user.app.chat.conversation.busy
    user.wait_idle()
    assert user.messages[-1].status is Status.DONE
    assert user.messages[-1].text.split()[-1] == "tok399"
    user.wait(lambda: is_gone(before))
    assert user.ask("one two three four").text == "one two THREE FOUR "


@pytest.mark.parametrize("name", ["refused", "crash"])
def test_a_model_that_does_not_load_leaves_the_one_before_answering(user, pick, name):
    before, model = pid(user), models(user).status.model
    pick(name)
    user.wait(lambda: user.stage is Stage.LOADING)
    user.type("who answers")
    user.wait(lambda: user.stage is Stage.READY)
    assert models(user).status.model == model
    assert user.page.banner.isVisible()
    assert name in user.page.banner.what.text()
    user.wait_idle()
    assert user.messages[-1].text == "who answers "
    assert user.messages[-1].record.model_path == str(model.path)
    assert pid(user) == before


def test_a_load_that_is_given_up_leaves_the_one_before(user, pick):
    before = pid(user)
    pick("slow")
    standby = begins_beside(user)
    user.app.models.cancel_load()
    assert user.stage is Stage.READY
    user.wait(lambda: is_gone(standby))
    assert user.ask("still there").text == "still there "
    assert pid(user) == before


def test_the_application_can_be_closed_in_the_middle(start, user, pick):
    before = pid(user)
    user.type("flood 100000 100")
    user.wait(lambda: user.messages and user.messages[-1].text)
    pick("slow")
    standby = begins_beside(user)
    start.end(user)
    assert is_gone(before)
    assert is_gone(standby)


def test_what_becomes_of_the_loaded_model_is_said_in_the_menu(user, pick, monkeypatch):
    pick("plain")
    user.wait_ready()
    user.wait(lambda: user.app.working.engine.alone)
    menu = user.app.workplace.header.model_menu
    menu.aboutToShow.emit()
    words = "The chat goes on with the model you choose; the loaded one "
    user.wait(lambda: menu.actions()[0].text() == words + "stays until it is there.")
    other = next(action for model, action in menu.entries.values() if model.path == starter().path)
    assert other.toolTip() == words + "stays until it is there."
    monkeypatch.setattr("desktop.services.machine.RESERVE", 1 << 60)
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == words + "makes room first."
    assert not menu.actions()[0].isEnabled()


def test_a_real_model_leaves_what_it_has_read_to_the_next_one(start, tmp_path):
    user = start(backend=None)
    conversation = user.app.chat.conversation
    conversation.fitting.adjust = lambda s: replace(s, temperature=0.0, max_tokens=24)
    before = pid(user)
    first = user.ask("one two three " * 100 + "and so on")  # enough to be worth a file
    load(user, tmp_path, "copy")
    assert user.app.working.models.status.stage is Stage.LOADING
    user.wait_ready()
    assert pid(user) != before
    user.wait(lambda: user.app.working.engine.alone)
    assert is_gone(before)
    second = user.ask("And what is it famous for?")
    assert second.record.model_path.endswith("copy.gguf")
    assert second.record.reused_tokens >= first.record.prompt_tokens
