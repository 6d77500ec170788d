"""A sentence across the conversation: what happened, what to do, and a button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.core.advice import Notice, Remedy
from desktop.widgets.look import Look

MARGIN = 16  # px
TOAST_SHOWN = 8000  # ms; long enough to read, find the mouse and undo


class Banner(QFrame):
    """Shows one notice until it is closed or replaced."""

    remedy_asked = Signal(object)  # Remedy
    details_asked = Signal()  # of what is told

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._look = look
        self._remedy = Remedy.NONE
        self._icon = QLabel()
        self.what = _sentence("bannertext")
        self.advice = _sentence("advice")
        self.button, self.more = QPushButton(), QPushButton()
        self.dismiss = QToolButton()
        self._lay_out()
        self.button.clicked.connect(self._pressed)
        self.more.clicked.connect(self.details_asked)
        self.dismiss.clicked.connect(self.hide)
        look.changed.connect(self._dress)
        self.hide()

    def tell(self, notice: Notice, button: str, detailed: bool = False) -> None:
        """Show a notice; `button` is what its remedy is called, empty for none.

        Who says that there are details answers `details_asked`.
        """
        self._remedy = notice.remedy
        self.what.setText(notice.what)
        self.advice.setText(notice.advice)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.more.setText(self.tr("Details…"))
        self.more.setVisible(detailed)
        self.dismiss.setAccessibleName(self.tr("Close"))
        self.dismiss.setToolTip(self.tr("Close"))
        self._dress()
        self.show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.what)
        words.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.more)
        row.addWidget(self.button)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _pressed(self) -> None:
        self.hide()
        self.remedy_asked.emit(self._remedy)

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        name, color = ("info", "accent") if self.property("kind") == "info" else ("circle-alert", "danger")
        pixmap = self._look.icons.pixmap(name, theme.color(color), 18, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
        self.dismiss.setIcon(self._look.icon("x"))
        self.dismiss.setIconSize(QSize(16, 16))


class Toast(QFrame):
    """A short word at the bottom with something that can be done now, as undoing it; goes by itself."""

    def __init__(self, parent: QWidget, below: QWidget | None) -> None:
        """Stand above `below`, a widget somewhere inside `parent`, or at its bottom."""
        super().__init__(parent)
        self.setObjectName("toast")
        self._parent = parent
        self._below = below
        self._all = ""
        self._call: Callable[[], None] | None = None  # what the button does
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # it quotes a title
        self.undo = QPushButton()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TOAST_SHOWN)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._words)
        row.addWidget(self.undo)
        self.undo.clicked.connect(self._undo)
        self._clock.timeout.connect(self.hide)
        self.hide()

    def offer(self, words: str, button: str, call: Callable[[], None]) -> None:
        """Show it for a while."""
        self._all = words
        self._call = call
        self.undo.setText(button)
        self.place()
        self.show()
        self.raise_()
        self._clock.start()

    def stand_above(self, below: QWidget) -> None:
        """Stand above another widget from now on."""
        self._below = below

    def place(self) -> None:
        """Stand in the middle, as wide as the words and the window allow."""
        below = QRect(0, self._parent.height(), self._parent.width(), 0)
        if self._below is not None and self._below.isVisible():  # no other page is shown
            below = QRect(self._below.mapTo(self._parent, QPoint()), self._below.size())
        room = below.width() - self.undo.sizeHint().width() - 3 * MARGIN
        self._words.setText(
            self._words.fontMetrics().elidedText(self._all, Qt.TextElideMode.ElideMiddle, room)
        )
        self.adjustSize()
        self.move(below.center().x() - self.width() // 2, below.top() - self.height() - MARGIN)

    def withdraw(self, call: Callable[[], None]) -> None:
        """Take an offer back, unless it is another one by now."""
        if self._call is call:
            self._call = None
            self.hide()

    @Slot()
    def _undo(self) -> None:
        self.hide()
        call, self._call = self._call, None
        if call is not None:
            call()


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a file's name
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
