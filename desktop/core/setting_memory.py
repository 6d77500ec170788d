"""What is remembered beside the settings that are shown: of the window, and of other pages."""

# Without `from __future__ import annotations`: see `setting_list`.

from dataclasses import dataclass
from typing import Annotated

from desktop.core.setting_kinds import Help
from desktop.core.sources import HUGGING_FACE, ProxyKind


@dataclass(frozen=True, slots=True)
class Remembered:
    """None of it has a row on the settings page; `elsewhere` says where it is chosen."""

    model: Annotated[
        str, Help("Model", "Path of the model that was used last; empty for the starter.", elsewhere="menu")
    ] = ""
    start_card: Annotated[
        bool,
        Help("Start card", "Whether an empty chat offers a model for this computer.", elsewhere="Models"),
    ] = True
    export_choices: Annotated[
        tuple[str, ...],
        Help("Export", "What was chosen in the last export.", elsewhere="export"),
    ] = ()
    sidebar_width: Annotated[
        int, Help("Width", "Of the list of chats, in pixels.", None, 220, 480, elsewhere="its edge")
    ] = 264
    open_folders: Annotated[
        tuple[str, ...],
        Help("Open folders", "Folders that are open in the list of chats.", elsewhere="the list of chats"),
    ] = ()
    geometry: Annotated[
        str,
        Help("Geometry", "Size and place of the window, as Qt writes it, in base 64.", elsewhere="window"),
    ] = ""
    splits: Annotated[
        tuple[str, ...],
        Help("Edges", "Between parts of pages, as “name=shares”.", elsewhere="the edges themselves"),
    ] = ()
    sources: Annotated[
        tuple[str, ...],
        Help(
            "Sources", "Addresses of the hub and its mirrors, in order of trial.", elsewhere="Models, Network"
        ),
    ] = (HUGGING_FACE,)
    token_mirrors: Annotated[
        tuple[str, ...],
        Help("Mirrors with token", "Mirrors that may be sent the token.", elsewhere="Models, Network"),
    ] = ()
    proxy: Annotated[
        ProxyKind, Help("Proxy", "By which proxy the hub is reached.", elsewhere="Models, Network")
    ] = ProxyKind.SYSTEM
    proxy_address: Annotated[
        str,
        Help("Proxy address", "Address of the proxy, where it is set by hand.", elsewhere="Models, Network"),
    ] = ""
    account: Annotated[
        str, Help("Account", "Name of the account that the token belongs to.", elsewhere="Models, Network")
    ] = ""
    token_kept: Annotated[
        bool,
        Help(
            "Token kept", "Whether the system’s keyring holds a token of ours.", elsewhere="Models, Network"
        ),
    ] = False
