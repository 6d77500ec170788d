"""Tool tips of texts that come from elsewhere."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """Keep Qt from taking a text for HTML, of which it would show pictures: a file, or one in the network."""
    if "<" not in text and "&" not in text:
        return text
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
