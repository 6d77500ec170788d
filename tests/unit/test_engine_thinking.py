"""What a model says to itself is told from its answer, however the text comes in pieces."""

from __future__ import annotations

import random
import time

import pytest

from desktop.engine.protocol import Begun, PartKind
from desktop.engine.thinking import HARMONY, TAGS, THINK, Splitter, choose, opened, resume

THINKING, TEXT = PartKind.THINKING, PartKind.TEXT
every_pair = pytest.mark.parametrize("tags", TAGS, ids=lambda tags: tags.opening)


def split(splitter, *pieces):
    """Feed the pieces; join what is of one kind."""
    joined = []
    for piece in pieces:
        joined += splitter.feed(piece)
    told = []
    for part in joined + splitter.rest():
        assert part.text
        if told and told[-1][0] is part.kind:
            told[-1] = (part.kind, told[-1][1] + part.text)
        else:
            told.append((part.kind, part.text))
    return told


def chopped(text, chance):
    pieces = []
    while text:
        size = chance.choice((1, 1, 2, 3, 5, 20))
        pieces.append(text[:size])
        text = text[size:]
    return pieces


@every_pair
def test_thinking_is_told_from_the_text_for_every_pair_of_tags(tags):
    for closing in tags.closings:
        answer = f"{tags.opening}\nhm\n\nso\n{closing}\n\nYes."
        assert split(Splitter(TAGS), answer) == [(THINKING, "hm\n\nso"), (TEXT, "Yes.")]


@every_pair
def test_how_the_text_is_cut_into_pieces_makes_no_difference(tags):
    chance = random.Random(1)
    answers = [
        f" \n{tags.opening} hm\n{tags.closings[-1][:-1]} a {tags.closings[-1]}\n\nYes {tags.opening}no",
        f"{tags.opening}never ending {tags.closings[0][:-1]}",
        f"{tags.opening[:-1]}… not a tag",
        f"\n\n  plain {tags.opening}x{tags.closings[0]}",
        f"{tags.opening}{tags.closings[0]}",
        f"{tags.direct}straight",
        f"{tags.opening}  \n\n {tags.closings[0][0] * 60}{tags.closings[0]}x",
    ]
    for answer in answers:
        whole = split(Splitter(TAGS), answer)
        for _ in range(60):
            assert split(Splitter(TAGS), *chopped(answer, chance)) == whole


@every_pair
def test_an_answer_that_ends_while_thinking_is_all_thinking(tags):
    beginning = tags.closings[0][:-1]
    assert split(Splitter(TAGS), tags.opening, "hm ", beginning) == [(THINKING, f"hm {beginning}")]


@pytest.mark.parametrize(
    "text",
    [
        "Hi.",
        " \n Hi.",
        "<thin",
        "<thinker>",
        "< think>",
        "<",
        "  <th",
        "a <think>b</think>",
        "</think>x",
        "\n\n",
        "",
    ],
)
def test_what_is_no_tag_at_the_beginning_comes_out_unchanged(text):
    expected = [(TEXT, text)] if text else []
    assert split(Splitter(TAGS), text) == expected
    assert split(Splitter(TAGS), *text) == expected


def test_text_is_told_as_soon_as_it_can_be_no_tag():
    splitter = Splitter(TAGS)
    assert splitter.feed("<th") == []
    (part,) = splitter.feed("e")
    assert (part.kind, part.text, splitter.in_text) == (TEXT, "<the", True)


def test_a_thought_is_told_as_it_comes():
    splitter = Splitter(TAGS)
    told = [splitter.feed(piece) for piece in ("<think>", "\n", "one", " two", " </th", "ree")]
    assert [[part.text for part in parts] for parts in told] == [[], [], ["one"], [" two"], [], [" </three"]]


def test_an_empty_pair_leaves_no_thinking():
    assert split(Splitter(TAGS), "<think>\n\n</think>\n\nYes.") == [(TEXT, "Yes.")]


def test_code_keeps_its_place_in_a_thought():
    thought = "a\n    b\n\n\n    c"
    assert split(Splitter(TAGS), *f"<think>{thought}\n</think>x") == [(THINKING, thought), (TEXT, "x")]


def test_a_final_channel_at_once_is_only_text():
    assert split(Splitter((HARMONY,)), "<|channel|>", "final", "<|message|>", "Hi") == [(TEXT, "Hi")]


