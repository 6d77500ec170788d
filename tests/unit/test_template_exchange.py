"""Templates in files: every format there and back, and what hostile or broken files do."""

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from desktop.cli.output import PlainSpeaker
from desktop.core.places import resource
from desktop.core.tasks import Cancelled, Job
from desktop.core.template_exchange import Flaw, FlawKind, Found, Kept
from desktop.core.template_exchange_advice import say_flaw
from desktop.core.template_filling import Surroundings, fields_in, fill
from desktop.core.template_parser import parse
from desktop.core.template_text import escape, render
from desktop.core.template_values import Wrong, WrongKind, check_values
from desktop.core.templates import (
    LONGEST_TEXT,
    Body,
    Draft,
    Example,
    Field,
    FieldKind,
    Place,
    Template,
    TemplateId,
    Version,
)
from desktop.services.exchange.llm_yaml import losses, read_yaml_file, write_llm
from desktop.services.exchange.markdown_file import read_markdown, write_markdown, write_one
from desktop.services.exchange.naming import free_path, safe_stem
from desktop.services.exchange.own_json import read_json, write_json
from desktop.services.exchange.reading import read_file
from desktop.services.exchange.table import read_csv, write_csv

NOW = datetime(2026, 11, 28, 1, 2, 3, tzinfo=UTC)
FULL = Body(
    user="Into {{language of choice}}:\n\n{{text}}\n",
    system="You translate. 你是翻译。",
    fields=(
        Field("language of choice", FieldKind.CHOICE, "Language", "Into?", "中文", options=("中文", "yes")),
        Field("text", FieldKind.LONG, required=False),
        Field("n", FieldKind.NUMBER, default=2.5, low=0, high=10),
        Field("all", FieldKind.CHOICES, default=("a", "b"), options=("a", "b")),
        Field("sure", FieldKind.YES_NO, default=False),
        Field("day", FieldKind.DATE, default="2026-11-28"),
    ),
    examples=(Example("good", "好"),),
    model="SmolLM2",
    preset="Precise",
    grammar='root ::= "x"',
    json_schema='{"type": "object"}',
)
PLACE = Place("Work/翻译", ("daily", "中文"), favourite=True)
KINDS = ("json", "markdown", "markdown, several", "csv", "yaml")
JOB = Job(lambda call: None, None, 0.1)


def kept(body, name="Translate", description="A description", place=PLACE, versions=()):
    return Kept(Template(TemplateId(1), name, body, 1, NOW, NOW, description, place), versions)


def write(kind, templates):
    match kind:
        case "json":
            return "".join(write_json(templates))
        case "markdown":
            return write_one(templates[0])
        case "markdown, several":
            return "".join(write_markdown(templates))
        case "csv":
            return "".join(write_csv(templates))
        case "yaml":
            return write_llm(templates[0])


def read(kind, text):
    match kind:
        case "json":
            return list(read_json(text))
        case "csv":
            return list(read_csv(text.splitlines(keepends=True) if "\r" not in text else lines(text)))
        case "yaml":
            return list(read_yaml_file(text, "stem"))
        case _:
            return list(read_markdown(text, "stem"))


def lines(text):
    """Split as a file that is opened with newline="" does."""
    import io

    return list(io.StringIO(text, newline=""))


@dataclass
class Read:
    templates: tuple[Found, ...]
    problems: tuple[Flaw, ...]


def read_all(path, job=JOB):
    """Read a file whole."""
    pieces = list(read_file(path, job))
    return Read(*(tuple(each for each in pieces if isinstance(each, kind)) for kind in (Found, Flaw)))


def only(pieces):
    (found,) = (piece for piece in pieces if isinstance(piece, Found))
    return found


def flaws(pieces):
    return [(piece.kind, piece.line) for piece in pieces if isinstance(piece, Flaw)]


