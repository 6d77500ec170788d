"""Says that something went wrong: in one sentence, with the details for whoever wants them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.folders import show_folder

WIDTH, DETAILS = 500, 220  # px
MOST_SHOWN = 64 << 10  # characters


class Happened(Enum):
    """What it was."""

    ERROR = auto()  # and Fireside goes on
    ENDED = auto()  # Fireside, the last time
    ENGINE = auto()  # the engine process ended
    START = auto()  # of Fireside did not succeed


class CrashWindow(QDialog):
    """Needs nothing of the rest of the window, which may be what is broken. Sends nothing anywhere."""

    close_asked = Signal()  # of all of Fireside

    def __init__(
        self, happened: Happened, text: Callable[[], str], folder: Path | None, parent: QWidget | None = None
    ) -> None:
        """`text` gives the details as they are when they are wanted; `folder` is where they are kept."""
        super().__init__(parent or QApplication.activeWindow())
        self.setObjectName("crashwindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the big window may be in the tray
        self._happened = happened
        self._text = text
        self._folder = folder
        self.picture, self.what, self.why = QLabel(), QLabel(), QLabel()
        self.unfold, self.copy, self.place, self.end, self.go_on = (QPushButton() for _ in range(5))
        self.details = QPlainTextEdit()
        self._lay_out()
        self.unfold.toggled.connect(self._unfold)
        self.copy.clicked.connect(self._copy)
        self.place.clicked.connect(self._open_folder)
        self.end.clicked.connect(self._end)
        self.go_on.clicked.connect(self.accept)
        self.copied = False
        self._say()
        self.go_on.setFocus()

    def set_details(self, text: str) -> None:
        """Show more: it has gone on."""
        self.details.setPlainText(text[:MOST_SHOWN])

    def sizeHint(self) -> QSize:
        """Be as wide as is easy to read."""
        return super().sizeHint().expandedTo(QSize(WIDTH, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        self.picture.setPixmap(icon.pixmap(QSize(32, 32), self.devicePixelRatioF()))
        self.what.setObjectName("crashwhat")
        for label in (self.what, self.why):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setObjectName("crashdetails")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(DETAILS)
        self.details.hide()
        self.unfold.setCheckable(True)
        self.end.setVisible(self._happened is Happened.ERROR)
        self.place.setVisible(self._folder is not None)
        for button in (self.unfold, self.copy, self.place, self.end):
            button.setAutoDefault(False)
        self.go_on.setDefault(True)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.what)
        words.addWidget(self.why)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(self.details, 1)
        column.addLayout(self._row(self.unfold, self.copy, self.place))
        column.addLayout(self._row(None, self.end, self.go_on))

    def _row(self, *parts: QPushButton | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        if parts[0] is not None:
            row.addStretch(1)
        return row

    def _say(self) -> None:
        stays = self.tr("Nothing was sent anywhere. The details hold no text of a chat and no file’s name.")
        match self._happened:
            case Happened.ERROR:
                self.setWindowTitle(self.tr("Something went wrong"))
                self.what.setText(self.tr("Fireside ran into an error of its own. Your chats are safe."))
                why = self.tr(
                    "You can go on. If something does not work any more, close Fireside and start it again."
                )
            case Happened.ENDED:
                self.setWindowTitle(self.tr("Fireside ended unexpectedly"))
                self.what.setText(self.tr("Fireside ended unexpectedly the last time. Your chats are safe."))
                why = self.tr("What you had typed and answers as far as they came were kept, too.")
            case Happened.ENGINE:
                self.setWindowTitle(self.tr("The engine ended"))
                self.what.setText(
                    self.tr("The process that runs the model ended. Fireside itself and your chats are safe.")
                )
                why = self.tr("These are the last lines that the engine wrote.")
            case Happened.START:
                self.setWindowTitle(self.tr("Fireside does not start"))
                self.what.setText(self.tr("Fireside could not start. Your chats are safe."))
                why = self.tr("Start it again. If that does not help, the details say what is in its way.")
        self.why.setText(f"{why}\n{stays}")
        self.unfold.setText(self.tr("Details"))
        self.copy.setText(self.tr("Copied") if self.copied else self.tr("Copy the details"))
        self.place.setText(self.tr("Open the folder"))
        self.place.setToolTip(self.tr("The reports that are kept on this computer"))
        self.end.setText(self.tr("Close Fireside"))
        self.go_on.setText(self.tr("Continue") if self._happened is Happened.ERROR else self.tr("Close"))
        self.details.setAccessibleName(self.tr("Details"))

    @Slot(bool)
    def _unfold(self, shown: bool) -> None:
        if shown:
            self.set_details(self._text())
        self.details.setVisible(shown)
        self.adjustSize()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.copied = True
        self._say()

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is not None:
            show_folder(self._folder)

    @Slot()
    def _end(self) -> None:
        self.accept()
        self.close_asked.emit()
