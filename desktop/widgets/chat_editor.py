"""The field to rename a chat or a folder in its row."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.folders import LONGEST_NAME
from desktop.viewmodels.chats import ChatRole, ChatRow
from desktop.widgets.chat_rows import SIDE, STEP
from desktop.widgets.light_list import Index
from desktop.widgets.row_option import rect_of

LONGEST_TITLE = 200  # characters
FILLED = "filled"


class ChatEditor(QStyledItemDelegate):
    """Makes the field; the list paints its rows itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field."""
        row: ChatRow = index.data(ChatRole.ROW)
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_TITLE if row.chat is not None else LONGEST_NAME)
        editor.setAccessibleName(self.tr("New name"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the field once: what is typed stays, whatever becomes of the row meanwhile."""
        if not editor.property(FILLED):
            editor.setProperty(FILLED, True)
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the field over the row."""
        row: ChatRow = index.data(ChatRole.ROW)
        rect = rect_of(option)
        left = SIDE + STEP * row.depth + (0 if row.folder is None else 44)
        editor.setGeometry(rect.adjusted(left, 2, -SIDE, -2))
