import sqlite3
from contextlib import closing

import pytest

from desktop.core.chat import Attachment
from desktop.core.errors import DataError
from desktop.services.drafts import FILES_LARGEST, Drafts, keep_early_files
from tests.fakes.inbox import Inbox

NOTES = Attachment("notes.txt", "one\r\ntwo\n")
TABLE = Attachment("表.csv", "八点,维也纳\n")
LARGE = Attachment("large.txt", "x" * (FILES_LARGEST // 2))


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def new(tmp_path):
    return tmp_path / "draft.txt"


@pytest.fixture
def drafts(store, inbox, new):
    return Drafts(store.chats, inbox.later, new)


@pytest.fixture
def restarted(store, inbox, new):
    """What the next run of the program finds."""
    return lambda: Drafts(store.chats, inbox.later, new)


@pytest.fixture
def chat(store):
    return store.chats.new_chat("t").id


@pytest.mark.parametrize("stored", [True, False])
def test_text_and_attachments_of_a_draft_survive_a_restart(drafts, restarted, inbox, chat, stored):
    place = chat if stored else None
    drafts.keep(place, "look at these")
    drafts.keep_files(place, [NOTES, TABLE])
    assert drafts.files_of(place) == (NOTES, TABLE)
    assert len(inbox.timers) == 1  # written together
    assert restarted().files_of(place) == ()
    inbox.time_passes()
    for after in (drafts, restarted()):
        assert (after.of(place), after.files_of(place)) == ("look at these", (NOTES, TABLE))


@pytest.mark.parametrize("stored", [True, False])
def test_attachments_that_were_taken_away_stay_away(drafts, restarted, chat, stored):
    place = chat if stored else None
    drafts.keep_files(place, (NOTES,))
    drafts.flush()
    drafts.keep_files(place, ())
    drafts.flush()
    assert drafts.files_of(place) == restarted().files_of(place) == ()


def test_each_draft_has_its_own_attachments(drafts, store, chat):
    other = store.chats.new_chat("u").id
    drafts.keep_files(chat, (NOTES,))
    drafts.keep_files(None, (TABLE,))
    drafts.flush()
    assert (drafts.files_of(chat), drafts.files_of(other), drafts.files_of(None)) == ((NOTES,), (), (TABLE,))


def test_typing_does_not_write_the_attachments_again(drafts, new, chat, store):
    drafts.keep_files(None, (NOTES,))
    drafts.keep_files(chat, (NOTES,))
    drafts.flush()
    new.with_name("draft-files.json").unlink()
    store.chats.set_draft_files(chat, ())
    drafts.keep(None, "typed")
    drafts.keep(chat, "typed")
    drafts.flush()
    assert not new.with_name("draft-files.json").exists()
    assert store.chats.draft_files(chat) == ()


@pytest.mark.parametrize("stored", [True, False])
def test_attachments_beyond_the_bound_are_kept_in_memory_only(drafts, restarted, chat, stored):
    place = chat if stored else None
    too_much = (NOTES, LARGE, LARGE, TABLE)
    drafts.keep_files(place, too_much)
    drafts.flush()
    assert restarted().files_of(place) == (NOTES, LARGE, TABLE)


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[1, 2]", b'[{"name": "n"}]', b"\xff\xfe\x00", b"[" * 100_000, b'{"name": "n"}']
)
def test_a_damaged_file_of_attachments_is_none(drafts, restarted, new, damaged):
    drafts.keep(None, "typed")
    drafts.flush()
    new.with_name("draft-files.json").write_bytes(damaged)
    assert (restarted().of(None), restarted().files_of(None)) == ("typed", ())


def test_a_file_of_attachments_that_is_far_too_large_is_not_read(restarted, new):
    with new.with_name("draft-files.json").open("wb") as file:
        file.write(b'[{"name": "n", "text": "t"}]')
        file.truncate(10 * FILES_LARGEST)
    assert restarted().files_of(None) == ()
    with new.with_name("draft-files.json").open("rb+") as file:
        file.truncate(28)
    assert restarted().files_of(None) == (Attachment("n", "t"),)


def test_half_a_surrogate_pair_does_not_keep_a_draft_from_being_stored(drafts, restarted, chat):
    for place in (chat, None):
        drafts.keep_files(place, (Attachment("\udcff", "a\ud800b"),))
        drafts.flush()
        assert restarted().files_of(place) == (Attachment("?", "a?b"),)


def test_a_folder_that_cannot_be_written_keeps_nothing_from_being_attached(drafts, new, inbox, restarted):
    new.with_name("draft-files.part").mkdir()
    drafts.keep_files(None, (NOTES,))
    inbox.time_passes()
    assert drafts.files_of(None) == (NOTES,)
    new.with_name("draft-files.part").rmdir()
    drafts.keep(None, "more")
    inbox.time_passes()
    assert restarted().files_of(None) == (NOTES,)


def test_attachments_that_cannot_be_stored_are_stored_later(drafts, store, chat, inbox, restarted):
    with store.database.read() as db:
        db.exec_driver_sql("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(store.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        drafts.keep_files(chat, (NOTES,))
        inbox.time_passes()
        assert drafts.files_of(chat) == (NOTES,)
        other.execute("COMMIT")
    assert restarted().files_of(chat) == ()
    drafts.keep(chat, "more")
    inbox.time_passes()
    assert restarted().files_of(chat) == (NOTES,)


def test_a_refused_message_comes_before_what_was_typed_and_attached_since(drafts, chat):
    drafts.keep(chat, "new")
    drafts.keep_files(chat, (TABLE, NOTES))
    drafts.give_back(chat, "refused", (NOTES, LARGE))
    assert drafts.of(chat) == "refused\n\nnew"
    assert drafts.files_of(chat) == (NOTES, LARGE, TABLE)


def test_a_refused_message_without_attachments_leaves_those_of_the_draft(drafts, chat):
    drafts.keep_files(chat, (TABLE,))
    drafts.give_back(chat, "refused")
    assert (drafts.of(chat), drafts.files_of(chat)) == ("refused", (TABLE,))


class Unreadable:
    """A store whose disk is gone."""

    def draft(self, chat):
        raise DataError

    draft_files = draft


def test_a_refused_message_is_kept_though_the_draft_cannot_be_read(inbox, new):
    drafts = Drafts(Unreadable(), inbox.later, new)
    drafts.give_back(1, "refused", (NOTES,))
    assert (drafts.of(1), drafts.files_of(1)) == ("refused", (NOTES,))


def test_what_is_typed_is_not_lost_when_a_message_comes_back_and_the_attachments_cannot_be_read(inbox, new):
    drafts = Drafts(Unreadable(), inbox.later, new)
    drafts.keep(1, "typed")
    drafts.give_back(1, "refused", (NOTES,))
    assert drafts.of(1) == "refused\n\ntyped"


def test_what_was_attached_early_comes_after_what_was_there(new, drafts, restarted, inbox):
    drafts.keep_files(None, [NOTES])
    inbox.time_passes()
    keep_early_files(new.parent, [TABLE, NOTES])
    assert restarted().files_of(None) == (NOTES, TABLE)


@pytest.mark.parametrize("there", [b"", b"{", b"\xff\xfe", b'[{"name": 1}]'])
def test_what_cannot_be_read_keeps_nothing_from_being_attached_early(new, restarted, there):
    new.with_name("draft-files.json").write_bytes(there)
    keep_early_files(new.parent, [NOTES])
    assert restarted().files_of(None) == (NOTES,)


def test_attachments_that_are_too_large_for_a_draft_or_cannot_be_written_are_let_go(new, restarted):
    keep_early_files(new.parent, [LARGE, NOTES, Attachment("more.txt", "y" * FILES_LARGEST)])
    assert restarted().files_of(None) == (LARGE, NOTES)
    keep_early_files(new.parent / "gone", [NOTES])
