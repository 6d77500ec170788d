"""The tab about the network: sources, account, proxy, offline mode and the log, as a user sees them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.core.hub_errors import HubUnreachable, TokenRejected
from desktop.core.network import MOST_REMEMBERED, Gate, Purpose, Request
from desktop.core.proxies import SystemProxy
from desktop.core.settings import Appearance, SettingsFile
from desktop.core.sources import HUGGING_FACE, ProxyKind
from desktop.core.tasks import Tasks
from desktop.services.account import Account, Standing
from desktop.services.source_tests import SourceTests
from desktop.services.sources import Sources
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.network import NetworkDesk, NetworkViewModel
from desktop.viewmodels.requests import RequestRows
from desktop.widgets.look import Look
from desktop.widgets.models.network_tab import NetworkTab
from desktop.widgets.value_label import BREAK
from tests.fakes.token_store import FakeTokenStore

MIRROR = "https://hf-mirror.com"
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # offscreen cannot do this


class Desk:
    """The tab over real services; the hub is a function."""

    def __init__(self, qapp, qtbot, folder, forced=False, **settings):
        self.qtbot = qtbot
        self.post = GuiPost()
        self.tasks = Tasks(self.post)
        self.file = SettingsFile(folder / "settings.json")
        self.file.set(**settings)
        self.gate = Gate(False, self.post, forced)
        self.store = FakeTokenStore()
        self.answer = "ada"  # of the hub; an exception is raised
        self.found = "hf_found"
        self.system = {}
        account = Account(self.tasks, self.file, self.store, lambda: lambda token, job: self._answer())
        sources = Sources(self.file, account, lambda: SystemProxy(self.system))
        tests = SourceTests(self.tasks, sources.connection, lambda c, e, job: self._answer())
        self.account = account
        self.viewmodel = NetworkViewModel(NetworkDesk(self.gate, account, sources, tests, lambda: self.found))
        self.look = Look(qapp, Appearance.LIGHT)
        self.tab = NetworkTab(self.look)
        qtbot.addWidget(self.tab)
        self.tab.resize(720, 520)
        self.tab.attach(self.viewmodel)
        with qtbot.waitExposed(self.tab):
            self.tab.show()

    def _answer(self):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def settle(self):
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def row(self, endpoint):
        return next(row for row in self.tab.places.rows if row.endpoint == endpoint)

    def type(self, entry, text):
        entry.field.setFocus()
        entry.field.selectAll()
        entry.field.insert(text)
        entry.field.setModified(True)
        self.qtbot.keyClick(entry.field, Qt.Key.Key_Return)

    def close(self):
        self.store.gate.set()
        self.viewmodel.close()
        self.account.close()
        self.tasks.close()
        self.post.close()


@pytest.fixture
def make(qapp, qtbot, tmp_path):
    made = []

    def make(**more):
        made.append(Desk(qapp, qtbot, tmp_path, **more))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def desk(make):
    return make()


def test_a_mirror_is_added_moved_and_removed_with_the_keyboard(desk):
    desk.type(desk.tab.places.entry, "hf-mirror.com/")
    assert [row.endpoint for row in desk.tab.places.rows] == [HUGGING_FACE, MIRROR]
    assert desk.tab.places.entry.field.text() == ""
    row = desk.row(MIRROR)
    row.up.setFocus()
    desk.qtbot.keyClick(row.up, Qt.Key.Key_Space)
    assert desk.file.value.sources == (MIRROR, HUGGING_FACE)
    assert desk.tab.places.rows[0] is row
    assert not row.up.isEnabled()
    desk.qtbot.keyClick(row.remove, Qt.Key.Key_Space)
    assert desk.file.value.sources == (HUGGING_FACE,)
    assert not desk.row(HUGGING_FACE).remove.isEnabled()


def test_the_known_mirror_is_one_press(desk):
    known = desk.tab.places.known
    known.click()
    assert desk.file.value.sources == (HUGGING_FACE, MIRROR)
    assert known.isHidden()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("http://user:secret@host", "password"),
        ("https://host/../x", "host"),
        ("javascript:alert(1)", "https"),
        ("huggingface.co", "already"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_below_it_until_it_is_changed(desk, typed, word):
    entry = desk.tab.places.entry
    desk.type(entry, typed)
    assert word in entry.fault.text()
    assert "secret" not in entry.fault.text()
    assert entry.field.text() == typed
    desk.qtbot.keyClick(entry.field, Qt.Key.Key_Backspace)
    assert entry.fault.isHidden()
    assert len(desk.tab.places.rows) == 1


def test_a_look_alike_is_shown_as_it_is_spelt(desk):
    desk.type(desk.tab.places.entry, "huggingf\u0430ce.co")
    assert desk.tab.places.rows[1].name.text().replace(BREAK, "") == "xn--huggingfce-6qi.co"


def test_the_token_goes_to_a_mirror_only_by_consent(make):
    desk = make(sources=(HUGGING_FACE, MIRROR, "http://mirror.lan"))
    assert desk.row(HUGGING_FACE).consent.isHidden()
    assert desk.row("http://mirror.lan").consent.isHidden()
    assert "not encrypted" in desk.row("http://mirror.lan").note.text()
    consent = desk.row(MIRROR).consent
    assert not consent.isChecked()
    consent.setFocus()
    desk.qtbot.keyClick(consent, Qt.Key.Key_Space)
    assert desk.file.value.token_mirrors == (MIRROR,)


def test_a_test_says_how_it_goes_and_how_it_ended(desk):
    row, desk.answer = desk.row(HUGGING_FACE), 0.25
    row.test.click()
    assert (row.test.text(), row.outcome.text()) == ("Cancel", "Waiting for an answer…")
    desk.settle()
    assert row.outcome.text() == "It answers, after 250 ms."
    desk.answer = HubUnreachable("huggingface.co")
    row.test.click()
    desk.settle()
    assert "There is no connection to huggingface.co." in row.outcome.text()
    assert (row.test.text(), row.outcome.objectName()) == ("Test", "fault")


def test_a_test_is_given_up_by_the_same_button(desk):
    row = desk.row(HUGGING_FACE)
    row.test.click()
    row.test.click()
    assert (row.test.text(), row.outcome.text()) == ("Test", "")
    desk.settle()
    assert row.outcome.text() == ""


def test_damaged_settings_are_said(make, tmp_path):
    (tmp_path / "settings.json").write_text('{"sources": ["javascript:alert(1)"], "proxy": "manual"}')
    desk = make()
    assert [row.endpoint for row in desk.tab.places.rows] == [HUGGING_FACE]
    assert "http or https" in desk.tab.places.problem.text()


def test_signing_in_and_out(desk):
    card = desk.tab.account
    assert card.state.text() == "Nobody is signed in."
    assert card.entry.field.echoMode() is QLineEdit.EchoMode.Password
    desk.type(card.entry, "hf_secret")
    assert card.entry.field.text() == ""
    desk.settle()
    assert card.state.text() == "Signed in as ada. The token is in the system’s keyring."
    assert card.entry.isHidden() and card.found.isHidden()
    card.leave.click()
    desk.settle()
    assert card.state.text() == "Nobody is signed in."
    assert desk.store.token == ""
    assert not card.entry.isHidden()


def test_a_token_that_is_refused_is_said(desk):
    desk.answer = TokenRejected("huggingface.co")
    desk.type(desk.tab.account.entry, "hf_wrong")
    desk.settle()
    assert "huggingface.co does not know the token." in desk.tab.account.fault.text()
    desk.type(desk.tab.account.entry, "two words")
    assert "cannot be a token" in desk.tab.account.entry.fault.text()


def test_without_a_keyring_that_is_said(desk):
    desk.store.broken = True
    desk.type(desk.tab.account.entry, "hf_secret")
    desk.settle()
    card = desk.tab.account
    assert card.state.text() == "Signed in as ada."
    assert "no keyring" in card.fault.text()


def test_a_token_that_was_not_checked_can_be_checked_again(desk):
    card, desk.answer = desk.tab.account, HubUnreachable("huggingface.co")
    desk.type(card.entry, "hf_secret")
    desk.settle()
    assert "not been checked" in card.state.text()
    desk.answer = "ada"
    card.check.click()
    desk.settle()
    assert "Signed in as ada." in card.state.text()
    assert card.check.isHidden()


def test_the_token_of_another_program_is_read_only_at_a_press(desk):
    assert desk.account.status.standing is Standing.OUT
    desk.tab.account.found.click()
    desk.settle()
    assert desk.account.token == "hf_found"


def test_the_page_for_tokens_is_opened_by_whoever_asks_before(desk, qtbot):
    with qtbot.waitSignal(desk.tab.link_activated) as told:
        desk.tab.account.make.click()
    assert told.args == ["https://huggingface.co/settings/tokens"]


def test_a_keyring_that_asks_the_user_can_be_left(make, tmp_path):
    desk = make(token_kept=True, account="ada")
    desk.store.token = "hf_x"
    desk.store.gate.clear()
    desk.account.open()
    assert "keyring" in desk.tab.account.state.text()
    assert desk.tab.account.leave.text() == "Cancel"
    desk.tab.account.leave.click()
    assert desk.tab.account.state.text() == "Nobody is signed in."


def test_a_proxy_is_typed_and_used(desk):
    card = desk.tab.proxy
    desk.system["https"] = "http://me:secret@corp:3128"
    desk.viewmodel.changed.emit()
    assert card.used.text() == "Requests go through corp."
    card.kinds[ProxyKind.MANUAL].click()
    assert card.entry.field.hasFocus()
    desk.type(card.entry, "socks5://x:1080")
    assert "SOCKS" in card.entry.fault.text()
    assert desk.file.value.proxy is ProxyKind.SYSTEM
    assert card.entry.field.text() == "socks5://x:1080"
    desk.type(card.entry, "proxy.lan:8080")
    assert (desk.file.value.proxy, desk.file.value.proxy_address) == (
        ProxyKind.MANUAL,
        "http://proxy.lan:8080",
    )
    assert card.used.text() == "Requests go through proxy.lan."
    card.kinds[ProxyKind.NONE].click()
    assert desk.file.value.proxy is ProxyKind.NONE
    assert card.used.text() == "Requests go out directly."


def test_a_proxy_of_the_system_that_cannot_be_used_is_said(desk):
    desk.system["all"] = "socks5://127.0.0.1:9050"
    desk.viewmodel.changed.emit()
    assert "SOCKS" in desk.tab.proxy.fault.text()
    assert desk.tab.proxy.used.isHidden()


def test_offline_mode_is_switched(desk):
    switch = desk.tab.offline.switch
    switch.setFocus()
    desk.qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert desk.gate.offline
    desk.gate.set_offline(False)
    assert not switch.isChecked()


def test_offline_by_the_command_line_is_fixed(make):
    desk = make(forced=True)
    switch = desk.tab.offline.switch
    assert switch.isChecked() and not switch.isEnabled()
    assert "--offline" in desk.tab.offline.forced.text()
    desk.gate.set_offline(False)
    assert desk.gate.offline


def test_the_log_is_empty_at_first_and_then_lists_the_newest_first(desk):
    log = desk.tab.log
    assert log.empty.text() == "Nothing has gone out since Fireside was started."
    assert log.table.isHidden() and log.clear.isHidden()
    first = desk.gate.ask("huggingface.co", Purpose.SEARCH)
    desk.gate.ask("cdn.example", Purpose.DOWNLOAD)
    desk.qtbot.waitUntil(lambda: desk.viewmodel.rows.rowCount() == 2)
    first.close(1_500_000)
    model = log.table.model()
    desk.qtbot.waitUntil(lambda: model.index(1, 3).data() == "1.5 MB")
    assert [model.index(0, c).data() for c in range(1, 4)] == ["cdn.example", "Download of a model file", "–"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Host"
    assert log.empty.isHidden()


def test_the_log_is_copied_and_cleared(desk):
    log = desk.tab.log
    for host in ("a.example", "b.example"):
        desk.gate.let_out(host, Purpose.OPEN_LINK)
    log.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[1] for line in lines] == ["Host", "b.example", "a.example"]
    log.table.selectRow(1)
    desk.qtbot.keyClick(log.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t")[1:3] == [
        "a.example",
        "A link, opened in the browser",
    ]
    ended = desk.gate.ask("c.example", Purpose.HEADER)
    desk.qtbot.waitUntil(lambda: desk.viewmodel.rows.rowCount() == 3)
    log.clear.click()
    assert not log.empty.isHidden()
    ended.close(10)
    desk.settle()
    assert (desk.viewmodel.rows.rowCount(), len(desk.gate.log)) == (0, 0)


def test_the_log_is_a_model_of_bounded_length(qtmodeltester):
    gate = Gate(False, lambda call: call())
    rows = RequestRows(gate)
    for number in range(MOST_REMEMBERED + 5):
        gate.remember(Request(datetime.now(UTC), f"h{number}", Purpose.SEARCH))
    assert rows.rowCount() == len(gate.log) == MOST_REMEMBERED
    assert rows.requests() == list(reversed(gate.log))
    gate.ask("last", Purpose.SEARCH).close(7)
    assert rows.requests()[0].received == 7
    qtmodeltester.check(rows)
    rows.close()


def test_everything_can_be_reached_with_tab(make):
    desk = make(sources=(HUGGING_FACE, MIRROR))
    desk.gate.let_out("a.example", Purpose.OPEN_LINK)
    desk.tab.setFocus()
    seen, widget = [], desk.tab.offline.switch
    for _ in range(200):
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(widget)
        widget = widget.nextInFocusChain()
    row = desk.row(MIRROR)
    wanted = [desk.tab.offline.switch, row.test, row.up, row.remove, row.consent, desk.tab.places.entry.field]
    wanted += [desk.tab.account.entry.field, desk.tab.account.found, desk.tab.log.table, desk.tab.log.clear]
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_nothing_is_wider_than_the_window(make):
    desk = make(sources=(HUGGING_FACE, MIRROR, "https://" + "a" * 60 + "." + "b" * 60 + ".example.org"))
    assert desk.tab.area.widget().width() <= desk.tab.area.viewport().width()
    desk.look.choose(Appearance.DARK)


def test_a_choice_that_cannot_be_stored_is_said_and_holds(make, tmp_path):
    desk = make(sources=(HUGGING_FACE, MIRROR))
    desk.file._path = tmp_path / "none" / "settings.json"
    desk.row(MIRROR).up.click()
    assert desk.tab.places.rows[0].endpoint == MIRROR
    assert "cannot" in desk.tab.fault.text()