def test_an_answer_may_begin_within_the_tags():
    assert split(Splitter.inside(THINK), "\nhm", "</think>", "Yes") == [(THINKING, "hm"), (TEXT, "Yes")]


def test_a_thought_that_goes_on_keeps_the_blank_before_its_next_word():
    assert split(Splitter.inside(THINK, thoughts=True), " and so on") == [(THINKING, " and so on")]


@pytest.mark.parametrize(
    "unit", ["<", " ", "</think", "\n<", "<think>", "◁", "<|end|><|start|>", "</", "< ", "x\n \n"]
)
@pytest.mark.parametrize("opening", ["", "<think>", HARMONY.opening])
def test_hostile_answers_keep_every_character_but_tags_and_blanks(unit, opening):
    text = unit * 200
    told = split(Splitter(TAGS), *(opening + text))
    kept = "".join(text for _, text in told)
    if opening:
        assert kept.split() == text.split()
        assert {kind for kind, _ in told} <= {THINKING}
    elif unit != "<think>":
        assert kept == text


@pytest.mark.parametrize("unit", [" ", "<", "</think", "\n<|end|>"])
def test_a_long_answer_takes_time_in_proportion(unit):
    def seconds(count):
        splitter = Splitter(TAGS)
        splitter.feed("<think>x")
        started = time.thread_time()
        for _ in range(count):
            splitter.feed(unit)
        splitter.rest()
        return time.thread_time() - started

    assert seconds(200_000) < 10  # less than one; quadratic, it would take much longer


# -- which tags a model uses


def test_special_tokens_come_before_what_a_template_mentions():
    chosen = choose({"[THINK]", "[/THINK]"}, "{{ content.split('</think>')[-1] }}")
    assert [tags.opening for tags in chosen] == ["[THINK]", "<think>"]


def test_tags_whose_tokens_are_not_all_there_are_not_chosen():
    assert choose({"<|start|>", "<|end|>", "<|message|>"}, "") == (THINK,)
    assert choose({"<|start|>", "<|end|>", "<|message|>", "<|channel|>"}, "") == (HARMONY,)


def test_a_model_that_tells_nothing_may_still_think():
    assert choose((), "") == (THINK,)


@pytest.mark.parametrize(
    ("ending", "tags"),
    [
        ("<|Assistant|><think>\n", THINK),
        ("<|im_start|>assistant\n<think>", THINK),
        ("<|im_start|>assistant\n<think>\n\n</think>\n\n", None),
        ("<|start|>assistant", None),
        ("", None),
    ],
)
def test_a_prompt_can_leave_its_thinking_open(ending, tags):
    assert opened(ending, TAGS) is tags


# -- going on


def test_what_was_begun_is_written_as_the_model_wrote_it():
    thought, both = Begun("hm", ""), Begun("hm", "Yes")
    assert resume(thought, THINK, inside=False) == "<think>\nhm"
    assert resume(thought, THINK, inside=True) == "hm"
    assert resume(both, THINK, inside=False) == "<think>\nhm\n</think>\n\nYes"
    assert resume(both, THINK, inside=True) == "hm\n</think>\n\nYes"


def test_a_text_without_thinking_closes_what_the_prompt_has_opened():
    assert resume(Begun("", "Yes"), THINK, inside=False) == "Yes"
    assert resume(Begun("", "Yes"), THINK, inside=True) == "\n</think>\n\nYes"
    assert resume(Begun("", "Yes"), HARMONY, inside=False) == "<|channel|>final<|message|>Yes"
    assert resume(Begun("", ""), THINK, inside=True) == ""


def test_channels_are_written_in_full():
    begun = resume(Begun("hm", "Yes"), HARMONY, inside=False)
    assert begun == (
        "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Yes"
    )
    assert split(Splitter(TAGS), begun) == [(THINKING, "hm"), (TEXT, "Yes")]


def test_half_a_closing_tag_is_left_to_the_model_to_write_whole():
    assert resume(Begun("so it is</thi", ""), THINK, inside=True) == "so it is"
    assert resume(Begun("if a <", ""), THINK, inside=True) == "if a <"


@every_pair
def test_what_is_written_to_go_on_is_read_back_as_what_was_begun(tags):
    text = resume(Begun("hm", "Yes"), tags, inside=False)
    assert split(Splitter((tags,)), *text) == [(THINKING, "hm"), (TEXT, "Yes")]
