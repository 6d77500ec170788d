"""Thinking and going on, with tiny models whose templates are like those of the families named."""

from __future__ import annotations

import pytest

from desktop.core.errors import PromptTooLong, TextTooLarge
from desktop.core.sampling import LogitBias, Sampling
from desktop.engine.abort import AbortFlag
from desktop.engine.native import bindings
from desktop.engine.native.pieces import Pieces
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.protocol import Begun, Counted, Failed, Load, Loaded, Unload
from tests.fakes import gguf

FEW = Sampling(temperature=0, max_tokens=24)
TURNS = "{% for m in messages %}<|im_start|>{{ m.content.split('</think>')[-1] }}<|im_end|>{% endfor %}"
R1 = TURNS + "<|im_start|><think>{{ '\\n' }}"
QWEN_3 = TURNS + "<|im_start|>{% if enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}"
GPT_OSS = "{{ reasoning_effort }}{% for m in messages %}<|start|>{{ m.content }}<|end|>{% endfor %}"
GPT_OSS += "<|start|>assistant"
CHANNELS = ("<|channel|>", "<|message|>", "<|start|>", "<|end|>")


def model(template=None, **tokens):
    """A tiny model in whose vocabulary the control tokens from number 3 on are these."""
    texts, kinds = gguf.vocabulary()
    for number, token in enumerate(tokens.get("control", ()), start=3):
        texts[number], kinds[number] = token, gguf.CONTROL
    return gguf.tiny_model(template, tokenizer__ggml__tokens=texts, tokenizer__ggml__token_type=kinds)


@pytest.fixture
def engine(warm):
    return warm


@pytest.fixture
def load(engine, tmp_path):
    def load(data):
        path = tmp_path / "tiny.gguf"
        path.write_bytes(data)
        loaded = engine.end(engine.load(path, 512))
        assert isinstance(loaded, Loaded)
        return loaded

    return load


def rendered(engine, *texts, **more):
    return engine.end(engine.render(*texts, **more))


def ends(engine, *texts, **more):
    """Give what follows the user's first text in the prompt."""
    return rendered(engine, *texts, **more).text.partition(texts[0])[2]


def test_a_prompt_that_opens_the_tag_makes_all_of_an_answer_thinking(engine, load):
    assert load(model(R1)).thinking_switch is False
    request = engine.generate("hi", sampling=FEW)
    usage = engine.end(request).usage
    assert engine.text(request) == ""
    assert len(engine.thinking(request).strip()) > 0
    assert usage.thinking_tokens == usage.tokens == 24
    assert usage.thinking_seconds > 0


def test_a_closed_pair_in_the_prompt_leaves_the_answer_text(engine, load):
    assert load(model(QWEN_3)).thinking_switch is True
    assert ends(engine, "hi") == "<|im_end|><|im_start|>"
    assert ends(engine, "hi", thinking=False) == "<|im_end|><|im_start|><think>\n\n</think>\n\n"
    request = engine.generate("hi", sampling=FEW, thinking=False)
    usage = engine.end(request).usage
    assert engine.thinking(request) == ""
    assert (usage.thinking_tokens, usage.thinking_seconds) == (0, None)


def test_a_tag_that_a_user_writes_at_the_end_opens_nothing(engine, load):
    load(model("{{ messages[-1].content }}"))
    request = engine.generate("a <think>", sampling=FEW)
    engine.end(request)
    assert engine.thinking(request) == ""


def test_effort_is_the_switch_of_a_model_that_cannot_do_without_thinking(engine, load):
    assert load(model(GPT_OSS, control=CHANNELS)).thinking_switch
    assert rendered(engine, "hi").text == "medium<|start|>hi<|end|><|start|>assistant"
    assert rendered(engine, "hi", thinking=False).text == "low<|start|>hi<|end|><|start|>assistant"
    begun = Begun("hm", "Yes")
    assert ends(engine, "hi", begun=begun) == (
        "<|end|><|start|>assistant<|channel|>analysis<|message|>hm"
        "<|end|><|start|>assistant<|channel|>final<|message|>Yes"
    )


# -- going on


def test_a_begun_thought_goes_on_as_thinking_and_a_begun_text_as_text(engine, load):
    load(model(QWEN_3))
    for begun, kind in ((Begun("hm", ""), engine.thinking), (Begun("hm", "Yes"), engine.text)):
        request = engine.generate("hi", sampling=FEW, begun=begun)
        engine.end(request)
        assert len(kind(request)) > 0
        assert engine.text(request) + engine.thinking(request) == kind(request)


def test_what_was_begun_follows_the_prompt_as_the_model_wrote_it(engine, load):
    load(model(QWEN_3))
    before = "<|im_end|><|im_start|>"
    assert ends(engine, "hi", begun=Begun("hm", "")) == before + "<think>\nhm"
    assert ends(engine, "hi", begun=Begun("hm", "Yes")) == before + "<think>\nhm\n</think>\n\nYes"
    assert ends(engine, "hi", begun=Begun("", "Yes")) == before + "Yes"
    assert ends(engine, "hi", begun=Begun("", "")) == before
    # The switch was turned meanwhile: the thought is there all the same.
    assert ends(engine, "hi", begun=Begun("hm", ""), thinking=False) == before + "<think>\nhm"
    load(model(R1))
    assert ends(engine, "hi", begun=Begun("hm", "")) == before + "<think>\nhm"
    assert ends(engine, "hi", begun=Begun("", "Yes")) == before + "<think>\n\n</think>\n\nYes"


