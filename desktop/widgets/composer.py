"""The box to type in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.chat import Attachment
from desktop.widgets.attach_button import AttachButton
from desktop.widgets.attachments import Attachments
from desktop.widgets.composer_frame import ComposerFrame
from desktop.widgets.context_ring import ContextRing
from desktop.widgets.draft_chip import DraftChip
from desktop.widgets.input import Input
from desktop.widgets.look import Look
from desktop.widgets.persona_button import PersonaButton
from desktop.widgets.send_button import SendButton
from desktop.widgets.send_hint import SendHint
from desktop.widgets.system_button import SystemButton
from desktop.widgets.template_button import TemplateButton
from desktop.widgets.thinking_button import ThinkingButton


class Composer(QWidget):
    """Input and files in a frame, the buttons below them, and a hint under the frame."""

    submitted = Signal(str)  # the files are in `files`
    stop_asked = Signal()
    edited = Signal(str)
    paths_given = Signal(object)  # list of Path: files were chosen or pasted

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._model = ""
        self._send_when_read = False
        self.input = Input()
        self.attachments = Attachments(look)
        self.clip = AttachButton(look)
        self.thinking = ThinkingButton(look)
        self.persona = PersonaButton(look)
        self.templates = TemplateButton(look)
        self.system = SystemButton(look)
        self.draft = DraftChip(look)  # what the text was made with
        self.ring = ContextRing(look)
        self.button = SendButton(look)
        self.hint = SendHint(self.input)
        frame = ComposerFrame(
            (self.draft, self.attachments, self.input),
            (self.clip, self.templates, self.persona, self.system, self.thinking),
            (self.ring, self.button),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(frame)
        column.addWidget(self.hint)
        self.setFocusProxy(self.input)
        self.input.submitted.connect(self._submit)
        self.input.textChanged.connect(self._edited)
        self.input.focused.connect(frame.show_focus)
        self.input.files_pasted.connect(self.paths_given)
        self.attachments.changed.connect(self._able)
        self.attachments.settled.connect(self._files_read)
        self.clip.paths_chosen.connect(self.paths_given)
        self.button.clicked.connect(self._pressed)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files that go with the text."""
        return self.attachments.files

    def text(self) -> str:
        """What stands in it."""
        return self.input.text()

    def set_text(self, text: str) -> None:
        """Replace what stands in it; the cursor goes to the end. The files stay."""
        self.input.put(text)

    def put(self, text: str, files: Sequence[Attachment]) -> None:
        """Replace text and files."""
        self._send_when_read = False
        self.attachments.put(files)
        self.set_text(text)

    @Slot(str)
    def begin(self, text: str) -> None:
        """Let the user go on from here."""
        self.set_text(text)
        self.setFocus()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Show a stop button while an answer is on its way."""
        if busy != self.button.busy:
            self.button.set_busy(busy)
            self._able()

    def set_model(self, name: str) -> None:
        """Name whom the message goes to."""
        self._model = name
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _submit(self) -> None:
        if self.button.busy:
            return
        if self.attachments.reading:
            self._send_when_read = True
        elif self.text().strip() or self.files:
            self.submitted.emit(self.text())

    @Slot(bool)
    def _files_read(self, whole: bool) -> None:
        """Send what waited for its files, unless one could not be read."""
        wanted, self._send_when_read = self._send_when_read, False
        if wanted and whole:
            self._submit()

    @Slot()
    def _pressed(self) -> None:
        if self.button.busy:
            self.stop_asked.emit()
        else:
            self._submit()

    @Slot()
    def _edited(self) -> None:
        self._able()
        self.edited.emit(self.text())

    @Slot()
    def _able(self) -> None:
        # Not whether there is more than blanks: that would copy a megabyte at every key.
        something = not self.input.document().isEmpty() or bool(self.files)
        self.button.setEnabled(self.button.busy or something)

    def _say(self) -> None:
        placeholder = (
            self.tr("Message {model}…").format(model=self._model) if self._model else self.tr("Message…")
        )
        self.input.setPlaceholderText(placeholder)
        self.input.viewport().update()  # Qt forgets to, where the field has the focus
        self.input.setAccessibleName(self.tr("Message"))

    @Slot()
    def _dress(self) -> None:
        self.input.setFont(self._look.theme.body)
        self.input.viewport().setFont(self._look.theme.body)  # Qt writes the placeholder with it
        self.input.fit()
        self._able()
