"""Presets go to files and come from files; and presets that templates name."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace

import pytest

from desktop.core.errors import UserError
from desktop.core.persona_errors import NoPresets, PresetsNotWritten, PresetsUnreadable
from desktop.core.prepared import DraftTemplate
from desktop.core.preset_files import MOST, NamedSampling, read_presets, write_presets
from desktop.core.sampling import DEFAULTS, LogitBias
from desktop.core.tasks import Tasks
from desktop.core.templates import Body, Draft, TemplateUse
from desktop.engine.protocol import Generate
from desktop.services import preset_files
from desktop.services.preset_files import PresetFiles
from desktop.services.presets import Presets
from desktop.services.template_forms import forms_from
from tests.fakes.inbox import Inbox

CODE = NamedSampling(
    "Code 代码",
    replace(DEFAULTS, temperature=0.1, stop=("\n\n",), logit_bias=(LogitBias("x", float("-inf")),), seed=7),
)
PROSE = NamedSampling("Prose", replace(DEFAULTS, grammar='root ::= "x"', max_tokens=10))


@pytest.fixture
def presets(store):
    return Presets(store.presets)


def read(path):
    inbox = Inbox()
    with closing(Tasks(inbox)) as tasks:
        got = []
        PresetFiles(tasks).read(path, got.append, got.append)
        inbox.run_until(lambda: got)
    return got[0]


def test_presets_come_back_as_they_were_one_or_many():
    assert read_presets(write_presets([CODE, PROSE]), "x").presets == (CODE, PROSE)
    assert read_presets(write_presets([CODE]), "x").presets == (CODE,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"name": "Mine", "sampling": {"top_k": 3}}', "Mine"),
        ('[{"name": "Mine", "top_k": 3}]', "Mine"),
        ('{"top_k": 3}', "my file"),
        ('{"name": " two\\nlines ", "sampling": {"top_k": 3}}', "two lines"),
    ],
)
def test_a_single_preset_may_be_written_in_short(text, name):
    assert read_presets(text, "my file").presets == (NamedSampling(name, replace(DEFAULTS, top_k=3)),)


def test_values_are_brought_within_their_limits_and_unknown_names_are_told():
    entry = {"temperature": 99, "top_k": "many", "mirostat_lr": 1, "a\nb": 2, "stop": ["x", 3, "y" * 999]}
    found = read_presets(
        json.dumps([{"name": "Odd", **entry}, {"name": "Even", "sampling": {"top_k": 2}}]), "x"
    )
    assert found.presets[0].sampling == replace(DEFAULTS, temperature=5.0, stop=("x",))
    assert (found.unknown, found.changed, found.skipped) == (("mirostat_lr", "a b"), ("Odd",), 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "3",
        "null",
        "[]",
        "{}",
        '{"presets": []}',
        '{"name": "x"}',
        '[{"name": "x", "sampling": {"nothing": 1}}, 3, [], null]',
        '{"name": "x", "sampling": {"stop": 3}}',
        '{"name": "x", "sampling": {"logit_bias": [{"odd": 1}]}}',
        '{"name": "x", "sampling": {"top_k": 1, "grammar": {}}}',
        "[" * 100_000,
    ],
)
def test_what_holds_no_preset_is_refused(text, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(text)
    assert read(path) == NoPresets(path)


def test_of_a_file_with_bad_entries_the_good_ones_are_taken():
    found = read_presets('{"presets": [3, {"name": "A", "sampling": {"top_k": 1e999}}, {"name": ""}]}', "x")
    assert [each.name for each in found.presets] == ["A"]
    assert (found.presets[0].sampling.top_k, found.skipped) == (1000, 2)
    many = read_presets(json.dumps([{"name": str(n), "top_k": 1} for n in range(MOST + 5)]), "x")
    assert (len(many.presets), many.skipped) == (MOST, 5)


def test_files_that_cannot_be_read_or_written_are_told(tmp_path, monkeypatch):
    assert read(tmp_path) == PresetsUnreadable(tmp_path)
    assert read(tmp_path / "gone.json") == PresetsUnreadable(tmp_path / "gone.json")
    binary = tmp_path / "b.json"
    binary.write_bytes(b"\xff\xfe\x00\x80")
    assert read(binary) == NoPresets(binary)
    monkeypatch.setattr(preset_files, "LARGEST", 10)
    binary.write_text('{"top_k":      3}')
    assert read(binary) == PresetsUnreadable(binary)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    inbox = Inbox()
    with closing(Tasks(inbox)) as tasks:
        for path in (tmp_path / "a.json", tmp_path / "no folder" / "a.json"):
            got = []
            PresetFiles(tasks).write(path, [CODE], lambda got=got: got.append(True), got.append)
            inbox.run_until(lambda got=got: got)
    assert isinstance(got[0], UserError) and got[0] == PresetsNotWritten(path)
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "a.json").read_bytes())
    assert read(tmp_path / "a.json").presets == (CODE,)


def test_presets_are_added_beside_those_of_the_same_name_and_not_twice(presets):
    presets.keep("Code", DEFAULTS)
    other = replace(DEFAULTS, top_k=3)
    told = []
    presets.changed.connect(told.append)
    made = presets.add(
        [NamedSampling("code", other), NamedSampling("Code", DEFAULTS), NamedSampling("Precise", other)]
    )
    assert [each.name for each in made] == ["code 2", "Precise 2"]
    assert [each.name for each in presets.all()] == ["Code", "code 2", "Precise 2"]
    assert told == [None]
    assert presets.add([NamedSampling("Code", DEFAULTS)]) == []


def made_with(bench, text="Translate.", name="Translate", **more):
    template = bench.store.templates.add(Draft(name, Body(text, **more)))
    return DraftTemplate(TemplateUse(template, name, 1), text)


def last(bench):
    return bench.sent(Generate)[-1].sampling


def test_the_preset_of_a_template_holds_for_the_answers_to_its_message_only(bench):
    presets = Presets(bench.store.presets)
    presets.keep("Mine", replace(DEFAULTS, temperature=0.11, stop=("#",)))
    form_of = forms_from(bench.store.templates, presets.all)
    chats = type(bench.chats)(replace(bench.desk, form_of=form_of), bench.store.organising)
    bench.load()
    talk = chats.new()
    talk.fitting.choose(replace(talk.fitting.options, sampling=replace(DEFAULTS, top_k=9, seed=3)))
    talk.send("Translate.", template=made_with(bench, preset="mine", json_schema="{}"))
    assert last(bench) == replace(DEFAULTS, temperature=0.11, stop=("#",), json_schema="{}")
    bench.answer("ok")
    talk.retry(talk.branch.tip)
    assert last(bench).temperature == 0.11
    bench.answer("ok")
    talk.retry(talk.branch.tip, replace(DEFAULTS, top_k=1))
    assert last(bench) == replace(DEFAULTS, top_k=1, json_schema="{}"), "the user's word, in the same form"
    bench.answer("ok")
    talk.send("typed")
    assert last(bench) == replace(DEFAULTS, top_k=9, seed=3)
    bench.answer("ok")
    presets.remove(presets.all()[0].id)
    talk.send("again", template=made_with(bench, "again", "Again", preset="mine"))
    assert last(bench) == replace(DEFAULTS, top_k=9, seed=3), "a preset that is gone changes nothing"
    bench.answer("ok")
    chats.close()
