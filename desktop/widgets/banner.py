"""A sentence across the conversation: what happened, what to do, and a button that does it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.core.advice import Notice, Remedy
from desktop.widgets.aloud import say_aloud
from desktop.widgets.look import Look


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
        say_aloud(self, notice.what, notice.advice)

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


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a file's name
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
