"""What can be read of a damaged database comes back: all of it, once, and nothing else."""

from __future__ import annotations

import random
import shutil
import sqlite3
import struct
from contextlib import closing

import pytest

from desktop.core.chat import AnswerRecord, Attachment, Role, Status
from desktop.core.keep_errors import NothingToRecover
from desktop.core.recovery import Notes
from desktop.store import file_pages
from desktop.store.backup import back_up_now
from desktop.store.chats import NewMessage
from desktop.store.checking import check
from desktop.store.file_pages import PageFile
from desktop.store.opening import open_store
from desktop.store.salvage import salvage

PAGE = 4096
NOTES = Notes()


def opened(path):
    return open_store(path, "me", lambda owner: False)


def write(store, chats, messages, seed=0, mark=""):
    """Write chats with branches, attachments and records, of texts that name themselves."""
    chance = random.Random(seed)
    made = {}
    for chat in range(chats):
        begun = store.chats.new_chat(f"{mark}chat {chat} 聊天")
        ids = [None]
        for number in range(messages):
            role = Role.ASSISTANT if number % 2 else Role.USER
            size = chance.choice((30, 200, 900)) if number % 20 else 9000
            text = f"{mark}{chat}/{number} " + "".join(chance.choice("abc 字") for _ in range(size))
            parent = ids[-1] if chance.random() < 0.9 else chance.choice(ids)
            record = AnswerRecord("model", "/m.gguf") if role is Role.ASSISTANT else None
            files = [Attachment("a.txt", f"file of {chat}/{number}")] if number % 10 == 0 else ()
            new = NewMessage(parent, role, text, record=record, attachments=files)
            message = store.chats.add(begun.id, new)
            ids.append(message.id)
            made[message.id] = (begun.id, text)
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A closed database of some hundred messages, and its texts."""
    path = tmp_path_factory.mktemp("whole") / "chats.db"
    store = opened(path)
    made = write(store, chats=6, messages=40)
    store.close()
    return path, made


@pytest.fixture
def damaged(whole, tmp_path):
    path = tmp_path / "chats.damaged.db"
    shutil.copyfile(whole[0], path)
    return path


def texts(path):
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute("SELECT id, text FROM message"))


def recover(damaged, tmp_path, backup=None):
    target = tmp_path / "new" / "chats.db"
    before = damaged.read_bytes()
    done = salvage(damaged, backup, target, lambda part: None)
    assert damaged.read_bytes() == before
    assert check(target).sound
    with closing(sqlite3.connect(target)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = opened(target)  # and all of it can be read as chats are
    for chat in store.chats.chats():
        branch = store.chats.messages(chat.id)
        assert [m.parent for m in branch] == [None, *(m.id for m in branch)][: len(branch)]
        store.archive.read(chat.id)
    store.close()
    assert sorted(path.name for path in target.parent.iterdir()) == ["chats.db"]
    return done, target


def pages_of(path, table, kind="leaf"):
    with closing(sqlite3.connect(path)) as db:
        try:
            query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY pageno"
            return [row[0] for row in db.execute(query, (table, kind))]
        except sqlite3.OperationalError:
            return by_hand(path, table, kind)


def by_hand(path, table, kind):
    """Find the pages of a table where SQLite was built without dbstat."""
    from desktop.store.file_pages import PageFile
    from desktop.store.file_records import INTERIOR, page_at

    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    found, ahead = [], [root]
    with PageFile(path) as file:
        while ahead:
            page = page_at(file, ahead.pop())
            if (page.kind in INTERIOR) == (kind == "internal"):
                found.append(page.number)
            ahead += page.children()
    return sorted(found)


def zero(path, *pages):
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(bytes(PAGE))


def lost_with(path, page):
    """Tell which messages stand on a page."""
    from desktop.store.file_pages import PageFile
    from desktop.store.file_records import page_at, rows_on

    with PageFile(path) as file:
        return {row.rowid for row in rows_on(file, page_at(file, page), set())}


def test_a_sound_file_comes_back_whole(whole, damaged, tmp_path):
    done, target = recover(damaged, tmp_path)
    assert texts(target) == texts(damaged)
    assert (done.chats, done.messages, done.lost) == (6, 240, 0)
    with closing(sqlite3.connect(target)) as new, closing(sqlite3.connect(damaged)) as old:
        for table in ("answer", "attachment", "model_file", "chat"):
            query = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert new.execute(query).fetchall() == old.execute(query).fetchall()


def test_of_a_zeroed_leaf_only_its_messages_are_lost_and_a_note_stands_there(whole, damaged, tmp_path):
    leaves = pages_of(damaged, "message")
    for page in (leaves[0], leaves[len(leaves) // 2], leaves[-1]):
        shutil.copyfile(whole[0], damaged)
        lost = lost_with(damaged, page)
        zero(damaged, page)
        done, target = recover(damaged, tmp_path / str(page))
        found = texts(target)
        kept = {number: text for number, (_, text) in whole[1].items() if number not in lost}
        assert kept.items() <= found.items()
        assert len(kept) >= 0.95 * len(whole[1])
        assert set(found) - set(kept) <= lost
        assert {found[number] for number in set(found) - set(kept)} <= {NOTES.lost}
        assert done.lost == len(lost)


def test_what_stands_below_a_zeroed_branch_of_the_tree_is_found_all_the_same(whole, damaged, tmp_path):
    zero(damaged, *pages_of(damaged, "message", "internal"))
    done, target = recover(damaged, tmp_path)
    assert texts(target) == {number: text for number, (_, text) in whole[1].items()}
    assert done.lost == 0


def test_without_its_first_page_all_messages_come_back(whole, damaged, tmp_path):
    zero(damaged, 1)
    done, target = recover(damaged, tmp_path)
    assert texts(target) == {number: text for number, (_, text) in whole[1].items()}
    assert done.chats == 6


def test_of_a_file_cut_in_half_the_half_comes_back(whole, damaged, tmp_path):
    half = damaged.stat().st_size // PAGE // 2
    there = [lost_with(damaged, page) for page in pages_of(damaged, "message") if page <= half]
    short = {n: text for n, (_, text) in whole[1].items() if len(text) < 1000 and n in set().union(*there)}
    with damaged.open("r+b") as file:
        file.truncate(half * PAGE)
    _, target = recover(damaged, tmp_path)
    assert len(short) > 50
    assert short.items() <= texts(target).items()


def test_chats_whose_own_row_is_lost_are_named_by_their_first_question(whole, damaged, tmp_path):
    zero(damaged, *pages_of(damaged, "chat"))
    _, target = recover(damaged, tmp_path)
    assert texts(target) == {number: text for number, (_, text) in whole[1].items()}
    store = opened(target)
    assert all(chat.title[1] == "/" for chat in store.chats.chats())
    store.close()


def test_the_beginning_of_a_long_message_is_kept_and_marked(whole, damaged, tmp_path):
    number, (_, text) = next(item for item in whole[1].items() if len(item[1][1]) > 8000)
    raw = damaged.read_bytes()
    end = text[-300:].encode()
    page = raw.index(end[-100:]) // PAGE + 1
    zero(damaged, page)
    _, target = recover(damaged, tmp_path)
    kept, _, note = texts(target)[number].rpartition("\n\n")
    assert note == NOTES.cut
    assert len(kept) > 1000
    assert text.startswith(kept)


def crashed(tmp_path, checkpoint):
    """Leave the file and the log of a process that was killed."""
    store = opened(tmp_path / "chats.db")
    write(store, 1, 4)
    if checkpoint:
        store.database.checkpoint()  # the log begins anew, over what it held
    made = write(store, 1, 4, mark="newer ")
    for ending in ("", "-wal"):
        shutil.copyfile(tmp_path / f"chats.db{ending}", tmp_path / f"chats.damaged.db{ending}")
    store.close()
    return tmp_path / "chats.damaged.db", [text for _, text in made.values()]


def newer(damaged, tmp_path):
    target = tmp_path / "new" / "chats.db"
    salvage(damaged, None, target, lambda part: None)
    assert check(target).sound
    return [text for text in texts(target).values() if text.startswith("newer")]


def test_what_only_the_log_holds_comes_back(tmp_path):
    damaged, made = crashed(tmp_path, checkpoint=True)
    zero(damaged, 1)
    assert newer(damaged, tmp_path) == made


def test_a_transaction_that_the_log_holds_half_of_does_not(tmp_path):
    damaged, made = crashed(tmp_path, checkpoint=False)
    log = damaged.with_name(f"{damaged.name}-wal")
    log.write_bytes(log.read_bytes()[:-50])
    assert newer(damaged, tmp_path) == made[:3]


def test_a_log_that_names_a_page_at_the_end_of_the_world_takes_no_longer(tmp_path):
    damaged, _ = crashed(tmp_path, checkpoint=False)
    log = damaged.with_name(f"{damaged.name}-wal")
    data = log.read_bytes()
    header, frame = data[:32], data[32 : 32 + 24 + 4096]
    order = "<" if header[3] == 0x82 else ">"
    start = struct.unpack(">2I", header[24:])
    assert file_pages._sums(frame[:8] + frame[24:], order, start) == struct.unpack(">2I", frame[16:24])
    beginning, page = struct.pack(">2I", 2**32 - 1, 1), b"\x0d" + frame[25:]
    sums = file_pages._sums(beginning + page, order, start)
    log.write_bytes(header + beginning + frame[8:16] + struct.pack(">2I", *sums) + page)
    zero(damaged, 1)
    looked = []
    salvage(damaged, None, tmp_path / "new" / "chats.db", looked.append)
    assert len(looked) < 1_000
    with PageFile(damaged) as file:
        assert file.count == file.numbers()[-1] == 2**32 - 1
        assert len(file.numbers()) < 100


def test_the_backup_and_what_is_newer_make_one_database(whole, tmp_path):
    path = tmp_path / "chats.db"
    shutil.copyfile(whole[0], path)
    backup = back_up_now(path)
    store = opened(path)
    chats = store.chats.chats()
    leaf = store.chats.messages(chats[0].id)[-1]
    more = store.chats.add(chats[0].id, NewMessage(leaf.id, Role.USER, "after the backup"))
    store.chats.rename(chats[1].id, "renamed after it")
    store.organising.delete([chats[2].id])
    newer = write(store, 2, 10, mark="newer ")
    store.close()
    leaves = pages_of(path, "message")
    zero(path, leaves[2], leaves[5])
    damaged = path.rename(tmp_path / "chats.damaged.db")
    done, target = recover(damaged, tmp_path, backup)
    expected = {n: text for n, (_, text) in (whole[1] | newer).items()} | {more.id: "after the backup"}
    assert texts(target) == expected  # what is damaged is in the backup
    assert (done.messages, done.lost) == (21, 0)
    store = opened(target)
    titles = {chat.id: chat.title for chat in store.chats.chats()}
    assert titles[chats[1].id] == "renamed after it"
    assert chats[2].id not in titles
    assert store.chats.messages(chats[0].id)[-1].text == "after the backup"
    store.close()


def test_chats_of_the_backup_stay_in_folders_that_cannot_be_read_any_more(tmp_path):
    backup, damaged = tmp_path / "backup.db", tmp_path / "chats.damaged.db"
    store = opened(backup)
    folder = store.folders.add("Work").id
    chat = store.chats.new_chat("Trains", folder).id
    store.chats.add(chat, NewMessage(None, Role.USER, "How fast?"))
    store.close()
    shutil.copyfile(backup, damaged)
    zero(damaged, *pages_of(damaged, "folder"))
    recover(damaged, tmp_path, backup)
    with closing(sqlite3.connect(tmp_path / "new" / "chats.db")) as db:
        assert db.execute("SELECT id, folder_id FROM chat").fetchall() == [(chat, folder)]


def test_ids_that_mean_something_else_in_the_backup_are_given_anew(tmp_path):
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    for path, mark in ((one, "one "), (other, "other ")):
        store = opened(path)
        write(store, 2, 10, mark=mark)
        store.close()
    done, target = recover(one, tmp_path, other)
    found = sorted(texts(target).values())
    assert len(found) == 40
    assert sum(text.startswith("one ") for text in found) == 20
    assert done.messages == 20


def test_an_answer_on_its_way_is_kept_and_ended_by_the_next_start(tmp_path):
    store = opened(tmp_path / "chats.db")
    chat = store.chats.new_chat("t")
    asked = store.chats.add(chat.id, NewMessage(None, Role.USER, "q"))
    answer = store.chats.add(chat.id, NewMessage(asked.id, Role.ASSISTANT, "", Status.STREAMING))
    store.answers.append(answer.id, "so far")
    store.close()
    _, target = recover(tmp_path / "chats.db", tmp_path)
    store = open_store(target, "another", lambda owner: False)
    store.answers.recover()
    assert [m.text for m in store.chats.messages(chat.id)] == ["q", "so far"]
    store.close()


def test_of_a_letter_nothing_is_recovered_and_nothing_left_behind(tmp_path):
    path = tmp_path / "chats.damaged.db"
    path.write_bytes(b"this is a letter to my aunt" * 3000)
    with pytest.raises(NothingToRecover):
        salvage(path, None, tmp_path / "chats.db", lambda part: None)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_recovery_that_is_given_up_leaves_everything_as_it_was(whole, damaged, tmp_path):
    class GivenUp(Exception):
        pass

    def stop(part):
        if part > 0.6:
            raise GivenUp

    target = tmp_path / "chats.db"
    target.write_bytes(b"")
    with pytest.raises(GivenUp):
        salvage(damaged, None, target, stop)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["chats.damaged.db", "chats.db"]
    assert target.read_bytes() == b""


def flip(path, chance, pages):
    with path.open("r+b") as file:
        for _ in range(chance.randrange(1, 60)):
            place = chance.randrange(pages * PAGE)
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def swap(path, chance, pages):
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 5)):
        a, b = (PAGE * chance.randrange(pages) for _ in range(2))
        data[a : a + PAGE], data[b : b + PAGE] = data[b : b + PAGE], data[a : a + PAGE]
    path.write_bytes(data)


def noise(path, chance, pages):
    with path.open("r+b") as file:
        for _ in range(chance.randrange(1, 6)):
            file.seek(PAGE * chance.randrange(pages) + chance.randrange(PAGE))
            file.write(chance.randbytes(chance.randrange(1, 9000)))


def some_zeros(path, chance, pages):
    zero(path, *(chance.randrange(1, pages + 1) for _ in range(chance.randrange(1, 12))))


def cut(path, chance, pages):
    with path.open("r+b") as file:
        file.truncate(chance.randrange(PAGE * pages))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("harm", [flip, swap, noise, some_zeros, cut])
def test_whatever_is_damaged_it_ends_and_invents_nothing(whole, damaged, tmp_path, harm, seed):
    chance = random.Random(f"{harm.__name__} {seed}")
    harm(damaged, chance, damaged.stat().st_size // PAGE)
    try:
        _, target = recover(damaged, tmp_path)
    except NothingToRecover:
        assert harm is cut
        return
    known = {text for _, text in whole[1].values()}
    for text in texts(target).values():
        kept = text.removesuffix(f"\n\n{NOTES.cut}")
        assert text == NOTES.lost or text in known or harm in (flip, noise) or near(kept, known, harm)


def near(text, known, harm):
    """Tell whether a text is the beginning of a known one, as far as its own page held it."""
    return any(each.startswith(text if harm is not swap else text[:400]) for each in known)
