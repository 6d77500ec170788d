"""Folders, tags, pinned and archived chats: what is stored, and what is told."""

import pytest

from desktop.core.chat import Naming
from desktop.core.folder_errors import FolderGone, FolderInItself, FolderNameMissing
from desktop.core.folders import MOST_TAGS, TagCount
from desktop.core.personas import WantedModel
from desktop.services.organising import Organising


@pytest.fixture
def organising(bench):
    return Organising(bench.store.organising, bench.store.folders, bench.chats)


def told(event):
    heard = []
    event.connect(heard.append)
    return heard


def chat(bench, title="Trains", **more):
    return bench.store.chats.new_chat(title, **more).id


def stored(bench, *chats):
    return [bench.store.chats.chat(each) for each in chats]


def test_pinning_and_archiving_many_keeps_their_places_in_time(bench, organising):
    chats = [chat(bench, str(number)) for number in range(3)]
    before = stored(bench, *chats)
    arrived = told(bench.chats.arrived)
    organising.pin(chats[:2])
    organising.archive(chats[1:])
    assert [(c.pinned, c.archived) for c in stored(bench, *chats)] == [
        (True, False),
        (True, True),
        (False, True),
    ]
    assert [c.updated for c in stored(bench, *chats)] == [c.updated for c in before]
    assert [[c.id for c in told_] for told_ in arrived] == [chats[:2], chats[1:]]
    organising.pin(chats, False)
    organising.archive(chats, False)
    assert stored(bench, *chats) == before


def test_a_folder_is_made_renamed_moved_and_deleted(bench, organising):
    heard = told(organising.folders_changed)
    work = organising.add_folder(" Work ")
    trains = organising.add_folder("火车", work.id)
    inside = chat(bench, folder=trains.id)
    organising.rename_folder(work.id, "Job")
    with pytest.raises(FolderInItself):
        organising.move_folder(work.id, trains.id)
    with pytest.raises(FolderNameMissing):
        organising.rename_folder(work.id, " ")
    assert [(f.name, f.parent) for f in organising.folders] == [("Job", None), ("火车", work.id)]
    organising.remove_folder(trains.id)
    assert [c.folder for c in stored(bench, inside)] == [work.id]
    organising.remove_folder(work.id)
    assert [c.folder for c in stored(bench, inside)] == [None]
    assert organising.folders == ()
    assert len(heard) == 5


def test_what_a_deleted_folder_held_goes_into_the_folder_above(bench, organising):
    top, middle = organising.add_folder("top"), None
    middle = organising.add_folder("middle", top.id)
    low = organising.add_folder("low", middle.id)
    there = told(bench.chats.places_changed)
    organising.remove_folder(middle.id)
    assert [(f.id, f.parent) for f in organising.folders] == [(top.id, None), (low.id, top.id)]
    assert there == [None]


def test_a_deleted_folder_comes_back_with_what_is_still_where_its_deletion_has_put_it(bench, organising):
    top, other = organising.add_folder("top"), organising.add_folder("other")
    work = organising.add_folder("Work", top.id)
    organising.begin_with(work.id, "Be brief.", WantedModel("/m.gguf", "M"))
    inside = [organising.add_folder(name, work.id) for name in ("stays", "moved")]
    stays, moved, lifted, trashed = [chat(bench, folder=work.id) for _ in range(4)]
    bench.chats.delete(trashed)
    removed = organising.remove_folder(work.id)
    organising.put([moved], other.id)
    organising.put([lifted], None)
    organising.move_folder(inside[1].id, other.id)
    organising.bring_back(removed)
    again = organising.folders[-1]
    assert (again.name, again.parent, again.system) == ("Work", top.id, "Be brief.")
    assert again.model == WantedModel("/m.gguf", "M")
    assert [f.parent for f in organising.folders if f.id in {each.id for each in inside}] == [
        again.id,
        other.id,
    ]
    folders = [c.folder for c in stored(bench, stays, moved, lifted, trashed)]
    assert folders == [again.id, other.id, None, again.id]


def test_a_deleted_folder_comes_back_at_the_top_where_the_one_above_is_gone(bench, organising):
    top = organising.add_folder("top")
    work = organising.add_folder("Work", top.id)
    inside = chat(bench, folder=work.id)
    removed = organising.remove_folder(work.id)
    organising.remove_folder(top.id)
    organising.bring_back(removed)
    assert [(f.name, f.parent) for f in organising.folders] == [("Work", None)]
    assert [c.folder for c in stored(bench, inside)] == [None]  # it was moved on, with the folder above
    assert organising.remove_folder(work.id) is None


