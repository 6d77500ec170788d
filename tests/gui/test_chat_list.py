"""The list of chats as a widget: choosing many, menus, keys, dragging, and staying in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.core.settings import Appearance
from desktop.services.drafts import Drafts
from desktop.services.organising import Organising
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.chats import ChatRole
from desktop.viewmodels.organising import Below, OrganisingViewModel
from desktop.widgets.chat_deeds import ChatDeeds
from desktop.widgets.chat_drag import FORMAT, Carried
from desktop.widgets.light_list import ROW
from desktop.widgets.look import Look
from desktop.widgets.sidebar import Sidebar
from desktop.widgets.toast import Toast
from tests.gui.test_chat_list_model import add, many, read, shown
from tests.unit.conftest import bench as bench  # the fixture

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Side:
    """The sidebar with everything that it works on."""

    def __init__(self, bench, folder, qapp, qtbot):
        self.bench, self.qtbot = bench, qtbot
        self.organising = Organising(bench.store.organising, bench.store.folders, bench.chats)
        drafts = Drafts(bench.store.chats, bench.inbox.later, folder / "draft.txt")
        self.chat = ChatViewModel(bench.chats, drafts, None)
        self.viewmodel = OrganisingViewModel(Below(bench.chats, self.organising), self.chat)
        self.model = self.chat.list
        look = Look(qapp, Appearance.LIGHT)
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.sidebar = Sidebar(look, self.host)
        self.view = self.sidebar.list
        self.toast = Toast(self.host, self.sidebar)
        self.sidebar.attach(self.chat)
        self.deeds = ChatDeeds(self.viewmodel, self.toast)
        self.view.offer(self.deeds)
        self.view.delete_asked.connect(lambda chats: self.chat.delete(*chats))
        self.model.folder_renamed.connect(self.viewmodel.rename_folder, Qt.ConnectionType.QueuedConnection)
        self.model.archive_shown.connect(self.sidebar.pane.show_state)
        self.failed = []
        self.chat.failed.connect(self.failed.append)
        self.host.resize(264, 800)
        self.sidebar.resize(264, 800)
        with qtbot.waitExposed(self.host):
            self.host.show()

    def row(self, title):
        rows = range(self.model.rowCount())
        return next(row for row in rows if self.model.index(row).data() == title)

    def click(self, title, modifiers=Qt.KeyboardModifier.NoModifier):
        place = self.view.visualRect(self.model.index(self.row(title))).center()
        self.qtbot.mouseClick(self.view.viewport(), LEFT, modifiers, place)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, modifiers)

    def titles(self, chats):
        return [chat.title for chat in self.model.chats(chats)]

    def drop(self, carried, row):
        """Carry something over a row, and let it go if it may; tells whether it may."""
        self.view.drag.carry(carried)
        data = QMimeData()
        data.setData(FORMAT, b"")
        place = QPoint(100, row * ROW + 10 - self.view.verticalOffset())
        how = (Qt.DropAction.MoveAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        moved = QDragMoveEvent(place, *how)
        self.view.dragMoveEvent(moved)
        if moved.isAccepted():
            self.view.dropEvent(QDropEvent(QPointF(place), *how))
        self.view.drag.end()
        return moved.isAccepted()


@pytest.fixture
def side(bench, tmp_path, qapp, qtbot):
    made = []

    def make():
        made.append(Side(bench, tmp_path, qapp, qtbot))
        return made[0]

    yield make
    for each in made:
        each.viewmodel.close()
        each.chat.close()


@pytest.fixture
def three(bench, side):
    for number, title in enumerate(("one", "two", "three")):
        add(bench, title, minutes=number)
    return side()


def test_many_are_chosen_by_mouse_and_keys_and_only_a_plain_click_opens(three):
    opened = []
    three.view.opened.connect(opened.append)
    three.click("one")
    three.click("three", CONTROL)
    assert three.titles(three.view.chosen()) == ["one", "three"]
    three.click("two")
    three.click("three", SHIFT)
    assert three.titles(three.view.chosen()) == ["two", "three"]
    three.click("one")
    three.press(Qt.Key.Key_Down, SHIFT)
    assert three.titles(three.view.chosen()) == ["one", "two"]
    three.press(Qt.Key.Key_A, CONTROL)
    assert three.titles(three.view.chosen()) == ["one", "two", "three"]
    three.press(Qt.Key.Key_Escape)
    assert three.titles(three.view.chosen()) == ["two"]
    assert three.titles(opened) == ["one", "two", "one"]


def test_many_are_deleted_with_one_key_and_come_back_together(three):
    deleted = []
    three.chat.deleted.connect(deleted.append)
    three.click("one")
    three.click("two", SHIFT)
    three.press(Qt.Key.Key_Delete)
    assert shown(three.model) == ["[today]", "three"]
    assert (len(deleted[0].chats), deleted[0].title) == (2, "one")
    three.chat.restore(*deleted[0].chats)
    assert shown(three.model) == ["[today]", "one", "two", "three"]


def test_the_menu_is_about_all_that_are_chosen_or_about_the_one_under_the_pointer(three):
    asked = []
    three.view.tags_asked.connect(asked.append)
    three.click("one")
    three.click("two", CONTROL)
    chats = three.model.chats(three.view.chosen())
    menu = three.view.doing.menus.of_chats(chats, [chat.id for chat in chats], lambda what: None)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Pin", "Move to folder", "Tags…", "Export…", "Print…", "Archive", "Delete\tDel"]
    menu.deleteLater()
    three.view.doing._with_chats(three.model, three.view.chosen(), "tags")
    assert three.titles(asked[0]) == ["one", "two"]
    three.organising.archive([chat.id for chat in chats])
    three.deeds.show_archived(True)
    chats = three.model.chats([chat.id for chat in chats])
    menu = three.view.doing.menus.of_chats(chats, [chat.id for chat in chats], lambda what: None)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Move to folder", "Tags…", "Export…", "Print…", "Take out of the archive", "Delete\tDel"]
    menu.deleteLater()


def test_a_folder_is_made_named_in_place_moved_and_deleted_by_keys_alone(three, qtbot):
    one = three.view.model().index(three.row("one"))
    three.view.selectionModel().setCurrentIndex(one, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    three.deeds.new_folder(None, three.view.chosen())
    editor = three.view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Work")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(three.model)[:2] == ["[folders]", "Work/ 1"], timeout=60_000)
    three.press(Qt.Key.Key_Right)
    assert shown(three.model)[2] == "  one"
    three.press(Qt.Key.Key_Right)
    assert three.titles(three.view.chosen()) == ["one"]
    three.press(Qt.Key.Key_Left)
    three.press(Qt.Key.Key_Left)
    assert shown(three.model)[:3] == ["[folders]", "Work/ 1", "[today]"]
    three.press(Qt.Key.Key_Delete)
    assert shown(three.model) == ["[today]", "one", "two", "three"]
    assert three.toast.isVisible()
    qtbot.mouseClick(three.toast.undo, LEFT)
    assert shown(three.model) == ["[folders]", "Work/ 1", "[today]", "two", "three"]


def test_a_folder_without_a_name_keeps_its_old_one_and_says_why(three, qtbot):
    folder = three.organising.add_folder("Work")
    three.view.rename_row(three.model.row_of_folder(folder.id))
    editor = three.view.findChild(QLineEdit)
    editor.setText("   ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(three.failed), timeout=60_000)
    assert [type(error).__name__ for error in three.failed] == ["FolderNameMissing"]
    assert shown(three.model)[1] == "Work/ 0"


def test_chats_are_dragged_onto_folders_to_the_pinned_ones_and_out_again(three, qtbot):
    folder = three.organising.add_folder("Work")
    one, two = (three.model.index(three.row(title)).data(ChatRole.CHAT).id for title in ("one", "two"))
    assert three.drop(Carried((one, two)), three.model.row_of_folder(folder.id))
    assert shown(three.model) == ["[folders]", "Work/ 2", "[today]", "three"]
    three.model.expand([folder.id])
    assert three.drop(Carried((two,)), three.row("three"))
    three.organising.pin([three.model.index(three.row("three")).data(ChatRole.CHAT).id])
    assert three.drop(Carried((one,)), 0)
    assert shown(three.model)[:4] == ["[pinned]", "one", "three", "[folders]"]
    assert three.drop(Carried((one,)), three.row("two"))
    assert shown(three.model) == [
        "[pinned]",
        "three",
        "[folders]",
        "Work/ 0",
        "  (empty)",
        "[today]",
        "one",
        "two",
    ]
    qtbot.mouseClick(three.toast.undo, LEFT)
    assert shown(three.model)[:3] == ["[pinned]", "one", "three"]
    assert [chat.folder for chat in three.model.chats([one])] == [folder.id]


def test_a_folder_is_dragged_where_it_can_stand_and_nowhere_else(three):
    outer, inner = three.organising.add_folder("outer"), None
    inner = three.organising.add_folder("inner", outer.id)
    three.model.expand([outer.id])
    assert not three.drop(Carried(folder=outer.id), three.model.row_of_folder(inner.id))
    assert not three.drop(Carried(folder=inner.id), three.model.row_of_folder(outer.id))
    assert not three.drop(Carried(), three.model.row_of_folder(inner.id))
    assert three.drop(Carried(folder=inner.id), 0)
    assert [folder.parent for folder in three.organising.folders] == [None, None]
    assert three.drop(Carried(folder=inner.id), three.model.row_of_folder(outer.id))
    assert three.organising.folders[1].parent == outer.id


def test_undo_leaves_chats_where_they_were_moved_since(three):
    one, two = (three.model.index(three.row(name)).data(ChatRole.CHAT).id for name in ("one", "two"))
    first, second = three.organising.add_folder("first"), three.organising.add_folder("second")
    undo = three.viewmodel.put([one, two], first.id)
    three.viewmodel.put([two], second.id)
    undo()
    assert [chat.folder for chat in three.organising.those([one, two])] == [None, second.id]
    three.viewmodel.put([one], first.id)
    undo = three.viewmodel.remove_folder(first)
    three.viewmodel.put([one], second.id)
    undo()
    assert [chat.folder for chat in three.organising.those([one, two])] == [second.id, second.id]


def test_the_archive_is_shown_with_a_way_back(three, qtbot):
    one = three.model.index(three.row("one")).data(ChatRole.CHAT).id
    three.deeds.archive([one], archived=True)
    assert shown(three.model) == ["[today]", "two", "three"]
    three.deeds.show_archived(True)
    assert three.sidebar.pane.back.isVisible()
    assert shown(three.model) == ["[today]", "one"]
    qtbot.mouseClick(three.toast.undo, LEFT)
    assert three.sidebar.pane.words.isVisible()
    assert three.sidebar.pane.words.text().startswith("No chats are archived.")
    three.deeds.show_archived(False)
    assert not three.sidebar.pane.back.isVisible()
    assert shown(three.model) == ["[today]", "one", "two", "three"]


def test_what_is_looked_at_and_chosen_stays_while_others_come_and_go(bench, side, qtbot):
    many(bench, 1_000)
    made = side()
    read(bench, made.model, qtbot)
    bar = made.view.verticalScrollBar()
    assert bar.maximum() > 970 * ROW
    bar.setValue(500 * ROW + 7)
    top = made.view.indexAt(QPoint(5, 0)).data()
    made.view.go_to(503)
    chosen = made.view.chosen()
    moved = bench.chats.listing.chats([made.model.rows.chat_at(800)])[0]
    add(bench, "another", minutes=0)
    made.organising.pin([moved.id])
    bench.chats.delete(made.model.rows.chat_at(20))
    assert made.view.indexAt(QPoint(5, 0)).data() == top
    assert made.view.verticalOffset() % ROW == 7
    made.model.reload()
    read(bench, made.model, qtbot)
    assert made.view.indexAt(QPoint(5, 0)).data() == top
    assert made.view.chosen() == chosen
    bar.setValue(0)
    made.organising.pin([moved.id], False)
    assert bar.value() == 0


def test_rows_say_what_they_are_to_screen_readers(three):
    folder = three.organising.add_folder("Work")
    one = three.model.index(three.row("one")).data(ChatRole.CHAT).id
    three.organising.tag([one], ["python", "web"])
    three.organising.put([one], folder.id)
    three.model.expand([folder.id])
    list_ = QAccessible.queryAccessibleInterface(three.view)
    assert list_.role() == QAccessible.Role.List
    rows = [list_.child(number) for number in range(list_.childCount())]
    assert [row.text(QAccessible.Text.Name) for row in rows[:4]] == [
        "Folders",
        "Folder Work, level 1, open, chats: 1",
        "one: level 2, Tags: python, web",
        "Today",
    ]
    assert {row.role() for row in rows} == {QAccessible.Role.ListItem}
    three.view.go_to(2)
    assert rows[2].state().selected
    assert not rows[1].state().selected
    assert three.model.index(2).data(ChatRole.TIP) == "Tags: python, web"


def test_a_chat_that_is_opened_from_elsewhere_is_shown_in_its_folder(three):
    outer = three.organising.add_folder("outer")
    inner = three.organising.add_folder("inner", outer.id)
    one = three.model.index(three.row("one")).data(ChatRole.CHAT).id
    three.organising.put([one], inner.id)
    assert "    one" not in shown(three.model)
    three.chat.open(one)
    assert shown(three.model)[:4] == ["[folders]", "outer/ 1", "  inner/ 1", "    one"]
    assert three.view.chosen() == (one,)


def test_letters_do_not_search_through_all_chats(three):
    three.click("one")
    three.press(Qt.Key.Key_T)
    assert three.titles(three.view.chosen()) == ["one"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen platform
def test_alt_enter_opens_the_menu_of_a_row(three):
    three.click("one")
    three.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu.actions()[0].text() == "Open"
    menu.close()


def test_thousands_are_moved_and_deleted_in_portions_and_undone_as_far_as_that_was_done(bench, side, qtbot):
    many(bench, 1_000)
    made = side()
    read(bench, made.model, qtbot)
    folder = made.organising.add_folder("Work")
    made.press(Qt.Key.Key_A, CONTROL)
    chosen = made.view.chosen()
    assert len(chosen) == 1_000
    undo = made.viewmodel.put(chosen, folder.id)
    bench.inbox.time_passes()
    assert shown(made.model)[1] == "Work/ 200"
    undo()
    while bench.inbox.timers[1:]:  # the first one waits for midnight
        bench.inbox.time_passes()
    assert shown(made.model)[1] == "Work/ 0"
    deleted = []
    made.chat.deleted.connect(deleted.append)
    made.chat.delete(*chosen)
    assert (len(deleted), len(deleted[0].chats)) == (1, 1_000)
    for _ in range(20):
        bench.inbox.time_passes()
    assert shown(made.model) == ["[folders]", "Work/ 0"]
    made.chat.restore(*chosen)
    for _ in range(20):
        bench.inbox.time_passes()
    assert made.model.row_of(chosen[-1]) is not None


def test_thousands_are_put_into_a_new_folder_in_portions(bench, side, qtbot):
    many(bench, 1_000, pinned=1)
    stage = side()
    read(bench, stage.model, qtbot)
    put, sizes = bench.store.organising.put, []
    stage.organising._store.put = lambda chats, folder: sizes.append(len(chats)) or put(chats, folder)
    chats = tuple(chat.id for chat in bench.store.chats.chats())
    stage.deeds.new_folder(None, chats)
    for _ in range(20):
        bench.inbox.time_passes()
    assert max(sizes) <= 100
    (folder,) = stage.organising.folders
    bench.inbox.time_passes()
    assert {(chat.folder, chat.pinned) for chat in bench.store.chats.chats()} == {(folder.id, False)}


def test_others_are_deleted_where_the_first_one_is_gone_already(three):
    chats = [chat.id for chat in three.bench.store.chats.chats()]
    three.bench.store.organising.delete([chats[0]])  # another process
    three.model._details.forget()
    three.chat.delete(*chats)
    assert three.bench.store.chats.chats() == []


def test_the_list_is_made_wider_by_its_edge_and_by_keys(three, qtbot):
    grip, side, chosen = three.sidebar.grip, three.sidebar, []
    grip.width_chosen.connect(chosen.append)
    qtbot.mousePress(grip, LEFT, pos=QPoint(1, 100))
    qtbot.mouseMove(grip, QPoint(41, 100))
    qtbot.mouseRelease(grip, LEFT, pos=QPoint(1, 100))
    qtbot.keyClick(grip, Qt.Key.Key_Right)
    assert side.width() == chosen[-1]
    for _ in range(40):
        qtbot.keyClick(grip, Qt.Key.Key_Right)
    assert side.width() == 480
    for _ in range(40):
        qtbot.keyClick(grip, Qt.Key.Key_Left)
    assert side.width() == 220
    assert grip.geometry().right() == side.rect().right()
    qtbot.mouseDClick(grip, LEFT)
    assert side.width() == 264


def test_a_list_without_chats_says_so_until_there_is_one(three):
    words = three.sidebar.pane.words
    assert not words.isVisible()
    chats = [three.model.index(three.row(title)).data(ChatRole.CHAT).id for title in ("one", "two", "three")]
    three.deeds.archive(chats, archived=True)
    assert shown(three.model) == [] and words.text().startswith("No chats yet.")
    assert words.isVisible()
    three.deeds.archive(chats[:1], archived=False)
    assert not words.isVisible()
