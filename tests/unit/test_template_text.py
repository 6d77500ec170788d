"""The language of templates: what is written where, and what is said of mistakes."""

import random

import pytest

from desktop.core.template_parser import parse
from desktop.core.template_text import (
    DEEPEST,
    MOST_FIELDS,
    ProblemKind,
    Wording,
    escape,
    fields_of,
    length,
    render,
)
from desktop.core.templates import Field, FieldKind


def rendered(text, **values):
    parsed = parse(text)
    assert parsed.problems == ()
    return render(parsed, values)


def problems(text):
    return [(problem.kind, text[problem.start : problem.end]) for problem in parse(text).problems]


PIECES = [
    "{",
    "}",
    "{{",
    "}}",
    "\\",
    "\\{{",
    "a",
    "名",
    " ",
    "\n",
    ":",
    "#if a",
    "{{#if a}}",
    "{{/if}}",
    "{{else}}",
]


def texts(pieces, most):
    """Make texts of pieces that mean something together, always the same ones."""
    chance = random.Random(1)
    return ["".join(chance.choice(pieces) for _ in range(chance.randint(0, most))) for _ in range(2_000)]


def test_the_length_of_what_is_written_is_known_before():
    values = {"a": "xy", "名": 7, "b": ("1", "22")}
    for text in [*texts(PIECES, 40), *texts([*PIECES, "{{a}}", "{{名}}", "{{b}}", "{{#if b = 22}}"], 40)]:
        parsed = parse(text)
        assert length(parsed, values) == len(render(parsed, values))


def test_a_long_value_is_made_into_text_once_however_often_it_is_compared():
    class Counted(str):
        folds = 0

        def __str__(self):
            return self

        def strip(self):
            return self

        def casefold(self):
            Counted.folds += 1
            return super().casefold()

    parsed = parse("{{#if a = no}}x{{else}}y{{/if}}" * 1_000)
    assert render(parsed, {"a": Counted("long")}) == "y" * 1_000
    assert Counted.folds == 1


def test_any_text_written_literally_renders_to_itself():
    for text in texts(PIECES, 40):
        parsed = parse(escape(text))
        assert (render(parsed, {"a": "x"}), parsed.slots, parsed.problems) == (text, (), ())


def test_any_text_without_two_braces_renders_to_itself():
    pieces = [piece for piece in PIECES if "{{" not in piece and piece != "{"]
    for text in texts([*pieces, "{ "], 40):
        assert rendered(text) == text


def test_whatever_stands_in_a_text_it_is_understood_somehow():
    for text in texts(PIECES, 60):
        parsed = parse(text)
        assert isinstance(render(parsed, {}), str)
        for problem in parsed.problems:
            assert 0 <= problem.start <= problem.end <= len(text)


def test_a_field_takes_its_value_wherever_it_stands():
    assert rendered("{{a}}, {{ a }} and {{目标 语言}}", a="x", **{"目标 语言": "中文"}) == "x, x and 中文"


def test_what_a_value_holds_is_never_understood_as_a_field():
    assert rendered("{{a}}{{b}}", a="{{b}}", b="\\{{") == "{{b}}\\{{"


def test_what_has_no_value_is_left_empty():
    assert rendered("<{{a}}>") == "<>"


def test_three_braces_are_one_brace_around_a_field():
    assert rendered('{"name": {{{name}}}}', name="x") == '{"name": {x}}'


def test_backslashes_are_text_but_before_two_braces():
    assert rendered(r"C:\new \{ \\{{a}} \{{a}} \\\{{a}}", a="x") == r"C:\new \{ \x {{a}} \{{a}}"


def test_values_that_are_no_text_are_written_in_words():
    wording = Wording("是", "否", "、")
    parsed = parse("{{a}} {{b}} {{c}} {{d}} {{e}}")
    values = {"a": True, "b": False, "c": ("x", "y"), "d": 3.0, "e": 2.5}
    assert render(parsed, values, wording) == "是 否 x、y 3 2.5"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("x", "yes"),
        ("", "no"),
        (True, "yes"),
        (False, "no"),
        (0, "yes"),
        (("a",), "yes"),
        ((), "no"),
        (None, "no"),
    ],
)
def test_a_condition_asks_whether_something_is_filled_in(value, written):
    values = {} if value is None else {"a": value}
    assert rendered("{{#if a}}yes{{else}}no{{/if}}", **values) == written


def test_a_condition_compares_without_regard_to_case():
    text = "{{#if tone = Formal}}Sie{{/if}}{{#if tone != formal}}du{{/if}}"
    assert rendered(text, tone="formal") == "Sie"
    assert rendered(text, tone="warm") == "du"
    assert rendered("{{#if n = 3}}three{{/if}}{{#if of = b}}b{{/if}}", n=3, of=("a", "b")) == "threeb"


