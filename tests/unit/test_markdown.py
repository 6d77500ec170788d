"""Markdown to leaves."""

from __future__ import annotations

import pytest

from desktop.widgets.transcript.leaves import (
    Align,
    Code,
    Joint,
    Look,
    MathBlock,
    Paragraph,
    Rule,
    Table,
    joined,
    plain,
)
from desktop.widgets.transcript.links import bare
from desktop.widgets.transcript.markdown import Parser


@pytest.fixture(scope="module")
def parser():
    return Parser()


def texts(leaves):
    return [plain(leaf) for leaf in leaves]


def test_headings_and_paragraphs(parser):
    one, two = parser.leaves("## Hi *there*\ntext")
    assert (one.level, plain(one)) == (2, "Hi there")
    assert (two.level, plain(two)) == (0, "text")
    assert one.runs[1].look is Look.ITALIC


def test_looks_are_combined(parser):
    (leaf,) = parser.leaves("***a*** ~~b~~ `c` **d**")
    looks = {run.text: run.look for run in leaf.runs if run.text.strip()}
    assert looks == {"a": Look.BOLD | Look.ITALIC, "b": Look.STRIKE, "c": Look.CODE, "d": Look.BOLD}


def test_lists_give_markers_and_nesting(parser):
    leaves = parser.leaves("3. a\n3. b\n   - c\n     - d\n   - [x] e\n- [ ] f\n-\n")
    assert [leaf.place.marker for leaf in leaves] == ["3.", "4.", "◦", "•", "☑", "☐", "•"]
    assert [leaf.place.nest for leaf in leaves] == ["l", "l", "ll", "lll", "ll", "l", "l"]
    assert leaves[0].place.joint is Joint.BLOCK
    assert leaves[1].place.joint is Joint.TIGHT


def test_quotes_and_rules(parser):
    leaves = parser.leaves("> a\n>\n> - b\n\n---")
    assert [leaf.place.nest for leaf in leaves] == ["q", "ql", ""]
    assert isinstance(leaves[2], Rule)


def test_code_keeps_its_text_and_its_language(parser):
    one, two = parser.leaves("```py title=x\n a\n\n  b\n```\n\n    indented")
    assert (one.text, one.language, one.closed) == (" a\n\n  b", "py", True)
    assert (two.text, two.language) == ("indented", "")


def test_tables(parser):
    (table,) = parser.leaves("| a | b |\n|:-:|--:|\n| `x` | yy |\n| z |\n")
    assert isinstance(table, Table)
    assert table.aligns == (Align.CENTER, Align.RIGHT)
    assert plain(table) == "a\tb\nx\tyy\nz\t"


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$x^2$", "x^2"),
        (r"\(x^2\)", "x^2"),
        (r"a \( x_1 * y_2 * z \) b", "x_1 * y_2 * z"),
        (r"a \( x `\)` y \) b", r"x `\)` y"),
        (r"a \( \text{` and ``} \) b", r"\text{` and ``}"),
    ],
)
def test_formulas_in_a_line(parser, text, tex):
    (leaf,) = parser.leaves(text)
    assert [run.text for run in leaf.runs if run.look & Look.MATH] == [tex]


@pytest.mark.parametrize(
    "text", ["$$\nx\n$$", "$$x$$", "\\[\nx\n\\]", "\\[ x \\]", "\\[x\\]", "text above\n\\[\nx\n\\]\nbelow"]
)
def test_formulas_on_their_own(parser, text):
    leaves = [leaf for leaf in parser.leaves(text) if isinstance(leaf, MathBlock)]
    assert [leaf.tex for leaf in leaves] == ["x"]


def test_a_formula_inside_a_list_item_stays_there(parser):
    leaves = parser.leaves("- item\n\n  \\[\n  x\n  \\]\n\n- next")
    assert [leaf.place.nest for leaf in leaves] == ["l", "l", "l"]
    assert leaves[1].tex == "x"


