"""Describes the whole command line, in the user's language."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.describing import Numbers, describe_json
from desktop.cli.parser import Parser
from desktop.cli.speech import PlainSpeaker
from desktop.cli.templates import describe_use
from desktop.cli.window_words import describe_window

BENCHES = (
    "decode",
    "download",
    "export",
    "fit",
    "idle",
    "kill",
    "library",
    "prefix",
    "quants",
    "resume",
    "search",
    "sidebar",
    "startup",
    "stop",
    "stream",
    "view",
)


def parser(speaker: PlainSpeaker | None = None) -> Parser:
    """Describe the whole command line."""
    from desktop.cli import archive, data, models, moving_in, templates

    speaker = speaker or PlainSpeaker()
    translate = speaker.translate
    top = _top(speaker)
    add = top.verbs("command", translate("Terminal", "COMMAND"))
    _chat(add("chat", help=translate("Terminal", "ask a question, or have a dialogue, in the terminal")))
    _bench(
        add("bench", help=translate("Terminal", "measure speed on this machine; the report is in English"))
    )
    _search(add("search", help=translate("Terminal", "find words in all chats")))
    models.describe(add("models", help=translate("Terminal", "find, list and remove models")))
    data.describe(add, translate)
    archive.describe(add, translate)
    moving_in.describe(add, speaker)
    templates.describe(
        add("templates", help=translate("Terminal", "list, show, import and export prompt templates"))
    )
    return top


def _top(speaker: PlainSpeaker) -> Parser:
    translate = speaker.translate
    top = Parser(
        speaker,
        prog="fireside",
        description=translate("Terminal", "Chat with language models that run on this computer."),
        epilog=translate(
            "Terminal",
            "For scripts there is --json: it stays as it is, in every language. What is printed without it is"
            " for people, in their language, and may change.",
        ),
    )
    describe_window(top, translate)
    return top


def _chat(chat: Parser) -> None:
    translate = chat.speaker.translate
    chat.add_argument(
        "prompt",
        nargs="?",
        metavar=translate("Terminal", "PROMPT"),
        help=translate("Terminal", "the question; without it, a dialogue"),
    )
    chat.add_argument(
        "--model",
        metavar=translate("Terminal", "NAME|PATH"),
        help=translate("Terminal", "which model answers; the starter model by default"),
    )
    describe_use(chat)
    _sampling(chat)
    chat.add_argument(
        "--json",
        action="store_true",
        help=translate("Terminal", "print one JSON object at the end, and nothing else"),
    )


def _sampling(chat: Parser) -> None:
    translate, numbers = chat.speaker.translate, Numbers(chat.speaker)
    chat.add_argument(
        "--system",
        metavar=translate("Terminal", "TEXT"),
        default="",
        help=translate("Terminal", "instructions for the model"),
    )
    chat.add_argument(
        "--max-tokens",
        type=numbers.positive,
        metavar="N",
        help=translate("Terminal", "end the answer after N tokens"),
    )
    chat.add_argument(
        "--temperature",
        type=numbers.temperature,
        metavar="T",
        help=translate("Terminal", "0 takes the likeliest token always"),
    )
    chat.add_argument(
        "--seed",
        type=numbers.seed,
        metavar="N",
        help=translate("Terminal", "draw the same tokens every time"),
    )


def _search(search: Parser) -> None:
    translate = search.speaker.translate
    search.add_argument(
        "words",
        nargs="*",
        metavar=translate("Terminal", "WORDS"),
        help=translate(
            "Terminal",
            'words, "exact phrases", before:2026-11, after:yesterday, model:NAME, role:user;'
            " after --, -unwanted ones too",
        ),
    )
    search.add_argument(
        "--limit",
        type=Numbers(search.speaker).positive,
        metavar="N",
        default=20,
        help=translate("Terminal", "chats at most; 20 by default"),
    )
    search.add_argument(
        "--rebuild",
        action="store_true",
        help=translate("Terminal", "make the index anew, and wait for it"),
    )
    describe_json(search)


def _bench(bench: Parser) -> None:
    translate = bench.speaker.translate
    path = translate("Terminal", "PATH")
    bench.add_argument(
        "name", choices=BENCHES, metavar=translate("Terminal", "NAME"), help=", ".join(BENCHES)
    )
    bench.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar=path,
        help=translate(
            "Terminal",
            "the models that `quants` compares, or the database that `search` makes there once",
        ),
    )
    describe_json(bench)
    _measured(bench, path)


def _measured(bench: Parser, path: str) -> None:
    translate, positive = bench.speaker.translate, Numbers(bench.speaker).positive
    bench.add_argument(
        "--model",
        type=Path,
        metavar=path,
        help=translate("Terminal", "the model to measure; the starter by default"),
    )
    bench.add_argument(
        "--rounds",
        type=positive,
        metavar="N",
        default=5,
        help=translate("Terminal", "repeats; the median counts"),
    )
    bench.add_argument(
        "--chats",
        type=positive,
        metavar="N",
        help=translate(
            "Terminal",
            "chats that `search`, `export`, `sidebar` and `startup` make, of 10 messages each",
        ),
    )
    bench.add_argument(
        "--llama-bench",
        type=Path,
        metavar=path,
        help=translate("Terminal", "llama.cpp's own benchmark to compare with"),
    )
