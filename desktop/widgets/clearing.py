"""Names the cross with which Qt clears a field."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

CROSS = "_q_qlineeditclearaction"  # as Qt calls it


def name_cross(field: QLineEdit) -> None:
    """Say what the cross of a search field does, in the window's language; Qt gives it no words."""
    for cross in field.findChildren(QAction, CROSS):  # there is one, or none
        cross.setText(QCoreApplication.translate("ChatSearchPanel", "Clear the search"))
