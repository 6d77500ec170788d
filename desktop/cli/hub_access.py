"""How the command line reaches the hub, and finds what is named in a repository."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.core.hub import Offer
from desktop.core.sources import Connection, Source
from desktop.services.network_assembly import NetworkServices

KEYRING = 30.0  # seconds that it may take, for it may ask the user


def connection_to(network: NetworkServices, endpoint: str | None) -> Connection:
    """Give the way to the hub, or to the one that was named; that gets a token only if it would anyway."""
    usual = network.sources.connection()
    if endpoint is None:
        return usual
    known = next((source for source in usual.sources if source.endpoint == endpoint), None)
    return replace(usual, sources=(known or Source(endpoint),))


def offer_named(offers: Iterable[Offer], wanted: str) -> Offer | None:
    """Find an offer by a file's path or name, or by its quant."""
    for offer in offers:
        names = {name for file in offer.files for name in (file.path, file.path.rpartition("/")[2])}
        if wanted in names or (offer.label and wanted.casefold() == offer.label.casefold()):
            return offer
    return None
