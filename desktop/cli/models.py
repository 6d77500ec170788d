"""`fireside models VERB`: what its verbs are called, and which module carries each out.

One module for each group of verbs; it is imported only when one of them was asked for, since the window
reads the command line too.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from desktop.core.places import Places

SORTS = ("trending", "downloads", "likes", "newest")

AddVerb: TypeAlias = Callable[..., argparse.ArgumentParser]


def describe(models: argparse.ArgumentParser) -> None:
    """Describe the verbs."""
    verbs = models.add_subparsers(dest="verb", metavar="VERB", required=True)
    _local(verbs.add_parser)
    _download(verbs.add_parser)
    _hub(verbs.add_parser)


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one verb; returns the exit status."""
    if options.verb == "download":
        from desktop.cli.models_download import run as download

        return download(options, places)
    if options.verb in ("search", "info") or (options.verb == "fit" and options.file is not None):
        from desktop.cli.models_hub import run as hub

        return hub(options, places)
    from desktop.cli.models_local import run as local

    return local(options, places)


def _local(add: AddVerb) -> None:
    _json(add("list", help="list the models that are known here, those used last first"))
    _json(add("scan", help="look through all folders anew, and list what is there"))
    remove = add("remove", help="delete a model that lies in Fireside’s own folder")
    remove.add_argument("model", metavar="NAME|PATH")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    _json(remove)
    fit = add("fit", help="tell how a model fits this machine, without loading it")
    fit.add_argument("model", metavar="NAME|PATH|REPO")
    fit.add_argument("file", nargs="?", metavar="FILE", help="of REPO on the hub: a file, or a quant")
    fit.add_argument("--endpoint", metavar="URL", help="ask this hub or mirror, and no other")
    _json(fit)


def _download(add: AddVerb) -> None:
    download = add("download", help="download a model; after Ctrl-C the same command goes on")
    download.add_argument("repo", metavar="REPO", help="owner/name, as huggingface.co has it")
    download.add_argument(
        "file",
        metavar="FILE",
        help="a file of it, or a quant as Q4_K_M; all parts and the projector come along",
    )
    download.add_argument("--endpoint", metavar="URL", help="ask this hub or mirror, and no other")
    _json(download)


def _hub(add: AddVerb) -> None:
    search = add("search", help="find models on the hub")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--sort", choices=SORTS, default="trending", metavar="ORDER", help=", ".join(SORTS))
    info = add("info", help="tell what a repository of the hub offers, and how that fits this machine")
    info.add_argument("repo", metavar="REPO", help="owner/name, as huggingface.co has it")
    for verb in (search, info):
        verb.add_argument("--endpoint", metavar="URL", help="ask this hub or mirror, and no other")
        _json(verb)


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")
