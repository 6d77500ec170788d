"""Lets templates in and out of the library: by its menus, and by files that are dropped on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.core.templates import TemplateId
from desktop.core.user_error import UserError
from desktop.viewmodels.template_moving import TemplateMovingViewModel
from desktop.widgets.attachments_drop import DropHint
from desktop.widgets.look import Look
from desktop.widgets.templates.export_dialog import ExportDialog
from desktop.widgets.templates.import_dialog import ImportDialog
from desktop.widgets.templates.library_tab import TemplateLibraryTab

MOST_FILES = 1_000  # at a time
ENDINGS = "*.fireside-templates *.json *.md *.markdown *.csv *.tsv *.yaml *.yml *.txt"


class TemplateDrop(DropHint):
    """Takes files of templates."""

    imported = Signal(object)  # list of Path

    @Slot(object)
    def take(self, files: list[Path]) -> None:
        """All of them are to be imported."""
        self.imported.emit(files)

    def _words(self) -> str:
        return self.tr("Drop files to import the templates in them: JSON, Markdown, CSV or YAML")


class TemplateMover(QObject):
    """Belongs to the library tab. One dialog at a time."""

    def __init__(self, look: Look, tab: TemplateLibraryTab, moving: TemplateMovingViewModel) -> None:
        super().__init__(tab)
        self._look = look
        self._tab = tab
        self._moving = moving
        self.dialog: QDialog | None = None
        self.drop = TemplateDrop(look, tab)
        self.drop.imported.connect(self.bring)
        tab.import_asked.connect(self.ask)
        tab.export_asked.connect(self.export)
        tab.starters_asked.connect(moving.add_starters)
        moving.starters_added.connect(self._added)
        moving.failed.connect(self._failed)

    @Slot()
    def ask(self) -> QFileDialog:
        """Ask for files; the window goes on meanwhile."""
        kinds = self.tr("Templates ({endings});;All files (*)").format(endings=ENDINGS)
        dialog = QFileDialog(self._tab, self.tr("Import templates"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._selected)
        dialog.open()
        return dialog

    @Slot(object)
    def bring(self, files: Sequence[Path]) -> None:
        """Show what files would bring."""
        if self.dialog is None:
            dialog = ImportDialog(self._look, self._moving, self._window())
            self._show(dialog)
            dialog.take(tuple(files)[:MOST_FILES])

    @Slot(object)
    def export(self, templates: tuple[TemplateId, ...]) -> None:
        """Ask how templates are to be written; none are all."""
        if self.dialog is None:
            self._show(ExportDialog(self._look, self._moving, templates, self._window()))

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._finished)
        dialog.open()

    def _window(self) -> QWidget:
        return self._tab.window()

    @Slot(list)
    def _selected(self, paths: list[str]) -> None:
        self.bring([Path(path) for path in paths])

    @Slot()
    def _finished(self) -> None:
        self.dialog = None

    @Slot(int)
    def _added(self, count: int) -> None:
        """Say how many of the templates that come along were added."""
        words = self.tr("%n starter template(s) added.", "", count)
        if not count:
            words = self.tr("All starter templates are here already.")
        deeds = self._tab.deeds
        if deeds is not None:
            deeds.toast.offer(words, self.tr("OK"), deeds.toast.hide)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        if self.dialog is None:
            self._tab.tell(error)
