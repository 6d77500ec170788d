"""`fireside templates VERB`, and the words of `fireside chat` about templates: what they are called."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.cli.describing import describe_json
from desktop.cli.parser import Parser
from desktop.cli.window_words import Translate
from desktop.core.places import Places

FORMATS = ("json", "markdown", "csv", "yaml")
CONFLICTS = ("keep", "replace", "both")


def describe(templates: Parser) -> None:
    """Describe the verbs."""
    translate = templates.speaker.translate
    add = templates.verbs("verb", translate("Terminal", "VERB"), required=True)
    listed = add("list", help=translate("Terminal", "list the templates, by their names"))
    listed.add_argument(
        "--search",
        metavar=translate("Terminal", "WORDS"),
        default="",
        help=translate("Terminal", "those that hold all these words"),
    )
    shown = add("show", help=translate("Terminal", "print a template: its texts, fields and versions"))
    shown.add_argument("name", metavar=translate("Terminal", "NAME"))
    brought = add(
        "import",
        help=translate("Terminal", "take templates from files or folders: JSON, Markdown, CSV or YAML"),
    )
    _import(brought, translate)
    written = add("export", help=translate("Terminal", "write templates to a file, or to a folder"))
    _export(written, translate)
    for verb in (listed, shown, brought, written):
        describe_json(verb)


def describe_use(chat: Parser) -> None:
    """Describe how `fireside chat` uses a template."""
    translate = chat.speaker.translate
    chat.add_argument(
        "--template",
        metavar=translate("Terminal", "NAME"),
        help=translate(
            "Terminal",
            "ask with a template; PROMPT fills its last text field that has no value, or follows its text",
        ),
    )
    chat.add_argument(
        "--field",
        action="append",
        default=[],
        metavar=translate("Terminal", "NAME=VALUE"),
        help=translate(
            "Terminal", "fill a field of the template; NAME=@FILE takes a long text or a file from there"
        ),
    )


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one verb; returns the exit status."""
    from desktop.cli.templates_local import run as local  # here: the window reads the command line too

    return local(options, places)


def _import(verb: Parser, translate: Translate) -> None:
    verb.add_argument("files", nargs="+", type=Path, metavar=translate("Terminal", "PATH"))
    verb.add_argument(
        "--on-conflict",
        choices=CONFLICTS,
        default="keep",
        metavar="|".join(CONFLICTS),
        help=translate(
            "Terminal",
            "where a name is taken: keep the one here (by default), replace it by one more version, both",
        ),
    )


def _export(verb: Parser, translate: Translate) -> None:
    verb.add_argument(
        "names",
        nargs="*",
        metavar=translate("Terminal", "NAME"),
        help=translate("Terminal", "which ones; all without it"),
    )
    verb.add_argument(
        "--to",
        required=True,
        metavar=translate("Terminal", "PATH"),
        help=translate(
            "Terminal", "a file, which is replaced; for Markdown and YAML also a folder, with a file for each"
        ),
    )
    verb.add_argument(
        "--format",
        choices=FORMATS,
        metavar=translate("Terminal", "FORMAT"),
        help=translate("Terminal", "{formats}; by the ending of PATH without it").format(
            formats=", ".join(FORMATS)
        ),
    )
