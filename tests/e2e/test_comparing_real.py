"""The small model is compared with itself, and with a copy of which a part was wiped out."""

from __future__ import annotations

import shutil

import pytest

from desktop.core.comparison import Agreement
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.engine.llama import Backend
from desktop.hub.installed import starter
from desktop.services.assembly import begin
from desktop.services.comparing import Comparing
from desktop.services.comparison import Question, Step
from desktop.services.own_load import Ground
from tests.fakes.inbox import Inbox

PROMPT = "Name three colours of the rainbow."
WIPED = 256 << 10  # bytes in the middle of the weights


@pytest.fixture
def comparing(tmp_path):
    inbox = Inbox()
    tasks = Tasks(inbox)
    settings = SettingsFile(tmp_path / "settings.json")
    working = begin(Places(tmp_path), settings, tasks, Backend)
    ground = Ground(
        working.engine.another(None),
        working.engine,
        tasks,
        working.machine,
        working.models,
        working.prompts,
        inbox.later,
    )
    comparing = Comparing(ground, settings)
    comparing.inbox = inbox
    yield comparing
    comparing.close()
    working.close()
    tasks.close()


def copies(folder):
    """Give the starter model, a copy of it, and one that lacks a part of its weights."""
    original = starter()
    same, damaged = folder / "same.gguf", folder / "wiped.gguf"
    same.symlink_to(original.path)
    shutil.copyfile(original.path, damaged)
    with damaged.open("r+b") as file:
        file.seek(original.size // 2)
        file.write(b"\0" * WIPED)
    library = [original]
    for path in (same, damaged):
        library.append(type(original)(path, path.stem, original.origin, original.size, original.quant))
    return library


def test_a_copy_agrees_to_the_last_token_and_a_wiped_one_parts(comparing, tmp_path):
    inbox = comparing.inbox
    comparing.start(copies(tmp_path), Question(PROMPT, max_tokens=16))
    inbox.run_until(lambda: not comparing.running, 300)
    engine = comparing.ground.engine
    inbox.run_until(lambda: not engine.running, 60)
    by_name = {column.model.path.stem: column for column in comparing.state.columns}
    assert [column.step for column in comparing.state.columns] == [Step.DONE] * 3
    reference = comparing.state.columns[comparing.state.reference]
    same = next(c for c in (by_name["same"], by_name[starter().path.stem]) if c is not reference)
    wiped = by_name["wiped"]
    assert reference is not wiped
    assert (same.text, same.parting.agreement) == (reference.text, Agreement.SAME)
    assert same.parting.tokens > 0
    assert wiped.parting.agreement is Agreement.PARTS
    assert wiped.parting.tokens is not None
    assert wiped.parting.tokens < reference.usage.tokens
    for column in comparing.state.columns:
        assert column.memory > 90 << 20  # the file is mapped, and read
        assert column.loaded.seconds > 0
        assert column.prompt_speed > 0
        assert column.usage.tokens_per_second > 0
