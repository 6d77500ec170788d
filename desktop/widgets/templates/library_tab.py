"""The templates that are kept, and the editor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.notice import Notice
from desktop.core.template_errors import TemplateNameTaken
from desktop.core.templates import Body, Draft, TemplateId
from desktop.viewmodels.template_rows import Scope
from desktop.viewmodels.templates import TemplatesViewModel
from desktop.widgets.banner import Banner
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.editor import TemplateEditor
from desktop.widgets.templates.library_deeds import LibraryDeeds
from desktop.widgets.templates.list_pane import TemplateListPane
from desktop.widgets.templates.right_side import RightSide
from desktop.widgets.templates.tab_order import set_order
from desktop.widgets.text_scale import text_scale
from desktop.widgets.toast import Toast

WIDE = 700  # px, at the usual size of text, from which on list and editor stand side by side
LIST_WIDTH, LIST_SHARE = 320, 0.38
QWIDGETSIZE_MAX = 16_777_215  # px, as Qt has it


class TemplateLibraryTab(QWidget):
    """A list, and beside it, or over it where there is little room, one template. Works once attached."""

    use_asked = Signal(object)  # TemplateId: the user wants to send it
    tryout_asked = Signal(object)  # TemplateId
    import_asked = Signal()
    export_asked = Signal(object)  # tuple of TemplateId; empty: all
    starters_asked = Signal()  # the templates that come along are wanted

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templatelibrary")
        self._look = look
        self._viewmodel: TemplatesViewModel | None = None
        self._shown: TemplateId | None = None
        self.deeds: LibraryDeeds | None = None
        self.banner = Banner(
            look, self
        )  # made in its place: moving a widget that is made has it styled again
        self.left, self.right = TemplateListPane(look, self), RightSide(look, self)
        self._lay_out()
        self.setFocusProxy(self.left.search)
        self.left.new_asked.connect(self.begin_new)
        self.left.import_asked.connect(self.import_asked)
        self.left.starters_asked.connect(self.starters_asked)
        self.left.export_asked.connect(lambda: self.export_asked.emit(()))
        self.left.list.clicked.connect(self._clicked)
        self.right.back_asked.connect(self._back)
        self.right.new_asked.connect(self.begin_new)
        self.right.use_asked.connect(self.use_asked)
        self.right.tryout_asked.connect(self.tryout_asked)

    def attach(self, viewmodel: TemplatesViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        toast = Toast(self, None)
        self.deeds = deeds = LibraryDeeds(self._look, viewmodel, self.left, toast)
        deeds.menu.use_asked.connect(self.use_asked)
        deeds.menu.tryout_asked.connect(self.tryout_asked)
        deeds.menu.export_asked.connect(self.export_asked)
        deeds.open_asked.connect(self._open)
        deeds.rename_asked.connect(self._rename)
        self.right.menu_asked.connect(deeds.open_menu)
        self.right.trash.restore_asked.connect(deeds.restore)
        self.right.trash.remove_asked.connect(deeds.ask_to_remove)
        self.left.attach(viewmodel.list)
        self.right.editor_made.connect(self._editor_made)
        self.right.attach(viewmodel)
        self.left.list.chosen.connect(self._choose)
        viewmodel.editing.opened.connect(self._opened)
        viewmodel.list.changed.connect(self._arrange)
        viewmodel.changes.doubled.connect(self._open)
        viewmodel.failed.connect(self.tell)
        self._opened()

    def begin(self, draft: Draft) -> None:
        """Open the editor with a new template that is not saved yet."""
        if self._viewmodel is not None:
            self._viewmodel.begin(draft)
            self.right.begin()

    @Slot()
    def begin_new(self) -> None:
        """Begin an empty template."""
        self.begin(Draft("", Body()))

    @Slot(object)
    def tell(self, error: UserError) -> None:
        """Say what happened and what to do."""
        notice = describe(error, QtSpeaker())
        trash = self._viewmodel is not None and self._viewmodel.list.filter.scope is Scope.TRASH
        if isinstance(error, TemplateNameTaken) and trash:
            advice = self.tr("Give that template another name, then bring this one back.")
            notice = Notice(notice.what, advice)
        self.banner.tell(notice, "")

    def event(self, event: QEvent) -> bool:
        """Take the keys for searching and saving from the window's shortcuts: here they mean templates."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F searches, Ctrl+S saves, Ctrl+Shift+N begins a new one; Escape leaves the editor."""
        if event.matches(QKeySequence.StandardKey.Find):
            self._back()
            self.left.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.left.search.selectAll()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.right.editor.save(self.right.editor.foot.note.text())
        elif _is_new(event):
            self.begin_new()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the list read when it is first looked at."""
        super().showEvent(event)
        if self._viewmodel is not None:
            self._viewmodel.list.load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put list and editor side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()
        if self.deeds is not None:
            self.deeds.toast.place()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language; larger text needs more room."""
        if event.type() == QEvent.Type.LanguageChange and self.deeds is not None:
            self.deeds.toast.hide()
        elif event.type() == QEvent.Type.FontChange:
            self._arrange()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(800, 600)

    def minimumSizeHint(self) -> QSize:
        """Less than what is shown now: with less room list and editor take turns."""
        return QSize(300, 200)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 4, 16, 12)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(row, 1)
        set_order(self)

    @Slot()
    def _arrange(self) -> None:
        scale = text_scale(self)
        wide = self.width() >= WIDE * scale
        viewmodel = self._viewmodel
        opened = viewmodel is not None and viewmodel.editing.template is not None
        if viewmodel is not None and not opened and not viewmodel.list.state.count:
            wide = False  # there is nothing to choose from yet
        self.left.setVisible(wide or not opened)
        self.right.setVisible(wide or opened)
        self.right.back.setVisible(not wide)
        if wide:
            self.left.setFixedWidth(round(min(LIST_WIDTH * scale, self.width() * LIST_SHARE)))
        else:
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(QWIDGETSIZE_MAX)

    @Slot(object)
    def _choose(self, template: TemplateId) -> None:
        """Show what the keyboard is on, where that leaves the list in sight."""
        if self._viewmodel is not None and self.width() >= WIDE:
            self._viewmodel.editing.open(template)

    @Slot()
    def _clicked(self) -> None:
        entry = self.left.list.entry
        modifiers = QGuiApplication.keyboardModifiers()
        if entry is not None and modifiers == Qt.KeyboardModifier.NoModifier and self._viewmodel is not None:
            self._viewmodel.editing.open(entry.id)

    @Slot(object)
    def _open(self, template: TemplateId) -> None:
        """Go on in the editor."""
        if self._viewmodel is not None:
            self._viewmodel.editing.open(template)
            self.right.go_on()

    @Slot(object)
    def _rename(self, template: TemplateId) -> None:
        if self._viewmodel is not None:
            self._viewmodel.editing.open(template)
            self.right.begin()

    @Slot(object)
    def _editor_made(self, editor: TemplateEditor) -> None:
        if self.deeds is not None:
            self.deeds.toast.stand_above(editor.foot)
        set_order(self)

    @Slot()
    def _opened(self) -> None:
        viewmodel = self._viewmodel
        if viewmodel is not None:
            template = viewmodel.editing.template
            self.left.show_template(template, anew=template != self._shown)
            self._shown = template
            self._arrange()

    @Slot()
    def _back(self) -> None:
        """Show the list again, where there is room for one only."""
        if self._viewmodel is not None and self.width() < WIDE:
            self._viewmodel.editing.close_it()
            self.left.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _ours(event: QKeyEvent) -> bool:
    keys = (QKeySequence.StandardKey.Find, QKeySequence.StandardKey.Save)
    return any(event.matches(key) for key in keys) or _is_new(event)


def _is_new(event: QKeyEvent) -> bool:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_N and event.modifiers() == both
