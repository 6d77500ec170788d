"""LoRA adapters: what their files say, and that they are kept with chats and answers."""

from __future__ import annotations

import os

import pytest

from desktop.core.chat import Adapter, AnswerRecord, ChatOptions, Role
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable
from desktop.engine.protocol import Generate
from desktop.hub.adapter import AdapterHeader, read_adapter
from desktop.store.chats import NewMessage
from tests.fakes import gguf

SHAPES = {"blk.0.attn_q.weight": (32, 32)}
ONE, OTHER = Adapter("/loras/pirate.gguf", 0.8), Adapter("/loras/noir.gguf", -1.0)


def write(tmp_path, data, name="adapter.gguf"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_an_adapter_says_what_it_is(tmp_path):
    data = gguf.lora(SHAPES)
    path = write(tmp_path, data)
    assert read_adapter(path, "llama") == AdapterHeader("A made adapter", "llama", len(data), 512)


def test_its_name_is_on_one_line_and_short(tmp_path):
    path = write(tmp_path, gguf.lora(SHAPES, **{"general.name": "a\nb\u202e" + "x" * 500}))
    name = read_adapter(path).name
    assert name.startswith("a b ")
    assert len(name) <= 100
    assert name.isprintable()


def test_one_for_another_architecture_is_refused(tmp_path):
    path = write(tmp_path, gguf.lora(SHAPES))
    with pytest.raises(AdapterUnsuitable) as raised:
        read_adapter(path, "gemma3")
    assert raised.value == AdapterUnsuitable(path, AdapterProblem.OTHER_MODEL, "llama")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", AdapterProblem.NOT_ADAPTER),
        (b"hello there", AdapterProblem.NOT_ADAPTER),
        (gguf.tiny_model(), AdapterProblem.NOT_ADAPTER),
        (gguf.lora(SHAPES, **{"general.type": "mmproj"}), AdapterProblem.NOT_ADAPTER),
        (gguf.lora(SHAPES, **{"adapter.type": "control_vector"}), AdapterProblem.NOT_ADAPTER),
        (b"GGUF", AdapterProblem.DAMAGED),
        (gguf.lora(SHAPES)[:100], AdapterProblem.DAMAGED),
        (gguf.lora(SHAPES)[:-10], AdapterProblem.DAMAGED),
    ],
)
def test_what_is_no_whole_adapter_is_refused(tmp_path, data, problem):
    with pytest.raises(AdapterUnsuitable) as raised:
        read_adapter(write(tmp_path, data), "llama")
    assert raised.value.problem is problem


def test_what_is_no_file_is_missing(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "gone.gguf", tmp_path, tmp_path / "pipe"):
        with pytest.raises(AdapterUnsuitable) as raised:
            read_adapter(path)
        assert raised.value.problem is AdapterProblem.MISSING


def test_a_chat_keeps_its_adapters_in_their_order(chats):
    chat, empty = chats.new_chat("a"), chats.new_chat("b")
    chats.set_options(chat.id, ChatOptions(adapters=(ONE, OTHER)))
    assert chats.options(chat.id).adapters == (ONE, OTHER)
    assert chats.options(empty.id).adapters == ()
    chats.set_options(chat.id, ChatOptions(adapters=(OTHER,)))
    assert chats.options(chat.id).adapters == (OTHER,)
    chats.set_options(chat.id, ChatOptions())
    assert chats.options(chat.id).adapters == ()


def test_a_scale_that_is_no_number_is_kept_as_nothing(chats):
    chat = chats.new_chat("a")
    chats.set_options(chat.id, ChatOptions(adapters=(Adapter("/a.gguf", float("nan")),)))
    assert chats.options(chat.id).adapters == (Adapter("/a.gguf", 0.0),)


def test_an_answer_keeps_what_it_was_given_with(chats):
    chat = chats.new_chat("a")
    plain = AnswerRecord("m", "")
    first = chats.add(chat.id, NewMessage(None, Role.USER, "?"))
    second = chats.add(chat.id, NewMessage(first.id, Role.ASSISTANT, "!", record=plain))
    adapted = AnswerRecord("m", "", adapters=(ONE, OTHER))
    third = chats.add(chat.id, NewMessage(second.id, Role.ASSISTANT, "!!", record=adapted))
    read = chats.messages(chat.id)
    assert [message.record.adapters for message in read[1:]] == [(), (ONE, OTHER)]
    assert third.record.adapters == (ONE, OTHER)


def test_an_answer_is_made_with_the_adapters_of_its_chat_and_says_so(bench):
    bench.load()
    talk = bench.chats.new()
    talk.fitting.choose(ChatOptions(adapters=(ONE,)))
    talk.send("Hi")
    assert bench.sent(Generate)[-1].adapters == (ONE,)
    bench.answer("Ahoy")
    assert talk.branch.messages[-1].record.adapters == (ONE,)
    talk.fitting.choose(ChatOptions())
    talk.send("And now?")
    assert bench.sent(Generate)[-1].adapters == ()
    bench.answer("Hello")
    assert [m.record.adapters for m in talk.branch.messages if m.record] == [(ONE,), ()]
