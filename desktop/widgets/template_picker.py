"""The list of templates that stands above the composer while one is called by a slash."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.templates import Entry
from desktop.services.template_list import TemplateList
from desktop.widgets.look import Look
from desktop.widgets.slash_typing import SlashTyping
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.template_rows import ROW, EntryRole, TemplateDelegate, TemplateRows

MOST_ROWS, WIDEST, MARGIN = 8, 560, 6  # rows; px

STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # the user comes back
TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class TemplatePicker(QFrame):
    """The keyboard stays with the composer, whose keys it takes while it is open. Works once attached."""

    chosen = Signal(object)  # TemplateId
    library_asked = Signal()

    def __init__(self, look: Look, parent: QWidget, typing: SlashTyping, field: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("templatepicker")
        self._look = look
        self._page = parent
        self._typing = typing
        self._field = field
        self._list: TemplateList | None = None
        self._name = ""
        self._error: UserError | None = None
        self.rows = TemplateRows(self)
        self.view = QListView()
        self.words = QLabel()
        self.library = QPushButton()
        self._lay_out()
        typing.called.connect(self._called)
        typing.ended.connect(self._close)
        self.view.clicked.connect(self._clicked)
        self.library.clicked.connect(self._ask_for_library)
        look.changed.connect(self.view.viewport().update)
        field.installEventFilter(self)
        parent.installEventFilter(self)
        self._say()
        self.hide()

    def attach(self, templates: TemplateList) -> None:
        """Offer these."""
        self._list = templates
        templates.changed.connect(lambda _: self._renew())
        templates.failed.connect(self._fail)

    @property
    def current(self) -> Entry | None:
        """The template that Enter takes."""
        index = self.view.currentIndex()
        return index.data(EntryRole.ENTRY) if index.isValid() and self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys from the composer; follow the size of what lies below."""
        kind = event.type()
        if watched is not self._field:
            if kind in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
                self.place()
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STAYS:
            self._typing.leave()
        elif isinstance(event, QKeyEvent) and self.isVisible() and not self._typing.composing:
            if kind == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # it does not end the answer then
                return True
            return kind == QEvent.Type.KeyPress and self._takes(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def place(self) -> None:
        """Stand above the composer, as high as the rows are and as there is room."""
        top = _box(self._field).mapTo(self._page, QPoint(0, 0))
        width = min(WIDEST, _box(self._field).width())
        rows = min(MOST_ROWS, max(1, self.rows.rowCount()))
        row = self._look.theme.px(ROW)
        self.view.setFixedHeight(rows * row if self.rows.rowCount() else 0)
        self.layout_of.activate()
        height = min(self.sizeHint().height(), max(row * 2, top.y() - 2 * MARGIN))
        self.setGeometry(top.x(), max(MARGIN, top.y() - height - MARGIN), width, height)

    def _lay_out(self) -> None:
        self.view.setObjectName("templaterows")
        self.view.setModel(self.rows)
        self.view.setItemDelegate(TemplateDelegate(self._look, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameStyle(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setObjectName("caption")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.library.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.library.setObjectName("linkbutton")
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 2, 6, 2)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.library)
        self.layout_of = QVBoxLayout(self)
        self.layout_of.setContentsMargins(4, 4, 4, 4)
        self.layout_of.setSpacing(2)
        self.layout_of.addWidget(self.view)
        self.layout_of.addLayout(foot)

    @Slot(str)
    def _called(self, name: str) -> None:
        if self._list is None:
            return
        if not self._list.ready:
            self._error = None
            self._list.load()
        fresh = name != self._name or not self.isVisible()
        self._name = name
        if fresh:  # text and cursor change with the same key
            self._renew(fresh)

    def _renew(self, fresh: bool = False) -> None:
        if self._list is None or not self._typing.active:
            return
        found = self._list.pick(self._name) if self._list.ready else []
        if self._list.ready and not found and any(c.isspace() for c in self._name):
            self._typing.leave()  # a sentence that begins with a slash
            return
        before = self.current
        self.rows.show_entries(found)
        places = {entry.id: row for row, entry in enumerate(found)}
        row = 0 if fresh or before is None else places.get(before.id, 0)
        self._say()
        self.show()
        self.raise_()
        self.place()
        self._go_to(row)

    def _takes(self, event: QKeyEvent) -> bool:
        key, plain = (
            Qt.Key(event.key()),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        if key == Qt.Key.Key_Escape:
            self._typing.leave()
            return True
        if not plain or not self.rows.rowCount():
            return False
        if key in STEPS:
            count, row = self.rows.rowCount(), self.view.currentIndex().row()
            far = abs(STEPS[key]) > 1
            self._go_to(min(max(0, row + STEPS[key]), count - 1) if far else (row + STEPS[key]) % count)
            return True
        if key in TAKES and self.current is not None:
            self._take(self.current)
            return True
        return False

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row)
        if index.isValid():
            self.view.setCurrentIndex(index)
            if QAccessible.isActive():
                text = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, text))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole.ENTRY)
        if entry is not None:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        self._typing.take_out()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(entry.id)

    @Slot()
    def _close(self) -> None:
        self._name = ""
        self.hide()

    @Slot()
    def _ask_for_library(self) -> None:
        self._typing.leave()
        self.library_asked.emit()

    def _fail(self, error: UserError) -> None:
        self._error = error
        self._renew()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Templates"))
        self.view.setAccessibleName(self.tr("Templates"))
        self.library.setText(self.tr("All templates"))
        self.words.setText(_words(self._list, self._error, self.rows.rowCount(), self._name))


def _box(field: QWidget) -> QWidget:
    """Give the frame around the field."""
    box = field.parentWidget()
    return box if box is not None else field


def _words(templates: TemplateList | None, error: UserError | None, found: int, name: str) -> str:
    translate = QCoreApplication.translate
    if error is not None:
        return describe(error, QtSpeaker()).what
    if templates is None or not templates.ready:
        return translate("TemplatePicker", "Reading the templates…")
    if not templates.all():
        return translate("TemplatePicker", "There are no templates yet. Ctrl+Shift+T shows their page.")
    if not found:
        return translate("TemplatePicker", "No template is called “{name}”. It stays text.").format(name=name)
    return translate("TemplatePicker", "Enter takes a template, Escape leaves the text as it is")
