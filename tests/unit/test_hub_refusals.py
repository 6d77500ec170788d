"""What answers of a hub mean that give nothing, and what no answer means."""

from __future__ import annotations

import ssl

import pytest

from desktop.core.hub import Gated
from desktop.core.hub_errors import AccessNeeded, HubBusy, HubUnreachable, NotOnHub, NotTheHub, TokenRejected
from desktop.hub.refusals import Asked, refusal, unanswered

REPO = Asked("hub.org", "a/b")
SIGNED = Asked("hub.org", "a/b", signed_in=True)
SEARCH = Asked("hub.org")
PAGE = {"content-type": "text/html; charset=utf-8"}
CODE = "x-error-code"


@pytest.mark.parametrize(
    ("status", "headers", "asked", "error"),
    [
        (200, {}, REPO, None),
        (206, {}, REPO, None),
        (302, {}, REPO, None),
        (401, {}, REPO, NotOnHub("a/b")),
        (401, {CODE: "RepoNotFound"}, REPO, NotOnHub("a/b")),
        (401, {CODE: "GatedRepo"}, REPO, AccessNeeded("a/b", Gated.AUTO, False)),
        (403, {CODE: "GatedRepo"}, SIGNED, AccessNeeded("a/b", Gated.AUTO, True)),
        (401, {}, SIGNED, TokenRejected("hub.org")),
        (401, {}, SEARCH, NotTheHub("hub.org")),
        (403, {}, SIGNED, AccessNeeded("a/b", Gated.NO, True)),
        (403, PAGE, REPO, NotTheHub("hub.org")),
        (404, {}, REPO, NotOnHub("a/b")),
        (404, PAGE, REPO, NotTheHub("hub.org")),
        (404, {}, SEARCH, NotTheHub("hub.org")),
        (410, {}, REPO, NotOnHub("a/b")),
        (451, {}, REPO, NotOnHub("a/b")),
        (403, {CODE: "DisabledRepo"}, REPO, NotOnHub("a/b")),
        (407, {}, REPO, NotTheHub("hub.org")),
        (511, PAGE, REPO, NotTheHub("hub.org")),
        (400, {}, REPO, NotTheHub("hub.org")),
        (429, {"retry-after": "7"}, REPO, HubBusy("hub.org", 7)),
        (429, {"ratelimit": '"api";r=0;t=55'}, REPO, HubBusy("hub.org", 55)),
        (429, {"retry-after": "soon"}, REPO, HubBusy("hub.org", 0)),
        (429, {"retry-after": "-5"}, REPO, HubBusy("hub.org", 0)),
        (503, {"retry-after": "9" * 400}, REPO, HubBusy("hub.org", 3600)),
        (503, {"retry-after": "Fri, 01 Jan 2010 00:00:00 GMT"}, REPO, HubBusy("hub.org", 0)),
        (503, {"retry-after": "nan"}, REPO, HubBusy("hub.org", 0)),
        (503, {"retry-after": "Mon, 01 Jan 0001 00:00:00 -0000"}, REPO, HubBusy("hub.org", 0)),
        (502, PAGE, SEARCH, HubBusy("hub.org", 0)),
    ],
)
def test_a_refusal_is_an_error_that_says_what_to_do(status, headers, asked, error):
    assert refusal(status, headers, asked) == error


def test_a_certificate_of_somebody_else_is_not_a_lost_network():
    def failed(cause):
        error = OSError("connect")
        error.__cause__ = cause
        return error

    assert unanswered(failed(ssl.SSLCertVerificationError("self-signed")), "h") == NotTheHub("h")
    assert unanswered(failed(failed(ssl.SSLCertVerificationError("x"))), "h") == NotTheHub("h")
    assert unanswered(failed(ConnectionResetError()), "h") == HubUnreachable("h")
    assert unanswered(failed(ssl.SSLEOFError()), "h") == HubUnreachable("h")


def test_a_circle_of_causes_has_an_end():
    one, two = OSError(), OSError()
    one.__cause__, two.__cause__ = two, one
    assert unanswered(one, "h") == HubUnreachable("h")
