"""The manual's page: read, searched, gone through by links and keys, in the language of the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QWidget

from desktop.core.manual import CHAPTERS, HOST
from desktop.core.setting_kinds import Appearance, Language
from desktop.viewmodels.messages import MessageRole
from desktop.widgets.look import Look
from desktop.widgets.manual.page import ManualPage
from desktop.widgets.models.model_card import ModelCard
from desktop.widgets.shortcuts import Shortcuts
from desktop.widgets.style import Measures
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.leaves import Paragraph, plain_cell
from desktop.widgets.transcript.picture_item import PictureItem
from desktop.widgets.translations import Translations
from tests.e2e.conftest import start as start  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
ALT = Qt.KeyboardModifier.AltModifier
DATA = CHAPTERS.index("08-data")


@pytest.fixture(autouse=True)
def as_before(qapp):
    """Leave the look of the application as it was."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def languages(qapp):
    made = Translations(qapp)
    made.speak(Language.ENGLISH)
    yield made
    made.speak(Language.SYSTEM)
    made.close()


@pytest.fixture
def page(qapp, qtbot, languages):
    """A page in a window of the smallest size."""
    window = QWidget()
    qtbot.addWidget(window)
    keys = Shortcuts(window)
    made = ManualPage(Look(qapp, Appearance.LIGHT), keys, window)
    made.keys = keys
    window.resize(720, 520)
    made.resize(720, 464)
    window.show()
    made.take_focus()
    return made


def text(page):
    """What the chapter says that is shown."""
    model = page.view._rows
    return model.index(0).data(MessageRole.MESSAGE).text


def at_top(page):
    """The first block that is in sight as a whole."""
    placed = page.view.parts.scrolling.placed
    leaf = next(each.item.leaf for each in placed if each.y >= 0 and isinstance(each.item, LeafItem))
    return plain_cell(leaf.runs) if isinstance(leaf, Paragraph) else ""


def test_the_arrow_keys_walk_through_the_chapters(page, qtbot):
    assert page.contents.count() == len(CHAPTERS)
    assert page.chapter.name == CHAPTERS[0]
    for name in CHAPTERS[1:]:
        qtbot.keyClick(page.contents, Qt.Key.Key_Down)
        assert page.chapter.name == name
        assert at_top(page) == page.chapter.title
        assert page.view.accessibleName() == page.chapter.title


def test_a_link_leads_to_its_heading_and_back_leads_to_the_place_that_was_left(page, qtbot):
    page.view.link_activated.emit(f"{HOST}chapter/08/backups")
    assert page.chapter.name == CHAPTERS[DATA]
    assert page.contents.currentRow() == DATA
    assert at_top(page) == "Backups"
    page.view.link_activated.emit(f"{HOST}chapter/02")
    assert at_top(page) == page.chapter.title == "Choosing a model"
    assert not page.after.isEnabled()
    qtbot.keyClick(page.contents, Qt.Key.Key_Left, ALT)
    assert (page.chapter.name, at_top(page)) == (CHAPTERS[DATA], "Backups")
    qtbot.keyClick(page.view, Qt.Key.Key_Left, ALT)
    assert page.chapter.name == CHAPTERS[0]
    assert not page.before.isEnabled()
    qtbot.keyClick(page.view, Qt.Key.Key_Right, ALT)
    assert at_top(page) == "Backups"


def test_links_are_followed_by_tab_and_enter_and_tab_leaves_at_the_end(page, qtbot):
    page.open_chapter(CHAPTERS.index("05-files"))
    page.view.setFocus(Qt.FocusReason.OtherFocusReason)
    links = text(page).count(f"]({HOST}")
    for _ in range(links):
        qtbot.keyClick(page.view, Qt.Key.Key_Tab)
        assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.chapter.name == CHAPTERS[6]  # the last link leads to searching
    assert at_top(page) == "Searching all chats"
    page.open_chapter(9)  # it has no links
    page.view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(page.view, Qt.Key.Key_Tab)
    assert not page.view.hasFocus()


def test_a_search_lists_what_it_finds_and_enter_goes_there_and_marks_it(page, qtbot):
    qtbot.keyClick(page.contents, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "keyring")
    assert page.contents.item(0).text().startswith("Models that need an account")
    told = []
    page.view.found.connect(lambda now, count: told.append((now, count)))
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.chapter.name == "03-downloads"
    qtbot.waitUntil(lambda: told[-1:] == [(1, 1)])
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.contents.currentRow() == 2
    page.search.setText("zebra")
    assert page.nothing.isVisible()
    assert page.contents.count() == 0


