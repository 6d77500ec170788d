"""`fireside search`: finds words in all chats."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.cli.output import PlainSpeaker, Usage, write, write_json
from desktop.core.chat import Role
from desktop.core.places import Places
from desktop.core.search_found import Excerpt, Found, FoundChat, Hit, Progress
from desktop.core.search_query import Filter, Query, parse
from desktop.services.assembly import open_chats

if TYPE_CHECKING:
    from desktop.store.opening import Opened

LENGTH = 200  # characters of a message
SLICE, BATCH = 0.25, 500  # of the index; nobody waits for the database in between
HERE = 8  # slices that a search waits for


def run(options: argparse.Namespace, places: Places) -> int:
    """Search, make the index anew, or both."""
    speaker: PlainSpeaker = options.speaker
    typed = " ".join(_kept_together(word) for word in options.words)
    query = parse(typed, date.today())
    for wrong in query.wrongs:
        raise Usage(_wrong(wrong.filter, wrong.value, speaker))
    if query.empty and not options.rebuild:
        raise Usage(speaker.translate("Terminal", "fireside search: give a word to search for."))
    with closing(open_chats(places)) as store:
        if options.rebuild:
            store.index.rebuild()
        found = _search(store, query, options)
        progress = store.index.progress()
    for wrong in found.unknown:
        raise Usage(_wrong(wrong.filter, wrong.value, speaker))
    if options.json:
        write_json(_object(typed, found, progress))
    else:
        _tell(query, found, progress, speaker)
    return 0


def _kept_together(word: str) -> str:
    """Give the quotes back that the shell took."""
    return f'"{word}"' if " " in word and '"' not in word and ":" not in word else word


def _search(store: Opened, query: Query, options: argparse.Namespace) -> Found:
    from desktop.store.search import IndexDamaged, Wish

    speaker: PlainSpeaker = options.speaker
    _catch_up(store, speaker, wait=options.rebuild)
    wish = Wish(query, options.limit, length=LENGTH)
    try:
        return store.search.search(wish)
    except IndexDamaged:
        print(speaker.translate("Terminal", "The index is damaged and is made anew."), file=sys.stderr)
        store.index.note_damage()
        _catch_up(store, speaker, wait=True)
        return store.search.search(wish)


def _catch_up(store: Opened, speaker: PlainSpeaker, wait: bool) -> None:
    """Take over what is not in the index: for a moment, or until it is all there."""
    slices = 0
    told = -1
    while not (progress := store.index.progress()).whole and (wait or slices < HERE):
        if wait and sys.stderr.isatty() and progress.percent != told:
            told = progress.percent
            said = speaker.translate("Terminal", "Index: {percent}%").format(percent=told)
            print(f"\r{said}", end="", file=sys.stderr, flush=True)
        store.index.work(SLICE, BATCH)
        slices += 1
        if slices % 100 == 0:
            store.database.checkpoint()
    if told >= 0:
        print("\r", end="", file=sys.stderr)


def _tell(query: Query, found: Found, progress: Progress, speaker: PlainSpeaker) -> None:
    translate = speaker.translate
    for chat in found.chats:
        _tell_chat(chat, speaker)
    if not found.chats and not query.empty:
        write(translate("Terminal", "Nothing found.") + "\n")
    elif found.cut:
        write(translate("Terminal", "There is more; add a word, or raise --limit.") + "\n")
    elif query.empty:
        write(translate("Terminal", "The index is whole.") + "\n")
    if progress.percent < 100:
        said = translate("Terminal", "The index holds {percent}% of the chats; --rebuild makes it whole.")
        print(said.format(percent=progress.percent), file=sys.stderr)


def _tell_chat(chat: FoundChat, speaker: PlainSpeaker) -> None:
    translate = speaker.translate
    day = f"{chat.updated.astimezone():%Y-%m-%d}"
    archived = translate("Terminal", "{title}  ({day}, archived)")
    head = archived if chat.archived else translate("Terminal", "{title}  ({day})")
    title = _marked(chat.title) or translate("Terminal", "New chat")
    write(head.format(title=title, day=day) + "\n")
    for hit in chat.hits:
        line = translate("Terminal", "{date} {who}: {text}").format(
            date=f"{hit.created.astimezone():%Y-%m-%d}", who=_who(hit, speaker), text=_marked(hit.excerpt)
        )
        write(f"  {line}\n")
    if chat.more:
        more = translate("Terminal", "… and {count} more").format(count=speaker.number(chat.more))
        write(f"  {more}\n")


def _who(hit: Hit, speaker: PlainSpeaker) -> str:
    translate = speaker.translate
    roles = {
        Role.USER: translate("Terminal", "user"),
        Role.ASSISTANT: translate("Terminal", "assistant"),
        Role.SYSTEM: translate("Terminal", "system"),
        Role.SUMMARY: translate("Terminal", "summary"),
    }
    who = hit.model or roles[hit.role]
    if hit.file is None:
        return who
    return translate("Terminal", "{who}, file {name}").format(who=who, name=hit.file.name)


def _marked(excerpt: Excerpt) -> str:
    """Mark what was found, where a terminal shows it."""
    if not sys.stdout.isatty():
        return excerpt.text
    text = excerpt.text
    for start, end in reversed(excerpt.marks):
        text = f"{text[:start]}\x1b[1m{text[start:end]}\x1b[0m{text[end:]}"
    return text


def _object(typed: str, found: Found, progress: Progress) -> dict[str, Any]:
    return {
        "query": typed,
        "chats": [_chat(chat) for chat in found.chats],
        "messages": found.messages,
        "more": found.cut,
        "index": {"percent": progress.percent, "behind": progress.behind},
    }


def _chat(chat: FoundChat) -> dict[str, Any]:
    return {
        "id": chat.chat,
        "title": _excerpt(chat.title),
        "updated": chat.updated.isoformat(),
        "messages": [
            {
                "id": hit.message,
                "role": hit.role.value,
                "created": hit.created.isoformat(),
                "model": hit.model or None,
                "file": None if hit.file is None else hit.file.name,
                **_excerpt(hit.excerpt),
            }
            for hit in chat.hits
        ],
        "more": chat.more,
        "archived": chat.archived,
    }


def _excerpt(excerpt: Excerpt) -> dict[str, Any]:
    return {"text": excerpt.text, "marks": [list(mark) for mark in excerpt.marks]}


def _wrong(which: Filter, value: str, speaker: PlainSpeaker) -> str:
    translate = speaker.translate
    match which:
        case Filter.ROLE:
            said = translate(
                "Terminal",
                "fireside search: “{value}” is no role; user, assistant, system and summary are.",
            )
        case Filter.TAG:
            said = translate("Terminal", "fireside search: no chat has the tag “{value}”.")
        case Filter.FOLDER:
            said = translate("Terminal", "fireside search: there is no folder “{value}”.")
        case Filter.IS:
            said = translate(
                "Terminal",
                "fireside search: “{value}” is nothing that a chat can be; pinned and archived are.",
            )
        case _:
            said = translate(
                "Terminal", "fireside search: “{value}” is no date; write 2026-11 or 2026-11-27."
            )
    return said.format(value=value)
