"""Makes texts comparable: without upper case, accents and width."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Give what is the same for texts that count as equal in searches. May be longer or shorter."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in apart if not unicodedata.combining(c)) if not _plain(apart) else apart
    return unicodedata.normalize("NFC", kept)  # Korean syllables are put together again


def _plain(text: str) -> bool:
    """Tell whether no character can be a combining one; spares looking at each one of a Chinese text."""
    return all(c < "\u0300" or "\u3100" <= c <= "\ufaff" for c in text)
