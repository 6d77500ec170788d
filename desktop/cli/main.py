"""Reads the command line and starts what it asks for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop.cli.window_words import describe_window
from desktop.core.files import make_private
from desktop.core.logs import close_log, write_log
from desktop.core.places import Places, beside_program, places_from, portable_places

if TYPE_CHECKING:  # the first frame waits for no language
    from desktop.cli.speech import PlainSpeaker

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


class Unread(Exception):
    """The words are more than what starts the window, or are wrong."""


class Glance(argparse.ArgumentParser):
    """Reads what starts the window; says nothing about what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Leave it to those who read everything."""
        raise Unread(message)


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the words. What a command needs is imported where one is named: the first frame waits for it."""
    window = Glance(prog="fireside", allow_abbrev=False, add_help=False)
    describe_window(window, lambda _, text: text)  # nobody reads it
    try:
        options, others = window.parse_known_args(arguments)
    except Unread:
        options, others = argparse.Namespace(data_dir=None), [*arguments]
    if not others:
        options.command = None
        return options
    from desktop.cli.commands import parser

    return parser(speaker_of(places_of(options.data_dir))).parse_args(arguments)


def speaker_of(places: Places) -> PlainSpeaker:
    """Give the one who speaks the user's language; only where something is said."""
    from desktop.cli.speech import speaker_for

    return speaker_for(places)


def main(arguments: Sequence[str]) -> int:
    """Carry out a command line; returns the exit status."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # what it cannot write ends nothing
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
        translate = speaker_of(places).translate
        said = translate("Terminal", "The log {path} cannot be written: {reason}.")
        print(said.format(path=options.json_log, reason=error.strerror), file=sys.stderr)
        close_log()
        return FAILED
    try:
        if options.command is None and not options.self_test:
            if _no_screen(places):
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

    options.speaker = speaker = speaker_of(places)
    try:
        if places.gone:
            raise DataFolderGone(places.data)
        return _run(options, places)
    except UserError as error:
        fail(error, speaker)
        return FAILED
    except Usage as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except OutputLost as error:
        if not error.reader_gone:  # `| head` has what it wants; there is nothing to say about that
            said = speaker.translate("Terminal", "Standard output cannot be written: {reason}.")
            print(said.format(reason=error), file=sys.stderr)
        let_go_of_output()
        return FAILED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED


def _no_screen(places: Places) -> bool:
    """Say that there is no screen, where that is known: Qt would end the process with a core dump."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if named or not sys.platform.startswith(("linux", "freebsd")):
        return False
    translate = speaker_of(places).translate
    said = translate("Terminal", "There is no screen here. `fireside chat` works in the terminal.")
    print(said, file=sys.stderr)
    return True


def _run(options: argparse.Namespace, places: Places) -> int:
    if options.self_test:
        if _no_screen(places):
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