@pytest.mark.parametrize("kind", ["json", "markdown", "markdown, several", "csv"])
def test_a_template_comes_back_whole(kind):
    pieces = read(kind, write(kind, [kept(FULL)]))
    assert flaws(pieces) == []
    found = only(pieces)
    assert (found.draft, found.place) == (Draft("Translate", FULL, "A description"), PLACE)


def made_texts(count):
    """Texts as people and machines write them, and as nobody does; always the same ones."""
    dice = random.Random(6)
    odd = [
        "{{",
        "}}",
        "{",
        "\\",
        "\\{{",
        "{{a}}",
        "{{#if a}}",
        "{{/if}}",
        "$",
        "${x}",
        "$$",
        "---",
        "\n---\n",
    ]
    odd += [
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "'",
        '"',
        '""',
        ",",
        ";",
        ": ",
        "# ",
        "- ",
        "|",
        "&a",
        "*a",
        "!!str",
    ]
    odd += [
        "你好",
        "é",
        "e\u0301",
        "\u2028",
        "\x85",
        "\ufeff",
        "\u202e",
        "😀",
        "\x07",
        "\x1b",
        "yes",
        "null",
        "1.0",
    ]
    odd += ["<!-- next template: x -->", "...", "%", "@", "`", "word", "Two words."]
    for _ in range(count):
        yield "".join(dice.choices(odd, k=dice.randint(1, 12)))


@pytest.mark.parametrize("kind", KINDS)
def test_any_text_comes_back_from_every_format_and_renders_to_itself(kind):
    for text in made_texts(150):
        body = Body(escape(text), escape(text[::-1]))
        assert render(parse(body.user), {}) == text
        found = only(read(kind, write(kind, [kept(body)])))
        back = (found.draft.body.user, found.draft.body.system)
        rendered = tuple(render(parse(each), {}) for each in back)
        assert rendered == (text, text[::-1]), repr(text)
        if kind != "yaml":  # which has braces of its own, and need not have ours
            assert back == (body.user, body.system), repr(text)


@pytest.mark.parametrize("kind", ["json", "markdown", "markdown, several", "csv"])
def test_texts_with_fields_come_back_as_they_are(kind):
    for text in made_texts(60):
        body = Body("a" + text + "{{name}}", text)
        assert only(read(kind, write(kind, [kept(body)]))).draft.body == body, repr(text)


@pytest.mark.parametrize("kind", ["json", "markdown, several", "csv"])
def test_several_templates_come_back_in_their_order(kind):
    templates = [kept(Body(f"text {number}\n\n---\n"), f"Name {number}") for number in range(5)]
    found = read(kind, write(kind, templates))
    assert [(each.draft.name, each.draft.body) for each in found] == [
        (each.template.name, each.template.body) for each in templates
    ]


