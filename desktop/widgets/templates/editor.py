"""The right half of the library: one template, to be written, tried on sample values, and compared."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.core.template_editing import Finding, declare
from desktop.core.template_values import Wrong
from desktop.core.templates import Draft, Field, TemplateId
from desktop.viewmodels.templates import TemplatesViewModel
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import rules
from desktop.widgets.templates.editor_foot import EditorFoot
from desktop.widgets.templates.preview_pane import PreviewPane
from desktop.widgets.templates.problem_list import Trouble
from desktop.widgets.templates.tab_order import set_order
from desktop.widgets.templates.template_form import TemplateForm
from desktop.widgets.templates.versions_pane import VersionsPane

WIDE = 820  # px from which on the preview stands beside the form


class View(IntEnum):
    """What the tabs lead to."""

    EDIT = 0
    PREVIEW = 1
    VERSIONS = 2


class TemplateEditor(QWidget):
    """Works once attached; shows whatever template the view-model writes on."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TemplatesViewModel | None = None
        self._shown: TemplateId | None = None
        self._dress()  # while there is nothing in it: that is quick
        self.tabs = QTabBar()  # stands in the row above, with what can be done
        self._stack = QStackedWidget(self)
        self._beside = QWidget(self._stack)  # the form, and the preview where there is room
        self.form, self.preview = TemplateForm(look, self._beside), PreviewPane(look, self._beside)
        self.versions = VersionsPane(look, self._stack)
        self.foot = EditorFoot(look, self)
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.form.typed.connect(self._typed)
        self.form.declared.connect(self._declared)
        for part in (self.form.fields, self.form.examples):
            part.rearranged.connect(lambda: set_order(self))
        self.foot.save_asked.connect(self.save)
        self.foot.problems.asked.connect(self._go_to)
        look.changed.connect(self._dress)
        self._say()

    def attach(self, viewmodel: TemplatesViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.preview.attach(viewmodel.preview)
        self.versions.attach(viewmodel.versions)
        viewmodel.editing.opened.connect(self._opened)
        viewmodel.editing.changed.connect(self._look_through)
        self.foot.attach(viewmodel.preview)
        self.foot.revert_asked.connect(viewmodel.editing.revert)
        self.foot.let_go.connect(self.form.user.setFocus)
        self._opened()

    @Slot(str)
    def save(self, note: str = "") -> None:
        """Make a version of what was typed."""
        viewmodel = self._viewmodel
        if viewmodel is not None and viewmodel.editing.edited and viewmodel.editing.save(note):
            self.foot.note.clear()

    def show_view(self, view: View) -> None:
        """Turn to a tab."""
        self.tabs.setCurrentIndex(view)

    def showEvent(self, event: QShowEvent) -> None:
        """Models may have come meanwhile, and presets."""
        super().showEvent(event)
        if self._viewmodel is not None:
            self.form.wishes.offer(self._viewmodel.model_names(), self._viewmodel.presets())
            self.preview.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview beside the form where there is room."""
        super().resizeEvent(event)
        self.foot.problems.fit()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.tabs.setObjectName("pagetabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _ in View:
            self.tabs.addTab("")
        row = QHBoxLayout(self._beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.form, 1)
        row.addWidget(self.preview, 1)
        self._stack.addWidget(self._beside)
        self._stack.addWidget(self.versions)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addWidget(self._stack, 1)
        page.addWidget(self.foot)

    def _arrange(self) -> None:
        wide = self.width() >= WIDE
        view = self.tabs.currentIndex()
        if wide and view == View.PREVIEW:
            self.tabs.setCurrentIndex(View.EDIT)
            return
        self.tabs.setTabVisible(View.PREVIEW, not wide)
        self._stack.setCurrentWidget(self.versions if view == View.VERSIONS else self._beside)
        self.form.setVisible(wide or view != View.PREVIEW)
        self.preview.setVisible(wide or view == View.PREVIEW)
        self.foot.setVisible(view != View.VERSIONS)

    @Slot()
    def _turn(self) -> None:
        held = self.isAncestorOf(QApplication.focusWidget() or self.tabs)
        self._arrange()
        if held and not self.isAncestorOf(QApplication.focusWidget() or self.tabs):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # what had it is hidden
        self.preview.refresh()
        self._show_versions()

    @Slot()
    def _opened(self) -> None:
        """Show another template, or the same as it was saved."""
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        self.form.put(viewmodel.editing.draft)
        if viewmodel.editing.template != self._shown:
            self.preview.forget()
            viewmodel.preview.forget_values()
        self._shown = viewmodel.editing.template
        self._look_through()
        viewmodel.preview.show_body(viewmodel.editing.draft.body, at_once=True)
        self._show_versions()

    def _show_versions(self) -> None:
        if self._viewmodel is not None and self.tabs.currentIndex() == View.VERSIONS:
            editing = self._viewmodel.editing
            self.versions.show_template(editing.template, editing.edited)

    @Slot()
    def _typed(self) -> None:
        if self._viewmodel is not None:
            editing = self._viewmodel.editing
            editing.type(self.form.draft(editing.draft))

    @Slot(object)
    def _declared(self, field: Field) -> None:
        if self._viewmodel is not None:
            editing = self._viewmodel.editing
            draft = editing.draft
            editing.type(Draft(draft.name, declare(draft.body, field), draft.description))

    @Slot()
    def _look_through(self) -> None:
        """Show what is found in what was typed."""
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        editing, found = viewmodel.editing, viewmodel.editing.look()
        self.form.show_found(found)
        troubles: list[Trouble] = [*found.findings, *found.wrongs]
        if found.form is not None:
            troubles.append(found.form)
        self.foot.problems.show_troubles(troubles)
        named = bool(editing.draft.name.strip()) and found.namesake is None
        self.foot.show_state(editing.edited, new=editing.kept is None, possible=named)
        viewmodel.preview.show_body(editing.draft.body)

    @Slot(object)
    def _go_to(self, trouble: Trouble) -> None:
        self.show_view(View.EDIT)
        match trouble:
            case Finding():
                self.form.go_to(trouble)
            case Wrong():
                self.form.fields.go_to(trouble)
            case _:
                self.form.unfold.setChecked(True)
                self.form.wishes.form.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        for view, words in (
            (View.EDIT, self.tr("Edit")),
            (View.PREVIEW, self.tr("Preview")),
            (View.VERSIONS, self.tr("Versions")),
        ):
            self.tabs.setTabText(view, words)
        self.tabs.setAccessibleName(self.tr("Parts of the template"))
        for part in (self.form, self.preview, self.versions, self.foot):
            part.say()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(rules(self._look.theme))