def test_a_paragraph_is_cut_at_a_formula_that_stands_on_its_own(parser):
    leaves = parser.leaves(r"before \[ x \] after")
    assert texts(leaves) == ["before", "$$x$$", "after"] or [type(leaf) for leaf in leaves] == [
        Paragraph,
        MathBlock,
        Paragraph,
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"`\(x\)`",
        r"```" + "\n" + r"\(x\) \[y\]" + "\n```",
        r"    \[x\]",
        "costs $5 and up to $6",
        r"\( unclosed",
        r"\[ unclosed",
        r"from \( to `\)` and so on",
        r"from \[ to ``\] ` `` and so on",
    ],
)
def test_what_only_looks_like_a_formula_is_none(parser, text):
    for leaf in parser.leaves(text):
        assert not isinstance(leaf, MathBlock)
        assert isinstance(leaf, Code) or not any(run.look & Look.MATH for run in leaf.runs)


def test_line_breaks_of_what_a_person_typed_are_kept(parser):
    assert plain(parser.leaves("a\nb", breaks=True)[0]) == "a\nb"
    assert plain(parser.leaves("a\nb")[0]) == "a b"
    assert plain(parser.leaves("a  \nb")[0]) == "a\nb"


def test_a_line_break_between_chinese_characters_makes_no_space(parser):
    assert plain(parser.leaves("第一行。\n第二行 and\n第三")[0]) == "第一行。第二行 and 第三"


def test_html_is_text(parser):
    assert texts(parser.leaves("<div>\n<b>x</b>\n</div>")) == ["<div> <b>x</b> </div>"]


def test_only_allowed_links_become_links(parser):
    (leaf,) = parser.leaves("[a](https://x.y) [b](javascript:x) [c](file:///x) <mailto:a@b.c> ![i](//h/x)")
    assert {run.href for run in leaf.runs if run.href} == {"https://x.y", "mailto:a@b.c"}


def test_an_image_is_a_link_to_it(parser):
    (leaf,) = parser.leaves("![a cat](https://x.y/cat.png)")
    assert (leaf.runs[0].text, leaf.runs[0].href) == ("a cat", "https://x.y/cat.png")


def test_bare_addresses_are_links_without_the_punctuation_around_them():
    text = "see (https://a.b/c_(d)), http://x.y。 and https://."
    assert [text[a:b] for a, b in bare(text)] == ["https://a.b/c_(d)", "http://x.y"]


def test_long_paragraphs_are_cut_and_joined_again(parser):
    text = "word " * 3000
    leaves = parser.leaves(text)
    assert len(leaves) > 3
    assert all(len(plain(leaf)) <= 4000 for leaf in leaves)
    assert joined(leaves) == text.strip()


def test_long_code_is_cut_between_lines_and_very_long_lines_are_cut_too(parser):
    source = "\n".join(f"line {n}" for n in range(500)) + "\n" + "x" * 20_000 + "\nend"
    leaves = parser.leaves(f"```\n{source}\n```")
    assert joined(leaves) == source
    assert [leaf.first for leaf in leaves] == [True] + [False] * (len(leaves) - 1)
    assert max(leaf.text.count("\n") for leaf in leaves) < 160
    assert max(len(leaf.text) for leaf in leaves) <= 8000


def test_nothing_is_lost_where_nesting_is_too_deep(parser):
    assert "deep" in joined(parser.leaves("> " * 500 + "deep"))
    nested = "\n".join("  " * n + f"- item {n}" for n in range(80))
    assert "item 79" in joined(parser.leaves(nested))


def test_giant_texts_are_not_parsed_but_shown(parser):
    text = "**a** " * 100_000
    leaves = parser.leaves(text)
    assert joined(leaves) == text


def test_an_extremely_wide_table_is_shown_as_text(parser):
    text = "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n|" + "b|" * 500
    (leaf,) = parser.leaves(text)
    assert isinstance(leaf, Code)
    assert leaf.text.count("b") == 500
