"""A backend that answers from a script, inside a real engine process.

The last turn's text is the script: "crash", "raise WORD", "hang", "deaf", "stdout TEXT", "flood N RATE",
or any other text, which is said back word by word. A model's file name is one too: "crash.gguf",
"slow.gguf" (a load that ends only when it is cancelled), "refused.gguf".
"""

from __future__ import annotations

import os
import sys
import time

from desktop.core.chat import Finish
from desktop.core.errors import EmptyPrompt, EngineMissing, ModelRefused
from desktop.engine.abort import Aborted
from desktop.engine.protocol import Loaded, Ready, TemplateSource
from desktop.engine.reporter import Answer


class Backend:
    """Needs no model file and no llama.cpp."""

    def __init__(self, abort):
        self._abort = abort

    def open(self):
        return Ready(os.getpid(), "scripted", "CPU : SCRIPTED = 1 | ", gpu_offload=False)

    def load(self, command, progress):
        script = command.path.stem
        if script == "crash":
            os.abort()
        if script == "refused":
            raise ModelRefused(command.path, "scripted")
        progress(0.5)
        while script == "slow":
            if self._abort.is_set():
                raise Aborted
            time.sleep(0.001)
        return Loaded(
            command.request,
            command.path,
            command.context_length,
            2048,
            TemplateSource.OWN,
            "",
            command.threads,
            0,
            0.0,
        )

    def idle(self):
        pass

    def forget(self, chat):
        pass

    def unload(self):
        pass

    def close(self):
        pass

    def generate(self, command, report):
        script = command.turns[-1].text
        seed = command.sampling.seed or 1
        report.prompting(0, len(script))
        finish = Finish.STOP
        for number, piece in enumerate(self._pieces(script), start=1):
            if self._abort.is_set():
                finish = Finish.CANCELLED
                break
            report.token(piece)
            if number == command.sampling.max_tokens:
                finish = Finish.LENGTH
                break
        return Answer(finish, len(script), 0, seed)

    def _pieces(self, script):
        if not script.strip():
            raise EmptyPrompt
        name, *arguments = script.split()
        act = {"crash": os.abort, "raise": self._raise, "hang": self._hang, "deaf": self._deaf}.get(name)
        if act is not None:
            return act(*arguments)
        if name == "stdout":
            return self._stdout(*arguments)
        if name == "flood":
            return self._flood(*arguments)
        return (word + " " for word in script.split())

    def _raise(self, word):
        raise RuntimeError(f"no such luck with {word}")

    def _hang(self):
        """Come to no end, but look at the abort flag."""
        while True:
            time.sleep(0.001)
            yield ""

    def _deaf(self):
        """Come to no end, whatever happens."""
        while True:
            time.sleep(1)

    def _stdout(self, word):
        """Write in every way there is."""
        os.write(1, f"native {word}\n".encode())
        sys.stdout.write(f"python {word}\n")
        sys.stderr.write(f"error {word}\n")
        yield word

    def _flood(self, count, rate):
        """Give so many tokens, so many a second; 0 is as many as there can be."""
        for number in range(int(count)):
            yield f"tok{number} "
            if float(rate):
                time.sleep(1 / float(rate))


class MissingBackend(Backend):
    """An engine whose library is missing."""

    def open(self):
        raise EngineMissing("scripted")