def test_conditions_may_stand_in_conditions():
    text = "{{#if a}}{{#if b}}ab{{else}}a{{/if}}{{else}}-{{/if}}"
    assert [rendered(text, **v) for v in ({"a": "1", "b": "1"}, {"a": "1"}, {"b": "1"})] == ["ab", "a", "-"]


def test_a_line_that_holds_a_condition_alone_leaves_no_empty_line():
    text = "Dear,\n  {{#if a}}\nfirst {{a}}\n  {{else}}  \nnone\n{{/if}}\nend"
    assert rendered(text, a="x") == "Dear,\nfirst x\nend"
    assert rendered(text) == "Dear,\nnone\nend"
    assert rendered("{{#if a}}\n{{#if a}}\nx\n{{/if}}\n{{/if}}\n", a="1") == "x\n"
    assert rendered("- {{#if a}}x{{/if}}\nend", a="1") == "- x\nend"


def test_the_kind_of_a_field_can_be_said_in_the_text():
    parsed = parse("{{n:number}} {{d: Date }} {{t}}")
    found = fields_of([parsed], [Field("t", FieldKind.LONG, label="Text")])
    assert [(f.name, f.kind, f.label) for f in found] == [
        ("n", FieldKind.NUMBER, ""),
        ("d", FieldKind.DATE, ""),
        ("t", FieldKind.LONG, "Text"),
    ]


def test_fields_keep_what_was_declared_and_are_listed_once_in_the_order_of_the_texts():
    texts = [parse("{{b}} {{#if c}}{{a}}{{/if}} {{date}}"), parse("{{a}}{{d}}")]
    declared = [Field("a", help="first"), Field("gone")]
    assert fields_of(texts, declared) == (Field("b"), Field("c"), Field("a", help="first"), Field("d"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("before {{open", [(ProblemKind.UNCLOSED, "{{")]),
        ("{{a {{b}} c}}", [(ProblemKind.NESTED, "{{")]),
        ("{{}}", [(ProblemKind.NOT_A_FIELD, "{{}}")]),
        ("{{a=b}}", [(ProblemKind.NOT_A_FIELD, "{{a=b}}")]),
        ("{{a:colour}}", [(ProblemKind.UNKNOWN_KIND, "{{a:colour}}")]),
        ("{{a:number}} {{a:date}}", [(ProblemKind.OTHER_KIND, "{{a:date}}")]),
        ("{{#if a}} x", [(ProblemKind.IF_UNCLOSED, "{{#if a}}")]),
        ("x {{/if}}", [(ProblemKind.NO_IF, "{{/if}}")]),
        ("{{#if a}}{{else}}{{else}}{{/if}}", [(ProblemKind.NO_IF, "{{else}}")]),
        ("{{#each a}}", [(ProblemKind.NOT_A_FIELD, "{{#each a}}")]),
    ],
)
def test_a_mistake_is_told_with_its_place(text, found):
    assert problems(text) == found


def test_what_is_not_understood_stays_as_it_was_written():
    for text in ("before {{open", "{{}} {{/if}}", "{{#if a}} x {{else}} y", "{{a=b}}"):
        assert render(parse(text), {}) == text
    assert render(parse("{{a {{b}} c}}"), {"b": "x"}) == "{{a x c}}"


def test_conditions_that_lie_too_deep_are_text():
    text = "{{#if a}}" * (DEEPEST + 2) + "x" + "{{/if}}" * (DEEPEST + 2)
    assert [kind for kind, _ in problems(text)] == [ProblemKind.TOO_DEEP] * 2
    assert render(parse(text), {"a": "1"}) == "{{#if a}}" * 2 + "x" + "{{/if}}" * 2


def test_too_many_fields_are_told():
    text = "".join(f"{{{{f{number}}}}}" for number in range(MOST_FIELDS + 1))
    assert [kind for kind, _ in problems(text)] == [ProblemKind.TOO_MANY]


@pytest.mark.parametrize(
    "piece", ["{{", "{{a", "\\{{", "{{#if a}}", "{{a}}", "}}", "{", "{{#if a}}\n", "{{ "]
)
def test_a_text_of_300_000_characters_is_understood_in_proportion_to_its_length(piece):
    parsed = parse(piece * (300_000 // len(piece)))
    assert len(parsed.problems) <= 101


@pytest.mark.parametrize(
    "hostile",
    [
        "\\" * 100_000,
        "{{a" + " " * 100_000 + "!}}",
        "{{#if a" + " " * 50_000 + "= v" + " " * 50_000 + "\n x}}",
        "{{#if a =" + " " * 100_000 + "v\nx}}",
    ],
)
def test_no_text_takes_longer_than_its_length(hostile):
    """Each of these once took more than hours."""
    assert render(parse(hostile), {}) == hostile
    assert render(parse(escape(hostile)), {}) == hostile
