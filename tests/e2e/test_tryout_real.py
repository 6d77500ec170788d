"""Two versions of a template are tried out with the small model."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.core.chat_defaults import ChatDefaults
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.core.template_filling import Surroundings
from desktop.core.templates import Body, Draft, TemplateId, Version
from desktop.core.tryout import InputId, SavedInput
from desktop.engine.llama import Backend
from desktop.hub.installed import starter
from desktop.services.assembly import begin
from desktop.services.own_load import Ground
from desktop.services.trying_out import TryingOut
from desktop.services.tryout import Manner, Phase, Plan, Step
from desktop.services.tryout_asking import Drawing
from tests.fakes.inbox import Inbox

NOW = datetime(2026, 11, 28, tzinfo=UTC)
SCHEMA = (
    '{"type": "object", "properties": {"colour": {"type": "string", "maxLength": 8}}, "required": ["colour"]}'
)


@pytest.fixture
def trying(tmp_path):
    inbox = Inbox()
    tasks = Tasks(inbox)
    working = begin(Places(tmp_path), SettingsFile(tmp_path / "settings.json"), tasks, Backend)
    parts = (working.machine, working.models, working.prompts, inbox.later)
    ground = Ground(working.engine.another(None), working.engine, tasks, *parts)
    trying = TryingOut(ground, Drawing(list, lambda _: ChatDefaults()), lambda: None)
    trying.inbox = inbox
    yield trying
    trying.close()
    working.close()
    tasks.close()


def test_the_same_seed_gives_the_same_answer_again_and_a_schema_is_kept_to(trying):
    free = Version(1, Draft("T", Body("Name a colour of {{thing}}.")), NOW)
    strict = Version(2, Draft("T", Body("Name a colour of {{thing}}.", json_schema=SCHEMA)), NOW)
    inputs = tuple(SavedInput(InputId(n), t, {"thing": t}) for n, t in enumerate(("the sky", "the sky")))
    around, manner = Surroundings(NOW), Manner(seed=7, max_tokens=16)
    trying.start(Plan(TemplateId(1), "T", inputs, (free, strict), (starter(),), manner, around))
    trying.inbox.run_until(lambda: not trying.running, 300)
    assert trying.state.phase is Phase.ENDED
    first, second = trying.state.cells
    assert all(cell.step is Step.DONE and cell.tokens and cell.seconds for cell in (*first, *second))
    assert [cell.text for cell in first] == [cell.text for cell in second]
    assert first[0].text != first[1].text
    assert '"colour"' in first[1].text
