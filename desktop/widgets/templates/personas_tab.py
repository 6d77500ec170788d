"""System prompt, model and parameters under a name: the list of personas, and the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.persona_errors import PersonaError
from desktop.core.personas import PersonaDraft, PersonaId
from desktop.viewmodels.personas import PersonasViewModel
from desktop.widgets.banner import Banner
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.templates.persona_editor import PersonaEditor
from desktop.widgets.templates.persona_side import PersonaSide
from desktop.widgets.templates.persona_starters import PersonaStarters


class PersonasTab(QWidget):
    """Works once attached."""

    used = Signal(object)  # PersonaId: a chat is to begin with it
    from_chat_asked = Signal()  # what the chat uses is to become a persona: `begin`

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: PersonasViewModel | None = None
        self.side, self.banner = PersonaSide(look), Banner(look)
        self.list = self.side.list
        self.editor, self.starters = PersonaEditor(look), PersonaStarters(look)
        self.right = QStackedWidget()
        self._lay_out()
        self.side.write_asked.connect(self._write)
        self.side.from_chat_asked.connect(self.from_chat_asked)
        self.side.starters_asked.connect(self._show_starters)
        self.list.shown.connect(self._show)
        self.list.used.connect(self._use)
        self.editor.used.connect(self.used)
        self.editor.saved.connect(self.choose)
        self.editor.dropped.connect(self._first)
        self.editor.unsaved_changed.connect(lambda: self.list.mark(self.editor.unsaved))
        self.starters.chosen.connect(self._add)
        self.starters.write_asked.connect(self._write)
        self.starters.from_chat_asked.connect(self.from_chat_asked)

    def attach(self, viewmodel: PersonasViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.editor.attach(viewmodel)
        self.list.setModel(viewmodel.list)
        self.list.remove_asked.connect(viewmodel.remove)
        self.list.move_asked.connect(self._move)
        self.editor.remove_asked.connect(viewmodel.remove)
        self.editor.move_asked.connect(self._move)
        self.editor.duplicate_asked.connect(self._duplicate)
        viewmodel.changed.connect(self._refresh)
        viewmodel.failed.connect(self._tell)
        self._refresh()
        self.list.mark(self.editor.unsaved)
        if viewmodel.edits.of(None) is not None:
            self._write()
        else:
            self._first()

    @Slot(object)
    def choose(self, persona: PersonaId) -> None:
        """Show a persona."""
        assert self._viewmodel is not None
        row = self._viewmodel.list.row_of(persona)
        if row is not None:
            self.list.setCurrentIndex(self._viewmodel.list.index(row))
            self._show(persona)

    def begin(self, draft: PersonaDraft) -> None:
        """Begin a new one in the editor."""
        self.list.setCurrentIndex(self.list.model().index(-1, 0))
        self.right.setCurrentWidget(self.editor)
        self.side.setVisible(bool(self._viewmodel and self._viewmodel.all))
        self.editor.begin(draft)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to what is there."""
        super().focusInEvent(event)
        starting = self.right.currentWidget() is self.starters
        first = (
            self.list
            if not self.side.isHidden()
            else self.starters.all
            if starting
            else self.editor.form.name
        )
        first.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Offer the models and presets that there are by now."""
        super().showEvent(event)
        self.editor.form.refresh()

    def _lay_out(self) -> None:
        self.right.addWidget(self.starters)
        self.right.addWidget(self.editor)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.banner)
        right.addWidget(self.right, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(right, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it hands the focus on

    @Slot()
    def _write(self) -> None:
        self.begin(PersonaDraft(""))

    @Slot()
    def _show_starters(self) -> None:
        self.list.setCurrentIndex(self.list.model().index(-1, 0))
        self.right.setCurrentWidget(self.starters)
        self.starters.all.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _show(self, persona: PersonaId | None) -> None:
        found = self._viewmodel.get(persona) if self._viewmodel is not None else None
        if found is not None:
            self.right.setCurrentWidget(self.editor)
            self.editor.open(found)

    @Slot()
    def _refresh(self) -> None:
        """The list is another one."""
        assert self._viewmodel is not None
        personas = self._viewmodel.all
        self.starters.show_there([each.name for each in personas])
        self.side.setVisible(bool(personas))
        there = {each.id for each in personas}
        for gone in self.editor.unsaved - there if self._viewmodel.known else ():
            self.editor.forget(gone)
        if self.right.currentWidget() is self.editor and self.editor.persona is not None:
            if self.editor.persona not in there:
                self._first()
        elif not personas and self.editor.persona is not None:
            self.right.setCurrentWidget(self.starters)

    @Slot()
    def _first(self) -> None:
        """Show the persona that is chosen, or the first, or what comes along."""
        assert self._viewmodel is not None
        chosen = self.list.current
        personas = self._viewmodel.all
        if personas:
            self.choose(chosen if chosen is not None else personas[0].id)
        else:
            self.right.setCurrentWidget(self.starters)

    @Slot(object)
    def _add(self, drafts: tuple[PersonaDraft, ...]) -> None:
        assert self._viewmodel is not None
        made = self._viewmodel.add(drafts)
        if made is not None and not self.starters.missing:
            self.choose(made.id)

    @Slot(object)
    def _use(self, persona: PersonaId) -> None:
        """Begin a chat with a persona, saved before where it is the one that is edited."""
        if self.editor.persona != persona or self.editor.keep():
            self.used.emit(persona)

    @Slot(object)
    def _duplicate(self, persona: PersonaId) -> None:
        assert self._viewmodel is not None
        made = self._viewmodel.duplicate(persona)
        if made is not None:
            self.choose(made.id)

    @Slot(object, int)
    def _move(self, persona: PersonaId, steps: int) -> None:
        assert self._viewmodel is not None
        self._viewmodel.move(persona, steps)
        self.choose(persona)

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        notice = describe(error, QtSpeaker())
        if isinstance(error, PersonaError) and self.right.currentWidget() is self.editor:
            self.editor.tell(together(notice.what, notice.advice))
        else:
            self.banner.tell(notice, "")
