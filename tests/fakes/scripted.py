"""A backend that answers from a script, inside a real engine process.

The last turn's text is the script: "crash", "raise WORD", "hang", "deaf", "stdout TEXT", "flood N RATE",
"think THOUGHT… | ANSWER" (all is thought where there is no bar; told not to think, it only answers), or
any other text, which is said back word by word. Where an answer has begun, the words that are there are
left out. A title has the words of the question, backwards. A model's file name is one too: "crash.gguf",
"slow.gguf" (a load that ends only when it is cancelled), "refused.gguf", "plain.gguf" (a model that cannot
be told whether to think), "loud.gguf" (says all but the first two words in capitals).

A word is a token. A prompt is the turns' texts, a line each.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time

from desktop.core.chat import Finish
from desktop.core.errors import EmptyPrompt, EngineMissing, ModelRefused, NoModel
from desktop.engine.abort import Aborted
from desktop.engine.protocol import Begun, Loaded, Overhead, Ready, Rendered, TemplateSource
from desktop.engine.reporter import Answer
from desktop.engine.thinking import THINK, Splitter


class Backend:
    """Needs no model file and no llama.cpp."""

    def __init__(self, abort):
        self._abort = abort
        self._loaded = threading.Event()
        self._loud = False

    def open(self):
        return Ready(os.getpid(), "scripted", "CPU : SCRIPTED = 1 | ", gpu_offload=False)

    def load(self, command, progress):
        script = command.path.stem
        self._loud = script == "loud"
        self._loaded.clear()
        if script == "crash":
            os.abort()
        if script == "refused":
            raise ModelRefused(command.path, "scripted")
        progress(0.5)
        while script == "slow":
            if self._abort.is_set():
                raise Aborted
            time.sleep(0.001)
        self._loaded.set()
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
            Overhead(0, 0, 0, 0),
            thinking_switch=script != "plain",
        )

    def idle(self):
        return False

    def calibrate(self, command):
        return None

    def try_draft(self, command):
        return None

    def forget(self, chat):
        pass

    def unload(self):
        self._loaded.clear()

    def count(self, texts):
        if not self._loaded.is_set():
            raise NoModel
        return tuple(len(text.split()) for text in texts)

    def render(self, command):
        begun = command.begun or Begun("", "")
        texts = [turn.text for turn in command.turns] + [f"{begun.thinking}{begun.text}"]
        text = "\n".join(texts).rstrip("\n")
        return Rendered(command.request, text, len(text.split()))

    def close(self):
        pass

    def generate(self, command, report):
        script = command.turns[-1].text
        if command.aside:  # a title is asked for
            return self._title(command, report)
        seed = command.sampling.seed or 1
        report.prompting(0, len(script))
        finish = Finish.STOP
        for number, piece in enumerate(self._answer(command, report), start=1):
            if self._abort.is_set():
                finish = Finish.CANCELLED
                break
            report.token(piece)
            if number == command.sampling.max_tokens:
                finish = Finish.LENGTH
                break
        return Answer(finish, len(script), 0, seed)

    def _title(self, command, report):
        """Name a chat by the words of its question, the last one first."""
        words = command.turns[0].text.split()[::-1]
        for word in words:
            report.token(word + " ")
        return Answer(Finish.STOP, len(words), 0, 1)

    def _answer(self, command, report):
        script, begun = command.turns[-1].text, command.begun or Begun("", "")
        if script.split()[:1] == ["think"]:
            return self._think(script.split()[1:], begun, command.thinking, report)
        return itertools.islice(self._pieces(script), len(begun.text.split()), None)

    def _think(self, words, begun, thinks, report):
        """Give the thoughts between tags, which add no tokens, and then the answer."""
        bar = words.index("|") if "|" in words else len(words)
        thoughts, answer = words[:bar], words[bar + 1 :]
        if begun.text or not thinks:
            return (word + " " for word in answer[len(begun.text.split()) :])
        report.separate(Splitter.inside(THINK, thoughts=bool(begun.thinking)))
        left = [word + " " for word in thoughts[len(begun.thinking.split()) :]]
        return left + [THINK.close * (number == 0) + word + " " for number, word in enumerate(answer)]

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
        words = script.split()
        if self._loud:
            words[2:] = [word.upper() for word in words[2:]]
        return (word + " " for word in words)

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
