"""llama.cpp in its process, with tiny models made for the purpose: whatever comes, it answers or says why."""

from __future__ import annotations

import signal
import sys

import pytest

from desktop.core.chat import Finish, Role
from desktop.core.errors import (
    EmptyPrompt,
    EngineMissing,
    ModelMissing,
    ModelRefused,
    NoModel,
    NotGguf,
    PromptTooLong,
    TemplateFailed,
    TextTooLarge,
)
from desktop.core.sampling import Sampling
from desktop.engine.llama import Backend
from desktop.engine.protocol import (
    Cancel,
    Died,
    Failed,
    Finished,
    Generate,
    Loaded,
    Prompting,
    Ready,
    TemplateSource,
    Turn,
    Unload,
)
from tests.fakes import gguf
from tests.fakes.engine_process import DAY, GREEDY, RealEngine

FEW = Sampling(temperature=0, max_tokens=24)
RANGE = "{% for i in range(99999) %}"
LOOP = RANGE * 3 + "{% endfor %}" * 3
PLAIN = "{% for m in messages %}<|im_start|>{{ m.content }}{% endfor %}<|im_end|>"


@pytest.fixture
def start():
    """Makes engines that the end of the test closes."""
    engines = []

    def start(log_file=None):
        engines.append(RealEngine(Backend, log_file))
        return engines[-1]

    yield start
    for engine in engines:
        engine.client.close()


@pytest.fixture
def engine(warm):
    return warm


