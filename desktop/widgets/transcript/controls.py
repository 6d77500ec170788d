"""Places real buttons over the items in sight: copy, try again, jump to the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Message, Role
from desktop.widgets.transcript.buttons import Face, FlatButton
from desktop.widgets.transcript.code_item import CodeItem
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.footer_actions import ActionKind, neighbour
from desktop.widgets.transcript.frame_items import FooterItem
from desktop.widgets.transcript.item import Item
from desktop.widgets.transcript.kit import Kit


@dataclass(frozen=True, slots=True)
class Key:
    """Tells one button from another as long as its item is in sight."""

    item: Item
    kind: ActionKind
    label: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A button that should be in sight."""

    key: Key
    row: int
    rect: QRect  # in the viewport
    always: bool


class Controls(QObject):
    """Makes, moves and removes the buttons of items. They are children of the viewport."""

    retry_requested = Signal(object)  # MessageId
    edit_requested = Signal(object)  # MessageId
    branch_requested = Signal(object)  # MessageId of the neighbour

    def __init__(self, viewport: QWidget, kit: Kit) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._kit = kit
        self._buttons: dict[Key, FlatButton] = {}
        self._rows: dict[Key, tuple[int, bool]] = {}
        self._hovered = -1
        self._newest = -1

    @property
    def buttons(self) -> list[FlatButton]:
        """The buttons in sight, from top to bottom."""
        return list(self._buttons.values())

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
        before: QWidget = self._viewport
        for button in self._buttons.values():
            QWidget.setTabOrder(before, button)
            before = button

    def _reveal(self) -> None:
        for key, button in self._buttons.items():
            row, always = self._rows[key]
            button.reveal(always or row in (self._hovered, self._newest))

    def _make(self, want: Wanted) -> FlatButton:
        key = want.key
        button = FlatButton(_face(key), self._kit.theme, self._kit.icons, self._viewport)
        button.setObjectName(f"{'code' if isinstance(key.item, CodeItem) else 'message'}_{key.kind}")
        item = key.item
        if isinstance(item, CodeItem):
            button.clicked.connect(lambda: _copy(item.block.source, button))
        elif isinstance(item, FooterItem) and key.kind is ActionKind.COPY:
            button.clicked.connect(lambda: _copy(item.message.text, button))
        elif isinstance(item, FooterItem):
            button.clicked.connect(lambda: self._ask(key.kind, item.message))
        return button

    def _ask(self, kind: ActionKind, message: Message) -> None:
        if kind is ActionKind.RETRY:
            self.retry_requested.emit(message.id)
        elif kind is ActionKind.EDIT:
            self.edit_requested.emit(message.id)
        else:
            self.branch_requested.emit(neighbour(message, kind))


def _wanted(place: Placed, left: int) -> list[Wanted]:
    item = place.item
    x, y = left + place.x, place.y
    if isinstance(item, CodeItem) and item.leaf.first:
        label = QCoreApplication.translate("Transcript", "Copy")
        key = Key(item, ActionKind.COPY, label)
        return [Wanted(key, place.row, item.copy_rect.translated(x, y), True)]
    if isinstance(item, FooterItem):
        return [
            Wanted(
                Key(item, action.kind, action.label), place.row, action.rect.translated(x, y), action.always
            )
            for action in item.arrangement.actions
        ]
    return []


def _face(key: Key) -> Face:
    if isinstance(key.item, CodeItem):
        return Face("copy", key.label, QCoreApplication.translate("Transcript", "Copy the code"))
    translate = QCoreApplication.translate
    match key.kind:
        case ActionKind.RETRY:
            name = translate("Transcript", "Try again")
            return Face("refresh-cw", key.label, name, outlined=bool(key.label))
        case ActionKind.EDIT:
            return Face("pencil", "", translate("Transcript", "Edit the message"))
        case ActionKind.PREVIOUS:
            return Face("chevron-left", "", translate("Transcript", "Show the branch before"))
        case ActionKind.NEXT:
            return Face("chevron-right", "", translate("Transcript", "Show the next branch"))
        case ActionKind.COPY:
            if isinstance(key.item, FooterItem) and key.item.message.role is Role.USER:
                return Face("copy", "", translate("Transcript", "Copy the message"))
            return Face("copy", "", translate("Transcript", "Copy the answer as Markdown"))


def _copy(text: str, button: FlatButton) -> None:
    QGuiApplication.clipboard().setText(text)
    button.show_copied()
