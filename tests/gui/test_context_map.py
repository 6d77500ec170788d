"""The ring and the map: what the model sees of a chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.chat import MessageId, Policy
from desktop.core.context import Frame, Map, lay_out
from desktop.core.settings import Appearance
from desktop.engine.protocol import Loaded, TemplateSource
from desktop.services.models import ModelStatus, Stage
from desktop.widgets.composer import Composer
from desktop.widgets.context_bar import shares
from desktop.widgets.context_map import ContextRows, Kind, RowRole
from desktop.widgets.context_meter import ContextMeter
from desktop.widgets.context_panel import ContextPanel
from desktop.widgets.context_ring import ContextRing
from desktop.widgets.limit_strip import LimitStrip
from desktop.widgets.look import Look
from tests.gui.composer_support import FakeChat, FakeContext, parts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def look(qapp):
    return Look(qapp, Appearance.LIGHT)


def seen(turns=3, policy=Policy.ASK, **changes):
    return replace(lay_out(parts(turns), Frame(8192, 12), policy), **changes)


def rows_of(seen):
    model = ContextRows()
    model.show_map(seen)
    return [model.index(row).data(RowRole.ROW) for row in range(model.rowCount())]


@pytest.fixture
def ring(qtbot, look):
    made = ContextRing(look)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("used", "level"), [(0, "accent"), (6553, "accent"), (6570, "warn"), (7782, "warn"), (7800, "danger")]
)
def test_the_colour_of_the_ring_tells_how_full_it_is(ring, used, level):
    ring.show_map(seen(used=used))
    assert ring.level == level


def test_the_ring_is_there_only_with_a_model(ring):
    ring.show_map(Map())
    assert ring.isHidden()
    ring.show_map(seen())
    assert not ring.isHidden()


def test_the_ring_says_whole_sentences_and_whether_it_is_sure(ring):
    ring.show_map(seen(used=3210))
    said = ring.accessibleDescription().replace(",", "")
    assert said == "3210 of 8192 tokens are used; 1024 are kept for the answer."
    assert said in ring.toolTip().replace(",", "")
    ring.show_map(seen(used=3210, exact=False))
    assert ring.accessibleDescription().startswith("About ")


@pytest.mark.parametrize("exact", [True, False])
def test_far_too_much_is_shown_as_more_than_a_bound_and_told_in_numbers(ring, exact):
    ring.show_map(seen(used=1_269_432, exact=exact))
    assert ring._words.share(ring.map) == "> 999%"
    assert "1269432" in ring.accessibleDescription().replace(",", "")
    ring.show_map(seen(used=8192 * 9, exact=exact))
    assert "900" in ring._words.share(ring.map)


def test_an_estimate_looks_different(ring):
    ring.resize(ring.sizeHint())
    pictures = []
    for exact in (True, False):
        ring.show_map(seen(exact=exact))
        ring.resize(90, 32)
        pictures.append(ring.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_ring_is_pressed_with_the_keyboard_too(ring, qtbot, key):
    ring.show_map(seen())
    with qtbot.waitSignal(ring.clicked, timeout=1000):
        qtbot.keyClick(ring, key)


def test_every_part_is_a_row_with_layout_and_room_around(ring):
    rows = rows_of(seen(2))
    kinds = [Kind.LAYOUT, Kind.SYSTEM, *[Kind.QUESTION, Kind.ANSWER] * 2, Kind.TYPED, Kind.ROOM]
    assert [row.kind for row in rows] == kinds
    assert [row.title for row in rows[1:4]] == ["You are careful.", "question 0", "answer 0"]
    assert "thinking is not sent" in rows[3].note
    assert all(row.sent for row in rows)


@pytest.mark.parametrize(
    ("policy", "words"), [(Policy.ROLL, "left out"), (Policy.SUMMARISE, "will be summarised")]
)
def test_what_is_left_out_is_marked_with_its_reason(policy, words):
    state = seen(9, policy)
    gone = [row for row in rows_of(state) if not row.sent]
    assert len(gone) == len(state.left_out) > 0
    assert all(words in row.note for row in gone)


def test_pinned_and_covered_messages_say_so():
    given = parts(9, pinned=(0,))
    given[3] = replace(given[3], covered=True)
    rows = rows_of(lay_out(given, Frame(8192, 12), Policy.ROLL))
    assert rows[2].pinned and rows[2].sent and "pinned" in rows[2].note
    assert not rows[4].sent and "summary stands for it" in rows[4].note


def test_the_rows_keep_to_the_rules_of_models(qtmodeltester):
    model = ContextRows()
    qtmodeltester.check(model)
    for turns in (3, 9, 1, 0):
        model.show_map(seen(turns))
        assert model.rowCount() == 2 * turns + 4
    model.show_map(Map())
    assert model.rowCount(QModelIndex()) == 0


def test_the_shares_are_what_is_sent_and_the_room():
    state = seen(9, Policy.ROLL)
    counted = shares(state)
    assert counted[Kind.ROOM] == state.room
    assert sum(counted.values()) == state.used + state.room


class Page(QWidget):
    def __init__(self, look):
        super().__init__()
        self.composer = Composer(look)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.composer)
        self.panel = ContextPanel(look, self, self.composer)
        self.limit = LimitStrip()
        self.meter = ContextMeter(self.composer, self.panel, self.limit, self)


@pytest.fixture
def page(qtbot, look):
    made = Page(look)
    qtbot.addWidget(made)
    qtbot.addWidget(made.limit)
    made.resize(900, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def panel(page):
    page.context = FakeContext(parts(9))
    page.panel.attach(page.context)
    page.panel.open_panel()
    return page.panel


def index_of(panel, message):
    model = panel.parts.model()
    found = (model.index(r, 0) for r in range(model.rowCount()))
    return next(index for index in found if index.data(RowRole.ROW).message == message)


def test_the_panel_stands_above_the_composer_or_over_it_in_a_low_window(page, panel, qtbot):
    assert panel.geometry().bottom() < page.composer.geometry().top()
    page.resize(720, 464)
    qtbot.waitUntil(lambda: page.rect().contains(panel.geometry()))
    assert panel.parts.height() >= 88
    assert panel.policies.geometry().bottom() <= panel.height()


def test_a_policy_is_chosen_at_once_and_says_what_is_left_out(page, panel, qtbot):
    assert panel.policies.buttons[Policy.ASK].isChecked()
    assert panel.cut.isHidden()
    panel.policies.buttons[Policy.ROLL].click()
    assert page.context.policy is Policy.ROLL
    assert str(len(page.context.map.left_out)) in panel.cut.text()


def test_a_preview_shows_and_chooses_nothing(page, panel):
    panel.open_panel(Policy.MIDDLE)
    assert page.context.policy is Policy.ASK
    assert panel.policies.buttons[Policy.MIDDLE].isChecked()
    assert "preview" in panel.cut.text()
    model = panel.parts.model()
    assert any(not model.index(r, 0).data(RowRole.ROW).sent for r in range(model.rowCount()))


def test_the_map_follows_the_conversation_while_it_is_open(page, panel):
    before = panel.parts.model().rowCount()
    page.context.set(parts(11))
    assert panel.parts.model().rowCount() == before + 4


def test_a_pin_is_asked_for_with_the_mouse_and_the_keyboard(page, panel, qtbot):
    asked = []
    panel.pin_requested.connect(lambda message, pinned: asked.append((message, pinned)))
    page.context.set(parts(9, pinned=(1,)))
    for message, expected in ((2, True), (4, False)):
        index = index_of(panel, MessageId(message))
        panel.parts.scrollTo(index)
        rect = panel.parts.visualRect(index)
        qtbot.mouseClick(panel.parts.viewport(), LEFT, pos=QPoint(rect.right() - 14, rect.center().y()))
        panel.parts.setCurrentIndex(index)
        qtbot.keyClick(panel.parts, Qt.Key.Key_Space)
        assert asked == [(message, expected)] * 2
        asked.clear()


def test_what_has_no_message_cannot_be_pinned(page, panel, qtbot):
    asked = []
    panel.pin_requested.connect(lambda message, pinned: asked.append(message))
    panel.parts.setCurrentIndex(panel.parts.model().index(0, 0))
    qtbot.keyClick(panel.parts, Qt.Key.Key_Space)
    assert asked == []


def test_enter_goes_to_a_message(page, panel, qtbot):
    chosen = []
    panel.message_chosen.connect(chosen.append)
    panel.parts.setCurrentIndex(index_of(panel, MessageId(5)))
    qtbot.keyClick(panel.parts, Qt.Key.Key_Return)
    assert chosen == [MessageId(5)]


def test_closing_gives_the_focus_back_to_where_one_types(page, panel, qtbot):
    qtbot.waitUntil(panel.parts.hasFocus)
    panel.dismiss.click()
    assert panel.isHidden()
    assert page.composer.input.hasFocus()


def test_only_the_rows_in_sight_are_made(page, panel, monkeypatch):
    made = []
    original = ContextRows._row
    monkeypatch.setattr(
        ContextRows, "_row", lambda self, number: made.append(number) or original(self, number)
    )
    page.context.set(parts(5000))
    panel.grab()
    assert panel.parts.model().rowCount() == 10_004
    assert len(set(made)) < 100


def test_every_row_says_everything_to_a_screen_reader(panel):
    index = index_of(panel, MessageId(3))
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "answer 0" in said and "600" in said and "thinking is not sent" in said


class Models(QObject):
    """A ModelsViewModel of which only the state is known."""

    changed = Signal(object)
    status = ModelStatus()


def loaded(switch):
    engine = Loaded(1, None, 8192, 8192, TemplateSource.OWN, "", 1, 0, 0.1, thinking_switch=switch)
    return ModelStatus(Stage.READY, loaded=engine)


@pytest.fixture
def metered(page, models):
    page.chat = FakeChat()
    page.meter.attach(page.chat, models)
    return page


@pytest.fixture
def models():
    return Models()


def test_the_thinking_switch_is_there_only_where_the_template_has_one(metered, models):
    assert metered.composer.thinking.isHidden()
    models.changed.emit(loaded(True))
    assert metered.composer.thinking.isVisible()
    models.changed.emit(loaded(False))
    assert metered.composer.thinking.isHidden()


def test_the_switch_belongs_to_the_chat(metered, models):
    models.changed.emit(loaded(True))
    metered.composer.thinking.click()
    assert metered.chat.choices.options.thinking is False
    metered.chat.choices.options = replace(metered.chat.choices.options, thinking=True)
    metered.chat.shown.emit()
    assert metered.composer.thinking.isChecked()


def test_the_ring_follows_and_a_model_that_goes_closes_the_map(metered):
    metered.chat.context.set(parts(5))
    assert metered.composer.ring.map == metered.chat.context.map
    metered.composer.ring.click()
    assert metered.panel.isVisible()
    metered.chat.context.length = 0
    metered.chat.context.set(parts(5))
    assert metered.panel.isHidden()
    assert metered.composer.ring.isHidden()


def test_a_pin_of_the_map_reaches_the_chat(metered):
    metered.panel.pin_requested.emit(MessageId(3), True)
    assert metered.chat.context.pins == [(MessageId(3), True)]
