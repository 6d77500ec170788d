"""Nothing is cut off, outside or over something else in the smallest window, whatever is shown in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.core.settings import Appearance, Language
from tests.e2e.scenes import Scenes
from tests.fakes.laid_out import faults

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
TURNS = 50  # of the event loop; what takes longer is a fault
LOOKS = (  # English takes more room
    {"language": Language.ENGLISH, "message_size": 22},
    {"language": Language.CHINESE, "appearance": Appearance.DARK, "scale": 125},
)


CHOICES = ("templates: LIBRARY", "settings: generation")


def smallest(user, **settings):
    """Choose these, and make the window as small as it can be."""
    user.app.settings.set(**{"scale": 100, "message_size": 15} | settings)
    QApplication.processEvents()
    user.window.resize(user.window.minimumSize())
    QApplication.processEvents()


def settled():
    """Give what is wrong once all is laid out: a label tells its height when it has its width."""
    QApplication.processEvents()
    there = list(faults())
    for _ in range(TURNS):
        if not there:
            break
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        there = list(faults())
    return there


def test_pages_dialogs_and_panels_hold_in_the_smallest_window(user):
    user.wait(lambda: user.app.pages is not None)
    scenes, found = Scenes(user), {}
    scenes.prepare()

    def look(settings, scene):
        for fault in settled():
            found.setdefault(fault, (scene, settings))

    smallest(user)
    assert (user.window.width(), user.window.height()) == (720, 520)
    for number, settings in enumerate(LOOKS):
        smallest(user, **settings)
        for name, show, again in scenes.pages():
            (again if number else show)()
            look(settings, name)
        if not number:
            for name, show in scenes.over_a_chat():
                show()
                look(settings, name)
            scenes.shut()
    lines = [f"{fault} <- {where}" for fault, where in found.items()]
    assert not lines, "\n".join(lines)


def test_larger_text_makes_the_window_larger_as_far_as_the_screen(user):
    smallest(user, scale=110)
    room = user.window.screen().availableSize()
    assert user.window.width() == min(792, room.width())
    smallest(user, scale=100)
    assert user.window.width() == 720


def test_rows_of_lists_grow_with_the_text_before_the_next_start_too(user):
    user.wait(lambda: user.app.pages is not None)
    scenes, small = Scenes(user), {}
    scenes.prepare()
    for scale in (100, 150):
        smallest(user, scale=scale)
        for name, show, again in scenes.pages():
            if name in CHOICES:  # which stand beside others
                (again if small else show)()
                cut = [fault for fault in settled() if "choice is cut" in fault]
                assert not cut, name
            if name in ("models: LIBRARY", "models: DISCOVER"):
                again()
                QApplication.processEvents()
                part = user.app.workplace.pages.models
                view = part.library.list if "LIBRARY" in name else part.discover.list
                high = view.sizeHintForRow(view.model().rowCount() - 1)
                assert high >= 1.45 * small.setdefault(name, high) or scale == 100, name
