"""Every sampler, grammars, schemas, biases and stop texts, with the starter model in this process."""

from __future__ import annotations

import json
import math
import random
import time
from dataclasses import replace

import pytest

from desktop.core.chat import Finish
from desktop.core.errors import GrammarInvalid, SchemaInvalid
from desktop.core.sampling import DEFAULTS, LogitBias, Sampling
from desktop.engine import gbnf
from desktop.engine.abort import AbortFlag
from desktop.engine.json_schema import convert
from desktop.engine.llama import Backend
from desktop.engine.native import bindings
from desktop.engine.native.cache import Cache
from desktop.engine.native.decode import Decoder, Limits
from desktop.engine.native.grammar import Grammar
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.native.sampler import Sampler
from desktop.engine.native.stops import Thinking
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.protocol import Failed, Loaded
from desktop.hub.installed import starter
from tests.fakes.engine_process import RealEngine

MODEL = starter()
pytestmark = pytest.mark.skipif(MODEL is None, reason="the starter model is not installed")

STORY = "Once upon a time"
ASK = "Give me a JSON object with name, age and tags of a person:\n"
PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 20},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "tags": {"type": "array", "items": {"type": "string", "maxLength": 10}, "maxItems": 3},
    },
    "required": ["name", "age", "tags"],
    "additionalProperties": False,
}
GREEDY = Sampling(temperature=0)
ALONE = Sampling(temperature=1, top_k=0, top_p=1, min_p=0, repeat_penalty=1, seed=3)
SAMPLERS = {
    "top_k": {"top_k": 5},
    "top_p": {"top_p": 0.0},
    "min_p": {"min_p": 1.0},
    "repeat": {"repeat_penalty": 2.0, "repeat_window": 4096},
    "penalties": {"frequency_penalty": -2.0, "presence_penalty": 2.0},
    "cold": {"temperature": 0.01},
    "hot": {"temperature": 5.0},
    "dynamic": {"dynamic_range": 5.0, "dynamic_exponent": 0.1},
    "typical": {"typical_p": 0.0},
    "typical of few": {"typical_p": 0.5, "top_n_sigma": 0.1, "temperature": 0.01},
    "top_n_sigma": {"top_n_sigma": 1.0},
    "xtc": {"xtc_probability": 1.0, "xtc_threshold": 0.0},
    "dry": {"dry_multiplier": 5.0, "dry_base": 4.0, "dry_allowed_length": 1},
    "mirostat 1": {"mirostat": 1},
    "mirostat 1 at its ends": {"mirostat": 1, "mirostat_tau": 0.0, "mirostat_eta": 1.0, "temperature": 0.01},
    "mirostat 2": {"mirostat": 2, "mirostat_tau": 0.0, "mirostat_eta": 1.0},
    "adaptive": {"adaptive_target": 0.0, "adaptive_decay": 0.99},
    "nonsense": dict.fromkeys(("temperature", "top_p", "typical_p", "mirostat_tau"), math.nan),
    "too much": dict.fromkeys(("temperature", "repeat_penalty", "top_n_sigma", "dry_multiplier"), 1e300),
}
DIGITS = 'root ::= [0-9]{3} "ok"'


class Model:
    """The starter model with its decoder."""

    def __init__(self):
        abort = AbortFlag()
        library = bindings.open_library(abort)
        self.runtime = Runtime(library, Options(MODEL.path, 512, 1), abort, lambda fraction: None)
        self.tokenizer = Tokenizer(self.runtime)
        self.cache = Cache(self.runtime, abort)
        self.decoder = Decoder(self.runtime, self.cache, abort)

    def answer(self, sampling, prompt=STORY, seed=7, limits=None):
        """Give how an answer ends, and the texts of its tokens."""
        self.cache.process(self.tokenizer.plain(prompt), lambda done, total: None)
        sampler = Sampler(self.runtime, self.tokenizer, sampling, seed)
        shown = []
        try:
            limits = limits or Limits(20, asked=sampling.stop)
            finish, rest = self.decoder.run(sampler.chain, limits, shown.append, sampler.grammar)
        finally:
            sampler.close()
        return finish, [*shown, rest]

    def text(self, *args, **more):
        return "".join(self.answer(*args, **more)[1])


@pytest.fixture(scope="module")
def model():
    model = Model()
    yield model
    model.runtime.close()


