"""Reads addresses of hubs and proxies that people type, and takes only those that mean one thing."""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from desktop.core.hub_errors import AddressRefused
from desktop.core.sources import AddressFault

LONGEST = 256  # characters of an address
LONGEST_HOST = 253  # characters, by the rules for names
PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(/|$))", re.IGNORECASE)  # not the colon of `localhost:8080`
_LABEL = re.compile(r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?")
_NUMBERS = re.compile(r"[0-9.]+|0x[0-9a-f.x]*")  # what a system may take for an IPv4 address


def hub_address(text: str) -> str:
    """Give the address of a hub as it is used: `https://host`, no `/` at the end. Raises `AddressRefused`."""
    return _address(text, "https")


def proxy_address(text: str) -> str:
    """Give the address of a proxy as it is used: `http://host:port`. Raises `AddressRefused`."""
    return _address(text, "http")


def host_of(address: str) -> str:
    """Give the host of an address, for people and for the log of requests. Never a name or password."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def may_carry_token(endpoint: str) -> bool:
    """Tell whether nobody on the way can read a token that is sent there."""
    if endpoint.startswith("https://"):
        return True
    host = host_of(endpoint)
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _address(text: str, usual: str) -> str:
    split = _split(text.strip(), usual)
    scheme = split.scheme.lower()
    if scheme.startswith("socks"):
        raise AddressRefused(AddressFault.SOCKS)
    if scheme not in PORTS:
        raise AddressRefused(AddressFault.SCHEME)
    if "@" in split.netloc:
        raise AddressRefused(AddressFault.USER)
    if split.path.strip("/") or split.query or split.fragment or "?" in text or "#" in text:
        raise AddressRefused(AddressFault.PATH)
    host, port = _host(split.hostname or ""), _port(split)
    return f"{scheme}://{host}" + ("" if port in (None, PORTS[scheme]) else f":{port}")


def _split(text: str, usual: str) -> SplitResult:
    if not text:
        raise AddressRefused(AddressFault.EMPTY)
    if len(text) > LONGEST:
        raise AddressRefused(AddressFault.TOO_LONG)
    if "\\" in text or any(c.isspace() or not c.isprintable() for c in text):
        raise AddressRefused(AddressFault.UNREADABLE)
    if _SCHEME.match(text) is None:
        text = f"{usual}://{text}"
    elif "://" not in text and "@" not in text:  # `javascript:`, `mailto:`
        raise AddressRefused(AddressFault.SCHEME)
    elif "://" not in text:
        raise AddressRefused(AddressFault.USER)
    try:
        return urlsplit(text)
    except ValueError:  # brackets that do not match, or a host that is another one for others
        raise AddressRefused(AddressFault.UNREADABLE) from None


def _port(split: SplitResult) -> int | None:
    try:
        port = split.port
    except ValueError:
        raise AddressRefused(AddressFault.PORT) from None
    if port == 0:
        raise AddressRefused(AddressFault.PORT)
    return port


def _host(host: str) -> str:
    """Spell a host as it goes over the wire, so that look-alikes of another alphabet are seen."""
    if ":" in host:
        return _ipv6(host)
    try:
        spelt = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise AddressRefused(AddressFault.HOST) from None
    labels = spelt.split(".")
    if len(spelt) > LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefused(AddressFault.HOST)
    if _NUMBERS.fullmatch(spelt):  # 127.1 and 0x7f000001 are 127.0.0.1 to some
        with suppress(ValueError):
            return str(ipaddress.IPv4Address(spelt))
        raise AddressRefused(AddressFault.HOST)
    return spelt


def _ipv6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        raise AddressRefused(AddressFault.HOST) from None
    if address.scope_id is not None:
        raise AddressRefused(AddressFault.HOST)
    return f"[{address}]"
