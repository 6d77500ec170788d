"""From text to tokens, so that no text of a person ever becomes a control token.

Leaving out llama.cpp's `parse_special` is not enough: it still finds user-defined tokens, of which some
models have a thousand (docs: engine.md §6). So every control text within people's text is cut in two.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from desktop.core.chat import Role
from desktop.core.errors import EmptyPrompt, TextTooLarge
from desktop.engine.marks import CUT, Marked, enclose, find
from desktop.engine.native.runtime import Runtime
from desktop.engine.protocol import Begun, Turn

MOST_CHARACTERS = 2_000_000  # tokenising that many takes 6 s, and cannot be cancelled
CONTROL, USER_DEFINED = 1 << 3, 1 << 4  # llama_token_attr
LONGEST_BEGINNING = 32  # characters of a control text that are looked for
INNER_TAG = re.compile(r"</?[a-z_]+>")  # <think>; what stands between turns looks otherwise
HARMLESS = re.compile(r"[\s▁]*|\[PAD\d+\]|<unused\d+>")


class Tokenizer:
    """Marks messages before a template sees them, and tokenises what the template makes of them."""

    def __init__(self, runtime: Runtime) -> None:
        api = runtime.api
        self._tokenize = api.llama_tokenize
        self._vocabulary = runtime.vocabulary
        texts = self._control_texts(runtime)
        self.specials = frozenset(texts)  # what would be read as one token, whatever stands around it
        self._control = any_of(texts)
        self._not_in_answers = any_of(
            text for text, kind in texts.items() if kind & CONTROL or not INNER_TAG.fullmatch(text)
        )
        bos: int = api.llama_vocab_bos(runtime.vocabulary)
        eos: int = api.llama_vocab_eos(runtime.vocabulary)
        self._first = bos if bos >= 0 and api.llama_vocab_get_add_bos(runtime.vocabulary) else None
        self.bos_text = self._text_of(runtime, bos)
        self.eos_text = self._text_of(runtime, eos)
        self._newline = self.plain("\n")

    def mark(self, turns: Sequence[Turn]) -> list[Turn]:
        """Mark what people wrote. Raises EmptyPrompt and TextTooLarge.

        Answers are not enclosed, because templates take their thinking out, and tear pairs apart. They
        get a cut in every control text instead, but for tags like <think> that models write as text.
        """
        size = sum(len(turn.text) for turn in turns)
        if size > MOST_CHARACTERS:
            raise TextTooLarge(size, MOST_CHARACTERS)
        if not turns or not turns[-1].text.strip():
            raise EmptyPrompt
        return [Turn(turn.role, self._mark(turn)) for turn in turns]

    def mark_begun(self, begun: Begun) -> Begun:
        """Mark what the model wrote of an answer, as in answers before it. Raises TextTooLarge."""
        size = len(begun.thinking) + len(begun.text)
        if size > MOST_CHARACTERS:
            raise TextTooLarge(size, MOST_CHARACTERS)
        return Begun(self._mark_answer(begun.thinking), self._mark_answer(begun.text))

    def count(self, text: str) -> int:
        """Count the tokens that a user's text makes within a prompt."""
        prompt = find(enclose(without_surrogates(text)))
        bounds = [0, *self._cuts(prompt), len(prompt.text)]
        return sum(len(self._continued(prompt.text[start:end])) for start, end in pairwise(bounds))

    def encode(self, prompt: Marked) -> list[int]:
        """Tokenise a prompt, beginning with the token that the model wants to begin with."""
        tokens: list[int] = []
        start = 0
        for cut in [*self._cuts(prompt), len(prompt.text)]:
            tokens += self._continued(prompt.text[start:cut]) if start else self.plain(prompt.text[:cut])
            start = cut
        if self._first is not None and tokens[:1] != [self._first]:  # most templates write it themselves
            tokens.insert(0, self._first)
        return tokens

    def _mark(self, turn: Turn) -> str:
        if turn.role is Role.ASSISTANT:
            return self._mark_answer(turn.text)
        return enclose(without_surrogates(turn.text).strip())

    def _mark_answer(self, text: str) -> str:
        inner = enclose(without_surrogates(text))[1:-1]
        if self._not_in_answers is None:
            return inner
        return self._not_in_answers.sub(lambda found: found.group()[0] + CUT + found.group()[1:], inner)

    def _cuts(self, prompt: Marked) -> list[int]:
        """Find where to cut: one character into every control text, so that neither half is one."""
        cuts: list[int] = []
        for start, end in prompt.spans:
            if start == end:
                cuts.append(start)
            elif self._control is not None:
                found = self._control.search(prompt.text, start, end)
                while found is not None:
                    cuts.append(found.start() + 1)
                    found = self._control.search(prompt.text, found.start() + 1, end)
        return cuts

    def _continued(self, text: str) -> list[int]:
        """Tokenise what follows a cut, without the space that some vocabularies put before a text."""
        if not text:
            return []
        tokens = self.plain("\n" + text)
        length = len(self._newline)
        return tokens[length:] if tokens[:length] == self._newline else self.plain(text)

    def plain(self, text: str) -> list[int]:
        """Tokenise a text as it is, control texts included."""
        data = text.encode()
        room = len(data) + 8
        buffer = (ctypes.c_int32 * room)()
        count: int = self._tokenize(self._vocabulary, data, len(data), buffer, room, False, True)
        if count < 0:  # the number that there are
            buffer = (ctypes.c_int32 * -count)()
            count = self._tokenize(self._vocabulary, data, len(data), buffer, -count, False, True)
        return buffer[:count]

    @staticmethod
    def _control_texts(runtime: Runtime) -> dict[str, int]:
        """List what would be read as a control token, with its kind. Takes 20 to 100 ms for a vocabulary."""
        api, vocabulary = runtime.api, runtime.vocabulary
        kinds = map(api.llama_vocab_get_attr, repeat(vocabulary), range(runtime.vocabulary_size))
        special = [(token, kind) for token, kind in enumerate(kinds) if kind & (CONTROL | USER_DEFINED)]
        texts = {Tokenizer._text_of(runtime, token): kind for token, kind in special}
        return {text: kind for text, kind in texts.items() if len(text) > 2 and not HARMLESS.fullmatch(text)}

    @staticmethod
    def _text_of(runtime: Runtime, token: int) -> str:
        if token < 0:
            return ""
        raw: bytes = runtime.api.llama_vocab_get_text(runtime.vocabulary, token)
        return raw.decode("utf-8", "replace")


def without_surrogates(text: str) -> str:
    """Give a text that has an encoding: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Make a pattern that finds where any of the texts begins; None if there are none.

    A tree of common beginnings: a plain list of thousands of alternatives would be tried one by one at
    every "<" of a text, and somebody may send two million of them. Of a long text the beginning is enough.
    """
    tree = Tree({})
    for text in texts:
        node = tree
        for character in text[:LONGEST_BEGINNING]:
            node = node.branches.setdefault(character, Tree({}))
        node.ends = True
    return re.compile(tree.pattern()) if tree.branches else None


@dataclass(slots=True)
class Tree:
    """What can follow a common beginning."""

    branches: dict[str, Tree]
    ends: bool = False  # a text ends here, and what follows does not matter

    def pattern(self) -> str:
        """Write the tree as a regular expression."""
        if self.ends:
            return ""
        options = [re.escape(character) + branch.pattern() for character, branch in self.branches.items()]
        return options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"
