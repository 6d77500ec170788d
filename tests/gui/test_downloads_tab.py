"""The tab of downloads: rows, buttons, keys, menu, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTranslator
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from desktop.core.downloads import OrdersLost, PartsTidied, Stage, TokenLeftOut
from desktop.core.hub import Gated
from desktop.core.hub_errors import (
    AccessNeeded,
    ChecksumWrong,
    HubBusy,
    HubUnreachable,
    InUseElsewhere,
    NotEnoughDisk,
)
from desktop.core.settings import Appearance, SettingsFile
from desktop.store.opening import open_store
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.widgets.download_button import DownloadButton
from desktop.widgets.look import Look
from desktop.widgets.models.download_actions import Action, ActionNames, offered
from desktop.widgets.models.download_words import DownloadWords, plain
from desktop.widgets.models.downloads_tab import DownloadsTab
from tests.fakes.downloads import FakeDownloads, order_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these

GB = 1_000_000_000


class Kit:
    """The tab over downloads whose fetch the test plays."""

    def __init__(self, folder, qtbot):
        self.qtbot = qtbot
        self.folder = folder / "models"
        self.store = open_store(folder / "chats.db", "me", lambda owner: False)
        self.post = GuiPost()
        self.kit = FakeDownloads(self.folder, self.store.downloads, self.post)
        self.downloads, self.fetch = self.kit.downloads, self.kit.fetch
        self.settings = SettingsFile(folder / "settings.json")
        self.moved = {}
        self.viewmodel = DownloadsViewModel(
            self.downloads, self.settings, lambda: lambda file, repo: self.moved.get((repo, file.path))
        )
        self.tester = QAbstractItemModelTester(self.viewmodel.rows)
        self.tab = DownloadsTab(Look(QApplication.instance(), Appearance.LIGHT))
        self.tab.attach(self.viewmodel)
        self.tab.resize(720, 520)
        qtbot.addWidget(self.tab)
        self.tab.show()

    def order(self, name, size=1000):
        return order_of(self.folder, name, size=size)

    def start(self, *names, size=1000):
        return [self.downloads.start(self.order(name, size)) for name in names]

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=10_000)

    def begun(self, *names):
        self.wait(lambda: self.fetch.names() == list(names))

    def put(self, number, **changes):
        """Show a download as it would be."""
        item = next(item for item in self.downloads.items if item.id == number)
        self.downloads._list.put(replace(item, **changes))

    @property
    def names(self):
        rows = self.tab.list.spoken
        return [rows.index(row, 0).data() for row in range(rows.rowCount())]

    def spoken(self, row=0):
        return self.tab.list.spoken.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    def stages(self):
        return [item.stage for item in self.downloads.items]

    def press(self, row, action):
        view = self.tab.list
        index = view.spoken.index(row, 0)
        buttons = view.delegate.buttons(view.visualRect(index), index)
        place = next(button.place for button in buttons if button.action is action)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.tab.list, key, modifier)

    def close(self):
        self.viewmodel.close()
        self.downloads.close()
        self.post.close()
        self.store.close()


@pytest.fixture
def kit(qapp, tmp_path, qtbot):
    made = Kit(tmp_path, qtbot)
    yield made
    made.close()


def test_without_downloads_the_tab_leads_to_discover(kit, qtbot):
    assert kit.tab.empty.isVisible()
    assert not kit.tab.all.isVisible()
    with qtbot.waitSignal(kit.tab.discover_asked):
        qtbot.mouseClick(kit.tab.discover, Qt.MouseButton.LeftButton)
    kit.tab.setFocus()
    assert kit.tab.focusProxy() is kit.tab.discover
    kit.start("a")
    assert kit.tab.list.isVisible()
    assert kit.tab.focusProxy() is kit.tab.list


def test_rows_come_go_and_move_without_a_reset(kit):
    resets = []
    kit.viewmodel.rows.modelReset.connect(lambda: resets.append(1))
    ids = kit.start("a", "b", "c", "d")
    assert kit.names == ["a", "b", "c", "d"]
    kit.downloads.move(ids[3], 1)
    assert kit.names == ["a", "d", "b", "c"]
    kit.downloads.cancel(ids[0])
    kit.downloads.move(ids[1], 9)
    assert kit.names == ["d", "c", "b"]
    assert resets == []


def test_progress_is_said_with_amount_speed_and_time_left(kit):
    [a] = kit.start("a", size=4 * GB)
    kit.put(a, stage=Stage.DOWNLOADING, received=GB, speed=20_000_000.0, seconds_left=150.0)
    assert kit.spoken() == "a Q4_K_M, 25%, 1.0 GB of 4.0 GB · 20.0 MB a second · 2 minute(s) left"
    assert kit.tab.total.text() == "20.0 MB a second"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stage": Stage.QUEUED}, "Waiting for its turn"),
        ({"stage": Stage.RESOLVING, "host": "hub.example"}, "Asking hub.example for the file…"),
        ({"stage": Stage.VERIFYING}, "Checking that every byte is right…"),
        ({"stage": Stage.DONE, "received": 1000}, "Downloaded and checked · 1.0 kB"),
        ({"stage": Stage.PAUSED, "received": 500}, "Paused · 500 bytes of 1.0 kB"),
        ({"stage": Stage.FAILED}, "This did not succeed. What has come is kept; try again."),
        (
            {"stage": Stage.FAILED, "error": ChecksumWrong("m.gguf", "hub")},
            "m.gguf came damaged from hub, twice.",
        ),
        ({"stage": Stage.WAITING, "error": HubUnreachable("hub")}, "Waiting for the network."),
        ({"stage": Stage.WAITING, "error": HubBusy("hub", 7)}, "hub asks for patience."),
        ({"stage": Stage.DOWNLOADING, "seconds_left": 10.0}, "less than a minute left"),
        ({"stage": Stage.DOWNLOADING, "seconds_left": 36_000.0}, "10 hour(s) left"),
    ],
)
def test_every_stage_is_said_in_words(kit, changes, words):
    [a] = kit.start("a")
    kit.put(a, **changes)
    assert words in kit.spoken()
    kit.tab.grab()  # and can be painted


def test_a_full_disk_and_another_instance_are_said_with_advice(kit):
    a, b = kit.start("a", "b")
    kit.put(a, stage=Stage.PAUSED, error=NotEnoughDisk(kit.folder, GB, 5))
    kit.put(b, stage=Stage.PAUSED, error=InUseElsewhere(kit.folder / "b.gguf"))
    assert "Paused because the disk is full." in kit.spoken(0)
    assert "choose another folder" in kit.spoken(0)
    assert "Another Fireside is downloading b.gguf" in kit.spoken(1)


def test_waiting_says_when_it_is_tried_again(kit):
    [a] = kit.start("a")
    until = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    kit.put(a, stage=Stage.WAITING, error=HubUnreachable("hub"), until=until)
    assert until.astimezone().strftime("It is tried again at %H:%M:%S.") in kit.spoken()


def test_a_row_is_paused_resumed_and_cancelled_by_its_buttons(kit):
    kit.start("a")
    kit.begun("a")
    kit.press(0, Action.PAUSE)
    assert kit.stages() == [Stage.PAUSED]
    kit.press(0, Action.RESUME)
    kit.begun("a", "a")
    kit.press(0, Action.CANCEL)
    assert kit.names == []


def test_a_row_is_paused_resumed_moved_and_cancelled_by_keys(kit):
    kit.start("a", "b", "c")
    kit.begun("a", "b")
    control = Qt.KeyboardModifier.ControlModifier
    kit.key(Qt.Key.Key_Down, control)
    assert kit.names == ["b", "a", "c"]
    assert kit.tab.list.currentIndex().row() == 1  # the row keeps the focus
    kit.key(Qt.Key.Key_Up, control)
    kit.key(Qt.Key.Key_Up, control)  # it is the first already
    assert kit.names == ["a", "b", "c"]
    kit.key(Qt.Key.Key_Space)
    assert kit.stages()[0] is Stage.PAUSED
    kit.key(Qt.Key.Key_Space)
    kit.qtbot.waitUntil(lambda: kit.stages()[0] is not Stage.PAUSED)
    kit.key(Qt.Key.Key_Return)  # means nothing for what is unfinished
    kit.key(Qt.Key.Key_Delete)
    assert kit.names == ["b", "c"]


def test_a_row_can_be_dragged_to_another_place(kit):
    kit.start("a", "b", "c")
    view = kit.tab.list
    moves = []
    view.moved.connect(lambda download, to: moves.append((download.order.name, to)))

    def drop(row, offset):
        place = view.visualRect(view.spoken.index(row, 0)).center() + QPoint(0, offset)
        view.place_dropped(view.currentIndex().row(), place)

    view.setCurrentIndex(view.spoken.index(0, 0))
    drop(2, 20)
    assert kit.names == ["b", "c", "a"]
    drop(0, -20)
    assert kit.names == ["a", "b", "c"]
    drop(0, 20)
    assert kit.names == ["a", "b", "c"]
    drop(1, 20)
    assert kit.names == ["b", "a", "c"]


def test_the_menu_offers_everything_in_words(kit):
    kit.start("a", "b")
    kit.tab.list._menu(kit.tab.list.spoken.index(0, 0), QPoint())
    menu = kit.tab.list.findChildren(QMenu)[-1]
    assert [entry.text() for entry in menu.actions()] == [
        "Pause",
        "Further down",
        "Cancel and delete what has come",
    ]
    menu.actions()[0].trigger()
    assert kit.stages()[0] is Stage.PAUSED
    menu.close()


def test_every_action_has_a_name(qapp):
    names = ActionNames()
    assert len({names.name(action) for action in Action}) >= len(Action) - 1


def test_a_cancel_that_costs_much_is_asked_about(kit, qtbot):
    [a] = kit.start("a", size=GB)
    kit.put(a, stage=Stage.PAUSED, received=200_000_000)
    for button, left in (("Keep downloading", ["a"]), ("Cancel and delete", [])):
        kit.press(0, Action.CANCEL)
        box = next(each for each in kit.tab.findChildren(QMessageBox) if each.isVisible())
        assert box.textFormat() is Qt.TextFormat.PlainText
        assert "200.0 MB" in box.informativeText()
        next(each for each in box.buttons() if each.text() == button).click()
        assert kit.names == left


def test_a_finished_download_leads_to_a_chat_and_can_be_taken_off_the_list(kit, qtbot):
    kit.start("a")
    kit.begun("a")
    with qtbot.waitSignal(kit.viewmodel.finished):
        kit.fetch.end(kit.order("a"))
    with qtbot.waitSignal(kit.viewmodel.chat_asked) as asked:
        kit.press(0, Action.CHAT)
    assert asked.args == [kit.order("a").target(kit.order("a").main)]
    with qtbot.waitSignal(kit.viewmodel.chat_asked):
        kit.key(Qt.Key.Key_Return)
    there = kit.folder / "moved" / "a.gguf"
    kit.moved["maker/a", "a.gguf"] = there  # the models folder was changed
    with qtbot.waitSignal(kit.viewmodel.chat_asked) as asked:
        kit.press(0, Action.CHAT)
    assert asked.args == [there]
    kit.press(0, Action.FORGET)
    assert kit.names == []


def test_all_are_paused_and_resumed_by_one_button(kit, qtbot):
    kit.start("a", "b", "c")
    assert kit.tab.all.text() == "Pause all"
    qtbot.mouseClick(kit.tab.all, Qt.MouseButton.LeftButton)
    assert set(kit.stages()) == {Stage.PAUSED}
    assert kit.tab.all.text() == "Resume all"
    qtbot.mouseClick(kit.tab.all, Qt.MouseButton.LeftButton)
    kit.qtbot.waitUntil(lambda: Stage.PAUSED not in kit.stages())


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (PartsTidied(2, 5 * GB), "That made 5.0 GB of room."),
        (OrdersLost(3), "what has come of them is still used"),
        (TokenLeftOut("hub.example"), "hub.example does not know your token"),
    ],
)
def test_what_is_worth_a_word_is_said_above_the_list(kit, note, words):
    kit.downloads.noticed.emit(note)
    assert kit.tab.banner.isVisible()
    assert words in f"{kit.tab.banner.what.text()} {kit.tab.banner.advice.text()}"


def test_the_room_of_the_folder_is_said(kit):
    kit.qtbot.waitUntil(lambda: kit.tab.free.text().endswith("free for models"))
    kit.kit.free = None
    kit.tab.hide()
    kit.tab.show()
    kit.qtbot.waitUntil(lambda: kit.tab.free.text() == "The folder for models is not there.")


def test_the_room_is_said_in_a_language_that_was_chosen_while_it_was_out_of_sight(kit, qapp):
    class Loud(QTranslator):
        def translate(self, context, source, disambiguation=None, n=-1):
            return source.replace("free", "FREE")

        def isEmpty(self):
            return False

    kit.qtbot.waitUntil(lambda: kit.tab.free.text().endswith("free for models"))
    kit.tab.hide()
    loud = Loud()
    qapp.installTranslator(loud)
    try:
        kit.qtbot.waitUntil(lambda: kit.tab.free.text().endswith("FREE for models"))
    finally:
        qapp.removeTranslator(loud)


def test_names_from_the_hub_are_plain_text_of_one_line():
    assert plain("a\u202eb\n<b>c</b>\x07") == "a b <b>c</b>"
    assert len(plain("x" * 1000)) == 120


def test_hostile_names_are_painted_as_text(kit):
    kit.downloads.start(order_of(kit.folder, "x", quant="<b>\u202e" * 40))
    assert "\u202e" not in kit.spoken()
    kit.tab.grab()


def test_the_tab_speaks_a_new_language_and_wears_a_new_theme(kit):
    kit.start("a")
    QApplication.sendEvent(kit.tab, QEvent(QEvent.Type.LanguageChange))
    kit.tab._look.changed.emit()
    kit.tab.grab()


def test_percent_is_never_rounded_up_to_all(qapp):
    assert DownloadWords().percent(0.9999) == "99%"


def test_what_a_row_offers_depends_on_its_stage_and_place(kit):
    kit.start("a")
    item = kit.downloads.items[0]
    assert offered(replace(item, stage=Stage.FAILED), 1, 3) == (
        Action.RETRY,
        Action.UP,
        Action.DOWN,
        Action.CANCEL,
    )
    assert offered(replace(item, stage=Stage.DONE), 0, 1) == (Action.CHAT, Action.FOLDER, Action.FORGET)


def test_a_gated_model_leads_to_its_page_where_its_conditions_are(kit, qtbot):
    [a] = kit.start("a")
    kit.put(a, stage=Stage.FAILED, error=AccessNeeded("maker/a", Gated.AUTO, signed_in=False))
    with qtbot.waitSignal(kit.tab.link_activated) as asked:
        kit.press(0, Action.PAGE)
    assert asked.args == ["https://huggingface.co/maker/a"]


def test_the_header_shows_how_far_it_is_while_the_page_is_closed(kit):
    button = DownloadButton(kit.tab._look)
    kit.qtbot.addWidget(button)
    kit.viewmodel.changed.connect(button.show_activity)
    assert button.isHidden()
    [a] = kit.start("a")
    kit.put(a, stage=Stage.DOWNLOADING, received=423)
    assert button.isVisibleTo(None)
    assert button.text() == "42%"
    assert button.accessibleName() == "1 download(s), 42% done"
    button.set_elsewhere(True)
    assert button.isHidden()
    button.set_elsewhere(False)
    button.grab()
    kit.downloads.pause_all()
    assert button.isHidden()


def test_whether_the_next_start_goes_on_can_be_chosen(kit, tmp_path):
    assert kit.tab.goes_on.isChecked()
    kit.tab.goes_on.click()
    assert not SettingsFile(tmp_path / "settings.json").value.resume_downloads
    kit.tab.goes_on.click()
    assert kit.settings.value.resume_downloads


def test_a_choice_that_cannot_be_stored_is_told(kit):
    kit.settings._path = kit.folder / "nowhere" / "settings.json"
    kit.tab.goes_on.click()
    assert not kit.settings.value.resume_downloads
    assert kit.tab.banner.isVisible()
