"""The recipe of the bundle leaves out nothing that the program imports; read without making a bundle."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "desktop"
SPEC = ROOT / "packaging" / "fireside.spec"
IMPORT = re.compile(r"^\s*(?:from\s+([\w.]+)\s+import\s+(\([^)]*\)|.*)|import\s+([\w., ]+))", re.MULTILINE)
STRING = re.compile(r"""["']([A-Za-z_]\w*(?:\.\w+)+)["']""")  # for import_module


@cache
def recipe():
    return ast.parse(SPEC.read_text("utf-8"))


@cache
def excluded():
    """Give the modules that the recipe leaves out."""
    calls = [each for each in ast.walk(recipe()) if isinstance(each, ast.Call)]
    (analysis,) = [each for each in calls if getattr(each.func, "id", "") == "Analysis"]
    (names,) = [word.value for word in analysis.keywords if word.arg == "excludes"]
    return set(ast.literal_eval(names))


def constant(name):
    """Give a name's tuple of the recipe."""
    found = [
        each
        for each in recipe().body
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == name
    ]
    return ast.literal_eval(found[0].value)


def function(name, **known):
    """Give a function of the recipe; it knows nothing else of it."""
    (found,) = [each for each in recipe().body if getattr(each, "name", "") == name]
    names = dict(known)
    exec(compile(ast.Module([found], []), str(SPEC), "exec"), names)
    return names[name]


def imported_in(text):
    """Give every module that a file imports, anywhere in it, or perhaps imports by a string."""
    for module, names, plain in IMPORT.findall(text):
        yield from re.findall(r"[\w.]+", plain) or [module]
        yield from (f"{module}.{name}" for name in re.findall(r"\w+", names) if module)
    yield from STRING.findall(text)


@cache
def imports():
    """Give what the program imports, and one file that does so."""
    found = {}
    for path in DESKTOP.rglob("*.py"):
        for name in imported_in(path.read_text("utf-8")):
            found.setdefault(name, path.relative_to(ROOT))
    return found


def left_out(name, excludes):
    return name in excludes or any(name.startswith(f"{each}.") for each in excludes)


ELSEWHERE = {  # only in a checkout
    "desktop.bench.view_bare",
    "numpy",  # of `bench quants`, which says so
}


def test_nothing_that_the_program_imports_is_left_out_of_the_bundle():
    lost = {
        name: str(path)
        for name, path in imports().items()
        if left_out(name, excluded()) and name not in ELSEWHERE
    }
    assert lost == {}


@pytest.mark.parametrize("name", ["QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork", "QtPrintSupport"])
def test_every_part_of_qt_that_is_imported_is_known_here(name):
    assert any(each.startswith(f"PySide6.{name}") for each in imports())


def test_the_check_itself_sees_what_is_left_out():
    text = "def f():\n    from PySide6 import (\n QtCore,\n QtQml)\n import numpy as np\n g('tkinter.ttk')\n"
    found = {name for name in imported_in(text) if left_out(name, excluded())}
    assert found == {"PySide6.QtQml", "numpy", "tkinter.ttk"}


def test_the_plugins_that_the_window_needs_are_kept():
    kept = constant("KEPT_PLUGINS")
    for folder in ("platforms", "iconengines", "imageformats", "printsupport", "platforminputcontexts"):
        assert folder.startswith(kept), folder


ENGINES = {  # what lies in the folder of a wheel, and what of it is packed
    "win32": (["ggml-cpu-haswell.dll", "llama.dll"], ["mtmd.dll", "llama.lib"]),
    "darwin": (["libggml-cpu-apple_m1.so", "libggml-metal.so", "libllama.dylib"], ["libmtmd.dylib"]),
    "linux": (["libggml-cpu-haswell.so", "libllama.so.0"], ["libllama.so", "libllama.so.0.1", "libmtmd.so"]),
}


@pytest.mark.parametrize("system", ENGINES)
def test_the_engine_is_packed_with_all_its_modules(tmp_path, system):
    packed, left = ENGINES[system]
    for name in (*packed, *left):
        (tmp_path / name).touch()
    native = function(
        "native",
        os=SimpleNamespace(environ={"FIRESIDE_ENGINE": str(tmp_path)}),
        re=re,
        Path=Path,
        WINDOWS=system == "win32",
        MAC=system == "darwin",
        UNUSED=constant("UNUSED"),
        resolve_library_path=lambda name: None,
    )
    files, links = native()
    assert [Path(source).name for _, source, _ in files] == packed
    assert [(name, to) for name, to, _ in links] == (
        [("llama_cpp/lib/libllama.so", "libllama.so.0")] if system == "linux" else []
    )
