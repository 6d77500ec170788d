"""Tool tips of texts that come from elsewhere."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Keep Qt from taking a text for HTML, of which it would show pictures: a file, or one in the network."""
    return wrapped_tip(text) if "<" in text or "&" in text else text


def wrapped_tip(text: str) -> str:
    """Keep a text as it is, and have its long lines wrapped."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
