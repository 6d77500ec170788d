"""What the command line says of models on the hub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.cli.output import PlainSpeaker
from desktop.core.advice import describe
from desktop.core.fit import Verdict
from desktop.core.hub import Found, Gated, Offer
from desktop.core.quants import Fitting, Quality, Reason, quality, usual_bits
from desktop.services.hub_repository import RepositoryState

FITS = {
    Verdict.DEVICE: "fits on the GPU",
    Verdict.PARTLY: "fits partly on the GPU",
    Verdict.MEMORY: "fits in memory",
    Verdict.TIGHT: "is a tight fit",
    Verdict.NOT: "does not fit",
}
QUALITIES = {
    Quality.ORIGINAL: "original weights",
    Quality.LOSSLESS: "nearly lossless",
    Quality.VERY_GOOD: "very good",
    Quality.GOOD: "good",
    Quality.FAIR: "noticeable loss",
    Quality.POOR: "heavy loss",
    Quality.UNKNOWN: "quality unknown",
}
REASONS = {
    Reason.BALANCED: "the usual balance of quality and size, and it fits this computer",
    Reason.SMALL_MODEL: "small models suffer from strong compression, and this one fits",
    Reason.LARGEST_FITTING: "the best one that fits this computer",
    Reason.SMALLEST: "none fits this computer well; this one comes nearest",
    Reason.UNKNOWN_FIT: "the usual balance of quality and size",
}
GATES = {Gated.NO: "", Gated.AUTO: "after signing in", Gated.MANUAL: "on request"}


def found_line(found: Found) -> str:
    """Sum up what a search has found."""
    speaker = PlainSpeaker()
    facts = (
        _billions(found.parameters),
        f"{speaker.number(found.downloads)} downloads",
        f"{speaker.number(found.likes)} likes",
        found.license,
        GATES[found.gated],
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


def repo_lines(state: RepositoryState) -> Iterator[str]:
    """Say what a repository offers."""
    repo, choice = state.repo, state.recommended
    assert repo is not None
    facts = (repo.architecture, _billions(repo.parameters), repo.license, GATES[repo.gated])
    yield "  ".join(filter(None, (repo.id, *facts)))
    if not state.offers:
        yield "There is no file here that Fireside could use."
    for offer in state.offers:
        yield _offer_line(offer, state)
    if choice is not None:
        yield f"Recommended: {choice.offer.label or choice.offer.stem}, {REASONS[choice.reason]}."
    if state.unread is not None:
        notice = describe(state.unread, PlainSpeaker())
        yield f"How it fits is not known. {notice.what} {notice.advice}"


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


def fit_line(offer: Offer, state: RepositoryState) -> str:
    """Say how a file fits."""
    fitting = state.fits.get(offer)
    words = _fit_words(fitting) if fitting is not None else "may fit or not"
    size = PlainSpeaker().size(offer.size)
    return f"{offer.stem} {offer.label} ({size}) {words}. GPUs were not looked at."


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


def _offer_line(offer: Offer, state: RepositoryState) -> str:
    speaker, fitting, bits = PlainSpeaker(), state.fits.get(offer), _bits(offer, state)
    parts = (
        f"  {offer.label or offer.stem:<14}",
        f"{speaker.size(offer.size):>9}",
        f"{bits:4.1f} bits per weight" if bits else "",
        QUALITIES[quality(offer)],
        _fit_words(fitting) if fitting is not None else "",
        "on this computer" if offer in state.here else "",
    )
    return "  ".join(filter(None, parts))


def _fit_words(fitting: Fitting) -> str:
    words = FITS[fitting.verdict]
    if fitting.verdict is Verdict.NOT or not fitting.longest:
        return words
    return f"{words} with up to {PlainSpeaker().number(fitting.longest)} tokens of context"


def _bits(offer: Offer, state: RepositoryState) -> float:
    several = len({each.stem for each in state.offers}) > 1
    parameters = state.repo.parameters if state.repo is not None and not several else 0
    return offer.bits_per_weight(parameters) or usual_bits(offer.quant)


def _billions(parameters: int) -> str:
    return f"{parameters / 1e9:.1f}B" if parameters else ""
