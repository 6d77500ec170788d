"""No grammar reaches llama.cpp that it would die of, and those that people write do."""

from __future__ import annotations

import random

import pytest

from desktop.core.errors import GrammarInvalid
from desktop.engine.gbnf import check

GOOD = [
    'root ::= "yes" | "no"',
    "root ::= [0-9]+ # digits\n",
    'root ::= (\n  "a"\n  | "b"\n)*',
    'root ::= item (", " item){0,5}\nitem ::= [a-zA-Z_-] [^"\\\\\\x00-\\x1F]{2,} .?',
    'root ::= | "a" root',
    'root ::= "\\u00e9\\U0001F642é\\"" ws\nws ::= [ \\t\\n]*',
    'root ::= "a"{3} "b"{2,} "c"{0,7}',
    'root ::= "(" root ")" | ""',
    'root ::=\n  "a" |\n  "b"\r\n\r\nunused ::= "x"',
]

BAD = [  # with the line that is named
    ("", 0),
    ("# nothing\n", 0),
    ('x ::= "a"', 0),
    ("root ::= x", 1),
    ('root ::= "a"\n\nx ::= y', 3),
    ('root ::= "a', 1),
    ("root ::= [a", 1),
    ('root ::= "\\q"', 1),
    ("root ::= []", 1),
    ("root ::= [^]", 1),
    ("root ::= [z-a]", 1),
    ('root ::= ("a"', 1),
    ('root ::= "a")', 1),
    ('root = "a"', 1),
    ('root ::= "a"\n  | "b"', 2),
    ('root ::= "a" "b"\nroot ::= "c"', 2),
    ("root ::= *", 1),
    ('root ::= "" *', 1),
    ("root ::= <think>", 1),
    ("root ::= !<[5]>", 1),
    ('root ::= root "a" | "b"', 1),
    ('root ::= a\na ::= b "x"\nb ::= a | "y"', 2),
    ('root ::= empty root "a" | "b"\nempty ::= also\nalso ::= "" | "c"', 1),
    ('root ::= ("a"?)*', 1),
    ("root ::= (x)+\nx ::= [ ]*", 1),
    ('root ::= "a"{1000000}', 1),
    ('root ::= "a"{0,1000000}', 1),
    ('root ::= "a"{5,3}', 1),
    ('root ::= "a"{99999999999999999999999}', 1),
    ('root ::= (("a" | "b"{0,50}){50}){50}', 1),
    ('root ::= "a"{100}{100}', 1),
    ('root ::= "a"{,5}', 1),
    ('root ::= "a"{2', 1),
    ('root ::= "a\0"', 1),
    ('root ::= "\ud800"', 1),
    ('root ::= "\\UFFFFFFFF"', 1),
    ("root ::= " + "(" * 100 + '"a"' + ")" * 100, 1),
    ("root ::= " + '"abcdefghij"' * 10 + "\n" + 'x ::= "' + "y" * 2000 + '"{2000}', 2),
    ("root ::= " + "x" * 300_000, 0),
]


@pytest.mark.parametrize("grammar", GOOD)
def test_a_grammar_as_people_write_it_is_taken(grammar):
    check(grammar)


@pytest.mark.parametrize(("grammar", "line"), BAD, ids=lambda value: repr(value)[:40])
def test_a_grammar_that_would_do_harm_is_refused_with_its_line(grammar, line):
    with pytest.raises(GrammarInvalid) as caught:
        check(grammar)
    assert caught.value.line == line
    assert caught.value.detail


def test_a_long_chain_of_rules_is_refused():
    rules = "".join(f'r{n} ::= r{n + 1} "x"\n' for n in range(5000))
    with pytest.raises(GrammarInvalid):
        check(f'root ::= r0\n{rules}r5000 ::= "y"')


def test_rules_that_double_what_is_looked_at_are_refused():
    rules = "".join(f'r{n} ::= r{n + 1} "x" | r{n + 1} "y"\n' for n in range(60))
    with pytest.raises(GrammarInvalid):
        check(f'root ::= r0\n{rules}r60 ::= "y"')


def test_a_grammar_of_many_rules_is_taken():
    rules = "".join(f'r{n} ::= "{n}"\n' for n in range(3000))
    check("root ::= " + " | ".join(f"r{n}" for n in range(3000)) + "\n" + rules)


def test_whatever_is_fed_in_only_the_one_error_comes_out():
    dice = random.Random(7)
    parts = ['"', "[", "]", "(", ")", "|", "*", "+", "?", "{2}", "{1,}", "{", "}", "\n", "::=", "root", "a"]
    parts += [
        "\\",
        "\\x4",
        "#",
        "-",
        "^",
        ".",
        " ",
        "{3,1}",
        "\r",
        "é",
        '""',
        "<",
        "!",
        "\ud800",
        "\0",
        '"x"',
    ]
    lines = [refusal(vary(dice, parts)) for _ in range(3000)]
    assert lines.count(None) > 100
    assert len(lines) - lines.count(None) > 1000


def vary(dice, parts):
    text = dice.choice(GOOD) if dice.random() < 0.7 else ""
    for _ in range(dice.randint(1, 6)):
        at = dice.randint(0, len(text))
        text = text[:at] + dice.choice(parts) + text[at + dice.randint(0, 2) :]
    return text


def refusal(text):
    """Give the line that is named, or None for a grammar that is taken."""
    try:
        check(text)
    except GrammarInvalid as error:
        return error.line
    return None
