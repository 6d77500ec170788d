"""What differs between two versions of a template."""

from desktop.core.template_diff import FieldChange, Mark, Piece, Subject, compare, diff_texts
from desktop.core.templates import Body, Draft, Example, Field, FieldKind


def marks(lines):
    return [(line.mark, line.text) for line in lines]


def changed(line):
    return [piece.text for piece in line.pieces if piece.changed]


def test_lines_that_came_and_went_are_told_among_those_that_stayed():
    lines = diff_texts("one\ntwo\nthree", "one\nthree\nfour")
    assert marks(lines) == [
        (Mark.SAME, "one"),
        (Mark.GONE, "two"),
        (Mark.SAME, "three"),
        (Mark.NEW, "four"),
    ]


def test_the_changed_words_of_a_line_are_marked():
    gone, new = diff_texts(
        "Translate the text into English, please.", "Translate this text into German, please."
    )
    assert (gone.mark, new.mark) == (Mark.GONE, Mark.NEW)
    assert changed(gone) == ["the", "English"]
    assert changed(new) == ["this", "German"]


def test_in_chinese_characters_are_compared():
    gone, new = diff_texts("保留原文的语气，不要解释。", "保持原文的语气，不要解释。")
    assert changed(gone) == ["留"]
    assert changed(new) == ["持"]


def test_a_line_that_is_quite_another_is_marked_as_a_whole():
    gone, new = diff_texts("entirely different words", "完全不同")
    assert gone.pieces == (Piece("entirely different words", changed=True),)
    assert new.pieces == (Piece("完全不同", changed=True),)


def test_what_is_far_from_every_change_is_left_out():
    text = [f"line {number}" for number in range(100)]
    other = [*text[:50], "changed", *text[51:]]
    lines = diff_texts("\n".join(text), "\n".join(other))
    assert [line.mark for line in lines] == [
        Mark.LEFT_OUT,
        *[Mark.SAME] * 3,
        Mark.GONE,
        Mark.NEW,
        *[Mark.SAME] * 3,
        Mark.LEFT_OUT,
    ]
    assert (lines[0].count, lines[-1].count) == (47, 46)


def test_of_huge_texts_only_so_many_words_are_compared():
    old = "\n".join(f"a {number} " + "x " * 50 for number in range(4_000))
    new = "\n".join(f"b {number} " + "y " * 50 for number in range(4_000))
    lines = diff_texts(old, new)
    one_line = diff_texts("a b " * 40_000, "b a " * 40_000)
    assert len(lines) == 8_000
    assert lines[3_999].pieces == (Piece(old.splitlines()[-1], changed=True),)
    assert [line.mark for line in one_line] == [Mark.GONE, Mark.NEW]


def test_texts_and_fields_are_compared_and_what_is_the_same_is_not_named():
    before = Draft("One", Body("Say {{a}}", fields=(Field("a", default="x"),), preset="Precise"), "What")
    after = Draft(
        "Two",
        Body(
            "Say {{a}} {{n:number}}",
            fields=(Field("a", default="y"),),
            examples=(Example("q", "a"),),
            preset="Precise",
        ),
        "What",
    )
    found = compare(before, after)
    assert [(change.subject, change.number) for change in found.texts] == [
        (Subject.NAME, 0),
        (Subject.QUESTION, 1),
        (Subject.ANSWER, 1),
        (Subject.USER, 0),
    ]
    assert found.fields == (
        FieldChange("a", Field("a", default="x"), Field("a", default="y")),
        FieldChange("n", None, Field("n", FieldKind.NUMBER)),
    )
    assert compare(before, before) == compare(after, after)
    assert not compare(before, before).texts


def test_an_example_that_is_gone_is_compared_with_nothing():
    before = Draft("One", Body("x", examples=(Example("q1", "a1"), Example("q2", "a2"))))
    found = compare(before, Draft("One", Body("x", examples=(Example("q1", "a1"),))))
    assert [(change.subject, change.number, marks(change.lines)) for change in found.texts] == [
        (Subject.QUESTION, 2, [(Mark.GONE, "q2")]),
        (Subject.ANSWER, 2, [(Mark.GONE, "a2")]),
    ]
