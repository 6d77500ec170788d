"""`fireside templates VERB`, and the words of `fireside chat` about templates: what they are called."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.core.places import Places

FORMATS = ("json", "markdown", "csv", "yaml")
CONFLICTS = ("keep", "replace", "both")


def describe(templates: argparse.ArgumentParser) -> None:
    """Describe the verbs."""
    verbs = templates.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="list the templates, by their names")
    listed.add_argument("--search", metavar="WORDS", default="", help="those that hold all these words")
    shown = verbs.add_parser("show", help="print a template: its texts, fields and versions")
    shown.add_argument("name", metavar="NAME")
    brought = verbs.add_parser(
        "import", help="take templates from files or folders: JSON, Markdown, CSV or YAML"
    )
    brought.add_argument("files", nargs="+", type=Path, metavar="PATH")
    brought.add_argument(
        "--on-conflict",
        choices=CONFLICTS,
        default="keep",
        metavar="WHAT",
        help="where a name is taken: keep the one here (by default), replace it by one more version, both",
    )
    _export(verbs.add_parser("export", help="write templates to a file, or to a folder"))
    for verb in verbs.choices.values():
        verb.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def describe_use(chat: argparse.ArgumentParser) -> None:
    """Describe how `fireside chat` uses a template."""
    chat.add_argument(
        "--template",
        metavar="NAME",
        help="ask with a template; PROMPT fills its last text field that has no value, or follows its text",
    )
    chat.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="fill a field of the template; NAME=@FILE takes a long text or a file from there",
    )


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one verb; returns the exit status."""
    from desktop.cli.templates_local import run as local  # here: the window reads the command line too

    return local(options, places)


def _export(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("names", nargs="*", metavar="NAME", help="which ones; all without it")
    verb.add_argument(
        "--to",
        required=True,
        metavar="PATH",
        help="a file, which is replaced; for Markdown and YAML also a folder, with a file for each",
    )
    verb.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; by the ending of PATH without it",
    )
