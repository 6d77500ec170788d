"""Personas: what is kept of them, and what one makes of a chat."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.model_names import find_model, find_wanted
from desktop.core.models import Installed, Origin
from desktop.core.persona_errors import PersonaGone, PersonaNameMissing, PersonaNameTaken
from desktop.core.personas import (
    LONGEST_DESCRIPTION,
    Persona,
    PersonaColor,
    PersonaDraft,
    PersonaId,
    SystemTemplate,
    WantedModel,
    checked,
    symbol_of,
)
from desktop.core.places import resource
from desktop.core.preset_names import find_preset
from desktop.core.sampling import DEFAULTS, LogitBias
from desktop.core.template_filling import Filled, Surroundings
from desktop.core.templates import LONGEST_NAME, Body, Draft, Field, FieldKind, Part, TemplateId, TemplateUse
from desktop.services.persona_use import Means, Missing, MissingKind, begun_with, set_up, with_files
from desktop.services.personas import Personas
from desktop.services.presets import Presets
from desktop.services.starter_personas import FILE, read_starters
from desktop.services.template_filling import Made
from desktop.store.persona_packing import pack_persona, unpack_persona, unpack_place

FULL = PersonaDraft(
    "Übersetzer 翻译",
    "Translates.",
    "👩‍💻",
    PersonaColor.TEAL,
    "You translate.\n你是翻译。",
    SystemTemplate(
        TemplateId(7), "Tone", (("tone", "formal"), ("all", ("a", "b")), ("n", 2.5), ("sure", True))
    ),
    WantedModel("/models/a.gguf", "A Q4_K_M"),
    "Mine",
    replace(DEFAULTS, temperature=0.3, stop=("#",), logit_bias=(LogitBias("x", float("-inf")),)),
    "Translate this:\n",
)
AROUND = Surroundings(datetime(2026, 11, 28), "English", "A")
MODEL = Installed(Path("/models/a.gguf"), "A", Origin.FOLDER, 1, "Q4_K_M")
OTHER = Installed(Path("/other/b.gguf"), "B", Origin.FOLDER, 1, "Q8_0")


@pytest.fixture
def presets(store):
    return Presets(store.presets)


@pytest.fixture
def personas(store, presets):
    return Personas(store.personas, presets)


def names(personas):
    return [persona.name for persona in personas.all()]


def means(store, models=(MODEL, OTHER)):
    return Means(store.presets.all, lambda: models, store.templates.read)


def test_a_persona_comes_back_whole(personas, store):
    saved = personas.save(None, FULL)
    assert saved.draft == FULL
    assert Personas(store.personas).all() == [saved]


@pytest.mark.parametrize(
    "packed",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"description": 3, "symbol": null, "color": "pink", "system": [], "template": {"template": "x"}}',
        '{"template": [], "model": {"path": 1}, "preset": {}, "sampling": {"stop": 3}, "opening": false}',
        '{"sampling": {"grammar": {}}, "model": "x", "place": "first"}',
        '{"sampling": {"logit_bias": [{"nothing": 1}]}, "place": true}',
    ],
)
def test_of_a_damaged_row_the_name_stays_and_nothing_fails(packed):
    assert unpack_persona("Name", packed) == PersonaDraft("Name")
    assert unpack_place(packed) > 1000


def test_what_can_be_read_of_a_damaged_row_is_read():
    packed = json.loads(pack_persona(FULL, 3))
    packed["sampling"]["temperature"] = 1e999
    packed["sampling"]["unheard_of"] = 1
    packed["template"]["values"]["odd"] = {}
    read = unpack_persona(FULL.name, json.dumps(packed))
    assert read == replace(FULL, sampling=replace(FULL.sampling, temperature=5.0))


def test_what_is_typed_is_brought_within_its_limits():
    typed = PersonaDraft(
        "  two\nlines " + "x" * 200, "d" * 999, "AB", system=" \ud800 ", sampling=replace(DEFAULTS, top_k=-5)
    )
    made = checked(typed)
    assert made.name.startswith("two lines x") and len(made.name) == LONGEST_NAME
    assert len(made.description) == LONGEST_DESCRIPTION
    assert (made.symbol, made.system, made.sampling.top_k) == ("A", "\ufffd", 0)
    assert checked(PersonaDraft("a\u202eb")).name


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("", ""),
        ("  translator", "t"),
        ("翻译", "翻"),
        ("e\u0301a", "e\u0301"),
        ("👩‍💻👩", "👩‍💻"),
        ("👍🏽👍", "👍🏽"),
        ("🇨🇳🇬🇧", "🇨🇳"),
        ("\u202eabc", "a"),
    ],
)
def test_the_sign_is_one_character_as_people_see_it(text, symbol):
    assert symbol_of(text) == symbol


def test_names_are_needed_and_unique_whatever_their_case_width_and_accents(personas):
    first = personas.save(None, PersonaDraft("Éditeur"))
    with pytest.raises(PersonaNameMissing):
        personas.save(None, PersonaDraft(" \n "))
    with pytest.raises(PersonaNameTaken) as told:
        personas.save(None, PersonaDraft("EDITEUR"))
    assert told.value.name == "Éditeur"
    personas.save(first.id, PersonaDraft("editeur"))
    assert names(personas) == ["editeur"]
    with pytest.raises(PersonaGone):
        personas.save(PersonaId(99), PersonaDraft("x"))


def test_several_are_kept_together_or_not_at_all(personas, store):
    with pytest.raises(PersonaNameMissing):
        store.personas.add([PersonaDraft("a"), PersonaDraft("")])
    assert personas.all() == []


def test_copies_stand_behind_what_they_are_of_and_have_free_names(personas):
    a, _ = personas.add([PersonaDraft("A", system="x"), PersonaDraft("B")])
    personas.duplicate(a.id)
    copy = personas.duplicate(a.id)
    assert names(personas) == ["A", "A 3", "A 2", "B"]
    assert copy.draft.system == "x"


def test_the_order_is_the_users_and_is_kept(personas, store):
    a, b, c = personas.add([PersonaDraft(name) for name in "ABC"])
    personas.move(c.id, -5)
    personas.move(a.id, 1)
    personas.move(a.id, 1)
    assert names(personas) == ["C", "B", "A"]
    personas.add([PersonaDraft("D")])
    assert [each.name for each in Personas(store.personas).all()] == ["C", "B", "A", "D"]
    assert b.id in {each.id for each in personas.all()}


def test_a_removed_one_can_be_brought_back_where_it_was_also_when_its_name_was_given_away(personas):
    _, b, _ = personas.add([PersonaDraft(name) for name in "ABC"])
    removed = personas.remove(b.id)
    assert names(personas) == ["A", "C"]
    personas.save(None, PersonaDraft("b"))
    assert personas.restore(removed).draft == PersonaDraft("B 2")
    assert names(personas) == ["A", "B 2", "C", "b"]
    with pytest.raises(PersonaGone):
        personas.remove(b.id)


def test_a_preset_that_is_renamed_is_followed(personas, presets):
    presets.keep("Mine", DEFAULTS)
    personas.add([FULL, PersonaDraft("Other", preset="precise")])
    presets.rename(presets.all()[0].id, "Yours")
    assert [each.draft.preset for each in personas.all()] == ["Yours", "precise"]
    personas.close()
    presets.rename(presets.all()[0].id, "Theirs")
    assert personas.all()[0].draft.preset == "Yours"


def test_a_persona_gives_a_chat_its_prompt_parameters_and_model(store, presets):
    presets.keep("Mine", replace(DEFAULTS, top_k=3))
    draft = replace(FULL, template=None)
    setup = set_up(draft, means(store), AROUND)
    assert (setup.system, setup.sampling, setup.model) == (FULL.system, replace(DEFAULTS, top_k=3), MODEL)
    assert setup.missing == () and setup.made_with is None
    assert set_up(replace(draft, preset=""), means(store), AROUND).sampling == FULL.sampling
    assert (
        set_up(PersonaDraft("x", preset="Precise"), means(store), AROUND).sampling
        == BUILT_IN[BuiltIn.PRECISE]
    )
    plain = set_up(PersonaDraft("x"), means(store), AROUND)
    assert (plain.system, plain.sampling, plain.model, plain.missing) == ("", None, None, ())


def test_what_is_missing_is_named_and_the_rest_holds(store):
    setup = set_up(FULL, means(store, [OTHER]), AROUND)
    assert (setup.system, setup.sampling, setup.model) == ("", None, None)
    assert setup.missing == (
        Missing(MissingKind.TEMPLATE, "Tone"),
        Missing(MissingKind.PRESET, "Mine"),
        Missing(MissingKind.MODEL, "A Q4_K_M"),
    )


def test_the_system_text_of_a_template_is_filled_in_as_it_is_now(store):
    field = Field("tone", FieldKind.CHOICE, default="plain", options=("plain", "formal"))
    number = store.templates.add(Draft("Tone", Body("x", "Be {{tone}} in {{language}}.", (field,))))
    draft = replace(FULL, template=SystemTemplate(number, "Old name", (("tone", "formal"), ("gone", "x"))))
    setup = set_up(draft, means(store), AROUND)
    assert setup.system == "Be formal in English."
    assert setup.made_with == TemplateUse(number, "Tone", 1, Part.SYSTEM)
    assert setup.wish is None
    store.templates.save(
        number, Draft("Tone", Body("x", "Now {{tone}}.", (replace(field, options=("plain",)),)))
    )
    assert set_up(draft, means(store), AROUND).system == "Now plain.", (
        "a value that may not be is the default"
    )
    store.templates.trash([number])
    assert set_up(draft, means(store), AROUND).missing[0].kind is MissingKind.TEMPLATE


def test_files_of_a_template_are_read_before_a_chat_gets_them(store):
    field = Field("notes", FieldKind.FILE)
    number = store.templates.add(Draft("Notes", Body("x", "Know: {{notes}}", (field,))))
    draft = PersonaDraft("x", template=SystemTemplate(number, "Notes", (("notes", "/a.txt"),)))
    setup = set_up(draft, means(store), AROUND)
    assert setup.wish is not None
    made = Made(Filled("", "Know: all", ()), setup.wish.values, {"notes": PersonaGone()})
    read = with_files(setup, made)
    assert (read.system, read.missing) == ("Know: all", (Missing(MissingKind.FILE, "/a.txt"),))


def test_a_template_that_makes_too_much_is_told_and_gives_no_prompt(store):
    field = Field("all", FieldKind.TEXT, default="y" * 150_000)
    number = store.templates.add(Draft("Huge", Body("x", "{{all}}" * 20, (field,))))
    draft = PersonaDraft("x", template=SystemTemplate(number, "Huge"))
    setup = set_up(draft, means(store), AROUND)
    assert (setup.system, setup.missing) == ("", (Missing(MissingKind.ROOM, "Huge"),))


def test_the_persona_of_a_chat_is_known_by_what_the_chat_has(store):
    drafts = [
        PersonaDraft("a", system="S", preset="precise"),
        PersonaDraft("b", system="S", preset="creative"),
        PersonaDraft("c", preset="creative"),
        PersonaDraft("d"),
    ]
    kept = [Persona(PersonaId(n), draft) for n, draft in enumerate(drafts)]

    def found(system, sampling):
        there = begun_with(system, sampling, kept, lambda draft: set_up(draft, means(store), AROUND))
        return there.name if there is not None else None

    assert found("S", BUILT_IN[BuiltIn.CREATIVE]) == "b"
    assert found("S", replace(DEFAULTS, top_k=7)) == "a", "the user has changed the parameters since"
    assert found("", BUILT_IN[BuiltIn.CREATIVE]) == "c"
    assert found("", None) is None
    assert found("T", BUILT_IN[BuiltIn.CREATIVE]) is None


def test_models_are_found_by_path_title_file_or_name():
    other = Installed(Path("/x/a-q8.gguf"), "A", Origin.FOLDER, 1, "Q8_0")
    models = [other, MODEL, OTHER]
    for name, found in (
        ("a q4_k_m", MODEL),
        ("A  Q8_0", other),
        ("b.gguf", OTHER),
        ("b", OTHER),
        ("A", MODEL),
        ("C", None),
        ("", None),
    ):
        assert find_model(name, models) == found, name
    assert find_wanted(WantedModel("/x/a-q8.gguf", "C"), models) == other
    assert find_wanted(WantedModel("/moved/a.gguf", "A Q4_K_M"), models) == MODEL


def test_presets_are_found_by_any_of_their_names(presets):
    presets.keep("精确", replace(DEFAULTS, top_k=3))
    own = presets.all()
    assert find_preset(" precise ", own) is BuiltIn.PRECISE
    assert find_preset("创意", own) is BuiltIn.CREATIVE
    assert find_preset("精确", own) == own[0]
    assert find_preset("gone", own) is find_preset("", own) is None


@pytest.mark.parametrize("chinese", [False, True])
def test_personas_come_along_in_both_languages(chinese):
    starters = read_starters(resource(FILE), chinese)
    assert len(starters) >= 5
    assert len({each.name for each in starters}) == len({each.symbol for each in starters}) == len(starters)
    for each in starters:
        assert checked(each) == each
        assert find_preset(each.preset, []) is not None
        assert min(len(each.description), len(each.system)) > 10
        assert ("。" in each.system) is chinese
