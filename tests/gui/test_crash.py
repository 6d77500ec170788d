"""A bug of ours: logged, kept, shown once, and nothing of a chat in any of it."""

from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer, Signal, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.core.crash_files import CrashFiles
from desktop.widgets.crash import MOST_KINDS, CrashReporter, tell_of_start
from desktop.widgets.crash_window import CrashWindow, Happened
from desktop.widgets.qt_messages import MOST_OF_ONE, QtMessages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")
SECRET = "Gulaschkanone"


class Clicked(QObject):
    clicked = Signal()


@pytest.fixture
def reporter(qapp, tmp_path, qtbot, caplog):
    made = CrashReporter()
    made.files = CrashFiles(tmp_path / "crashes")
    made.install()
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    caplog.get_records("call").clear()  # which every test has looked at


def fail(text=SECRET):
    raise ValueError(f"about {text}")


def another():
    raise KeyError(SECRET)


def shown(reporter, qtbot):
    qtbot.waitUntil(lambda: reporter.window is not None)
    return reporter.window


def texts(reporter):
    return [report.text() for report in reporter.files.all()]


def test_an_error_in_a_slot_is_kept_logged_and_shown_without_anybodys_words(reporter, qtbot, caplog):
    source = Clicked()
    source.clicked.connect(fail)
    source.clicked.emit()
    window = shown(reporter, qtbot)
    window.unfold.click()
    window.copy.click()
    for text in (
        *texts(reporter),
        caplog.text,
        window.details.toPlainText(),
        QGuiApplication.clipboard().text(),
    ):
        assert "ValueError" in text and "test_crash.py" in text and SECRET not in text
    assert window.details.isVisible() and window.copy.text() == "Copied"


def test_an_error_a_thousand_times_opens_one_window_and_one_file(reporter, qtbot, caplog):
    for _ in range(1000):
        QTimer.singleShot(0, fail)
    window = shown(reporter, qtbot)
    qtbot.waitUntil(lambda: "(1000 times)" in reporter.text())
    assert len(texts(reporter)) == 1
    assert len([top for top in QApplication.topLevelWidgets() if isinstance(top, CrashWindow)]) == 1
    assert len(caplog.records) == 4  # at first, and after 10, 100 and 1000 times
    window.go_on.click()
    qtbot.waitUntil(lambda: reporter.window is None)
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: "(1001 times)" in reporter.text())
    qtbot.wait(20)
    assert reporter.window is None


def test_another_error_is_added_to_the_window_that_is_there(reporter, qtbot):
    QTimer.singleShot(0, fail)
    window = shown(reporter, qtbot)
    window.unfold.click()
    QTimer.singleShot(0, another)
    qtbot.waitUntil(lambda: "KeyError" in window.details.toPlainText())
    assert reporter.window is window and len(texts(reporter)) == 2


def test_errors_of_threads_and_destructors_are_shown_too(reporter, qtbot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    shown(reporter, qtbot)

    class Ending:
        def __del__(self):
            another()

    Ending()
    gc.collect()
    qtbot.waitUntil(lambda: len(texts(reporter)) == 2)


def test_errors_of_ever_new_places_do_not_fill_the_disk(reporter, qtbot):
    for number in range(3 * MOST_KINDS):
        code = compile("\n" * number + "raise ValueError", "made.py", "exec")
        try:
            exec(code)
        except ValueError:
            reporter.report(*sys.exc_info())
    shown(reporter, qtbot)
    assert len(texts(reporter)) == MOST_KINDS


def test_an_error_in_the_window_itself_opens_no_other(reporter, qtbot, monkeypatch):
    monkeypatch.setattr(CrashWindow, "_say", lambda _: fail())
    QTimer.singleShot(0, another)
    qtbot.waitUntil(lambda: len(texts(reporter)) == 2)
    qtbot.wait(20)
    assert reporter.window is None and len(texts(reporter)) == 2


def test_an_error_while_one_is_written_down_is_no_loop(reporter, qtbot, monkeypatch, caplog):
    monkeypatch.setattr("desktop.widgets.crash.describe", lambda _: fail())
    reporter.report(ValueError, ValueError(SECRET), None)
    assert "while it was written down" in caplog.text and SECRET not in caplog.text


def test_without_a_folder_it_is_shown_all_the_same(reporter, qtbot, tmp_path):
    (tmp_path / "file").write_text("")
    reporter.files = CrashFiles(tmp_path / "file" / "crashes")
    QTimer.singleShot(0, fail)
    assert not shown(reporter, qtbot).details.isVisible()


def test_closing_fireside_is_asked_for_by_its_button_only(reporter, qtbot):
    asked = []
    reporter.close_asked.connect(lambda: asked.append(1))
    QTimer.singleShot(0, fail)
    shown(reporter, qtbot).go_on.click()
    qtbot.waitUntil(lambda: reporter.window is None)
    QTimer.singleShot(0, another)
    shown(reporter, qtbot).end.click()
    qtbot.waitUntil(lambda: reporter.window is None)
    assert asked == [1]


def test_the_hooks_are_given_back(qapp):
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    made = CrashReporter()
    made.install()
    assert sys.excepthook != before[0]
    made.close()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


@pytest.mark.parametrize("happened", Happened)
def test_the_window_says_what_happened_and_speaks_the_new_language(qtbot, happened):
    window = CrashWindow(happened, lambda: "the details", None)
    qtbot.addWidget(window)
    window.open()
    assert "safe" in window.what.text() and "sent anywhere" in window.why.text()
    assert window.end.isVisible() == (happened is Happened.ERROR)
    assert not window.place.isVisible() and window.go_on.isDefault()
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    window.go_on.click()
    assert not window.isVisible()


def test_what_keeps_fireside_from_starting_is_kept_and_shown(qapp, tmp_path, caplog, monkeypatch):
    seen = []
    monkeypatch.setattr(CrashWindow, "exec", lambda window: seen.append(window.what.text()))
    files = CrashFiles(tmp_path / "crashes")
    tell_of_start(ValueError(SECRET), files)
    assert "could not start" in seen[0] and SECRET not in caplog.text + files.all()[0].text()
    caplog.clear()


def test_what_qt_says_is_logged_without_paths_and_not_without_end(qapp, caplog, capsys):
    caplog.set_level("INFO")
    messages = QtMessages()
    try:
        for _ in range(2 * MOST_OF_ONE):
            qWarning(f"cannot open /home/ada/{SECRET}.png")
    finally:
        messages.close()
    assert caplog.text.count("cannot open (path)") == MOST_OF_ONE
    assert SECRET not in caplog.text + capsys.readouterr().err
