"""What is typed into the search, and the pieces of text that it shows."""

import random
from datetime import date

import pytest

from desktop.core.chat import Role
from desktop.core.folding import fold
from desktop.core.search_found import LENGTH, Looking
from desktop.core.search_query import Filter, Term, Wrong, parse
from desktop.core.search_words import characters, folded_with_origins, words

TODAY = date(2026, 11, 28)


def read(typed):
    return parse(typed, TODAY)


def texts(typed):
    return [(term.text, term.whole) for term in read(typed).terms]


def test_words_and_phrases_are_told_apart_and_folded():
    assert texts('Pizza "New York" 火车站') == [("pizza", False), ("new york", True), ("火车站", False)]
    assert texts("“Café au lait”") == [("cafe au lait", True)]
    assert texts('"half a phra') == [("half a phra", False)]
    assert texts('a"b c"d') == [("a", False), ("b c", True), ("d", False)]


def test_what_is_unwanted_is_no_word_to_look_for():
    query = read('-pizza -"in Linz" a-b')
    assert query.terms == (Term("a-b"),)
    assert query.unwanted == (Term("pizza", True), Term("in linz", True))


@pytest.mark.parametrize(
    ("typed", "after", "before"),
    [
        ("after:2026-11-27", date(2026, 11, 27), None),
        ("before:2026-11", None, date(2026, 11, 1)),
        ("after:2025 before:2026", date(2025, 1, 1), date(2026, 1, 1)),
        ("之后:2026年11月27日", date(2026, 11, 27), None),
        ("before：2026年11月", None, date(2026, 11, 1)),
        ("after:yesterday before:today", date(2026, 11, 27), date(2026, 11, 28)),
        ("after:前天 before:昨天", date(2026, 11, 26), date(2026, 11, 27)),
        ("AFTER:2026/1/2 after:2026.3.4", date(2026, 3, 4), None),
    ],
)
def test_days_are_read(typed, after, before):
    query = read(typed)
    assert (query.after, query.before, query.wrongs, query.terms) == (after, before, (), ())


def test_roles_and_models_are_read():
    query = read('role:user role:助手 model:"Qwen 3" 模型:gemma')
    assert query.roles == {Role.USER, Role.ASSISTANT}
    assert query.models == ("qwen 3", "gemma")


@pytest.mark.parametrize("value", ["soon", "2026-13", "2026-02-30", "0000-01", "99999", "-1"])
def test_what_is_no_day_is_told(value):
    assert read(f"pizza before:{value}").wrongs == (Wrong(Filter.BEFORE, value),)
    assert read(f"pizza before:{value}").terms == (Term("pizza"),)


def test_a_filter_that_is_still_typed_is_nothing_yet():
    assert read("pizza role:") == read("pizza")


def test_what_is_no_filter_is_text():
    assert texts("http://x.org title:y #z") == [
        ("http://x.org", False),
        ("title:y", False),
        ("#z", False),
    ]


@pytest.mark.parametrize(
    "typed", ['"', '""', "' OR 1=1 --", "*", "^", "-", "--", "( NEAR", "", " \n", "…", "\x00", "💥" * 999]
)
def test_nothing_that_is_typed_is_an_error(typed):
    read(typed)


def test_any_string_of_operators_can_be_read_and_looked_for():
    draw = random.Random(4)
    pieces = [
        '"',
        "“",
        "”",
        "-",
        ":",
        "before:",
        "role:",
        "火",
        "车",
        "a",
        "B",
        " ",
        "*",
        "^",
        "(",
        "\\",
        "é",
        "\u0301",
        "📎",
    ]
    for _ in range(2000):
        typed = "".join(draw.choices(pieces, k=draw.randint(0, 12)))
        query = read(typed)
        Looking(query).excerpt(typed * 3)


# -- words


def test_words_are_words_and_characters_come_alone_and_in_pairs():
    assert words(fold("Don't panic: iPhone手机 x_1")) == ["don", "t", "panic", "iphone", "x", "1"]
    assert characters(fold("iPhone手机壳, 火")) == {"手", "机", "壳", "手机", "机壳", "火"}


def test_places_lead_back_to_the_text():
    for text in ("ﬁnd Straße", "e\u0301te\u0301 ½ 火车", "가각 ﾃｽﾄ", "İstanbul"):
        folded, origins = folded_with_origins(text)
        assert len(origins) == len(folded)
        assert origins == sorted(origins)


# -- pieces


def piece(typed, text, **more):
    found = Looking(read(typed)).excerpt(text, **more)
    return None if found is None else (found.text, [found.text[a:b] for a, b in found.marks])


def test_a_piece_shows_what_was_found_with_its_neighbours():
    text = "x " * 200 + "and here is a train to Linz" + " y" * 200
    shown, marked = piece("train", text)
    assert marked == ["train"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "here is a train to Linz" in shown
    assert len(shown) <= LENGTH + 2


def test_a_piece_is_where_most_of_the_words_are():
    text = "train. " + "- " * 300 + "the train to Linz in June"
    assert piece("linz train june", text)[1] == ["train", "Linz", "June"]


def test_case_accents_and_width_do_not_matter_and_the_text_is_shown_as_it_is():
    assert piece("cafe", "Ein CAFÉ")[1] == ["CAFÉ"]
    assert piece("CAFÉ", "e\u0301 cafe\u0301s")[1] == ["cafe\u0301"]
    assert piece("strasse", "Die Straße.")[1] == ["Straße"]
    assert piece("abc", "ＡＢＣ")[1] == ["ＡＢＣ"]
    assert piece("find", "ﬁnd…")[1] == ["ﬁnd"]


def test_words_begin_at_a_word_and_phrases_are_whole():
    assert piece("rain", "train") is None
    assert piece("trai", "trains")[1] == ["trai"]
    assert piece('"trai"', "trains") is None
    assert piece('"new york"', "New,  York")[1] == ["New, York"]
    assert piece("站", "火车站")[1] == ["站"]
    assert piece("车站", "火车，站") is None
    assert piece("iphone手", "我的iPhone 手机")[1] == ["iPhone 手"]


def test_what_is_unwanted_is_not_shown():
    assert piece("train -linz", "train to Linz") is None
    assert piece("train -lin", "train to Linz") is not None


def test_a_piece_is_one_line_without_what_turns_characters_around():
    shown, marked = piece("b", "a\n\n\tb\u202ec\x00d")
    assert (shown, marked) == ("a b c d", ["b"])
