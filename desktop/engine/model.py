"""A loaded model with all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from desktop.core.errors import ModelMissing, NotGguf, UserError
from desktop.core.load import MOST_DRAFTED, Tuning
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.native import bindings
from desktop.engine.native.adapters import Adapters
from desktop.engine.native.bindings import Library
from desktop.engine.native.cache import Cache
from desktop.engine.native.calibration import Calibration
from desktop.engine.native.decode import Decoder
from desktop.engine.native.draft_model import DraftModel
from desktop.engine.native.draft_trial import DraftTrial
from desktop.engine.native.keeping import Keeping
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.native.snapshots import Snapshots
from desktop.engine.native.state import State
from desktop.engine.native.states_on_disk import StatesOnDisk, fingerprint_of
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.native.worth import Worth
from desktop.engine.prompter import Prompter
from desktop.engine.protocol import Generate, Load, Overhead
from desktop.engine.templates import layout
from desktop.engine.templates.layout import Layout
from desktop.engine.templates.renderer import Renderer


@dataclass(frozen=True, slots=True)
class Model:
    """The parts of a loaded model; `close` frees what llama.cpp holds."""

    runtime: Runtime
    cache: Cache
    decoder: Decoder
    tokenizer: Tokenizer
    layout: Layout
    prompter: Prompter
    overhead: Overhead
    keeping: Keeping
    adapters: Adapters
    calibration: Calibration
    draft_trial: DraftTrial
    draft: DraftModel | None = None
    draft_error: UserError | None = None  # why the model that was to draft does not

    @contextmanager
    def room(self, command: Generate, prompt: Sequence[int]) -> Generator[None]:
        """Bring the best state for a prompt into the context, with the adapters of its chat, and no others.

        Raises AdapterUnsuitable; and Aborted where a prompt is not worth what it would cost.
        """
        key = self.adapters.key(command.adapters)  # before anything of the chat before is given up
        if command.aside:
            if key != self.keeping.adapters:
                raise Aborted
            with self.keeping.aside(prompt):
                yield
            return
        self.keeping.adapt(key)
        self.adapters.use(command.adapters)
        self.keeping.prepare(command.chat, prompt)
        yield

    def close(self) -> None:
        """Free the model, and the one that drafts for it."""
        self.runtime.close()
        if self.draft is not None:
            self.draft.close()


@dataclass(frozen=True, slots=True)
class Loader:
    """What models are loaded with."""

    library: Library
    renderer: Renderer
    abort: AbortFlag

    def load(self, command: Load, progress: Callable[[float], None]) -> Model:
        """Load a model. Raises ModelError and Aborted."""
        check_file(command.path)
        self.renderer.start()
        options = Options(
            command.path,
            command.context_length,
            command.threads,
            command.gpu_layers,
            command.safe,
            command.tuning,
            outputs=1 + MOST_DRAFTED if command.drafting else 1,
        )
        runtime = Runtime(self.library, options, self.abort, progress)
        try:
            return self._with_draft(self._prepare(runtime, command, options), command, options)
        except BaseException:
            runtime.close()
            raise

    def _prepare(self, runtime: Runtime, command: Load, options: Options) -> Model:
        tokenizer = Tokenizer(runtime)
        cache = Cache(runtime, self.abort)
        cache.warm_up(max(0, runtime.api.llama_vocab_bos(runtime.vocabulary)))
        chosen = layout.choose(self.renderer, runtime.chat_template(), tokenizer.bos_text, tokenizer.eos_text)
        state = State(runtime, cache)
        keeping = Keeping(state, Snapshots(state, command.snapshot_memory), _states(runtime, command))
        prompter = Prompter(tokenizer, chosen, self.renderer)
        decoder = Decoder(runtime, cache, self.abort)
        overhead = prompter.overhead()
        trial = DraftTrial(runtime, tokenizer, partial(_drafting, options), self.abort)
        more = Adapters(runtime), Calibration(runtime, self.abort), trial
        return Model(runtime, cache, decoder, tokenizer, chosen, prompter, overhead, keeping, *more)

    def _with_draft(self, model: Model, command: Load, options: Options) -> Model:
        """Load the model that drafts for this one, which works without where that fails. Raises Aborted."""
        if command.draft is None or not command.drafting:
            return model
        try:
            check_file(command.draft)
            drafting = _drafting(options, command.draft)
            draft = DraftModel(self.library, drafting, self.abort, model.runtime, lambda _: None)
        except UserError as error:
            return replace(model, draft_error=error)
        model.decoder.drafters.append((lambda: draft, Worth()))
        return replace(model, draft=draft)


def _drafting(options: Options, draft: Path) -> Options:
    """Say how a model is loaded that drafts for one that is loaded so."""
    plain = Tuning(mmap=options.tuning.mmap, main_device=options.tuning.main_device)
    return replace(options, path=draft, tuning=plain, outputs=1)


def _states(runtime: Runtime, command: Load) -> StatesOnDisk | None:
    if command.states is None:
        return None
    # What else makes a state valid: another cache type lays it out otherwise.
    kinds = str(runtime.kv_type), str(runtime.flash_attention), runtime.gpu_layers > 0
    name = fingerprint_of(command.path, bindings.version(), *kinds)
    return StatesOnDisk(command.states, name, command.states_share)


def check_file(path: Path) -> None:
    """Refuse what is no GGUF file at all; the application has read the header, but perhaps long ago.

    Raises ModelMissing and NotGguf.
    """
    try:
        if path.is_dir():
            raise ModelMissing(path, is_folder=True)
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError:
        raise ModelMissing(path) from None
    if magic != b"GGUF":
        raise NotGguf(path)
