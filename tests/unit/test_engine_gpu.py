"""What the engine makes of a GPU, without one: the library and its clock are played."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.engine.abort import AbortFlag
from desktop.engine.devices import Device, DevicesSeen
from desktop.engine.native import bindings, cache, steps
from desktop.engine.native.cache import Cache
from desktop.engine.native.gpus import NOTABLE, Gpus
from desktop.engine.native.steps import Steps, Way
from desktop.engine.reporter import LoadReporter

CPU = Device("CPU", "a processor", "cpu", 1 << 34, 1 << 34)
CARD = Device("CUDA0", "a card", "gpu", 8 << 30, 8 << 30)


def library(names, offload=False):
    """Play a build: the names of its backends, and whether llama.cpp finds a device."""
    ggml = SimpleNamespace(
        ggml_backend_reg_count=lambda: len(names),
        ggml_backend_reg_get=lambda index: index,
        ggml_backend_reg_name=lambda index: names[index],
    )
    functions = [SimpleFunction(each) for each in vars(ggml).values()]
    ggml = SimpleNamespace(**dict(zip(vars(ggml), functions, strict=True)))
    return SimpleNamespace(ggml=ggml, api=SimpleNamespace(llama_supports_gpu_offload=lambda: offload))


class SimpleFunction:
    """Takes the declarations that a C function takes."""

    def __init__(self, call):
        self._call = call

    def __call__(self, *words):
        return self._call(*words)


@pytest.mark.parametrize(
    ("names", "offload", "built"),
    [
        ([b"CPU"], False, False),
        ([b"BLAS", b"CPU"], False, False),
        ([b"CUDA", b"CPU"], False, True),  # its driver does not work, and llama.cpp says "no offload"
        ([b"Vulkan", b"CPU"], True, True),
        ([b"SomethingNew", b"CPU"], True, True),
    ],
)
def test_a_build_for_a_gpu_is_known_also_where_the_driver_does_not_work(names, offload, built):
    assert bindings.built_for_gpu(library(names, offload)) is built


class Gpu:
    """Plays llama.cpp on a GPU: `llama_decode` only hands the work over, `llama_synchronize` waits for it."""

    def __init__(self):
        self.now = self._busy_until = 0.0
        self.api = SimpleNamespace(
            llama_decode=self._decode,
            llama_synchronize=self._wait,
            llama_memory_seq_rm=lambda *words: True,
            llama_memory_clear=lambda *words: None,
            llama_batch_init=lambda *words: SimpleNamespace(n_tokens=0),
        )
        self.context = self.memory = None
        self.chunk, self.sliding_window, self.recurrent = 512, 0, False

    def perf_counter(self):
        return self.now

    def _decode(self, context, batch):
        self._busy_until = max(self.now, self._busy_until) + 0.01 * max(1, batch.n_tokens)
        self.now += 0.0001
        return 0

    def _wait(self, context):
        self.now = max(self.now, self._busy_until)


class Batch:
    """Holds nothing but the number of tokens."""

    def __init__(self, *words):
        self.tokens, self.positions = [0] * 16, [0] * 16
        self.native = SimpleNamespace(n_tokens=0)

    def fill(self, tokens, start, logits):
        self.native.n_tokens = len(tokens)

    def want_all(self):
        pass


@pytest.fixture
def gpu(monkeypatch):
    gpu = Gpu()
    for module in (cache, steps):
        monkeypatch.setattr(module, "time", gpu)
    monkeypatch.setattr(cache, "Batch", Batch)
    return gpu


def test_the_time_of_a_prompt_is_the_gpus_and_not_that_of_handing_it_over(gpu):
    held = Cache(gpu, AbortFlag())
    held.process(list(range(400)), lambda done, total: None)
    assert held.token_seconds == pytest.approx(0.01, rel=0.1)


class Noted:
    """A judgement that only takes note."""

    allows = True

    def __init__(self):
        self.singles, self.rounds = [], []

    def single(self, seconds):
        self.singles.append(seconds)

    def round(self, seconds, tokens):
        self.rounds.append(seconds)

    def nothing(self, seconds):
        pass


@pytest.mark.parametrize(("drafts", "expected"), [([], 0.01), ([8, 9, 10], 0.04)])
def test_what_drafts_are_worth_is_judged_by_what_the_gpu_takes(gpu, drafts, expected):
    noted, paces = Noted(), []
    drafter = SimpleNamespace(draft=lambda tokens, most: drafts)
    taking = Steps(gpu, Cache(gpu, AbortFlag()), Batch(), paces.append, [Way(drafter, noted)])
    taking.take(7, 8)
    taking.end()
    assert (noted.rounds or noted.singles) == [pytest.approx(expected, rel=0.1)]
    assert not paces or paces == noted.singles


@pytest.mark.parametrize(
    ("told", "now", "again"),
    [
        ((CARD, CPU), (CARD, CPU), False),
        ((CARD, CPU), (Device("CUDA0", "a card", "gpu", CARD.free - NOTABLE, CARD.total), CPU), False),
        ((CARD, CPU), (Device("CUDA0", "a card", "gpu", 1 << 30, CARD.total), CPU), True),
        ((CPU,), (Device("CPU", "a processor", "cpu", 0, 0),), False),
    ],
)
def test_a_load_tells_what_is_free_on_a_gpu_where_that_has_changed(monkeypatch, told, now, again):
    looks, sent = iter([told, now]), []
    monkeypatch.setattr(bindings, "devices", lambda library: next(looks))
    Gpus(library([b"CUDA"])).look_again(LoadReporter(5, sent.append))
    assert sent == ([DevicesSeen(5, now)] if again else [])
