"""Exporting and importing chats: entries of the window's menu and of each chat, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.core.archive_markdown import Headings
from desktop.core.chat import Chat, ChatId
from desktop.services.exporting import Export, Exported, Format, file_name
from desktop.services.importing import Imported
from desktop.viewmodels.archive import ArchiveViewModel
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.workplace import Workplace


class ArchiveMenu(QObject):
    """Belongs to the workplace. Adds its entries whenever the window's menu has been filled anew."""

    def __init__(self, look: Look, viewmodel: ArchiveViewModel, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._look = look
        self._viewmodel = viewmodel
        self._workplace = workplace
        self._menu = workplace.header.menu
        self._menu.aboutToShow.connect(self._add)
        workplace.sidebar.list.export_asked.connect(self._export)
        viewmodel.exported.connect(self._exported)
        viewmodel.imported.connect(self._imported)
        viewmodel.failed.connect(workplace.page.tell)
        viewmodel.progressed.connect(self._progressed)

    @Slot(object)
    def export_one(self, chat: Chat) -> None:
        """Ask for a file and write one chat into it."""
        kinds = self._kinds()
        name = file_name(chat.title or self.tr("Chat"))
        path, chosen = QFileDialog.getSaveFileName(
            self._workplace, self.tr("Export this chat"), f"{name}.md", ";;".join(kinds)
        )
        if path:
            target, format_ = _with_ending(Path(path), kinds[chosen])
            self._viewmodel.export(self._order(target, format_, [chat.id]))

    @Slot(object)
    def _export(self, chats: tuple[ChatId, ...]) -> None:
        """Export one chat into a file, several into a folder."""
        if len(chats) > 1:
            self.export_to_folder(Format.MARKDOWN, chats)
        elif found := self._workplace.sidebar.list.values(chats):
            self.export_one(found[0])

    @Slot()
    def export_all(self) -> None:
        """Ask for a file and write everything into it."""
        title, kind = self.tr("Export all chats"), self.tr("Complete, can be imported again (*.json)")
        path, _ = QFileDialog.getSaveFileName(self._workplace, title, "fireside-chats.json", kind)
        if path:
            self._viewmodel.export(self._order(_with_ending(Path(path), Format.JSON)[0], Format.JSON, []))

    def export_to_folder(self, format_: Format, chats: Sequence[ChatId] = ()) -> None:
        """Ask for a folder and write a file for each chat into it; for all where none are named."""
        title = self.tr("Export chats into a folder") if chats else self.tr("Export all chats into a folder")
        folder = QFileDialog.getExistingDirectory(self._workplace, title)
        if folder:
            wanted = self._order(Path(folder), format_, chats)
            self._viewmodel.export(replace(wanted, each=True, overwrite=False))

    @Slot()
    def import_files(self) -> None:
        """Ask for files and read chats from them."""
        title, kind = self.tr("Import chats"), self.tr("Chats that Fireside has exported (*.json)")
        paths, _ = QFileDialog.getOpenFileNames(self._workplace, title, "", kind)
        if paths:
            self._viewmodel.import_files([Path(path) for path in paths])

    def _order(self, target: Path, format_: Format, chats: Sequence[ChatId]) -> Export:
        """Name what is exported; the file dialog has asked whether a file is written over."""
        language = QLocale().bcp47Name()
        return Export(list(chats), format_, target, self._headings(), language, overwrite=True)

    def _kinds(self) -> dict[str, Format]:
        return {
            self.tr("Markdown, the branch that is shown (*.md)"): Format.MARKDOWN,
            self.tr("Web page, the branch that is shown (*.html)"): Format.HTML,
            self.tr("Complete, can be imported again (*.json)"): Format.JSON,
        }

    def _headings(self) -> Headings:
        return Headings(
            self.tr("System prompt"),
            self.tr("You"),
            self.tr("Assistant"),
            self.tr("Summary of what came before"),
            self.tr("Attached file: {name}"),
            self.tr("Other branches of this chat are not part of this file."),
            self.tr("Chat"),
        )

    @Slot()
    def _add(self) -> None:
        moving = QMenu(self.tr("Export and import"), self._menu)
        moving.setIcon(self._look.icon("folder-output"))
        entries: dict[str, Callable[[], None]] = {
            self.tr("Export all chats, complete (JSON)…"): self.export_all,
            self.tr("Export all chats as Markdown files…"): lambda: self.export_to_folder(Format.MARKDOWN),
            self.tr("Export all chats as web pages…"): lambda: self.export_to_folder(Format.HTML),
            self.tr("Import chats…"): self.import_files,
        }
        for words, call in entries.items():
            action = QAction(words, moving)
            action.setEnabled(not self._viewmodel.busy)
            action.triggered.connect(call)
            moving.addAction(action)
        separators = [action for action in self._menu.actions() if action.isSeparator()]
        self._menu.insertMenu(separators[0], moving)

    @Slot(int)
    def _progressed(self, done: int) -> None:
        words = self.tr("Exporting or importing… chats done: {count}").format(count=QLocale().toString(done))
        self._workplace.toast.offer(words, self.tr("Cancel"), self._viewmodel.cancel)

    @Slot(object)
    def _exported(self, done: Exported) -> None:
        size = QtSpeaker().size(done.size)
        words = self.tr("%Ln chat(s) exported ({size}).", "", done.chats).format(size=size)
        folder = done.target if done.target.is_dir() else done.target.parent

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self._workplace.toast.offer(words, self.tr("Show folder"), show)

    @Slot(object)
    def _imported(self, done: Imported) -> None:
        words = self.tr("%Ln chat(s) imported.", "", done.chats)
        if done.same:
            words += " " + self.tr("%Ln was (were) here already.", "", done.same)
        faults = len(done.refused) + done.dropped
        if faults:
            words += " " + self.tr("%Ln part(s) could not be read.", "", faults)
        self._workplace.toast.offer(words, self.tr("Close"), lambda: None)


def _with_ending(path: Path, wanted: Format) -> tuple[Path, Format]:
    """Let the ending that was typed decide, and add one where there is none."""
    endings = {f".{each}": each for each in Format} | {".htm": Format.HTML, ".markdown": Format.MARKDOWN}
    typed = endings.get(path.suffix.lower())
    return (path, typed) if typed is not None else (path.with_name(f"{path.name}.{wanted}"), wanted)
