"""A template is called in the window, filled in, sent; it is named wherever its message is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.core.chat import Role
from desktop.core.prepared import NOTHING
from desktop.core.templates import Body, Draft, Example, Field, FieldKind, Part

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")

KEY = Qt.Key
TRANSLATE = Body(
    "Translate into {{language to write}}: {{text}}",
    "You translate, {{tone}}.",
    (
        Field("language to write", FieldKind.CHOICE, options=("中文", "English")),
        Field("text"),
        Field("tone", required=False),
    ),
    (Example("good", "好"),),
)


def press(user, key, modifier=Qt.KeyboardModifier.NoModifier):
    widget = QGuiApplication.focusObject()
    user.qtbot.keyClick(widget, key, modifier)


def write(user, text):
    user.qtbot.keyClicks(QGuiApplication.focusObject(), text)


def test_a_template_is_called_by_a_slash_filled_in_sent_and_remembered(user, start):
    templates = user.app.pages.template_services.templates
    for name in ("Write a letter", "Translate", "翻译 文章"):
        templates.save(None, Draft(name, TRANSLATE if name == "Translate" else Body(f"{name}.")))
    user.page.composer.setFocus()
    write(user, "/transl")
    parts = next(p for p in user.app.workplace.children() if type(p).__name__ == "TemplatesInWindow")
    user.wait(lambda: parts.picker.current is not None)
    assert parts.picker.current.name == "Translate"
    press(user, KEY.Key_Return)
    assert parts.panel.isVisible()
    assert user.page.composer.text() == ""
    press(user, KEY.Key_Return)  # nothing is filled in yet
    assert "is not filled in" in parts.panel.form.rows[1].problem.text()
    row = {row.field.name: row.editor for row in parts.panel.form.rows}
    row["language to write"].choice.setCurrentIndex(1)
    row["text"].setFocus()
    write(user, "hello")
    user.wait(lambda: "Translate into 中文: hello" in parts.panel.preview.toPlainText())
    user.wait(lambda: "tokens" in parts.panel.tokens.text())
    press(user, KEY.Key_Return)
    assert not parts.panel.isVisible()
    assert user.page.composer.text() == "Translate into 中文: hello"
    assert user.page.composer.draft.name.text() == "Translate"
    assert "System: Translate" in user.page.composer.system.text()
    folder = user.app.chat.drafting
    start.end(user)

    again = start()
    page = again.page
    assert page.composer.text() == "Translate into 中文: hello"
    assert page.composer.draft.name.text() == "Translate"
    assert "System: Translate" in page.composer.system.text()
    page.composer.setFocus()
    press(again, KEY.Key_Return)
    again.wait_idle()
    messages = again.messages
    assert [m.role for m in messages] == [
        Role.SYSTEM,
        Role.USER,
        Role.ASSISTANT,
        Role.USER,
        Role.ASSISTANT,
    ]
    assert [m.template and m.template.part for m in messages] == [
        Part.SYSTEM,
        Part.EXAMPLE,
        Part.EXAMPLE,
        Part.USER,
        None,
    ]
    assert (messages[3].template.name, messages[3].template.version) == ("Translate", 1)
    assert page.composer.draft.isHidden()
    assert again.app.chat.drafting.prepared == NOTHING
    assert folder is not again.app.chat.drafting
    write(again, "/trans")
    parts = next(p for p in again.app.workplace.children() if type(p).__name__ == "TemplatesInWindow")
    again.wait(lambda: parts.picker.current is not None)
    press(again, KEY.Key_Tab)
    values = {row.field.name: row.editor.value() for row in parts.panel.form.rows}
    assert values == {"language to write": "中文", "text": "hello", "tone": ""}
    press(again, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    again.wait_idle()
    assert again.messages[-2].text == "Translate into 中文: hello"


def test_a_message_becomes_a_template_and_one_of_the_page_comes_back_to_the_chat(user):
    workplace = user.app.workplace
    user.ask("Say {{hello}}")
    transcript = user.page.transcript
    transcript.template_requested.emit(transcript.parts.menus.kept(0))
    assert workplace.pages.on_templates
    library = workplace.pages.templates.library
    assert library.isVisible()
    user.wait(lambda: "Say \\{{hello}}" in user.app.pages.templates.library.editing.draft.body.user)
    template = user.app.pages.template_services.templates.save(None, Draft("Plain", Body("Just say it.")))
    library.use_asked.emit(template.id)
    assert not workplace.pages.on_templates
    assert user.page.composer.text() == "Just say it."
    user.page.composer.setFocus()
    user.qtbot.keyClick(user.page.composer.input, KEY.Key_Return)
    user.wait_idle()
    assert user.messages[-2].template.name == "Plain"
    template = user.app.pages.template_services.templates.save(None, Draft("Fields", Body("{{a}}")))
    library.use_asked.emit(template.id)
    parts = next(p for p in workplace.children() if type(p).__name__ == "TemplatesInWindow")
    assert parts.panel.isVisible()
    user.qtbot.waitUntil(lambda: parts.panel.form.isAncestorOf(user.window.focusWidget()))
    press(user, KEY.Key_Escape)
    assert not parts.panel.isVisible()
    assert user.page.composer.input.hasFocus()
