"""Chats come in once: what is here is known again, what has grown grows, nothing that is here changes."""

from __future__ import annotations

import gc
import json
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.cli.main import main
from desktop.cli.output import PlainSpeaker
from desktop.core.chat import ChatId, FolderId
from desktop.core.errors import DiskFull
from desktop.core.moving_in import Brought, Choice, Loss, Marks, Pick, Source, State
from desktop.core.moving_in_advice import say_flaw, say_report
from desktop.core.tasks import Cancelled
from desktop.hub.system import System
from desktop.services.movein import bringing
from desktop.services.movein.plain import stamp
from desktop.services.movein.programs import programs
from desktop.services.movein.reading import Manner
from desktop.services.moving_in import Heard, MovingIn
from desktop.services.organising import Organising
from desktop.store.moving_in import MoveInStore
from desktop.store.opening import open_store
from tests.fakes.gpt4all import chat_file
from tests.fakes.movein import bring, look, over, read
from tests.unit.test_movein_formats import (
    at,
    branch,
    chatgpt,
    jan,
    lm,
    node,
    owui,
    said,
    shape,
    turn,
    user,
    words,
    written,
)


@pytest.fixture
def archive(store):
    return store.archive


def conversation(*more, **values):
    return chatgpt(
        node("u", None, ["a"], "user", ["Hi"]),
        node("a", "u", [name for name, *_ in more], "assistant", ["Hello"]),
        *(node(name, "a", [], "user", [text]) for name, text in more),
        **values,
    )


def stored(archive, trash=False):
    return [archive.read(chat) for chat in archive.ids(trash)]


def test_a_chat_comes_once_and_is_known_again(archive, tmp_path):
    path = written(tmp_path, "c.json", [conversation(), conversation(id="c-2")])
    first, second = bring(archive, path), bring(archive, path)
    assert (first.chats, first.messages, first.here) == (2, 4, 0)
    assert (second.chats, second.here) == (0, 2)
    assert [whole.chat.title for whole in stored(archive)] == ["Züge 火车"] * 2
    assert {entry.state for entry in look(archive, path).entries} == {State.HERE}


def test_two_chats_of_one_moment_are_told_apart(archive, tmp_path):
    other = chatgpt(node("u", None, [], "user", ["Else"]), id="c-1", create_time=1_700_000_000.5)
    one = chatgpt(node("u", None, [], "user", ["Hi"]), id="c-1", create_time=1_700_000_000.5)
    assert bring(archive, written(tmp_path, "a.json", [one])).chats == 1
    assert bring(archive, written(tmp_path, "b.json", [other])).chats == 1
    assert stamp(at(0), "a") != stamp(at(0), "b") == stamp(at(0), "b")
    exact = at(0) + timedelta(microseconds=123_456)
    assert stamp(exact, "a") == exact


def test_a_newer_export_adds_what_is_new_and_shows_it(archive, tmp_path):
    bring(archive, written(tmp_path, "a.json", [conversation()]))
    newer = written(
        tmp_path, "b.json", [conversation(("u2", "More"), current_node="u2"), conversation(id="9")]
    )
    preview = look(archive, newer)
    assert [(entry.state, entry.more) for entry in preview.entries] == [(State.GROWN, 1), (State.NEW, 2)]
    brought = bring(archive, newer)
    assert (brought.chats, brought.grown, brought.messages) == (1, 1, 3)
    (chat,) = brought.changed
    grown = archive.read(chat.id)
    assert branch(grown) == ["Hi", "Hello", "More"]


def test_a_chat_that_went_on_here_too_gets_a_branch_and_stays_as_it_is_shown(archive, store, tmp_path):
    from desktop.core.chat import Role
    from desktop.store.chats import NewMessage

    bring(archive, written(tmp_path, "a.json", [conversation()]))
    (whole,) = stored(archive)
    store.chats.add(whole.chat.id, NewMessage(whole.shown, Role.USER, "Mine"))
    bring(archive, written(tmp_path, "b.json", [conversation(("u2", "Theirs"), current_node="u2")]))
    (whole,) = stored(archive)
    assert branch(whole) == ["Hi", "Hello", "Mine"]
    assert sorted(shape(whole)[2:]) == [("Mine", "Hello"), ("Theirs", "Hello")]


