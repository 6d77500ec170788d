"""The tab Discover, with a stand-in of the hub and the real client."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from desktop.core.fit import Memory
from desktop.core.hub import RepoId
from desktop.core.hub_errors import NotEnoughDisk
from desktop.core.network import Gate
from desktop.core.settings import Appearance
from desktop.core.sources import Connection, Source
from desktop.core.tasks import Tasks
from desktop.hub.api import HubApi
from desktop.hub.catalogue import shipped
from desktop.services.hub_assembly import HubServices
from desktop.services.hub_repository import HubRepository, RepositoryStage, Surroundings
from desktop.services.hub_search import HubMeans, HubSearch, SearchStage
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.hub import Downloading, HubViewModel
from desktop.widgets.look import Look
from desktop.widgets.models import discover_detail
from desktop.widgets.models.discover_rows import DiscoverRole, RowKind
from desktop.widgets.models.discover_tab import DiscoverTab
from desktop.widgets.models.quant_list import QuantRole
from tests.fakes import hub_api as fake
from tests.fakes.hub_api import ApiServer, Model
from tests.fakes.hub_models import HEADER, qwen

QWEN = RepoId("unsloth/Qwen3-4B-GGUF")
LLAMA = RepoId("meta/llama-GGUF")


class Page:
    """The tab, and hands on what is around it."""

    def __init__(self, qtbot, server):
        self.server = server
        self.qtbot = qtbot
        self.post = GuiPost()
        self.tasks = Tasks(self.post)
        self.gate = Gate(False, self.post)
        self.there = set()
        self.orders = []
        self.refusal = None
        catalogue = shipped()
        means = HubMeans(
            HubApi(self.gate), self.tasks, lambda: Connection((Source(server.endpoint),)), self.post.later
        )
        around = Surroundings(
            lambda: Memory(7 << 30),
            lambda: lambda file, repo: Path("/x") if file.path in self.there else None,
            lambda: Path("/models"),
            catalogue,
        )
        services = HubServices(
            catalogue,
            HubSearch(means),
            HubRepository(means, around),
            means.api,
            lambda: Memory(7 << 30),
            8 << 30,
        )
        self.services = services
        unfinished = lambda: {(order.repo, order.main.path) for order in self.orders}  # noqa: E731
        self.viewmodel = HubViewModel(services, Downloading(self.start, unfinished))
        self.look = Look(QApplication.instance(), Appearance.LIGHT)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.tab = DiscoverTab(self.look, self.window)
        self.tab.attach(self.viewmodel)
        self.window.resize(1000, 640)
        self.tab.resize(1000, 640)
        self.window.show()

    def start(self, order):
        if self.refusal is not None:
            raise self.refusal
        self.orders.append(order)

    def close(self):
        self.viewmodel.close()
        self.services.close()
        self.server.api.closing.set()
        self.tasks.close()
        self.post.close()

    def rows(self):
        model = self.tab.rows
        return [model.index(n).data(DiscoverRole.ROW) for n in range(model.rowCount())]

    def quants(self):
        model = self.tab.detail.files.rows
        return [model.index(n).data(QuantRole.ROW) for n in range(model.rowCount())]

    def search(self, text):
        self.tab.field.setText(text)
        self.qtbot.waitUntil(lambda: self.viewmodel.search.state.stage is SearchStage.DONE)

    def open(self, repo=QWEN):
        self.viewmodel.open(repo)
        self.qtbot.waitUntil(lambda: self.settled)

    @property
    def settled(self):
        return self.tasks.idle and self.viewmodel.repository.stage is not RepositoryStage.OPENING


@pytest.fixture
def page(qtbot):
    llama = Model(LLAMA, {"llama-Q4_K_M.gguf": HEADER}, gated="manual", license="llama3.2", downloads=5)
    with ApiServer(qwen(), llama, Model("a/b-GGUF", {"b-Q8_0.gguf": HEADER}, trending=50)) as server:
        page = Page(qtbot, server)
        yield page
        page.close()


def test_before_a_search_the_catalogue_is_shown_with_what_fits_first(page):
    rows = page.rows()
    assert rows[0].kind is RowKind.FITS
    assert (rows[1].title, rows[1].mark) == ("Qwen3.5 4B", "best for this computer")
    assert rows[1].words.startswith("A good first model")
    kinds = [row.kind for row in rows]
    assert kinds.index(RowKind.BROWSE) < kinds.index(RowKind.LARGER)
    assert page.server.api.seen == []


def test_the_catalogue_speaks_the_language_of_the_window(page):
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("zh_CN"))
        assert page.rows()[1].words.startswith("多数笔记本电脑")
    finally:
        QLocale.setDefault(before)


def test_whoever_comes_to_the_tab_can_type_at_once(page):
    page.tab.list.setFocus()
    page.tab.setFocus()
    assert page.tab.field.hasFocus()


def test_typing_searches_once_after_a_pause(page):
    for length in range(1, 5):
        page.tab.field.setText("qwen"[:length])
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.DONE)
    assert [row.title for row in page.rows()] == [QWEN]
    assert len(page.server.api.seen) == 1


def test_what_an_input_method_has_not_handed_over_is_not_searched_for(page):
    field = page.tab.field
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("qianwen", []))
    assert field.text() == "" and not page.viewmodel.search.waiting
    done = QInputMethodEvent("", [])
    done.setCommitString("千问")
    QApplication.sendEvent(field, done)
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.DONE)
    assert page.viewmodel.search.state.query.text == "千问"
    assert page.tab.status.text() == "Nothing was found. Try fewer words."


def test_emptying_the_field_shows_the_catalogue_again(page):
    page.search("qwen")
    page.tab.field.clear()
    assert page.rows()[0].kind is RowKind.FITS


def test_enter_does_not_wait_for_the_pause(page):
    page.tab.field.setText("qwen")
    page.qtbot.keyClick(page.tab.field, Qt.Key.Key_Return)
    assert page.viewmodel.search.state.stage is SearchStage.SEARCHING
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.DONE)
    assert len(page.server.api.seen) == 1


def test_an_address_from_the_browser_opens_its_repository(page):
    page.tab.field.setText(f"https://huggingface.co/{QWEN}/tree/main")
    page.qtbot.keyClick(page.tab.field, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.settled and page.viewmodel.repository.repo is not None)
    assert page.viewmodel.repository.id == QWEN


def test_another_order_searches_again(page):
    page.search("g")
    first = page.rows()[0].title
    page.tab.sort.setCurrentIndex(1)
    page.tab.sort.activated.emit(1)
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.DONE)
    assert first == "a/b-GGUF" and page.rows()[0].title == QWEN


def test_browsing_shows_what_is_trending(page):
    rows = page.rows()
    place = next(n for n, row in enumerate(rows) if row.kind is RowKind.BROWSE)
    page.tab.list.setCurrentIndex(page.tab.rows.index(place))
    page.qtbot.keyClick(page.tab.list, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.DONE)
    assert page.rows()[0].title == "a/b-GGUF"


def test_gated_repositories_are_marked_and_licences_named(page):
    page.search("llama")
    (row,) = page.rows()
    assert row.mark == "on request" and "llama3.2" in row.note


def test_more_results_come_when_they_are_asked_for(page):
    page.server.api.page_size = 1
    page.search("g")
    assert [row.kind for row in page.rows()] == [RowKind.FOUND, RowKind.MORE]
    page.tab.list.chosen.emit(page.rows()[-1])
    page.qtbot.waitUntil(lambda: len(page.viewmodel.search.state.found) == 2)
    assert [row.kind for row in page.rows()] == [RowKind.FOUND, RowKind.FOUND, RowKind.MORE]


def test_a_search_that_fails_says_why_and_can_be_repeated(page):
    page.server.api.next.append(fake.portal)
    page.tab.field.setText("qwen")
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.FAILED)
    assert page.tab.banner.isVisible() and "in place of" in page.tab.banner.what.text()
    page.tab.banner.button.click()
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.DONE)
    assert not page.tab.banner.isVisible() and page.rows()


def test_offline_mode_is_told(page):
    page.gate.set_offline(True)
    page.tab.field.setText("qwen")
    page.qtbot.waitUntil(lambda: page.viewmodel.search.state.stage is SearchStage.FAILED)
    assert page.tab.banner.isVisible()
    assert page.server.api.seen == []


def test_a_repository_shows_size_bits_quality_and_fit_of_each_quant(page):
    page.open()
    rows = {row.label: row for row in page.quants()}
    assert list(rows) == [
        "Q2_K",
        "Q3_K_M",
        "IQ4_XS",
        "Q4_K_M",
        "UD-Q4_K_XL",
        "Q5_K_M",
        "Q6_K",
        "Q8_0",
        "BF16",
    ]
    assert "2.5 GB" in rows["Q4_K_M"].note
    assert "5.0 bits per weight" in rows["Q4_K_M"].note
    assert "good" in rows["Q4_K_M"].note
    assert rows["Q4_K_M"].fit.startswith("fits in memory, context up to ")
    assert rows["BF16"].fit == "does not fit" and rows["BF16"].chip == "danger"
    assert rows["UD-Q4_K_XL"].best == "recommended"
    assert "UD-Q4_K_XL is recommended: the usual balance" in page.tab.detail.files.reason.text()
    assert page.tab.detail.head.license.text() == "Licence: apache-2.0"
    assert len([seen for seen in page.server.api.seen if seen.range]) == 1


def test_the_recommended_quant_is_selected_until_the_user_selects_another(page):
    page.open()
    files = page.tab.detail.files
    assert files.quants.offer.label == "UD-Q4_K_XL"
    page.qtbot.keyClick(files.quants, Qt.Key.Key_Up)
    assert files.quants.offer.label == "Q4_K_M"
    page.viewmodel.look_around()
    assert files.quants.offer.label == "Q4_K_M"
    assert files.download.text() == "Download Q4_K_M (2.5 GB)"


def test_download_makes_an_order_of_the_selected_quant(page):
    page.open()
    page.tab.detail.files.download.click()
    (order,) = page.orders
    assert (order.repo, order.quant, order.commit) == (QWEN, "UD-Q4_K_XL", fake.COMMIT)
    assert order.folder == Path("/models")


def test_what_is_on_its_way_is_shown_instead_of_ordered_twice(page):
    page.open()
    page.tab.detail.files.download.click()
    assert page.tab.detail.files.download.text() == "Show the download"
    with page.qtbot.waitSignal(page.tab.downloads_asked):
        page.tab.detail.files.download.click()
    assert len(page.orders) == 1


def test_an_order_that_is_refused_is_told(page):
    page.open()
    page.refusal = NotEnoughDisk(Path("/models"), 10, 5)
    page.tab.detail.files.download.click()
    banner = page.tab.detail.banner
    assert banner.isVisible() and "/models" in banner.what.text()
    assert not banner.button.isVisible()  # trying the search again would not help
    page.refusal = None
    page.tab.detail.files.download.click()
    assert not banner.isVisible() and len(page.orders) == 1


def test_a_suggested_model_comes_from_another_place_where_its_first_is_gone(page):
    row = page.rows()[1]
    others = page.services.catalogue.of_repo(row.repo).sources[1:]
    page.server.api.models[others[0].repo] = qwen(id=others[0].repo)
    page.tab.list.chosen.emit(row)
    page.qtbot.waitUntil(lambda: page.settled and page.viewmodel.repository.repo is not None)
    assert page.viewmodel.repository.id == others[0].repo


def test_a_suggested_model_comes_from_another_place_where_its_first_is_gated(page):
    row = page.rows()[1]
    others = page.services.catalogue.of_repo(row.repo).sources[1:]
    page.server.api.models[row.repo] = qwen(id=row.repo, gated="auto")
    page.server.api.models[others[0].repo] = qwen(id=others[0].repo)
    page.tab.list.chosen.emit(row)
    page.qtbot.waitUntil(lambda: page.settled and page.viewmodel.repository.id == others[0].repo)


def test_what_was_searched_for_is_not_swapped_for_something_else(page):
    page.open(page.rows()[1].repo)
    assert page.viewmodel.repository.error is not None


def test_what_is_here_already_answers_instead_of_being_downloaded(page):
    page.there.add("Qwen3-4B-UD-Q4_K_XL.gguf")
    asked = []
    page.viewmodel.chat_asked.connect(asked.append)
    page.open()
    files = page.tab.detail.files
    page.qtbot.waitUntil(lambda: files.download.text() == "Chat now")
    assert files.download.isEnabled()
    assert next(row for row in page.quants() if row.label == "UD-Q4_K_XL").here == "on this computer"
    page.qtbot.keyClick(files.quants, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: asked == [Path("/x")])
    assert page.orders == []
    page.there.clear()  # deleted by another program
    page.qtbot.mouseClick(files.download, Qt.MouseButton.LeftButton)
    page.qtbot.waitUntil(lambda: files.download.text().startswith("Download UD-Q4_K_XL"))
    assert len(asked) == 1


@pytest.mark.parametrize("agreed", [True, False])
def test_a_licence_with_conditions_is_agreed_to_first(page, monkeypatch, agreed):
    asked = []

    def ask(consent, model, read, parent):
        asked.append((consent.key, model))
        return agreed

    monkeypatch.setattr(discover_detail, "ask_consent", ask)
    page.server.api.models[LLAMA].gated = False
    page.open(LLAMA)
    page.tab.detail.files.download.click()
    assert asked == [("llama3.2", LLAMA)]
    assert len(page.orders) == (1 if agreed else 0)


def test_the_consent_names_licence_and_address_and_can_be_read_first(page, monkeypatch):
    pressed = []

    def press(box):
        assert box.textFormat() is Qt.TextFormat.PlainText
        names = {button.text(): button for button in box.buttons()}
        wanted = "Read the licence" if not pressed else "Agree and download"
        pressed.append(wanted)
        names[wanted].click()

    monkeypatch.setattr(QMessageBox, "exec", press)
    page.server.api.models[LLAMA].gated = False
    page.open(LLAMA)
    with page.qtbot.waitSignal(page.tab.link_activated) as link:
        page.tab.detail.files.download.click()
    assert link.args == ["https://www.llama.com/llama3_2/license/"]
    assert len(page.orders) == 1


def test_a_gated_repository_says_what_to_do(page):
    page.open(LLAMA)
    detail = page.tab.detail
    assert detail.head.gate.text() == "on request"
    assert detail.banner.isVisible() and "signed in" in detail.banner.what.text()
    assert page.quants()[0].fit == ""
    with page.qtbot.waitSignal(page.tab.link_activated) as link:
        detail.head.page.click()
    assert link.args == [f"https://huggingface.co/{LLAMA}"]


def test_a_repository_that_is_gone_says_so(page):
    page.open(RepoId("no/such-GGUF"))
    assert "no/such-GGUF" in page.tab.detail.banner.what.text()
    assert page.tab.detail.files.download.isHidden()


def test_a_repository_without_usable_files_says_so(page):
    page.server.api.models[QWEN].files = {"README.md": 10}
    page.open()
    assert "no file here" in page.tab.detail.files.reason.text()


def test_the_card_is_painted_and_nothing_of_it_is_fetched(page):
    page.open()
    before = len(page.server.api.seen)
    detail = page.tab.detail
    detail.parts.setCurrentIndex(1)
    page.qtbot.waitUntil(lambda: detail.card.parts.flow.entries != [])
    detail.card.select_all()
    text = detail.card.selected_text()
    assert "Qwen3 4B" in text and "bold" in text
    assert "license: apache-2.0" not in text
    assert len(page.server.api.seen) == before
    assert detail.card.parts.controls.buttons == []  # nothing to retry or to delete


def test_labels_never_take_a_text_of_the_hub_for_html(page):
    page.open()
    labels = page.tab.findChildren(QLabel)
    named = [label for label in labels if label.objectName() in ("heading", "caption", "chip")]
    assert named and all(label.textFormat() is Qt.TextFormat.PlainText for label in named)


def test_a_hostile_model_name_stays_on_its_line(page):
    page.server.api.next.append(
        fake.answers([{"id": "a/<b>x</b>"}, {"id": "ok/m-GGUF", "tags": ["license:\n<h1>"]}])
    )
    page.search("x")
    (row,) = page.rows()
    assert row.title == "ok/m-GGUF" and "\n" not in row.note


def test_in_little_room_list_and_repository_take_turns(page):
    page.tab.resize(520, 420)
    assert page.tab.list.isVisible() and not page.tab.detail.isVisible()
    page.open()
    page.tab.detail.files.quants.setFocus()
    assert page.tab.detail.isVisible() and not page.tab.list.isVisible()
    page.tab.detail.head.back.click()
    assert page.tab.list.isVisible() and not page.tab.detail.isVisible()


def test_all_of_it_can_be_done_with_the_keyboard(page):
    page.tab.field.setFocus()
    page.search("qwen")
    page.tab.list.setFocus()
    page.qtbot.keyClick(page.tab.list, Qt.Key.Key_Down)
    page.qtbot.keyClick(page.tab.list, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.settled and page.viewmodel.repository.recommended is not None)
    page.qtbot.waitUntil(lambda: page.tab.detail.files.download.isEnabled())
    page.qtbot.keyClick(page.tab.detail.files.quants, Qt.Key.Key_Return)
    assert len(page.orders) == 1


def test_another_language_and_other_colours_change_what_is_there(page):
    page.open()
    page.tab.detail.files.download.setText("")
    QApplication.sendEvent(page.tab, QEvent(QEvent.Type.LanguageChange))
    QApplication.sendEvent(page.tab.detail, QEvent(QEvent.Type.LanguageChange))
    assert page.tab.detail.files.download.text() == "Download UD-Q4_K_XL (2.5 GB)"
    before = page.tab.sort.styleSheet()
    page.look.choose(Appearance.DARK)
    assert page.tab.sort.styleSheet() != before
    page.look.choose(Appearance.LIGHT)


def test_rows_tell_a_screen_reader_what_they_show(page):
    page.open()
    index = page.tab.detail.files.rows.index(4)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "UD-Q4_K_XL" in said and "recommended" in said and "fits in memory" in said


def test_the_rows_keep_the_rules_of_models(page, qtmodeltester):
    qtmodeltester.check(page.tab.rows)
    page.search("g")
    qtmodeltester.check(page.tab.rows)
    page.open()
    qtmodeltester.check(page.tab.detail.files.rows)


def test_a_sentence_takes_one_line_where_there_is_room_for_it(page):
    heights = lambda: [page.tab.list.visualRect(page.tab.rows.index(n)).height() for n in range(8)]  # noqa: E731
    page.tab.resize(520, 420)
    page.qtbot.wait_until(lambda: max(heights()) > 0)
    narrow = sum(heights())
    page.tab.resize(850, 420)  # too little for a repository beside it
    page.qtbot.wait_until(lambda: sum(heights()) < narrow)
