"""Memory that really runs out, and estimates beside a real engine."""

from __future__ import annotations

import ctypes
import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bench.made_model import Made, write
from desktop.bench.whole_path import WholePath
from desktop.core.errors import ModelRefused
from desktop.core.fit import need
from desktop.core.load import FlashAttention, KvType, LoadOptions, Setup, Tuning
from desktop.core.loop import Loop
from desktop.core.tasks import Tasks
from desktop.engine.abort import AbortFlag
from desktop.engine.client import EngineClient
from desktop.engine.llama import Backend
from desktop.engine.native import bindings
from desktop.engine.native.batch import Batch
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.protocol import Failed
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter
from desktop.services.machine import Machine
from desktop.services.models import Models, Stage
from tests.fakes import gguf
from tests.fakes.library import library

ROOM = 512 << 20  # bytes of address space that the engine gets beside what it starts with
FAR = 2_000_000  # tokens of context; its buffers take several times the room
SECONDS = 60

needs_starter = pytest.mark.skipif(starter() is None, reason="the starter model is not installed")


class CrampedBackend(Backend):
    """llama.cpp in a process that gets little memory."""

    def open(self):
        import resource

        ready = super().open()
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + ROOM
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        return ready


@pytest.fixture
def cramped(tmp_path):
    """Give models whose engine has little memory, and the loop that runs them."""
    loop = Loop()
    heard = []
    client = EngineClient(loop, CrampedBackend, tmp_path / "engine.log")
    client.events.connect(heard.append)
    tasks = Tasks(loop)
    machine = Machine(1, lambda: 1 << 60, options=lambda path: LoadOptions(context_length=FAR))
    models = Models(client, tasks, library(tmp_path, tasks), machine)
    yield models, loop, heard
    client.close()
    tasks.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited in Linux's way")
def test_a_context_that_is_too_large_is_made_smaller_until_it_fits(cramped, tmp_path):
    models, loop, heard = cramped
    path = tmp_path / "tiny.gguf"
    path.write_bytes(gguf.tiny_model(llama__context_length=FAR))
    models.load(models.library.describe(path))
    ended = (Stage.READY, Stage.FAILED)
    assert loop.run_until(lambda: models.status.stage in ended, SECONDS)
    assert models.status.stage is Stage.READY
    refusals = [event.error for event in heard if isinstance(event, Failed)]
    assert refusals
    assert all(isinstance(error, ModelRefused) and error.out_of_memory for error in refusals)
    note = models.status.note
    assert note.wanted.context_length == FAR
    assert note.got.context_length == FAR >> len(refusals)
    assert models.status.loaded.context_length >= note.got.context_length


@pytest.fixture
def load():
    """Load models into this process."""
    abort = AbortFlag()
    library = bindings.open_library(abort)
    loaded = []

    def load(options):
        runtime = Runtime(library, options, abort, lambda _: None)
        loaded.append(runtime)
        return runtime

    yield load
    for runtime in loaded:
        runtime.close()


def decode_one(runtime):
    batch = Batch(runtime.api, 1)
    batch.fill([1], 0, logits=True)
    return runtime.api.llama_decode(runtime.context, batch.native)


@needs_starter
@pytest.mark.parametrize("kind", [KvType.Q8_0, KvType.Q4_0])
def test_a_quantised_cache_works_and_brings_its_flash_attention(load, kind):
    tuning = Tuning(kind, FlashAttention.OFF)
    runtime = load(Options(starter().path, 512, 1, tuning=tuning))
    assert (runtime.kv_type, runtime.flash_attention) == (kind, FlashAttention.ON)
    assert decode_one(runtime) == 0


@needs_starter
@pytest.mark.parametrize(
    "tuning",
    [
        Tuning(flash_attention=FlashAttention.ON),
        Tuning(mmap=False),
        Tuning(mlock=True),
        Tuning(mmap=False, mlock=True),
        Tuning(main_device="CPU"),
        Tuning(main_device="no such device"),
        Tuning(tensor_split=(1.0, 2.0)),
        Tuning(tensor_split=(1.0,) * 64),
    ],
)
def test_a_model_loads_with_every_way_of_tuning(load, tuning, caplog):
    assert decode_one(load(Options(starter().path, 256, 1, tuning=tuning))) == 0
    if tuning.mlock:  # how much may be locked is the system's business, which llama.cpp warns of
        loud = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
        assert all("failed to mlock" in message for message in loud)
        caplog.clear()


