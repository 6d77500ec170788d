"""The bar to find text in the conversation with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget
from shiboken6 import isValid

from desktop.widgets.aloud import say_aloud
from desktop.widgets.look import Look
from desktop.widgets.style import RADIUS, TEXT_SIZE
from desktop.widgets.transcript.view import TranscriptView

WIDTH = 380  # px
TOP = 12  # px below the upper edge of the place that the bar stands in
TYPING = 120  # ms after the last key until the search begins


class FindInput(QLineEdit):
    """Asks for the next and the previous hit on Enter, but never on an input method's Enter or Escape."""

    next_asked = Signal()
    previous_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Take Enter, Shift+Enter and Escape."""
        enter = arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter and arg__1.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(arg__1)
        elif self._composing:
            arg__1.accept()
        elif not enter:
            self.close_asked.emit()
        elif arg__1.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_asked.emit()
        else:
            self.next_asked.emit()

    def inputMethodEvent(self, arg__1: QInputMethodEvent) -> None:
        """Note whether an input method is composing; the key that commits may come right after it."""
        if arg__1.preeditString():
            self._composing = True
        elif self._composing:
            QTimer.singleShot(0, self._composed)
        super().inputMethodEvent(arg__1)

    @Slot()
    def _composed(self) -> None:
        self._composing = False


class FindBar(QFrame):
    """Searches the conversation that is attached, as long as it is open. Its place is its parent's affair."""

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findbar")
        self._look = look
        self._view: TranscriptView | None = None
        self._result = (0, 0)
        self._before: QWidget | None = None  # had the focus when the bar was opened
        self.input = FindInput()
        self.count = QLabel()
        self.previous, self.next, self.dismiss = QToolButton(), QToolButton(), QToolButton()
        self._glass = QAction(self.input)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._lay_out()
        self._connect(parent or self)
        look.changed.connect(self._dress)
        self._say()
        self._dress()
        self.hide()

    def attach(self, view: TranscriptView) -> None:
        """Search in this view from now on; the bar that was open is closed."""
        if self._view is not None:
            self.close_bar()
            self._view.found.disconnect(self._found)
        self._view = view
        view.found.connect(self._found)

    @Slot()
    def open_bar(self) -> None:
        """Show the bar and let the user type; what was searched for last is selected and searched again."""
        focus = _focused(self.window())
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self.show()
        self.raise_()
        self.input.selectAll()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    @Slot()
    def close_bar(self) -> None:
        """End the search, and give the focus back to who had it."""
        if self.isHidden():
            return
        focus = _focused(self.window())
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus:
            before = self._before if self._before is not None and isValid(self._before) else None
            back = before if before is not None and before.isVisible() else self._view
            if back is not None:
                back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def _lay_out(self) -> None:
        self.setFixedWidth(WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(2)
        self.input.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._glass.triggered.connect(self.input.setFocus)
        row.addWidget(self.input, 1)
        row.addWidget(self.count)
        row.addSpacing(4)
        for button in (self.previous, self.next, self.dismiss):
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.count.setMinimumWidth(76)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.input)

    def _connect(self, place: QWidget) -> None:
        """Listen to the bar's own parts, and to F3 in the place that the bar belongs to, open or not."""
        self.keys = QShortcut(QKeySequence("F3"), place), QShortcut(QKeySequence("Shift+F3"), place)
        for key, go in zip(self.keys, (self._go_next, self._go_previous), strict=True):
            key.activated.connect(partial(self._step, go))
        self.input.textEdited.connect(self._typed)
        self.input.next_asked.connect(self._go_next)
        self.input.previous_asked.connect(self._go_previous)
        self.input.close_asked.connect(self.close_bar)
        self.next.clicked.connect(self._go_next)
        self.previous.clicked.connect(self._go_previous)
        self.dismiss.clicked.connect(self.close_bar)
        self._typing.timeout.connect(self._search)

    def _step(self, go: Callable[[], None]) -> None:
        """Go on searching; a closed bar opens with what was searched for last."""
        if self._view is None or not self._view.isVisible():
            return
        if self.isHidden():
            self.open_bar()
        else:
            go()

    @Slot()
    def _typed(self) -> None:
        self._typing.start()

    @Slot()
    def _search(self) -> None:
        self._typing.stop()
        if self._view is not None:
            self._view.find(self.input.text())

    @Slot()
    def _go_next(self) -> None:
        if self._typing.isActive():
            self._search()  # which goes to the first hit
        elif self._view is not None:
            self._view.find_next()

    @Slot()
    def _go_previous(self) -> None:
        if self._typing.isActive():
            self._search()
        elif self._view is not None:
            self._view.find_previous()

    @Slot(int, int)
    def _found(self, current: int, count: int) -> None:
        moved = current != self._result[0] or not count  # counting goes on for a while
        self._result = current, count
        self._say_count()
        if moved:
            say_aloud(self.input, self.count.text())
        if self._view is not None:
            give_way(self, self._view)

    def _say(self) -> None:
        self.input.setPlaceholderText(self.tr("Find in this chat"))
        self.input.setAccessibleName(self.tr("Find in this chat"))
        self._glass.setText(self.input.accessibleName())
        names = (
            (self.previous, self.tr("Previous hit"), self.tr("Previous hit (Shift+Enter)")),
            (self.next, self.tr("Next hit"), self.tr("Next hit (Enter)")),
            (self.dismiss, self.tr("Close"), self.tr("Close (Esc)")),
        )
        for button, name, tip in names:
            button.setAccessibleName(name)
            button.setToolTip(tip)
        self._say_count()

    def _say_count(self) -> None:
        current, count = self._result
        nothing = bool(self.input.text()) and not count
        number = QLocale().toString
        if count:
            words = self.tr("{current} of {count}").format(current=number(current), count=number(count))
        else:
            words = self.tr("No hits") if nothing else ""
        self.count.setText(words)
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        theme = self._look.theme
        color = "danger" if nothing else "text2"
        self.count.setStyleSheet(f"color: {theme.color(color).name()}; font-size: {TEXT_SIZE.caption}px;")

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        self._glass.setIcon(self._look.icon("search"))
        for button, icon in ((self.previous, "chevron-up"), (self.next, "chevron-down"), (self.dismiss, "x")):
            button.setIcon(self._look.icon(icon))
        self.setStyleSheet(
            f"#findbar {{ background: {theme.color('raised').name()}; border-radius: {RADIUS.l}px;"
            f" border: 1px solid {theme.color('border_strong').name()}; }}"
            f" #findbar QLineEdit {{ background: transparent; border: none; padding: 4px;"
            f" color: {theme.color('text').name()}; }}"
        )
        self._say_count()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """End the search when the bar goes, whoever hides it; not when the whole window does."""
        super().hideEvent(event)
        if self.isHidden():
            self._typing.stop()
            if self._view is not None:
                self._view.find("")


def search_from(bar: FindBar, view: TranscriptView, text: str, row: int) -> None:
    """Show the bar, and go to the first hit of a text from a message on."""
    if text:
        bar.input.setText(text)
        bar.open_bar()
        view.parts.find.start(text, row)


def give_way(bar: QWidget, view: TranscriptView) -> None:
    """Put the bar below a hit at the very top, which cannot be scrolled out from under it."""
    hit = view.parts.find.place()
    bar.move(bar.x(), TOP)
    if hit is None:
        return
    corner: QPoint = bar.mapFromGlobal(view.viewport().mapToGlobal(hit.topLeft()))
    if QRect(corner, hit.size()).intersects(bar.rect()):
        bar.move(bar.x(), bar.y() + corner.y() + hit.height() + TOP)


def _focused(window: QWidget) -> QWidget | None:
    """Give the widget that has the focus in a window; Qt's stub does not know that there may be none."""
    return window.focusWidget()