def test_an_answer_that_was_given_anew_there_is_a_branch_here(archive, tmp_path):
    bring(archive, written(tmp_path, "a.json", [conversation()]))
    again = conversation()
    again["mapping"]["a"]["message"]["content"]["parts"] = ["Good day"]
    assert bring(archive, written(tmp_path, "b.json", [again])).grown == 1
    (whole,) = stored(archive)
    assert shape(whole) == [("Hi", None), ("Hello", "Hi"), ("Good day", "Hi")]


def test_marks_in_another_language_make_no_other_chat(archive, tmp_path):
    parts = ["Look", {"content_type": "image_asset_pointer"}]
    path = written(tmp_path, "c.json", [chatgpt(node("u", None, [], "user", parts, kind="multimodal_text"))])
    assert bring(archive, path).losses.counts == ((Loss.IMAGE, 1),)
    assert bring(archive, path, manner=Manner(marks=Marks(image="图片未导入"))).here == 1


def test_what_is_in_the_trash_comes_back_only_if_that_is_wanted(archive, store, tmp_path):
    path = written(tmp_path, "c.json", [conversation()])
    (chat,) = bring(archive, path).arrived
    store.organising.delete([chat.id])
    (entry,) = look(archive, path).entries
    assert entry.state is State.TRASHED
    assert bring(archive, path).left_out == 1
    brought = bring(archive, path, choice=Choice(frozenset([entry.pick])))
    assert (brought.restored, brought.chats, [each.id for each in archive.ids() and brought.changed]) == (
        1,
        0,
        [chat.id],
    )


def test_a_chat_that_is_being_deleted_for_good_comes_as_a_new_one(archive, store, tmp_path):
    path = written(tmp_path, "c.json", [conversation()])
    (chat,) = bring(archive, path).arrived
    store.organising.delete([chat.id])
    store.trash.doom([chat.id])
    (new,) = bring(archive, path).arrived
    assert new.id != chat.id
    assert store.trash.purge() == [chat.id]
    assert [whole.chat.id for whole in stored(archive, trash=True)] == [new.id]


def test_a_chat_that_is_deleted_for_good_while_it_is_brought_back_comes_as_a_new_one(
    archive, store, tmp_path, monkeypatch
):
    path = written(tmp_path, "c.json", [conversation()])
    (chat,) = bring(archive, path).arrived
    store.organising.delete([chat.id])
    (entry,) = look(archive, path).entries
    restore = MoveInStore.restore

    def late(self, number):
        store.trash.doom([number])
        return restore(self, number)

    monkeypatch.setattr(MoveInStore, "restore", late)
    brought = bring(archive, path, choice=Choice(frozenset([entry.pick])))
    assert (brought.restored, brought.chats) == (0, 1)
    assert store.trash.purge() == [chat.id]
    assert [whole.chat.id for whole in stored(archive)] == [brought.arrived[0].id]


def test_an_export_of_the_trash_leaves_out_what_is_being_deleted_for_good(archive, store, tmp_path):
    path = written(tmp_path, "c.json", [conversation()])
    (chat,) = bring(archive, path).arrived
    store.organising.delete([chat.id])
    assert archive.ids(trash=True) == [chat.id]
    store.trash.doom([chat.id])
    assert archive.ids(trash=True) == []


def test_answers_that_differ_only_in_brackets_are_told_apart(archive, tmp_path):
    def told(*answers):
        nodes = [node(text, "u", [], "assistant", [text]) for text in answers]
        return [chatgpt(node("u", None, list(answers), "user", ["Hi"]), *nodes)]

    bring(archive, written(tmp_path, "c.json", told("[1]")))
    assert bring(archive, written(tmp_path, "c.json", told("[2]", "[1]"))).grown == 1
    (whole,) = stored(archive)
    assert sorted(message.text for message in whole.messages) == ["Hi", "[1]", "[2]"]


