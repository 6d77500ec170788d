"""Makes texts comparable: without upper case, accents and width."""

from __future__ import annotations

import re
import unicodedata

# Ranges without any combining character; spares looking at each one of a Chinese text.
_PLAIN = re.compile(
    "[\x00-\u02ff\u2010-\u205f\u2190-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\ua4cf\uac00-\ud7af\uf900-\ufaff]*"
)


def fold(text: str) -> str:
    """Give what is the same for texts that count as equal in searches. May be longer or shorter."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in apart if not unicodedata.combining(c)) if not _PLAIN.fullmatch(apart) else apart
    return unicodedata.normalize("NFC", kept)  # Korean syllables are put together again
