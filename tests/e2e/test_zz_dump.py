import pytest

from tests.e2e.conftest import *
from tests.fakes.screen_reader import *

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")
def dump(name, interface=None):
    with open(f"/tmp/dump/{name}.txt","w") as f:
        f.write("\n".join(str(seen) for _, seen in walk(interface or front())))
def test_dump(user, qtbot):
    import os; os.makedirs("/tmp/dump",exist_ok=True)
    user.page.composer.set_text("hello **there** [link](https://example.org) `x`\n\n```python\nx=1\n```\n\n$$x$$"); user.qtbot.keyClick(user.page.composer.input, Qt.Key.Key_Return); user.wait_idle()
    user.ask("second")
    user.window.activateWindow()
    w=user.app.workplace
    dump("chat", top())
    w.pages.show_models(); user.wait(lambda:1)
    from desktop.widgets.models.page import Tab
    for t in Tab:
        w.pages.show_tab(t); qtbot.wait(300); dump("models-"+t.name)
    w.pages.show_templates(); qtbot.wait(300); dump("templates")
    w.pages.show_settings(); qtbot.wait(300); dump("settings")
    w.pages.show_chat()
    w.side.toggle(); qtbot.wait(200); dump("sampling"); w.side.toggle()
