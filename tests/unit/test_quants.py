"""Which quant is recommended, and why."""

from __future__ import annotations

import pytest

from desktop.core.fit import Verdict
from desktop.core.hub import Offer, RemoteFile
from desktop.core.quants import Fitting, Quality, Reason, in_order, quality, recommend, usual_bits

SIZES = {
    "Q2_K": 2,
    "IQ3_M": 3,
    "Q3_K_M": 3.2,
    "Q4_K_S": 4,
    "Q4_K_M": 4.4,
    "UD-Q4_K_XL": 4.6,
    "Q8_0": 8,
    "BF16": 16,
}


def offer(label, size=None, stem="M"):
    bytes_ = int((size or SIZES[label]) * 1e9)
    return Offer(label, label.removeprefix("UD-"), stem, (RemoteFile(f"{stem}-{label}.gguf", bytes_),))


OFFERS = [offer(label) for label in SIZES]


def fits_up_to(size, over=Verdict.NOT):
    return {each: Fitting(Verdict.MEMORY if each.size <= size * 1e9 else over, 8192) for each in OFFERS}


@pytest.mark.parametrize(
    ("room", "label", "reason"),
    [
        (100, "UD-Q4_K_XL", Reason.BALANCED),
        (4.5, "Q4_K_M", Reason.BALANCED),
        (4.1, "Q4_K_S", Reason.BALANCED),
        (3.5, "IQ3_M", Reason.LARGEST_FITTING),
        (2.5, "Q2_K", Reason.LARGEST_FITTING),
        (1, "Q2_K", Reason.SMALLEST),
    ],
)
def test_the_best_quant_that_fits_is_recommended(room, label, reason):
    found = recommend(OFFERS, fits_up_to(room))
    assert found is not None
    assert (found.offer.label, found.reason) == (label, reason)


def test_a_tight_one_is_taken_only_where_nothing_fits_well():
    found = recommend(OFFERS, fits_up_to(3.5, Verdict.TIGHT))
    assert found is not None and found.offer.label == "IQ3_M"
    tight = {each: Fitting(Verdict.TIGHT if each.label == "Q4_K_M" else Verdict.NOT, 0) for each in OFFERS}
    found = recommend(OFFERS, tight)
    assert found is not None and (found.offer.label, found.reason) == ("Q4_K_M", Reason.SMALLEST)


def test_a_small_model_gets_more_bits():
    found = recommend(OFFERS, fits_up_to(100), parameters=600_000_000)
    assert found is not None
    assert (found.offer.label, found.reason) == ("Q8_0", Reason.SMALL_MODEL)


def test_without_a_fit_the_usual_one_is_recommended():
    found = recommend(OFFERS, {})
    assert found is not None
    assert (found.offer.label, found.reason) == ("UD-Q4_K_XL", Reason.UNKNOWN_FIT)


def test_a_file_without_a_quant_in_its_name_is_recommended_only_where_there_is_no_other():
    nameless = Offer("", "", "M", (RemoteFile("M.gguf", 10),))
    found = recommend([nameless, offer("Q4_K_M")], {})
    assert found is not None and found.offer.label == "Q4_K_M"
    alone = recommend([nameless], {})
    assert alone is not None and alone.offer is nameless
    assert recommend([], {}) is None


@pytest.mark.parametrize(
    ("label", "grade"),
    [
        ("BF16", Quality.ORIGINAL),
        ("Q8_0", Quality.LOSSLESS),
        ("Q6_K", Quality.VERY_GOOD),
        ("UD-Q4_K_XL", Quality.GOOD),
        ("MXFP4_MOE", Quality.GOOD),
        ("IQ3_M", Quality.FAIR),
        ("Q2_K", Quality.POOR),
        ("IQ1_S", Quality.POOR),
        ("STRANGE", Quality.UNKNOWN),
    ],
)
def test_quality_is_a_word(label, grade):
    assert quality(offer(label, 1)) is grade


def test_recipes_have_the_bits_of_what_they_are_made_of():
    assert usual_bits("Q4_K_XL") == usual_bits("Q4_K")
    assert usual_bits("Q8_K_XL") > 8


def test_offers_are_listed_model_by_model_the_smallest_first():
    listed = in_order([offer("Q8_0"), offer("Q4_K_M", stem="A"), offer("Q2_K")])
    assert [(each.stem, each.label) for each in listed] == [("A", "Q4_K_M"), ("M", "Q2_K"), ("M", "Q8_0")]
