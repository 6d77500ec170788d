"""What drafting brings, and what it costs: an answer that repeats its prompt, and one that does not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.bench.report import Result, paired
from desktop.bench.whole_path import QUESTION, WholePath
from desktop.core.sampling import Sampling
from desktop.engine.protocol import Begun

COUNT = 192  # tokens
CODE = '''class Basket:
    """What a customer has chosen so far."""

    def __init__(self, owner):
        self.owner = owner
        self.lines = {}

    def add(self, article, count=1):
        if count < 1:
            raise ValueError("at least one is needed")
        self.lines[article] = self.lines.get(article, 0) + count

    def remove(self, article, count=1):
        left = self.lines.get(article, 0) - count
        if left < 0:
            raise ValueError("there are not so many")
        self.lines[article] = left

    def total(self, prices):
        return sum(prices[article] * count for article, count in self.lines.items())
'''
EDIT = f"Add a comment to the end of this file, and change nothing else:\n\n{CODE}"
BEGUN = Begun("", "Here is the file:\n\n" + CODE[: CODE.index("    def add")])
SAMPLING = Sampling(temperature=0.2, repeat_penalty=1.0, max_tokens=COUNT)
PAYS, COSTS = 1.0, 0.97  # ratios that are to be reached


def run(model: Path, threads: int, rounds: int) -> list[Result]:
    """Answer with drafts and without, in turn."""
    with (
        closing(WholePath(model, threads)) as drafting,
        closing(WholePath(model, threads, drafting=False)) as plain,
    ):
        edits = [_pair(drafting, plain, EDIT, BEGUN) for _ in range(rounds)]
        stories = [_pair(drafting, plain, QUESTION, None) for _ in range(rounds)]
    unit, name = "tokens/s", "with drafts, beside without"
    accepted = [share for *_, share in edits]
    return [
        paired(f"code repeated {name}", unit, [e[0] for e in edits], [e[1] for e in edits], PAYS),
        Result("code repeated: drafts accepted", round(sum(accepted) / len(accepted), 4), "share"),
        paired(f"a story {name}", unit, [s[0] for s in stories], [s[1] for s in stories], COSTS),
    ]


def _pair(
    drafting: WholePath, plain: WholePath, text: str, begun: Begun | None
) -> tuple[float, float, float]:
    """Give the tokens/s of both, and the share of the drafts that was right."""
    ours = drafting.answer([text], COUNT, sampling=SAMPLING, begun=begun)
    theirs = plain.answer([text], COUNT, sampling=SAMPLING, begun=begun)
    share = ours.usage.accepted_tokens / max(1, ours.usage.drafted_tokens)
    return ours.tokens_per_second, theirs.tokens_per_second, share
