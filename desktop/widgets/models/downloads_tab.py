"""What is being downloaded, and was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.advice import describe
from desktop.core.downloads import Download, DownloadNote
from desktop.core.errors import UserError
from desktop.core.sources import HUGGING_FACE
from desktop.viewmodels.downloads import DownloadsViewModel
from desktop.viewmodels.tips import wrapped_tip
from desktop.widgets.banner import Banner
from desktop.widgets.look import Look
from desktop.widgets.models.download_actions import Action
from desktop.widgets.models.download_list import DownloadListView
from desktop.widgets.models.download_words import DownloadWords, plain
from desktop.widgets.pills import name_button
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.style import SPACING

ASK_FROM = 100_000_000  # bytes that have come, from which on a cancel is asked about
FREE_EVERY = 3000  # ms


class DownloadsTab(QWidget):
    """The list of downloads, or where to find models. Works once attached."""

    link_activated = Signal(str)  # its address
    discover_asked = Signal()  # the user wants to find a model

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: DownloadsViewModel | None = None
        self._words = DownloadWords(self)
        self.all = QPushButton()
        self.total, self.free = QLabel(), QLabel()
        self.banner = Banner(look)
        self.banner.setProperty("kind", "info")  # before it is dressed
        self.list = DownloadListView(look)
        self.empty = QWidget()
        self._title, self._hint = QLabel(), QLabel()
        self.discover = QPushButton()
        self.goes_on = QCheckBox()
        self._stack = QStackedWidget()
        self._clock = QTimer(self)
        self._clock.setInterval(FREE_EVERY)
        self._clock.timeout.connect(self._measure)
        self._lay_out()
        self.discover.clicked.connect(self.discover_asked)
        self.list.wished.connect(self.carry_out)
        self.list.moved.connect(self._move)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, viewmodel: DownloadsViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.list.spoken.setSourceModel(viewmodel.rows)
        self.all.clicked.connect(viewmodel.toggle_all)
        self.goes_on.setChecked(viewmodel.goes_on)
        self.goes_on.toggled.connect(viewmodel.set_goes_on)
        viewmodel.failed.connect(self._tell_error)
        viewmodel.changed.connect(self._say_activity)
        viewmodel.measured.connect(self._say_free)
        viewmodel.noticed.connect(self._tell)
        viewmodel.rows.rowsInserted.connect(self._say_activity)
        viewmodel.rows.rowsRemoved.connect(self._say_activity)
        for note in viewmodel.notes[-1:]:
            self._tell(note)
        self._say_activity()

    @Slot(object, object)
    def carry_out(self, download: Download, action: Action) -> None:
        """Do what a row was asked for."""
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        match action:
            case Action.PAUSE | Action.RESUME | Action.RETRY:
                viewmodel.toggle(download)
            case Action.UP | Action.DOWN:
                by = -1 if action is Action.UP else 1
                viewmodel.move(download, viewmodel.place(download.id) + by)
            case Action.CANCEL:
                self._cancel(download)
            case Action.FORGET:
                viewmodel.cancel(download)
            case _:
                self._lead(download, action)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Know how much is free while it is seen."""
        super().showEvent(event)
        self._say_free()  # what was known, in the language of now, until the disk has answered
        self._measure()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask the disk no more."""
        super().hideEvent(event)
        self._clock.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 16, 8)
        head.setSpacing(12)
        for label in (self.total, self.free):
            label.setObjectName("caption")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.free.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.free.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.all)
        head.addWidget(self.total)
        head.addWidget(self.free, 1)
        self._lay_out_empty()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        notes = QVBoxLayout()
        notes.setContentsMargins(16, 0, 16, 8)
        notes.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(notes)
        rows = QHBoxLayout()
        rows.setContentsMargins(10, 0, 10, 0)  # a row leaves 6 beside itself
        rows.addWidget(self._stack)
        column.addLayout(rows, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.addWidget(self.goes_on)
        column.addLayout(foot)

    def _lay_out_empty(self) -> None:
        column = QVBoxLayout(self.empty)
        column.setContentsMargins(28, 0, 28, 0)
        column.setSpacing(10)
        column.addStretch(1)
        for label, name in ((self._title, "big"), (self._hint, "soft")):
            label.setObjectName(name)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        self.discover.setProperty("primary", "true")
        column.addSpacing(SPACING.s)
        column.addWidget(self.discover, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _say(self) -> None:
        self._title.setText(self.tr("Nothing is being downloaded"))
        self._hint.setText(
            self.tr("Choose a model under Discover; it goes on even when this page is closed.")
        )
        name_button(self.discover, self.tr("Discover models"))
        self.goes_on.setText(self.tr("Go on with unfinished downloads at the next start"))
        self._say_activity()
        self._say_free()

    @Slot()
    def _say_activity(self) -> None:
        if self._viewmodel is None:
            return
        activity = self._viewmodel.activity
        rows = self.list.spoken.rowCount()
        self._stack.setCurrentWidget(self.list if rows else self.empty)
        self.setFocusProxy(self.list if rows else self.discover)
        if rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.spoken.index(0, 0))
        self.all.setVisible(activity.going_on or activity.stopped > 0)
        self.all.setText(self.tr("Pause all") if activity.going_on else self.tr("Resume all"))
        self.total.setText(self._words.speed(activity.speed))

    @Slot()
    def _measure(self) -> None:
        if self._viewmodel is not None and self.isVisible():
            self._viewmodel.measure()

    @Slot()
    def _say_free(self) -> None:
        if self._viewmodel is None or not self._viewmodel.known:
            return
        free = self._viewmodel.free
        folder = str(self._viewmodel.folder)
        self.free.setAccessibleDescription(folder)
        self.free.setToolTip(wrapped_tip(folder))
        if free is None:
            self.free.setText(self.tr("The folder for models is not there."))
        else:
            self.free.setText(self.tr("{size} free for models").format(size=QtSpeaker().size(free)))

    @Slot(object)
    def _tell(self, note: DownloadNote) -> None:
        self.banner.tell(self._words.note(note), "")

    @Slot(object)
    def _tell_error(self, error: UserError) -> None:
        self.banner.tell(describe(error, QtSpeaker()), "")

    @Slot(object, int)
    def _move(self, download: Download, to: int) -> None:
        if self._viewmodel is not None:
            self._viewmodel.move(download, to)

    def _lead(self, download: Download, action: Action) -> None:
        """Lead to what lies elsewhere: the chat, the folder, the browser."""
        if action is Action.CHAT and self._viewmodel is not None:
            self._viewmodel.chat(download)
        elif action is Action.PAGE:
            self.link_activated.emit(f"{HUGGING_FACE}/{download.order.repo}")
        elif action is Action.FOLDER and self._viewmodel is not None:
            self._viewmodel.find(download, _show_folder_of)

    def _cancel(self, download: Download) -> None:
        """Ask first where much has come."""
        assert self._viewmodel is not None
        cancel = self._viewmodel.cancel
        if download.received < ASK_FROM:
            cancel(download)
            return
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Cancel this download?"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Cancel the download of {name}?").format(name=plain(download.order.name)))
        size = QtSpeaker().size(download.received)
        box.setInformativeText(self.tr("The {size} that have come are deleted.").format(size=size))
        keep = box.addButton(self.tr("Keep downloading"), QMessageBox.ButtonRole.RejectRole)
        gone = box.addButton(self.tr("Cancel and delete"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(keep)
        gone.clicked.connect(lambda: cancel(download))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _dress(self) -> None:
        self.discover.setIcon(self._look.icon("search", "on_accent", 16))
        self.discover.setIconSize(QSize(16, 16))


def _show_folder_of(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
