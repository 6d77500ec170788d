"""Reading an answer while it grows gives what reading it whole gives."""

from __future__ import annotations

import random

import pytest

from desktop.widgets.transcript.coloring import Coloring, Spans
from desktop.widgets.transcript.leaves import Code, joined, plain
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.stream import MarkdownStream

TEXT = r"""# Title

Some *text* with `code` and \(a\). More
lines here.

- one
- two
  - nested

    para in it
- three

1. a
1. b
1. c

```python
def f():
    return 1

``
x = "```"
```

> quote
> more

| a | b |
|--|--|
| 1 | 2 |

$$
x
$$

\[ y \]

  ~~~
  indented fence
    more
  ~~~

End **bold**. 中文，[link](https://a.b).
"""


@pytest.fixture(scope="module")
def parser():
    return Parser()


def streamed(parser, text, sizes):
    stream = MarkdownStream(parser)
    leaves = []
    opened = []
    start = 0
    for size in sizes:
        stream.feed(text[start : start + size])
        start += size
        frozen, opened = stream.advance()
        leaves += frozen
        if start >= len(text):
            break
    return leaves + opened


@pytest.mark.parametrize("seed", range(12))
def test_a_streamed_text_gives_the_same_leaves_as_the_whole(parser, seed):
    chance = random.Random(seed)
    sizes = iter(lambda: chance.randint(1, 12), None)
    assert streamed(parser, TEXT, sizes) == parser.leaves(TEXT)


def test_what_is_frozen_is_never_read_again(parser):
    stream = MarkdownStream(parser)
    read = []
    original = parser.tokens
    counting = Parser()
    counting.tokens = lambda text: read.append(len(text)) or original(text)
    stream = MarkdownStream(counting)
    for n in range(300):
        stream.feed(f"Paragraph {n} with some words.\n\n- item\n- item\n\n")
        stream.advance()
    assert max(read) < 200


def test_an_open_fence_is_not_parsed(parser):
    counting = Parser()
    read = []
    counting.tokens = lambda text: read.append(len(text)) or parser.tokens(text)
    stream = MarkdownStream(counting)
    stream.feed("```py\n")
    stream.advance()
    stream.feed("x\n")
    stream.advance()
    read.clear()
    for _ in range(1000):
        stream.feed("y = 1\n")
        opened = stream.advance()[1]
    assert read == []
    assert isinstance(opened[0], Code)
    assert opened[0].text.count("\n") < 160


def test_a_closing_fence_is_not_shown_while_it_comes(parser):
    stream = MarkdownStream(parser)
    stream.feed("```py\nx = 1\n``")
    assert [plain(leaf) for leaf in stream.advance()[1]] == ["x = 1"]
    stream.feed("`\nafter")
    frozen, opened = stream.advance()
    assert [plain(leaf) for leaf in frozen + opened] == ["x = 1", "after"]


def test_numbers_go_on_over_frozen_items(parser):
    leaves = streamed(parser, "1. a\n1. b\n1. c\n1. d\n", [3] * 20)
    assert [leaf.place.marker for leaf in leaves] == ["1.", "2.", "3.", "4."]


def test_an_endless_answer_is_read_as_plain_text_from_a_limit_on(parser):
    stream = MarkdownStream(parser)
    leaves = []
    for _ in range(60):
        stream.feed("*word* " * 1500)
        frozen, opened = stream.advance()
        leaves += frozen
    assert sum(len(plain(leaf)) for leaf in opened) <= 4000
    assert joined(leaves + opened).count("word") == 60 * 1500


def spans_of(coloring):
    return [
        [(span.start + n, span.color) for span in line for n in range(span.length)] for line in coloring.lines
    ]


@pytest.mark.parametrize(
    ("language", "source"),
    [
        (
            "python",
            'def f(x):\n    """Doc\n    string."""\n    return x + 1  # add\n\n\nclass A(B):\n    pass',
        ),
        ("bash", 'for f in *.txt; do\n  echo "$f"  # note\ndone\nls -l | grep x'),
        ("js", "const a = `x ${1 + 2} y`;\nlet b = null; // x\nfunction f() {}"),
    ],
)
def test_code_that_grows_gets_the_colours_of_the_whole(language, source):
    growing, whole = Coloring(language, Spans()), Coloring(language, Spans())
    for end in range(0, len(source) + 1, 5):
        growing.set_text(source[:end], closed=False)
        growing.work(1.0)
    growing.set_text(source, closed=False)
    growing.work(1.0)
    whole.set_text(source, closed=True)
    while not whole.done:
        whole.work(1.0)
    assert any(whole.lines)
    assert spans_of(growing) == spans_of(whole)


def test_a_comment_over_many_lines_gets_its_colour_at_the_latest_when_the_block_is_closed():
    coloring = Coloring("js", Spans())
    coloring.set_text("/* more", closed=False)
    coloring.work(1.0)
    coloring.set_text("/* more\nlines */ let b = null;", closed=True)
    coloring.work(1.0)
    assert [line[0].color for line in coloring.lines] == ["syntax_comment", "syntax_comment"]


def test_colouring_stops_when_its_time_is_over_and_goes_on_later():
    coloring = Coloring("python", Spans())
    coloring.set_text("x = 1  # c\n" * 3000, closed=True)
    slices = 0
    while not coloring.done:
        coloring.work(0.002)
        slices += 1
    assert slices > 3
    assert len(coloring.lines) >= 3000


@pytest.mark.parametrize("language", ["", "text", "no-such-language", "../../etc", "\0"])
def test_unknown_languages_stay_plain(language):
    coloring = Coloring(language, Spans())
    coloring.set_text("x = 1", closed=True)
    coloring.work(1.0)
    assert coloring.done
    assert coloring.lines == []
