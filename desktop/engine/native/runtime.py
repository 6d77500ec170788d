"""A model and its context in memory."""

from __future__ import annotations

import copy
import ctypes
import os
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.core.errors import ModelRefused
from desktop.core.load import CHUNK_CPU, CHUNK_GPU, MOST_DRAFTED, PLAIN, FlashAttention, KvType, Tuning
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.native import bindings
from desktop.engine.native.bindings import Handle, Library

BATCH = 512  # tokens that one call may process
MOST_THREADS = 512  # GGML_MAX_N_THREADS; more end the process
FLASH_ATTENTION = {FlashAttention.AUTO: -1, FlashAttention.OFF: 0, FlashAttention.ON: 1}
KV_TYPES = {KvType.F16: 1, KvType.Q8_0: 8, KvType.Q4_0: 2}  # ggml_type


@dataclass(frozen=True, slots=True)
class Options:
    """What a model is loaded with."""

    path: Path
    context_length: int  # tokens; at most the trained length is used
    threads: int
    gpu_layers: int = -1  # −1 is all
    safe: bool = False  # without the processor's special matrix instructions
    tuning: Tuning = PLAIN
    outputs: int = 1  # tokens of a call whose logits can be asked for


class Runtime:
    """Owns a loaded model and one context with one sequence; `close` frees both.

    Raises ModelRefused, and Aborted when the flag is set meanwhile.
    """

    def __init__(
        self, library: Library, options: Options, abort: AbortFlag, progress: Callable[[float], None]
    ) -> None:
        self.library = library
        self.api: types.ModuleType = library.api
        self._abort = abort
        self._kept: list[object] = []  # llama.cpp keeps their addresses
        self._aborting = ctypes.cast(_strlen(), self.api.ggml_abort_callback)  # so it does with this one
        gpu = any(d.kind in ("gpu", "igpu") for d in bindings.devices(library)) and options.gpu_layers != 0
        self.threads = min(max(1, options.threads), MOST_THREADS)
        self.chunk = CHUNK_GPU if gpu else CHUNK_CPU
        self.kv_type = options.tuning.kv_type
        self.outputs = options.outputs
        self.flash_attention = _flash_attention(options.tuning, gpu)
        self._owner = True  # of the model, not of a context alone
        self.context: Handle = None
        library.log.forget()
        self.model: Handle = self._load_model(options, progress)
        try:
            self._check(options.path)
            self.trained_length: int = self.api.llama_model_n_ctx_train(self.model)
            self.context = self._make_context(options)
        except BaseException:
            self.close()
            raise
        self.context_length: int = min(self.api.llama_n_ctx(self.context), self.trained_length)
        self.vocabulary: Handle = self.api.llama_model_get_vocab(self.model)
        self.vocabulary_size: int = self.api.llama_vocab_n_tokens(self.vocabulary)
        self.memory: Handle = self.api.llama_get_memory(self.context)
        self.sliding_window: int = self.api.llama_model_n_swa(self.model)  # tokens; 0 for most models
        self.recurrent: bool = self.api.llama_model_is_recurrent(
            self.model
        ) or self.api.llama_model_is_hybrid(self.model)
        self.gpu_layers = self._layers_on_gpu(options.gpu_layers) if gpu else 0

    def close(self) -> None:
        """Free the context, then the model."""
        if self.context:
            self.api.llama_free(self.context)
        if self.model and self._owner:
            self.api.llama_model_free(self.model)
        self.context = self.model = None

    def chat_template(self) -> str | None:
        """Give the chat template that the model file holds."""
        template: bytes | None = self.api.llama_model_chat_template(self.model, None)
        return template.decode("utf-8", "replace") if template else None

    def set_decoding_threads(self, threads: int) -> None:
        """Change the number of threads for single tokens; prompts keep theirs."""
        self.api.llama_set_n_threads(self.context, threads, self.threads)

    def _load_model(self, options: Options, progress: Callable[[float], None]) -> Handle:
        def on_progress(fraction: float, _: object) -> bool:
            progress(fraction)
            return not self._abort.is_set()

        parameters = self.api.llama_model_default_params()
        parameters.n_gpu_layers = options.gpu_layers
        parameters.load_mode = self._load_mode(options.tuning)
        self._choose_devices(options, parameters)
        if options.safe and _has_amx(self.library):
            parameters.use_extra_bufts = False
        parameters.progress_callback = self.api.llama_progress_callback(on_progress)
        self._kept.append(parameters.progress_callback)
        model = self.api.llama_model_load_from_file(os.fsencode(options.path), parameters)
        if not model:
            self._abort.check()
            raise self._refused(options.path)
        return model

    def _load_mode(self, tuning: Tuning) -> int:
        api = self.api
        if tuning.mmap:
            return api.LLAMA_LOAD_MODE_MMAP_MLOCK if tuning.mlock else api.LLAMA_LOAD_MODE_AUTO
        return api.LLAMA_LOAD_MODE_MLOCK if tuning.mlock else api.LLAMA_LOAD_MODE_NONE

    def _choose_devices(self, options: Options, parameters: Any) -> None:
        """Say which devices are used and how much goes to each, where that was chosen.

        Without layers there the GPU is left alone: llama.cpp would still multiply a long prompt's matrices on
        it, and end the process where its memory is full (measured with 225 MiB free on an H200).
        """
        tuning = options.tuning
        device = bindings.device_handle(self.library, tuning.main_device) if tuning.main_device else None
        if device or options.gpu_layers == 0:
            devices = (ctypes.c_void_p * 2)(device if options.gpu_layers else None, None)
            self._kept.append(devices)
            parameters.devices = ctypes.cast(devices, ctypes.c_void_p)
        if tuning.tensor_split:
            most = self.api.llama_max_devices()
            shares = (ctypes.c_float * most)(*tuning.tensor_split[:most])
            self._kept.append(shares)
            parameters.tensor_split = ctypes.cast(shares, ctypes.POINTER(ctypes.c_float))

    def _refused(self, path: Path) -> ModelRefused:
        """Say in llama.cpp's own words why it does not go on."""
        return ModelRefused(path, self.library.log.reason(), self.library.log.out_of_memory())

    def _check(self, path: Path) -> None:
        """Refuse what loads but cannot chat, and would end the process later."""
        api, model = self.api, self.model
        if api.llama_model_has_encoder(model) or not api.llama_model_has_decoder(model):
            raise ModelRefused(path, "not a model for generating text")
        if api.llama_vocab_type(api.llama_model_get_vocab(model)) == api.LLAMA_VOCAB_TYPE_NONE:
            raise ModelRefused(path, "no vocabulary")
        if api.llama_model_n_ctx_train(model) < 1:
            raise ModelRefused(path, "no context length")

    def scratch_context(self, length: int, flash_attention: FlashAttention, sequences: int = 1) -> Handle:
        """Make a context beside our own, for measuring; the caller frees it. Raises Aborted."""
        parameters = self._parameters(length, sequences, flash_attention)  # an output each, it asserts
        parameters.n_seq_max = sequences
        parameters.kv_unified = True
        context = self.api.llama_init_from_model(self.model, parameters)
        if not context:
            raise Aborted  # no memory for it
        return context

    def twin(self, length: int) -> Runtime:
        """Make another context with room for drafts on the same model, which outlives it. Raises Aborted."""
        made = copy.copy(self)
        made._owner = False
        made.outputs = 1 + MOST_DRAFTED
        made.context = self.api.llama_init_from_model(
            self.model, self._parameters(length, made.outputs, self.flash_attention)
        )
        if not made.context:
            raise Aborted  # no memory for it
        made.context_length = min(self.api.llama_n_ctx(made.context), self.trained_length)
        made.memory = self.api.llama_get_memory(made.context)
        return made

    def _make_context(self, options: Options) -> Handle:
        parameters = self._parameters(options.context_length, options.outputs, self.flash_attention)
        context = self.api.llama_init_from_model(self.model, parameters)
        if not context:
            raise self._refused(options.path)
        if self._abort.is_set():
            self.context = context
            raise Aborted
        return context

    def _parameters(self, length: int, outputs: int, flash_attention: FlashAttention) -> Any:
        parameters = self.api.llama_context_default_params()
        parameters.n_ctx = max(1, min(length, self.trained_length))
        parameters.n_batch = BATCH
        parameters.n_ubatch = self.chunk
        parameters.n_outputs_max = outputs  # the default reserves 512 rows that nobody reads
        parameters.n_threads = parameters.n_threads_batch = self.threads
        parameters.flash_attn_type = FLASH_ATTENTION[flash_attention]
        parameters.type_k = parameters.type_v = KV_TYPES[self.kv_type]
        parameters.swa_full = False
        parameters.no_perf = True
        parameters.abort_callback = self._aborting
        parameters.abort_callback_data = self._abort.address
        return parameters

    def _layers_on_gpu(self, asked: int) -> int:
        layers: int = self.api.llama_model_n_layer(self.model) + 1  # the output counts as one
        return layers if asked < 0 else min(asked, layers)


def _flash_attention(tuning: Tuning, gpu: bool) -> FlashAttention:
    """Decide what can be decided here: a quantised KV cache needs it, a CPU is faster without."""
    if tuning.kv_type is not KvType.F16:
        return FlashAttention.ON
    if tuning.flash_attention is FlashAttention.AUTO and not gpu:
        return FlashAttention.OFF
    return tuning.flash_attention


def _has_amx(library: Library) -> bool:
    return "AMX_INT8 = 1" in bindings.system_info(library)


def _strlen() -> Any:
    """Give C's `strlen`, the function that llama.cpp asks whether to abort."""
    libc = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
    return libc.strlen
