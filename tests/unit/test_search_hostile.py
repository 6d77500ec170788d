"""Whatever is typed into the search: no error, and an end."""

import random
import string
from datetime import date

import pytest

from desktop.core.chat import Attachment, Role
from desktop.core.sampling import DEFAULTS, LogitBias, Sampling
from desktop.core.search_hints import Choices, asks_for_choices, hints
from desktop.core.search_query import LONGEST, parse
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from desktop.store.packing import pack_sampling, unpack_sampling
from desktop.store.search import Wish

PIECES = [
    *"\"“”'*^+-:(){}[]~|&<>=,;.!?@#$%\\/`_\x00\x1f\x7f\n\t ",
    *("NEAR", "AND", "OR", "NOT", "NEAR(", "tokens:", "rank", "--", "/*", "; DROP TABLE chat", "%s", "{0}"),
    *(
        "\u202e",
        "\u2066",
        "\u200f",
        "\ufeff",
        "\u200d",
        "\ud800",
        "🚄",
        "👨‍👩‍👧",
        "é",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
    ),
    *("火", "火车", "ﾊﾝｶｸ", "한", "ㅎ", "ไทย", "x", "owl", "ow", "o", "9" * 50, "a" * 300),
    *(
        "tag:",
        "folder:",
        "model:",
        "role:",
        "is:",
        "before:",
        "after:",
        "标签：",
        "文件夹:",
        "状态:",
        "a/b",
        "2026-11",
    ),
]


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    chat = store.chats.new_chat("owl 火车")
    file = Attachment("owl\x00.txt", "an owl, 火车")
    store.chats.add(chat.id, NewMessage(None, Role.USER, "the owl 火车 🚄", attachments=(file,)))
    store.organising.tag([chat.id], ["x"])
    store.organising.put([chat.id], store.folders.add("a").id)
    yield store
    store.close()


def test_twenty_thousand_strings_of_operators_and_quotes_are_read(store):
    draw = random.Random(8)
    choices = Choices(("x",), ("a/b c",), ("Qwen 3",))
    for number in range(20_000):
        typed = "".join(draw.choices(PIECES, k=draw.randint(1, 14)))
        query = parse(typed, date(2026, 11, 28))
        hints(typed, choices)
        asks_for_choices(typed)
        if number % 100 == 0:  # the others end as these do, and each takes a millisecond
            assert store.search.search(Wish(query)).messages >= 0


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 100_000,
        '"' * 100_001,
        "a:" * 50_000,
        "tag:" * 50_000,
        "\u202e" * 100_000,
        " -" * 50_000,
        "火" * 100_000,
        "e\u0301" * 50_000,
        string.printable * 1000,
    ],
)
def test_what_is_very_long_is_read_as_far_as_it_matters(store, typed):
    assert parse(typed, date(2026, 11, 28)) == parse(typed[:LONGEST], date(2026, 11, 28))
    hints(typed[:LONGEST], Choices())
    assert not store.search.search(Wish(parse(typed, date(2026, 11, 28)))).cut


def test_a_spot_check_finds_an_index_that_lacks_what_is_there(store):
    assert store.index.spot_check()
    with store.database.write() as db:
        db.exec_driver_sql(
            "INSERT INTO search_text (search_text, rowid, tokens) VALUES ('delete', 1, 'the owl')"
        )
    assert not store.index.spot_check()
    assert not store.index.spot_check()  # noted, until it is made anew
    while not store.index.work().whole:
        pass
    assert store.index.spot_check()


def test_hints_are_of_what_is_typed_before_the_cursor():
    choices = Choices(("reading", "recipes", "工作"), ("Work", "Work/Big trips"), ("Qwen 3",))
    assert hints("", choices).options[0] == "before:"
    assert hints("pizza", choices).options == ()
    assert hints("pizza tag:re", choices).options == ("tag:reading", "tag:recipes")
    assert hints("pizza tag:re", choices).start == 6
    assert hints("tag:recipes", choices).options == ()  # it is there already
    assert hints("标签：工", choices).options == ("标签：工作",)
    assert hints('folder:"big', choices).options == ('folder:"Work/Big trips"',)
    assert hints("model:3", choices).options == ('model:"Qwen 3"',)
    assert hints("x is:a", choices).options == ("is:archived",)
    assert hints("http://x", choices).options == ()


def test_parameters_are_kept_by_what_differs_and_come_back_as_they_were():
    for sampling in (
        DEFAULTS,
        Sampling(),
        Sampling(temperature=0.0, seed=7, stop=("\n",), logit_bias=(LogitBias("um", float("-inf")),)),
        Sampling(repeat_penalty=1.0, mirostat=2, grammar='root ::= "x"'),
    ):
        assert unpack_sampling(pack_sampling(sampling)) == sampling
    assert len(pack_sampling(Sampling(top_k=7))) < 40
    assert unpack_sampling('{"base": "of another day"}') is None
    assert unpack_sampling('{"temperature": 0.2}') == Sampling(temperature=0.2)  # before version 5
