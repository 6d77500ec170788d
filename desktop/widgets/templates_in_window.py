"""Templates in the conversation: called by a slash, filled in, put into the composer, saved from messages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from desktop.core.errors import UserError
from desktop.core.prepared import DraftTemplate
from desktop.core.template_filling import LONGEST_CLIPBOARD, Surroundings, variables_in
from desktop.core.template_saving import draft_of
from desktop.core.template_text import Wording
from desktop.core.templates import Body, TemplateId
from desktop.viewmodels.persona_use import Shown
from desktop.viewmodels.template_use import Asked, Insertion, TemplateUseViewModel
from desktop.widgets.look import Look
from desktop.widgets.slash_hold import press
from desktop.widgets.slash_typing import SlashTyping
from desktop.widgets.system_in_composer import SystemInComposer
from desktop.widgets.template_panel import TemplatePanel
from desktop.widgets.template_picker import TemplatePicker
from desktop.widgets.templates.tabs import TemplateTab
from desktop.widgets.transcript.record_menu import ToKeep
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.widgets.templates.page import TemplatesPage

PAGE = 64  # px that composer and conversation keep beside the panel, at least


class TemplatesInWindow(QObject):
    """Connects the composer with templates; belongs to the workplace."""

    def __init__(self, look: Look, workplace: Workplace, use: TemplateUseViewModel, shown: Shown) -> None:
        super().__init__(workplace)
        self._workplace, self._use, self._shown = workplace, use, shown
        self._page = workplace.page
        self._heard: TemplatesPage | None = None  # the page whose signals are connected
        composer = self._composer = workplace.page.composer
        self.typing = SlashTyping(composer.input)
        self.picker = TemplatePicker(look, self._page, self.typing, composer.input)
        self.panel = TemplatePanel(look)
        self.system = SystemInComposer(look, workplace.page, shown.chat, self.typing)
        self._emptied = QTimer(self)  # where another text is put, there is none for a moment
        self._emptied.setSingleShot(True)
        self._emptied.setInterval(0)
        self._emptied.timeout.connect(self._forget_where_empty)
        self._page.installEventFilter(self)
        self._page.held.take(self.panel, use.give_up)
        self.picker.keys = lambda: workplace.keys.text("templates")
        self.picker.attach(use.templates.list)
        use.look_around(self._around)
        self._connect()
        composer.templates.show()
        self._show()
        self._catch_up()

    def _catch_up(self) -> None:
        """Go on with what was typed before anything listened."""
        key = self._workplace.slash.release()
        self.typing.catch_up()
        if key is not None and self.typing.active:
            self.picker.take_soon(key)
        elif key is not None:
            press(self._composer.input, key)

    def _connect(self) -> None:
        use, composer, chat = self._use, self._composer, self._shown.chat
        composer.templates.clicked.connect(self.typing.begin)
        composer.draft.removed.connect(lambda: chat.prepared.put_template(None))
        composer.edited.connect(self._edited)
        chat.prepared.changed.connect(self._show)
        self.picker.chosen.connect(self.use)
        self.picker.library_asked.connect(self._workplace.pages.show_templates)
        self.panel.changed.connect(use.preview)
        self.panel.used.connect(use.use)
        self.panel.closed.connect(use.give_up)
        use.asked.connect(self._ask)
        use.previewed.connect(self.panel.show_preview)
        use.wrong.connect(self.panel.mark)
        use.unread.connect(self.panel.mark_errors)
        use.ended.connect(self._ended)
        use.inserted.connect(self._insert)
        use.failed.connect(self._tell)
        self._workplace.pages.templates_shown.connect(self._listen)
        assert self._page.transcript is not None
        self._page.transcript.template_requested.connect(self.keep)

    @Slot(object)
    def keep(self, kept: ToKeep) -> None:
        """Make a template of a message, as far as it has a name and is saved."""
        pages = self._workplace.pages
        page = pages.templates_page()
        if page is not None:
            pages.show_templates()
            page.open_tab(TemplateTab.LIBRARY)
            page.library.begin(draft_of(kept.message, kept.piece, kept.plain, self.tr("text")))

    @Slot()
    def _listen(self) -> None:
        """Hear of the page about templates, which is made when it is first shown."""
        page = self._workplace.pages.templates
        if page is not None and page is not self._heard:
            self._heard = page
            page.library.use_asked.connect(self.use)

    @Slot(object)
    def use(self, template: TemplateId) -> None:
        """Use a template in the shown chat."""
        self._workplace.pages.show_chat()
        self._use.wording = Wording(self.tr("yes"), self.tr("no"), self.tr(", "))
        self._use.pick(template)

    @Slot(object)
    def _ask(self, asked: Asked) -> None:
        self._give_room()
        self.panel.open_for(asked)

    def _give_room(self) -> None:
        self.panel.give_room(self._page.height() - self._composer.sizeHint().height() - PAGE)

    @Slot()
    def _ended(self) -> None:
        if self.panel.isVisible():
            self.panel.close_panel()
            self._composer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _insert(self, insertion: Insertion) -> None:
        composer = self._composer
        composer.input.insert(insertion.text)
        draft = insertion.draft
        text = composer.text() if insertion.text else ""
        self._shown.chat.prepared.put_template(DraftTemplate(draft.use, text, draft.examples))
        composer.setFocus(Qt.FocusReason.OtherFocusReason)
        if insertion.send:
            composer.input.submitted.emit()

    @Slot()
    def _show(self) -> None:
        """Say what goes with the draft, also in the map of the context."""
        template = self._shown.chat.prepared.template
        self._composer.draft.show_template(template)
        examples = template.examples if template is not None else ()
        self._shown.chat.context.type(self._composer.text(), self._composer.files, examples)

    @Slot(str)
    def _edited(self, _: str) -> None:
        self._emptied.start()

    @Slot()
    def _forget_where_empty(self) -> None:
        prepared = self._shown.chat.prepared
        if prepared.template is not None and prepared.template.text and not self._composer.text().strip():
            prepared.put_template(None)

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        self._page.tell(error)

    def _around(self, body: Body) -> Surroundings:
        """Look at what the built-in variables stand for; the clipboard is read only where it is wanted."""
        wanted = variables_in(body)
        transcript, model = self._page.transcript, self._shown.models.status.model
        selection = transcript.selected_text() if "selection" in wanted and transcript is not None else ""
        return Surroundings(
            datetime.now(),
            QLocale().nativeLanguageName(),
            model.title if model is not None else "",
            QGuiApplication.clipboard().text()[:LONGEST_CLIPBOARD] if "clipboard" in wanted else "",
            selection,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page."""
        if event.type() == QEvent.Type.Resize and self.panel.isVisible():
            self._give_room()
        return super().eventFilter(watched, event)
