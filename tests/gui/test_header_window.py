"""The header's choices in the real window, with a scripted model in a real engine process."""

from __future__ import annotations

import pytest

from desktop.app import App
from desktop.core.load import LoadOptions
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.services.models import Stage
from desktop.widgets.model_settings import ModelSettingsDialog
from tests.e2e.conftest import Driver
from tests.fakes import scripted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


@pytest.fixture
def user(qtbot, qapp, tmp_path):
    app = App(qapp, Places(tmp_path), backend=scripted.Backend)
    app.show()
    driver = Driver(app, qtbot)
    driver.wait_ready()
    yield driver
    app.window.close()
    app.close()
    app.window.deleteLater()


def test_an_idle_model_is_let_go_of_and_the_next_question_is_answered_all_the_same(user):
    assert user.ask("one").text == "one "
    user.app.working.models.unload()
    assert user.stage is Stage.NONE
    assert user.page.banner.isHidden()
    assert user.ask("two").text == "two "
    assert user.stage is Stage.READY


def test_when_an_idle_model_goes_is_remembered(user, tmp_path):
    header = user.app.workplace.header
    header.unload_chosen.emit(5)
    assert SettingsFile(Places(tmp_path).settings).value.unload_after == 5
    header.menu.aboutToShow.emit()
    title = next(a for a in header.menu.actions() if a.text() == "Unload an idle model")
    (chosen,) = [action.text() for action in title.menu().actions() if action.isChecked()]
    assert chosen.startswith("After 5 ")


def test_the_settings_of_the_model_are_in_force_at_once(user):
    user.app.workplace.header.show_settings()
    dialog = user.window.findChild(ModelSettingsDialog)
    user.wait(lambda: dialog.form.isEnabled())
    dialog.form.threads.automatic.click()
    dialog.form.threads.spin.setValue(1)
    dialog.form.context.automatic.click()
    dialog.form.context.spin.setValue(2048)
    dialog.apply.click()
    user.wait(lambda: user.stage is Stage.READY)
    loaded = user.app.working.models.status.loaded
    assert (loaded.context_length, loaded.threads) == (2048, 1)
    options = user.app.working.model_options
    assert options.of(loaded.path) == LoadOptions(context_length=2048, threads=1)
    assert user.ask("still here").text == "still here "


def test_about_says_what_the_engine_can_do(user):
    user.app.workplace.header.about_asked.emit()
    page = user.app.workplace.pages.settings
    card = page.sections.made[page.section].entries[0][0]
    words = card.versions.text() + card.engine.text()
    assert "llama-cpp-python scripted" in words
    assert "SCRIPTED" in words
    assert "no support for one" in words
    user.app.workplace.pages.show_chat()
