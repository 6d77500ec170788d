"""What is told of what has ended while the user looked elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Chat, ChatId
from desktop.core.downloads import Download, DownloadId, Stage
from desktop.core.events import Event
from desktop.core.settings import SettingsFile
from desktop.services.answering import Phase, Progress
from desktop.services.chats import Completed
from desktop.viewmodels.news import LONG, NewsViewModel
from desktop.widgets.news_in_window import LONGEST, LONGEST_TITLE, NewsInWindow, Sources

NOW = datetime(2026, 11, 28, tzinfo=UTC)


class Chats:
    """Answers as the test says."""

    def __init__(self):
        self.moved_on, self.completed = Event(), Event()
        self.phase = Phase.IDLE

    def progress(self, _):
        return Progress(self.phase)

    def move(self, chat, phase):
        self.phase = phase
        self.moved_on.emit(chat)


@pytest.fixture
def scene(qapp):
    made = SimpleNamespace(chats=Chats(), downloads=Event(), now=0.0, told=[], stopped=[])
    made.news = NewsViewModel(made.chats, made.downloads, lambda: made.now)
    made.news.answered.connect(lambda done: made.told.append(done.chat.id))
    made.news.download_stopped.connect(made.stopped.append)
    yield made
    made.news.close()


def answer(scene, chat, seconds, then_idle_first=True):
    scene.chats.move(chat, Phase.ANSWERING)
    scene.now += seconds
    scene.chats.move(chat, Phase.ANSWERING)
    if then_idle_first:
        scene.chats.move(chat, Phase.IDLE)
    scene.chats.completed.emit(Completed(Chat(chat, "A title", NOW, NOW), "**The answer**\nof a model"))
    if not then_idle_first:
        scene.chats.move(chat, Phase.IDLE)


@pytest.mark.parametrize("idle_first", [True, False])
def test_only_an_answer_that_took_long_is_told(scene, idle_first):
    answer(scene, ChatId(1), LONG - 1, idle_first)
    scene.now += 100  # nobody asks anything
    answer(scene, ChatId(1), LONG - 1, idle_first)
    assert scene.told == []
    answer(scene, ChatId(2), LONG, idle_first)
    assert scene.told == [2]


def test_what_was_stopped_counts_for_no_later_answer(scene):
    scene.chats.move(ChatId(1), Phase.ANSWERING)
    scene.now += 60
    scene.chats.move(ChatId(1), Phase.IDLE)
    answer(scene, ChatId(1), 1)
    assert scene.told == []


def test_a_download_that_stops_by_itself_is_told_once(scene):
    download = Download(DownloadId(1), None)
    for stage, error in (
        (Stage.DOWNLOADING, None),
        (Stage.PAUSED, None),  # by the user
        (Stage.WAITING, OSError()),
        (Stage.FAILED, OSError()),
        (Stage.FAILED, OSError()),
        (Stage.DOWNLOADING, None),
        (Stage.PAUSED, OSError()),  # the disk is full
    ):
        scene.downloads.emit(replace(download, stage=stage, error=error))
    assert [each.stage for each in scene.stopped] == [Stage.FAILED, Stage.PAUSED]


class Signals(QObject):
    finished, exported, brought, failed = Signal(object), Signal(object), Signal(object), Signal(object)


class Pages:
    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        return lambda *given: self.calls.append((name, *given))


def test_nothing_of_a_chat_is_in_it_and_a_click_leads_there(scene, qtbot, tmp_path):
    place = QWidget()
    qtbot.addWidget(place)
    place.pages = pages = Pages()
    told = []
    system = SimpleNamespace(tell=told.append)
    settings = SettingsFile(tmp_path / "settings.json")
    parts = [Signals() for _ in range(3)]
    opened = []
    chat = SimpleNamespace(open=opened.append)
    NewsInWindow(place, Sources(scene.news, chat, *parts), system, settings)
    answer(scene, ChatId(7), LONG)
    news = told.pop()
    assert (news.title, news.words) == ("Fireside", "An answer is complete.")
    news.then()
    assert opened == [7] and pages.calls == [("show_chat",)]
    order = SimpleNamespace(name="Qwen", quant="Q4")
    parts[0].finished.emit(Download(DownloadId(1), order))
    scene.downloads.emit(Download(DownloadId(1), order, Stage.FAILED, error=OSError()))
    parts[2].exported.emit(SimpleNamespace(chats=1))
    parts[2].failed.emit(OSError())
    parts[1].brought.emit(None)
    parts[1].failed.emit(OSError())
    assert [news.words for news in told] == [
        "Qwen Q4 has been downloaded.",
        "The download of Qwen Q4 has stopped.",
        "1 chat(s) have been exported.",
        "The export did not succeed.",
        "The import is complete.",
        "The import did not succeed.",
    ]
    settings.set(notifications=False)
    told.clear()
    answer(scene, ChatId(7), LONG)
    assert told == []


def test_how_an_answer_begins_is_told_only_if_the_user_wants_it(scene, qtbot, tmp_path):
    place = QWidget()
    qtbot.addWidget(place)
    told = []
    settings = SettingsFile(tmp_path / "settings.json")
    parts = [Signals() for _ in range(3)]
    NewsInWindow(place, Sources(scene.news, None, *parts), SimpleNamespace(tell=told.append), settings)
    settings.set(notified_text=True)
    answer(scene, ChatId(7), LONG)
    assert (told[0].title, told[0].words) == ("A title", "**The answer** of a model")
    long = Completed(Chat(ChatId(7), "\u202etitle " * 50, NOW, NOW), "x\0\u202e" * 500)
    scene.news.answered.emit(long)
    assert len(told[1].title) <= LONGEST_TITLE + 1 and told[1].words == "x" * LONGEST + "…"
    assert "\u202e" not in told[1].title
    scene.news.answered.emit(Completed(Chat(ChatId(7), "", NOW, NOW), " \n "))
    assert (told[2].title, told[2].words) == ("Fireside", "An answer is complete.")
