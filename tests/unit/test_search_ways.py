"""A search goes several ways, by what is rare in it; each finds what looking at everything finds."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.core.chat import AnswerRecord, Attachment, Role, Status
from desktop.core.search_query import parse
from desktop.store import search_match, search_rows, search_scope
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from desktop.store.search import Wish

WORDS = ["owl", "owlet", "owls", "owner", "train", "trains", "the", "火车站", "火车", "手机", "Zürich"]
MODELS = ["Qwen 3", "Gemma", "Phi"]
BEGIN = date(2024, 1, 1)
SEARCHES = [
    "",
    "owl",
    "ow",
    "owl the",
    "train ow",
    "火车",
    "火车 ow",
    "车站 手机",
    "n1",
    "-the ow",
    '"owl"',
    "zurich",
]
FILTERS = [
    *("tag:a", "tag:b", "tag:rare", "tag:a tag:b", "folder:f0", "folder:f1", "folder:f0 tag:a"),
    *("model:phi", "model:g", "model:none", "role:user", "role:system", "role:system role:assistant"),
    *("is:archived", "is:pinned", "is:archived tag:a", "before:2024-03", "after:2024-03 before:2024-04"),
    *("after:2024-05 tag:b", "folder:f0 model:qwen", "role:user tag:rare", "is:pinned folder:f1 role:user"),
]
WAYS = {
    "as it is": {},
    "filters lead": {(search_rows, "FEW"): 1},
    "only the index": {(search_scope, "FEW_TO_READ"): 0},
    "nothing is few": {(search_scope, f"FEW_{name}"): 0 for name in ("CHATS", "MESSAGES", "ANSWERS")},
    "soon given up": {(search_rows, "SOON_READ"): 0, (search_rows, "PASSED"): 2},
    "few words are asked for": {(search_match, "WORDS"): 1},
    "few words of the index": {(search_match, "WORDS"): 1, (search_scope, "FEW_TO_READ"): 0},
    "read in portions": {(search_rows, "TOGETHER"): 2, (search_rows, "FEW"): 1},
}


@dataclass
class Known:
    """A message or a file as it was stored."""

    chat: int
    place: tuple[int, int]  # the message, and which of its files
    text: str
    role: str
    day: date
    model: str = ""  # that answered it, or gave it


@dataclass
class KnownChat:
    """A chat as it was stored."""

    tags: list[str]
    folder: str
    archived: bool
    pinned: bool


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with closing(open_store(tmp_path_factory.mktemp("ways") / "chats.db", "me", lambda _: False)) as store:
        draw = random.Random(11)
        folders = {name: store.folders.add(name).id for name in ("f0", "f1")}
        chats, known = {}, []
        for number in range(24):
            chat = _chat(store, draw, number, known)
            there = KnownChat(
                [tag for tag in "ab" if draw.random() < 0.5] + (["rare"] if number == 7 else []),
                draw.choice(["f0", "f1", ""]),
                draw.random() < 0.3,
                draw.random() < 0.2,
            )
            chats[chat] = there
            if there.tags:
                store.organising.tag([chat], there.tags)
            store.organising.put([chat], folders.get(there.folder))
            store.organising.archive([chat], there.archived)
            store.organising.pin([chat], there.pinned)
        while not store.index.work(1.0, 100).whole:
            pass
        yield store, chats, known


def _chat(store, draw, number, known):
    chat, parent = store.chats.new_chat("").id, None
    model = draw.choice(MODELS)
    roles = [Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT]
    if number % 8 == 0:
        roles.insert(0, Role.SYSTEM)
    moments = []
    for turn, role in enumerate(roles):
        words = draw.choices(WORDS, weights=[9, 1, 1, 1, 5, 1, 9, 1, 3, 3, 1], k=4)
        text = " ".join(words) + f" n{number}t{turn}"
        file = Attachment("f.txt", f"{draw.choice(WORDS)} in a file") if draw.random() < 0.2 else None
        record = AnswerRecord(model_name=model, model_path="") if role is Role.ASSISTANT else None
        files = (file,) if file else ()
        parent = store.chats.add(
            chat, NewMessage(parent, role, text, Status.DONE, record, attachments=files)
        ).id
        day = BEGIN + timedelta(days=draw.randint(0, 180))
        moments.append((_moment(day), parent))
        asked = role is Role.ASSISTANT or roles[turn + 1 : turn + 2] == [Role.ASSISTANT]
        for index, each in enumerate((text, *(f"{file.name}\n{file.text}" for file in files)), start=-1):
            known.append(Known(chat, (parent, index), each, role.value, day, model if asked else ""))
    with store.database.write() as db:
        for moment, message in moments:
            db.exec_driver_sql("UPDATE message SET created = ? WHERE id = ?", (moment, message))
        db.exec_driver_sql("UPDATE search_span SET first = '2024', last = '2025'")
    return chat


def _moment(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat(" ", "microseconds")


@pytest.mark.parametrize("way", WAYS)
def test_each_way_finds_what_looking_at_everything_finds(made, monkeypatch, way):
    store, chats, known = made
    for (module, name), value in WAYS[way].items():
        monkeypatch.setattr(module, name, value)
    draw, found_some = random.Random(way), 0
    for words in SEARCHES:
        for filters in draw.sample(FILTERS, 8):
            typed = f"{words} {filters}"
            if not words and not any(name in filters for name in ("model", "role", "before", "after")):
                continue  # lists chats
            wish = Wish(parse(typed, date(2026, 1, 1)), chats=100, opened=frozenset(chats))
            found = store.search.search(wish)
            assert not found.cut
            shown = sorted(
                (hit.message, -1 if hit.file is None else hit.file.index)
                for chat in found.chats
                for hit in chat.hits
            )
            wanted = sorted(
                each.place
                for each in known
                if _fits(each.text, words) and _passes(each, chats[each.chat], filters)
                if words or not each.text.startswith("f.txt")  # without words, files are not looked at
            )
            assert shown == wanted, typed
            found_some += bool(wanted)
    assert found_some > 20


def _fits(text, words):
    text = text.replace("Zürich", "zurich")
    for word in words.split():
        if word.startswith("-") and word[1:] in text.split():
            return False
        if word.startswith('"') and word.strip('"') not in text.split():
            return False
        if word.isascii() and word.isalnum() and not any(each.startswith(word) for each in text.split()):
            return False
        if not word.isascii() and word not in text:
            return False
    return True


def _passes(message, chat, filters):
    roles = [each[5:] for each in filters.split() if each.startswith("role:")]
    if roles and message.role not in roles:
        return False
    return all(_passes_one(message, chat, *each.split(":")) for each in filters.split())


def _passes_one(message, chat, name, value):
    match name:
        case "tag":
            return value in chat.tags
        case "folder":
            return chat.folder == value
        case "model":
            return message.model.lower().startswith(value)
        case "is":
            return chat.archived if value == "archived" else chat.pinned
        case "before":
            return message.day < date.fromisoformat(f"{value}-01")
        case "after":
            return message.day >= date.fromisoformat(f"{value}-01")
    return True
