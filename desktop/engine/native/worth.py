"""Judges whether drafting tokens makes an answer faster here; where it does not, tokens come one by one.

Checking drafts costs time even if they are right: on two cores four of them and the token before take as
long as three tokens, eight as long as four to five. So it depends on the machine, the model and the text.
"""

from __future__ import annotations

FADING = 0.9  # of what was seen before, with each new time
LEAST = 4  # tokens one by one, and rounds of drafts, before there is a judgement
FRUITLESS = 16  # tokens' time that may go into searches that find nothing
PAYS = 0.95  # of the time of tokens that come one by one
FIRST_PAUSE = 64  # tokens without drafts, when they do not pay; twice as many each time
LONGEST_PAUSE = 2048


class Worth:
    """Keeps what tokens took, one by one and with drafts; of one model, over all its answers."""

    def __init__(self) -> None:
        self._single = 0.0  # seconds of a token, lately
        self._singles = 0
        self._rounds = 0  # with drafts, since the last pause
        # Of these rounds, the earlier ones fading; the seconds with those of drafts that came to nothing.
        self._seconds = self._tokens = 0.0
        self._left = 0  # tokens of a pause
        self._next_pause = FIRST_PAUSE

    @property
    def allows(self) -> bool:
        """Whether the next tokens may be drafted."""
        return self._singles >= LEAST and not self._left

    def single(self, seconds: float) -> None:
        """Take note of a token that came alone."""
        self._singles += 1
        self._left = max(0, self._left - 1)
        # A token that waited for the processor says nothing: a half more at most is believed.
        usual = min(seconds, 1.5 * self._single) if self._singles > LEAST else seconds
        self._single = usual if not self._single else FADING * self._single + (1 - FADING) * usual

    def round(self, seconds: float, tokens: int) -> None:
        """Take note of a token and its drafts; `tokens` of them together are in the answer."""
        self._rounds += 1
        self._seconds = FADING * self._seconds + seconds
        self._tokens = FADING * self._tokens + tokens
        if self._rounds < LEAST:
            return
        cost = self._seconds / (self._tokens * self._single)
        if cost > 1:
            self._pause()
        elif cost < PAYS:
            self._next_pause = FIRST_PAUSE

    def nothing(self, seconds: float) -> None:
        """Take note of a search that found nothing to draft; the token of that place comes alone.

        One that took longer than a token, since it had to read what came before, is not to be repeated.
        """
        self._seconds += min(seconds, self._single)
        if self._seconds > (self._tokens + FRUITLESS) * self._single:
            self._pause()

    def _pause(self) -> None:
        self._left, self._next_pause = self._next_pause, min(2 * self._next_pause, LONGEST_PAUSE)
        self._rounds, self._seconds, self._tokens = 0, 0.0, 0.0
