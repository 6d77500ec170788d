"""What the buttons and menus of messages lead to, beyond the conversation itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.advice import describe
from desktop.core.chat import Message, MessageId
from desktop.core.errors import UserError
from desktop.core.models import Installed
from desktop.core.sampling import Sampling
from desktop.engine.protocol import Rendered
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.look import Look
from desktop.widgets.prompt_dialog import PromptDialog
from desktop.widgets.record_dialog import RecordDialog
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.summary_dialog import SummaryDialog
from desktop.widgets.transcript.view import TranscriptView

MOST_MODELS = 15  # in a menu, those used last

Samplings = Callable[[], list[tuple[str, Sampling]]]


class MessageActions(QObject):
    """Opens dialogs and fills menus for the messages of the shown chat."""

    undo_offered = Signal(object)  # what brings a deleted message back: a function without arguments
    undo_over = Signal(object)  # that function: the chat goes on, and the message would come back elsewhere

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._chat: ChatViewModel | None = None
        self._models: ModelsViewModel | None = None
        self._samplings: Samplings = list
        self._undo: Callable[[], None] | None = None
        self.prompt: PromptDialog | None = None

    def attach(self, chat: ChatViewModel, models: ModelsViewModel, transcript: TranscriptView) -> None:
        """Go to work."""

        def busy_changed(busy: bool) -> None:
            if busy:
                self._end_undo()
            if self.prompt is not None:
                self.prompt.wait_for_answer(busy)

        self._chat, self._models = chat, models
        transcript.retry_menu_requested.connect(self._fill)
        transcript.details_requested.connect(self._show_record)
        transcript.prompt_requested.connect(self._show_prompt)
        transcript.summary_edit_requested.connect(self._edit_summary)
        chat.turns.deleted.connect(self._deleted)
        chat.shown.connect(self._end_undo)
        chat.busy_changed.connect(busy_changed)
        chat.prompt.shown.connect(self._prompt_shown)
        chat.prompt.failed.connect(self._prompt_failed)

    def offer(self, samplings: Samplings) -> None:
        """Offer other sampling: what the function gives whenever a menu opens."""
        self._samplings = samplings

    @Slot(object, QMenu)
    def _fill(self, answer: MessageId, menu: QMenu) -> None:
        assert self._models is not None
        used = self._models.status.model
        there = self._models.installed()
        others = [model for model in there if used is None or model.path != used.path][:MOST_MODELS]
        if others:
            models = menu.addMenu(self.tr("Try again with another model"))
            for model in others:
                name = model.title.replace("&", "&&")
                models.addAction(name, partial(self._retry_with_model, answer, model))
        samplings = self._samplings()
        if samplings:
            sampled = menu.addMenu(self.tr("Try again with other sampling"))
            sampled.setToolTipsVisible(True)
            for name, sampling in samplings:
                action = sampled.addAction(name, partial(self._retry_with, answer, sampling))
                action.setToolTip(SamplingSummary().line(sampling))

    def _retry_with_model(self, answer: MessageId, model: Installed) -> None:
        assert self._chat is not None
        assert self._models is not None
        self._models.load(model)
        self._chat.turns.retry(answer)

    def _retry_with(self, answer: MessageId, sampling: Sampling) -> None:
        assert self._chat is not None
        self._chat.turns.retry(answer, sampling)

    def _message(self, message: MessageId) -> Message | None:
        assert self._chat is not None
        branch = self._chat.conversation.branch
        index = branch.index(message)
        return None if index is None else branch.messages[index]

    @Slot(object)
    def _show_record(self, answer: MessageId) -> None:
        assert self._chat is not None
        branch = self._chat.conversation.branch
        index = branch.index(answer)
        if index is not None:
            before = branch.messages[:index]
            _open(RecordDialog(self._look, branch.messages[index], before, self._page))

    @Slot(object)
    def _show_prompt(self, answer: MessageId) -> None:
        assert self._chat is not None
        self.prompt = PromptDialog(self._look, parent=self._page)
        self.prompt.finished.connect(self._prompt_closed)
        self.prompt.wait_for_answer(self._chat.conversation.busy)
        _open(self.prompt)
        self._chat.prompt.ask(answer)

    @Slot()
    def _prompt_closed(self) -> None:
        self.prompt = None

    @Slot(object)
    def _prompt_shown(self, rendered: Rendered) -> None:
        if self.prompt is not None:
            self.prompt.show_prompt(rendered.text, rendered.tokens)

    @Slot(object)
    def _prompt_failed(self, error: UserError) -> None:
        if self.prompt is not None:
            self.prompt.fail(describe(error, QtSpeaker()).what)

    @Slot(object)
    def _edit_summary(self, summary: MessageId) -> None:
        message = self._message(summary)
        if message is not None and self._chat is not None:
            dialog = SummaryDialog(self._look, message.text, self._page)
            dialog.written.connect(partial(self._chat.turns.write_summary, summary))
            _open(dialog)

    @Slot(object)
    def _deleted(self, leaf: MessageId) -> None:
        chat = self._chat
        assert chat is not None
        where = chat.current

        def undo() -> None:
            if chat.current == where:
                chat.turns.go_to(leaf)

        self._undo = undo
        self.undo_offered.emit(undo)

    @Slot()
    def _end_undo(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self.undo_over.emit(undo)


def _open(dialog: RecordDialog | PromptDialog | SummaryDialog) -> None:
    """Show a dialog that goes when it is closed; the window goes on meanwhile."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
