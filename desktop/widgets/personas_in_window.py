"""What the rest of the window learns of personas: where a chat begins, in the composer, on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox

from desktop.core.personas import Persona, PersonaId
from desktop.core.user_error import UserError
from desktop.services.personas import Removed
from desktop.viewmodels.persona_use import PersonaUseViewModel, Taken
from desktop.widgets.look import Look
from desktop.widgets.persona_note import PersonaNote
from desktop.widgets.templates.tabs import TemplateTab
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.widgets.templates.page import TemplatesPage


class PersonasInWindow(QObject):
    """Connects personas with the window; belongs to the workplace."""

    def __init__(self, look: Look, workplace: Workplace, use: PersonaUseViewModel) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._use = use
        self._connected: TemplatesPage | None = None  # the page whose signals are heard
        self.note = PersonaNote(look)
        workplace.page.held.take(self.note, self.note.hide)
        self.note.edit_asked.connect(self._edit)
        for over in (workplace.page.sending.tried, use.moved):
            over.connect(self.note.hide)
        self._opening = ""  # that was put into the composer last
        chips, button = workplace.page.empty.personas, workplace.page.composer.persona
        for part in (chips, button):
            part.chosen.connect(use.take)
            part.dropped.connect(self._dropped)
        chips.more_asked.connect(self.show_tab)
        button.all_asked.connect(self.show_tab)
        button.keep_asked.connect(self.keep)
        button.offer(lambda: use.personas.all)
        use.changed.connect(self._show)
        use.asked.connect(self._ask)
        use.taken.connect(self._taken)
        use.personas.removed.connect(self._removed)
        use.personas.failed.connect(self._tell)
        workplace.pages.templates_shown.connect(self._listen)
        self._show()

    @Slot()
    def show_tab(self) -> None:
        """Show the page about personas."""
        page = self._page()
        if page is not None:
            page.open_tab(TemplateTab.PERSONAS)
            self._workplace.pages.show_templates()

    @Slot()
    def keep(self) -> None:
        """Let what the chat uses become a persona, once it has a name."""
        page = self._page()
        if page is not None:
            draft = self._use.from_chat("")
            self.show_tab()
            page.personas.begin(draft)

    def _page(self) -> TemplatesPage | None:
        page = self._workplace.pages.templates_page()
        self._listen()
        return page

    @Slot()
    def _listen(self) -> None:
        """Hear of the page, which is made when it is first shown."""
        page = self._workplace.pages.templates
        if page is not None and page is not self._connected:
            self._connected = page
            page.personas.used.connect(self._begin)
            page.personas.from_chat_asked.connect(self.keep)

    @Slot()
    def _show(self) -> None:
        """Say which persona the chat has."""
        current, page = self._use.current, self._workplace.page
        page.empty.show_personas(self._use.personas.all, current)
        page.composer.persona.show_persona(current, self._use.empty)

    @Slot(object)
    def _begin(self, persona: PersonaId) -> None:
        found = self._use.personas.get(persona)
        if found is not None:
            self._workplace.pages.show_chat()
            self._use.begin_new(found)

    @Slot(object)
    def _ask(self, persona: Persona) -> None:
        """Ask whether a chat that goes on already is meant, or a new one."""
        box = QMessageBox(self._workplace.window())
        box.setWindowTitle(self.tr("Persona"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Begin a new chat with {name}, or go on here with it?").format(name=persona.name))
        box.setInformativeText(
            self.tr("What has been answered so far stays as it is; from here on the persona answers.")
        )
        new = box.addButton(self.tr("New chat"), QMessageBox.ButtonRole.AcceptRole)
        on = box.addButton(self.tr("From here on"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(new)
        new.clicked.connect(lambda: self._use.begin_new(persona))
        on.clicked.connect(lambda: self._use.go_on(persona))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot(object)
    def _taken(self, taken: Taken) -> None:
        """Begin to type, and say what is missing."""
        composer = self._workplace.page.composer
        self._open(taken.persona.draft.opening)
        composer.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.show_missing(taken)

    def _open(self, opening: str) -> None:
        """Let the user begin with these words, unless something else was typed."""
        composer = self._workplace.page.composer
        typed = composer.text()
        if not typed.strip() or typed == self._opening:
            if typed != opening:
                composer.set_text(opening)
            self._opening = opening

    @Slot()
    def _dropped(self) -> None:
        self._use.take_off()
        self._open("")
        self.note.hide()

    @Slot(object)
    def _edit(self, persona: PersonaId) -> None:
        self.show_tab()
        page = self._page()
        if page is not None:
            page.personas.choose(persona)

    @Slot(object)
    def _removed(self, removed: Removed) -> None:
        def bring_back() -> None:
            made = self._use.personas.restore(removed)
            page = self._workplace.pages.templates
            if made is not None and page is not None:
                page.personas.choose(made.id)

        words = self.tr("The persona “{name}” was removed.").format(name=removed.persona.name)
        self._workplace.toast.offer(words, self.tr("Undo"), bring_back)

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        """Say what cannot be done, unless the page about personas does."""
        if not self._workplace.pages.on_templates:
            self._workplace.page.tell(error)