class Watched:
    """llama.cpp's functions, with a look at the devices that a model is loaded onto."""

    def __init__(self, api):
        self._api = api
        self.devices = []

    def __getattr__(self, name):
        return getattr(self._api, name)

    def llama_model_load_from_file(self, path, parameters):
        pointer = parameters.devices
        listed = ctypes.cast(pointer, ctypes.POINTER(ctypes.c_void_p)) if pointer else None
        self.devices.append("all" if listed is None else listed[0])
        return self._api.llama_model_load_from_file(path, parameters)


@needs_starter
def test_without_layers_there_no_gpu_is_touched():
    abort = AbortFlag()
    library = bindings.open_library(abort)
    watched = Watched(library.api)
    for options in (
        Options(starter().path, 256, 1),
        Options(starter().path, 256, 1, gpu_layers=0),
        Options(starter().path, 256, 1, gpu_layers=0, tuning=Tuning(main_device="CPU")),
        Options(starter().path, 256, 1, tuning=Tuning(main_device="CPU")),
    ):
        runtime = Runtime(replace(library, api=watched), options, abort, lambda _: None)
        assert decode_one(runtime) == 0
        runtime.close()
    cpu = bindings.device_handle(library, "CPU")
    assert watched.devices == ["all", None, None, cpu]


def test_a_cache_that_cannot_be_quantised_is_refused_for_another_reason(load, tmp_path, caplog):
    path = tmp_path / "tiny.gguf"
    path.write_bytes(gguf.tiny_model())
    with pytest.raises(ModelRefused) as caught:
        load(Options(path, 256, 1, tuning=Tuning(KvType.Q8_0)))
    assert not caught.value.out_of_memory
    caplog.clear()


@needs_starter
def test_the_estimate_is_within_a_tenth_of_what_an_engine_takes():
    path = WholePath(starter().path, 1, context_length=512)
    try:
        path.answer(["The fire burned low. " * 60], 8)
        taken = path.memory()
    finally:
        path.close()
    estimated = need(read_header(starter().path), Setup(512)).memory
    assert 0.9 <= estimated / taken <= 1.1


def test_a_made_model_is_what_it_says_and_answers(tmp_path):
    made = tmp_path / "made.gguf"
    write(made, Made("gemma3", 6, 64, 128, 2, 1, 32, 1000, window=64))
    header = read_header(made)
    assert [block.window for block in header.body.blocks] == [64, 64, 64, 64, 64, 0]
    assert header.body.vocabulary == 1000
    path = WholePath(made, 1, context_length=512)
    try:
        assert path.answer(["Hello"], 4).usage.tokens == 4
        assert path.seconds_to_stop("Hello", 2, 0.0, in_prompt=False) > 0
    finally:
        path.close()


def test_an_engine_that_ran_out_of_memory_is_told_from_one_that_did_not(caplog):
    log = bindings.NativeLog(AbortFlag())
    for line in (
        b"ggml_backend_cuda_buffer_type_alloc_buffer: allocating 9216.00 MiB on device 0: "
        b"cudaMalloc failed: out of memory\n",
        b"ggml_vulkan: vk::Device::allocateMemory: ErrorOutOfDeviceMemory\n",
        b"ggml_vulkan: Device memory allocation of size 123 failed.\n",
        b"ggml_metal_buffer_init: error: failed to allocate buffer, size = 4096.00 MiB\n",
        b"llama_model_load: error loading model: unable to allocate CPU buffer\n",
        b"llama_init_from_model: failed to initialize the context: failed to allocate buffer for kv cache\n",
        b"llama_model_load: error loading model: mmap failed: Cannot allocate memory\n",
        b"std::bad_alloc\n",
    ):
        log.forget()
        log.write(4, line, None)
        assert log.out_of_memory(), line
    for line in (
        b"llama_model_load: error loading model: unknown model architecture: 'x'\n",
        b"llama_model_load: error loading model: tensor 'blk.0' data is not within the file bounds\n",
    ):
        log.forget()
        log.write(4, line, None)
        assert not log.out_of_memory(), line
    caplog.clear()
