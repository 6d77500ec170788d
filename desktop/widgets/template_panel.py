"""Asks above the composer for the fields of a template, and shows what it would make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.template_values import Wrong
from desktop.core.user_error import UserError
from desktop.viewmodels.template_use import Asked, Preview
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.fields_form import FieldsForm
from desktop.widgets.templates.plain_text import one_line

SHOWN = 2_000  # characters of a preview; the text itself may be as long as a book
PREVIEW, AROUND, LEAST, GOOD = 76, 152, 84, 170  # px: preview, what is around it and the form, forms


class TemplatePanel(QFrame):
    """Enter puts the text into the composer, Ctrl+Enter sends it, Escape closes."""

    changed = Signal(object)  # values by the names of the fields
    used = Signal(object, bool)  # values, whether to send at once
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templatepanel")
        self._look = look
        self._asked: Asked | None = None
        self._preview: Preview | None = None
        self._room = 400
        self._icon, self.title, self.tokens = QLabel(), QLabel(), QLabel()
        self.dismiss = QToolButton()
        self.form = FieldsForm(look)
        self.preview = QPlainTextEdit()
        self.insert, self.send = QPushButton(), QPushButton()
        self._lay_out()
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._insert)
        self.form.resized.connect(self._fit)
        self.insert.clicked.connect(self._insert)
        self.send.clicked.connect(self._send)
        self.dismiss.clicked.connect(self.closed)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._send)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self.hide()

    def open_for(self, asked: Asked) -> None:
        """Ask for the fields of a template."""
        self._asked, self._preview = asked, None
        self.preview.clear()
        self.form.show_fields(asked.fields, asked.values)
        self._say()
        self.show()
        self._fit()
        self.form.begin()

    @Slot()
    def close_panel(self) -> None:
        """Forget what was filled in."""
        self._asked = None
        self.hide()
        self.form.show_fields((), {})
        self.preview.clear()

    @Slot(object)
    def show_preview(self, preview: Preview) -> None:
        """Show what would be made."""
        self._preview = preview
        text = "\n\n".join(part for part in (preview.system, preview.user) if part.strip())
        if preview.refused is not None:
            notice = describe(preview.refused, QtSpeaker())
            text = f"{notice.what} {notice.advice}"
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        if shown != self.preview.toPlainText():
            self.preview.setPlainText(shown)
        self._say()

    @Slot(object)
    def mark(self, wrongs: Sequence[Wrong]) -> None:
        """Say what is missing."""
        self.form.mark(wrongs)

    @Slot(object)
    def mark_errors(self, errors: Mapping[str, UserError]) -> None:
        """Say which files cannot be read."""
        self.form.mark_errors(errors)

    def give_room(self, height: int) -> None:
        """Take at most so much of the page's height."""
        self._room = height
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            if self._preview is not None:
                self.show_preview(self._preview)
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.title.setObjectName("heading")
        self.tokens.setObjectName("caption")
        for label in (self.title, self.tokens):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.dismiss.setIconSize(QSize(16, 16))
        self.preview.setObjectName("templatepreview")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.insert.setProperty("primary", True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self.title, 1)
        head.addWidget(self.dismiss)
        foot.addWidget(self.tokens, 1)
        foot.addWidget(self.send)
        foot.addWidget(self.insert)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 10, 10)
        page.setSpacing(8)
        page.addLayout(head)
        page.addWidget(self.form)
        page.addWidget(self.preview)
        page.addLayout(foot)
        QWidget.setTabOrder(self.preview, self.insert)
        QWidget.setTabOrder(self.insert, self.send)
        QWidget.setTabOrder(self.send, self.dismiss)

    @Slot()
    def _fit(self) -> None:
        """Share the room: first the form, then the preview."""
        rows = self.form.height_of_rows()
        preview = min(PREVIEW, max(0, self._room - AROUND - min(rows, GOOD)))
        self.preview.setVisible(preview >= PREVIEW // 2)
        self.preview.setFixedHeight(max(preview, 1))
        form = max(LEAST, min(rows, self._room - AROUND - preview))
        if form != self.form.height():
            self.form.setFixedHeight(form)

    @Slot()
    def _changed(self) -> None:
        self.changed.emit(self.form.values())

    @Slot()
    def _insert(self) -> None:
        self.used.emit(self.form.values(), False)

    @Slot()
    def _send(self) -> None:
        self.used.emit(self.form.values(), True)

    def _say(self) -> None:
        asked = self._asked
        name = one_line(asked.template.name) if asked is not None else ""
        self.title.setText(name)
        self.setAccessibleName(self.tr("Fields of the template {name}").format(name=name))
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.setPlaceholderText(self.tr("Preview"))
        self.dismiss.setAccessibleName(self.tr("Close"))
        self.dismiss.setToolTip(self.tr("Close"))
        system_only = asked is not None and not asked.template.body.user.strip()
        self.insert.setText(self.tr("Use for this chat") if system_only else self.tr("Insert"))
        self.insert.setToolTip(self.tr("Enter"))
        self.send.setText(self.tr("Send"))
        self.send.setToolTip(self.tr("Ctrl+Enter"))
        self.send.setVisible(not system_only)
        preview = self._preview
        self.tokens.setText(self._count(preview) if preview is not None and preview.refused is None else "")

    def _count(self, preview: Preview) -> str:
        number = QLocale().toString(preview.tokens)
        words = self.tr("{tokens} tokens") if preview.exact else self.tr("about {tokens} tokens")
        if preview.examples:
            words += " · " + self.tr("%Ln example(s)", "", preview.examples)
        return words.format(tokens=number)

    @Slot()
    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        icon = self._look.icons.pixmap("layout-template", self._look.theme.color("link"), 16, ratio)
        self._icon.setPixmap(icon)
        self.dismiss.setIcon(self._look.icon("x"))
