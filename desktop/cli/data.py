"""`fireside backup`, `restore`, `check` and `trash`: the file that holds the chats."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.argparse_words import translated
from desktop.cli.columns import padded
from desktop.cli.describing import Numbers, describe_json
from desktop.cli.output import PlainSpeaker, Usage, say
from desktop.cli.parser import AddVerb
from desktop.cli.window_words import Translate
from desktop.core.notice import together
from desktop.core.places import Places
from desktop.core.setting_kinds import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from desktop.core.recovery import Recovered
    from desktop.store.checking import Report


FAULTS = (  # as `store.checking` writes them down; SQLite's own words stay
    QT_TRANSLATE_NOOP("Terminal", "this is no database of Fireside"),
    QT_TRANSLATE_NOOP("Terminal", "row {row} of {table} refers to a row of {other} that is missing"),
)


def describe(add: AddVerb, translate: Translate) -> None:
    """Describe the commands."""
    _copies(add, translate)
    check = add(
        "check", help=translate("Terminal", "read everything that is stored and tell whether it is sound")
    )
    trash = add(
        "trash", help=translate("Terminal", "list, bring back or delete for good what is in the trash")
    )
    trash.add_argument("what", choices=("list", "restore", "purge"), metavar="list|restore|purge")
    trash.add_argument(
        "ids",
        nargs="*",
        type=Numbers(trash.speaker).whole,
        metavar="ID",
        help=translate("Terminal", "chats, as `trash list` names them"),
    )
    trash.add_argument(
        "--all",
        action="store_true",
        help=translate("Terminal", "all chats; `purge` without takes those older than 30 days"),
    )
    describe_json(check)
    describe_json(trash)


def _copies(add: AddVerb, translate: Translate) -> None:
    file = translate("Terminal", "FILE")
    backup = add("backup", help=translate("Terminal", "copy the chats, templates and presets into one file"))
    backup.add_argument(
        "--to",
        type=Path,
        metavar=file,
        help=translate("Terminal", "a new file; by default one in the data folder"),
    )
    backup.add_argument(
        "--list",
        action="store_true",
        help=translate("Terminal", "list the backups in the data folder instead"),
    )
    restore = add(
        "restore",
        help=translate("Terminal", "put a backup into the place of the chats, which are set aside"),
    )
    restore.add_argument("file", type=Path, metavar=file)
    restore.add_argument(
        "--salvage",
        action="store_true",
        help=translate(
            "Terminal", "FILE is a damaged one: restore the newest backup, and what is newer in FILE"
        ),
    )
    describe_json(backup)
    describe_json(restore)


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
    speaker = options.speaker
    words = speaker.translate("Terminal", "Everything was copied to {path} ({size}).")
    facts = {"backup": str(made), "bytes": size}
    say(options, facts, words.format(path=made, size=speaker.size(size)))
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
    speaker = options.speaker
    sizes = [padded(speaker.size(each.size), 9, right=True) for each in found]
    lines = [
        f"{each.made.astimezone():%Y-%m-%d %H:%M}  {size}  {each.path}"
        for each, size in zip(found, sizes, strict=True)
    ]
    nothing = speaker.translate("Terminal", "There is no backup yet.")
    say(options, {"backups": facts}, "\n".join(lines) or nothing)
    return 0


def _salvage(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import backup_folder, newest_good
    from desktop.store.salvage import salvage

    damaged: Path = options.file.absolute()
    if damaged == places.database.absolute():
        translate = options.speaker.translate
        raise Usage(
            translate(
                "Terminal",
                "fireside restore: this file is in the place of the chats."
                " Start Fireside, which sets it aside.",
            )
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
    say(options, facts, _salvaged(done, damaged, options.speaker))
    return 0


def _salvaged(done: Recovered, damaged: Path, speaker: PlainSpeaker) -> str:
    translate, number = speaker.translate, speaker.number
    words = translate(
        "Terminal",
        "Recovered messages: {messages}; chats that are new, or newer than in the backup: {chats};"
        " not readable: {lost}. {path} is kept.",
    ).format(messages=number(done.messages), chats=number(done.chats), lost=number(done.lost), path=damaged)
    return together(words, _aside(done.aside, speaker))


def _aside(aside: Path | None, speaker: PlainSpeaker) -> str:
    if aside is None:
        return ""
    translate = speaker.translate
    return translate("Terminal", "What was there is kept as {path}.").format(path=aside)


def _restore(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.backup import restore

    if options.salvage:
        return _salvage(options, places)
    aside = restore(options.file.absolute(), places.database)
    facts = {"restored": str(options.file), "set_aside": None if aside is None else str(aside)}
    translate = options.speaker.translate
    words = translate("Terminal", "{path} is in the place of the chats now.").format(path=options.file)
    say(options, facts, together(words, _aside(aside, options.speaker)))
    return 0


def _check(options: argparse.Namespace, places: Places) -> int:
    from desktop.store.checking import check

    report = check(places.database)
    counts = {"chats": report.chats, "trash": report.trash, "messages": report.messages}
    facts = {"path": str(report.path), "version": report.version, "sound": report.sound, **counts}
    facts |= {"faults": list(report.faults), "index": report.index}
    say(options, facts, _found(report, options.speaker))
    return 0 if report.sound and report.index is not False else 1


def _found(report: Report, speaker: PlainSpeaker) -> str:
    translate, number = speaker.translate, speaker.number
    if report.version == 0 and report.sound:
        words = translate("Terminal", "Nothing is stored in {path} yet.").format(path=report.path)
    elif report.sound:
        words = translate(
            "Terminal", "{path} is sound. Chats: {chats}; messages: {messages}; chats in the trash: {trash}."
        ).format(
            path=report.path,
            chats=number(report.chats),
            messages=number(report.messages),
            trash=number(report.trash),
        )
    else:
        head = translate("Terminal", "{path} is damaged:").format(path=report.path)
        words = "\n".join((head, *(translated(fault, speaker, FAULTS) for fault in report.faults)))
    if report.index is False:
        words += "\n" + translate(
            "Terminal", "The index for searches is damaged. `fireside search --rebuild` makes it anew."
        )
    return words
