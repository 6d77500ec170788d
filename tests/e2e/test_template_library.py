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