def test_every_export_as_json_is_as_the_schema_says():
    schema = json.loads(resource("resources/schemas/templates.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    old = Version(1, Draft("Old name", Body(""), "x"), NOW, "first")
    new = Version(2, Draft("Translate", FULL), NOW, "second")
    for templates in ([], [kept(Body("x"), place=Place())], [kept(FULL), kept(FULL, versions=(old, new))]):
        jsonschema.validate(json.loads("".join(write_json(templates))), schema)
    for language in ("en", "zh_CN"):
        text = resource(f"resources/templates/starters.{language}.json").read_text("utf-8")
        jsonschema.validate(json.loads(text), schema)


def test_json_holds_all_versions_with_their_notes_and_times():
    old = Version(1, Draft("Old name", Body("old"), "x"), NOW, "first")
    new = Version(2, Draft("Translate", FULL), NOW, "second")
    found = only(read("json", write("json", [kept(FULL, versions=(old, new))])))
    assert (found.history, found.note) == ((old,), "second")


def test_what_stands_before_the_cut_of_a_json_file_is_read():
    text = write("json", [kept(Body("a"), "A"), kept(Body("b"), "B"), kept(Body("c"), "C")])
    cut = text[: text.index('"C"') + 1]
    pieces = read("json", cut)
    assert [each.draft.name for each in pieces if isinstance(each, Found)] == ["A", "B"]
    assert flaws(pieces) == [(FlawKind.DAMAGED, cut.count("\n") + 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 100_000, (FlawKind.TOO_DEEP, 1)),
        ('{"templates": [' + '{"a":' * 100_000, (FlawKind.TOO_DEEP, 1)),
        ('{"format": "other", "templates": []}', (FlawKind.UNKNOWN_FORMAT, 1)),
        ('{"format": "fireside-templates", "version": 2, "templates": [{"user": "x"}]}', (FlawKind.NEWER, 1)),
        ("nonsense", (FlawKind.DAMAGED, 1)),
        ("[1]", (FlawKind.NOT_A_TEMPLATE, 1)),
        ('[{"name": "x"}]', (FlawKind.NO_TEXT, 1)),
        ('[{"name": "x", "user": 3}]', (FlawKind.WRONG_TYPE, 1)),
    ],
)
def test_json_that_is_none_of_ours_is_told(text, expected):
    pieces = read("json", text)
    assert expected in flaws(pieces)
    assert not [each for each in pieces if isinstance(each, Found)]


def test_of_a_record_with_wrong_members_the_right_ones_are_used():
    record = {"user": "Hi {{a}}", "tags": "x", "folder": 3, "favourite": "yes", "fields": [1, {"name": "a"}]}
    record["fields"] += [{"name": "b", "kind": "nonsense"}, {"name": "date"}, {"name": "{{", "kind": "text"}]
    record["examples"] = [{"question": "q"}]
    pieces = read("json", json.dumps([record]))
    found = only(pieces)
    assert found.draft == Draft("Hi {{a}}", Body("Hi {{a}}", fields=(Field("a"),)))
    assert [kind for kind, _ in flaws(pieces)].count(FlawKind.BAD_FIELD) == 4
    assert {FlawKind.WRONG_TYPE, FlawKind.NAMELESS} <= {kind for kind, _ in flaws(pieces)}


def test_a_text_that_is_too_long_is_refused_and_the_rest_is_read():
    pieces = read("json", json.dumps([{"user": "x" * (LONGEST_TEXT + 1)}, {"name": "b", "user": "y"}]))
    assert only(pieces).draft.name == "b"
    assert flaws(pieces) == [(FlawKind.TOO_LONG, 1)]


def test_unclosed_and_nested_fields_are_told_with_their_place_and_imported():
    pieces = read("json", '[\n{"name": "a", "user": "{{open"},\n{"name": "b", "user": "{{a {{b}} }}"}\n]')
    assert [each.draft.name for each in pieces if isinstance(each, Found)] == ["a", "b"]
    told = [say_flaw(each, PlainSpeaker()) for each in pieces if isinstance(each, Flaw)]
    assert "not closed" in told[0]
    assert "within another" in told[1]
    assert flaws(pieces) == [(FlawKind.TEXT, 2), (FlawKind.TEXT, 3)]


def test_lists_of_prompts_of_others_are_read_as_plain_texts():
    found = only(read("json", '[{"act": "Linux", "prompt": "Reply {{like}} ${this} [or] {that}"}]'))
    assert (found.draft.name, fields_in(found.draft.body)) == ("Linux", ())
    assert render(parse(found.draft.body.user), {}) == "Reply {{like}} ${this} [or] {that}"


# Markdown


def test_markdown_of_people_is_understood():
    text = "---\nname: 2026\ntags: a, b\ntitle: x\n---\nHello {{name}}\n\n---\nMore\n"
    found = only(read("markdown", text.replace("\n", "\r\n")))
    assert (found.draft.name, found.place.tags) == ("2026", ("a", "b"))
    assert found.draft.body == Body("Hello {{name}}\n\n---\nMore")


def test_markdown_without_front_matter_is_one_text_named_like_its_file():
    found = only(read("markdown", "# Title\n\nUse {{braces}}.\n"))
    assert (found.draft.name, fields_in(found.draft.body)) == ("stem", ())


def test_what_is_wrong_in_markdown_is_told_with_its_own_line():
    pieces = read("markdown", "---\nname: a\n---\n\nfirst\nsecond {{open\n")
    assert flaws(pieces) == [(FlawKind.TEXT, 6)]


def test_broken_front_matter_is_told_with_its_line_and_the_next_template_is_read():
    text = write("markdown, several", [kept(Body("a"), "A"), kept(Body("b"), "B"), kept(Body("c"), "C")])
    at = text.index("name: B")
    pieces = read("markdown, several", text[:at] + "[: " + text[at:])
    assert [each.draft.name for each in pieces if isinstance(each, Found)] == ["A", "C"]
    ((kind, line),) = flaws(pieces)
    assert kind is FlawKind.DAMAGED
    assert abs(line - text[:at].count("\n") - 1) <= 1


# CSV


def test_csv_of_others_is_plain_text_whatever_its_columns_are_called():
    for header in ("act,prompt", "Title,TEXT,other", "名称,提示词", '"act","prompt"', "\ufeffact,prompt"):
        rows = [header + "\r\n", '"Linux, old","Say ""{{x}}"" ${Name:you}\n', 'twice",\n', ",only text\n"]
        found = [each for each in read_csv(rows) if isinstance(each, Found)]
        assert [each.draft.name for each in found] == ["Linux, old", "only text"], header
        assert render(parse(found[0].draft.body.user), {}) == 'Say "{{x}}" ${Name:you}\ntwice'
        assert fields_in(found[0].draft.body) == ()


def test_rows_with_wrong_quotes_are_told_and_the_others_are_read():
    rows = ["act,prompt\n", "a,b\n", '"open,c\n', 'd","e"x\n', "f,g\n", "\n", "h\n", 'i,"cut\n']
    pieces = list(read_csv(rows))
    assert [each.draft.name for each in pieces if isinstance(each, Found)] == ["a", "f"]
    assert flaws(pieces) == [(FlawKind.BROKEN_ROW, 3), (FlawKind.NO_TEXT, 7), (FlawKind.BROKEN_ROW, 8)]


def test_csv_without_a_column_of_texts_is_told():
    assert flaws(read_csv(["a,b,c\n", "1,2,3\n"])) == [(FlawKind.NO_COLUMNS, 1)]


def test_a_quote_that_is_never_closed_does_not_swallow_all_the_memory():
    rows = (["act,prompt\n", 'a,"b\n'], ("x" * 999 + "\n" for _ in range(4_000)))
    pieces = list(read_csv(line for part in rows for line in part))
    assert FlawKind.BROKEN_ROW in {kind for kind, _ in flaws(pieces)}


# YAML


def llm(text):
    return read("yaml", text)


def test_templates_of_llm_become_fields():
    pieces = llm(
        "system: Speak $language to ${who}, cost $$5 and $ 3 {{x}}\nprompt: 'Sum up: $input'\n"
        "model: gpt-4o\ndefaults:\n  language: Yoda\n  who: 3\nextract: true\noptions: {temperature: 1.8}\n"
        "schema_object:\n  type: object\n"
    )
    found = only(pieces)
    body = found.draft.body
    assert (found.draft.name, body.model) == ("stem", "gpt-4o")
    assert json.loads(body.json_schema) == {"type": "object"}
    values = {"language_": "Yoda", "who": "me", "input": "text"}
    filled = fill(body, values, Surroundings(NOW, language="English"))
    assert (filled.system, filled.user) == ("Speak Yoda to me, cost $5 and $ 3 {{x}}", "Sum up: text")
    kinds = {field.name: (field.kind, field.default) for field in fields_in(body)}
    assert kinds == {
        "language_": (FieldKind.TEXT, "Yoda"),
        "who": (FieldKind.TEXT, "3"),
        "input": (FieldKind.LONG, None),
    }
    assert sorted(each.name for each in pieces if isinstance(each, Flaw)) == ["extract", "options"]


@pytest.mark.parametrize("text", ["a\\$x", "{$x}", "\\\\${x}}}", "{{$x", "{{{$x", "$$$x"])
def test_fields_of_llm_stay_fields_beside_braces_and_backslashes(text):
    body = only(llm(f"prompt: {json.dumps(text)}")).draft.body
    assert [field.name for field in fields_in(body)] == ["x"]


def test_what_llm_has_no_place_for_is_told():
    body = Body("{{#if a}}yes{{/if}} ${{a}}", examples=(Example("q", "a"),), fields=(Field("a", label="A"),))
    told = kept(body)
    assert {flaw.kind for flaw in losses(told)} == {
        FlawKind.LOST_CONDITIONS,
        FlawKind.LOST_FIELDS,
        FlawKind.LOST_EXAMPLES,
    }
    assert only(llm(write("yaml", [told]))).draft.body.user == "yes ${{a}}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("prompt: !!python/object/apply:os.system ['echo hi']", FlawKind.TAG),
        ("prompt: !!binary aGk=", FlawKind.TAG),
        ("a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(30)), FlawKind.ALIASES),
        ("&a [*a]", FlawKind.ALIASES),
        ("a: " + "[x, " * 100, FlawKind.TOO_DEEP),
        ("a: " + "[" * 100_000, FlawKind.DAMAGED),
        ("prompt: " + "x" * 1_000_001, FlawKind.TOO_LARGE),
        ("prompt: 'open", FlawKind.DAMAGED),
        ("? [a]\n: b", FlawKind.DAMAGED),
        ("3", FlawKind.NOT_A_TEMPLATE),
    ],
)
def test_hostile_yaml_is_refused_with_its_place(text, kind):
    pieces = llm("prompt: good\n---\n" + text)
    if kind is not FlawKind.TOO_LARGE:
        assert only(pieces).draft.body == Body("good")
    ((told, line),) = flaws(pieces)
    assert told is kind
    assert line >= 1


