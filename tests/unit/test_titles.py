"""What is taken for a title of what a model says, and what is not."""

from __future__ import annotations

import random
import unicodedata

import pytest

from desktop.core.chat import TITLE_LENGTH
from desktop.core.titles import CHINESE, ENGLISH, Script, request_for, script_of, title_from

BREAD = "How do I bake sourdough bread at home without a Dutch oven?"
BAKED = "You can bake sourdough on a hot stone, with a pan of water for the steam."
PARKS = "北京有哪些适合周末带孩子去的地方？"
SHOWN = "可以去北京动物园、科技馆和奥林匹克公园，孩子们都会喜欢。"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Baking sourdough on a stone", "Baking sourdough on a stone"),
        ('Title: "Sourdough Without a Dutch Oven."', "Sourdough Without a Dutch Oven"),
        ("**Sourdough at Home**", "Sourdough at Home"),
        ("# Sourdough: stone and steam", "Sourdough: stone and steam"),
        ("Here's a title:\n\n“Stone-baked Sourdough”\n\nIt names the subject.", "Stone-baked Sourdough"),
        ("The title is: Sourdough basics", "Sourdough basics"),
        ("Sourdough \u202ebread\u202c", "Sourdough bread"),
        ("", None),
        ("\n \n**", None),
        ("I'm sorry, I cannot bake bread.", None),
        ("Sure! Sourdough bread", None),
        ("Conversation", None),
        ("How do I bake sourdough bread", None),
        ("Bread of 3 to 6 words", None),
        ("Bread bread bread bread", None),
        ("The Art of Persuasion", None),
        ("家庭烘焙酸面包", None),
        ("A long tale of sourdough and of all that can be baked with it at home", None),
        ("Sourdough " + "x" * 80, None),
    ],
)
def test_what_a_model_says_becomes_a_title_or_nothing(said, title):
    assert title_from(said, BREAD, BAKED) == title


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("北京周末亲子游", "北京周末亲子游"),
        ("标题：《北京亲子好去处》。", "北京亲子好去处"),
        ("好的，以下是标题：\n北京周末去处", "北京周末去处"),
        ("对话的标题是：周末带孩子逛北京", "周末带孩子逛北京"),
        ("北京周末亲子游 Top 10", "北京周末亲子游 Top 10"),
        ("Weekend places in Beijing", None),
        ("抱歉，我无法回答", None),
        ("北京有哪些适合周末", None),
        ("请为我们到目前为止的对话写一个标题", None),
        ("不超过 12 个字，点明主题", None),
        ("量子纠缠的含义", None),
        ("北京" + "好玩的地方和孩子们" * 4, None),
        ("标题", None),
    ],
)
def test_titles_of_chinese_chats_are_chinese(said, title):
    assert title_from(said, PARKS, SHOWN) == title


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (BREAD, Script.LATIN),
        (PARKS, Script.HAN),
        ("用 Python 写一个快速排序", Script.HAN),
        ("東京の天気はどうですか", Script.JAPANESE),
        ("오늘 날씨 어때", Script.HANGUL),
        ("Как дела?", Script.CYRILLIC),
        ("1 + 1 = ?", Script.OTHER),
        ("", Script.OTHER),
    ],
)
def test_the_script_of_a_conversation_is_known(text, script):
    assert script_of(text) is script


def test_the_request_is_in_chinese_where_the_question_is():
    assert request_for(PARKS) == CHINESE
    assert request_for(BREAD) == request_for("1 + 1 = ?") == ENGLISH


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("<think>\nThe user asks about bread.\n</think>\n\nStone-baked bread", "Stone-baked bread"),
        ("The bread is baked, so…\n</think>Stone-baked bread", "Stone-baked bread"),
        ("<think>bread</think><THINKING>oven</THINKING>Bread at home", "Bread at home"),
        ("<|channel|>analysis<|message|>bread<|end|><|channel|>final<|message|>Home bread", "Home bread"),
        ("<think>\nOkay, the user bakes sourdough bread", None),
        ("<think>", None),
        ("[THINK]Sourdough bread at home", None),
        ("<|channel|>analysis<|message|>Sourdough bread", None),
        ("Sourdough bread<|im_end|>", None),
        ("Sourdough bread</s>", None),
        ("Sourdough bread [INST]", None),
        ('{"title": "Sourdough bread"}', None),
        ("Sourdough bread: https://bread.example", None),
        ("\x1b[31mSourdough bread\x1b[0m", None),
        ("Sourdough \ufffdbread", None),
        ("Sourdough \ue000bread", None),
        ("Sour\u00addough\u200b\ufeff br\U000e0041ead", "Sourdough bread"),
        ("Sourdough\x00 bread\x07", None),
        ("Bread 👨‍👩‍👧", "Bread 👨‍👩‍👧"),
        ("Bread in C++: vector<bread>", "Bread in C++: vector<bread>"),
        ("x" * 10_000, None),
        ("bread " * 2_000, None),
        ("\n" * 100_000 + "Sourdough bread", None),  # so much is not looked at
        ("Title: " * 3_000, None),
    ],
)
def test_what_is_thought_marked_up_or_endless_is_no_title(said, title):
    assert title_from(said, BREAD, BAKED) == title


def test_whatever_a_model_says_a_title_is_one_short_line_that_can_be_shown_and_stored():
    chance = random.Random(7)
    pieces = [
        *"\n\r\t\x00\x1b\u2028\u202e\u2066\ud800\ufeff\u200b\U000e0041\ue000\ufffd*#`：{}<>|[]",
        "bread",
    ]
    pieces += ["</think>", "<think>", "Title: ", "sourdough oven", "🍞", "a" * 300, " " * 300, "\u0301" * 50]
    found = 0
    for _ in range(4_000):
        title = title_from("".join(chance.choices(pieces, k=chance.randint(1, 8))), BREAD, BAKED)
        if title is not None:
            found += 1
            assert title == title.strip() == " ".join(title.split())
            assert len(title) <= TITLE_LENGTH
            assert not {unicodedata.category(c) for c in title} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
            title.encode()
    assert found > 100
