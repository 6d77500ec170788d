"""The list of chats: headings by date, one line a chat, renamed in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.chat import Chat
from desktop.viewmodels.chats import Activity, ChatRole, Section
from desktop.widgets.look import Look
from desktop.widgets.style import RADIUS

ROW = 36
HEADING = 40
SIDE = 12
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MARK = 7  # diameter
DOTS = 28  # width of the place for the menu button

Index = QModelIndex | QPersistentModelIndex


class ChatDelegate(QStyledItemDelegate):
    """Paints the rows and makes the field to rename."""

    def __init__(self, look: Look, parent: ChatListView) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one of two heights."""
        return QSize(100, ROW if index.data(ChatRole.CHAT) else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a heading or a chat."""
        painter.save()
        chat: Chat | None = index.data(ChatRole.CHAT)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if chat is None:
            self._paint_heading(painter, rect, index.data(ChatRole.SECTION))
        else:
            self._paint_chat(painter, rect, option, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the field to rename."""
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the field over the row."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        editor.setGeometry(rect.adjusted(SIDE - 4, 2, -SIDE + 4, -2))

    def _paint_heading(self, painter: QPainter, rect: QRect, section: Section) -> None:
        theme = self._look.theme
        painter.setFont(theme.ui_font(12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text2"))
        place = rect.adjusted(SIDE + 10, 12, -SIDE, 0)
        painter.drawText(place, MIDDLE, self._list.heading(section))

    def _paint_chat(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        box = rect.adjusted(SIDE, 1, -SIDE, -1)
        if selected or hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(box, RADIUS.m, RADIUS.m)
        painter.setFont(theme.ui_font(13, QFont.Weight.Medium if selected else QFont.Weight.Normal))
        painter.setPen(theme.color("text" if selected else "text2"))
        room = box.adjusted(10, 0, -DOTS if selected or hovered else -10, 0)
        room = self._with_mark(painter, room, Activity(index.data(ChatRole.ACTIVITY)))
        chat: Chat = index.data(ChatRole.CHAT)
        title = " ".join(chat.title.split()) or self._list.unnamed()
        text = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, text)
        if selected or hovered:
            dots = self._look.icons.pixmap(
                "ellipsis", theme.color("text2"), 16, self._list.devicePixelRatioF()
            )
            painter.drawPixmap(QPoint(box.right() - DOTS + 6, box.center().y() - 7), dots)

    def _with_mark(self, painter: QPainter, room: QRect, activity: Activity) -> QRect:
        """Mark a chat that is being answered by a dot, one that waits by a ring; gives what room is left."""
        if activity is Activity.NOTHING:
            return room
        theme, answering = self._look.theme, activity is Activity.ANSWERING
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent" if answering else "text2"), 1.5))
        painter.setBrush(theme.color("accent") if answering else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(room.right() - MARK / 2 - 2, room.center().y() + 0.5), MARK / 2, MARK / 2)
        painter.restore()
        return room.adjusted(0, 0, -MARK - 10, 0)


class ChatListView(QListView):
    """Shows the chats; a click opens one, the menu renames or deletes it."""

    opened = Signal(object)  # ChatId
    delete_asked = Signal(object)  # ChatId
    export_asked = Signal(object)  # Chat
    tags_asked = Signal(object)  # tuple[ChatId, ...]
    new_in_folder_asked = Signal(object)  # FolderId
    folder_settings_asked = Signal(object)  # FolderId

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chatlist")
        self._look = look
        self.setItemDelegate(ChatDelegate(look, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Chats"))
        self.clicked.connect(self._clicked)
        look.changed.connect(self._dress)

    def heading(self, section: Section) -> str:
        """Name a section."""
        match section:
            case Section.TODAY:
                return self.tr("Today")
            case Section.YESTERDAY:
                return self.tr("Yesterday")
            case Section.WEEK:
                return self.tr("Previous 7 days")
            case Section.MONTH:
                return self.tr("Previous 30 days")
            case Section.OLDER:
                return self.tr("Older")

    def unnamed(self) -> str:
        """Name a chat without a title."""
        return self.tr("New chat")

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show other chats."""
        super().setModel(model)
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The dots open the menu and do not select; nor do other buttons, since they open no chat."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton:
            event.accept()
        elif self._on_dots(event.position().toPoint(), index):
            self._menu(index, event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the chat under the pointer, or of the selected one by the keyboard."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self._menu(index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 renames, Delete deletes."""
        index = self.currentIndex()
        chat: Chat | None = index.data(ChatRole.CHAT)
        if chat is None or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(chat.id)
        elif event.key() == Qt.Key.Key_F2:
            self.edit(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit(chat.id)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Chats"))
            self.viewport().update()
        super().changeEvent(event)

    def _on_dots(self, place: QPoint, index: QModelIndex) -> bool:
        if index.data(ChatRole.CHAT) is None:
            return False
        return place.x() > self.visualRect(index).right() - SIDE - DOTS

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        chat: Chat | None = index.data(ChatRole.CHAT)
        if chat is None:
            return
        menu = QMenu(self)
        menu.addAction(self._look.icon("pencil"), self.tr("Rename"), lambda: self._rename(chat))
        menu.addAction(
            self._look.icon("folder-output"), self.tr("Export…"), lambda: self.export_asked.emit(chat)
        )
        menu.addAction(self._look.icon("trash"), self.tr("Delete"), lambda: self.delete_asked.emit(chat.id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _rename(self, chat: Chat) -> None:
        """Open the field to rename a chat, wherever it stands by now."""
        rows = self.model()
        for row in range(rows.rowCount()):
            index = rows.index(row, 0)
            found: Chat | None = index.data(ChatRole.CHAT)
            if found is not None and found.id == chat.id:
                self.edit(index)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        chat: Chat | None = index.data(ChatRole.CHAT)
        if chat is not None:
            self.opened.emit(chat.id)

    @Slot()
    def _dress(self) -> None:
        self.viewport().update()
