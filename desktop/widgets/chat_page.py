"""The page with the shown conversation: its messages, what is to say about it, and the composer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.advice import Remedy, describe
from desktop.core.errors import EngineError, EngineStopped, ModelCrashes, ModelError, UserError
from desktop.core.keep_errors import EndedBefore
from desktop.core.tasks import Tasks
from desktop.services.answering import Progress
from desktop.services.attaching import FileReader
from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.attachments_drop import DropHint
from desktop.widgets.banner import Banner
from desktop.widgets.composer import Composer
from desktop.widgets.context_meter import ContextMeter
from desktop.widgets.context_panel import ContextPanel
from desktop.widgets.edit_strip import EditStrip
from desktop.widgets.find_bar import TOP, FindBar
from desktop.widgets.held_parts import HeldParts
from desktop.widgets.limit_strip import LimitStrip
from desktop.widgets.look import Look
from desktop.widgets.message_actions import MessageActions
from desktop.widgets.sending import Sending
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.states import EmptyState
from desktop.widgets.template_hint import TemplateHint
from desktop.widgets.transcript.view import TranscriptView
from desktop.widgets.waiting_message import WaitingMessage
from desktop.widgets.wording import Activity, remedy_words

COMPOSER = 800  # px at most
CONVERSATION = 40  # px at least
EMPTY, MESSAGES = 0, 1
DETAILED = (EngineStopped, ModelCrashes, EndedBefore)  # of which there is more to know


class ChatPage(QWidget):
    """Shows a conversation. Before `attach` it can be typed into; what is sent then goes out afterwards."""

    remedy_asked = Signal(object)  # Remedy that the page does not know
    link_activated = Signal(str)
    details_asked = Signal()  # of what is told

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._look = look
        self._chat: ChatViewModel | None = None
        self._models: ModelsViewModel | None = None
        self._progress = Progress()
        self._activity = Activity(self)
        self.told: UserError | None = None  # what the banner says
        self.empty = EmptyState(look)
        self.transcript: TranscriptView | None = None
        self.banner = Banner(look)
        self.strip = EditStrip()
        self.limit = LimitStrip()
        self.hint = TemplateHint(look)
        self.waiting = WaitingMessage(look)
        self.composer = Composer(look)
        self._stack = QStackedWidget()
        self._stack.setObjectName("stack")
        self._stack.setMinimumHeight(CONVERSATION)  # strips and files come first in a low window
        self._lay_out()
        self.find_bar = FindBar(look, self)
        self.context_panel = ContextPanel(look, self, self.composer)
        self.drop = DropHint(look, self)
        self.sending = Sending(self.composer, self.strip, self.limit, self)
        self._meter = ContextMeter(self.composer, self.context_panel, self.limit, self)
        self.message_actions = MessageActions(look, self)
        self.sending.tried.connect(self.banner.hide)
        self.sending.early.waits.connect(self.waiting.tell)
        self.composer.paths_given.connect(self.drop.take)
        self.drop.dropped.connect(self.composer.attachments.attach)
        self.composer.attachments.refused.connect(self.tell)
        self.empty.idea_chosen.connect(self.composer.begin)
        self.banner.remedy_asked.connect(self._remedy)
        self.banner.details_asked.connect(self.details_asked)
        self.context_key, self.copy_key = QShortcut(self), QShortcut(self)
        self.context_key.activated.connect(self.context_panel.toggle)

    def read_with(self, tasks: Tasks) -> None:
        """Read attached files on these threads; before that they wait."""
        self.composer.attachments.read_with(FileReader(tasks))

    def attach(self, chat: ChatViewModel, models: ModelsViewModel) -> None:
        """Go to work: the services are there now."""
        self._chat, self._models = chat, models
        self.message_actions.attach(chat, models, self._make_transcript())
        chat.shown.connect(self._shown)
        chat.moved_on.connect(self._moved_on)
        chat.failed.connect(self.tell)
        models.changed.connect(self._model_changed)
        models.failed.connect(self.tell)
        self.drop.model_dropped.connect(models.open)
        self.limit.new_chat_asked.connect(chat.new)
        self.empty.cancel_asked.connect(models.cancel_load)
        self._watch_messages()
        self._model_changed(models.status)
        self._meter.attach(chat, models)
        self.sending.attach(chat)

    @Slot(result=bool)
    def close_what_is_open(self) -> bool:
        """Close the topmost thing that Escape closes; False if nothing is open."""
        for part, close in (
            *self.held.all,
            (self.find_bar, self.find_bar.close_bar),
            (self.context_panel, self.context_panel.close_panel),
            (self.limit, self.limit.close_strip),
        ):
            if part.isVisible():
                close()
                return True
        return False

    @Slot(object)
    def tell(self, error: UserError) -> None:
        """Say what happened and what to do."""
        self.told = error
        notice = describe(error, QtSpeaker())
        words = remedy_words(notice.remedy)
        if notice.remedy is Remedy.RETRY and (self._chat is None or self._chat.messages.unfinished() is None):
            words = ""
        self.banner.tell(notice, words, isinstance(error, DETAILED))

    def event(self, event: QEvent) -> bool:
        """Take Escape from the window's shortcut while it has something to close here."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            over = event.type() == QEvent.Type.ShortcutOverride
            closing = (self.context_panel, self.limit, *(part for part, _ in self.held.all))
            if over and any(part.isVisible() for part in closing):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self.close_what_is_open():
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say_activity()
            if self.told is not None and self.banner.isVisible():
                self.tell(self.told)
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the composer in its column."""
        super().resizeEvent(event)
        self.foot.setFixedWidth(min(COMPOSER, self.width() - 2 * 16))
        self.composer.input.fit()
        self.find_bar.adjustSize()
        self.find_bar.move(self.width() - self.find_bar.width() - 24, TOP)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.empty)
        self.foot = QWidget()  # the composer, and what stands above it
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.strip)
        column.addWidget(self.limit)
        column.addWidget(self.hint)
        column.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.composer)
        self.held = HeldParts(column, self.composer)
        center = QHBoxLayout()
        center.setContentsMargins(0, 0, 0, 0)
        center.addStretch(1)  # no alignment: Qt then takes the height for the whole width
        center.addWidget(self.foot)
        center.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._stack, 1)
        page.addLayout(center)

    def _make_transcript(self) -> TranscriptView:
        assert self._chat is not None
        transcript = TranscriptView(self._look.theme, self._look.icons)
        for asked in (transcript.retry_requested, transcript.continue_requested):
            asked.connect(self.banner.hide)  # what was told before is old
        transcript.retry_requested.connect(self._chat.turns.retry)
        transcript.branch_requested.connect(self._chat.turns.show_branch)
        transcript.edit_requested.connect(self.sending.edit)
        transcript.continue_requested.connect(self._chat.turns.go_on)
        transcript.delete_requested.connect(self._chat.turns.delete)
        transcript.pin_requested.connect(self._chat.context.pin)
        transcript.link_activated.connect(self.link_activated)
        self.context_panel.message_chosen.connect(transcript.parts.keys.show_message)
        self._look.changed.connect(lambda: transcript.set_theme(self._look.theme))
        self.copy_key.activated.connect(transcript.parts.copying.copy_markdown)
        self._stack.addWidget(transcript)
        QWidget.setTabOrder(self.empty.ideas[-1], transcript)  # as it is read: before the composer
        QWidget.setTabOrder(transcript, transcript.viewport())
        self.find_bar.attach(transcript)
        self.transcript = transcript
        return transcript

    def _watch_messages(self) -> None:
        assert self._chat is not None
        assert self.transcript is not None
        messages = self._chat.messages
        self.transcript.set_model(messages)
        messages.rowsInserted.connect(self._choose_view)
        # Later: where the first message is replaced, others come in the same turn of the event loop.
        messages.rowsRemoved.connect(self._choose_view, Qt.ConnectionType.QueuedConnection)
        self._choose_view()

    @Slot()
    def _shown(self) -> None:
        assert self._chat is not None
        self.banner.hide()
        self.find_bar.close_bar()
        self._watch_messages()
        self.sending.show_draft()

    @Slot()
    def _choose_view(self) -> None:
        assert self._chat is not None
        self._stack.setCurrentIndex(MESSAGES if self._chat.messages.rowCount() else EMPTY)

    @Slot(object)
    def _moved_on(self, progress: Progress) -> None:
        self._progress = progress
        self._say_activity()

    @Slot(object)
    def _model_changed(self, status: ModelStatus) -> None:
        self.empty.show_model(status)
        self.composer.set_model(status.model.name if status.model else "")
        self._say_activity()
        busy = self._chat is not None and self._chat.conversation.busy
        if status.stage is Stage.FAILED and status.error is not None and not busy:
            self.tell(status.error)
        elif status.stage is Stage.LOADING and isinstance(self.told, ModelError | EngineError):
            self.banner.hide()  # it is being mended

    def _say_activity(self) -> None:
        if self.transcript is not None:
            status = self._models.status if self._models is not None else ModelStatus()
            self.transcript.set_activity(self._activity.words(self._progress, status))

    @Slot(object)
    def _remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.RETRY and self._chat is not None:
            failed = self._chat.messages.unfinished()
            if failed is not None:
                self._chat.turns.retry(failed)
        elif remedy is Remedy.CONTINUE and self._chat is not None:
            self._chat.turns.go_on()
        elif remedy is Remedy.RELOAD and self._models is not None:
            self._models.reload()
        elif remedy is Remedy.NEW_CHAT and self._chat is not None:
            self._chat.new()
        else:
            self.remedy_asked.emit(remedy)