def test_only_chats_that_were_chosen_come(archive, tmp_path):
    path = written(tmp_path, "c.json", [conversation(), conversation(id="2", title="B")])
    first, second = look(archive, path).entries
    brought = bring(archive, path, choice=Choice(frozenset([second.pick])))
    assert (brought.chats, brought.left_out) == (1, 1)
    assert [whole.chat.title for whole in stored(archive)] == ["B"]
    # A file that has changed since it was looked at brings nothing else instead.
    assert bring(archive, path, choice=Choice(frozenset([Pick(0, second.pick.created)]))).chats == 0
    assert first.pick.number == 0


def test_a_chat_that_stands_twice_in_a_file_comes_once(archive, tmp_path):
    path = written(tmp_path, "c.json", [conversation(), conversation(), conversation(("u2", "More"))])
    assert [entry.state for entry in look(archive, path).entries] == [State.NEW, State.HERE, State.GROWN]
    brought = bring(archive, path)
    assert (brought.chats, brought.here, brought.grown) == (1, 1, 1)
    assert [len(whole.messages) for whole in stored(archive)] == [3]


def test_folders_tags_pins_and_archives_come_along(archive, store, tmp_path):
    trains = store.folders.add("Trains")
    chat = owui(
        {"history": {"messages": {"u": said("u", None, "user", "x")}}},
        folder_id="12345678-9",
        pinned=True,
        archived=True,
        meta={"tags": ["a", "火车"]},
    )
    path = written(tmp_path, "c.json", [chat])
    bring(archive, path, choice=Choice(target=trains.id))
    (whole,) = stored(archive)
    (made,) = [folder for folder in store.folders.all() if folder.parent == trains.id]
    assert made.name == "Open WebUI folder 12345678"
    assert (whole.chat.folder, whole.chat.pinned, whole.chat.archived) == (made.id, True, True)
    assert set(whole.chat.tags) == {"a", "火车"}


def test_folders_that_are_here_are_used_and_very_deep_ones_end_where_they_can(archive, store, tmp_path):
    work = store.folders.add("work")
    deep = tmp_path / "conversations" / "/".join(["Work", *map(str, range(12))])
    written(deep, "1700000000000.conversation.json", lm((0, [user("x")])))
    bring(archive, tmp_path)
    folders = store.folders.all()
    assert len([folder for folder in folders if folder.parent is None]) == 1
    assert len(folders) == 8
    assert folders[0].id == work.id
    assert stored(archive)[0].chat.folder == folders[-1].id


def test_a_folder_that_is_gone_is_no_reason_to_lose_a_chat(archive, tmp_path):
    path = written(tmp_path, "c.json", [conversation()])
    assert bring(archive, path, choice=Choice(target=FolderId(99))).chats == 1
    assert stored(archive)[0].chat.folder is None


def test_our_own_folders_keep_what_new_chats_begin_with(archive, store, tmp_path):
    from desktop.services.exporting import Export, Format, export

    folder = store.folders.begin_with(store.folders.add("A").id, "Be kind.", None)
    (chat,) = bring(archive, written(tmp_path, "c.json", [conversation()])).arrived
    store.organising.put([chat.id], folder.id)
    target = tmp_path / "own.json"
    export(archive, Export(archive.ids(), Format.JSON, target), lambda _: None)
    other = open_store(tmp_path / "other.db", "me", lambda owner: False)
    assert bring(other.archive, target).chats == 1
    (made,) = other.folders.all()
    assert (made.name, made.system) == ("A", "Be kind.")
    assert other.archive.read(other.archive.ids()[0]).chat.folder == made.id
    other.close()


