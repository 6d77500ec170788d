"""Reads which proxy the system wants to be used, without looking up any name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

INTERNET_SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """What the environment or the system says of proxies."""

    addresses: Mapping[str, str] = field(repr=False)  # by scheme, and `all`; may hold passwords
    direct: tuple[str, ...] = ()  # patterns of hosts, as `core.sources.goes_direct` reads them

    def of(self, scheme: str) -> str | None:
        """Give the proxy for requests of a scheme."""
        return self.addresses.get(scheme) or self.addresses.get("all") or None


def system_proxy() -> SystemProxy:
    """Ask the environment, and where it says nothing Windows or macOS."""
    from urllib.request import getproxies, getproxies_environment  # here: it brings half a megabyte of others

    environment = getproxies_environment()
    if environment:
        return SystemProxy(environment, no_proxy(environment.get("no", "")))
    return SystemProxy(getproxies(), _exceptions())


def no_proxy(text: str) -> tuple[str, ...]:
    """Read the environment's list of hosts: a name stands for what is below it, too."""
    patterns: list[str] = []
    for each in text.replace(",", " ").split():
        name = each.lstrip(".")
        if "*" in name or "/" in name or ":" in name:
            patterns.append(name)
        elif name:
            patterns += [name, f"*.{name}"]
    return tuple(patterns)


def _exceptions() -> tuple[str, ...]:
    """Give the hosts that the system's own settings except."""
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, INTERNET_SETTINGS) as key:
            text = str(winreg.QueryValueEx(key, "ProxyOverride")[0])
            return tuple(part.strip() for part in text.split(";") if part.strip())
    if sys.platform == "darwin":
        # urllib's own way of asking it looks up names to match networks; this does not.
        ask = cast(Callable[[], Mapping[str, Any]], vars(import_module("_scproxy"))["_get_proxy_settings"])
        found = ask()
        simple = ("<local>",) if found.get("exclude_simple") else ()
        return (*simple, *(str(each) for each in found.get("exceptions", ()) if each))
    return ()
