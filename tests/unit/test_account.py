"""The token is checked once, kept by the keyring alone, and seen nowhere."""

from __future__ import annotations

import logging
import threading

import pytest

from desktop.core.errors import FolderNotWritable, Offline
from desktop.core.hub_errors import (
    HubUnreachable,
    NoKeyring,
    NoTokenFound,
    TokenLeft,
    TokenMalformed,
    TokenRejected,
)
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.services.account import Account, Standing
from tests.fakes.inbox import Inbox
from tests.fakes.token_store import FakeTokenStore

TOKEN = "hf_aVerySecretToken"


class Desk:
    """An account, a keyring and a hub of a test."""

    def __init__(self, folder):
        self.folder = folder
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.settings = SettingsFile(folder / "settings.json")
        self.store = FakeTokenStore()
        self.answer = "ada"  # of the hub; an exception is raised
        self.asked = []
        self.hub = threading.Event()  # while it is not set the hub does not answer
        self.hub.set()
        self.told = []
        self.make()

    def make(self):
        self.account = Account(self.tasks, self.settings, self.store, lambda: self.whoami)
        self.account.changed.connect(self.told.append)

    def whoami(self, token, job):
        self.asked.append(token)
        while not self.hub.wait(0.01):
            job.check()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def settle(self):
        self.inbox.run_until(lambda: self.tasks.idle)

    def enter(self, token=TOKEN):
        self.account.enter(token)
        self.settle()

    def close(self):
        self.account.close()
        self.hub.set()
        self.store.gate.set()
        self.tasks.close()


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    yield desk
    desk.close()


def test_a_token_that_the_hub_knows_is_kept_with_its_name(desk):
    desk.enter(f"  {TOKEN}\n")
    status = desk.account.status
    assert (status.standing, status.name, status.kept, status.error) == (Standing.IN, "ada", True, None)
    assert desk.store.token == desk.account.token == TOKEN
    assert desk.asked == [TOKEN]
    assert desk.settings.value.token_kept


def test_after_a_restart_the_token_comes_from_the_keyring_and_the_hub_is_not_asked(desk):
    desk.enter()
    desk.make()
    assert desk.account.token == ""
    desk.account.open()
    assert not desk.account.settled
    desk.settle()
    assert desk.account.settled
    assert desk.account.token == TOKEN
    assert (desk.account.status.name, desk.account.status.kept) == ("ada", True)
    assert desk.asked == [TOKEN]


def test_the_keyring_is_left_alone_by_those_who_never_signed_in(desk):
    desk.account.open()
    desk.account.sign_out()
    desk.settle()
    assert desk.store.calls == []


def test_the_keyring_is_never_asked_on_the_owner_s_thread(desk):
    desk.enter()
    desk.account.sign_out()
    desk.settle()
    assert threading.current_thread() not in desk.store.threads


def test_a_token_that_the_hub_refuses_is_neither_kept_nor_sent(desk):
    desk.answer = TokenRejected("huggingface.co")
    desk.enter()
    status = desk.account.status
    assert (status.standing, status.error) == (Standing.OUT, desk.answer)
    assert (desk.account.token, desk.store.calls) == ("", [])


def test_another_token_that_is_refused_leaves_the_one_before(desk):
    desk.enter()
    desk.answer = TokenRejected("huggingface.co")
    desk.enter("hf_other")
    status = desk.account.status
    assert (status.standing, status.name, status.error) == (Standing.IN, "ada", desk.answer)
    assert desk.account.token == desk.store.token == TOKEN


def test_a_token_that_was_good_once_and_is_refused_now_goes(desk):
    desk.enter()
    desk.answer = TokenRejected("huggingface.co")
    desk.account.check_again()
    desk.settle()
    assert (desk.account.token, desk.store.token) == ("", "")
    assert desk.account.status.error == desk.answer
    assert not desk.settings.value.token_kept


@pytest.mark.parametrize("error", [Offline("huggingface.co"), HubUnreachable("huggingface.co")])
def test_a_token_that_cannot_be_checked_now_is_kept_and_said_to_be_unchecked(desk, error):
    desk.answer = error
    desk.enter()
    status = desk.account.status
    assert (status.standing, status.name, status.error, status.kept) == (Standing.IN, "", error, True)
    desk.answer = "ada"
    desk.account.check_again()
    desk.settle()
    assert (desk.account.status.name, desk.account.status.error) == ("ada", None)


def test_without_a_keyring_the_token_holds_until_the_end_and_that_is_said_once(desk):
    desk.store.broken = True
    desk.enter()
    assert (desk.account.status.error, desk.account.status.kept) == (NoKeyring(), False)
    assert desk.account.token == TOKEN
    assert not desk.settings.value.token_kept
    desk.enter("hf_other")
    assert (desk.account.status.error, desk.account.status.kept) == (None, False)
    desk.make()
    desk.account.open()
    assert desk.account.token == ""


def test_a_keyring_that_does_not_open_at_a_start_is_said(desk):
    desk.enter()
    desk.store.broken = True
    desk.make()
    desk.account.open()
    desk.settle()
    assert (desk.account.status.standing, desk.account.status.error) == (Standing.OUT, NoKeyring())


