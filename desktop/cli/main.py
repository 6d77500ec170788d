"""Reads the command line and starts what it asks for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from desktop import __version__
from desktop.core.files import make_private
from desktop.core.logs import close_log, write_log
from desktop.core.places import Places, beside_program, places_from, portable_places

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
FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Exits with status 2 and one sentence when the words are wrong."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line."""
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the words. What a command needs is imported where one is named: the first frame waits for it."""
    if not {"-h", "--help"}.intersection(arguments):
        window = Parser(prog="fireside", allow_abbrev=False)
        _window(window)
        options, others = window.parse_known_args(arguments)
        if not others:
            options.command = None
            return options
    return parser().parse_args(arguments)


def _window(top: argparse.ArgumentParser) -> None:
    top.add_argument("--version", action="version", version=f"fireside {__version__}")
    top.add_argument("--data-dir", type=Path, metavar="DIR", help="keep chats and settings in this folder")
    top.add_argument("--offline", action="store_true", help="let no request out, whoever asks for it")
    top.add_argument(
        "--open",
        type=Path,
        metavar="FILE",
        nargs="*",  # none, where a menu starts the program with what it has for files
        default=[],
        help="open a model, import templates, or attach files to a question; in the window that is there,"
        " if there is one",
    )
    top.add_argument(
        "--json-log", type=Path, metavar="FILE", help="append what happens to FILE, as JSON lines"
    )
    top.add_argument(
        "--self-test", action="store_true", help="start everything once, get one token, and exit"
    )


def parser() -> argparse.ArgumentParser:
    """Describe the whole command line."""
    from desktop.cli import archive, data, models, moving_in, templates

    top = Parser(prog="fireside", description="Chat with language models that run on this computer.")
    _window(top)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _chat(commands.add_parser("chat", help="ask a question, or have a dialogue, in the terminal"))
    _bench(commands.add_parser("bench", help="measure speed on this machine"))
    _search(commands.add_parser("search", help="find words in all chats"))
    models.describe(commands.add_parser("models", help="find, list and remove models"))
    data.describe(commands.add_parser)
    archive.describe(commands.add_parser)
    moving_in.describe(commands.add_parser)
    templates.describe(
        commands.add_parser("templates", help="list, show, import and export prompt templates")
    )
    return top


def _chat(chat: argparse.ArgumentParser) -> None:
    chat.add_argument("prompt", nargs="?", metavar="PROMPT", help="the question; without it, a dialogue")
    chat.add_argument(
        "--model", metavar="NAME|PATH", help="which model answers; the starter model by default"
    )
    from desktop.cli.templates import describe_use

    describe_use(chat)
    chat.add_argument("--system", metavar="TEXT", default="", help="instructions for the model")
    chat.add_argument("--max-tokens", type=_positive, metavar="N", help="end the answer after N tokens")
    chat.add_argument(
        "--temperature", type=_temperature, metavar="T", help="0 takes the likeliest token always"
    )
    chat.add_argument("--seed", type=_seed, metavar="N", help="draw the same tokens every time")
    chat.add_argument(
        "--json", action="store_true", help="print one JSON object at the end, and nothing else"
    )


def _search(search: argparse.ArgumentParser) -> None:
    search.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help='words, "exact phrases", before:2026-11, after:yesterday, model:NAME, role:user;'
        " after --, -unwanted ones too",
    )
    search.add_argument(
        "--limit", type=_positive, metavar="N", default=20, help="chats at most; 20 by default"
    )
    search.add_argument("--rebuild", action="store_true", help="make the index anew, and wait for it")
    search.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def _bench(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("name", choices=BENCHES, metavar="NAME", help=", ".join(BENCHES))
    bench.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="the models that `quants` compares, or the database that `search` makes there once",
    )
    bench.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")
    bench.add_argument(
        "--model", type=Path, metavar="PATH", help="the model to measure; the starter by default"
    )
    bench.add_argument("--rounds", type=_positive, metavar="N", default=5, help="repeats; the median counts")
    bench.add_argument(
        "--chats",
        type=_positive,
        metavar="N",
        help="chats that `search`, `export`, `sidebar` and `startup` make, of 10 messages each",
    )
    bench.add_argument(
        "--llama-bench", type=Path, metavar="PATH", help="llama.cpp's own benchmark to compare with"
    )


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a whole number") from None


def _positive(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _seed(text: str) -> int:
    number = _whole(text)
    if not 0 <= number < 2**32 - 1:
        raise argparse.ArgumentTypeError("must be from 0 to 4294967294")
    return number


def _temperature(text: str) -> float:
    with suppress(ValueError):
        number = float(text)
        if 0 <= number <= 5:
            return number
    raise argparse.ArgumentTypeError("must be a number from 0 to 5")


def main(arguments: Sequence[str]) -> int:
    """Carry out a command line; returns the exit status."""
    options = read(arguments)
    places = places_of(options.data_dir)
    if places.portable:
        from desktop.services.portable import settle

        settle(places)
    there = Places(places.home) if places.home and places.gone else places
    with suppress(OSError):  # what cannot be written to is told by whoever wants to write
        make_private(there.data)
    try:
        write_log(there.logs, options.json_log)
    except OSError as error:
        print(f"The log {options.json_log} cannot be written: {error.strerror}.", file=sys.stderr)
        close_log()
        return FAILED
    try:
        if options.command is None and not options.self_test:
            if _no_screen():
                return FAILED
            from desktop.viewmodels.light_imports import import_lightly

            import_lightly()
            from desktop.app_runs import run  # nothing else before the first frame

            return run(places, options.offline, options.open)
        return _command(options, places)
    finally:
        close_log()


def places_of(folder: Path | None) -> Places:
    """Give the folder that was asked for, else the one beside the program, else the one of the system."""
    if folder is not None:
        return Places(folder.absolute())
    portable = portable_places(beside_program())
    if portable is not None:
        return portable
    import platformdirs  # here: the engine process needs none of it

    home = platformdirs.user_data_path("fireside", appauthor=False)
    config = platformdirs.user_config_path("fireside", appauthor=False)
    return places_from(home, config / "data-folder.json")


def _command(options: argparse.Namespace, places: Places) -> int:
    """Carry out a command; what goes wrong is one sentence on standard error."""
    from desktop.cli.output import OutputLost, Usage, fail, let_go_of_output
    from desktop.core.errors import UserError
    from desktop.core.keep_errors import DataFolderGone

    try:
        if places.gone:
            raise DataFolderGone(places.data)
        return _run(options, places)
    except UserError as error:
        fail(error)
        return FAILED
    except Usage as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except OutputLost as error:
        if not error.reader_gone:  # `| head` has what it wants; there is nothing to say about that
            print(error, file=sys.stderr)
        let_go_of_output()
        return FAILED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED


def _no_screen() -> bool:
    """Say that there is no screen, where that is known: Qt would end the process with a core dump."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if named or not sys.platform.startswith(("linux", "freebsd")):
        return False
    print("There is no screen here. `fireside chat` works in the terminal.", file=sys.stderr)
    return True


def _run(options: argparse.Namespace, places: Places) -> int:
    if options.self_test:
        if _no_screen():
            return FAILED
        from desktop.cli.selftest import run as self_test

        return self_test(options.data_dir)
    if options.command == "bench":
        from desktop.cli.bench import run as bench

        return bench(options)
    return _run_on_data(options, places)


def _run_on_data(options: argparse.Namespace, places: Places) -> int:
    from desktop.cli import archive, data, models, moving_in, templates

    match options.command:
        case "models":
            return models.run(options, places)
        case "templates":
            return templates.run(options, places)
        case "backup" | "restore" | "check" | "trash":
            return data.run(options, places)
        case "export":
            return archive.run(options, places)
        case "import":
            return moving_in.run(options, places)
        case "search":
            from desktop.cli.search import run as search

            return search(options, places)
        case _:
            from desktop.cli.chat import run as chat

            return chat(options, places)
