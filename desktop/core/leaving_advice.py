"""What is said to people about chats that are painted on pages."""

from __future__ import annotations

from desktop.core import leaving_errors as e
from desktop.core.notice import Notice, Speaker


def describe_leaving(error: e.LeavingError, speaker: Speaker) -> Notice:
    """Say why chats cannot be painted."""
    translate = speaker.translate
    match error:
        case e.PdfFailed(path):
            what = translate("Notice", "{path} could not be made: what paints PDF files ended too early.")
            advice = translate(
                "Notice", "Export the chat as a web page and print that, or export fewer chats."
            )
            return Notice(what.format(path=path), advice)
        case e.PrintFailed():
            what = translate("Notice", "The printer took nothing.")
            return Notice(what, translate("Notice", "Look whether it is on, or export the chat as PDF."))
        case _:
            raise AssertionError(f"no sentence for {error!r}")