def test_greedy_is_what_llama_cpp_draws_without_us(model):
    api, chain = model.runtime.api, None
    model.cache.process(model.tokenizer.plain(STORY), lambda done, total: None)
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    size = model.runtime.vocabulary_size
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_penalties(size, 64, 1.1, 0.0, 0.0))
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_greedy())
    shown = []
    model.decoder.run(chain, Limits(40), shown.append)
    api.llama_sampler_free(chain)
    assert model.answer(GREEDY, limits=Limits(40))[1][:-1] == shown


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_sampler_alone_draws_twenty_tokens(model, name):
    finish, texts = model.answer(replace(ALONE, **SAMPLERS[name]))
    assert finish in (Finish.LENGTH, Finish.STOP)
    assert len(texts) > 1


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_sampler_follows_a_grammar(model, name):
    text = model.text(replace(ALONE, grammar=DIGITS, **SAMPLERS[name]))
    assert text[:3].isdigit()
    assert text[3:] == "ok"


@pytest.mark.parametrize("sampling", [DEFAULTS, Sampling(mirostat=2), Sampling(grammar="root ::= .{5,50}")])
def test_a_seed_repeats_an_answer_and_another_one_does_not(model, sampling):
    first, again, other = (model.text(sampling, seed=seed) for seed in (1, 1, 2))
    assert first == again != other


def test_dry_knows_what_was_there_before_the_answer(model):
    sampler = Sampler(model.runtime, model.tokenizer, replace(GREEDY, dry_multiplier=1.0), 0)
    without = Sampler(model.runtime, model.tokenizer, GREEDY, 0)
    prompt = model.tokenizer.plain("red green blue " * 5 + "red green")
    drawn = []
    for each in (without, sampler):
        model.cache.clear()
        model.cache.process(prompt, lambda done, total: None)
        each.remember(prompt)
        model.decoder.run(each.chain, Limits(1), drawn.append)
        each.close()
    assert drawn[0] == " blue"
    assert drawn[1] != " blue"


def test_a_forbidden_text_does_not_come(model):
    likeliest = model.answer(GREEDY)[1][0]
    forbidden = Sampling(temperature=0, logit_bias=(LogitBias(likeliest, -math.inf),))
    assert likeliest not in model.answer(forbidden)[1]


def test_a_favoured_text_comes(model):
    favoured = Sampling(temperature=0, logit_bias=(LogitBias(" piano", 100),), repeat_penalty=1)
    assert model.text(favoured).startswith(" piano")


def test_a_bias_holds_with_a_grammar_too(model):
    grammar = 'root ::= "yes" | "no" | "perhaps"'
    forbidden = tuple(LogitBias(text, -math.inf) for text in ("yes", "y", "ye", "no", "n"))
    assert model.text(Sampling(temperature=0, grammar=grammar, logit_bias=forbidden)) == "perhaps"


def test_a_stop_text_ends_the_answer_and_is_not_part_of_it(model):
    whole = model.text(GREEDY)
    stop = whole[20:25]
    finish, texts = model.answer(replace(GREEDY, stop=(stop,)))
    assert (finish, "".join(texts)) == (Finish.STOP, whole[: whole.index(stop)])


def test_no_more_stop_texts_count_than_are_allowed(model):
    whole = model.text(GREEDY)
    texts = (*(f"~{n}~" for n in range(16)), whole[5:10])
    assert model.text(GREEDY, limits=Limits(20, asked=texts)) == whole


def test_an_answer_ends_with_its_grammar(model):
    finish, texts = model.answer(replace(GREEDY, grammar='root ::= "{" [a-z]{2} "}"'), limits=Limits(100))
    text = "".join(texts)
    assert finish is Finish.STOP
    assert (len(text), text[0], text[-1]) == (4, "{", "}")


