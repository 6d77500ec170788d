"""The editor of one persona, with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.core.personas import Persona, PersonaDraft, PersonaId, checked
from desktop.viewmodels.personas import PersonasViewModel
from desktop.widgets.aloud import show_aloud
from desktop.widgets.look import Look
from desktop.widgets.templates.persona_foot import PersonaFoot
from desktop.widgets.templates.persona_form import PersonaForm

WIDEST = 760  # px, of a line to read or write


class PersonaEditor(QWidget):
    """What was typed and not saved stays with its persona, whatever is chosen meanwhile."""

    used = Signal(object)  # PersonaId: a chat is to begin with it
    saved = Signal(object)  # PersonaId
    dropped = Signal()  # a new one was given up
    unsaved_changed = Signal()
    duplicate_asked = Signal(object)  # PersonaId
    remove_asked = Signal(object)
    move_asked = Signal(object, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: PersonasViewModel | None = None
        self.persona: PersonaId | None = None  # that is edited; None is a new one
        self._begun = checked(PersonaDraft(""))  # as the form gives it back where nothing was changed
        self.form = PersonaForm(look)
        self.problem = QLabel()
        self.problem.setObjectName("fault")
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.foot = PersonaFoot(look)
        self._lay_out()
        self._connect()

    @property
    def unsaved(self) -> set[PersonaId]:
        """The personas with changes that are not saved."""
        edited = self._viewmodel.edits.all() if self._viewmodel is not None else ()
        return {persona for persona in edited if persona is not None}

    def attach(self, viewmodel: PersonasViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.form.attach(viewmodel)

    def open(self, persona: Persona) -> None:
        """Edit a persona, from where it was left."""
        self.persona = persona.id
        self._show(persona.draft)

    def begin(self, draft: PersonaDraft) -> None:
        """Begin a new one; an empty one goes on where the last one was left."""
        assert self._viewmodel is not None
        self.persona = None
        if draft != PersonaDraft(""):
            self._viewmodel.edits.forget(None)
        self._show(draft)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self, persona: PersonaId | None) -> None:
        """Drop what was not saved of a persona."""
        assert self._viewmodel is not None
        if self._viewmodel.edits.of(persona) is not None:
            self._viewmodel.edits.forget(persona)
            self.unsaved_changed.emit()

    @Slot(result=bool)
    def keep(self) -> bool:
        """Save; False where that was not possible."""
        assert self._viewmodel is not None
        draft = self._viewmodel.edits.of(self.persona)
        if draft is None and self.persona is not None:
            return True
        saved = self._viewmodel.save(self.persona, draft or self.form.draft())
        if saved is None:
            return False
        self.problem.hide()
        self._viewmodel.edits.forget(self.persona)
        self.persona = saved.id
        self._show(saved.draft)
        self.unsaved_changed.emit()
        self.saved.emit(saved.id)
        return True

    def tell(self, words: str) -> None:
        """Say why it could not be saved."""
        show_aloud(self.problem, words)
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, stored: PersonaDraft) -> None:
        assert self._viewmodel is not None
        self.problem.hide()
        self.form.put(stored)
        self._begun = checked(self.form.draft())
        edits = self._viewmodel.edits.of(self.persona)
        if edits is not None:
            self.form.put(edits)
        self._able()

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        foot = self.foot
        foot.use.clicked.connect(self._use)
        foot.save.clicked.connect(self.keep)
        foot.revert.clicked.connect(self._revert)
        foot.copy.clicked.connect(lambda: self.duplicate_asked.emit(self.persona))
        foot.up.clicked.connect(lambda: self.move_asked.emit(self.persona, -1))
        foot.down.clicked.connect(lambda: self.move_asked.emit(self.persona, 1))
        foot.remove.clicked.connect(lambda: self.remove_asked.emit(self.persona))
        keys = QShortcut(QKeySequence("Ctrl+S"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.keep)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setObjectName("personaarea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setObjectName("personaground")
        area.setWidget(self.form)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for part in (self.form, self.foot):
            part.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 4, 12)
        column.setSpacing(8)
        column.addWidget(area, 1)
        column.addWidget(self.problem)
        column.addWidget(self.foot)

    def _able(self) -> None:
        assert self._viewmodel is not None
        changed = self.persona is None or self._viewmodel.edits.of(self.persona) is not None
        self.foot.show_state(changed, self.persona is not None)

    @Slot()
    def _changed(self) -> None:
        assert self._viewmodel is not None
        draft, edits, before = self.form.draft(), self._viewmodel.edits, self.unsaved
        if checked(draft) == self._begun:
            edits.forget(self.persona)
        else:
            edits.keep(self.persona, draft)
        self._able()
        if self.unsaved != before:
            self.unsaved_changed.emit()

    @Slot()
    def _use(self) -> None:
        """Begin a chat with what is shown, saved before."""
        if self.keep() and self.persona is not None:
            self.used.emit(self.persona)

    @Slot()
    def _revert(self) -> None:
        assert self._viewmodel is not None
        self.forget(self.persona)
        there = self._viewmodel.get(self.persona)
        if there is None:
            self.dropped.emit()
        else:
            self._show(there.draft)
