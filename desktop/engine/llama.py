"""llama.cpp as the worker's backend."""

from __future__ import annotations

import os
import time
from contextlib import closing

from desktop.core.chat import Finish
from desktop.core.draft_models import Tried
from desktop.core.errors import PromptTooLong
from desktop.core.sampling import Sampling
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.calibrate import Calibrate, Measured, TryDraft
from desktop.engine.counting import Counter
from desktop.engine.model import Loader, Model, check_file
from desktop.engine.native import bindings
from desktop.engine.native.bindings import Library
from desktop.engine.native.chain import COLDEST
from desktop.engine.native.decode import Limits
from desktop.engine.native.gpus import Gpus
from desktop.engine.native.sampler import Sampler, seed_of
from desktop.engine.native.steps import Drafted
from desktop.engine.native.stops import Thinking
from desktop.engine.prompter import Prompt
from desktop.engine.protocol import Generate, Load, Loaded, Ready, Render, Rendered
from desktop.engine.reporter import Answer, AnswerReporter, LoadReporter
from desktop.engine.templates.renderer import Renderer

ROOM_FOR_ANSWER = 32  # tokens that a prompt must leave: a sentence; less would only look like a failure


class Backend:
    """One GGUF file at a time, loaded by llama.cpp and spoken to through its own chat template."""

    def __init__(self, abort: AbortFlag) -> None:
        self._abort = abort
        self._renderer = Renderer(abort)
        self._library: Library | None = None
        self._model: Model | None = None
        self._counter = Counter()
        self._gpus: Gpus | None = None

    def open(self) -> Ready:
        """Load llama.cpp. Raises EngineMissing and ProcessorTooOld."""
        self._renderer.start()  # it gets ready while llama.cpp and the model load
        library = self._library = bindings.open_library(self._abort)
        gpus = self._gpus = Gpus(library)
        return Ready(
            pid=os.getpid(),
            version=bindings.version(),
            system_info=bindings.system_info(library),
            gpu_offload=gpus.built,
            devices=gpus.devices,
            gpu_problem=gpus.problem,
        )

    def load(self, command: Load, progress: LoadReporter) -> Loaded:
        """Free the loaded model and load another. Raises ModelError and Aborted."""
        assert self._library is not None
        assert self._gpus is not None
        started = time.monotonic()
        self._free(keep=command.states is not None)
        self._gpus.look_again(progress)
        loader = Loader(self._library, self._renderer, self._abort)
        self._model = model = loader.load(command, progress)
        self._counter.begin(model.tokenizer.count)
        runtime = model.runtime
        return Loaded(
            request=command.request,
            path=command.path,
            context_length=runtime.context_length,
            trained_length=runtime.trained_length,
            template=model.layout.source,
            template_problem=model.layout.problem,
            threads=runtime.threads,
            gpu_layers=runtime.gpu_layers,
            seconds=time.monotonic() - started,
            overhead=model.overhead,
            thinking_switch=model.layout.thinking_switch,
            tuning=command.tuning,
            draft=command.draft if model.draft is not None else None,
            draft_error=model.draft_error,
        )

    def generate(self, command: Generate, report: AnswerReporter) -> Answer:
        """Answer with the loaded model. Raises PromptError and DecodeFailed."""
        model = self._model
        assert model is not None
        seed = seed_of(command.sampling)
        tokens: list[int] = []
        reused, drafted = 0, Drafted()
        try:
            prompt = self._prompt(model, command)
            tokens = prompt.tokens
            with (
                closing(Sampler(model.runtime, model.tokenizer, command.sampling, seed)) as sampler,
                model.room(command, tokens),
            ):
                told = _tell_nobody if command.aside else report.prompting
                reused = model.cache.process(tokens, told)
                finish = self._decode(model, command, prompt, sampler, report)
                drafted = model.decoder.drafted
        except Aborted:
            finish = Finish.CANCELLED
        return Answer(finish, len(tokens), reused, seed, drafted.tokens, drafted.accepted)

    def render(self, command: Render) -> Rendered:
        """Lay out the prompt that `generate` would answer. Raises PromptError and Aborted."""
        assert self._model is not None
        prompt = self._model.prompter.prompt(command)
        return Rendered(command.request, prompt.text, len(prompt.tokens))

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Count the tokens of each text as a user's, on any thread. Raises NoModel."""
        return self._counter.counts(texts)

    def unload(self) -> None:
        """Free the loaded model, if there is one."""
        self._free(keep=True)

    def close(self) -> None:
        """Free everything, and end the template process."""
        self.unload()
        self._renderer.close()

    def forget(self, chat: str) -> None:
        """Delete what was kept of a chat."""
        if self._model is not None:
            self._model.keeping.forget(chat)

    def idle(self) -> bool:
        """Write what was read of a chat to the disk, now that nobody waits; tell whether there is another."""
        return self._model is not None and self._model.keeping.write_next()

    def calibrate(self, command: Calibrate) -> Measured | None:
        """Measure how the loaded model runs fastest; None where that is not possible. Raises Aborted."""
        assert self._model is not None
        model = self._model
        return None if model.runtime.gpu_layers else model.calibration.measure(command)

    def try_draft(self, command: TryDraft) -> Tried | None:
        """Measure what a model is worth that drafts for the loaded one. Raises Aborted and UserError."""
        assert self._model is not None
        check_file(command.draft)
        return self._model.draft_trial.measure(command)

    def _free(self, keep: bool) -> None:
        """Free the loaded model; keep what was read, unless nothing is to be kept any more."""
        model, self._model = self._model, None
        self._counter.end()
        if model is not None:
            if keep:
                model.keeping.write()
            model.close()

    def _prompt(self, model: Model, command: Generate) -> Prompt:
        prompt = model.prompter.prompt(command)
        length = model.runtime.context_length
        if len(prompt.tokens) > length - min(ROOM_FOR_ANSWER, length // 8):
            raise PromptTooLong(len(prompt.tokens), length)
        return prompt

    def _decode(
        self, model: Model, command: Generate, prompt: Prompt, sampler: Sampler, report: AnswerReporter
    ) -> Finish:
        sampling, ignore_end = sampler.sampling, command.ignore_end
        stops = () if ignore_end else model.layout.stops
        limits = Limits(
            sampling.max_tokens, ignore_end, stops, sampling.stop, _thinking(prompt), _may_draft(sampling)
        )
        report.separate(prompt.splitter())
        sampler.remember(prompt.tokens)
        finish, rest = model.decoder.run(sampler.chain, limits, report.token, sampler.grammar)
        report.rest(rest)
        return finish


def _tell_nobody(_done: int, _total: int) -> None:
    """Nobody waits for what is answered aside."""


def _may_draft(sampling: Sampling) -> bool:
    """Tell whether no one expects the very same answer again.

    llama.cpp rounds otherwise where it computes several tokens at once, and how many they are depends on
    the time that they take: so an answer that must be repeatable comes token by token.
    """
    return sampling.seed is None and sampling.temperature >= COLDEST


def _thinking(prompt: Prompt) -> Thinking | None:
    """Say within which tags stop texts and a grammar do not count."""
    if not prompt.tags:
        return None
    tags = prompt.tags if prompt.open_in is None else (prompt.open_in,)
    closings = tuple(closing for each in tags for closing in each.closings)
    return Thinking(tuple(each.opening for each in tags), closings, prompt.open_in is not None)
