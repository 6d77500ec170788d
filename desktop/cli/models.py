"""`fireside models VERB`: what its verbs are called, and which module carries each out.

One module for each group of verbs; it is imported only when one of them was asked for, since the window
reads the command line too.
"""

from __future__ import annotations

import argparse

from desktop.cli.describing import describe_json
from desktop.cli.parser import AddVerb, Parser
from desktop.cli.window_words import Translate
from desktop.core.places import Places

SORTS = ("trending", "downloads", "likes", "newest")


def describe(models: Parser) -> None:
    """Describe the verbs."""
    speaker = models.speaker
    add = models.verbs("verb", speaker.translate("Terminal", "VERB"), required=True)
    _local(add, speaker.translate)
    _download(add, speaker.translate)
    _hub(add, speaker.translate)


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


def _local(add: AddVerb, translate: Translate) -> None:
    describe_json(
        add("list", help=translate("Terminal", "list the models that are known here, those used last first"))
    )
    describe_json(
        add("scan", help=translate("Terminal", "look through all folders anew, and list what is there"))
    )
    remove = add("remove", help=translate("Terminal", "delete a model that lies in Fireside’s own folder"))
    remove.add_argument("model", metavar=translate("Terminal", "NAME|PATH"))
    remove.add_argument("--yes", action="store_true", help=translate("Terminal", "do not ask"))
    describe_json(remove)
    fit = add("fit", help=translate("Terminal", "tell how a model fits this machine, without loading it"))
    fit.add_argument("model", metavar=translate("Terminal", "NAME|PATH|REPO"))
    fit.add_argument(
        "file",
        nargs="?",
        metavar=translate("Terminal", "FILE"),
        help=translate("Terminal", "of REPO on the hub: a file, or a quant"),
    )
    _endpoint(fit, translate)
    describe_json(fit)


def _download(add: AddVerb, translate: Translate) -> None:
    download = add(
        "download", help=translate("Terminal", "download a model; after Ctrl-C the same command goes on")
    )
    _repo(download, translate)
    download.add_argument(
        "file",
        metavar=translate("Terminal", "FILE"),
        help=translate(
            "Terminal", "a file of it, or a quant as Q4_K_M; all parts and the projector come along"
        ),
    )
    _endpoint(download, translate)
    describe_json(download)


def _hub(add: AddVerb, translate: Translate) -> None:
    search = add("search", help=translate("Terminal", "find models on the hub"))
    search.add_argument("text", metavar=translate("Terminal", "TEXT"))
    search.add_argument(
        "--sort",
        choices=SORTS,
        default="trending",
        metavar=translate("Terminal", "ORDER"),
        help=", ".join(SORTS),
    )
    info = add(
        "info",
        help=translate(
            "Terminal", "tell what a repository of the hub offers, and how that fits this machine"
        ),
    )
    _repo(info, translate)
    for verb in (search, info):
        _endpoint(verb, translate)
        describe_json(verb)


def _repo(verb: Parser, translate: Translate) -> None:
    verb.add_argument(
        "repo",
        metavar=translate("Terminal", "REPO"),
        help=translate("Terminal", "owner/name, as huggingface.co has it"),
    )


def _endpoint(verb: Parser, translate: Translate) -> None:
    verb.add_argument(
        "--endpoint", metavar="URL", help=translate("Terminal", "ask this hub or mirror, and no other")
    )
