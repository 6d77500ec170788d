"""What stands beside the list of templates: the editor, a template of the trash, or an invitation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.templates import TemplateId
from desktop.viewmodels.templates import TemplatesViewModel
from desktop.widgets.look import Look
from desktop.widgets.pills import name_button
from desktop.widgets.style import SPACING
from desktop.widgets.templates.editor import TemplateEditor, View
from desktop.widgets.templates.trash_pane import TrashPane

SOON = 20  # ms after the page is shown; it is painted by then


class RightSide(QWidget):
    """Works once attached."""

    back_asked = Signal()
    new_asked = Signal()
    use_asked = Signal(object)  # TemplateId
    tryout_asked = Signal(object)  # TemplateId
    menu_asked = Signal(object)  # QPoint, global
    editor_made = Signal(object)  # TemplateEditor

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TemplatesViewModel | None = None
        self.back, self.tryout, self.more = QToolButton(), QToolButton(), QToolButton()
        self.use = QPushButton()
        self._stack = QStackedWidget(self)
        self._editor: TemplateEditor | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(lambda: self.editor)
        self._head = QHBoxLayout()
        self.trash = TrashPane(look, self._stack)
        self.nothing, self.hint, self.new = QWidget(self._stack), QLabel(), QPushButton()
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.new.clicked.connect(self.new_asked)
        self.use.clicked.connect(lambda: self.use_asked.emit(self._template()))
        self.tryout.clicked.connect(lambda: self.tryout_asked.emit(self._template()))
        self.more.clicked.connect(self._open_menu)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, viewmodel: TemplatesViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        if self._editor is not None:
            self._editor.attach(viewmodel)
        viewmodel.editing.opened.connect(self._show)
        viewmodel.editing.changed.connect(self._show_state)
        self._show()

    @property
    def editor(self) -> TemplateEditor:
        """The editor; made when it is first wanted, or soon: the page is there before."""
        if self._editor is None:
            self._soon.stop()
            self._editor = TemplateEditor(self._look, self._stack)
            self._stack.addWidget(self._editor)
            self._head.insertWidget(1, self._editor.tabs, 1)
            self._editor.tabs.hide()
            if self._viewmodel is not None:
                self._editor.attach(self._viewmodel)
            self.editor_made.emit(self._editor)
        return self._editor

    def begin(self) -> None:
        """Go to the name, to be typed over."""
        self.editor.show_view(View.EDIT)
        self.editor.form.begin()

    def go_on(self) -> None:
        """Go to the text."""
        if self._writing:
            self.editor.show_view(View.EDIT)
            form = self.editor.form
            text = form.user if form.user.toPlainText() or not form.system.toPlainText() else form.system
            text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentWidget() is self.trash:
            self.trash.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the editor made as soon as the list is seen."""
        super().showEvent(event)
        if self._editor is None:
            self._soon.start()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.trash.say()
        super().changeEvent(event)

    @property
    def _writing(self) -> bool:
        return self._editor is not None and self._stack.currentWidget() is self._editor

    def _template(self) -> TemplateId | None:
        return self._viewmodel.editing.template if self._viewmodel is not None else None

    def _lay_out(self) -> None:
        self.hint.setObjectName("cardhint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        middle = QVBoxLayout(self.nothing)
        middle.addStretch(2)
        middle.addWidget(self.hint)
        middle.addSpacing(SPACING.s)
        middle.addWidget(self.new, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        head = self._head
        head.setSpacing(4)
        head.addWidget(self.back)
        head.addStretch()
        for part in (self.use, self.tryout, self.more):
            head.addWidget(part)
        for part in (self.nothing, self.trash):
            self._stack.addWidget(part)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addLayout(head)
        page.addWidget(self._stack, 1)

    @Slot()
    def _show(self) -> None:
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        kept = viewmodel.editing.kept
        trashed = kept is not None and kept.deleted is not None
        if kept is not None and trashed:
            self.trash.show_template(kept)
            self._stack.setCurrentWidget(self.trash)
        else:
            opened = viewmodel.editing.template is not None
            self._stack.setCurrentWidget(self.editor if opened else self.nothing)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        writing = self._writing
        if self._editor is not None:
            self._editor.tabs.setVisible(writing)
        for part in (self.use, self.tryout, self.more):
            part.setVisible(writing)
        edited = self._viewmodel is not None and self._viewmodel.editing.edited
        for button in (self.use, self.tryout):
            button.setEnabled(writing and not edited)
        self._say()

    @Slot()
    def _open_menu(self) -> None:
        self.menu_asked.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _say(self) -> None:
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.back.accessibleName())
        name_button(self.use, self.tr("Use"))
        self.use.setAccessibleName(self.tr("Use in a chat"))
        self.tryout.setAccessibleName(self.tr("Try out"))
        first = self.tr("Save your changes first.")
        self.use.setToolTip(self.use.accessibleName() if self.use.isEnabled() else first)
        words = self.tr("Try out on several inputs and models")
        self.tryout.setToolTip(words if self.tryout.isEnabled() else first)
        self.more.setAccessibleName(self.tr("More that can be done with the template"))
        self.more.setToolTip(self.more.accessibleName())
        self.hint.setText(self.tr("Choose a template to read or change it, or begin a new one."))
        name_button(self.new, self.tr("New template"))

    @Slot()
    def _dress(self) -> None:
        icon = self._look.icon
        self.back.setIcon(icon("arrow-left", "text2", 18))
        self.use.setIcon(icon("message-square"))
        self.tryout.setIcon(icon("flask-conical", "text2", 18))
        self.more.setIcon(icon("ellipsis", "text2", 18))
        self.new.setIcon(icon("plus"))
        for button in (self.back, self.tryout, self.more):
            button.setIconSize(QSize(18, 18))
