"""Why something cannot be had from the hub, or not be kept. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.hub import Gated
from desktop.core.sources import AddressFault
from desktop.core.user_error import UserError


class HubError(UserError):
    """The hub does not give what was asked for, or what it gives cannot be kept."""


@dataclass(unsafe_hash=True)
class HubUnreachable(HubError):
    """No connection, or none that holds. It is tried again by itself where that makes sense."""

    host: str


@dataclass(unsafe_hash=True)
class HubBusy(HubError):
    """The hub asks for patience: too many requests, or trouble of its own."""

    host: str
    seconds: int  # that it asks for; 0 if it does not say


@dataclass(unsafe_hash=True)
class NotTheHub(HubError):
    """Something else answers: the sign-in page of a network, a proxy, a wrong mirror."""

    host: str


@dataclass(unsafe_hash=True)
class NotOnHub(HubError):
    """There is no such repository or file, or it is private."""

    name: str


@dataclass(unsafe_hash=True)
class AccessNeeded(HubError):
    """The repository is gated: a token is needed, or this token's owner has no access yet."""

    repo: str
    gated: Gated
    signed_in: bool


@dataclass(unsafe_hash=True)
class TokenRejected(HubError):
    """The hub does not know the token."""

    host: str


@dataclass(unsafe_hash=True)
class FileChanged(HubError):
    """What lies behind the address is another file than the one that was ordered."""

    path: str


@dataclass(unsafe_hash=True)
class ChecksumWrong(HubError):
    """The file came twice, and its hash was wrong twice."""

    path: str
    host: str


@dataclass(unsafe_hash=True)
class NameRefused(HubError):
    """A name of the hub cannot be a file here: it leads out of the folder, or the system forbids it."""

    name: str


@dataclass(unsafe_hash=True)
class HeaderUnclear(HubError):
    """The first bytes of a model file do not tell what is needed to say how it fits."""

    path: str


@dataclass(unsafe_hash=True)
class NotEnoughDisk(HubError):
    """The disk has no room for this, what is queued already counted."""

    folder: Path
    needed: int  # bytes
    free: int  # bytes


@dataclass(unsafe_hash=True)
class FolderGone(HubError):
    """The folder for the models is not there any more, or cannot be written: a removed drive, say."""

    folder: Path


@dataclass(unsafe_hash=True)
class InUseElsewhere(HubError):
    """Another Fireside downloads this file into the same folder."""

    path: Path


@dataclass(unsafe_hash=True)
class NoKeyring(HubError):
    """The system has no safe place for a token; it is kept until the program ends."""


@dataclass(unsafe_hash=True)
class AddressRefused(HubError):
    """What was typed is no address of a hub or a proxy. It is not repeated: a password may stand in it."""

    fault: AddressFault


@dataclass(unsafe_hash=True)
class SourceExists(HubError):
    """The address is among the sources already."""

    host: str


@dataclass(unsafe_hash=True)
class ProxyUnusable(HubError):
    """The system names a proxy of a kind that is not supported; going without it is not what is wanted."""


@dataclass(unsafe_hash=True)
class TokenMalformed(HubError):
    """What was entered cannot be a token. It is not repeated."""


@dataclass(unsafe_hash=True)
class TokenLeft(HubError):
    """The keyring did not delete the token. It is not read again."""


@dataclass(unsafe_hash=True)
class NoTokenFound(HubError):
    """No other program of this user has a token that could be taken over."""
