"""The library of templates in the whole application: the starters, an import by the menu."""

from __future__ import annotations

import json

import pytest

from desktop.widgets.templates.import_dialog import Stage

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


def test_a_first_start_brings_templates_and_an_import_adds_to_them(starters, user, tmp_path):
    library = user.app.pages.template_services.templates
    library.list.load()
    user.wait(lambda: library.list.named("Translate") is not None)
    file = tmp_path / "mine.json"
    file.write_text(json.dumps([{"name": "Mine", "user": "{{text}}"}]), "utf-8")
    user.app.workplace.pages.show_templates()
    mover = user.app.workplace.pages.templates.mover
    mover.bring([file])
    user.wait(lambda: mover.dialog.stage is Stage.CHOOSING)
    mover.dialog.go.click()
    user.wait(lambda: mover.dialog.stage is Stage.OVER)
    mover.dialog.reject()
    user.wait(lambda: library.list.named("Mine") is not None)
    assert len(library.list.all()) == 25


def test_a_file_of_templates_that_is_opened_shows_what_it_would_bring(start, tmp_path):
    file = tmp_path / "mine.fireside-templates"
    record = {
        "format": "fireside-templates",
        "version": 1,
        "templates": [{"name": "Mine", "user": "{{text}}"}],
    }
    file.write_text(json.dumps(record), "utf-8")
    user = start(wait=False)
    user.app.open([file])  # as a start with --open does, before the library is there
    user.wait(lambda: user.app.workplace is not None and user.app.workplace.pages.on_templates)
    mover = user.app.workplace.pages.templates.mover
    user.wait(lambda: mover.dialog.stage is Stage.CHOOSING)
    mover.dialog.go.click()
    user.wait(lambda: mover.dialog.stage is Stage.OVER)
    mover.dialog.reject()
    library = user.app.pages.template_services.templates.list
    user.wait(lambda: library.named("Mine") is not None)
    assert user.page.composer.attachments.files == ()
