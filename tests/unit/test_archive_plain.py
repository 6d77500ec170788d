"""What becomes HTML without the parser is what the parser would give."""

from __future__ import annotations

import random

import pytest

from desktop.services import archive_code
from desktop.services.archive_code import OFTEN, Colours
from desktop.services.archive_html import renderer
from desktop.services.archive_plain import Means, html_of

PIECES = (
    *("plain words here", "two lines\nof text", 'snake_case and 5 > 3 "quoted"', "中文，测试。", "- item"),
    *(
        "- item\n- other",
        "1. one\n2. two",
        "> quote",
        "# Head",
        "Head\n---",
        "**bold** text",
        "`code`",
        "end.",
    ),
    *(
        "```python\nx = 1\n```",
        "```\n<b>\n\n\n```",
        "````\n```\n````",
        "  indented",
        "    code",
        "trail  \nx",
    ),
    *("| a | b |\n|---|---|\n| 1 | 2 |", "a \nb", "\u3000wide", "nbsp\u00a0", "", "  ", "+ plus", "* star"),
    *(
        "~~gone~~",
        "http://x.y/z",
        "- a\n\n  para in item",
        "```js\nunclosed",
        "a_b_c _em_",
        "5 apples",
        "5. x",
    ),
    *("---", "***", "$x$ y", "- a\n\n- b", "~ tilde", "#tag", ": colon", "\x0b\x0c ff", "\x85 nel\u2028ls"),
    *("- x\n```py\ny\n```", "text\n```py\nz\n```\nmore", "\\esc", "a & b", "< b", "===", "-5 degrees"),
    *("  ```\n  a\n  ```", "_x", "x_", "__y__", "é_ü", "\tTab", "🙂_x", "(_a_)", "1) paren", "![img](x)"),
    *("[link](http://a.b)", "<http://a.b>", "> q\nlazy", "> q\n\nafter", "- i\nlazy", "\u200b", "\ufeffbom"),
    *(
        "````x\na\n```\nb\n````",
        "```a b c\nx\n```  ",
        "``` \n```",
        "~~~\na\n~~~",
        "[x]: http://a.b",
        "$$\na\n$$",
    ),
)
BETWEEN = ("\n\n", "\n\n", "\n", "\n", "\n\n\n", " \n \n", "", " ")


@pytest.fixture(scope="module")
def means():
    colours = Colours()
    return Means(renderer("en", colours), colours.block)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_looks_as_the_parser_has_it(means, seed):
    chance = random.Random(seed)
    for _ in range(150):
        text = "".join(chance.choice(PIECES) + chance.choice(BETWEEN) for _ in range(chance.randint(1, 7)))
        for breaks in (False, True):
            assert html_of(text, breaks, means) == means.markdown(text, breaks), repr(text)


def test_plain_paragraphs_and_code_ask_no_parser():
    asked = []
    means = Means(lambda text, breaks: asked.append(text) or "", Colours().block)
    page = html_of("Words, 5 > 3.\n \nsnake_case\nmore\n```c++\na < b\n```\n\nEnd.", True, means)
    assert page == (
        "<p>Words, 5 &gt; 3.</p>\n<p>snake_case<br>\nmore</p>\n"
        '<pre><code class="language-c++">' + Colours().highlighted("a < b\n", "c++", "") + "</code></pre>\n"
        "<p>End.</p>\n"
    )
    assert asked == []
    html_of("Plain.\n\nSome **bold** one.\n\nPlain.", True, means)
    assert asked == ["Some **bold** one."]


@pytest.mark.parametrize(
    "text",
    ["```x\n" * 30_000, "\n" * 200_000, " \n" * 100_000, "> ```\n" * 30_000, "`" * 200_000, "a\n\n" * 60_000],
)
def test_texts_without_sense_take_no_time(text):
    html_of(
        text, True, Means(lambda text, breaks: "", lambda text, language: "")
    )  # minutes if it were squared


def test_code_looks_the_same_however_often_its_language_has_come():
    colours = Colours()
    code = "def f(x):  # c\n    return f'{x} <b>' if x else None\n"
    first = colours.highlighted(code, "python", "")
    assert {colours.highlighted(code, "python", "") for _ in range(3 * OFTEN)} == {first}
    assert "python" in colours._quick


def test_words_of_code_without_end_are_not_remembered(monkeypatch):
    monkeypatch.setattr(archive_code, "MOST_WORDS", 50)
    colours = Colours()
    for number in range(300):
        assert f"x{number}" in colours.highlighted(f"x{number}", "python", "")
    assert max(map(len, colours._words.values())) <= 50


def test_names_of_languages_without_end_are_not_remembered():
    colours = Colours()
    for number in range(500):
        colours.highlighted("x", f"language{number}", "")
    assert len(colours._lexers) <= 100
    assert colours._quick.keys() <= colours._lexers.keys()
