"""A temporary chat in the whole application: nothing of it is ever in a file."""

from __future__ import annotations

import tempfile

from PySide6.QtCore import Qt

from desktop.core.chat import Policy
from desktop.widgets.temporary_strip import TemporaryStrip

SECRET = "Rhabarberkuchen"


def holders(*folders, secret=SECRET):
    """List the files that hold the secret, in any case or of two bytes a character."""
    words = [w for s in (secret, secret.lower()) for w in (s.encode(), s.encode("utf-16-le"))]
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and any(word in path.read_bytes() for word in words):
                found.append(path)
    return found


def parts(user):
    return user.app.pages.chats


def test_a_whole_temporary_conversation_leaves_nothing(start, tmp_path, home, qtbot, monkeypatch):
    temp = tmp_path / "temp"
    temp.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temp))
    monkeypatch.setattr(tempfile, "tempdir", None)
    data = tmp_path / "data"
    user = start(data)
    user.wait(lambda: user.app.pages is not None)
    user.ask("A chat that is stored")
    workplace = user.app.workplace
    qtbot.keyClick(
        workplace, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    user.wait(lambda: parts(user).temporary_use.active)
    assert workplace.findChild(TemporaryStrip).isVisible()
    note = tmp_path / "note.txt"
    note.write_text(f"About {SECRET}")
    user.page.composer.attachments.attach([note])
    user.wait(lambda: user.page.composer.files)
    user.app.chat.prepared.set_system(f"You know {SECRET}.")
    user.app.chat.context.choose(Policy.ROLL)
    answer = user.ask(f"What is {SECRET}?")
    assert SECRET in answer.text
    user.app.chat.turns.retry(answer.id)
    user.wait_idle()
    question = next(m for m in user.messages if m.attachments)
    assert user.app.chat.turns.edit(question.id, f"{SECRET} again")
    user.wait_idle()
    user.app.chat.turns.show_branch(question.id)
    user.page.composer.set_text(f"typed {SECRET}")
    user.page.find_bar.open_bar()
    user.app.services.drafts.flush()
    user.wait(lambda: user.app.working.tasks.idle)
    note.unlink()
    assert holders(data, secret="A chat that is stored"), "it would be found"
    assert holders(tmp_path, home) == [], "while it is open: what kill -9 would leave"
    assert user.titles == ["A chat that is stored"]
    assert SECRET not in user.window.windowTitle()
    start.end(user)
    assert holders(tmp_path, home) == []
    again = start(data)
    assert again.titles == ["A chat that is stored"]
    assert again.page.composer.text() == ""


def test_a_temporary_chat_that_was_left_can_be_kept_as_long_as_that_is_offered(start, tmp_path, qtbot):
    user = start(tmp_path / "data")
    user.wait(lambda: user.app.pages is not None)
    workplace, use = user.app.workplace, parts(user).temporary_use
    qtbot.mouseClick(workplace.header.temporary, Qt.MouseButton.LeftButton)
    user.ask(f"Tell of {SECRET}")
    assert workplace.header.temporary.isChecked()
    qtbot.mouseClick(workplace.header.temporary, Qt.MouseButton.LeftButton)
    assert not use.active and user.messages == []
    qtbot.mouseClick(workplace.toast.undo, Qt.MouseButton.LeftButton)
    assert user.titles == [f"Tell of {SECRET}"]
    assert not use.active and len(user.messages) == 2
    user.ask("and more")
    assert len(user.messages) == 4
    qtbot.mouseClick(workplace.header.temporary, Qt.MouseButton.LeftButton)
    assert use.active and not use.ready
    user.ask("gone")
    qtbot.mouseClick(workplace.header.temporary, Qt.MouseButton.LeftButton)
    use.forget(user.app.chat.conversation)
    use.begin()
    assert user.titles == [f"Tell of {SECRET}"]
