"""What loads what, seen at run time."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded(modules, unwanted):
    code = (
        f"import sys\nfor name in {modules!r}: __import__(name)\n"
        f"print([m for m in sys.modules if m.split('.')[0] in {unwanted!r}])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return result.stdout.strip()


def test_services_and_command_line_run_without_qt_and_without_llama():
    modules = ["desktop.__main__", "desktop.cli.chat", "desktop.services.assembly", "desktop.engine.llama"]
    assert loaded(modules, {"PySide6", "llama_cpp"}) == "[]"


def test_the_engine_process_imports_no_database_and_no_window():
    modules = ["desktop.__main__", "desktop.engine.worker", "desktop.engine.llama"]
    assert loaded(modules, {"PySide6", "sqlalchemy", "markdown_it", "huggingface_hub"}) == "[]"


@pytest.mark.parametrize(
    "library", ["sqlalchemy", "markdown_it", "pygments", "mathra", "huggingface_hub", "jinja2"]
)
def test_the_first_frame_does_not_wait_for(library):
    assert loaded(["desktop.app"], {library}) == "[]"


def ours_among(modules, unwanted):
    code = (
        f"import sys\nfor name in {modules!r}: __import__(name)\n"
        f"print([m for m in sys.modules if m.startswith({unwanted!r})])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return result.stdout.strip()


HEAVY = ("desktop.services", "desktop.engine", "desktop.hub", "desktop.core.chat", "desktop.core.errors")
SETTINGS = ("desktop.core.setting_list", "desktop.core.settings")


def test_the_outlines_wait_for_nothing_but_qt_and_a_few_modules():
    assert ours_among(["desktop.app_runs"], (*HEAVY, *SETTINGS, "desktop.store", "sqlite3")) == "[]"


def test_the_field_and_the_list_wait_for_no_service_and_no_sqlalchemy():
    modules = ["desktop.widgets.first_parts", "desktop.store.first_chats", "desktop.core.alone"]
    assert loaded(modules, {"sqlalchemy", "huggingface_hub", "markdown_it", "psutil"}) == "[]"
    assert ours_among(modules, (*HEAVY, *SETTINGS)) == "[]"


def test_what_is_seldom_shown_and_what_the_engine_is_made_of_are_not_imported_with_the_window():
    pages = ("desktop.widgets.models.page", "desktop.widgets.templates.page", "desktop.widgets.settings.page")
    modules = ["desktop.widgets.workplace", "desktop.engine.shipped"]
    assert ours_among(modules, (*pages, "desktop.engine.llama", "desktop.engine.model")) == "[]"


def test_what_can_be_typed_into_does_not_wait_for_the_database_or_the_hub():
    modules = ["desktop.widgets.workplace", "desktop.widgets.actions", "desktop.services.assembly"]
    assert loaded(modules, {"sqlalchemy", "huggingface_hub", "httpx2"}) == "[]"


def test_the_window_does_not_wait_for_what_commands_need():
    code = (
        "import sys\nfrom desktop.cli.main import read\n"
        "assert read(['--offline', '--data-dir', 'x']).command is None\n"
        "print([m for m in sys.modules if m in ('desktop.core.advice', 'desktop.cli.output')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_pages_are_made_without_what_is_seldom_needed():
    modules = ["desktop.viewmodels.light_imports", "desktop.app", "desktop.app_pages"]
    assert loaded(modules, {"difflib", "xml"}) == "[]"
    assert ours_among(modules, ("urllib.request", "pygments", "sqlalchemy")) == "[]"
