"""What is said to people about the hub and about downloads. See `desktop.core.advice`."""

from __future__ import annotations

from desktop.core import hub_errors as e
from desktop.core.address_advice import describe_address, describe_token
from desktop.core.hub import Gated
from desktop.core.notice import Notice, Speaker


def describe_hub(error: e.HubError, speaker: Speaker) -> Notice:
    """Say why something cannot be had from the hub."""
    match error:
        case e.HubUnreachable() | e.HubBusy() | e.NotTheHub() | e.NotOnHub() | e.NameRefused():
            return _describe_hub(error, speaker)
        case e.HeaderUnclear(path):
            return Notice(
                speaker.translate("Notice", "The beginning of {path} does not tell how it fits.").format(
                    path=path
                ),
                speaker.translate("Notice", "It may be no language model. Read the model card first."),
            )
        case e.AccessNeeded() | e.TokenRejected() | e.NoKeyring():
            return _describe_account(error, speaker)
        case e.TokenMalformed() | e.TokenLeft() | e.NoTokenFound():
            return describe_token(error, speaker)
        case e.AddressRefused() | e.SourceExists() | e.ProxyUnusable():
            return describe_address(error, speaker)
        case _:
            return _describe_file(error, speaker)


def _describe_hub(error: e.HubError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.HubUnreachable(host):
            return Notice(
                translate("Notice", "There is no connection to {host}.").format(host=host),
                translate("Notice", "Check the network, the proxy and the mirror under Models, Network."),
            )
        case e.HubBusy(host, seconds) if seconds > 0:
            return Notice(
                translate("Notice", "{host} asks to wait for {seconds} seconds.").format(
                    host=host, seconds=speaker.number(seconds)
                ),
                translate("Notice", "It is tried again then by itself."),
            )
        case e.HubBusy(host):
            return Notice(
                translate("Notice", "{host} has trouble of its own at the moment.").format(host=host),
                translate("Notice", "Try again in a few minutes, or use a mirror."),
            )
        case e.NotTheHub(host):
            return Notice(
                translate("Notice", "Something else answers in place of {host}.").format(host=host),
                translate(
                    "Notice",
                    "Sign in to this network in a browser, or check the mirror under Models, Network.",
                ),
            )
        case e.NotOnHub(name):
            return Notice(
                translate("Notice", "{name} is not on the hub, or not public.").format(name=name),
                translate("Notice", "Check the name, or sign in under Models, Network."),
            )
        case e.NameRefused(name):
            return Notice(
                translate("Notice", "The name {name} cannot be used for a file here.").format(name=name),
                translate("Notice", "Choose another model, or report this one to its publisher."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _describe_account(error: e.HubError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.AccessNeeded(repo, signed_in=False):
            return Notice(
                translate("Notice", "{repo} is given only to people who are signed in.").format(repo=repo),
                translate(
                    "Notice", "Accept its conditions in the browser, and enter a token under Models, Network."
                ),
            )
        case e.AccessNeeded(repo, Gated.MANUAL):
            return Notice(
                translate("Notice", "The publisher of {repo} has not given you access yet.").format(
                    repo=repo
                ),
                translate("Notice", "Ask for it on the model’s page in the browser, then check again."),
            )
        case e.AccessNeeded(repo):
            return Notice(
                translate("Notice", "The conditions of {repo} have not been accepted yet.").format(repo=repo),
                translate("Notice", "Accept them on the model’s page in the browser, then check again."),
            )
        case e.TokenRejected(host):
            return Notice(
                translate("Notice", "{host} does not know the token.").format(host=host),
                translate("Notice", "Enter a new one, or sign out, under Models, Network."),
            )
        case e.NoKeyring():
            return Notice(
                translate("Notice", "This system has no keyring that could keep the token safe."),
                translate("Notice", "It is used until Fireside ends, and then has to be entered again."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")


def _describe_file(error: e.HubError, speaker: Speaker) -> Notice:
    translate = speaker.translate
    match error:
        case e.FileChanged(path):
            return Notice(
                translate("Notice", "{path} is another file on the hub now.").format(path=path),
                translate("Notice", "Cancel this download and begin it anew."),
            )
        case e.ChecksumWrong(path, host):
            return Notice(
                translate("Notice", "{path} came damaged from {host}, twice.").format(path=path, host=host),
                translate("Notice", "Use another mirror under Models, Network, and download it again."),
            )
        case e.NotEnoughDisk(folder, needed, free):
            return Notice(
                translate("Notice", "This needs {needed} in {folder}, and {free} can be used there.").format(
                    needed=speaker.size(needed), folder=folder, free=speaker.size(free)
                ),
                translate("Notice", "Delete something or choose another folder for the models, then go on."),
            )
        case e.FolderGone(folder):
            return Notice(
                translate("Notice", "The folder {folder} is not there, or cannot be written.").format(
                    folder=folder
                ),
                translate("Notice", "Connect its drive again, or choose another folder for the models."),
            )
        case e.InUseElsewhere(path):
            return Notice(
                translate("Notice", "Another Fireside is downloading {name} into the same folder.").format(
                    name=path.name
                ),
                translate("Notice", "Wait until it has finished, or pause it there."),
            )
        case _:
            raise AssertionError(f"no sentence for {error!r}")
