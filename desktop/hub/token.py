"""Where the account's token is kept: the keyring of the system, or nowhere."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar, cast

from desktop.core.hub_errors import NoKeyring, TokenMalformed

log = logging.getLogger(__name__)
T = TypeVar("T")

SERVICE, USER = "fireside", "huggingface-token"  # under which the keyring has it
GOOD = 1.0  # priority of a backend; what is below keeps secrets in the clear, or nothing
LONGEST = 512  # characters of a token
IN_ENVIRONMENT = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")


class TokenStore(Protocol):
    """A place for one token. Every method may block, for minutes where the system asks the user."""

    def read(self) -> str:
        """Give the token; "" for none. Raises `NoKeyring`."""
        ...

    def keep(self, token: str) -> None:
        """Keep a token. Raises `NoKeyring`."""
        ...

    def forget(self) -> None:
        """Delete the token, if there is one. Raises `NoKeyring`."""
        ...


class Backend(Protocol):
    """What we use of a backend of the package `keyring`."""

    priority: float

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Delete it."""
        ...


def system_backend() -> object:
    """Find the system's keyring; imports it, and may block."""
    import keyring  # here: it looks through every package that is installed

    return keyring.get_keyring()


class Keyring:
    """The system's keyring. It is looked for at the first use."""

    def __init__(self, find: Callable[[], object] = system_backend) -> None:
        self._find = find

    def read(self) -> str:
        """Give the token; "" for none. Raises `NoKeyring`."""
        return self._try(lambda backend: clean_token(backend.get_password(SERVICE, USER) or ""))

    def keep(self, token: str) -> None:
        """Keep a token. Raises `NoKeyring`."""
        self._try(lambda backend: backend.set_password(SERVICE, USER, token))

    def forget(self) -> None:
        """Delete the token, if there is one. Raises `NoKeyring`."""

        def delete(backend: Backend) -> None:
            if backend.get_password(SERVICE, USER) is not None:
                backend.delete_password(SERVICE, USER)

        self._try(delete)

    def _try(self, work: Callable[[Backend], T]) -> T:
        try:
            backend = _good(self._find())
            if backend is not None:
                return work(backend)
        except TokenMalformed:
            log.info("what the keyring has is no token")
        except Exception as error:  # noqa: BLE001  # backends are plug-ins of others and raise what they like
            log.info("keyring failed: %s", type(error).__name__)  # only this: it may quote what was kept
        raise NoKeyring


def _good(found: object) -> Backend | None:
    """Choose a backend that keeps secrets: not one that only stands in for none, or writes a plain file."""
    among = cast("list[Backend]", getattr(found, "backends", [found]))  # of a chain, its links
    return next((each for each in among if each.priority >= GOOD), None)


def clean_token(text: str) -> str:
    """Take a token as it was typed or found; "" for none. Raises `TokenMalformed`."""
    token = text.strip()
    if len(token) > LONGEST or not all("!" <= c <= "~" for c in token):
        raise TokenMalformed
    return token


def found_token(environment: Mapping[str, str], home: Path) -> str:
    """Give the token of the environment, or else of the hub's command line; "" for none."""
    for name in IN_ENVIRONMENT:
        if environment.get(name, "").strip():
            return clean_token(environment[name])
    try:
        with token_file(environment, home).open("rb") as file:
            return clean_token(file.read(LONGEST + 8).decode("utf-8", "replace"))
    except OSError:
        return ""


def token_file(environment: Mapping[str, str], home: Path) -> Path:
    """Say where the hub's command line keeps its token."""
    cache = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    hub = Path(environment.get("HF_HOME") or cache / "huggingface")
    return Path(environment.get("HF_TOKEN_PATH") or hub / "token").expanduser()


def found_here() -> str:
    """Give the token that other programs of this user use. Reads a file. Raises `TokenMalformed`."""
    return found_token(os.environ, Path.home())