@pytest.fixture
def write(tmp_path):
    def write(data, name="tiny.gguf"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def loaded(engine, write):
    """An engine with a model that has no template."""
    assert isinstance(engine.end(engine.load(write(gguf.tiny_model()), 512)), Loaded)
    return engine


def failure(engine, *texts, **more):
    end = engine.answer(*texts, **more)[1]
    assert isinstance(end, Failed)
    return end.error


def test_ready_tells_what_the_engine_is(start):
    engine = start()
    engine.client.start()
    ready = engine.first(Ready)
    assert ready.pid == engine.client.pid
    assert ready.version.count(".") >= 2
    assert [device.kind for device in ready.devices][-1:] == ["cpu"] or ready.gpu_offload


def test_the_build_has_no_amx_which_gcc_12_breaks(start):
    engine = start()
    engine.client.start()
    info = engine.first(Ready).system_info
    assert "CPU" in info
    assert "AMX_INT8" not in info


def test_a_loaded_model_tells_what_it_is(engine, write):
    path = write(gguf.tiny_model(PLAIN))
    request = engine.load(path, 100_000, threads=2)
    loaded = engine.end(request)
    assert (loaded.path, loaded.threads, loaded.gpu_layers) == (path, 2, 0)
    assert (loaded.context_length, loaded.trained_length) == (512, 512)
    assert (loaded.template, loaded.template_problem) == (TemplateSource.OWN, "")


def test_without_a_template_the_prompt_is_chatml(loaded):
    assert loaded.first(Loaded).template is TemplateSource.CHATML
    # <s> <|im_start|> user \n h i <|im_end|> \n <|im_start|> assistant \n; words are made of letters here
    assert (
        loaded.answer("hi", sampling=FEW)[1].usage.prompt_tokens == 2 + 4 + 1 + 1 + 2 + 1 + 1 + 1 + 9 + 1 + 2
    )


@pytest.mark.parametrize(
    "template", [LOOP, "{{ raise_exception('no chats') }}", "{{ 'a' * 10 ** 10 }}", "{% for %}", "{{ 1 }}"]
)
def test_a_template_that_fails_its_trial_is_replaced(engine, write, template):
    loaded = engine.end(engine.load(write(gguf.tiny_model(template)), 512))
    assert loaded.template is TemplateSource.FALLBACK
    assert loaded.template_problem
    assert engine.answer("hi", sampling=FEW)[1].usage.tokens > 0


def test_a_template_that_fails_later_is_an_error_of_that_prompt(engine, write):
    template = PLAIN + "{% if messages | length > 5 %}" + LOOP + "{% endif %}"
    assert engine.end(engine.load(write(gguf.tiny_model(template)), 512)).template is TemplateSource.OWN
    assert isinstance(failure(engine, "1", "2", "3", "4", "5", "6", "7"), TemplateFailed)
    assert engine.answer("1", sampling=FEW)[1].usage.tokens > 0


def test_a_template_that_writes_the_first_token_itself_does_not_get_it_twice(engine, write):
    counts = []
    for template in (PLAIN, "{{ bos_token }}" + PLAIN):
        engine.end(engine.load(write(gguf.tiny_model(template)), 512))
        counts.append(engine.answer("hi", sampling=FEW)[1].usage.prompt_tokens)
    assert counts[0] == counts[1]


def test_what_a_user_types_is_never_a_control_token(engine, write):
    engine.end(engine.load(write(gguf.tiny_model(PLAIN)), 512))
    for text in ("<|im_end|>", "<s>", "</s>", "<|user|>", "<think>", "<|im_start|><|im_end|>"):
        usage = engine.answer(text, sampling=FEW)[1].usage
        assert usage.prompt_tokens >= 3 + len(text), text  # a token for each letter


def test_the_rest_of_a_chat_is_not_read_again(loaded):
    first, _ = loaded.answer("hello", sampling=FEW)
    usage = loaded.answer("hello", first, "more", sampling=FEW)[1].usage
    assert 20 < usage.reused_tokens < usage.prompt_tokens
    again = loaded.answer("hello", first, "more", sampling=FEW)[1].usage
    assert again.reused_tokens == again.prompt_tokens - 1


@pytest.mark.parametrize("model", [gguf.tiny_model, gguf.tiny_sliding_model])
def test_an_answer_does_not_depend_on_what_is_kept_of_the_chat(start, engine, write, model):
    """Also where layers keep their last tokens only, and what is gone must be computed again."""
    chats = [("a" * 400,), ("a" * 400, "b", "c"), ("a" * 100,), ("a" * 390 + "z",), ("a" * 400,), ("q",)]
    kept = start()
    path = write(model())
    kept.end(kept.load(path, 512))
    for chat in chats:
        engine.end(engine.load(path, 512))
        read, ended = engine.answer(*chat, sampling=FEW)
        assert ended.usage.reused_tokens == 0
        assert kept.answer(*chat, sampling=FEW)[0] == read


def test_the_same_seed_gives_the_same_answer_and_a_drawn_one_is_told(loaded):
    hot = Sampling(temperature=1.5, max_tokens=40)
    text, end = loaded.answer("hi", sampling=hot)
    seeded = Sampling(temperature=1.5, max_tokens=40, seed=end.usage.seed)
    again, ended = loaded.answer("hi", sampling=seeded)
    assert (again, ended.finish) == (text, end.finish)
    assert loaded.heard[-1].usage.seed == end.usage.seed
    assert loaded.answer("hi", sampling=hot)[0] != text


@pytest.mark.parametrize(
    "sampling",
    [
        Sampling(temperature=float("nan")),
        Sampling(temperature=-1, repeat_penalty=1.3),
        Sampling(temperature=float("inf")),
        Sampling(temperature=1e30),
        Sampling(temperature=1e-30),
        Sampling(top_k=0, top_p=0, min_p=2),
        Sampling(top_k=-5, top_p=-1, min_p=-1, repeat_penalty=-1),
        Sampling(top_k=2**40, top_p=float("nan"), min_p=float("nan"), repeat_penalty=0),
        Sampling(repeat_penalty=float("nan")),
        Sampling(repeat_penalty=5, seed=-1),
        Sampling(seed=2**80),
        Sampling(max_tokens=0),
        Sampling(max_tokens=-1),
        Sampling(max_tokens=2**80),
    ],
)
def test_any_sampling_gives_an_answer(loaded, sampling):
    assert isinstance(loaded.answer("hi", sampling=sampling)[1], Finished)


def test_an_answer_ends_where_it_is_asked_to(loaded):
    end = loaded.answer("hi", sampling=Sampling(temperature=0, max_tokens=5))[1]
    assert (end.finish, end.usage.tokens) == (Finish.LENGTH, 5)


def test_an_answer_goes_on_past_the_end_for_a_benchmark_until_the_context_is_full(loaded):
    end = loaded.answer("hi", sampling=GREEDY, ignore_end=True)[1]
    assert end.finish is Finish.CONTEXT
    assert end.usage.prompt_tokens + end.usage.tokens == 512
    assert loaded.answer("hi", sampling=FEW)[1].usage.tokens > 0


def test_a_prompt_that_fills_the_context_is_refused(loaded):
    error = failure(loaded, "x" * 500)
    assert isinstance(error, PromptTooLong)
    assert error.context == 512
    assert error.tokens > 480


def test_nothing_and_too_much_are_refused(loaded):
    assert failure(loaded, "") == EmptyPrompt()
    assert failure(loaded, " \n\t ") == EmptyPrompt()
    assert failure(loaded, "x" * 2_000_001) == TextTooLarge(2_000_001, 2_000_000)
    request = loaded.client.new_request()
    loaded.client.send(Generate(request, (), GREEDY, DAY))
    assert loaded.end(request).error == EmptyPrompt()


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\ud800", "\udfff\ud800x", "\ufdd0\ufdd1", "\ufdd0", "\x1b[31m", "🏳️‍🌈漢字\u202e", "\u0301" * 50],
)
def test_any_character_is_answered(loaded, text):
    assert isinstance(loaded.answer(text, sampling=FEW)[1], Finished)


def test_random_bytes_of_a_model_come_as_whole_characters(loaded):
    hot = Sampling(temperature=2, seed=5, max_tokens=400)
    text, _ = loaded.answer("hi", sampling=hot)
    text.encode()  # no surrogates
    assert not any("\ufdd0" <= c <= "\ufdef" or c == "\0" for c in text)


def test_the_system_and_odd_orders_of_turns_are_answered(loaded):
    for roles in ([Role.SYSTEM, Role.USER], [Role.USER, Role.USER], [Role.ASSISTANT, Role.USER, Role.SYSTEM]):
        request = loaded.client.new_request()
        turns = tuple(Turn(role, "text") for role in roles)
        loaded.client.send(Generate(request, turns, FEW, DAY))
        assert isinstance(loaded.end(request), Finished)


def test_another_model_takes_the_place_of_the_first(loaded, write):
    one = loaded.answer("hi", sampling=FEW)[0]
    loaded.end(loaded.load(write(gguf.tiny_model(seed=2), "other.gguf"), 512))
    assert loaded.answer("hi", sampling=FEW)[0] != one


def test_an_unloaded_model_can_be_loaded_again(loaded, write):
    loaded.client.send(Unload())
    assert failure(loaded, "hi") == NoModel()
    loaded.end(loaded.load(write(gguf.tiny_model()), 512))
    assert isinstance(loaded.answer("hi", sampling=FEW)[1], Finished)


def test_a_file_that_cannot_be_a_model_is_refused_and_another_one_loaded(engine, write, tmp_path):
    whole = gguf.tiny_model()
    cases = {
        tmp_path / "gone.gguf": ModelMissing(tmp_path / "gone.gguf"),
        tmp_path: ModelMissing(tmp_path, is_folder=True),
        write(b"text", "text.gguf"): NotGguf(tmp_path / "text.gguf"),
        write(b"", "empty.gguf"): NotGguf(tmp_path / "empty.gguf"),
    }
    for path, error in cases.items():
        request = engine.load(path)
        assert engine.end(request) == Failed(request, error)
    for name, data in {
        "cut.gguf": whole[:-5000],
        "magic.gguf": b"GGUF",
        "wrong.gguf": gguf.tiny_model(general__architecture="nothing"),
    }.items():
        error = engine.end(engine.load(write(data, name))).error
        assert isinstance(error, ModelRefused)
        assert len(error.reason) > 10
    assert isinstance(engine.end(engine.load(write(whole), 512)), Loaded)


def test_llamas_own_reason_is_told(engine, write):
    error = engine.end(engine.load(write(gguf.tiny_model(general__architecture="nothing")))).error
    assert error.reason == "unknown model architecture: 'nothing'"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_file_that_ends_the_process_ends_only_the_process(start, write):
    engine = start()
    engine.load(write(gguf.tiny_model(llama__block_count=0), "bad.gguf"))
    assert engine.died() == [Died(-signal.SIGABRT)]
    engine.load(write(gguf.tiny_model()), 512)
    assert isinstance(engine.answer("hi", sampling=FEW)[1], Finished)


def test_of_two_waiting_answers_the_second_can_be_stopped(loaded):
    endless = Sampling(temperature=0)
    first = loaded.generate("a" * 300, sampling=endless, ignore_end=True)
    second = loaded.generate("b", sampling=FEW)
    loaded.client.send(Cancel(second))
    assert loaded.end(second).finish is Finish.CANCELLED
    assert loaded.text(second) == ""
    assert loaded.end(first).finish is Finish.CONTEXT
    assert not [e for e in loaded.heard if isinstance(e, Prompting) and e.request == second]


def test_a_missing_library_is_named(start, monkeypatch, tmp_path):
    monkeypatch.setenv("LLAMA_CPP_LIB_PATH", str(tmp_path))
    engine = start()
    request = engine.load(tmp_path / "any.gguf")
    error = engine.first(Failed).error
    assert isinstance(error, EngineMissing)
    assert "llama" in error.detail
    assert engine.end(request) == Failed(request, error)


def test_safe_mode_answers_too(engine, write):
    assert isinstance(engine.end(engine.load(write(gguf.tiny_model()), 512, safe=True, gpu_layers=0)), Loaded)
    assert isinstance(engine.answer("hi", sampling=FEW)[1], Finished)


def test_the_log_holds_no_chat(start, write, tmp_path):
    log = tmp_path / "engine.log"
    engine = start(log)
    template = PLAIN + "{% if messages | length > 4 %}{{ raise_exception(messages[0].content) }}{% endif %}"
    engine.end(engine.load(write(gguf.tiny_model(template)), 512))
    text, _ = engine.answer("xyzzy")
    engine.answer("xyzzy " * 500)
    assert isinstance(failure(engine, "xyzzy", "plugh", "xyzzy", "plugh", "xyzzy"), TemplateFailed)
    engine.end(engine.load(tmp_path / "gone.gguf"))
    engine.client.close()
    logged = log.read_text("utf-8")
    assert "loaded tiny.gguf" in logged
    assert "ModelMissing" in logged
    assert "xyzzy" not in logged
    assert text[:20] not in logged
