"""Places real buttons over the items in sight: copy, try again, fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Message, Role
from desktop.widgets.transcript.buttons import Face, FlatButton
from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.fold_item import FoldItem
from desktop.widgets.transcript.footer_actions import ActionKind, neighbour
from desktop.widgets.transcript.frame_items import FooterItem
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.kit import Kit


class Wishes(QObject):
    """What a person wants to be done with a message. The view passes it on."""

    retry = Signal(object)  # MessageId
    retry_menu = Signal(object, object)  # MessageId, QMenu
    edit = Signal(object)  # MessageId of a question
    edit_summary = Signal(object)  # MessageId
    branch = Signal(object)  # MessageId of the neighbour
    go_on = Signal(object)  # MessageId
    delete = Signal(object)  # MessageId
    pin = Signal(object, bool)  # MessageId, whether it shall be pinned
    details = Signal(object)  # MessageId
    prompt = Signal(object)  # MessageId
    template = Signal(object)  # ToKeep: a message is to become a template

    def edit_message(self, message: Message) -> None:
        """Ask to edit a question or a summary."""
        (self.edit_summary if message.role is Role.SUMMARY else self.edit).emit(message.id)


@dataclass(frozen=True, slots=True)
class Key:
    """Tells one button from another as long as its item is in sight."""

    item: Item
    kind: ActionKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """A button that should be in sight."""

    key: Key
    face: Face
    row: int
    rect: QRect  # in the viewport
    always: bool


class Controls(QObject):
    """Makes, moves and removes the buttons of items. They are children of the viewport."""

    fold_toggled = Signal(int, object)  # row, FoldKey
    menu_requested = Signal(int, QPoint)  # row, where on the screen

    def __init__(self, viewport: QWidget, kit: Kit, wishes: Wishes) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._kit = kit
        self._wishes = wishes
        self._buttons: dict[Key, FlatButton] = {}
        self._rows: dict[Key, tuple[int, bool]] = {}
        self._hovered = -1
        self._newest = -1

    @property
    def buttons(self) -> list[FlatButton]:
        """The buttons in sight, from top to bottom."""
        return list(self._buttons.values())

    def row_of(self, widget: QWidget | None) -> int:
        """Give the row of the message that a button belongs to; −1 for any other widget."""
        return next((self._rows[key][0] for key, button in self._buttons.items() if button is widget), -1)

    def set_kit(self, kit: Kit) -> None:
        """Change the theme."""
        self._kit = kit
        self.place((), 0, -1)

    def hover(self, row: int) -> None:
        """Show the buttons of the message under the mouse; −1 is none."""
        if row != self._hovered:
            self._hovered = row
            self._reveal()

    def place(self, placed: Sequence[Placed], left: int, newest: int) -> None:
        """Put the buttons where their items are. `newest` is the row of the newest answer."""
        self._newest = newest
        wanted = [want for place in placed for want in _wanted(place, left)]
        keys = {want.key for want in wanted}
        for key in [key for key in self._buttons if key not in keys]:
            button = self._buttons.pop(key)
            if button.hasFocus():
                self._give_focus_back()
            button.hide()
            button.deleteLater()
        order = {want.key: self._buttons.get(want.key) or self._make(want) for want in wanted}
        changed = list(order) != list(self._buttons)
        self._buttons = order
        self._rows = {want.key: (want.row, want.always) for want in wanted}
        for want in wanted:
            button = self._buttons[want.key]
            button.set_face(want.face)
            if button.geometry() != want.rect:
                button.setGeometry(want.rect)
        if changed:
            self._chain()
        self._reveal()
        for button in self._buttons.values():
            button.show()

    def _give_focus_back(self) -> None:
        view = self._viewport.parentWidget()
        if view is not None:
            view.setFocus()

    def _chain(self) -> None:
        view = self._viewport.parentWidget()
        before = view if view is not None else self._viewport
        for button in self._buttons.values():
            QWidget.setTabOrder(before, button)
            before = button

    def _reveal(self) -> None:
        for key, button in self._buttons.items():
            row, always = self._rows[key]
            button.reveal(always or row in (self._hovered, self._newest))

    def _make(self, want: Wanted) -> FlatButton:
        key = want.key
        button = FlatButton(want.face, self._kit.theme, self._kit.icons, self._viewport)
        button.setObjectName(f"{'code' if isinstance(key.item, CodeItem) else 'message'}_{key.kind}")
        button.clicked.connect(lambda: self._act(key, button))
        return button

    def _act(self, key: Key, button: FlatButton) -> None:
        row = self._rows[key][0]
        match key.item:
            case CodeItem() as item:
                _copy(item.block.source, button)
            case FoldItem() as item:
                self.fold_toggled.emit(row, item.key)
            case FooterItem() as item if key.kind is ActionKind.COPY:
                _copy(item.message.text, button)
            case FooterItem() if key.kind is ActionKind.MORE:
                self.menu_requested.emit(row, button.mapToGlobal(QPoint(0, button.height() + 2)))
            case FooterItem() as item:
                self._ask(key.kind, item.message)
            case _:
                raise TypeError(f"no button belongs to {type(key.item).__name__}")

    def _ask(self, kind: ActionKind, message: Message) -> None:
        match kind:
            case ActionKind.RETRY:
                self._wishes.retry.emit(message.id)
            case ActionKind.EDIT:
                self._wishes.edit_message(message)
            case ActionKind.CONTINUE:
                self._wishes.go_on.emit(message.id)
            case ActionKind.DELETE:
                self._wishes.delete.emit(message.id)
            case ActionKind.PIN:
                self._wishes.pin.emit(message.id, not message.pinned)
            case _:
                self._wishes.branch.emit(neighbour(message, kind))


def _wanted(place: Placed, left: int) -> list[Wanted]:
    x, y = left + place.x, place.y
    match place.item:
        case CodeItem() as item if item.leaf.first:
            translate = QCoreApplication.translate
            face = Face("copy", translate("Transcript", "Copy"), translate("Transcript", "Copy the code"))
            key = Key(item, ActionKind.COPY)
            return [Wanted(key, face, place.row, item.copy_rect.translated(x, y), True)]
        case FoldItem() as item:
            rect = item.rect.translated(x, y)
            return [Wanted(Key(item, ActionKind.FOLD), item.face, place.row, rect, True)]
        case FooterItem() as item:
            return [
                Wanted(
                    Key(item, action.kind),
                    action.face,
                    place.row,
                    action.rect.translated(x, y),
                    action.always,
                )
                for action in item.arrangement.actions
            ]
        case _:
            return []


def _copy(text: str, button: FlatButton) -> None:
    QGuiApplication.clipboard().setText(text)
    button.show_copied()