def test_chats_are_put_into_folders_and_taken_out(bench, organising):
    folder = organising.add_folder("Work")
    chats = [chat(bench), chat(bench)]
    organising.put(chats, folder.id)
    assert [c.folder for c in stored(bench, *chats)] == [folder.id] * 2
    organising.put(chats[:1], None)
    assert [c.folder for c in stored(bench, *chats)] == [None, folder.id]
    organising.remove_folder(folder.id)
    with pytest.raises(FolderGone):
        organising.put(chats, folder.id)
    with pytest.raises(FolderGone):
        organising.add_folder("in nothing", folder.id)
    assert bench.store.chats.new_chat("new", folder.id).folder is None


def test_a_folder_keeps_what_new_chats_begin_with(bench, organising):
    folder = organising.add_folder("Work")
    organising.begin_with(folder.id, "  Be brief.\0 ", WantedModel("/m.gguf", "M"))
    (found,) = organising.folders
    assert (found.system, found.model) == ("Be brief.\ufffd", WantedModel("/m.gguf", "M"))
    organising.begin_with(folder.id, "", None)
    (found,) = organising.folders
    assert (found.system, found.model) == ("", None)


def test_tags_are_given_taken_away_and_counted(bench, organising):
    one, two, gone = chat(bench), chat(bench), chat(bench)
    organising.tag([one, two, gone], ["#Trains", "火车"])
    organising.tag([one], ["TRAINS", "more"], ["火车"])
    bench.chats.delete(gone)
    assert [c.tags for c in stored(bench, one, two)] == [("more", "Trains"), ("Trains", "火车")]
    assert organising.tags() == [TagCount("more", 1), TagCount("Trains", 2), TagCount("火车", 1)]


def test_a_chat_has_no_more_tags_than_can_be_shown(bench, organising):
    one = chat(bench)
    organising.tag([one], [f"a{number}" for number in range(15)])
    organising.tag([one], [f"b{number}" for number in range(15)])
    (found,) = stored(bench, one)
    assert len(found.tags) == MOST_TAGS


def test_many_are_deleted_and_brought_back_at_once(bench):
    chats = [chat(bench) for _ in range(3)]
    removed, arrived = told(bench.chats.removed), told(bench.chats.arrived)
    bench.chats.delete(*chats[:2])
    assert [c.id for c in bench.store.chats.chats()] == chats[2:]
    bench.chats.restore(*chats[:2])
    assert sorted(c.id for c in bench.store.chats.chats()) == chats
    assert removed == [tuple(chats[:2])]
    assert [[c.id for c in each] for each in arrived] == [chats[:2]]


def test_a_title_that_a_model_found_never_replaces_one_of_the_user(bench):
    chats, one = bench.store.chats, chat(bench)
    assert chats.chat(one).naming is Naming.FIRST_WORDS
    found = chats.suggest(one, "About trains")
    assert (found.title, found.naming) == ("About trains", Naming.MODEL)
    chats.rename(one, "Mine")
    assert chats.suggest(one, "Another") is None
    assert (chats.chat(one).title, chats.chat(one).naming) == ("Mine", Naming.USER)


def test_chats_that_another_process_has_deleted_are_not_told_as_if_they_were_here(bench, organising):
    here, gone = chat(bench, "here"), chat(bench, "gone")
    bench.store.organising.delete([gone])
    arrived = told(bench.chats.arrived)
    folder = organising.add_folder("Work")
    organising.pin([here, gone])
    organising.archive([here, gone])
    organising.put([here, gone], folder.id)
    organising.tag([here, gone], ["steam"])
    assert [[each.id for each in some] for some in arrived] == [[here]] * 4


def test_a_chat_that_is_being_deleted_for_good_is_not_put_into_the_trash_again(bench):
    gone = chat(bench)
    bench.store.organising.delete([gone])
    bench.store.trash.doom([gone])
    bench.chats.delete(gone)
    assert bench.store.trash.all() == []
    assert bench.store.organising.restore([gone]) == []
    assert bench.store.trash.purge() == [gone]
