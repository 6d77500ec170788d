"""The button that puts fields, variables and conditions into the text of a template."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.widgets.look import Look
from desktop.widgets.pills import name_button
from desktop.widgets.templates.template_text import TemplateText


class InsertButton(QToolButton):
    """Works on the text that had the keyboard last."""

    def __init__(self, look: Look, text: TemplateText) -> None:
        super().__init__()
        self.setObjectName("insertbutton")
        self._look = look
        self._text = text
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self._open)
        look.changed.connect(self._dress)
        self._dress()

    @Slot(object)
    def work_on(self, text: TemplateText) -> None:
        """Put what is chosen in there."""
        self._text = text

    def menu_of(self) -> QMenu:
        """Make the menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text.insertions.fill_menu(menu)
        return menu

    def say(self) -> None:
        """Speak the language of the window."""
        name_button(self, self.tr("Insert"))
        self.setToolTip(self.tr("Put a field, a variable or a condition into the text"))

    @Slot()
    def _open(self) -> None:
        self.menu_of().popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("braces"))
        self.setIconSize(QSize(15, 15))
