"""A quick lexer gives the tokens of the one that it stands for."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_by_name

from desktop.services import quick_lexing
from desktop.services.quick_lexing import BEYOND, quick

CODE = {
    "python": Path(quick_lexing.__file__).read_text(encoding="utf-8")[:3000],
    "javascript": "const a = `x${b}`; // c\nfunction f(x){ return /re/g.test(x) ? 1.5e3 : 'str' }\n",
    "bash": 'for i in $(ls); do echo "$i ${x%y}" | grep -v a; done # c\ncat <<EOF\nhi\nEOF\n',
    "java": "public class A { @Override int x(String s) { return s.length() + 0x1F; } } /* c */\n",
    "go": 'func main() { x := map[string]int{"a": 1}; fmt.Println(x, `raw`) }\n',
    "rust": 'fn main() { let x: &\'static str = "a\\n"; println!("{}", x); /* c */ }\n',
    "sql": "select a.b, COUNT(*) From t WHERE x = 'y' AND z >= 3 -- c\n",
    "html": "<p class='x'>a &amp; b <script>var x = 1;</script></p>\n",
    "css": "a:hover { color: #fff; margin: 0 1px } /* c */\n",
    "markdown": "# H\n\n**b** `c`\n\n```python\nx = 1\n```\n",
    "kotlin": 'fun main() { val x = "a ${b}"; println(x) }\n',
    "perl": "my $x = { a => 'b' }; print \"$x->{a}\" if $y =~ m/a/;\n",
}


class Tokens(dict):
    """Writes tokens so that their kinds and borders are seen."""

    def __init__(self, kind):
        self.kind = kind

    def __missing__(self, value):
        return f"{self.kind}{value!r}\n"


def lexer(name):
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


def written(tokens):
    return "".join(Tokens(kind)[value] for kind, value in tokens)


@pytest.mark.parametrize("name", CODE)
def test_the_tokens_are_the_same_also_of_what_makes_no_sense(name):
    chance = random.Random(name)
    code = CODE[name]
    usual, other = lexer(name), quick(lexer(name), Tokens)
    texts = [code, "\ufeff" + code.replace("\n", "\r\n"), ""]
    texts += ["".join(chance.choices(f"{code}火ſK\r\n", k=200)) for _ in range(6)]
    for text in texts:
        assert other.written(text) == written(usual.get_tokens(text))


def test_a_lexer_that_goes_a_way_of_its_own_goes_it():
    filtered = lexer("python")
    filtered.add_filter("whitespace")
    assert quick(lexer("json"), Tokens) is quick(filtered, Tokens) is None


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (r"abc", "a"),
        (r"a?b", "ab"),
        (r"(?:x|yz)+", "xy"),
        (r"(?=a)b", "b"),
        (r"[a-c_]\d", "abc_"),
        (r"(a*)(b{2,}|c)", "abc"),
        (r"(?i:k)", "kK" + chr(BEYOND)),
        (r"[^\x00-y]", "z{|}~\x7f" + chr(BEYOND)),
        (r"\d", "0123456789" + chr(BEYOND)),
        (r"火", chr(BEYOND)),
    ],
)
def test_how_an_expression_can_begin_is_told(pattern, first):
    assert quick_lexing._first_of(re.compile(pattern).match) == {ord(each) for each in first}


@pytest.mark.parametrize("pattern", [r"", r"a*", r".", r"(a)?\1", r"(?<=x)", r"a?.b"])
def test_of_what_can_begin_anyhow_all_characters_are_left(pattern):
    assert quick_lexing._first_of(re.compile(pattern).match) is None
