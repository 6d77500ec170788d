"""The library of templates in the whole application."""

from __future__ import annotations

from PySide6.QtCore import Qt


def library(user):
    user.qtbot.keyClick(
        user.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    user.wait(lambda: user.app.workplace.pages.on_templates)
    tab = user.app.workplace.pages.templates.library
    user.wait(lambda: user.app.pages.template_services.templates.list.ready)
    return tab


def test_a_template_that_is_not_saved_is_there_after_quitting_and_starting_again(start):
    user = start()
    tab = library(user)
    user.qtbot.keyClick(
        tab.left.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    form = tab.right.editor.form
    user.qtbot.keyClicks(form.name, "Letter")
    user.qtbot.keyClicks(form.user, "Write about {{topic}}")
    start.end(user)  # at once: nothing has been written yet
    user = start()
    tab = library(user)
    tab.left.list.selectRow(0)
    form = tab.right.editor.form
    assert (form.name.text(), form.user.toPlainText()) == ("Letter", "Write about {{topic}}")
    user.qtbot.keyClick(form.user, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (saved,) = user.app.pages.template_services.templates.list.all()
    assert (saved.name, saved.version) == ("Letter", 1)
