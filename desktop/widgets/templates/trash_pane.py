"""A template that lies in the trash: what it says, and what can be done with it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.templates import TRASH_DAYS, Draft, Template
from desktop.widgets.look import Look
from desktop.widgets.templates.plain_text import one_line
from desktop.widgets.templates.text_view import TextView
from desktop.widgets.templates.version_words import VersionWords


class TrashPane(QWidget):
    """Shows it, and asks."""

    restore_asked = Signal()
    remove_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template: Template | None = None
        self._words = VersionWords(self)
        self.title, self.sentence = QLabel(), QLabel()
        self.title.setObjectName("cardtitle")
        self.sentence.setObjectName("cardhint")
        for label in (self.title, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.restore, self.remove = QPushButton(), QPushButton()
        self.restore.setProperty("primary", True)
        self.view = TextView(look)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.restore)
        row.addWidget(self.remove)
        row.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.title)
        page.addWidget(self.sentence)
        page.addLayout(row)
        page.addWidget(self.view, 1)
        self.restore.clicked.connect(self.restore_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.say()

    def show_template(self, template: Template) -> None:
        """Show this one."""
        self._template = template
        self.say()

    def say(self) -> None:
        """Speak the language of the window."""
        self.restore.setText(self.tr("Restore"))
        self.remove.setText(self.tr("Delete for good…"))
        template = self._template
        if template is None or template.deleted is None:
            return
        self.title.setText(one_line(template.name))
        end = (template.deleted + timedelta(days=TRASH_DAYS)).astimezone()
        day = QLocale().toString(QDate(end.year, end.month, end.day), QLocale.FormatType.LongFormat)
        self.sentence.setText(self.tr("In the trash. It is deleted for good on {day}.").format(day=day))
        draft = Draft(template.name, template.body, template.description)
        self.view.show_sections(list(self._words.sections(draft)))
