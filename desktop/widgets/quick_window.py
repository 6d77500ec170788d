"""A small window for one question, before the windows of other programs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.services.answering import Progress
from desktop.services.models import ModelStatus
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.quick import QuickViewModel
from desktop.widgets.composer_frame import ComposerFrame
from desktop.widgets.input import Input
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.send_button import SendButton
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.transcript.view import TranscriptView
from desktop.widgets.wording import Activity

SMALL = QSize(560, 150)
LARGE = QSize(560, 480)  # with messages


class QuickWindow(QWidget):
    """Escape and its button put it out of sight; what was asked goes on."""

    link_activated = Signal(str)

    def __init__(self, look: Look, quick: QuickViewModel, models: ModelsViewModel) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("quick")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the program ends with its big window
        self._look = look
        self._quick = quick
        self._models = models
        self._activity = Activity(self)
        self._progress = Progress()
        self.title, self.fault = QLabel(), sentence("fault")
        self.traceless, self.fresh, self.open_, self.dismiss = (QToolButton() for _ in range(4))
        self.transcript = TranscriptView(look.theme, look.icons)
        self.input, self.button = Input(), SendButton(look)
        self._lay_out()
        self._connect()
        self._say()
        self._dress()
        self._show()

    def ask(self) -> None:
        """Come forward, ready to be typed into; first in the upper middle of the screen that is looked at."""
        if not self.isVisible():
            screen = QGuiApplication.screenAt(QCursor.pos()) or self.screen()
            room = screen.availableGeometry()
            self.move(
                room.center().x() - self.width() // 2, room.top() + (room.height() - LARGE.height()) // 3
            )
        self.show()
        self.raise_()
        self.activateWindow()
        self.input.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Be moved by whatever is no control: there is no frame."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.windowHandle().startSystemMove()

    def _lay_out(self) -> None:
        self.setMinimumSize(360, SMALL.height())
        self.resize(SMALL)
        self.title.setObjectName("settingname")
        self.traceless.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        for button in (self.traceless, self.fresh, self.open_, self.dismiss):
            button.setIconSize(QSize(18, 18))
            button.setAutoRaise(True)
            head.addWidget(button)
        frame = ComposerFrame((self.input,), (), (self.button,))
        self.input.focused.connect(frame.show_focus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.transcript, 1)
        column.addWidget(self.fault)
        column.addWidget(frame)
        self.setFocusProxy(self.input)

    def _connect(self) -> None:
        quick, view = self._quick, self.transcript
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(quick.begin)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._send)
        self.input.submitted.connect(self._send)
        self.button.clicked.connect(self._pressed)
        self.input.textChanged.connect(self._able)
        self.traceless.toggled.connect(quick.set_traceless)
        self.fresh.clicked.connect(quick.begin)
        self.open_.clicked.connect(quick.hand_over)
        self.dismiss.clicked.connect(self.hide)
        view.link_activated.connect(self.link_activated)
        view.retry_requested.connect(quick.turns.retry)
        view.continue_requested.connect(quick.turns.go_on)
        view.branch_requested.connect(quick.turns.show_branch)
        # What takes more room than there is here is done in the big window.
        for wish in (view.edit_requested, view.details_requested, view.prompt_requested):
            wish.connect(quick.hand_over)
        for wish in (view.delete_requested, view.template_requested, view.summary_edit_requested):
            wish.connect(quick.hand_over)
        view.pin_requested.connect(quick.hand_over)
        quick.shown.connect(self._show)
        quick.moved_on.connect(self._moved_on)
        quick.failed.connect(self._tell)
        quick.message_returned.connect(self.input.put)
        quick.handed_over.connect(self.hide)
        self._models.changed.connect(self._model_changed)
        self._look.changed.connect(self._dress)

    @Slot()
    def _show(self) -> None:
        self.transcript.set_model(self._quick.messages)
        self._quick.messages.rowsInserted.connect(self._grow)
        put(self.fault, "")
        self._grow()
        self._able()
        self.input.setFocus()

    @Slot()
    def _grow(self) -> None:
        """Have room for messages as soon as there are some."""
        some = self._quick.messages.rowCount() > 0
        self.transcript.setVisible(some)
        self.open_.setEnabled(some)
        if some and self.height() < LARGE.height():
            self.resize(self.width(), LARGE.height())
        elif not some:
            self.resize(self.width(), SMALL.height())

    @Slot()
    def _send(self) -> None:
        put(self.fault, "")
        text = self.input.text()
        if self._quick.send(text) and self.input.text() == text:
            self.input.put("")

    @Slot()
    def _pressed(self) -> None:
        if self.button.busy:
            self._quick.stop()
        else:
            self._send()

    @Slot()
    def _escape(self) -> None:
        if self._quick.busy:
            self._quick.stop()
        else:
            self.hide()

    @Slot()
    def _able(self) -> None:
        if self._quick.busy != self.button.busy:
            self.button.set_busy(self._quick.busy)
        self.button.setEnabled(self.button.busy or not self.input.document().isEmpty())

    @Slot(object)
    def _moved_on(self, progress: Progress) -> None:
        self._progress = progress
        self.transcript.set_activity(self._activity.words(progress, self._models.status))
        self._able()

    @Slot(object)
    def _model_changed(self, _: ModelStatus) -> None:
        self._moved_on(self._progress)

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        notice = describe(error, QtSpeaker())
        put(self.fault, together(notice.what, notice.advice).strip())

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Quick question"))
        self.title.setText(self.tr("Quick question"))
        self.input.setPlaceholderText(self.tr("Ask something…"))
        self.input.setAccessibleName(self.tr("Question"))
        for button, words in (
            (self.traceless, self.tr("Temporary: nothing of it is stored")),
            (self.fresh, self.tr("New question (Ctrl+N)")),
            (self.open_, self.tr("Open in the window")),
            (self.dismiss, self.tr("Put away (Esc)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    @Slot()
    def _dress(self) -> None:
        self.transcript.set_theme(self._look.theme)
        for button, name in (
            (self.traceless, "message-circle-dashed"),
            (self.fresh, "square-pen"),
            (self.open_, "external-link"),
            (self.dismiss, "x"),
        ):
            button.setIcon(self._look.icon(name, "text2", 18))
