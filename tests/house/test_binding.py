"""PySide6 6.12.0 on Python 3.11 loses a reference a call; the process dies after some five thousand."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_a_qt_call_keeps_the_reference_count_of_none():
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(100):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 50