def test_yaml_with_control_characters_is_told():
    assert flaws(llm("prompt: \x07")) == [(FlawKind.DAMAGED, 1)]


def test_aliases_that_explode_are_refused_before_they_do():
    nine = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    nine += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert flaws(llm(nine))[0][0] is FlawKind.ALIASES


# files


def put(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("gb18030", "GB18030")],
)
def test_csv_of_any_usual_encoding_is_read_and_a_guess_is_told(tmp_path, encoding, named):
    text = "act,prompt\r\n" + "翻译,请把这段文字翻译成英语。\r\n" * 20
    found = read_all(put(tmp_path / "a.csv", text.encode(encoding)), JOB)
    assert found.templates[0].draft == Draft("翻译", Body("请把这段文字翻译成英语。"))
    assert [flaw.name for flaw in found.problems] == ([named] if named else [])


def test_western_letters_of_windows_are_read_and_the_guess_is_told(tmp_path):
    found = read_all(put(tmp_path / "a.csv", "act,prompt\nPoète,Écris à côté\n".encode("cp1252")), JOB)
    assert found.templates[0].draft.name == "Poète"
    assert [flaw.name for flaw in found.problems] == ["Windows-1252"]


def test_a_few_broken_bytes_do_not_make_another_encoding_of_utf_8(tmp_path):
    data = ("act,prompt\n" + "翻译,请把这段文字翻译成英语。\n" * 30).encode() + b"bad,\xff\n"
    found = read_all(put(tmp_path / "a.csv", data), JOB)
    assert found.templates[-1].draft.body.user == "\N{REPLACEMENT CHARACTER}"
    assert [flaw.kind for flaw in found.problems] == [FlawKind.BAD_BYTES]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.json", b"", FlawKind.EMPTY),
        ("a.md", b"\n \n", FlawKind.EMPTY),
        ("a.bin", b"\0\1\2\3", FlawKind.UNKNOWN_FORMAT),
        ("a.yaml", b"x" * 20_000_001, FlawKind.TOO_LARGE),
    ],
)
def test_files_that_cannot_be_used_are_told(tmp_path, name, data, kind):
    found = read_all(put(tmp_path / name, data), JOB)
    assert (found.templates, [flaw.kind for flaw in found.problems]) == ((), [kind])