def test_ending_an_import_leaves_no_half_of_a_large_chat(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(bringing, "AT_ONCE", 2)
    monkeypatch.setattr(bringing, "BREATH_EVERY", 0)
    many = [(f"m{number}", "x") for number in range(9)]
    path = written(tmp_path, "c.json", [conversation(), conversation(*many, id="2")])
    calls = []

    def stop(progress):
        calls.append(progress)
        if len(archive.ids(trash=True)) == 2:
            raise Cancelled

    brought = bring(archive, path, tell=stop)
    assert (brought.cancelled, brought.chats) == (True, 1)
    assert [len(whole.messages) for whole in stored(archive, trash=True)] == [2]


def test_a_full_disk_ends_the_import_and_is_told_with_what_was_done(archive, tmp_path, monkeypatch):
    path = written(tmp_path, "c.json", [conversation(id=str(n)) for n in range(3)])
    store, left = over(archive), [1]
    monkeypatch.setattr(bringing, "AT_ONCE", 1)
    begin = store.archive.begin

    def full(whole):
        if not left:
            raise DiskFull(tmp_path)
        left.pop()
        return begin(whole)

    monkeypatch.setattr(store.archive, "begin", full)
    from tests.fakes.movein import job

    brought = bringing.bring_in([path], Manner(), Choice(), store, job())
    assert (brought.chats, brought.failure) == (1, DiskFull(tmp_path))
    assert len(stored(archive)) == 1


def test_every_flaw_and_loss_is_said_in_a_sentence():
    from desktop.core.moving_in import Flaw, FlawKind, Losses

    for kind in FlawKind:
        said_ = say_flaw(Flaw(kind, "a/b.json", 3, "<b>\u202eX", 5), PlainSpeaker())
        assert said_.startswith("a/b.json, chat 3 “<b>X”: ")
        assert "{" not in said_
    flaws = tuple(Flaw(kind, "x.json") for kind in FlawKind)
    report = say_report(Brought(3, 9, 1, 1, 2, 1, Losses.of(Loss), flaws, 7), PlainSpeaker())
    assert len(report) == 6 + 2 + len(Loss) + 2 + len(FlawKind) + 1
    assert say_report(Brought(), PlainSpeaker()) == []


def test_programs_are_found_where_they_keep_their_chats(tmp_path):
    system = System({}, tmp_path, "linux")
    assert programs(system) == []
    written(tmp_path / ".lmstudio" / "conversations" / "a", "1.conversation.json", lm())
    jan(tmp_path / ".local" / "share" / "Jan" / "data" / "threads" / "t", turn("user", words("x")))
    folder = tmp_path / ".local" / "share" / "nomic.ai" / "GPT4All"
    folder.mkdir(parents=True)
    (folder / "gpt4all-x.chat").write_bytes(chat_file(12, 1_700_000_000, "x"))
    (folder / "model.gguf").write_bytes(b"GGUF")
    found = programs(system)
    assert [(each.source, each.chats) for each in found] == [
        (Source.LM_STUDIO, 1),
        (Source.JAN, 1),
        (Source.GPT4ALL, 1),
    ]
    assert len(read(*(each.folder for each in found[1:]))[0]) == 2


class Ear:
    """Hears of a look or an import."""

    def __init__(self):
        self.told = []
        self.heard = Heard(lambda _: None, self.told.append, lambda: self.told.append("broken"))


@pytest.fixture
def moving(bench):
    organising = Organising(bench.store.organising, bench.store.folders, bench.chats)
    return MovingIn(over(bench.store.archive), bench.tasks, bench.chats, organising)


def test_the_service_brings_in_tells_and_takes_back(bench, moving, tmp_path):
    path = written(tmp_path, "c.json", [conversation()])
    ear, arrived, removed = Ear(), [], []
    bench.chats.arrived.connect(arrived.append)
    bench.chats.removed.connect(removed.append)
    moving.bring([path], Manner(), Choice(), ear.told.append, ear.heard)
    bench.inbox.run_until(lambda: ear.told)
    (brought,) = ear.told
    assert [[chat.title for chat in chats] for chats in arrived] == [["Züge 火车"]]
    moving.undo(brought)
    assert [tuple(chats) for chats in removed] == [tuple(chat.id for chat in brought.arrived)]
    assert bench.store.chats.chats() == []
    grown = []
    moving.grown.connect(grown.append)
    newer = written(tmp_path, "d.json", [conversation(("u2", "More"))])
    bench.chats.restore(*(chat.id for chat in brought.arrived))
    moving.bring([newer], Manner(), Choice(), ear.told.append, ear.heard)
    bench.inbox.run_until(lambda: len(ear.told) == 2)
    assert grown == [[brought.arrived[0].id]]


def test_a_bug_is_told_to_who_waits_before_it_is_shown(bench, moving, monkeypatch, tmp_path):
    def broken(*_):
        raise ZeroDivisionError

    for name, begin in (
        ("look_into", lambda ear: moving.look([tmp_path], Manner(), ear.told.append, ear.heard)),
        ("bring_in", lambda ear: moving.bring([tmp_path], Manner(), Choice(), ear.told.append, ear.heard)),
    ):
        monkeypatch.setattr(f"desktop.services.moving_in.{name}", broken)
        ear = Ear()
        begin(ear)
        with pytest.raises(ZeroDivisionError):
            bench.inbox.run_until(lambda: False)
        assert ear.told == ["broken"]


def test_a_look_that_is_given_up_tells_nothing(bench, moving, tmp_path):
    path = written(tmp_path, "c.json", [conversation(id=str(n)) for n in range(2_000)])
    ear = Ear()
    moving.look([path], Manner(), ear.told.append, ear.heard).cancel()
    bench.inbox.run_until(lambda: bench.tasks.idle)
    assert ear.told == []


def run(folder, capsys, *words_):
    try:
        status = main(["--data-dir", str(folder), *map(str, words_)])
    except SystemExit as end:
        status = end.code
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_the_command_line_previews_imports_and_reports(tmp_path, capsys):
    path = written(tmp_path, "c.json", [conversation(), 5])
    data = tmp_path / "data"
    status, out, _ = run(data, capsys, "import", path, "--dry-run", "--json")
    facts = json.loads(out)
    assert (status, facts["chats"][0]["state"], facts["chats"][0]["from"]) == (0, "new", "chatgpt")
    status, out, _ = run(data, capsys, "import", path, "--folder", "旅行")
    assert status == 0
    assert out.splitlines()[:2] == ["New chats: 1", "Messages: 2"]
    assert "c.json, chat 2: This is no chat." in out
    status, out, _ = run(data, capsys, "import", path, "--folder", "旅行", "--json")
    assert (json.loads(out)["here"], json.loads(out)["faults"][0]["kind"]) == (1, "not a chat")
    status, out, _ = run(data, capsys, "import", path, "--dry-run")
    assert "Chats that are here already: 1" in out
    status, out, err = run(data, capsys, "import", path, "--from", "jan")
    assert (status, out) == (1, "")
    assert "No chats of a program that Fireside knows" in err
    assert run(data, capsys, "import", path, "--from", "word")[0] == 2
    other = open_store(data / "chats.db", "me", lambda owner: False)
    assert [folder.name for folder in other.folders.all()] == ["旅行"]
    other.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_that_may_not_be_read_is_told(archive, tmp_path):
    path = written(tmp_path, "c.json", [conversation()])
    path.chmod(0)
    assert len(bring(archive, path).flaws) == 1


def test_a_chat_keeps_its_ids_apart_from_those_of_others(archive, tmp_path):
    bring(archive, written(tmp_path, "c.json", [conversation(id=str(n)) for n in range(5)]))
    ids = [message.id for whole in stored(archive) for message in whole.messages]
    assert len(ids) == len(set(ids)) == 10
    assert replace(stored(archive)[0].chat, id=ChatId(0)).title


def test_no_collection_of_cycles_holds_up_the_others_during_an_import(archive, tmp_path):
    nodes = [node("u", None, ["n0"], "user", ["Hi"])]
    nodes += [
        node(f"n{n}", f"n{n - 1}" if n else "u", [f"n{n + 1}"], "user", [f"m{n}"]) for n in range(3_000)
    ]
    path = written(tmp_path, "c.json", [chatgpt(*nodes)])
    allowed = []

    def watch(phase, info):
        allowed.append(gc.isenabled())

    gc.callbacks.append(watch)
    try:
        preview, brought = look(archive, path), bring(archive, path)
    finally:
        gc.callbacks.remove(watch)
    assert (len(preview.entries), brought.messages) == (1, 3_001)
    assert gc.isenabled()
    assert len(allowed) < 40  # before and after
