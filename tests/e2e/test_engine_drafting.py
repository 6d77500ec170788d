"""Drafting with real models: the same answers, in fewer steps."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest

from desktop.bench.made_model import Made, write
from desktop.core.chat import Finish
from desktop.core.companion_errors import DraftProblem, DraftUnsuitable
from desktop.core.errors import DecodeFailed, ModelError
from desktop.core.load import MOST_DRAFTED
from desktop.core.sampling import Sampling
from desktop.engine.abort import AbortFlag
from desktop.engine.llama import Backend
from desktop.engine.native import bindings
from desktop.engine.native.cache import Cache
from desktop.engine.native.decode import Decoder, Limits
from desktop.engine.native.draft_model import DraftModel
from desktop.engine.native.lookup import Lookup
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.native.sampler import Sampler
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.native.worth import Worth
from desktop.hub.installed import starter
from tests.fakes.engine_process import RealEngine

MODEL = starter()
if MODEL is None:
    pytest.skip("the starter model is not installed", allow_module_level=True)

SONG = """The fire burned low beside the lake, and seven grey geese went over the hill.
Nobody had counted the boats since Tuesday, when the old ferryman sold his lamp.
A letter came from Oslo with three stamps, a pressed leaf and no name at all.
"""
COPY = f"{SONG}\n{SONG}\n{SONG}\n{SONG[:18]}"
GREEDY = Sampling(temperature=0)
SAMPLED = Sampling(temperature=0.3, top_k=4)  # hardly a draw hangs on the last digit
SAMPLINGS = {
    "greedy": GREEDY,
    "greedy with penalties": Sampling(temperature=0, repeat_penalty=1.1),
    "sampled": SAMPLED,
    "dry": Sampling(temperature=0.3, top_k=4, dry_multiplier=0.8),
    "a grammar": Sampling(temperature=0.4, grammar="root ::= [a-z0-9 (),:*_]+"),
    "mirostat": Sampling(mirostat=2),
}


WINDOW = 128
CHANCE = random.Random(2)
PROMPT = [CHANCE.randrange(300, 1000) for _ in range(300)]


class Always(Worth):
    """Drafts wherever there is something to draft from."""

    allows = True
    searches = 0  # that found nothing

    def round(self, seconds, tokens):
        pass

    def nothing(self, seconds):
        self.searches += 1


@cache
def library():
    """Load llama.cpp once: it goes on to call what it was given for its log."""
    return bindings.open_library(AbortFlag())


class Model:
    """A model that answers with drafts and without."""

    def __init__(self, path, length=512):
        self.abort = AbortFlag()
        options = Options(path, length, 1, outputs=1 + MOST_DRAFTED)
        self.runtime = Runtime(library(), options, self.abort, lambda fraction: None)
        self.tokenizer = Tokenizer(self.runtime)
        self.cache = Cache(self.runtime, self.abort)
        self.decoder = Decoder(self.runtime, self.cache, self.abort)
        self.drafter = None  # Lookup

    def answer(self, prompt, sampling, limits=None, drafts=True, shown=None):
        """Give how an answer ends, and its text."""
        if self.drafter is not None:
            self.decoder.drafters = [(lambda: self.drafter, Always())]
        else:
            self.decoder.drafters = [(Lookup, Always())]
        limits = replace(limits or Limits(48, asked=sampling.stop), drafting=drafts)
        self.cache.process(prompt, lambda done, total: None)
        sampler = Sampler(self.runtime, self.tokenizer, sampling, 7)
        shown = [] if shown is None else shown
        try:
            finish, rest = self.decoder.run(sampler.chain, limits, shown.append, sampler.grammar)
        finally:
            sampler.close()
        return finish, "".join([*shown, rest])

    def copy(self, sampling, **more):
        return self.answer(self.tokenizer.plain(COPY), sampling, **more)

    def held(self):
        """Give the last position of the context and the number of tokens that the cache knows of."""
        return self.runtime.api.llama_memory_seq_pos_max(self.runtime.memory, 0) + 1, len(self.cache.tokens)


@pytest.fixture
def window(tmp_path):
    """A small model with a sliding window, of random weights."""
    path = tmp_path / "window.gguf"
    write(path, Made("gemma3", 6, 64, 128, 2, 1, 32, 1000, window=WINDOW, spread=0.2))
    model = Model(path, 2048)
    yield model
    model.runtime.close()


@pytest.fixture(scope="module")
def model():
    model = Model(MODEL.path)
    yield model
    model.runtime.close()


class Knowing:
    """Drafts what will come, with a wrong token now and then."""

    def __init__(self, tokens):
        self.tokens = tokens
        self.calls = 0

    def draft(self, tokens, most):
        self.calls += 1
        draft = self.tokens[len(tokens) : len(tokens) + most]
        if self.calls % 3 == 0 and draft:
            draft[-1] = 300 + (draft[-1] + 1) % 600
        return draft


@pytest.mark.parametrize("name", SAMPLINGS)
def test_an_answer_is_the_same_with_drafts(window, name):
    limits = Limits(60, ignore_end=True)
    plain = window.answer(PROMPT, SAMPLINGS[name], limits, drafts=False)
    assert window.decoder.drafted.tokens == 0
    window.drafter = Knowing(list(window.cache.tokens))
    assert window.answer(PROMPT, SAMPLINGS[name], limits) == plain
    drafted = window.decoder.drafted
    assert 0 < drafted.accepted < drafted.tokens


def test_text_that_is_copied_comes_out_the_same(model):
    plain = model.copy(GREEDY, drafts=False)
    assert model.copy(GREEDY) == plain


def test_copied_text_is_mostly_accepted(model):
    model.copy(GREEDY)
    drafted = model.decoder.drafted
    assert drafted.accepted > 0.7 * drafted.tokens


def test_the_context_holds_what_the_answer_has_and_nothing_else(model):
    text = model.copy(SAMPLED)[1]
    held, known = model.held()
    assert held == known
    for length in (5, 6, 7, 8, 20, 31):
        _, short = model.copy(SAMPLED, limits=Limits(length))
        assert text.startswith(short)
        held, known = model.held()
        assert held == known
        assert known == len(model.tokenizer.plain(COPY)) + length - 1


def test_a_stop_text_within_a_draft_ends_the_answer_there(model):
    text = model.copy(GREEDY)[1]
    stop = text[60:66]
    asked = Sampling(temperature=0, stop=(stop,))
    ended = model.copy(asked, drafts=False)
    assert ended == (Finish.STOP, text[: text.index(stop)])
    assert model.copy(asked) == ended
    held, known = model.held()
    assert held == known


def test_an_answer_that_is_stopped_within_a_draft_can_go_on(model):
    whole = model.copy(GREEDY)[1]
    shown = []

    class Stopping(list):
        def append(self, text):
            super().append(text)
            if len(self) == 13:
                model.abort.set()

    shown = Stopping()
    finish, text = model.copy(GREEDY, shown=shown)
    model.abort.clear()
    assert finish is Finish.CANCELLED
    assert whole.startswith(text)
    held, known = model.held()
    assert held == known
    assert model.copy(GREEDY)[1] == whole


def test_the_context_is_used_to_its_last_token_and_no_further(model):
    prompt = (model.tokenizer.plain(COPY) * 4)[: model.runtime.context_length - 12]
    plain = model.answer(prompt, GREEDY, Limits(None, ignore_end=True), drafts=False)
    assert plain[0] is Finish.CONTEXT
    assert model.answer(prompt, GREEDY, Limits(None, ignore_end=True)) == plain


def test_a_sliding_window_keeps_what_the_next_token_looks_back_at(window):
    limits = Limits(400, ignore_end=True)
    plain = window.answer(PROMPT, GREEDY, limits, drafts=False)
    window.drafter = Knowing(list(window.cache.tokens))
    assert window.answer(PROMPT, GREEDY, limits) == plain
    assert window.decoder.drafted.accepted > 300
    first = window.runtime.api.llama_memory_seq_pos_min(window.runtime.memory, 0)
    assert 0 <= first <= len(window.cache.tokens) - WINDOW


def test_drafts_that_are_all_wrong_leave_a_sliding_window_whole(window):
    limits = Limits(300, ignore_end=True)
    plain = window.answer(PROMPT, GREEDY, limits, drafts=False)
    tokens = [300 + (token + 7) % 600 for token in window.cache.tokens]
    window.drafter = Knowing(tokens)
    assert window.answer(PROMPT, GREEDY, limits) == plain
    assert window.decoder.drafted.tokens > 1000
    assert window.decoder.drafted.accepted < 20


class Never:
    """Finds nothing to draft."""

    def draft(self, tokens, most):
        return []


def test_every_search_that_finds_nothing_counts(window):
    worth = Always()
    limits = Limits(20, ignore_end=True, drafting=True)
    window.cache.process(PROMPT, lambda done, total: None)
    window.decoder.drafters = [(Never, worth)]
    sampler = Sampler(window.runtime, window.tokenizer, GREEDY, 7)
    try:
        window.decoder.run(sampler.chain, limits, lambda text: None)
    finally:
        sampler.close()
    assert worth.searches == 18  # the last two tokens have none after them to draft


class Broken:
    """Cannot compute."""

    def draft(self, tokens, most):
        raise DecodeFailed("llama_decode returned -3")


def test_an_answer_goes_on_without_drafts_that_cannot_be_computed(window):
    limits = Limits(20, ignore_end=True)
    plain = window.answer(PROMPT, GREEDY, limits, drafts=False)
    window.drafter = Broken()
    assert window.answer(PROMPT, GREEDY, limits) == plain


def test_a_recurrent_model_gets_no_drafts(tmp_path):
    path = tmp_path / "recurrent.gguf"
    write(path, Made("mamba", 2, 64, 128, 2, 1, 32, 1000, memory=16, spread=0.2))
    model = Model(path)
    try:
        model.answer([400, 401, 402] * 30, GREEDY, Limits(40, ignore_end=True))
        assert model.decoder.drafted.tokens == 0
    finally:
        model.runtime.close()


@pytest.fixture
def engine():
    engine = RealEngine(Backend)
    yield engine
    engine.client.close()


def test_a_model_may_draft_for_itself(engine):
    loaded = engine.end(engine.load(MODEL.path, 512, draft=MODEL.path))
    assert (loaded.draft, loaded.draft_error) == (MODEL.path, None)
    sampling = Sampling(temperature=0.2, top_k=4, max_tokens=40)
    text, end = engine.answer("Count from one to twenty.", sampling=sampling, ignore_end=True)
    assert text
    assert end.usage.drafted_tokens > 0
    assert end.usage.accepted_tokens <= end.usage.drafted_tokens
    again = engine.answer("Count from one to twenty.", text, "Go on.", sampling=sampling)[1]
    assert again.usage.reused_tokens > 0


def test_an_answer_that_must_be_repeatable_is_not_drafted(engine):
    engine.end(engine.load(MODEL.path, 512, draft=MODEL.path))
    for sampling in (Sampling(temperature=0, max_tokens=24), Sampling(seed=1, max_tokens=24)):
        end = engine.answer("Say hello. Say hello. Say hello.", sampling=sampling)[1]
        assert end.usage.drafted_tokens == 0


def test_a_draft_model_drafts_only_what_it_is_sure_of_and_follows_the_answer(model):
    abort = AbortFlag()
    options = Options(MODEL.path, 512, 1)
    draft = DraftModel(library(), options, abort, model.runtime, lambda _: None)
    try:
        plain = model.copy(GREEDY, drafts=False)
        model.drafter = draft
        assert model.copy(GREEDY) == plain
        drafted = model.decoder.drafted
        assert drafted.accepted > 0.9 * drafted.tokens > 10
        tokens = model.tokenizer.plain("One two three four five six seven")
        assert draft.draft(tokens, 4) == draft.draft(tokens, 4)
        assert draft.draft(tokens * 70, 4) == []  # there is no room
    finally:
        model.drafter = None
        draft.close()


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (Made("llama", 1, 64, 128, 2, 1, 32, 1000), DraftProblem.VOCABULARY),
        (Made("mamba", 1, 64, 128, 2, 1, 32, 1000, memory=16), DraftProblem.RECURRENT),
    ],
)
def test_a_draft_model_that_does_not_go_with_the_model_is_refused_and_it_works_without(
    engine, tmp_path, made, problem
):
    path = tmp_path / "draft.gguf"
    write(path, made)
    loaded = engine.end(engine.load(MODEL.path, 512, draft=path))
    assert (loaded.draft, loaded.draft_error) == (None, DraftUnsuitable(path, problem))
    assert engine.answer("Hi", sampling=Sampling(max_tokens=4))[0]


@pytest.mark.parametrize("data", [None, b"", b"GGUF", b"nonsense" * 10])
def test_a_draft_file_that_is_no_model_is_refused_and_the_model_works_without(engine, tmp_path, data):
    path = tmp_path / "draft.gguf"
    if data is not None:
        path.write_bytes(data)
    loaded = engine.end(engine.load(MODEL.path, 512, draft=path))
    assert loaded.draft is None
    assert isinstance(loaded.draft_error, ModelError)


def test_made_models_of_one_vocabulary_draft_for_each_other(engine, tmp_path):
    target, draft = tmp_path / "target.gguf", tmp_path / "draft.gguf"
    write(target, Made("gemma3", 3, 64, 128, 2, 1, 32, 1000, window=64, spread=0.2))
    write(draft, Made("llama", 1, 64, 128, 2, 1, 32, 1000))
    loaded = engine.end(engine.load(target, 512, draft=draft))
    assert (loaded.draft, loaded.draft_error) == (draft, None)
    end = engine.answer("Hi", sampling=Sampling(max_tokens=60), ignore_end=True)[1]
    assert end.usage.tokens == 60
