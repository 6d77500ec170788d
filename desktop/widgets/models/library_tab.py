"""What models are on this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.library import Listed
from desktop.viewmodels.library import LibraryViewModel
from desktop.widgets.banner import Banner
from desktop.widgets.look import Look
from desktop.widgets.model_settings import ModelSettingsDialog
from desktop.widgets.models.library_bar import LibraryBar
from desktop.widgets.models.library_dialogs import ask_to_remove, change_folder
from desktop.widgets.models.library_empty import EmptyLibrary, Nothing
from desktop.widgets.models.library_folders import FolderBar
from desktop.widgets.models.library_list import LibraryList
from desktop.widgets.speech import QtSpeaker


class LibraryTab(QWidget):
    """Lists them, with what can be done with each. Works once attached."""

    discover_asked = Signal()  # the user wants to fetch one

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: LibraryViewModel | None = None
        self.bar = LibraryBar(look)
        self.folders = FolderBar(look)
        self.banner = Banner(look)
        self.list = LibraryList(look)
        self.empty = EmptyLibrary(look)
        self.count = QLabel()
        self.count.setObjectName("caption")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self.setFocusProxy(self.list)

    def attach(self, viewmodel: LibraryViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.list.show_rows(viewmodel.rows)
        self.folders.attach(viewmodel)
        self.bar.search.textChanged.connect(viewmodel.search)
        self.bar.sorted.connect(viewmodel.sort)
        self.bar.rescan.clicked.connect(viewmodel.rescan)
        self.bar.open_asked.connect(self._open)
        self.bar.folder_asked.connect(self._add_folder)
        self.folders.change_asked.connect(self._change_folder)
        self.empty.discover_asked.connect(self.discover_asked)
        self.empty.open_asked.connect(self._open)
        self.empty.folder_asked.connect(self._add_folder)
        self.empty.clear_asked.connect(self.bar.search.clear)
        self.list.load_asked.connect(viewmodel.load)
        self.list.settings_asked.connect(self._show_settings)
        self.list.remove_asked.connect(self._ask_to_remove)
        self.list.forget_asked.connect(viewmodel.places.changes.forget)
        self.list.show_asked.connect(_show_in_files)
        viewmodel.changed.connect(self._show)
        viewmodel.failed.connect(self.tell)
        self._show()

    @Slot(object)
    def tell(self, error: UserError) -> None:
        """Say what happened and what to do."""
        self.banner.tell(describe(error, QtSpeaker()), "")

    def event(self, event: QEvent) -> bool:
        """Take the keys for searching from the window's shortcut: here they mean the models."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F5 looks anew, and the keys for searching lead to the search."""
        if event.key() == Qt.Key.Key_F5:
            self.bar.rescan.click()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew whenever the list comes into view: a file may have been put there."""
        super().showEvent(event)
        if self._viewmodel is not None and not self._viewmodel.state.scanning:
            self._viewmodel.rescan()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 4, 20, 12)
        page.setSpacing(10)
        page.addWidget(self.bar)
        page.addWidget(self.folders)
        page.addWidget(self.banner)
        page.addWidget(self._stack, 1)
        page.addWidget(self.count)

    @Slot()
    def _show(self) -> None:
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        shown = viewmodel.rows.rowCount()
        self._stack.setCurrentWidget(self.list if shown else self.empty)
        if not shown:
            self.empty.explain(self._why(viewmodel))
        elif not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.bar.set_busy(viewmodel.state.scanning)
        self.count.setText(self._counted(viewmodel, shown))
        self.count.setVisible(shown > 0)

    def _why(self, viewmodel: LibraryViewModel) -> Nothing:
        state = viewmodel.state
        if state.count:
            return Nothing.NO_MATCH
        return Nothing.NONE if state.known else Nothing.SEARCHING

    def _counted(self, viewmodel: LibraryViewModel, shown: int) -> str:
        size = sum(row.listed.model.size for row in viewmodel.rows.rows)
        words = self.tr("%Ln model(s), {size}", "", shown).format(size=QtSpeaker().size(size))
        if viewmodel.state.scanning:
            words += " – " + self.tr("folders are being looked through…")
        return words

    @Slot()
    def _open(self) -> None:
        kind = self.tr("GGUF models (*.gguf);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), "", kind)
        if path and self._viewmodel is not None:
            self._viewmodel.take(Path(path))

    @Slot()
    def _add_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Look for models in a folder"))
        if folder and self._viewmodel is not None:
            self._viewmodel.take(Path(folder))

    @Slot()
    def _change_folder(self) -> None:
        if self._viewmodel is not None:
            title = self.tr("Choose the folder that models are kept in")
            chosen = QFileDialog.getExistingDirectory(self, title, str(self._viewmodel.places.folder))
            if chosen:
                change_folder(self._viewmodel, Path(chosen), self)

    @Slot(object)
    def _show_settings(self, listed: Listed) -> None:
        if self._viewmodel is not None:
            dialog = ModelSettingsDialog(self._look, self._viewmodel.settings(listed), self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot(object)
    def _ask_to_remove(self, listed: Listed) -> None:
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        if listed.own:
            ask_to_remove(listed, self, lambda: viewmodel.remove(listed))
        else:
            viewmodel.remove(listed)  # which says why not


def _show_in_files(listed: Listed) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(listed.path.parent)))
