"""What a person learns of an engine that ended, and of a last run that was not closed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.crash_files import CrashFiles, Kind
from desktop.core.crash_trail import ENDING
from desktop.core.places import Places
from desktop.services.models import Stage
from desktop.widgets.crash_window import CrashWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


def details(user):
    user.page.banner.more.click()
    user.wait(lambda: any(isinstance(each, CrashWindow) for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, CrashWindow))


def test_the_last_run_that_crashed_is_told_once_and_its_details_can_be_read(start, tmp_path):
    crashes = Places(tmp_path).crashes
    crashes.mkdir(parents=True)
    (crashes / f"1-2{ENDING}").write_text('Fireside 9\nthen\n\nFatal Python error: Aborted\n  File "/a/b.py"')
    user = start()
    user.wait(user.page.banner.isVisible)
    assert "ended unexpectedly the last time" in user.page.banner.what.text()
    window = details(user)
    window.unfold.click()
    assert "Fatal Python error: Aborted" in window.details.toPlainText()
    assert "/a/b.py" not in window.details.toPlainText() and not window.end.isVisible()
    window.go_on.click()
    start.end(user)
    assert [report.kind for report in CrashFiles(crashes).all()] == [Kind.ENDED]
    again = start()
    again.ask("all is well")
    assert not again.page.banner.isVisible()


def test_what_the_engine_wrote_before_it_ended_can_be_copied_without_the_question(user):
    user.ask("stdout NOTED")
    user.wait_idle()
    user.type("crash")
    user.wait(lambda: user.stage is Stage.NONE or user.page.banner.isVisible())
    user.wait(user.page.banner.isVisible)
    assert user.page.banner.more.isVisible()
    window = details(user)
    window.copy.click()
    text = QApplication.clipboard().text()
    assert text.startswith("Fireside ") and "EngineStopped" in text and "NOTED" in text
    window.go_on.click()
