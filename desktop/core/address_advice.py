"""What is said to people about addresses of hubs and proxies, and about tokens. See `desktop.core.advice`."""

from __future__ import annotations

from desktop.core import hub_errors as e
from desktop.core.notice import Notice, Speaker
from desktop.core.sources import AddressFault


def describe_address(error: e.HubError, speaker: Speaker) -> Notice:
    """Say what is wrong with an address."""
    translate = speaker.translate
    match error:
        case e.AddressRefused(fault):
            return _fault(fault, speaker)
        case e.SourceExists(host):
            return Notice(
                translate("Notice", "{host} is in the list already.").format(host=host),
                translate("Notice", "Move it up to have it asked first."),
            )
        case e.ProxyUnusable():
            return Notice(
                translate("Notice", "The system’s proxy is a SOCKS proxy, which Fireside cannot use."),
                translate(
                    "Notice", "Enter an http proxy under Models, Network, or choose to use none there."
                ),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def describe_token(error: e.HubError, speaker: Speaker) -> Notice:
    """Say what is wrong with a token, or with where it is kept."""
    translate = speaker.translate
    match error:
        case e.TokenLeft():
            return Notice(
                translate("Notice", "The system’s keyring did not delete the token."),
                translate("Notice", "Delete the entry “fireside” there; Fireside does not read it any more."),
            )
        case e.TokenMalformed():
            return Notice(
                translate("Notice", "This cannot be a token: it is too long, or has spaces in it."),
                translate("Notice", "Copy it once more from your account’s settings; it begins with hf_."),
            )
        case e.NoTokenFound():
            return Notice(
                translate("Notice", "No other program on this computer has a token."),
                translate("Notice", "Make one in the settings of your account, and enter it here."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _fault(fault: AddressFault, speaker: Speaker) -> Notice:
    translate = speaker.translate
    what = {
        AddressFault.EMPTY: translate("Notice", "There is no address in the field yet."),
        AddressFault.TOO_LONG: translate("Notice", "This is too long for an address."),
        AddressFault.UNREADABLE: translate("Notice", "This cannot be read as an address."),
        AddressFault.SCHEME: translate("Notice", "Only addresses with http or https can be used."),
        AddressFault.SOCKS: translate("Notice", "SOCKS proxies are not supported."),
        AddressFault.USER: translate("Notice", "A name or password in the address is not taken."),
        AddressFault.PATH: translate("Notice", "The address must end with the host, or with its port."),
        AddressFault.HOST: translate("Notice", "The host in this address cannot be one."),
        AddressFault.PORT: translate("Notice", "The port in this address cannot be one."),
    }
    advice = {
        AddressFault.SOCKS: translate(
            "Notice", "Use an http proxy; most programs that offer SOCKS offer one, too."
        ),
        AddressFault.USER: translate(
            "Notice", "It would be stored in the clear. Leave out what stands before the @."
        ),
        AddressFault.PORT: translate("Notice", "A port is a number from 1 to 65535."),
    }
    usual = translate("Notice", "An address looks like this: https://hub.example.org")
    return Notice(what[fault], advice.get(fault, usual))
