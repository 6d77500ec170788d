"""What happens between the composer and the chat: sending, editing, and what to do where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.core.chat import Attachment, ChatId, MessageId, Policy
from desktop.services.conversation import Returned
from desktop.viewmodels.chat import ChatViewModel
from desktop.widgets.composer import Composer
from desktop.widgets.edit_strip import EditStrip
from desktop.widgets.limit_strip import LimitStrip
from desktop.widgets.wishes import Sent, Wishes


class Sending(QObject):
    """Before `attach` it remembers what was sent and which chats were opened; `carry_out` does that."""

    tried = Signal()  # something is being sent: what was told before is old
    waits = Signal(object)  # wishes.Sent, or None: what will be sent once the chats are there

    def __init__(self, composer: Composer, edit: EditStrip, limit: LimitStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._composer = composer
        self._edit = edit
        self._limit = limit
        self._chat: ChatViewModel | None = None
        self._wishes = Wishes()
        self._edited_in: ChatId | None = None  # the chat that the edited message is of
        composer.submitted.connect(self._send)
        composer.input.recalled.connect(self._recall)
        edit.cancelled.connect(self._back)
        limit.send_asked.connect(self._send_with)
        limit.closed.connect(composer.setFocus)

    def take_over(self, wishes: Wishes) -> None:
        """Go on remembering."""
        self._wishes = wishes
        self.waits.emit(wishes.waiting)

    def open_later(self, chat: ChatId) -> None:
        """Remember that a chat is to be shown; what stands in the composer belongs to the one before."""
        if self._wishes.open(chat, self._composer.text()):
            self._composer.set_text("")
            self.waits.emit(self._wishes.waiting)

    def attach(self, chat: ChatViewModel) -> None:
        """Go to work."""
        self._chat = chat
        composer, drafting = self._composer, chat.drafting
        if not len(self._wishes):
            composer.input.put_first(drafting.text)  # typed on while it was opened
            if drafting.files and not composer.files:
                composer.attachments.put(drafting.files)
        composer.edited.connect(self._keep)
        composer.attachments.changed.connect(self._keep_files)
        composer.stop_asked.connect(chat.stop)
        chat.busy_changed.connect(composer.set_busy)
        chat.message_returned.connect(self._take_back)
        chat.turns.limit_reached.connect(self._limit_reached)
        if not len(self._wishes):
            self._keep(composer.text())  # what was typed before anybody listened
            self._keep_files()

    def carry_out(self) -> None:
        """Do what was asked for before the chats were there, now that everybody listens."""
        assert self._chat is not None
        wishes, composer = self._wishes.take(), self._composer
        if not wishes:
            return
        typed, files = composer.text(), composer.files
        composer.put(self._chat.drafting.text, self._chat.drafting.files)
        for wish in wishes:
            if isinstance(wish, Sent):
                self._send_late(wish)
            else:
                composer.set_text(composer.text() + wish.left)
                self._chat.open(wish.chat)
        composer.set_text(composer.text() + typed)
        if files:
            composer.attachments.put((*composer.files, *files))
        self.waits.emit(None)

    def _send_late(self, message: Sent) -> None:
        """Send past the draft that stands in the composer; what cannot be sent stands before it."""
        assert self._chat is not None
        draft, files = self._composer.text(), self._composer.files
        self._chat.prepared.put_aside()
        self._composer.put(message.text, message.files)
        self._send(message.text)
        self._chat.prepared.bring_back()
        left = self._composer.text()
        self._composer.set_text(f"{left}\n\n{draft}" if left and draft else left or draft)
        if files:
            self._composer.attachments.put((*self._composer.files, *files))

    def show_draft(self) -> None:
        """Another chat is shown: the composer holds what was left in it."""
        assert self._chat is not None
        editing, before = self._edit.message is not None, self._edit.end()  # templates follow by themselves
        if editing:
            self._chat.drafting.put_back(self._edited_in, *before)
        self._limit.close_strip()
        self._composer.put(self._chat.drafting.text, self._chat.drafting.files)
        self._composer.setFocus()

    @Slot(object)
    def edit(self, message: MessageId | None) -> None:
        """Take a question into the composer, the last one where none is named."""
        if self._chat is None or self._chat.conversation.busy:
            return
        question = self._chat.messages.question(message)
        if question is not None:
            self._edited_in = self._chat.current
            self._chat.prepared.put_aside()
            self._edit.begin(question.id, self._composer.text(), self._composer.files)
            self._composer.put(question.text, question.attachments)
            self._composer.setFocus()

    @Slot()
    def _recall(self) -> None:
        if not self._composer.files:
            self.edit(None)

    @Slot(str)
    def _send(self, text: str) -> None:
        if self._chat is None:
            if self._wishes.send(text, self._composer.files):
                self._composer.put("", ())
                self.waits.emit(self._wishes.waiting)
            return
        self.tried.emit()
        self._chat.when_still(lambda: self._try(self._composer.text()))

    @Slot(object)
    def _send_with(self, policy: Policy) -> None:
        """Do what did not fit, now that it is known what may be left out."""
        assert self._chat is not None
        self.tried.emit()
        self._chat.context.choose(policy)
        self._chat.when_still(self._send_less)

    def _send_less(self) -> None:
        assert self._chat is not None
        done = self._chat.turns.again()
        if done is None:
            self._try(self._composer.text())
        elif done:  # an earlier message was asked anew: what stands in the composer was not sent
            self._limit.close_strip()

    def _try(self, text: str) -> None:
        assert self._chat is not None
        editing, files = self._edit.message, self._composer.files
        if editing is None:
            self._sent(self._chat.send(text, files))
        elif self._chat.messages.question(editing) is None:
            self._edit.end()  # it is not in this branch any more; the text stays, for a new message perhaps
            self._chat.prepared.forget_aside()
        else:
            self._sent(self._chat.turns.edit(editing, text, files, self._chat.prepared.template))

    def _sent(self, sent: bool) -> None:
        if sent:
            editing = self._edit.message is not None
            self._composer.put(*self._edit.end())
            if editing and self._chat is not None:
                self._chat.prepared.bring_back()
            self._limit.close_strip()

    @Slot()
    def _limit_reached(self) -> None:
        assert self._chat is not None
        self._chat.context.refresh()  # the last keys may not be counted yet
        self._limit.open_strip(self._chat.turns.refusal)

    @Slot(object)
    def _take_back(self, message: Returned) -> None:
        """A refused message is the user's again, before what was typed since."""
        composer = self._composer
        typed = composer.text()
        text = f"{message.text}\n\n{typed}" if typed.strip() and message.text else message.text or typed
        composer.set_text(text)
        if message.files:
            others = [file for file in composer.files if file not in message.files]
            composer.attachments.put((*message.files, *others))
        if message.template is not None and self._chat is not None:
            self._chat.prepared.put_template(message.template)

    @Slot(str, object)
    def _back(self, text: str, files: tuple[Attachment, ...]) -> None:
        """Editing was given up."""
        self._composer.put(text, files)
        if self._chat is not None:
            self._chat.prepared.bring_back()
        self._composer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _keep(self, text: str) -> None:
        assert self._chat is not None
        self._chat.drafting.keep(text)
        _type(self._chat, self._composer)

    @Slot()
    def _keep_files(self) -> None:
        assert self._chat is not None
        self._chat.drafting.keep_files(self._composer.files)
        _type(self._chat, self._composer)


def _type(chat: ChatViewModel, composer: Composer) -> None:
    """Let the map of the context show what is being typed."""
    template = chat.prepared.template
    chat.context.type(composer.text(), composer.files, template.examples if template is not None else ())
