"""Made texts whose words are as unevenly common as those of people, and come in pairs as theirs do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate

MODELS = ("Qwen3 4B Instruct", "Gemma 3 12B", "SmolLM2 1.7B", "Llama 3.1 8B")
QUESTION, ANSWER = 110, 380  # bytes; half of them are shorter
SPREAD, LONGEST = 1.0, 8_000
CODE = 0.12  # of the answers have some
ODD = 0.3  # of the texts have a number or a name that is nowhere else
FILE = (2_000, 6_000, 16_000)  # bytes

_HEADS = (*"bcdfghklmnprstvw", "st", "tr", "pr", "ch", "sh")
_TAILS = (*"aeiou", "ai", "ea", "ou", "an", "en", "in", "er")


class Texts:
    """Draws them; the same ones for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        syllables = [head + tail for head in _HEADS for tail in _TAILS]
        characters = [chr(0x4E00 + place) for place in self._random.sample(range(20_000), 4_500)]
        latin = self._words(syllables, 60_000, (1, 2, 2, 3, 3, 4), 0.3)
        chinese = self._words(characters, 40_000, (1, 2, 2, 2, 2, 3, 4), 0.9)
        self._kinds = self._phrases(latin, " "), self._phrases(chinese, "")

    def draw(self, size: int) -> str:
        """Make a text of about so many bytes."""
        kind = self._random.random() < 0.5
        phrases, weights = self._kinds[kind]
        drawn = self._random.choices(phrases, cum_weights=weights, k=max(2, size // (12 if kind else 13)))
        parted = ("，", "。") if kind else (", ", ". ")
        for place in range(2, len(drawn), 3):
            drawn[place] += parted[place % 2]
        text = ("" if kind else " ").join(drawn)
        if kind and self._random.random() < 0.3:
            text += " " + self._random.choices(*self._kinds[0][:1], cum_weights=self._kinds[0][1], k=1)[0]
        return text

    def message(self, answer: bool) -> str:
        """Make a message; some have code, and some what is nowhere else."""
        half = ANSWER if answer else QUESTION
        size = min(LONGEST, int(half * self._random.lognormvariate(0, SPREAD)))
        text = self.draw(size)
        if self._random.random() < ODD:
            text += f" {self._random.choice(self._odd())}"
        if answer and self._random.random() < CODE:
            text += f"\n```python\n{self._code(size // 2)}\n```\n"
        return text

    def file(self) -> tuple[str, str]:
        """Make a file: its name and what is in it."""
        size = self._random.choice(FILE)
        if self._random.random() < 0.5:
            return f"{self._word()}.py", self._code(size)
        return f"{self._word()}-{self._random.randint(1, 999)}.md", self.draw(size)

    def model(self) -> str:
        """Draw who answers."""
        return self._random.choice(MODELS)

    def _word(self) -> str:
        phrases, weights = self._kinds[0]
        return self._random.choices(phrases, cum_weights=weights, k=1)[0].split()[0]

    def _odd(self) -> tuple[str, ...]:
        number = self._random.getrandbits(64)
        return f"{number:x}", str(number % 1_000_000), f"{self._word()}{number % 10_000}"

    def _code(self, size: int) -> str:
        phrases, weights = self._kinds[0]
        names = self._random.choices(phrases, cum_weights=weights, k=max(3, size // 40) * 3)
        return "\n".join(
            f"    {to.replace(' ', '_')} = {name.replace(' ', '.')}({with_.replace(' ', ', ')})"
            for to, name, with_ in zip(names[::3], names[1::3], names[2::3], strict=True)
        )

    def _words(self, pieces: list[str], count: int, lengths: Sequence[int], slope: float) -> list[str]:
        weights = list(accumulate(1 / (place + 2.7) ** slope for place in range(len(pieces))))
        drawn = (
            "".join(self._random.choices(pieces, cum_weights=weights, k=self._random.choice(lengths)))
            for _ in range(count)
        )
        return list(dict.fromkeys(drawn))

    def _phrases(self, words: list[str], space: str) -> tuple[list[str], list[float]]:
        weights = list(accumulate(1 / (place + 2.7) for place in range(len(words))))
        phrases = [
            space.join(self._random.choices(words, cum_weights=weights, k=self._random.choice((1, 2, 2, 3))))
            for _ in range(120_000)
        ]
        return phrases, list(accumulate(1 / (place + 20) ** 0.9 for place in range(len(phrases))))
