"""Whatever is said, named, attached or goes wrong: nothing of it is in any log or report."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtCore import Qt, QTimer

from desktop.core.crash_files import CrashFiles
from desktop.core.logs import close_log, write_log
from desktop.core.places import Places
from desktop.widgets.crash import CrashReporter
from desktop.widgets.qt_messages import QtMessages

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
WORDS = (
    "Gulaschkanone",
    "Quarkstrudel",
    "Nebelhorn",
    "Zwiebelturm",
    "Kuckucksuhr",
    "Fliederbusch",
    "你好世界",
)
SAID, RAISED, FILE, TITLE, SETTING, PROMPT, CHINESE = WORDS


@pytest.fixture
def written(tmp_path):
    """Log as the program does."""
    places = Places(tmp_path)
    write_log(places.logs, tmp_path / "logs" / "lines.json")
    logging.getLogger("desktop.engine").setLevel(logging.INFO)
    yield places
    close_log()
    logging.getLogger("desktop").propagate = True


def test_nothing_that_a_user_writes_is_in_a_log_or_report(written, start, tmp_path, qtbot, caplog):
    (tmp_path / "settings.json").write_text(f'{{"language": "{SETTING}", "{SETTING}": "{SETTING}"}}')
    user = start()
    messages, reporter = QtMessages(), CrashReporter(user.app)
    reporter.files = CrashFiles(written.crashes)
    reporter.install()
    try:
        talk(user, tmp_path)
        go_wrong(user, reporter)
    finally:
        reporter.close()
        messages.close()
    start.end(user)
    close_log()
    files = [path for path in written.logs.rglob("*") if path.is_file()]
    assert {path.parent.name for path in files} == {"logs", "crashes"} and len(files) >= 5
    for path in files:
        text = path.read_bytes().decode(errors="replace")
        assert not [word for word in WORDS if word.lower() in text.lower()], (path.name, text)
        assert str(tmp_path) not in text or path.name == "engine.log", path.name
    caplog.clear()  # it has been read


def say(user, text):
    user.page.composer.set_text(text)
    user.qtbot.keyClick(user.page.composer.input, Qt.Key.Key_Return)


def ask(user, text):
    say(user, text)
    user.wait_idle()


def talk(user, tmp_path):
    ask(user, f"{SAID} {CHINESE}")
    user.app.services.chats.rename(user.app.services.store.archive.ids()[0], TITLE)
    note = tmp_path / f"{FILE}.txt"
    note.write_text(SAID * 50)
    user.page.composer.attachments.attach([note])
    user.wait(lambda: len(user.page.composer.attachments.files) == 1)
    ask(user, f"again {SAID}")
    user.app.chat.conversation.set_system(f"You are {PROMPT}")
    ask(user, SAID)
    say(user, f"think {SAID} | {CHINESE}")
    user.wait_idle()
    user.app.workplace.search_chats()
    user.app.workplace.sidebar.search.field.setText(SAID)
    user.app.models.open(tmp_path / "crash.gguf" / SAID)


def go_wrong(user, reporter):
    def fail():
        raise ValueError(f"cannot read {RAISED}")

    user.app.chat.new()
    say(user, f"raise {RAISED}")  # the engine's own bug, with the question in its message
    user.wait_idle()
    user.wait(lambda: len(reporter.files.all()) >= 1)
    QTimer.singleShot(0, fail)
    user.wait(lambda: len(reporter.files.all()) >= 2)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    user.wait(lambda: len(reporter.files.all()) >= 3 and reporter.window is not None)
    reporter.window.go_on.click()
    user.wait(lambda: reporter.window is None)
    say(user, "crash")
    user.wait(user.page.banner.isVisible)
    user.wait_idle()
