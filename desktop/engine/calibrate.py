"""What the application and the engine say to each other about how a model runs fastest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.draft_models import Tried
from desktop.core.load import FlashAttention
from desktop.engine.request import RequestId


@dataclass(frozen=True, slots=True)
class Calibrate:
    """Measure how the loaded model decodes fastest on the CPU, in the next pause of a few seconds.

    Every command but `Count` ends the measurement at once; it begins anew in the pause after that. What the
    context holds is not touched, and the threads that were found are kept. Answered by one `Calibrated`.
    """

    request: RequestId
    threads: tuple[int, ...]  # to compare; the first is kept unless another one is clearly faster
    flash_attention: bool  # whether that is compared, too, where it can be done in the time
    seconds: float = 4.0  # that all of it may take


@dataclass(frozen=True, slots=True)
class Measured:
    """What runs fastest."""

    threads: int
    flash_attention: FlashAttention  # AUTO where it was not compared


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Answers `Calibrate`."""

    request: RequestId
    measured: Measured | None  # None where it came to nothing: the model has gone, or is too slow to measure


@dataclass(frozen=True, slots=True)
class TryDraft:
    """Measure in the next pauses what a smaller model is worth that drafts for the loaded one.

    Every command but `Count` ends the measurement at once; what was measured of one text is kept for the
    pause after that. The model that drafts is in memory for as long as it takes. Answered by one
    `DraftTried`, or by `Failed` where the file cannot draft for this model.
    """

    request: RequestId
    draft: Path
    seconds: float = 90.0  # that all of it may take; a model that is too slow for that is not measured


@dataclass(frozen=True, slots=True)
class DraftTried:
    """Answers `TryDraft`."""

    request: RequestId
    tried: Tried | None  # None where it came to nothing: the model has gone, or is too slow to measure
