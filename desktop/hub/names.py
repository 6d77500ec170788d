"""What the name of a GGUF file says: its kind, its quant, which part it is. Names are hints.

The forms are those of 23,858 files of 1,874 repositories (hub.md §4.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

QUANT = r"""(?:
  IQ[1-6]_(?:XXS|XS|S|M|NL_XL|NL|KSS|KS|KT|KL|K)(?:_R[48])?   # KS, KT, KL, K and _R4 are ik_llama.cpp's
 |TQ[12]_0
 |Q[1-8]_K(?:_(?:XXL|XL|L|M|S|XS|P|XXS|HP))?                   # XL, L and P are recipes of publishers
 |Q[1-8]_[01](?:_[48]_[48]|_(?:XXL|XL|L|R[48]|G128))?          # _4_4 and so on: removed from llama.cpp
 |MXFP[468](?:_MOE)?|NVFP4|FP8|BF16|FP?16|FP?32|F64|I[28]_S
)"""
CERTAIN = re.compile(rf"(?<![A-Z0-9])(?P<recipe>UD-)?(?P<quant>{QUANT})(?![A-Z0-9])", re.VERBOSE)
LOOSE = re.compile(
    r"(?<![A-Z0-9])D?(?:Q[1-8](?:_?K(?:_?(?:[SML]|XL))?|-[01])?|IQ[1-5]_?(?:XXS|XS|S|M|NL)?|INT[48])(?![A-Z0-9_])"
)
GLUED = re.compile(rf"(?P<quant>{QUANT})$", re.VERBOSE)  # devstralQ4_K_M
SHORT = re.compile(r"(I?Q\d)_?K_?([SML]|XL)?")  # q4km
MIX = re.compile(r"(?:^|-)(?P<share>\d{2})(?P<quant>I?Q\d_(?:K|[01]|XXS|XS|S|M|NL)|F16|BF16)(?=$|[-.])")
PART = re.compile(r"(?P<stem>.+?)-(?P<part>\d{5})-of-(?P<parts>\d{5})", re.IGNORECASE)
RAW_PART = re.compile(r"\.gguf\.(?:part|split-)?(?:\d+|[a-z])(?:of\d+)?$|\.gguf-split-[a-z]$")
DRAFT = re.compile(r"(?:^|[-_.])(?:mtp|eagle3?|dflash|dspark|draft)(?:[-_.]|$)")
NOT_LOADABLE = re.compile(r".*_R[48]|IQ\d_K.*|.*_[48]_[48]|I[28]_S|.*_G128|FP8|MXFP[68].*|F64")
OTHER_WORDS = {"FP16": "F16", "FP32": "F32", "Q8": "Q8_0", "INT8": "Q8_0"}
IMPORTANCE = re.compile(
    r"[-_.]i1$", re.IGNORECASE
)  # quantised with an importance matrix; no part of the name
ENDING = ".gguf"
RECIPE = "UD-"  # Unsloth's dynamic one


class Kind(StrEnum):
    """What a file is for, by its name. LoRA adapters and encoders are known by their header alone."""

    MODEL = "model"
    PROJECTOR = "mmproj"
    DRAFT = "draft"  # for speculative decoding
    IMATRIX = "imatrix"
    VOCABULARY = "vocab"
    RAW_PART = "rawpart"  # of a file that was cut; must be joined before it is a GGUF
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A file's name, taken apart."""

    kind: Kind
    quant: str = ""  # canonical, without the recipe; "" where the name does not tell
    recipe: bool = False  # a dynamic one of Unsloth
    part: int = 1
    parts: int = 1
    stem: str = ""  # without quant, part and ending; the same for all quants of a model
    certain: bool = False  # whether the quant stands there without a doubt

    @property
    def label(self) -> str:
        """The quant as people know it, with the recipe."""
        return (RECIPE if self.recipe else "") + self.quant

    @property
    def loadable(self) -> bool:
        """Whether llama.cpp knows the quant; some belong to a fork of it, some were removed."""
        return NOT_LOADABLE.fullmatch(self.quant) is None


@dataclass(frozen=True, slots=True)
class _Hit:
    quant: str
    start: int = 0
    end: int = 0
    recipe: bool = False
    certain: bool = True


def parse(path: str) -> Name:
    """Read a name with its folders, `BF16/Model-BF16-00001-of-00003.gguf`."""
    *folders, base = path.split("/")
    low = base.lower()
    if RAW_PART.search(low):
        return Name(Kind.RAW_PART)
    if not low.endswith(ENDING):
        return Name(Kind.IMATRIX if "imatrix" in low else Kind.OTHER)
    whole = base[: -len(ENDING)]
    split = PART.fullmatch(whole)
    stem = split["stem"] if split else whole
    part, parts = (int(split["part"]), int(split["parts"])) if split else (1, 1)
    kind, upper = _kind(stem.lower()), stem.upper()
    mix = list(MIX.finditer(upper))
    if len(mix) > 1:  # a percentage of each: the one that most weights have
        quant = max(mix, key=lambda found: int(found["share"]))["quant"]
        return Name(kind, quant, False, part, parts, MIX.sub("", upper), True)
    hit = _last(upper)
    if hit is not None:
        return Name(kind, hit.quant, hit.recipe, part, parts, _without(stem, hit), True)
    hit = _of_folders(folders) or _guess(upper)
    if hit is None:
        return Name(kind, "", False, part, parts, _tidy(stem))
    rest = _tidy(stem) if hit.certain else _without(stem, hit)
    return Name(kind, hit.quant, hit.recipe, part, parts, rest, hit.certain)


def _kind(stem: str) -> Kind:
    """Tell the kind by the words that llama.cpp goes by, too."""
    if "mmproj" in stem:
        return Kind.PROJECTOR
    if "imatrix" in stem:
        return Kind.IMATRIX
    if DRAFT.search(stem):
        return Kind.DRAFT
    return Kind.VOCABULARY if "ggml-vocab" in stem else Kind.MODEL


def _last(upper: str) -> _Hit | None:
    """Find the last quant: `F16-Q4_K_M` is a Q4_K_M."""
    hit: _Hit | None = None
    for found in CERTAIN.finditer(upper):
        quant = OTHER_WORDS.get(found["quant"], found["quant"])
        hit = _Hit(quant, found.start(), found.end(), bool(found["recipe"]))
    return hit


def _of_folders(folders: Sequence[str]) -> _Hit | None:
    """Look at the folders, the nearest first."""
    return next((hit for folder in reversed(folders) if (hit := _last(folder.upper())) is not None), None)


def _guess(upper: str) -> _Hit | None:
    """Take a loose or a glued form, which may mean something else."""
    found = [*LOOSE.finditer(upper)] or [*GLUED.finditer(upper)]
    if not found:
        return None
    text = found[-1].group().replace("-", "_")
    short = SHORT.fullmatch(text)
    quant = f"{short[1]}_K" + (f"_{short[2]}" if short[2] else "") if short else text
    return _Hit(OTHER_WORDS.get(quant, quant), found[-1].start(), found[-1].end(), certain=False)


def _without(stem: str, hit: _Hit) -> str:
    """Leave the quant out of a name; upper case may be longer than the text that it was made of."""
    if len(stem) != len(stem.upper()):
        return _tidy(stem)
    return _tidy(stem[: hit.start].rstrip("-_.") + stem[hit.end :])


def _tidy(stem: str) -> str:
    return IMPORTANCE.sub("", stem).strip("-_.")
