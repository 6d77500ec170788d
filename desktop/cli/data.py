"""`fireside backup`, `restore`, `check` and `trash`: the file that holds the chats."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.cli.output import PlainSpeaker, Usage, write
from desktop.core.places import Places


def describe(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Describe the commands."""
    backup = add("backup", help="copy the chats, templates and presets into one file")
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="a new file; by default one in the data folder"
    )
    backup.add_argument("--list", action="store_true", help="list the backups in the data folder instead")
    restore = add("restore", help="put a backup into the place of the chats, which are set aside")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--salvage",
        action="store_true",
        help="FILE is a damaged one: restore the newest backup, and what is newer in FILE",
    )
    check = add("check", help="read everything that is stored and tell whether it is sound")
    trash = add("trash", help="list, bring back or delete for good what is in the trash")
    trash.add_argument("what", choices=("list", "restore", "purge"), metavar="list|restore|purge")
    trash.add_argument("ids", nargs="*", type=int, metavar="ID", help="chats, as `trash list` names them")
    trash.add_argument(
        "--all", action="store_true", help="all chats; `purge` without takes those older than 30 days"
    )
    for command in (backup, restore, check, trash):
        command.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one of them; returns the exit status. Raises `DataError`s."""
    if options.command == "trash":
        from desktop.cli.trash import run as trash

        return trash(options, places)
    commands = {"backup": _backup, "restore": _restore, "check": _check}
    return commands[options.command](options, places)


def _backup(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import back_up_now

    if options.list:
        return _list(options, places)
    made = back_up_now(places.database, options.to)
    size = made.stat().st_size
    facts = {"backup": str(made), "bytes": size}
    _say(options, facts, f"Everything was copied to {made} ({PlainSpeaker().size(size)}).")
    return 0


def _list(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import backup_folder, backups_in

    found = backups_in(backup_folder(places.database))
    facts = [
        {
            "path": str(each.path),
            "made": each.made.isoformat(),
            "bytes": each.size,
            "before_version": each.before_version,
        }
        for each in found
    ]
    lines = [
        f"{each.made.astimezone():%Y-%m-%d %H:%M}  {PlainSpeaker().size(each.size):>9}  {each.path}"
        for each in found
    ]
    _say(options, {"backups": facts}, "\n".join(lines) or "There is no backup yet.")
    return 0


def _salvage(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import backup_folder, newest_good
    from desktop.store.salvage import salvage

    damaged: Path = options.file.absolute()
    if damaged == places.database.absolute():
        raise Usage(
            "fireside restore: this file is in the place of the chats. Start Fireside, which sets it aside."
        )
    backup = newest_good(backup_folder(places.database))
    done = salvage(damaged, backup, places.database, lambda _: None)
    facts = {
        "chats": done.chats,
        "messages": done.messages,
        "lost": done.lost,
        "backup": None if backup is None else str(backup),
        "set_aside": None if done.aside is None else str(done.aside),
    }
    number = PlainSpeaker().number
    words = (
        f"Recovered messages: {number(done.messages)}; chats that are new, or newer than in the backup:"
        f" {number(done.chats)}; not readable: {number(done.lost)}. {damaged} is kept."
    )
    if done.aside is not None:
        words += f" What was there is kept as {done.aside}."
    _say(options, facts, words)
    return 0


def _restore(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import restore

    if options.salvage:
        return _salvage(options, places)
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
    if report.index is False:
        words += "\nThe index for searches is damaged. `fireside search --rebuild` makes it anew."
    _say(options, facts | {"faults": list(report.faults), "index": report.index}, words)
    return 0 if report.sound and report.index is not False else 1


def _say(options: argparse.Namespace, facts: dict[str, Any], words: str) -> None:
    write((json.dumps(facts, ensure_ascii=False) if options.json else words) + "\n")
