"""Trying a template out in the real window: a scripted model in real engine processes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.app import App
from desktop.core.errors import EngineStopped
from desktop.core.places import Places
from desktop.core.templates import Body, Draft
from desktop.core.tryout import NewInput
from desktop.services.comparison import Question
from desktop.services.tryout import Phase, Step
from desktop.widgets.templates.page import TemplateTab
from tests.e2e.conftest import Driver
from tests.fakes import scripted
from tests.fakes.gguf import header

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
SIZES = {"loud": 10}
SCRIPTS = ("one two three", "crash", "flood 100000 100", "never begun")


class User(Driver):
    """Tries templates out, too."""

    @property
    def templates(self):
        return self.app.workplace.pages.templates_page()

    @property
    def tab(self):
        return self.templates.tryout

    @property
    def trying(self):
        return self.app.pages.tryout.trying

    @property
    def cells(self):
        return self.trying.state.cells

    def pick(self, *names):
        for button in list(self.tab.asking.picker.buttons):
            button.click()
        for name in names:
            self.tab.asking.picker.pick(next(m for m in self.installed() if m.name == name))

    def installed(self):
        return self.app.pages.tryout.installed()


@pytest.fixture
def user(qtbot, qapp, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    for name, size in SIZES.items():
        (folder / f"{name}.gguf").write_bytes(header() + b"\0" * size)
    app = App(qapp, Places(tmp_path), backend=scripted.Backend)
    app.show()
    user = User(app, qtbot)
    user.wait_ready()
    user.wait(lambda: app.pages is not None)
    library = app.working.models.library
    library.rescan()
    user.wait(lambda: library.complete and not library.scanning)
    yield user
    app.window.close()
    app.close()
    app.window.deleteLater()


def test_a_run_survives_a_crash_and_a_chat_in_between_and_nothing_is_compared_meanwhile(user):
    pages = user.app.workplace.pages
    templates = user.app.pages.template_services.templates
    template = templates.save(None, Draft("Echo", Body("{{script}}"))).id
    user.app.pages.tryout.inputs.add(template, [NewInput(s, {"script": s}) for s in SCRIPTS])
    pages.show_templates()
    user.templates.library.tryout_asked.emit(template)
    assert user.templates.bar.currentIndex() == TemplateTab.TRYOUT
    user.wait(lambda: user.tab.chooser.search.text() == "Echo")
    user.pick("loud")
    user.qtbot.keyClick(user.tab.asking.run, Qt.Key.Key_Space)
    user.wait(lambda: user.cells[2][0].tokens > 3)
    comparing = user.app.pages.models.compare
    refused = []
    comparing.failed.connect(refused.append)
    comparing.start(user.installed(), Question("x"))
    assert [type(error).__name__ for error in refused] == ["TryoutUnderWay"]
    pages.show_chat()
    seen = []  # the chat may be over by the time that one looks
    user.trying.changed.connect(lambda _: seen.append((user.trying.state.phase, user.cells[2][0].step)))
    user.type("hello you")
    user.wait(lambda: (Phase.CHAT_FIRST, Step.WAITING) in seen)
    user.wait_idle()
    assert user.messages[-1].text == "hello you "
    user.wait(lambda: user.cells[2][0].tokens > 3)  # begun anew
    user.tab.asking.run.click()
    (first,), (crash,), (flood,), (last,) = user.cells
    assert (first.text, type(crash.error)) == ("one two THREE ", EngineStopped)
    assert (flood.step, flood.text[:5], last.step) == (Step.STOPPED, "tok0 ", Step.STOPPED)
    user.wait(lambda: not user.app.pages.model_services.comparing.ground.engine.running)