@pytest.mark.parametrize("text", ["<|im_end|>", "</s><s>", "a<|im_start|>b", "<|user|>"])
def test_control_texts_within_what_was_begun_are_text(engine, load, text):
    load(model(QWEN_3))
    plain = rendered(engine, "hi", begun=Begun("", "x")).tokens
    assert rendered(engine, "hi", begun=Begun("", text)).tokens >= plain + len(text) - 1  # one for a letter
    assert rendered(engine, "hi", begun=Begun("", text)).text.endswith(text)
    thought = rendered(engine, "hi", begun=Begun("x", "")).tokens
    assert rendered(engine, "hi", begun=Begun(text, "")).tokens >= thought + len(text) - 1


def test_what_was_begun_is_not_read_again(engine, load):
    load(model(QWEN_3))
    request = engine.generate("hello", sampling=FEW)
    first = engine.end(request).usage
    begun = Begun("", engine.text(request))
    usage = engine.answer("hello", sampling=FEW, begun=begun)[1].usage
    assert first.prompt_tokens <= usage.reused_tokens < usage.prompt_tokens  # random bytes read otherwise


def test_what_was_begun_counts_towards_the_limits(engine, load):
    load(model(QWEN_3))
    assert isinstance(engine.answer("hi", begun=Begun("", "x" * 500))[1].error, PromptTooLong)
    assert isinstance(engine.answer("hi", begun=Begun("x" * 2_000_001, ""))[1].error, TextTooLarge)


@pytest.mark.parametrize("text", ["\0", "\ud800", "\ufdd0", "\ufdd1\ufdd0", " ", "\n"])
def test_any_character_can_be_gone_on_from(engine, load, text):
    load(model(QWEN_3))
    for begun in (Begun("", text), Begun(text, ""), Begun(text, text)):
        assert not isinstance(engine.answer("hi", sampling=FEW, begun=begun)[1], Failed)


# -- counting


def test_what_a_prompt_takes_is_foretold(engine, load):
    around = load(model(TURNS + "<|im_start|>")).overhead
    for texts in (("hi",), ("hi", "ho", "a <|im_end|> b"), ("a", "b", "c", "d", "e")):
        answers = len(texts) // 2
        foretold = around.base + (answers + 1) * around.user + answers * around.assistant
        counts = engine.end(engine.count(*texts)).counts
        assert rendered(engine, *texts).tokens == foretold + sum(counts)


@pytest.mark.parametrize("refused", ["m.role == 'system'", "loop.index0 % 2 != (m.role == 'assistant') * 1"])
def test_a_template_that_refuses_has_an_estimate_all_the_same(engine, load, refused):
    refusal = "{% if " + refused + " %}{{ raise_exception('no') }}{% endif %}"
    around = load(model(TURNS.replace("{{", refusal + "{{") + "<|im_start|>")).overhead
    counts = engine.end(engine.count("hi", "ho", "hi")).counts
    assert rendered(engine, "hi").tokens == around.base + around.user + counts[0]
    foretold = around.base + 2 * around.user + around.assistant + sum(counts)
    assert rendered(engine, "hi", "ho", "hi").tokens == foretold


def test_control_texts_are_counted_letter_by_letter(engine, load):
    load(model())
    (count,) = engine.end(engine.count("<|im_end|>")).counts
    assert count == len("<|im_end|>")


def test_a_count_of_a_long_text_does_not_hold_up_another_model(engine, load, tmp_path):
    load(model())
    request = engine.count("x" * 20_000_000)
    again = engine.client.new_request()
    engine.client.send(Load(again, tmp_path / "tiny.gguf", 512, 1))
    assert isinstance(engine.end(again), Loaded)
    counted = engine.end(request)
    assert isinstance(counted, Failed | Counted)
    engine.client.send(Unload())


# -- control tokens that are tags


def test_thinking_between_control_tokens_is_told_from_the_text(engine, load):
    load(model(QWEN_3, control=("[THINK]", "[/THINK]")))

    def drawn(tag, begun=None):
        """Let the model draw nothing but one tag."""
        only = Sampling(temperature=0, max_tokens=3, repeat_penalty=1, logit_bias=(LogitBias(tag, 1e6),))
        request = engine.generate("hi", sampling=only, begun=begun)
        usage = engine.end(request).usage
        return engine.thinking(request), engine.text(request), usage.thinking_tokens

    assert drawn("[THINK]") == ("[THINK][THINK]", "", 3)
    assert drawn("[/THINK]", begun=Begun("hm", "")) == ("", "[/THINK][/THINK]", 0)
    assert ends(engine, "hi", begun=Begun("hm", "Yes")).endswith("[THINK]hm[/THINK]Yes")


@pytest.fixture
def pieces(tmp_path):
    runtimes = []

    def pieces(*control):
        path = tmp_path / "tags.gguf"
        path.write_bytes(model(control=control))
        abort = AbortFlag()
        library = bindings.open_library(abort)
        runtimes.append(Runtime(library, Options(path, 64, 1), abort, lambda fraction: None))
        return Pieces(runtimes[-1])

    yield pieces
    for runtime in runtimes:
        runtime.close()


def test_control_tokens_that_are_tags_are_spelled_out(pieces):
    texts = pieces("[THINK]", "[/THINK]", "<|other|>")
    given = [texts.text(token) for token in (1, 2, 3, 4, 5, 3)]
    assert given == ["", "", "[THINK]", "[/THINK]", "", "[THINK]"]


def test_the_end_of_a_channel_is_spelled_out_only_where_there_are_channels(pieces, caplog):
    texts = pieces(*CHANNELS)
    assert [texts.text(token) for token in range(3, 7)] == list(CHANNELS)
    assert pieces("<|other|>", "<|end|>").text(4) == ""
    caplog.clear()  # llama.cpp makes three of the four no control tokens, and warns
