"""The files above the input: reading, counting, taking away, dropping."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.attachment_errors import (
    FileEmpty,
    FilesRefused,
    FileUnreadable,
    NotText,
    TooManyFiles,
)
from desktop.core.chat import Attachment
from desktop.core.quoting import with_files
from desktop.core.settings import Appearance
from desktop.core.tasks import Tasks
from desktop.services.attaching import FileReader
from desktop.viewmodels.bridge import GuiPost
from desktop.widgets.attach_button import AttachButton
from desktop.widgets.attachments import MOST_FILES, Attachments
from desktop.widgets.attachments_drop import DropHint
from desktop.widgets.composer_chip import HEIGHT
from desktop.widgets.file_chip import FileChip
from desktop.widgets.input import Input
from desktop.widgets.look import Look
from tests.gui.composer_support import A, B, FakeReader, drag, drop, mime

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


@pytest.fixture
def look(qapp):
    return Look(qapp, Appearance.LIGHT)


@pytest.fixture
def area(qtbot, look):
    window = QWidget()
    column = QVBoxLayout(window)
    made = Attachments(look)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(600, 400)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.within = window  # nobody else keeps it
    made.told = []
    made.refused.connect(made.told.append)
    return made


def chips(area):
    return [chip for chip in area.findChildren(FileChip) if not chip.isHidden()]


def many(count):
    return [Attachment(f"{number}.txt", str(number)) for number in range(count)]


def test_files_are_attached_in_their_order_and_once(area):
    reader = FakeReader()
    area.read_with(reader)
    area.attach([Path("a"), Path("b"), Path("a")])
    reader.give(A, B, A)
    area.attach([Path("b")])
    reader.give(B)
    assert area.files == (A, B)
    assert area.isVisible()


def test_what_is_dropped_while_others_are_read_is_read_next(area):
    reader = FakeReader()
    area.attach([Path("early")])  # before there is a reader
    area.read_with(reader)
    area.attach([Path("b")])
    assert reader.asked == [(Path("early"),)]
    reader.give(A)
    assert reader.asked[1:] == [(Path("b"),)]
    assert area.reading
    reader.give(B)
    assert area.files == (A, B)
    assert not area.reading


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_attached(area):
    reader = FakeReader()
    area.read_with(reader)
    area.attach([Path("a"), Path("x")])
    reader.give(A, FileUnreadable(Path("x")))
    assert area.files == (A,)
    assert area.told == [FileUnreadable(Path("x"))]


def test_several_refused_files_are_all_named_with_the_reason_of_the_first(area):
    reader = FakeReader()
    area.read_with(reader)
    area.attach([Path("all")])
    errors = [NotText(Path("/x/one")), FileUnreadable(Path("/x/two")), FileUnreadable(Path("/"))]
    reader.give(errors[0], A, *errors[1:])
    assert area.files == (A,)
    assert area.told == [FilesRefused(("one", "two", "/"), errors[0])]


def test_files_for_which_there_is_no_room_are_named_among_the_refused(area):
    reader = FakeReader()
    area.read_with(reader)
    area.attach([Path("all")])
    reader.give(*many(MOST_FILES + 1), NotText(Path("x")))
    assert area.told == [FilesRefused(("x", f"{MOST_FILES}.txt"), NotText(Path("x")))]


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_file_is_refused(area, text):
    reader = FakeReader()
    area.read_with(reader)
    area.attach([Path("a"), Path("none.txt")])
    reader.give(A, Attachment("none.txt", text))
    assert area.files == (A,)
    assert area.told == [FileEmpty(Path("none.txt"))]


def test_no_more_than_twenty_files_go_with_a_message(area):
    reader = FakeReader()
    area.read_with(reader)
    area.attach([Path("many")])
    reader.give(*many(MOST_FILES + 3))
    assert area.files == tuple(many(MOST_FILES))
    assert area.told == [TooManyFiles(MOST_FILES)]


def test_many_files_are_wrapped_into_three_rows_and_scrolled(area):
    area.put(many(3))
    assert area.height() == HEIGHT
    area.put(many(MOST_FILES))
    assert 3 * HEIGHT <= area.height() < 4 * HEIGHT
    assert area.widget().height() > area.height()
    area.put(())
    assert area.isHidden()


def test_tokens_are_asked_for_until_they_are_known_and_again_for_another_model(area):
    counts, asked = {}, []
    text = with_files("", [A])

    def count(of):
        asked.append(of)
        return counts.get(of)

    area.count_with(count)
    area.put((A,))
    (chip,) = chips(area)
    assert chip.tokens is None
    counts[text] = 1203
    area.recount()
    assert chip.tokens == 1203
    assert "1203" in chip.accessibleName().replace(",", "")
    asked.clear()
    area.recount()
    assert asked == []
    counts[text] = 900
    area.forget_counts()
    assert chip.tokens == 900


def test_a_file_can_be_taken_away_with_the_keyboard_and_the_next_is_ready(area, qtbot):
    area.put((A, B, *many(1)))
    changes = []
    area.changed.connect(lambda: changes.append(area.files))
    first, second, _ = chips(area)
    first.remove.setFocus()
    qtbot.keyClick(first.remove, Qt.Key.Key_Space)
    assert changes == [(B, *many(1))]
    assert second.remove.hasFocus()
    assert "b.txt" in second.remove.accessibleName()


def test_a_long_name_is_elided_in_the_middle_and_whole_for_a_screen_reader(qtbot, look):
    name = "a very long name of a report that nobody will ever read to its end, final version 2.md"
    chip = FileChip(Attachment(name, ""), look)
    qtbot.addWidget(chip)
    shown = chip.name.text()
    assert "…" in shown
    assert shown.endswith(".md")
    assert name in chip.accessibleName()


def test_a_name_is_never_markup(qtbot, look):
    chip = FileChip(Attachment("<img src=x>.txt", ""), look)
    qtbot.addWidget(chip)
    assert chip.name.textFormat() is Qt.TextFormat.PlainText


def test_real_files_are_read_on_another_thread(area, qtbot, tmp_path):
    post = GuiPost()
    tasks = Tasks(post)
    (tmp_path / "a.txt").write_text("alpha")
    (tmp_path / "b.bin").write_bytes(bytes(99))
    area.read_with(FileReader(tasks))
    area.attach([tmp_path / "a.txt", tmp_path / "b.bin"])
    assert area.files == ()
    qtbot.waitUntil(lambda: not area.reading)
    assert area.files == (A,)
    assert area.told == [NotText(tmp_path / "b.bin")]
    tasks.close()
    post.close()


@pytest.fixture
def page(qtbot, look):
    made = QWidget()
    column = QVBoxLayout(made)
    made.field = Input()
    column.addWidget(QPlainTextEdit())
    column.addWidget(made.field)
    made.hint = DropHint(look, made)
    made.files, made.models, made.templates = [], [], []
    made.hint.dropped.connect(made.files.append)
    made.hint.templates_dropped.connect(made.templates.append)
    made.hint.model_dropped.connect(made.models.append)
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_dragged_files_are_shown_where_they_go_and_taken_as_a_copy(page, tmp_path):
    assert drag(page, mime(tmp_path / "a.txt"))
    assert page.hint.isVisible()
    assert page.hint.geometry() == page.rect()
    event = drop(page, mime(tmp_path / "a.txt"))
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert page.hint.isHidden()
    assert page.files == [[tmp_path / "a.txt"]]


def test_a_dropped_model_is_loaded_and_not_attached(page, tmp_path):
    assert drag(page, mime(tmp_path / "m.GGUF", tmp_path / "a.txt"))
    drop(page, mime(tmp_path / "m.GGUF", tmp_path / "a.txt"))
    assert page.models == [tmp_path / "m.GGUF"]
    assert page.files == [[tmp_path / "a.txt"]]


def test_dropped_templates_are_told_apart_by_their_ending(page, tmp_path):
    own, folder, other = (
        tmp_path / "a.Fireside-Templates",
        tmp_path / "b.fireside-templates",
        tmp_path / "c.json",
    )
    folder.mkdir()
    page.hint.take([own, folder, other])  # no disk is asked which of them is a folder
    assert page.templates == [[own, folder]]
    assert page.files == [[other]]


def test_the_field_leaves_files_to_the_page_and_takes_text(page, tmp_path):
    text = QMimeData()
    text.setText("words")
    assert drag(page.field.viewport(), text)
    assert not drag(page, text)
    assert page.hint.isHidden()
    drag(page.field.viewport(), mime(tmp_path / "a.txt"))
    assert page.hint.isVisible()


def test_an_address_of_the_web_is_no_file(page):
    data = QMimeData()
    data.setUrls(["https://example.org/a.txt"])
    assert not drag(page, data)


def test_the_paperclip_gives_several_files(qtbot, look, tmp_path):
    button = AttachButton(look)
    qtbot.addWidget(button)
    given = []
    button.paths_chosen.connect(given.append)
    dialog = button.ask()
    dialog.filesSelected.emit([str(tmp_path / "a"), str(tmp_path / "b")])
    dialog.close()
    assert given == [[tmp_path / "a", tmp_path / "b"]]
