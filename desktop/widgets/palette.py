"""The command palette: a field and what is found by it, over the upper middle of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.models import Installed
from desktop.services.models import Stage
from desktop.viewmodels.palette import LONGEST, PaletteViewModel
from desktop.viewmodels.palette_rows import Command, PaletteRole, PaletteRow
from desktop.widgets.aloud import say_aloud
from desktop.widgets.chat_search import SearchField
from desktop.widgets.look import Look
from desktop.widgets.palette_rows import HEADING, ROW, PaletteDelegate
from desktop.widgets.palette_words import PaletteWords
from desktop.widgets.speech import QtSpeaker

WIDEST, MARGIN, ABOVE, MOST_SHOWN = 640, 24, 64, 13  # px; rows
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)  # the user comes back


class PaletteField(SearchField):
    """Keeps Escape for itself; when the user goes elsewhere, it says so."""

    left = Signal()

    def event(self, arg__1: QEvent) -> bool:
        """Keep Escape from the window, which would end the answer."""
        escape = isinstance(arg__1, QKeyEvent) and arg__1.key() == Qt.Key.Key_Escape
        if escape and arg__1.type() == QEvent.Type.ShortcutOverride:
            arg__1.accept()
            return True
        return super().event(arg__1)

    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        """Tell that the user is elsewhere."""
        super().focusOutEvent(arg__1)
        if arg__1.reason() not in STAYS:
            self.left.emit()


class Palette(QFrame):
    """The keyboard stays in the field. Hidden until it is opened."""

    def __init__(self, look: Look, viewmodel: PaletteViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("palette")
        self.viewmodel = viewmodel
        self._parent = parent
        self._before: QWidget | None = None  # who had the keyboard
        self._moved = False  # by the user, since a letter was typed
        self.words = PaletteWords(self.loaded, self)
        self.field = PaletteField()
        self.view = QListView()
        self.note = QLabel()
        self._lay_out(look)
        viewmodel.list.say = self.words.spoken
        viewmodel.changed.connect(self._show)
        viewmodel.failed.connect(self._fail)
        self.field.textChanged.connect(self._typed)
        self.field.step_asked.connect(self._step)
        self.field.open_asked.connect(self._take)
        self.field.clear_asked.connect(self.shut)
        self.field.left.connect(self.hide)
        self.view.clicked.connect(self._clicked)
        look.changed.connect(self.view.viewport().update)
        self._say()
        self.hide()

    def open_with(self, commands: list[Command]) -> None:
        """Offer everything, with nothing typed."""
        self._before = QApplication.focusWidget()
        self.note.hide()
        self.field.clear()
        self.place()
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.viewmodel.begin(commands)

    @Slot()
    def shut(self) -> None:
        """Close, and give the keyboard back."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand over the upper middle, as high as the rows are and as there is room."""
        room = self._parent.rect()
        width = min(WIDEST, room.width() - 2 * MARGIN)
        top = min(ABOVE, room.height() // 8)
        rows = self.viewmodel.list.rows
        px = self._look.theme.px
        high = px(sum(HEADING if row.choice is None else ROW for row in rows))
        others = self.layout_of.sizeHint().height() - self.view.sizeHint().height()
        free = max(px(ROW * 2), room.height() - top - MARGIN - others)
        self.view.setFixedHeight(min(high, free, px(MOST_SHOWN * ROW)))
        self.layout_of.activate()
        self.setGeometry((room.width() - width) // 2, top, width, self.layout_of.sizeHint().height())

    def loaded(self, model: Installed) -> bool:
        """Tell whether a model answers now."""
        status = self.viewmodel.models.status
        return status.stage is Stage.READY and status.model is not None and status.model.path == model.path

    def hideEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Look for nothing more."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.viewmodel.end()
        super().hideEvent(event)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window; close when something else in it is clicked."""
        if watched is self._parent and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            mine = watched is self or self.isAncestorOf(watched)
            if not mine and watched.window() is self.window():
                self.hide()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let nothing below be clicked."""
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.shut()  # what it lists is in the other language
            self._say()
        super().changeEvent(event)

    def _lay_out(self, look: Look) -> None:
        self.field.setObjectName("palettefield")
        self.field.setMaxLength(LONGEST)
        self.view.setObjectName("paletterows")
        self.view.setModel(self.viewmodel.list)
        self.view.setItemDelegate(PaletteDelegate(look, self.words, self.view))
        self.view.setFrameStyle(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note.setObjectName("caption")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.layout_of = QVBoxLayout(self)
        self.layout_of.setContentsMargins(8, 8, 8, 8)
        self.layout_of.setSpacing(6)
        self.layout_of.addWidget(self.field)
        self.layout_of.addWidget(self.note)
        self.layout_of.addWidget(self.view)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.note.hide()
        self.viewmodel.search(text)

    @Slot(bool)
    def _show(self, fresh: bool) -> None:
        """Begin at the first row, unless the user has gone to another one that is still there."""
        self._moved = self._moved and not fresh
        before: PaletteRow | None = self.view.currentIndex().data(PaletteRole.ROW) if self._moved else None
        self.place()
        rows = self.viewmodel.list.rows
        choices = [number for number, row in enumerate(rows) if row.choice is not None]
        same = [number for number in choices if before is not None and rows[number].key == before.key]
        if choices:
            self._go_to((same or choices)[0], aloud=not same)
        if not same:
            self.view.scrollToTop()

    @Slot(int)
    def _step(self, steps: int) -> None:
        """Go up or down past headings; by one row from the last to the first."""
        rows = self.viewmodel.list.rows
        choices = [number for number, row in enumerate(rows) if row.choice is not None]
        at = self.view.currentIndex().row()
        if not choices or at not in choices:
            return
        self._moved = True
        place = choices.index(at) + steps
        place = place % len(choices) if abs(steps) == 1 else min(max(0, place), len(choices) - 1)
        self._go_to(choices[place])
        if not place:
            self.view.scrollToTop()  # its heading, too

    def _go_to(self, number: int, aloud: bool = True) -> None:
        index = self.viewmodel.list.index(number)
        self.view.setCurrentIndex(index)
        if aloud:
            say_aloud(self.field, str(index.data(PaletteRole.SPOKEN)))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    @Slot()
    def _take(self) -> None:
        if self.view.currentIndex().isValid():
            self._choose(self.view.currentIndex().row())

    def _choose(self, number: int) -> None:
        row = self.viewmodel.list.rows[number]
        if row.choice is not None:
            self.shut()
            self.viewmodel.choose(row)

    @Slot(object)
    def _fail(self, error: UserError) -> None:
        self.note.setText(describe(error, QtSpeaker()).what)
        self.note.setVisible(self.isVisible())
        say_aloud(self.field, self.note.text())
        self.place()

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Command palette"))
        self.field.setAccessibleName(self.words.nothing())
        self.field.setPlaceholderText(self.words.nothing())
        self.view.setAccessibleName(self.tr("Found"))
