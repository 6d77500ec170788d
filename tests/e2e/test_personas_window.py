"""Personas through the real window, with a real engine process that plays a script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.core.chat import Role
from desktop.core.personas import PersonaDraft
from desktop.core.sampling import DEFAULTS
from desktop.widgets.persona_note import PersonaNote

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


def test_personas_are_added_used_taken_over_mid_chat_removed_and_brought_back(user):
    place = user.app.workplace
    user.wait(lambda: user.app.pages is not None)
    chips = user.page.empty.personas
    assert (chips.chips, chips.more.text()) == ([], "Personas…")
    chips.more.click()
    tab = place.pages.templates.personas
    tab.starters.all.click()
    assert tab.editor.form.name.text() == "Translator"
    tab.editor.foot.use.click()
    assert place.pages.isVisible() and not place.pages.on_templates
    assert user.page.composer.persona.accessibleName() == "Persona: Translator"
    assert user.page.composer.input.hasFocus()
    assert user.ask("hello").record.sampling.temperature == 0.2
    assert user.messages[0].role is Role.SYSTEM and "translator" in user.messages[0].text

    user.page.composer.persona.chosen.emit(user.app.pages.persona_use.personas.all[1].id)
    box = user.window.findChild(QMessageBox)
    on = next(button for button in box.buttons() if button.text() == "From here on")
    on.click()
    user.wait(lambda: user.window.findChild(QMessageBox) is None)
    user.ask("and now")
    systems = [message.text for message in user.messages if message.role is Role.SYSTEM]
    assert len(systems) == 2 and "engineer" in systems[1]
    assert user.page.composer.persona.accessibleName() == "Persona: Coding partner"

    user.page.composer.persona.keep_asked.emit()
    assert user.window.focusWidget() is tab.editor.form.name
    assert tab.editor.form.system.system == systems[1]
    tab.choose(user.app.pages.persona_use.personas.all[0].id)
    tab.editor.foot.remove.click()
    assert len(user.app.pages.persona_use.personas.all) == 5
    assert place.toast.isVisible()
    place.toast.undo.click()
    assert user.app.pages.persona_use.personas.all[0].name == "Translator"
    assert user.page.composer.persona.accessibleName() == "Persona: Coding partner"


def test_what_a_persona_begins_with_stands_in_the_composer_until_something_else_is_typed(user):
    user.wait(lambda: user.app.pages is not None)
    personas = user.app.pages.persona_use.personas
    poet = personas.save(None, PersonaDraft("Poet", opening="A poem on "))
    plain = personas.save(None, PersonaDraft("Plain", preset="lost"))
    chips, composer = user.page.empty.personas, user.page.composer
    chips.chips[0].click()
    assert composer.text() == "A poem on "
    assert chips.chips[0].isChecked()
    chips.chips[1].click()
    assert (composer.text(), user.app.pages.persona_use.current) == ("", plain)
    notes = user.page.findChildren(PersonaNote)
    assert [note.words.text() for note in notes if note.isVisible()] == [
        "There is no preset “lost”; the model’s own values apply."
    ]
    chips.chips[0].click()
    assert not any(note.isVisible() for note in notes)
    chips.chips[0].click()
    assert (composer.text(), user.app.pages.persona_use.current) == ("", None)
    composer.set_text("typed")
    chips.chips[0].click()
    assert (composer.text(), user.app.pages.persona_use.current) == ("typed", poet)


def test_a_preset_that_was_removed_can_be_brought_back_and_files_take_presets_elsewhere(user, tmp_path):
    user.wait(lambda: user.app.pages is not None)
    user.app.workplace.side.toggle()
    bar, shelf = user.app.workplace.side.panel.presets, user.app.sampling.shelf
    shelf.keep("Mine", replace(DEFAULTS, top_k=3))
    bar.choice.setCurrentIndex(bar.choice.findText("Mine"))
    bar.choice.activated.emit(bar.choice.currentIndex())
    assert bar.summary.text() == "Top-k 3"
    shelf.export_file(tmp_path / "presets.json", shelf.all)
    user.wait(lambda: bar.summary.text() == "Written to presets.json.")
    bar.remove.click()
    assert shelf.all == []
    user.app.workplace.toast.undo.click()
    assert [preset.name for preset in shelf.all] == ["Mine"]
    shelf.remove(shelf.all[0].id)
    text = (tmp_path / "presets.json").read_text().replace('"top_k": 3', '"top_k": 3000, "top_x": 1')
    (tmp_path / "presets.json").write_text(text)
    shelf.import_file(tmp_path / "presets.json")
    user.wait(lambda: shelf.all)
    assert shelf.all[0].sampling.top_k == 1000
    for words in ("added", "top_x", "Mine"):
        assert words in bar.summary.text()
