"""What the command line says of models on the hub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desktop.cli.columns import padded, width
from desktop.cli.speech import Counted, PlainSpeaker
from desktop.core.advice import describe
from desktop.core.fit import Verdict
from desktop.core.hub import Found, Gated, Offer
from desktop.core.notice import together
from desktop.core.quants import Fitting, Quality, Reason, quality, usual_bits
from desktop.services.hub_repository import RepositoryState

NUMBERS = (1, 2)  # columns of an offer that end alike


def fits(speaker: PlainSpeaker) -> dict[Verdict, str]:
    """Say how a model fits this machine."""
    translate = speaker.translate
    return {
        Verdict.DEVICE: translate("Terminal", "fits on the GPU"),
        Verdict.PARTLY: translate("Terminal", "fits partly on the GPU"),
        Verdict.MEMORY: translate("Terminal", "fits in memory"),
        Verdict.TIGHT: translate("Terminal", "is a tight fit"),
        Verdict.NOT: translate("Terminal", "does not fit"),
    }


def no_gpu(speaker: PlainSpeaker) -> str:
    """Say what that does not take into account."""
    return speaker.translate("Terminal", "GPUs were not looked at.")


def _qualities(speaker: PlainSpeaker) -> dict[Quality, str]:
    translate = speaker.translate
    return {
        Quality.ORIGINAL: translate("Terminal", "original weights"),
        Quality.LOSSLESS: translate("Terminal", "nearly lossless"),
        Quality.VERY_GOOD: translate("Terminal", "very good"),
        Quality.GOOD: translate("Terminal", "good"),
        Quality.FAIR: translate("Terminal", "noticeable loss"),
        Quality.POOR: translate("Terminal", "heavy loss"),
        Quality.UNKNOWN: translate("Terminal", "quality unknown"),
    }


def _reasons(speaker: PlainSpeaker) -> dict[Reason, str]:
    translate = speaker.translate
    return {
        Reason.BALANCED: translate(
            "Terminal", "the usual balance of quality and size, and it fits this computer"
        ),
        Reason.SMALL_MODEL: translate(
            "Terminal", "small models suffer from strong compression, and this one fits"
        ),
        Reason.LARGEST_FITTING: translate("Terminal", "the best one that fits this computer"),
        Reason.SMALLEST: translate("Terminal", "none fits this computer well; this one comes nearest"),
        Reason.UNKNOWN_FIT: translate("Terminal", "the usual balance of quality and size"),
    }


def _gates(speaker: PlainSpeaker) -> dict[Gated, str]:
    translate = speaker.translate
    return {
        Gated.NO: "",
        Gated.AUTO: translate("Terminal", "after signing in"),
        Gated.MANUAL: translate("Terminal", "on request"),
    }


def found_line(found: Found, speaker: PlainSpeaker) -> str:
    """Sum up what a search has found."""
    counted = Counted(speaker)
    facts = (
        _billions(found.parameters),
        counted.downloads(found.downloads),
        counted.likes(found.likes),
        found.license,
        _gates(speaker)[found.gated],
    )
    return "  ".join(filter(None, (found.repo, *facts)))


def found_facts(found: Found) -> dict[str, Any]:
    """Give what a search has found, for a program."""
    return {
        "repo": found.repo,
        "downloads": found.downloads,
        "likes": found.likes,
        "updated": None if found.updated is None else found.updated.isoformat(),
        "gated": found.gated,
        "license": found.license or None,
        "architecture": found.architecture or None,
        "parameters": found.parameters or None,
        "trained_context": found.context_length or None,
    }


def repo_lines(state: RepositoryState, speaker: PlainSpeaker) -> Iterator[str]:
    """Say what a repository offers."""
    repo, choice, translate = state.repo, state.recommended, speaker.translate
    assert repo is not None
    facts = (repo.architecture, _billions(repo.parameters), repo.license, _gates(speaker)[repo.gated])
    yield "  ".join(filter(None, (repo.id, *facts)))
    if not state.offers:
        yield translate("Terminal", "There is no file here that Fireside could use.")
    rows = [_offer_row(offer, state, speaker) for offer in state.offers]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield f"  {_aligned(row, widths)}".rstrip()
    if choice is not None:
        yield translate("Terminal", "Recommended: {quant}, {reason}.").format(
            quant=choice.offer.label or choice.offer.stem, reason=_reasons(speaker)[choice.reason]
        )
    if state.unread is not None:
        notice = describe(state.unread, speaker)
        unknown = translate("Terminal", "How it fits is not known.")
        yield together(unknown, notice.what, notice.advice)


def _aligned(row: tuple[str, ...], widths: Sequence[int]) -> str:
    """Write a row in columns; one that is empty everywhere takes no place, and numbers end alike."""
    return "  ".join(
        padded(text, columns, right=at in NUMBERS)
        for at, (text, columns) in enumerate(zip(row, widths, strict=True))
        if columns
    )


def repo_facts(state: RepositoryState) -> dict[str, Any]:
    """Give what a repository offers, for a program."""
    repo, choice = state.repo, state.recommended
    assert repo is not None
    return {
        "repo": repo.id,
        "commit": repo.commit,
        "gated": repo.gated,
        "license": repo.license or None,
        "downloads": repo.downloads,
        "likes": repo.likes,
        "architecture": repo.architecture or None,
        "parameters": repo.parameters or None,
        "trained_context": repo.context_length or None,
        "offers": [fit_facts(offer, state) for offer in state.offers],
        "recommended": None if choice is None else choice.offer.files[0].path,
        "reason": None if choice is None else choice.reason,
        "unknown": None if state.unread is None else describe(state.unread, PlainSpeaker()).what,
    }


def fit_line(offer: Offer, state: RepositoryState, speaker: PlainSpeaker) -> str:
    """Say how a file fits."""
    fitting, translate = state.fits.get(offer), speaker.translate
    unknown = translate("Terminal", "may fit or not")
    said = translate("Terminal", "{model} ({size}) {fits}.").format(
        model=f"{offer.stem} {offer.label}".strip(),
        size=speaker.size(offer.size),
        fits=unknown if fitting is None else _fit_words(fitting, speaker),
    )
    return together(said, no_gpu(speaker))


def fit_facts(offer: Offer, state: RepositoryState) -> dict[str, Any]:
    """Give how a file fits, for a program."""
    fitting = state.fits.get(offer)
    return {
        "name": offer.stem,
        "quant": offer.label or None,
        "files": [
            {"path": file.path, "size": file.size, "sha256": file.sha256 or None} for file in offer.files
        ],
        "projector": None if offer.projector is None else offer.projector.path,
        "size": offer.size,
        "bits_per_weight": round(_bits(offer, state), 2) or None,
        "quality": quality(offer),
        "verdict": None if fitting is None else fitting.verdict,
        "context": None if fitting is None else fitting.context,
        "largest_context": None if fitting is None else fitting.longest,
        "here": offer in state.here,
    }


def _offer_row(offer: Offer, state: RepositoryState, speaker: PlainSpeaker) -> tuple[str, ...]:
    fitting, bits, translate = state.fits.get(offer), _bits(offer, state), speaker.translate
    weights = translate("Terminal", "{bits} bits per weight").format(bits=f"{bits:.1f}")
    return (
        offer.label or offer.stem,
        speaker.size(offer.size),
        weights if bits else "",
        _qualities(speaker)[quality(offer)],
        _fit_words(fitting, speaker) if fitting is not None else "",
        translate("Terminal", "on this computer") if offer in state.here else "",
    )


def _fit_words(fitting: Fitting, speaker: PlainSpeaker) -> str:
    words = fits(speaker)[fitting.verdict]
    if fitting.verdict is Verdict.NOT or not fitting.longest:
        return words
    said = speaker.translate("Terminal", "{fits} with up to {tokens} tokens of context")
    return said.format(fits=words, tokens=speaker.number(fitting.longest))


def _bits(offer: Offer, state: RepositoryState) -> float:
    several = len({each.stem for each in state.offers}) > 1
    parameters = state.repo.parameters if state.repo is not None and not several else 0
    return offer.bits_per_weight(parameters) or usual_bits(offer.quant)


def _billions(parameters: int) -> str:
    return f"{parameters / 1e9:.1f}B" if parameters else ""
