"""Makes texts comparable: without upper case, accents and width."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Ranges without any combining character; spares looking at each one of a Chinese text.
_PLAIN = (
    r"[\x00-\u02ff\u2010-\u205f\u2190-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\ua4cf"
    r"\uac00-\ud7af\uf900-\ufaff]*"
)


def fold(text: str) -> str:
    """Give what is the same for texts that count as equal in searches. May be longer or shorter."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    if not _plain().fullmatch(apart):
        apart = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", apart)  # Korean syllables are put together again


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(_PLAIN)  # here: it takes 4 ms, and the first frame folds the names of folders