def test_the_language_follows_the_window_at_once_and_the_chapter_stays(page, languages, qtbot):
    page.open_chapter(DATA, "backups")
    page.search.setText("trash")
    languages.speak(Language.CHINESE)
    qtbot.waitUntil(lambda: page.chapter.title == "你的数据")
    assert "备份" in text(page)
    page.search.setText("回收站")
    assert page.contents.item(0).text().startswith("回收站")
    languages.speak(Language.ENGLISH)
    qtbot.waitUntil(lambda: page.chapter.title == "Your data")


def test_keys_stand_there_as_they_are_now_and_every_setting_is_listed(page):
    page.open_chapter(8)
    assert "| New chat | `Ctrl+N` |" in text(page)
    assert f"[Offline mode]({HOST}setting/offline)" in text(page)
    page.keys.take(["new_chat=Ctrl+J", "models="])
    assert page.chapter.name == "09-settings"
    assert "| New chat | `Ctrl+J` |" in text(page)
    page.open_chapter(1)
    assert text(page).splitlines()[2].startswith("– opens")
    assert "{" not in text(page).replace("{{", "")


def test_a_larger_text_size_makes_the_chapter_taller(page):
    before = page.view.parts.flow.height
    page.view._look.choose(Appearance.DARK, Measures(1.0, 24, False))
    assert page.view.parts.flow.height > before


def test_addresses_inside_the_manual_are_neither_shown_nor_copied(page, qtbot):
    page.resize(720, 1400)
    place = next(
        each
        for each in page.view.parts.scrolling.placed
        if isinstance(each.item, LeafItem) and "Send a message" in plain_cell(each.item.leaf.runs)
    )
    start = plain_cell(place.item.leaf.runs).index("Send a message")
    left = page.view.parts.scrolling.column[0]
    point = place.item.rect_of(start, start + 4).translated(left + place.x, place.y).center()
    menu = page.view.context_menu(QPointF(point))
    assert [action.text() for action in menu.actions()] == ["Copy", "Select all"]
    menu.deleteLater()
    page.view.viewport().setToolTip(f"{HOST}chapter/01")
    help_ = QHelpEvent(QEvent.Type.ToolTip, point.toPoint(), point.toPoint())
    assert page.view.viewportEvent(help_)


def test_a_picture_stands_between_paragraphs_and_is_described(page):
    page.resize(900, 1400)
    items = [each.item for each in page.view.parts.scrolling.placed]
    picture = next(item for item in items if isinstance(item, PictureItem))
    assert plain_cell(picture.leaf.runs).startswith("The window: the list of chats")
    assert picture.height > 300
    assert not picture.selectable
    shown = page.view.grab().toImage()
    place = next(each for each in page.view.parts.scrolling.placed if each.item is picture)
    left = page.view.parts.scrolling.column[0]
    colors = {shown.pixelColor(left + x, place.y + 40).name() for x in range(0, 500, 5)}
    assert len(colors) > 3  # it is not empty
    page.view.link_activated.emit(f"{HOST}picture/window")  # leads nowhere
    assert page.chapter.name == CHAPTERS[0]


def test_a_text_from_anybody_shows_no_picture_of_ours(qapp, qtbot):
    card = ModelCard(Look(qapp, Appearance.LIGHT))
    qtbot.addWidget(card)
    card.resize(600, 400)
    card.show_card("a/b", f"![x]({HOST}picture/window)\n\n![y](picture:window)")
    assert not any(isinstance(each.item, PictureItem) for each in card.parts.scrolling.placed)


def test_f1_and_the_menu_open_it_links_reach_the_settings_and_escape_leads_back(start, qtbot):
    user = start()
    place = user.app.workplace
    assert place.pages.named("manual") is None
    qtbot.keyClick(user.window, Qt.Key.Key_F1)
    page = place.pages.named("manual")
    assert page.isVisible()
    qtbot.keyClick(page.contents, Qt.Key.Key_Escape)
    assert place.pages.on_chat
    place.header.menu.aboutToShow.emit()
    next(each for each in place.header.menu.actions() if each.text() == "Help").trigger()
    assert page.isVisible()
    page.view.link_activated.emit(f"{HOST}setting/offline")
    assert place.pages.settings.isVisible()
    assert place.pages.settings.section == "privacy"
    place.header.help_asked.emit()
    page.view.link_activated.emit(f"{HOST}section/data")
    assert place.pages.settings.section == "data"
    outside = []
    place.pages.link_activated.disconnect()
    place.pages.link_activated.connect(outside.append)
    page.view.link_activated.emit("https://example.org")
    assert outside == ["https://example.org"]
