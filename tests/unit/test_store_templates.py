from datetime import UTC, datetime, timedelta

import pytest

from desktop.core.template_errors import TemplateGone, TemplateNameMissing, TemplateNameTaken
from desktop.core.templates import Body, Draft, Example, Field, FieldKind, Place, TemplateId
from desktop.store.template_packing import pack_rest, unpack_body, unpack_values

FULL = Body(
    user="Translate into {{language of choice}}:\n{{text}}",
    system="You translate. 你是翻译。",
    fields=(
        Field(
            "language of choice",
            FieldKind.CHOICE,
            "Language",
            "Into which?",
            "中文",
            True,
            options=("中文", "English"),
        ),
        Field("text", FieldKind.LONG, required=False),
        Field("n", FieldKind.NUMBER, default=2.5, low=0, high=10),
        Field("all", FieldKind.CHOICES, default=("a", "b"), options=("a", "b")),
        Field("sure", FieldKind.YES_NO, default=True),
    ),
    examples=(Example("good", "好"),),
    model="SmolLM2",
    preset="Precise",
    grammar='root ::= "x"',
    json_schema='{"type": "object"}',
)
EVERYWHERE = Place("Work/翻译", ("daily", "中文"), favourite=True)
GONE = TemplateId(99)


@pytest.fixture
def templates(store):
    return store.templates


def named(name, text="x"):
    return Draft(name, Body(text))


def test_a_template_comes_back_whole(templates):
    made = templates.add(Draft("Translate", FULL, "A description"), EVERYWHERE, "first")
    found = templates.read(made)
    assert (found.name, found.body, found.description) == ("Translate", FULL, "A description")
    assert (found.place, found.version, found.deleted) == (EVERYWHERE, 1, None)
    (entry,) = templates.entries()
    assert (entry.name, entry.place, entry.user, entry.system) == (
        "Translate",
        EVERYWHERE,
        FULL.user,
        FULL.system,
    )
    assert entry == templates.entry(made)


def test_every_save_is_a_version_and_none_is_changed_by_a_later_one(templates):
    made = templates.add(named("One", "first"), note="begun")
    assert templates.save(made, Draft("Two", FULL), "better") == 2
    first, second = templates.versions(made)
    assert (first.number, first.draft, first.note) == (1, named("One", "first"), "begun")
    assert (second.number, second.draft, second.note) == (2, Draft("Two", FULL), "better")
    assert (templates.read(made).name, templates.read(made).version) == ("Two", 2)
    assert templates.slashes() == {"two"}


@pytest.mark.parametrize(
    "again", ["trains to wien", "TRAINS TO WIEN", " Trains  to\nWien ", "trains-to-wien"]
)
def test_no_two_templates_have_the_same_slash_name(templates, again):
    templates.add(named("Trains to Wien"))
    other = templates.add(named("other"))
    for attempt in (lambda: templates.add(named(again)), lambda: templates.save(other, named(again))):
        with pytest.raises(TemplateNameTaken) as caught:
            attempt()
        assert caught.value.name == "Trains to Wien"
    assert [entry.name for entry in templates.entries()] == ["other", "Trains to Wien"]


def test_a_template_can_be_saved_under_its_own_name_in_other_letters(templates):
    made = templates.add(named("火车"))
    templates.save(made, named(" 火车 "))
    assert templates.read(made).name == "火车"


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_template_needs_a_name(templates, name):
    with pytest.raises(TemplateNameMissing):
        templates.add(named(name))
    assert templates.entries() == []


def test_organising_makes_no_version(templates):
    made = templates.add(named("One"))
    templates.organise(made, EVERYWHERE)
    assert (templates.read(made).place, templates.read(made).version) == (EVERYWHERE, 1)
    templates.organise(made, Place())
    assert templates.read(made).place == Place()


def test_the_trash_gives_names_free_and_templates_back(templates):
    first = templates.add(named("One", "first"))
    templates.trash([first, GONE])
    assert templates.entries() == []
    (entry,) = templates.entries(trash=True)
    assert entry.deleted is not None
    second = templates.add(named("one", "second"))
    with pytest.raises(TemplateNameTaken):
        templates.restore(first)
    templates.trash([second])
    templates.restore(first)
    assert [entry.user for entry in templates.entries()] == ["first"]


def test_the_trash_is_emptied_of_what_is_old_with_all_its_versions(templates, store):
    made = templates.add(named("One"), EVERYWHERE)
    templates.save(made, named("Two"))
    templates.trash([made])
    now = datetime.now(UTC)
    gone = [templates.purge(now + timedelta(days=days)) for days in range(31)]
    assert gone == [*([0] * 30), 1]
    with pytest.raises(TemplateGone):
        templates.versions(made)
    assert templates.add(named("One")) != made


def test_a_clock_that_is_wrong_for_a_moment_leaves_the_trash_as_it_is(templates):
    made = templates.add(named("One"))
    templates.trash([made])
    now = datetime.now(UTC)
    assert [templates.purge(now + timedelta(days=days)) for days in (0, 4000, 0, -4000, 1)] == [0] * 5
    assert [entry.id for entry in templates.entries(trash=True)] == [made]


def test_what_was_filled_in_last_is_remembered(templates):
    made = templates.add(named("One"))
    assert templates.last_values(made) == {}
    values = {"text": "你好", "n": 2.5, "all": ("a", "b"), "sure": False}
    templates.used(made, values)
    templates.used(made, values)
    assert templates.last_values(made) == values
    entry = templates.entry(made)
    assert entry.uses == 2
    assert entry.used is not None
    templates.used(GONE, values)


def test_what_is_gone_is_told(templates):
    for attempt in (
        lambda: templates.read(GONE),
        lambda: templates.save(GONE, named("x")),
        lambda: templates.organise(GONE, Place()),
        lambda: templates.restore(GONE),
        lambda: templates.last_values(GONE),
    ):
        with pytest.raises(TemplateGone):
            attempt()


def test_half_a_surrogate_pair_is_stored_as_something(templates):
    made = templates.add(Draft("x", Body("a", fields=(Field("f", help="\ud800"),))))
    assert templates.read(made).body.fields[0].help == "?"


@pytest.mark.parametrize(
    "rest", ["", "{", "[]", '{"fields": 3}', '{"fields": [{"name": "x"}, {"kind": "?"}, 3]}', "[" * 9999]
)
def test_of_a_damaged_body_what_can_be_read_is_kept(rest):
    assert unpack_body("u", "s", rest) == Body("u", "s")
    assert unpack_body("u", "s", pack_rest(FULL)).fields == FULL.fields
    assert unpack_values(rest) in ({}, {"fields": 3}, {"fields": ("{'name': 'x'}", "{'kind': '?'}", "3")})
