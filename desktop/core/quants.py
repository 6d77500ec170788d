"""What quants mean to people, and which one to take."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.fit import DEFAULT_CONTEXT, Verdict
from desktop.core.hub import Offer

USUAL_BITS = {  # bits of a weight, about; a file's own number is better where its parameters are known
    "F32": 32.0, "F16": 16.0, "BF16": 16.0, "Q8_0": 8.5, "Q8_K": 8.6,
    "Q6_K": 6.6, "Q5_K_M": 5.7, "Q5_K_S": 5.5,
    "Q5_K": 5.7, "Q5_1": 6.0, "Q5_0": 5.5, "Q4_K_M": 4.9, "Q4_K_S": 4.6, "Q4_K": 4.9, "Q4_1": 5.0,
    "Q4_0": 4.6, "IQ4_NL": 4.6, "IQ4_XS": 4.3, "MXFP4": 4.3, "NVFP4": 4.5, "Q3_K_L": 4.3, "Q3_K_M": 3.9,
    "Q3_K_S": 3.5, "Q3_K": 3.9, "IQ3_M": 3.7, "IQ3_S": 3.5, "IQ3_XS": 3.3, "IQ3_XXS": 3.1, "Q2_K": 3.0,
    "Q2_K_S": 2.8, "IQ2_M": 2.7, "IQ2_S": 2.5, "IQ2_XS": 2.4, "IQ2_XXS": 2.1, "TQ2_0": 2.1, "Q2_0": 2.3,
    "IQ1_M": 1.8, "IQ1_S": 1.6, "TQ1_0": 1.7, "Q1_0": 1.5,
}  # fmt: skip
RECIPE_ENDING = re.compile(r"_(?:XXL|XL|L|P|HP|S|M|MOE|XS|XXS)$")
PREFERRED = (  # among those that fit: the best first for what they weigh
    "UD-Q4_K_XL", "Q4_K_M", "MXFP4", "MXFP4_MOE", "Q4_K_S", "Q4_K_L", "UD-Q5_K_XL", "Q5_K_M", "Q5_K_S",
    "IQ4_XS", "IQ4_NL", "Q4_0", "Q4_K", "Q6_K", "Q8_0", "UD-Q3_K_XL", "Q3_K_L", "IQ3_M", "Q3_K_M",
    "UD-IQ3_XXS", "Q3_K_S", "IQ3_XS", "IQ3_XXS", "UD-Q2_K_XL", "IQ2_M", "Q2_K", "BF16", "F16",
)  # fmt: skip
SMALL_MODEL = 1_500_000_000  # parameters; below this a small quant costs more than it saves
FOR_SMALL = ("Q8_0", "Q6_K", "UD-Q6_K_XL", "UD-Q5_K_XL", "Q5_K_M")


class Quality(StrEnum):
    """How much a quant takes away, in words. Measured losses differ from model to model."""

    ORIGINAL = "original"  # nothing: the weights as they were published
    LOSSLESS = "lossless"  # nearly nothing
    VERY_GOOD = "very_good"
    GOOD = "good"
    FAIR = "fair"  # a loss that can be noticed
    POOR = "poor"  # one that cannot be overlooked
    UNKNOWN = "unknown"


GRADES = (  # from how many bits of a weight on
    (15.0, Quality.ORIGINAL),
    (7.5, Quality.LOSSLESS),
    (5.2, Quality.VERY_GOOD),
    (4.1, Quality.GOOD),
    (3.3, Quality.FAIR),
    (0.1, Quality.POOR),
)


class Reason(StrEnum):
    """Why a quant is recommended."""

    BALANCED = "balanced"  # the usual choice, and it fits
    SMALL_MODEL = "small_model"  # it fits, and a small model suffers from less
    LARGEST_FITTING = "largest_fitting"  # what is usual does not fit, this does
    SMALLEST = "smallest"  # none fits well; this one is the nearest
    UNKNOWN_FIT = "unknown_fit"  # the usual choice; nothing is known of the memory that it takes


@dataclass(frozen=True, slots=True)
class Fitting:
    """How an offer fits this machine."""

    verdict: Verdict
    longest: int  # tokens of context that fit; 0 if none do
    context: int = DEFAULT_CONTEXT  # tokens that it would be loaded with


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The offer to take."""

    offer: Offer
    reason: Reason


def usual_bits(quant: str) -> float:
    """Tell about how many bits of a weight a quant has; 0 if it is not known."""
    return USUAL_BITS.get(quant) or USUAL_BITS.get(RECIPE_ENDING.sub("", quant), 0.0)


def quality(offer: Offer) -> Quality:
    """Grade an offer by its quant."""
    bits = usual_bits(offer.quant)
    return next((grade for least, grade in GRADES if bits >= least), Quality.UNKNOWN)


def in_order(offers: Sequence[Offer]) -> list[Offer]:
    """Sort as people read such lists: model by model, the smallest file first."""
    return sorted(offers, key=lambda offer: (offer.stem.casefold(), offer.size, offer.label))


def recommend(
    offers: Sequence[Offer], fits: Mapping[Offer, Fitting], parameters: int = 0
) -> Recommendation | None:
    """Choose the offer to take on this machine; None without offers."""
    known = [offer for offer in offers if offer.label] or list(offers)
    if not known:
        return None
    if not fits:
        return Recommendation(min(known, key=_rank), Reason.UNKNOWN_FIT)
    good = [
        offer for offer in known if offer in fits and fits[offer].verdict not in (Verdict.TIGHT, Verdict.NOT)
    ]
    if not good:
        smallest = min(known, key=lambda offer: (_verdict(fits, offer) is Verdict.NOT, offer.size))
        return Recommendation(smallest, Reason.SMALLEST)
    if 0 < parameters < SMALL_MODEL:
        for label in FOR_SMALL:
            for offer in good:
                if offer.label == label:
                    return Recommendation(offer, Reason.SMALL_MODEL)
    best = min(good, key=_rank)
    usual = _rank(best)[0] <= PREFERRED.index("Q4_K_L") or min(map(_rank, known)) == _rank(best)
    return Recommendation(best, Reason.BALANCED if usual else Reason.LARGEST_FITTING)


def _verdict(fits: Mapping[Offer, Fitting], offer: Offer) -> Verdict:
    return fits[offer].verdict if offer in fits else Verdict.NOT


def _rank(offer: Offer) -> tuple[int, int]:
    place = PREFERRED.index(offer.label) if offer.label in PREFERRED else len(PREFERRED)
    return place, -offer.size
