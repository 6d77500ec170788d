"""Exports and prints from the window: entries of its menu, what is asked, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from desktop.core.archive import Which, WholeChat
from desktop.core.chat import Chat, ChatId, FolderId
from desktop.services.exporting import Export, Exported, Printer, Progress
from desktop.viewmodels.moving_out import MovingOutViewModel
from desktop.widgets.export_dialog import Asked, ExportDialog
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.workplace import Workplace


class MovingOutInWindow(QObject):
    """Belongs to the workplace. Adds its entries whenever the window's menu has been filled anew."""

    def __init__(self, look: Look, viewmodel: MovingOutViewModel, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._look, self._viewmodel, self._workplace = look, viewmodel, workplace
        self._menu = workplace.header.menu
        self._menu.aboutToShow.connect(self._add)
        chats = workplace.sidebar.list
        chats.export_asked.connect(self.export)
        chats.folder_export_asked.connect(self.export_folder)
        chats.print_asked.connect(self.print_chats)
        workplace.keys.bind("print", self.print_shown)
        viewmodel.exported.connect(self._exported)
        viewmodel.cancelled.connect(self._cancelled)
        viewmodel.failed.connect(workplace.page.tell)
        viewmodel.progressed.connect(self._progressed)

    @Slot(object)
    def export(self, chats: Chat | Sequence[ChatId]) -> None:
        """Ask how one chat or some are to be exported."""
        ids = (chats.id,) if isinstance(chats, Chat) else tuple(chats)
        if ids and self._free():
            title = self._viewmodel.title(ids[0]) if len(ids) == 1 else ""
            self._ask(Asked(ids, title))

    @Slot()
    def export_all(self) -> None:
        """Ask how all chats, or those of a folder, are to be exported."""
        self.export_folder(None)

    @Slot(object)
    def export_folder(self, folder: FolderId | None) -> None:
        """Ask the same, with a folder chosen already."""
        if self._free():
            self._viewmodel.folders(lambda all_of_them: self._ask(Asked((), "", all_of_them, folder)))

    @Slot(object)
    def print_chats(self, chats: Sequence[ChatId]) -> None:
        """Show the pages of chats."""
        self._viewmodel.read(chats, self._preview)

    @Slot()
    def print_shown(self) -> None:
        """Show the pages of the chat that the window shows."""
        if (chat := self._viewmodel.shown) is not None:
            self.print_chats((chat,))

    def _free(self) -> bool:
        """Tell whether nothing is being exported; else offer to end it."""
        if self._viewmodel.busy:
            words = self.tr("Another export is on its way.")
            self._workplace.toast.offer(words, self.tr("Cancel"), self._viewmodel.cancel)
        return not self._viewmodel.busy

    def _ask(self, asked: Asked) -> None:
        dialog = ExportDialog(self._look, asked, self._viewmodel.choices, self._workplace)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._viewmodel.remember)
        dialog.wanted.connect(self._export)
        dialog.open()

    @Slot(object, object)
    def _export(self, wanted: Export, which: Which | None) -> None:
        self._viewmodel.export(wanted, which, _printer)

    def _preview(self, chats: Sequence[WholeChat]) -> None:
        if not chats:
            return
        from desktop.widgets.paper.preview import PaperPreview  # here: seldom needed

        preview = PaperPreview(self._look, chats, self._workplace)
        preview.failed.connect(self._workplace.page.tell)
        preview.export_asked.connect(lambda: self.export([whole.chat.id for whole in chats]))
        preview.open()

    @Slot()
    def _add(self) -> None:
        moving = QMenu(self.tr("Export and print"), self._menu)
        moving.setIcon(self._look.icon("folder-output"))
        shown, busy = self._viewmodel.shown, self._viewmodel.busy
        entries = (
            (self.tr("Export this chat…"), self.export_shown, shown is not None and not busy, ""),
            (
                self.tr("Print this chat…"),
                self.print_shown,
                shown is not None,
                self._workplace.keys.text("print"),
            ),
            (self.tr("Export chats…"), self.export_all, not busy, ""),
        )
        for words, call, enabled, key in entries:
            action = QAction(words, moving)
            action.setEnabled(enabled)
            action.triggered.connect(call)
            if key:
                action.setText(f"{words}\t{key}")
            moving.addAction(action)
        separators = [action for action in self._menu.actions() if action.isSeparator()]
        self._menu.insertMenu(separators[0], moving)

    @Slot()
    def export_shown(self) -> None:
        """Ask how the chat that the window shows is to be exported."""
        if (chat := self._viewmodel.shown) is not None:
            self.export((chat,))

    @Slot(object)
    def _progressed(self, progress: Progress) -> None:
        percent = QLocale().toString(100 * progress.done // max(1, progress.total))
        words = self.tr("Exporting… {percent}%").format(percent=percent)
        self._workplace.toast.offer(words, self.tr("Cancel"), self._viewmodel.cancel)

    @Slot()
    def _cancelled(self) -> None:
        words = self.tr("The export was ended. Only files that are whole were kept.")
        self._workplace.toast.offer(words, self.tr("Close"), lambda: None)

    @Slot(object)
    def _exported(self, done: Exported) -> None:
        size = QtSpeaker().size(done.size)
        words = self.tr("%Ln chat(s) exported ({size}).", "", done.chats).format(size=size)

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(done.folder)))

        self._workplace.toast.offer(words, self.tr("Show folder"), show)


def _printer() -> Printer:
    from desktop.widgets.paper.process import PdfProcess  # here: seldom needed

    return PdfProcess()
