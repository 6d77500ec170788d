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
