"""Small things of the window's look: what stands where, and what is said shortly."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.core.list_rows import FirstEntry, FirstRow, Kind
from desktop.core.setting_kinds import Appearance
from desktop.widgets.chat_rows import RowPainter, RowState
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.found_list import FoundList
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.pills import name_button, set_bare
from desktop.widgets.toast import Toast


@pytest.fixture
def look(qapp):
    return Look(qapp, Appearance.LIGHT)


def test_a_toast_stays_above_what_is_below_it(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    below, other = QWidget(host), QWidget(host)
    below.setGeometry(100, 500, 600, 100)
    other.setGeometry(100, 100, 600, 100)
    host.show()
    toast = Toast(host, below)
    toast.offer("Gone", "Undo", lambda: None)
    assert toast.geometry().bottom() < 500
    below.setGeometry(100, 400, 400, 200)  # a banner has come, and a panel at the side
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 400)
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - 300) <= 3)
    toast.stand_above(other)
    below.setGeometry(100, 300, 400, 300)
    other.setGeometry(100, 200, 600, 100)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 200)


def test_what_is_said_shortly_is_whole_in_the_tool_tip_and_for_screen_readers(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show_short("Ready", "Engine ready with two threads")
    label.grab()
    assert (label.text(), label.toolTip()) == ("Ready", "Engine ready with two threads")
    assert label.accessibleName() == "Engine ready with two threads"
    label.setText("Stopped")
    label.grab()
    assert (label.toolTip(), label.accessibleName()) == ("", "")


class Recorded(RowPainter):
    """Remembers which icons were drawn."""

    def __init__(self, look):
        super().__init__(look)
        self.drawn = []

    def draw(self, painter, name, color, size, at):
        self.drawn.append(name)


def drawn(look, title, tags, width=264):
    image = QImage(width, 36, QImage.Format.Format_RGB32)
    rows, painter = Recorded(look), QPainter(image)
    rows.paint(
        painter, image.rect(), FirstRow(Kind.CHATS, chat=FirstEntry(1, title, tags)), RowState(open=True)
    )
    painter.end()
    return rows.drawn


def test_tags_without_room_are_counted_beside_a_sign_and_not_by_dots(look):
    assert drawn(look, "A title that needs all the room there is", ("one", "two")) == ["ellipsis", "tag"]
    assert drawn(look, "Short", ("one", "two")) == ["ellipsis"]
    assert drawn(look, "A title that needs all the room there is", ()) == ["ellipsis"]


def test_a_pill_that_names_nothing_has_no_border(look, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    set_bare(button, True)
    assert button.property("bare") is True
    set_bare(button, False)
    assert button.property("bare") is False


def test_a_name_beside_an_icon_is_spoken_without_the_gap(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    name_button(button, "New")
    assert (button.text(), button.accessibleName()) == (" New", "New")


def test_the_glass_of_a_field_leads_into_it(look, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    field, other = QLineEdit(host), QLineEdit(host)
    glass = Glass(field, look)
    host.show()
    other.setFocus()
    glass.trigger()
    assert host.focusWidget() is field
    assert not glass.icon().isNull()


def test_a_title_of_one_line_is_not_broken_into_lines_that_nobody_sees(look, qtbot):
    found = FoundList(look)
    qtbot.addWidget(found)
    words = "Scaled dot-product attention"
    layout, _ = found.itemDelegate()._laid_out(words, (), look.theme.ui_font(13), (60, 1))
    assert layout.lineAt(0).textLength() == len(words)