def test_signing_out_deletes_the_token(desk):
    desk.enter()
    desk.account.sign_out()
    assert desk.account.token == ""
    desk.settle()
    assert desk.store.token == ""
    assert desk.account.status.error is None
    assert (desk.settings.value.token_kept, desk.settings.value.account) == (False, "")


def test_a_token_that_the_keyring_does_not_delete_is_said_and_read_no_more(desk):
    desk.enter()
    desk.store.broken = True
    desk.account.sign_out()
    desk.settle()
    assert desk.account.status.error == TokenLeft()
    assert not desk.settings.value.token_kept


def test_a_keyring_that_asks_the_user_holds_nothing_up(desk):
    desk.store.gate.clear()
    desk.account.enter(TOKEN)
    desk.inbox.run_until(lambda: desk.account.status.standing is Standing.IN)
    assert desk.account.token == TOKEN
    assert not desk.account.status.kept
    desk.account.sign_out()  # meanwhile
    desk.store.gate.set()
    desk.settle()
    assert desk.store.calls == ["keep", "forget"]
    assert (desk.store.token, desk.account.status.kept) == ("", False)


def test_the_program_ends_while_the_keyring_still_asks(desk):
    desk.settings.set(token_kept=True)
    desk.store.gate.clear()
    desk.account.open()
    desk.tasks.close()
    assert not desk.account.settled


def test_signing_out_while_the_hub_is_asked_wins(desk):
    desk.hub.clear()
    desk.account.enter(TOKEN)
    desk.account.sign_out()
    desk.hub.set()
    desk.settle()
    assert (desk.account.token, desk.store.calls) == ("", [])


def test_an_answer_that_was_on_its_way_when_the_user_signed_out_is_not_heard(desk):
    desk.account.enter(TOKEN)
    while desk.inbox._calls.empty():  # the answer is posted, and not taken
        pass
    desk.account.sign_out()
    desk.settle()
    assert desk.account.token == ""


@pytest.mark.parametrize("text", ["hf a", "hf_\n\nx", "x" * 600, "hf_é", "hf_\x00", "Bearer hf_x"])
def test_what_cannot_be_a_token_is_refused_before_anybody_is_asked(desk, text):
    with pytest.raises(TokenMalformed) as refused:
        desk.account.enter(text)
    assert text.strip() not in repr(refused.value)
    assert desk.asked == []


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_no_token(desk, text):
    desk.account.enter(text)
    assert desk.account.status.standing is Standing.OUT


def test_the_token_is_in_no_status_setting_or_log(desk, caplog):
    caplog.set_level(logging.DEBUG)
    desk.enter()
    desk.store.broken = True
    desk.enter(TOKEN + "2")
    everything = [repr(desk.told), repr(desk.account), caplog.text]
    everything.append((desk.folder / "settings.json").read_text())
    assert not any("VerySecret" in text for text in everything)


def test_settings_that_cannot_be_stored_are_said(desk, tmp_path):
    desk.settings._path = tmp_path / "none" / "settings.json"
    desk.enter()
    assert isinstance(desk.account.status.error, FolderNotWritable)
    assert desk.account.token == TOKEN


def test_the_token_of_another_program_is_taken_only_when_asked_for(desk):
    desk.account.enter_found(lambda: TOKEN)
    desk.settle()
    assert (desk.account.token, desk.asked) == (TOKEN, [TOKEN])


def test_where_no_other_program_has_a_token_that_is_said_and_nothing_else_changes(desk):
    desk.enter()
    desk.account.enter_found(lambda: "")
    desk.settle()
    assert desk.account.status.error == NoTokenFound()
    assert (desk.account.status.standing, desk.account.token) == (Standing.IN, TOKEN)

    def damaged():
        raise TokenMalformed

    desk.account.enter_found(damaged)
    desk.settle()
    assert desk.account.status.error == TokenMalformed()


def test_a_token_that_somebody_deleted_in_the_keyring_is_not_asked_for_again(desk):
    desk.enter()
    desk.store.token = ""
    desk.make()
    desk.account.open()
    desk.settle()
    assert desk.account.status.standing is Standing.OUT
    assert not desk.settings.value.token_kept


def test_a_name_from_the_hub_is_cleaned(desk):
    desk.answer = "ada\u202e\n" + "x" * 500
    desk.enter()
    assert desk.account.status.name == "ada" + "x" * 93


def test_a_token_that_is_refused_while_the_keyring_asks_leaves_nobody_waiting_for_it(desk):
    desk.settings.set(token_kept=True)
    desk.store.gate.clear()
    desk.account.open()
    desk.answer = TokenRejected("huggingface.co")
    desk.enter("hf_mistyped")
    assert desk.account.settled
    assert (desk.account.status.standing, desk.account.status.error) == (Standing.OUT, desk.answer)


def test_no_token_of_another_program_while_the_keyring_asks_leaves_nobody_waiting_for_it(desk):
    desk.settings.set(token_kept=True)
    desk.store.gate.clear()
    desk.account.open()
    desk.account.enter_found(lambda: "")
    desk.settle()
    assert desk.account.settled
    assert desk.account.status.error == NoTokenFound()
