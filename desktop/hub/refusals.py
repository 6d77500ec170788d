"""What it means when a hub gives something else than what was asked for."""

from __future__ import annotations

import math
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from desktop.core.hub import Gated
from desktop.core.hub_errors import (
    AccessNeeded,
    HubBusy,
    HubError,
    HubUnreachable,
    NotOnHub,
    NotTheHub,
    TokenRejected,
)

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
GONE = frozenset({404, 410, 451})
LONGEST_WAIT = 3600  # seconds that are shown, whatever a hub asks for
LIMITS = re.compile(r"\bt=(\d{1,9})\b")  # of a RateLimit header: seconds until the limit is lifted


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked, and for what."""

    host: str
    about: str = ""  # the repository or file; "" for a search
    signed_in: bool = False  # a token went along
    gated: Gated = Gated.NO  # as far as it was known


def refusal(status: int, headers: Mapping[str, str], asked: Asked) -> HubError | None:
    """Say what an answer means that gives nothing; None for one that gives something."""
    if 200 <= status < 400:
        return None
    if status in BUSY:
        return HubBusy(asked.host, seconds_asked(headers))
    code = headers.get("x-error-code", "")
    if code == "GatedRepo":
        gated = asked.gated if asked.gated is not Gated.NO else Gated.AUTO
        return AccessNeeded(asked.about, gated, asked.signed_in)
    if code or status in GONE:
        return NotOnHub(asked.about) if asked.about and not is_page(headers) else NotTheHub(asked.host)
    return _unauthorised(status, headers, asked)


def _unauthorised(status: int, headers: Mapping[str, str], asked: Asked) -> HubError:
    if is_page(headers) or status not in (401, 403):
        return NotTheHub(asked.host)
    if status == 401 and asked.signed_in:
        return TokenRejected(asked.host)
    if status == 403 and asked.signed_in and asked.about:
        return AccessNeeded(asked.about, asked.gated, signed_in=True)
    return NotOnHub(asked.about) if asked.about else NotTheHub(asked.host)


def unanswered(error: BaseException, host: str) -> HubError:
    """Say what it means that there was no answer: a certificate of somebody else is not a lost network."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            break
        if isinstance(seen, ssl.SSLCertVerificationError):
            return NotTheHub(host)
        seen = seen.__cause__ or seen.__context__
    return HubUnreachable(host)


def is_page(headers: Mapping[str, str]) -> bool:
    """Tell whether an answer is a page for a browser, as sign-in pages of networks are."""
    return headers.get("content-type", "").strip().lower().startswith(("text/html", "application/xhtml"))


def seconds_asked(headers: Mapping[str, str]) -> int:
    """Tell how many seconds an answer asks to wait for, within reason; 0 where it does not say."""
    wait = wait_asked(headers.get("retry-after", ""), headers.get("ratelimit", "")) or 0.0
    return round(max(0.0, min(wait, LONGEST_WAIT)))


def wait_asked(retry_after: str, rate_limit: str) -> float | None:
    """Read two headers for how many seconds to wait; None where they do not say. May be any number."""
    found = LIMITS.search(rate_limit)
    text = retry_after.strip() or (found[1] if found else "")
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(text).timestamp() - time.time()
        except (ValueError, TypeError, OverflowError, OSError):  # no date, or one of another age
            return None
    return None if math.isnan(seconds) else seconds
