"""Rules for a template that is being edited, and what keeps it until it is saved."""

import json

import pytest

from desktop.core.template_editing import (
    Spot,
    declare,
    field_name,
    find_problems,
    follow,
    is_blank,
    read,
    said_kinds,
    settled,
)
from desktop.core.template_errors import TemplateTooLong
from desktop.core.template_text import MOST_FIELDS, ProblemKind
from desktop.core.templates import LONGEST_TEXT, Body, Draft, Example, Field, FieldKind, TemplateId
from desktop.services.answer_forms import form_problem
from desktop.services.template_edits import Edit, TemplateEdits
from tests.fakes.inbox import Inbox


def problems(body):
    found = find_problems(read(body))
    return [(each.problem.kind, each.spot, each.number, each.line, each.column) for each in found]


def test_problems_are_told_with_text_line_and_column():
    body = Body(
        "Hello\n  {{name", "{{/if}}", examples=(Example("ok", "{{#if a}}"),)
    )  # unclosed, no if, if unclosed
    assert problems(body) == [
        (ProblemKind.NO_IF, Spot.SYSTEM, 0, 1, 1),
        (ProblemKind.IF_UNCLOSED, Spot.ANSWER, 0, 1, 1),
        (ProblemKind.UNCLOSED, Spot.USER, 0, 2, 3),
    ]


def test_a_nested_field_is_told_and_the_rest_is_understood():
    reading = read(Body("{{a {{b}} {{c:number}}"))
    assert [each.problem.kind for each in find_problems(reading)] == [ProblemKind.NESTED]
    assert [field.name for field in reading.fields] == ["b", "c"]


def test_one_name_with_two_kinds_is_told_where_the_second_stands_also_in_another_text():
    body = Body("{{n:number}} {{n:date}}", system="{{n:text}} {{n}}")
    assert problems(body) == [
        (ProblemKind.OTHER_KIND, Spot.USER, 0, 1, 1),
        (ProblemKind.OTHER_KIND, Spot.USER, 0, 1, 14),
    ]
    assert said_kinds(read(body)) == {"n": FieldKind.TEXT}


def test_a_variable_with_a_kind_is_told():
    assert problems(Body("{{date:date}}")) == [(ProblemKind.VARIABLE, Spot.USER, 0, 1, 1)]


def test_too_many_fields_are_told_once_though_they_stand_in_two_texts():
    half = MOST_FIELDS // 2 + 1
    user, system = (" ".join(f"{{{{{text}{n}}}}}" for n in range(half)) for text in "ab")
    assert [kind for kind, *_ in problems(Body(user, system))] == [ProblemKind.TOO_MANY]


def typed(body, *texts):
    reading = read(body)
    for text in texts:
        reading = follow(reading, Body(text, fields=reading.body.fields))
    return reading


def test_a_declaration_follows_its_name_while_that_is_retyped():
    tone = Field("tone", FieldKind.CHOICE, "Tone", options=("warm", "dry"))
    body = Body("In a {{tone}} tone", fields=(tone,))
    steps = ("In a {{ton}} tone", "In a {{to}} tone", "In a {{toy}} tone")
    (field,) = typed(body, *steps).fields
    assert field == Field("toy", FieldKind.CHOICE, "Tone", options=("warm", "dry"))


def test_a_declaration_is_there_again_when_its_name_is():
    tone = Field("tone", FieldKind.NUMBER, low=1, high=5)
    body = Body("{{tone}}", fields=(tone,))
    assert typed(body, "{{tone", "{{", "", "{{tone}}").fields == (tone,)


def test_only_the_fields_of_the_texts_are_saved():
    draft = Draft("  A  name ", Body("{{a}}", fields=(Field("a", label="A"), Field("gone"))), " What \n for ")
    assert settled(draft) == Draft("A name", Body("{{a}}", fields=(Field("a", label="A"),)), "What for")


def test_half_a_surrogate_pair_does_not_keep_a_template_from_being_saved():
    saved = settled(Draft("x", Body("a\ud800", "b\ud800"), "c\ud800"))
    json.dumps([saved.body.user, saved.body.system, saved.description], ensure_ascii=False).encode()


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(TemplateTooLong):
        settled(Draft("x", Body("x" * (LONGEST_TEXT + 1))))


def test_another_kind_takes_what_means_nothing_to_it_along():
    body = declare(Body("{{a}}"), Field("a", FieldKind.NUMBER, "A", default=3, low=1))
    changed = declare(body, Field("a", FieldKind.DATE, "A", default=3, low=1))
    assert changed.fields == (Field("a", FieldKind.DATE, "A"),)


def test_a_selection_becomes_a_field_name():
    assert field_name("  a {{b}}: c\n") == "a b c"
    assert field_name("date") == "date 1"
    assert field_name("翻译的文字") == "翻译的文字"
    assert field_name("{}:") == ""


def test_a_form_of_the_answer_is_looked_at_before_it_is_used():
    assert form_problem('{"type": "object"}', "") is None
    assert form_problem("", 'root ::= "x"') is None
    assert form_problem('{"type": ', "") is not None
    assert form_problem("", "root ::= nothing") is not None


@pytest.fixture
def clock():
    return Inbox()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "template-draft.json"


FULL = Draft(
    "名字",
    Body(
        "{{a}} 中文",
        "system",
        (Field("a", FieldKind.NUMBER, default=2, low=1),),
        (Example("q", "a"),),
        "model",
    ),
    "what for",
)


def test_what_is_not_saved_is_there_at_the_next_start(file, clock):
    edits = TemplateEdits(file, clock.later)
    edits.keep(Edit(TemplateId(3), 2, FULL))
    new = edits.begin(Draft("new", Body("x")))
    assert not file.exists()
    clock.time_passes()
    again = TemplateEdits(file, clock.later)
    assert again.all() == [Edit(TemplateId(3), 2, FULL), new]
    assert new.template < 0


def test_closing_writes_what_was_typed_last(file, clock):
    edits = TemplateEdits(file, clock.later)
    edits.keep(Edit(TemplateId(3), 2, FULL))
    edits.close()
    assert TemplateEdits(file, clock.later).of(TemplateId(3)) == Edit(TemplateId(3), 2, FULL)


def test_what_was_saved_is_forgotten(file, clock):
    edits = TemplateEdits(file, clock.later)
    edits.keep(Edit(TemplateId(3), 2, FULL))
    edits.close()
    again = TemplateEdits(file, clock.later)
    again.forget(TemplateId(3))
    again.close()
    assert not file.exists()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1, {}]", '[{"template": "x"}]', '[{"template": 1, "version": 1, "rest": 3}]', "[" * 9999],
)
def test_a_damaged_file_is_no_draft_or_what_can_be_read_of_it(file, clock, text):
    file.write_text(text)
    edits = TemplateEdits(file, clock.later)
    assert len(edits.all()) <= 1
    edits.begin(FULL)
    edits.close()
    assert TemplateEdits(file, clock.later).of(TemplateId(-1)).draft == FULL


def test_a_folder_that_cannot_be_written_keeps_nothing_from_being_typed(tmp_path, clock):
    edits = TemplateEdits(tmp_path / "missing" / "draft.json", clock.later)
    edits.keep(Edit(TemplateId(3), 2, FULL))
    clock.time_passes()
    assert edits.of(TemplateId(3)) is not None
    (tmp_path / "missing").mkdir()
    clock.time_passes()
    assert (tmp_path / "missing" / "draft.json").exists()


def test_an_empty_template_is_blank():
    assert is_blank(Draft("", Body()))
    assert not is_blank(Draft("", Body("x")))
