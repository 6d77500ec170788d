"""The menu of one message: what can be done with it, and what is known about how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.chat import Message, Role, Status
from desktop.core.template_saving import Piece
from desktop.widgets.transcript.controls import Wishes
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.footer_actions import continuable
from desktop.widgets.transcript.leaves import joined
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.origins import is_example
from desktop.widgets.transcript.piece import piece_in
from desktop.widgets.transcript.selection import Selection
from desktop.widgets.transcript.summary_item import unfinished


@dataclass(frozen=True, slots=True)
class ToKeep:
    """A message that is to become a template, with what is selected in it."""

    message: Message
    piece: Piece | None
    plain: str  # its text without markup


class MessageMenus(QObject):
    """Fills menus when they are about to be shown."""

    def __init__(
        self, view: QWidget, flow: Flow, parser: Parser, wishes: Wishes, selection: Selection
    ) -> None:
        super().__init__(view)
        self._view = view
        self._flow = flow
        self._parser = parser
        self._wishes = wishes
        self._selection = selection

    @Slot(int, QPoint)
    def open(self, row: int, point: QPoint) -> QMenu:
        """Show the menu of a message at a point of the screen; it deletes itself when it is closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.attach(menu, row)
        menu.popup(point)
        return menu

    def attach(self, menu: QMenu, row: int) -> None:
        """Let a menu end with what can be done with a message."""
        menu.aboutToShow.connect(lambda: self._fill(menu, row))

    def plain(self, row: int) -> str:
        """Give the text of a message without its markup."""
        message = self._flow.entries[row].message
        return joined(self._parser.leaves(message.text, message.role is Role.USER))

    def kept(self, row: int) -> ToKeep:
        """Give what a template can be made of."""
        message = self._flow.entries[row].message
        piece = piece_in(self._flow, self._parser, self._selection, row)
        return ToKeep(message, piece, self.plain(row))

    def _fill(self, menu: QMenu, row: int) -> None:
        if row >= len(self._flow.entries):
            return
        message = self._flow.entries[row].message
        if menu.actions():
            menu.addSeparator()
        if message.status is Status.STREAMING:
            self._add_copies(menu, row, message)
        elif message.role is Role.ASSISTANT and not is_example(message):
            self._fill_for_answer(menu, row, message)
        else:
            self._add_main(menu, message)
            self._add_copies(menu, row, message)
            self._add_template(menu, row, message)
            self._add_pin(menu, message)
            self._add_delete(menu, message)

    def _add_main(self, menu: QMenu, message: Message) -> None:
        """Add what is mostly wanted of a question or a summary."""
        if message.role in (Role.SYSTEM, Role.ASSISTANT):
            return
        if message.role is Role.SUMMARY and unfinished(message):
            menu.addAction(self.tr("Try again"), lambda: self._wishes.retry.emit(message.id))
            return
        summary = message.role is Role.SUMMARY
        edit = self.tr("Edit the summary") if summary else self.tr("Edit the message")
        menu.addAction(edit, lambda: self._wishes.edit_message(message))

    def _fill_for_answer(self, menu: QMenu, row: int, message: Message) -> None:
        wishes = self._wishes
        if continuable(message, row == len(self._flow.entries) - 1):
            menu.addAction(self.tr("Continue"), lambda: wishes.go_on.emit(message.id))
        menu.addAction(self.tr("Try again"), lambda: wishes.retry.emit(message.id))
        wishes.retry_menu.emit(message.id, menu)
        menu.addSeparator()
        self._add_copies(menu, row, message)
        self._add_template(menu, row, message)
        self._add_pin(menu, message)
        menu.addSeparator()
        if message.record is not None:
            details = self.tr("How this answer came about…")
            menu.addAction(details, lambda: wishes.details.emit(message.id))
        menu.addAction(self.tr("Show the exact prompt…"), lambda: wishes.prompt.emit(message.id))
        self._add_delete(menu, message)

    def _add_copies(self, menu: QMenu, row: int, message: Message) -> None:
        plain = menu.addAction(self.tr("Copy as plain text"), lambda: _copy(self.plain(row)))
        markdown = menu.addAction(self.tr("Copy as Markdown"), lambda: _copy(message.text))
        for action in (plain, markdown):
            action.setEnabled(bool(message.text))

    def _add_template(self, menu: QMenu, row: int, message: Message) -> None:
        if message.role is not Role.SUMMARY and message.text:
            menu.addAction(self.tr("Save as template…"), lambda: self._wishes.template.emit(self.kept(row)))

    def _add_pin(self, menu: QMenu, message: Message) -> None:
        if message.role in (Role.SUMMARY, Role.SYSTEM):
            return
        pin = menu.addAction(self.tr("Always keep in the context"))
        pin.setCheckable(True)
        pin.setChecked(message.pinned)
        pin.triggered.connect(lambda: self._wishes.pin.emit(message.id, not message.pinned))

    def _add_delete(self, menu: QMenu, message: Message) -> None:
        menu.addSeparator()
        menu.addAction(self.tr("Delete the message"), lambda: self._wishes.delete.emit(message.id))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
