"""What importing costs beside PySide6."""

from __future__ import annotations

import subprocess
import sys

from desktop.viewmodels.light_imports import take_back


def said(code):
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return result.stdout.split()


def test_no_source_is_read_for_an_import():
    code = (
        "import linecache, sys\n{}"
        "import desktop.core.settings\n"
        "print(len(linecache.cache), 'PySide6.QtCore' in sys.modules)"
    )
    lightly = "from desktop.viewmodels.light_imports import import_lightly\nimport_lightly()\n"
    read, with_qt = said(code.format(lightly))
    usually, _ = said(code.format("import PySide6.QtCore\n"))
    assert with_qt == "True"
    assert int(read) < int(usually)  # PySide6 reads some of its own before anybody can keep it from that
    assert said(code.format(lightly + "linecache.clearcache()\n"))[0] == "0"


def test_everything_of_qt_can_be_imported_as_before():
    code = (
        "from desktop.viewmodels.light_imports import import_lightly\nimport_lightly()\nimport_lightly()\n"
        "import builtins\nfrom PySide6 import QtNetwork, QtSvg, QtWidgets\nfrom PySide6.QtGui import *\n"
        "print(QColor(1, 2, 3).name(), QtWidgets.QLabel.__name__, QtSvg.QSvgRenderer.__name__,"
        " builtins.__import__ is builtins.__orig_import__)"
    )
    assert said(code) == ["#010203", "QLabel", "QSvgRenderer", "True"]


def test_another_pyside6_is_left_as_it_is():
    ours, theirs, before = object(), object(), object()
    for names in (
        {"__import__": ours},
        {"__import__": theirs, "__feature_import__": theirs},
        {"__import__": ours, "__orig_import__": before},
        {"__import__": ours, "__feature_import__": theirs, "__orig_import__": before},  # a debugger's, say
    ):
        kept = dict(names)
        take_back(names)
        assert names == kept


def test_what_was_there_before_is_put_back():
    theirs, before = object(), object()
    names = {"__import__": theirs, "__feature_import__": theirs, "__orig_import__": before}
    take_back(names)
    assert names["__import__"] is before