def test_a_missing_file_a_folder_and_a_name_that_is_none_are_told(tmp_path):
    for path in (tmp_path / "none.json", tmp_path, Path("a\0.json")):
        assert [flaw.kind for flaw in read_all(path, JOB).problems] == [FlawKind.UNREADABLE]


def test_a_file_without_an_ending_is_known_by_how_it_begins(tmp_path):
    for text in ('[{"name": "a", "user": "x"}]', "---\nname: a\n---\nx\n", "act,prompt\na,x\n"):
        assert read_all(put(tmp_path / "file", text), JOB).templates[0].draft == Draft("a", Body("x"))


def test_reading_ends_when_it_is_cancelled(tmp_path):
    path = put(tmp_path / "a.csv", "act,prompt\n" + "a,b\n" * 5_000)
    job = Job(lambda call: None, None, 0.1)
    pieces = read_file(path, job)
    next(pieces)
    job.cancel()
    with pytest.raises(Cancelled):
        list(pieces)


@pytest.mark.parametrize("kind", FlawKind)
def test_every_flaw_is_said_with_its_place(kind):
    more = {FlawKind.TEXT: {"problem": parse("{{x").problems[0]}}
    more[FlawKind.VALUE] = {"wrong": Wrong(Field("a"), WrongKind.NO_OPTIONS)}
    said = say_flaw(Flaw(kind, 1234, "a\x1b[31m", "file.json", **more.get(kind, {})), PlainSpeaker())
    assert said.startswith("file.json, line 1,234: ")
    assert said.endswith(".")
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("a/b\\c:d", "a-b-c-d"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("..", "template"),
        ("   ", "template"),
        ("name. . ", "name"),
        ("a\0b\nc", "a-b-c"),
        ("翻译", "翻译"),
    ],
)
def test_names_of_files_are_safe(tmp_path, name, stem):
    path = free_path(tmp_path, name, ".md", set())
    assert path.parent == tmp_path
    assert path.resolve().is_relative_to(tmp_path.resolve())
    assert safe_stem(name) == stem.lstrip(".") or safe_stem(name) == stem


