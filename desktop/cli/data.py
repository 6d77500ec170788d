"""`fireside backup`, `restore` and `check`: the file that holds the chats."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.output import PlainSpeaker, write
from desktop.core.places import Places


def describe(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Describe the three commands."""
    backup = add("backup", help="copy the chats, templates and presets into one file")
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="a new file; by default one in the data folder"
    )
    restore = add("restore", help="put a backup into the place of the chats, which are set aside")
    restore.add_argument("file", type=Path, metavar="FILE")
    check = add("check", help="read everything that is stored and tell whether it is sound")
    for command in (backup, restore, check):
        command.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one of them; returns the exit status. Raises `DataError`s."""
    commands = {"backup": _backup, "restore": _restore, "check": _check}
    return commands[options.command](options, places)


def _backup(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import back_up_now

    made = back_up_now(places.database, options.to)
    size = made.stat().st_size
    facts = {"backup": str(made), "bytes": size}
    _say(options, facts, f"Everything was copied to {made} ({PlainSpeaker().size(size)}).")
    return 0


def _restore(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import restore

    aside = restore(options.file.absolute(), places.database)
    facts = {"restored": str(options.file), "set_aside": None if aside is None else str(aside)}
    words = f"{options.file} is in the place of the chats now."
    if aside is not None:
        words += f" What was there is kept as {aside}."
    _say(options, facts, words)
    return 0


def _check(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.checking import check

    report = check(places.database)
    counts = {"chats": report.chats, "trash": report.trash, "messages": report.messages}
    facts = {"path": str(report.path), "version": report.version, "sound": report.sound, **counts}
    number = PlainSpeaker().number
    if report.version == 0 and report.sound:
        words = f"Nothing is stored in {report.path} yet."
    elif report.sound:
        words = (
            f"{report.path} is sound. Chats: {number(report.chats)};"
            f" messages: {number(report.messages)}; chats in the trash: {number(report.trash)}."
        )
    else:
        words = "\n".join((f"{report.path} is damaged:", *report.faults))
    _say(options, facts | {"faults": list(report.faults)}, words)
    return 0 if report.sound else 1


def _say(options: argparse.Namespace, facts: dict[str, Any], words: str) -> None:
    write((json.dumps(facts, ensure_ascii=False) if options.json else words) + "\n")
