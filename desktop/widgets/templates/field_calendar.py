"""The calendar that a date is taken from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from desktop.widgets.look import Look


def make_calendar(look: Look) -> QCalendarWidget:
    """Make a calendar in the colours of the theme; Qt's own has arrows and weekends of its own."""
    calendar = QCalendarWidget()
    calendar.setObjectName("fieldcalendar")
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if button is not None:
            button.setIcon(look.icon(icon))
    day = QTextCharFormat()
    day.setForeground(look.theme.color("text2"))
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekend, day)
    return calendar
