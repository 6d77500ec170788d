"""Names of folders and tags of any kind, and searches full of operators, through the real stores."""

from __future__ import annotations

import random
from datetime import date

import pytest

from desktop.core.chat import Role
from desktop.core.folder_errors import FolderError, FolderNameMissing
from desktop.core.search_query import parse
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from desktop.store.search import Wish

NAMES = [
    "'; DROP TABLE folder; --",
    '"quoted" “quoted”',
    "%_*?[]{}()^~\\",
    "<script>alert(1)</script><img src=x>",
    "../../etc/passwd",
    "C:\\Windows\\con",
    "工作/火车",
    "folder:tag:role:user",
    "-minus",
    "😀👩\u200d👩\u200d👧",
    "e\u0301" * 60,
    "\ufeffmarked\ufeff",
    "NULL",
    "0",
    "a\x1fb",
    "x" * 10_000,
]
PIECES = [
    '"',
    "“",
    "-",
    "tag:",
    "folder:",
    "文件夹:",
    "role:",
    "before:",
    "model:",
    "*",
    "^",
    "(",
    ")",
    "'",
    "\\",
]
PIECES += ["%", "NEAR", "OR", "火", "owl", "é", " ", " ", "\0", "\x1f", "/", "#", "2026-13-45", "\u202e"]


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    yield store
    store.close()


def search(store, typed):
    return store.search.search(Wish(parse(typed, date(2026, 11, 28))))


def chat(store, text):
    made = store.chats.new_chat("")
    store.chats.add(made.id, NewMessage(None, Role.USER, text))
    return made.id


def test_folders_and_tags_of_any_name_hold_chats_and_are_searched(store):
    number = chat(store, "owl")
    for name in NAMES:
        folder = store.folders.add(name)
        store.organising.put([number], folder.id)
        (tagged,) = store.organising.tag([number], [name])
        assert len(folder.name) <= 80
        assert store.folders.all() == [folder]
        assert tagged.folder == folder.id
        for typed in (f'owl folder:"{name}"', f"owl tag:{name}", name):
            search(store, typed)
        assert len(search(store, "owl").chats) == 1
        store.organising.tag([number], [], tagged.tags)
        assert store.organising.tags() == []
        store.folders.remove(folder.id)
        assert store.chats.chat(number).folder is None


def test_a_folder_without_a_visible_name_is_refused_in_words(store):
    for name in ("", "\u200e\u200f", "\n\t "):
        with pytest.raises(FolderNameMissing):
            store.folders.add(name)
    assert store.folders.add("\0").name  # a mark shows where it was


def test_any_string_of_operators_is_looked_for_without_a_bug(store):
    number = chat(store, "The owl sees the 火车.")
    store.organising.put([number], store.folders.add("owl").id)
    store.organising.tag([number], ["owl", "火"])
    draw = random.Random(8)
    for _ in range(80):
        search(store, "".join(draw.choices(PIECES, k=draw.randint(1, 12))))
    assert len(search(store, "owl tag:owl folder:owl").chats) == 1


def test_folders_at_random_never_stand_in_themselves_nor_too_deep(store):
    draw = random.Random(5)
    for number in range(100):
        folders = [folder.id for folder in store.folders.all()]
        parent = draw.choice([None, *folders])
        try:
            if len(folders) < 20 or draw.random() < 0.2:
                store.folders.add(str(number), parent)
            elif draw.random() < 0.7:
                store.folders.move(draw.choice(folders), parent)
            else:
                store.folders.remove(draw.choice(folders))
        except FolderError:
            continue
    parents = {folder.id: folder.parent for folder in store.folders.all()}
    for folder in parents:
        above = 0
        while folder is not None:
            folder, above = parents[folder], above + 1
            assert above <= 8
