"""Measures how a loaded model decodes fastest on this machine, in contexts of its own."""

from __future__ import annotations

import ctypes
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from statistics import median

import psutil

from desktop.core.load import FlashAttention
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.calibrate import Calibrate, Measured
from desktop.engine.native.batch import SEQUENCE, Batch
from desktop.engine.native.bindings import Handle
from desktop.engine.native.runtime import Runtime

CLEARLY = 0.95  # of the time of what is preferred; anything nearer to it may be noise
LEAST_ROUNDS = 3
MOST_ROUNDS = 24
UNDISTURBED = 0.9  # of a processor for each thread; with less, another program has the rest
QUICK = 0.05  # seconds of a token; with quick ones, the start of other threads would count
SHORT = 256  # tokens of context where only threads are compared
DEEP = 1024  # tokens before those that flash attention is compared with; with 256 it makes no difference
READ = 16  # tokens that are computed of these; the others are copies, which take room and time as well
MEMORY = 2 << 30  # bytes that must be free for the two contexts of a flash attention comparison

log = logging.getLogger(__name__)


def clearly_fastest(rounds: Sequence[Sequence[float]]) -> int:
    """Say which candidate to take, by the seconds of each in every round; the first one is preferred.

    The ratios are taken within the rounds, where the machine was in the same mood for all.
    """
    if len(rounds) < LEAST_ROUNDS:
        return 0
    ratios = [median(taken[each] / taken[0] for taken in rounds) for each in range(len(rounds[0]))]
    best = min(range(len(ratios)), key=ratios.__getitem__)
    return best if ratios[best] < CLEARLY else 0


class Scratch:
    """A context for measuring, on the loaded model; the one with the chat is not touched.

    `close` frees it. Raises Aborted wherever the flag ends a computation.
    """

    def __init__(
        self, runtime: Runtime, abort: AbortFlag, length: int, flash: FlashAttention, copies: int = 0
    ) -> None:
        self._api = runtime.api
        self._copies = copies  # of what is filled in, that the context has room for
        self._abort = abort
        self._length = length
        self._chunk = runtime.chunk
        self._position = 0
        self._batch = Batch(self._api, self._chunk)
        self._token = max(0, self._api.llama_vocab_bos(runtime.vocabulary))
        self._context: Handle = runtime.scratch_context(length, flash, 1 + copies)
        self._used = self._offered = 0.0  # seconds of processors, in what was measured

    def close(self) -> None:
        """Free the context."""
        self._api.llama_free(self._context)

    def fill(self, tokens: int, threads: int) -> None:
        """Process so many tokens, whatever they are."""
        self._api.llama_set_n_threads(self._context, threads, threads)
        while tokens:
            count = min(tokens, self._chunk)
            self._decode(count)
            tokens -= count

    def deepen(self) -> None:
        """Fill the context with copies of what was filled in. Raises Aborted.

        They are made parts of the one sequence, at the same positions: flash attention passes over the
        tokens of other sequences, and would look faster than it is.
        """
        size: int = self._api.llama_state_seq_get_size(self._context, SEQUENCE)
        data = (ctypes.c_uint8 * size)()
        self._api.llama_state_seq_get_data(self._context, data, size, SEQUENCE)
        for copy in range(1, self._copies + 1):
            self._abort.check()
            if self._api.llama_state_seq_set_data(self._context, data, size, copy) != size:
                raise Aborted
            memory = self._api.llama_get_memory(self._context)
            self._api.llama_memory_seq_cp(memory, copy, SEQUENCE, -1, -1)

    def token(self, threads: int) -> float:
        """Give the seconds that one more token takes."""
        if self._position + 2 > self._length:
            self._api.llama_memory_clear(self._api.llama_get_memory(self._context), False)
            self._position = 0
        self._api.llama_set_n_threads(self._context, threads, threads)
        seconds = self._timed(threads)
        return self._timed(threads) if seconds < QUICK else seconds

    def check(self) -> None:
        """Raise Aborted where other programs had the processors: then nothing could be learned."""
        if self._used < UNDISTURBED * self._offered:
            log.info("not calibrated: the machine has other work")
            raise Aborted

    def _timed(self, threads: int) -> float:
        cpu = time.process_time()
        seconds = self._decode(1)
        self._used += time.process_time() - cpu
        self._offered += seconds * threads
        return seconds

    def _decode(self, count: int) -> float:
        self._abort.check()
        self._batch.fill([self._token] * count, self._position, logits=True)
        started = time.perf_counter()
        result = self._api.llama_decode(self._context, self._batch.native)
        seconds = time.perf_counter() - started
        if result:
            raise Aborted
        self._position += count
        return seconds


class Calibration:
    """Compares ways of decoding for one command. For the engine's loop, while nobody waits."""

    def __init__(self, runtime: Runtime, abort: AbortFlag) -> None:
        self._runtime = runtime
        self._abort = abort
        self._known: dict[tuple[int, ...], int] = {}  # fastest of these numbers of threads

    def measure(self, command: Calibrate) -> Measured | None:
        """Measure; None where the model is too slow for the time.

        Raises Aborted where the flag was set, or another program disturbed: then it is to be tried again.
        """
        end = time.perf_counter() + command.seconds
        threads = self._known.get(command.threads)
        if threads is None:
            threads = self._threads(command.threads, end)
        if threads is None:
            return None
        self._known[command.threads] = threads  # for the next pause, if this one ends too soon
        flash = FlashAttention.AUTO
        if command.flash_attention:
            flash = self._flash_attention(threads, end)
        return Measured(threads, flash)

    def _threads(self, candidates: Sequence[int], end: float) -> int | None:
        if len(candidates) == 1:
            return candidates[0]
        flash = self._runtime.flash_attention
        with closing(Scratch(self._runtime, self._abort, SHORT, flash)) as scratch:
            scratch.fill(1, candidates[0])  # the first use of the weights is slower
            turns = [lambda n=n: scratch.token(n) for n in candidates]
            rounds = self._rounds(turns, (time.perf_counter() + end) / 2)
            scratch.check()
        return candidates[clearly_fastest(rounds)] if len(rounds) >= LEAST_ROUNDS else None

    def _flash_attention(self, threads: int, end: float) -> FlashAttention:
        """Compare at a depth where it counts."""
        if self._runtime.recurrent or psutil.virtual_memory().available < MEMORY:
            return FlashAttention.AUTO
        length, copies = DEEP + 2 * MOST_ROUNDS + SHORT, DEEP // READ - 1
        with (
            closing(Scratch(self._runtime, self._abort, length, FlashAttention.OFF, copies)) as off,
            closing(Scratch(self._runtime, self._abort, length, FlashAttention.ON, copies)) as on,
        ):
            for scratch in (off, on):
                scratch.fill(READ, threads)
                scratch.deepen()
            rounds = self._rounds([lambda: off.token(threads), lambda: on.token(threads)], end)
            off.check()
            on.check()
        if len(rounds) < LEAST_ROUNDS:
            return FlashAttention.AUTO
        return FlashAttention.ON if clearly_fastest(rounds) else FlashAttention.OFF

    def _rounds(self, turns: Sequence[Callable[[], float]], end: float) -> list[list[float]]:
        """Let each have its turn, again and again, until the time is over."""
        rounds: list[list[float]] = []
        while len(rounds) < MOST_ROUNDS:
            started = time.perf_counter()
            rounds.append([turn() for turn in turns])
            now = time.perf_counter()
            if now + (now - started) > end:
                break
        return rounds
