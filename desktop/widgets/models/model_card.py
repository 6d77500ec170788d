"""The text that a publisher wrote about a model, painted as conversations are: nothing in it is fetched."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.chat import AnswerRecord, Message, MessageId, Role, Status, clean
from desktop.viewmodels.messages import MessageRole
from desktop.widgets.look import Look
from desktop.widgets.models.discover_rows import Index
from desktop.widgets.transcript.frame_items import NEVER
from desktop.widgets.transcript.view import TranscriptView

LONGEST = 200_000  # characters that are shown


class _One(QAbstractListModel):
    """A model with one message, or none."""

    def __init__(self, message: Message | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._message = message

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._message is None else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._message if role == MessageRole.MESSAGE else None

    def grow(self, text: str) -> None:
        if self._message is not None:
            self._message = replace(self._message, text=text)
            self.dataChanged.emit(self.index(0), self.index(0))


class ModelCard(TranscriptView):
    """Shows Markdown from anybody. Links are told by `link_activated` only."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look.theme, look.icons, parent)
        self._look = look
        self._rows = _One(None)
        self.parts.jumps = False  # the end of a text is not what is new in it
        self.setAccessibleName(self.tr("Model card"))
        look.changed.connect(self._dress)

    def show_card(self, name: str, text: str) -> None:
        """Show a text from its beginning."""
        # an answer on its way has no buttons: there is nothing to retry or to delete here
        message = Message(
            MessageId(0),
            None,
            Role.ASSISTANT,
            clean(text[:LONGEST]),
            Status.STREAMING,
            NEVER,
            AnswerRecord(name, ""),
        )
        before, self._rows = self._rows, _One(message if text else None, self)
        self.set_model(self._rows)
        before.deleteLater()
        self.verticalScrollBar().setValue(0)

    def grow_card(self, text: str) -> None:
        """Show more of the text that is shown; what is in sight stays."""
        self._rows.grow(clean(text[:LONGEST]))

    def context_menu(self, point: QPointF, row: int = -1) -> QMenu:
        """Make the menu for a point: it is a text, not a message."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        link = self.parts.pointer.under.link_at(point)
        copy = menu.addAction(self.tr("Copy"), self.parts.copying.copy)
        copy.setEnabled(self.parts.selection.range is not None)
        if link:
            menu.addAction(self.tr("Copy link"), lambda: QGuiApplication.clipboard().setText(link))
        menu.addAction(self.tr("Select all"), self.select_all)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy and to select."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self.viewport().rect().center() if by_key else event.pos()
        self.context_menu(QPointF(point)).popup(self.viewport().mapToGlobal(point))

    @Slot()
    def _dress(self) -> None:
        self.set_theme(self._look.theme)