def test_a_grammar_makes_what_testing_every_token_first_makes(model, capsys):
    """The likeliest token that fits is found, though most tokens are never tested."""
    sampling = replace(GREEDY, json_schema=json.dumps(PERSON), repeat_penalty=1)
    api, runtime = model.runtime.api, model.runtime
    model.cache.process(model.tokenizer.plain(ASK), lambda done, total: None)
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    rules = api.llama_sampler_init_grammar(
        runtime.vocabulary, convert(sampling.json_schema).encode(), b"root"
    )
    api.llama_sampler_chain_add(chain, rules)
    api.llama_sampler_chain_add(chain, api.llama_sampler_init_greedy())
    shown = []
    started = time.perf_counter()
    model.decoder.run(chain, Limits(60), shown.append)
    first = (time.perf_counter() - started) / len(shown)
    api.llama_sampler_free(chain)
    started = time.perf_counter()
    ours = model.answer(sampling, prompt=ASK, limits=Limits(60))[1]
    later = (time.perf_counter() - started) / len(ours)
    assert ours[:-1] == shown
    with capsys.disabled():
        print(f"\n  with a grammar {later * 1000:.1f} ms a token, grammar first {first * 1000:.1f} ms")  # noqa: T201


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_keeps_to_its_schema(model, seed):
    sampling = Sampling(temperature=1.5, json_schema=json.dumps(PERSON))
    finish, texts = model.answer(sampling, prompt=ASK, seed=seed, limits=Limits(300))
    person = json.loads("".join(texts))
    assert finish is Finish.STOP
    assert list(person) == ["name", "age", "tags"]
    assert 1 <= len(person["name"]) <= 20
    assert isinstance(person["age"], int)
    assert 0 <= person["age"] <= 120
    assert len(person["tags"]) <= 3
    assert all(len(tag) <= 10 for tag in person["tags"])


def test_a_grammar_begins_after_the_thinking(model):
    """The starter model does not think, so the grammar of a first answer makes it write what comes after."""
    thinking = Thinking(("<think>",), ("the",), inside=True)
    texts = model.answer(replace(GREEDY, grammar=DIGITS), limits=Limits(200, thinking=thinking))[1]
    before, _, after = "".join(texts).partition("the")
    assert before
    assert after[-5:-2].isdigit()
    assert after.endswith("ok")


@pytest.mark.parametrize(
    "grammar", ["root ::= (", "root ::= <[5]>", "root ::= root", 'x ::= "a"', "root ::= [a"]
)
def test_an_invalid_grammar_is_said_and_the_next_answer_comes(model, grammar):
    with pytest.raises(GrammarInvalid):
        model.answer(Sampling(grammar=grammar))
    assert model.text(GREEDY)


def test_an_invalid_schema_is_said_and_the_next_answer_comes(model):
    with pytest.raises(SchemaInvalid):
        model.answer(Sampling(json_schema='{"type": "nothing"}'))
    assert model.text(GREEDY)


def test_a_grammar_that_leads_nowhere_is_said_and_the_next_answer_comes(model):
    with pytest.raises(GrammarInvalid):
        model.answer(Sampling(grammar='root ::= "a" [^\\x01-\\U0010FFFF]'))
    assert model.text(GREEDY)


def test_llama_cpp_takes_every_grammar_that_the_check_lets_through(model):
    dice = random.Random(5)
    parts = [
        '"',
        "[",
        "]",
        "(",
        ")",
        "|",
        "*",
        "+",
        "?",
        "{2}",
        "{1,}",
        "\n",
        "a",
        '""',
        ".",
        " ",
        "b ::= a\n",
    ]
    base = 'root ::= a b? c* (a | b){2,3}\na ::= "x" | [a-z]+ b\nb ::= "y"\nc ::= "z"{1,4} [^a-c]\n'
    taken = 0
    for _ in range(2000):
        at = dice.randint(0, len(base))
        grammar = base[:at] + dice.choice(parts) + base[at + dice.randint(0, 3) :]
        try:
            gbnf.check(grammar)
        except GrammarInvalid:
            continue
        taken += 1
        sampler = Sampler(model.runtime, model.tokenizer, Sampling(grammar=grammar), 0)
        assert isinstance(sampler.grammar, Grammar)
        sampler.close()
    assert taken > 100


def test_the_engine_process_says_what_is_invalid_and_lives_on():
    engine = RealEngine(Backend)
    try:
        assert isinstance(engine.end(engine.load(MODEL.path, 512)), Loaded)
        pid = engine.client.pid
        for sampling in (Sampling(grammar="root ::= ("), Sampling(json_schema="[")):
            end = engine.answer("Hi", sampling=sampling)[1]
            assert isinstance(end, Failed)
            assert isinstance(end.error, GrammarInvalid | SchemaInvalid)
        text, end = engine.answer("A person?", sampling=Sampling(json_schema=json.dumps(PERSON)))
        assert end.finish is Finish.STOP
        assert set(json.loads(text)) == {"name", "age", "tags"}
        assert engine.client.pid == pid
    finally:
        engine.client.close()
