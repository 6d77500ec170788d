"""Saved inputs of templates: kept, brought back, and read from tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core.attachment_errors import FileTooLarge, FileUnreadable, NotText
from desktop.core.spreadsheet import inert, table
from desktop.core.template_errors import TemplateGone
from desktop.core.template_values import WrongKind
from desktop.core.templates import Body, Draft, Field, FieldKind, TemplateId
from desktop.core.tryout import MOST_INPUTS, NewInput
from desktop.core.tryout_errors import ColumnsUnknown, NothingUsedYet, TooManyInputs
from desktop.core.tryout_import import Refusal, read_table
from desktop.services.attaching import LIMIT
from desktop.services.template_inputs import TemplateInputs, lines_of
from desktop.services.templates import Templates

FIELDS = (
    Field("text", FieldKind.LONG, "The text"),
    Field("n", FieldKind.NUMBER, low=1, high=9, required=False),
    Field("to", FieldKind.CHOICES, options=("中文", "a, b"), required=False),
    Field("sure", FieldKind.YES_NO),
    Field("when", FieldKind.DATE, required=False),
    Field("paper", FieldKind.FILE, required=False),
)
BODY = Body("{{text}} {{n}} {{to}} {{sure}} {{when}} {{paper}}", fields=FIELDS)


class Desk:
    """The inputs of one template, over a real database."""

    def __init__(self, bench):
        self.inbox = bench.inbox
        self.templates = Templates(bench.store.templates, bench.tasks)
        self.inputs = TemplateInputs(bench.store.template_inputs, self.templates, bench.tasks)
        self.template = bench.store.templates.add(Draft("T", BODY))
        self.imported, self.failed = [], []
        self.inputs.imported.connect(self.imported.append)
        self.inputs.failed.connect(self.failed.append)

    @property
    def kept(self):
        return [(each.name, dict(each.values)) for each in self.inputs.all(self.template)]

    def add(self, *names):
        self.inputs.add(self.template, [NewInput(name, {"text": name}) for name in names])

    def read(self, path):
        self.inputs.read(self.template, BODY, path)
        self.inbox.run_until(lambda: self.imported or self.failed)


@pytest.fixture
def desk(bench):
    return Desk(bench)


def refusals(imported):
    return [(refused.line, refused.why) for refused in imported.refused]


def test_inputs_are_kept_in_their_order_changed_and_deleted_and_come_back_where_they_were(desk):
    desk.add("one", "two", "three")
    first, second, third = desk.inputs.all(desk.template)
    desk.inputs.change(
        desk.template, replace(second, name=" The\nsecond ", values={"n": 2.5, "to": ("中文",)})
    )
    assert desk.kept[1] == ("The second", {"n": 2.5, "to": ("中文",)})
    desk.inputs.remove(desk.template, [first, third])
    assert [name for name, _ in desk.kept] == ["The second"]
    desk.inputs.bring_back()
    assert [name for name, _ in desk.kept] == ["one", "The second", "three"]
    assert desk.inputs.removed is None


def test_an_input_without_a_name_is_called_by_what_it_says(desk):
    desk.inputs.add(desk.template, [NewInput("", {"n": 3, "text": "  A long\nstory"})])
    assert desk.kept[0][0] == "A long story"


def test_inputs_go_with_their_template(desk, bench):
    desk.add("one")
    with bench.store.database.write() as db:
        db.exec_driver_sql("DELETE FROM template")
    assert desk.kept == []
    with pytest.raises(TemplateGone):
        desk.add("two")
    with pytest.raises(TemplateGone):
        desk.inputs.add(TemplateId(99), [NewInput("x", {})])


def test_there_is_a_limit_and_then_nothing_is_added(desk):
    desk.add(*map(str, range(MOST_INPUTS - 1)))
    with pytest.raises(TooManyInputs):
        desk.add("one", "two")
    assert len(desk.kept) == MOST_INPUTS - 1


def test_the_last_use_becomes_an_input_as_far_as_the_fields_are_still_there(desk):
    with pytest.raises(NothingUsedYet):
        desk.inputs.take_last_use(desk.template, BODY)
    desk.templates.used(desk.template, {"text": "last", "gone": "x"})
    desk.inputs.take_last_use(desk.template, BODY)
    assert desk.kept == [("last", {"text": "last"})]


def test_a_table_from_a_spreadsheet_becomes_inputs(desk, tmp_path):
    file = tmp_path / "in.csv"
    text = "name;The text;n;to;sure;when;paper\r\n甲;Hello;2,5;中文、中文;yes;2026/1/2;notes.txt\r\n"
    text += ';"two\r\nlines";3;a, b;否;;\r\n\r\n'
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    desk.read(file)
    assert desk.kept == [
        (
            "甲",
            {
                **{"text": "Hello", "n": 2.5, "to": ("中文", "中文"), "sure": True},
                **{"when": "2026-01-02", "paper": str(tmp_path / "notes.txt")},
            },
        ),
        ("two lines", {"text": "two\r\nlines", "n": 3, "to": ("a, b",), "sure": False}),
    ]
    assert desk.imported[0].refused == ()


def test_what_does_not_fit_is_told_with_its_line_and_the_rest_is_taken():
    text = (
        "text,n,sure,more\n"
        "fine,1,yes,x\n"
        '"two\nlines",many,yes,x\n'
        ",1,yes,x\n"
        "x,99,yes,x\n"
        "x,1,perhaps,x\n"
        "x,1,yes,x,too,many\n"
        "last,1,no,\n"
        '"never closed,1,yes,x\n'
    )
    found = read_table(text, FIELDS, 100)
    assert [each.name for each in found.inputs] == ["fine", "last"]
    assert refusals(found) == [
        (1, Refusal.UNKNOWN_COLUMN),
        *((line, Refusal.WRONG_VALUE) for line in (3, 5, 6, 7)),
        (8, Refusal.MORE_CELLS),
        (10, Refusal.UNREADABLE),
    ]
    wrongs = [refused.wrong.kind for refused in found.refused if refused.wrong]
    assert wrongs == [
        *(WrongKind.NOT_A_NUMBER, WrongKind.MISSING, WrongKind.TOO_HIGH, WrongKind.NOT_OFFERED),
    ]


def test_rows_beyond_the_room_are_left_out_and_the_first_of_them_is_named():
    found = read_table("text,text\n" + "x,y\n" * 10, FIELDS, 4)
    assert len(found.inputs) == 4
    assert refusals(found) == [(1, Refusal.SAME_COLUMN), (6, Refusal.TOO_MANY)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1", 1), ("1.5", 1.5), ("1,5", 1.5), ("-3", -3)),
        *(("1,000", "1,000"), ("1,5,5", "1,5,5"), ("x", "x")),  # a thousand, or one
    ],
)
def test_numbers_are_read_as_they_are_meant_or_not_at_all(text, value):
    any_number = (Field("n", FieldKind.NUMBER),)
    found = read_table(f"n;\n{text};\n", any_number, 9)
    expected = [] if isinstance(value, str) else [{"n": value}]
    assert [dict(each.values) for each in found.inputs] == expected


def test_lines_in_another_encoding_are_left_out_and_told(desk, tmp_path):
    file = tmp_path / "mixed.csv"
    lines = ["text,sure", "中文,yes", "更多,yes"]
    file.write_bytes("\n".join(lines).encode() + b"\n\xd6\xd0\xce\xc4,yes\nlast,no\n")
    desk.read(file)
    assert [name for name, _ in desk.kept] == ["中文", "更多", "last"]
    assert refusals(desk.imported[0]) == [(4, Refusal.WRONG_ENCODING)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "utf-8-sig"])
def test_a_table_in_a_usual_encoding_is_understood(encoding):
    assert lines_of("text\n翻译这些句子\n".encode(encoding)).startswith("text\n翻译")


def test_what_is_no_table_for_this_template_is_refused_whole(desk, tmp_path):
    for name, data, error in (
        ("other.csv", b"a,b\n1,2\n", ColumnsUnknown),
        ("empty.csv", b"", ColumnsUnknown),
        ("image.csv", b"\x89PNG\r\n\x1a\n\0\0\0\0", NotText),
        ("large.csv", b"x" * (LIMIT + 1), FileTooLarge),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        desk.failed.clear()
        desk.read(file)
        assert type(desk.failed[0]) is error
    desk.failed.clear()
    desk.read(tmp_path)
    assert isinstance(desk.failed[0], FileUnreadable)
    assert desk.kept == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_carry_out_is_made_text(text):
    assert inert(text) == f"'{text}"
    assert table([[text, -1, None, 0.12345]]).endswith(",-1,,0.123\r\n")


def test_ordinary_text_stays_as_it_is():
    assert inert("a = b") == "a = b"
    assert table([["a", 'say "x"', "b\nc"]], "\t", "\n") == 'a\t"say ""x"""\t"b\nc"\n'
