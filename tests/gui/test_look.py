"""How the application is dressed, and by whom."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.core.settings import Appearance
from desktop.widgets.look import Look


def test_the_look_of_a_run_that_is_over_dresses_the_application_no_more(qapp):
    before, sheet = Look(qapp, Appearance.SYSTEM), qapp.styleSheet()
    before.wear()
    before.close()
    before.close()  # nothing more happens
    now = Look(qapp, Appearance.LIGHT)
    now.wear()
    told = []
    for look in (before, now):
        look.changed.connect(lambda look=look: told.append(look))
    worn = qapp.palette().window().color()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert told == []
    assert qapp.palette().window().color() == worn
    now.close()
    qapp.setStyleSheet(sheet)


def test_a_look_that_follows_the_system_hears_of_its_colours_as_long_as_it_is_worn(qapp):
    look, sheet = Look(qapp, Appearance.SYSTEM), qapp.styleSheet()
    told = []
    look.changed.connect(lambda: told.append(1))
    look.wear()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert len(told) == 2
    look.close()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert len(told) == 2
    qapp.setStyleSheet(sheet)
