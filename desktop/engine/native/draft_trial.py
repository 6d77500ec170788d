"""Measures whether a smaller model makes the answers of the loaded one faster, in contexts of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.draft_models import Tried
from desktop.core.load import MOST_DRAFTED
from desktop.core.sampling import DEFAULTS
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.calibrate import TryDraft
from desktop.engine.native.batch import Batch
from desktop.engine.native.cache import DONE, Cache
from desktop.engine.native.calibration import UNDISTURBED
from desktop.engine.native.draft_model import DraftModel
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.native.sampler import Sampler
from desktop.engine.native.steps import Drafted, Steps, Way
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.native.worth import Worth

LENGTH = 512  # tokens of context
BLOCK = 16  # tokens that come without drafts, and then the same ones with them
BLOCKS = 4  # of a text
WARM = 5  # tokens before them that are not counted; it must be known what one takes before any is drafted
LEAST_BLOCKS = 2
SEED = 4

PROSE = """The lake lies at the foot of three hills, and the village lies at the foot of the lake. In the
morning the water is grey and flat, and the boats are pulled up on the stones. The first person to come
down is always the ferryman. He looks at the sky in the west, and then"""
CODE = '''import csv


def read_rows(path):
    """Read a table into a list of dictionaries."""
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def column(rows, name):
    """Return the values of one column as numbers."""
'''
TEXTS = (PROSE, CODE)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spent:
    """What the tokens of a text took."""

    alone: float  # seconds without drafts
    together: float  # seconds of the same tokens with drafts
    drafted: Drafted


class DraftTrial:
    """Lets one model draft for the loaded one; what was measured of a text is kept for the next pause.

    The model draws each block of tokens by itself, as it answers a chat where nothing else is chosen. Then
    the block is taken back and put in once more, with drafts: so both ways have the same text, and the
    machine the same moods.
    """

    def __init__(
        self, runtime: Runtime, tokenizer: Tokenizer, options: Callable[[Path], Options], abort: AbortFlag
    ) -> None:
        self._runtime = runtime
        self._tokenizer = tokenizer
        self._options = options  # of a file that drafts
        self._abort = abort
        self._known: dict[tuple[Path, str], Spent] = {}

    def measure(self, command: TryDraft) -> Tried | None:
        """Measure; None where the model is too slow for the time.

        Raises Aborted where the flag was set, or another program disturbed: then it is to be tried again.
        Raises UserError where the file cannot draft for this model.
        """
        options = replace(self._options(command.draft), context_length=LENGTH)
        library, started = self._runtime.library, time.perf_counter()
        with closing(DraftModel(library, options, self._abort, self._runtime, lambda _: None)) as draft:
            for number, text in enumerate(TEXTS, start=1):
                if (command.draft, text) not in self._known:
                    end = started + number * command.seconds / len(TEXTS)
                    spent = self._text(draft, text, end)
                    if spent is None:
                        return None
                    self._known[command.draft, text] = spent
        return tried([self._known.pop((command.draft, text)) for text in TEXTS])

    def _text(self, draft: DraftModel, text: str, end: float) -> Spent | None:
        sampling = replace(DEFAULTS, seed=SEED)
        with (
            closing(self._runtime.twin(LENGTH)) as twin,
            closing(Sampler(twin, self._tokenizer, sampling, SEED)) as sampler,
        ):
            turns = _Turns(twin, Cache(twin, self._abort), sampler, draft)
            turns.begin(self._tokenizer.plain(text))
            blocks = 0
            while blocks < BLOCKS and time.perf_counter() < end:
                turns.block()
                blocks += 1
            turns.check()
            return turns.spent if blocks >= LEAST_BLOCKS else None


class _Turns:
    """Both ways of making a text, one block after the other. Raises Aborted."""

    def __init__(self, runtime: Runtime, cache: Cache, sampler: Sampler, draft: DraftModel) -> None:
        self._runtime = runtime
        self._cache = cache
        self._sampler = sampler
        self._draft = draft
        batch = Batch(runtime.api, 1 + MOST_DRAFTED)
        batch.fill([0], 0, logits=True)
        self._alone = Steps(runtime, cache, batch, self._note, ())
        self._together = Steps(runtime, cache, batch, lambda _: None, (Way(draft, Worth()),))
        self._index = -1  # of the logits that the next token is drawn from
        self._busy = self._used = 0.0  # seconds of decoding alone, and of processors in these
        self._before = Drafted()
        self._without = self._with = 0.0  # seconds

    @property
    def spent(self) -> Spent:
        """What was measured."""
        made, before = self._together.drafted, self._before
        drafted = Drafted(made.tokens - before.tokens, made.accepted - before.accepted)
        return Spent(self._without, self._with, drafted)

    def begin(self, tokens: Sequence[int]) -> None:
        """Have both models read the text, and go on for a few tokens that do not count."""
        self._cache.process(tokens, lambda done, total: None)
        self._draft.draft(tokens, 1)
        self.block(WARM)
        self._without = self._with = self._busy = self._used = 0.0
        self._before = self._together.drafted

    def block(self, size: int = BLOCK) -> None:
        """Draw a block, then put it in again with drafts."""
        start = len(self._cache.tokens)
        drawn: list[int] = []
        started, processors = time.perf_counter(), time.process_time()
        for _ in range(size):
            drawn.append(self._drawn())
            self._take(self._alone, drawn[-1], 0)
        self._without += self._since(started)
        self._used += time.process_time() - processors
        self._cache.cut(start)
        started = time.perf_counter()
        for left, token in zip(range(size - 1, -1, -1), drawn, strict=True):
            self._take(self._together, token, left)
        self._index = self._together.index
        self._together.end()
        self._with += self._since(started)

    def check(self) -> None:
        """Raise Aborted where other programs had the processors: then nothing could be learned."""
        if not self._runtime.gpu_layers and self._used < UNDISTURBED * self._busy * self._runtime.threads:
            log.info("draft not measured: the machine has other work")
            raise Aborted

    def _drawn(self) -> int:
        api, context = self._runtime.api, self._runtime.context
        token: int = api.llama_sampler_sample(self._sampler.chain, context, self._index)
        if not 0 <= token < self._runtime.vocabulary_size:
            raise Aborted
        return token

    def _take(self, steps: Steps, token: int, most: int) -> None:
        if steps.take(token, most) != DONE:
            raise Aborted
        self._index = steps.index

    def _since(self, started: float) -> float:
        self._runtime.api.llama_synchronize(self._runtime.context)  # a GPU may still be at it
        return time.perf_counter() - started

    def _note(self, seconds: float) -> None:
        self._busy += seconds


def tried(texts: Sequence[Spent]) -> Tried:
    """Put together what the texts took; each token counts the same."""
    alone, together = sum(each.alone for each in texts), sum(each.together for each in texts)
    made = sum(each.drafted.tokens for each in texts)
    accepted = sum(each.drafted.accepted for each in texts)
    return Tried(alone / together if together else 0.0, accepted / made if made else 0.0)
