"""Personas that are not saved outlive the window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core.personas import PersonaColor, PersonaDraft, PersonaId, SystemTemplate, WantedModel
from desktop.core.sampling import DEFAULTS
from desktop.core.templates import TemplateId
from desktop.services.persona_edits import PersonaEdits
from tests.fakes.inbox import Inbox

FULL = PersonaDraft(
    "名字",
    "what for",
    "🦊",
    PersonaColor.RED,
    "system",
    SystemTemplate(TemplateId(3), "Tone", (("a", 2), ("b", True), ("c", ("x", "y")))),
    WantedModel("/m/a.gguf", "A Q4"),
    "precise",
    replace(DEFAULTS, top_k=3),
    "opening",
)


@pytest.fixture
def clock():
    return Inbox()


def test_all_that_was_typed_is_there_at_the_next_start(tmp_path, clock):
    file = tmp_path / "persona-draft.json"
    edits = PersonaEdits(file, clock.later)
    edits.keep(PersonaId(3), FULL)
    edits.keep(None, PersonaDraft(""))
    assert not file.exists()
    clock.time_passes()
    again = PersonaEdits(file, clock.later)
    assert again.all() == {PersonaId(3), None}
    assert (again.of(PersonaId(3)), again.of(None)) == (FULL, PersonaDraft(""))
    again.forget(PersonaId(3))
    again.forget(None)
    again.close()
    assert not file.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[1, {}]", '[{"persona": "x"}]', '[{"persona": 1, "name": 3, "rest": 3}]', "[" * 9999]
)
def test_a_damaged_file_is_no_edit_or_what_can_be_read_of_it(tmp_path, clock, text):
    file = tmp_path / "persona-draft.json"
    file.write_text(text)
    edits = PersonaEdits(file, clock.later)
    assert len(edits.all()) <= 1
    edits.keep(PersonaId(2), FULL)
    edits.close()
    assert PersonaEdits(file, clock.later).of(PersonaId(2)) == FULL
