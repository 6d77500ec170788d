"""What is chosen in the trash: how a chat begins, or how many there are, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.chat import Role
from desktop.core.trash import Beginning
from desktop.widgets.look import Look
from desktop.widgets.templates.text_view import Section, TextView


class TrashPreview(QWidget):
    """Shows texts as they are, and can only be read."""

    restore_asked = Signal()
    remove_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._messages: Sequence[Beginning] = ()
        self.title, self.about = QLabel(), QLabel()
        self.title.setObjectName("cardtitle")
        self.about.setObjectName("cardhint")
        for label in (self.title, self.about):
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
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title, self.about):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.restore.clicked.connect(self.restore_asked)
        self.remove.clicked.connect(self.remove_asked)
        self._say()

    def show_chats(self, first: Sequence[tuple[str, str]], count: int) -> None:
        """Name the one chat that is chosen, or say how many are; its messages come later."""
        title, about = first[0] if count == 1 else ("", "")
        self.title.setText(title if count == 1 else self.tr("%Ln chat(s) selected", "", count))
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.view.setVisible(count == 1)
        for button in (self.restore, self.remove):
            button.setEnabled(count > 0)

    def show_messages(self, messages: Sequence[Beginning], count: int) -> None:
        """Show how a chat of so many messages begins."""
        self._messages, self._count = messages, count
        self._say_messages()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._say_messages()
        super().changeEvent(event)

    def _say_messages(self) -> None:
        messages, more = self._messages, self._count - len(self._messages)
        sections = [
            Section(self._role(each.role), f"{each.text}…" if each.more else each.text) for each in messages
        ]
        if messages and more > 0:
            sections.append(Section(self.tr("%Ln more message(s)", "", more)))
        self.view.show_sections(sections)

    def _role(self, role: Role) -> str:
        match role:
            case Role.USER:
                return self.tr("You")
            case Role.ASSISTANT:
                return self.tr("Model")
            case Role.SUMMARY:
                return self.tr("Summary")
            case Role.SYSTEM:
                return self.tr("System prompt")

    def _say(self) -> None:
        self.restore.setText(self.tr("Restore"))
        self.remove.setText(self.tr("Delete for good…"))
        self.view.setAccessibleName(self.tr("How the chat begins"))