def test_no_file_that_is_there_and_no_earlier_one_is_written_over(tmp_path):
    put(tmp_path / "a.md", "mine")
    used = set()
    names = [free_path(tmp_path, name, ".md", used).name for name in ("A", "a", "b")]
    assert names[1:] == ["a 3.md" if names[0] == "A 2.md" else "a 2.md", "b.md"]


def test_first_values_of_an_import_can_be_used():
    assert check_values(FULL.fields, {f.name: f.default for f in FULL.fields if f.default is not None}) == ()


def test_numbers_and_moments_that_nothing_can_hold_are_left_out_and_the_rest_is_read():
    field = {"name": "n", "kind": "number", "default": 10**400, "low": -(10**400), "high": 10**400}
    versions = [{"user": "{{n}}", "created": "0001-01-01T00:00:00+00:00"}]
    record = {"name": "Many", "user": "{{n}} {{m}}", "fields": [field], "versions": versions}
    found = only(list(read_json(json.dumps([record]))))
    assert found.draft.body.fields == (Field("n", FieldKind.NUMBER),)
    assert found.history[0].created.year > 1


@pytest.mark.parametrize("path", ["\\\\evil\\share\\x", "//evil/share/x", "/\\evil/x"])
def test_a_file_on_another_machine_is_never_a_default_of_what_comes_from_elsewhere(path):
    """A preview would read it, and Windows ask that machine for it with the user's name."""
    fields = [{"name": name, "kind": "file", "default": each} for name, each in (("f", path), ("g", "/a/x"))]
    found = only(list(read_json(json.dumps([{"name": "n", "user": "{{f}} {{g}}", "fields": fields}]))))
    assert [field.default for field in found.draft.body.fields] == [None, "/a/x"]
