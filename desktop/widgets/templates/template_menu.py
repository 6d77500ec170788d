"""The menu of the selected templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from desktop.core.templates import Entry
from desktop.viewmodels.template_changes import TemplateChanges
from desktop.viewmodels.template_listing import TemplateListing
from desktop.widgets.look import Look
from desktop.widgets.templates.plain_text import one_line

MOST_OFFERED = 25  # folders, and tags
CUT = 40  # characters of a name
_DELETE = Qt.WidgetAttribute.WA_DeleteOnClose


class TemplateMenu(QObject):
    """Makes it, and does what belongs to no other part of the page."""

    use_asked = Signal(object)  # TemplateId
    tryout_asked = Signal(object)  # TemplateId
    rename_asked = Signal()
    trash_asked = Signal()
    export_asked = Signal(object)  # tuple of TemplateId
    restore_asked = Signal()
    remove_asked = Signal()

    def __init__(
        self, look: Look, listing: TemplateListing, changes: TemplateChanges, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._listing = listing
        self._changes = changes
        self._widget = parent

    def of(self, entries: Sequence[Entry]) -> QMenu:
        """Make the menu of these templates, at least one."""
        menu = QMenu(self._widget)
        menu.setAttribute(_DELETE)
        saved = [entry for entry in entries if entry.id > 0]
        if all(entry.deleted is not None for entry in entries):
            self._add(menu, "rotate-ccw", self.tr("Restore"), self.restore_asked.emit)
            self._add(menu, "trash-2", self.tr("Delete for good…"), self.remove_asked.emit)
            return menu
        if len(entries) == 1 and saved:
            self._for_one(menu, saved[0])
        if saved:
            self._places(menu, saved)
            ids = tuple(entry.id for entry in saved)
            self._add(menu, "upload", self.tr("Export…"), lambda: self.export_asked.emit(ids))
            menu.addSeparator()
        words = self.tr("Move to the trash") if saved else self.tr("Discard")
        self._add(menu, "trash-2", words, self.trash_asked.emit)
        return menu

    def ask_folder(self, entries: Sequence[Entry]) -> QInputDialog:
        """Ask for a folder to put templates into; it goes by itself."""
        dialog = self._ask(
            self.tr("Move to a folder"), self.tr("Name of the folder (“/” makes one within another):")
        )
        folder = entries[0].place.folder
        names = [name for name, _ in self._listing.folders]
        dialog.setComboBoxItems(names or [""])
        dialog.setComboBoxEditable(True)
        dialog.setTextValue(folder)

        def move(folder: str) -> None:
            self._changes.move(entries, folder)

        dialog.textValueSelected.connect(move)
        dialog.open()
        return dialog

    def ask_tag(self, entries: Sequence[Entry]) -> QInputDialog:
        """Ask for a tag to give to templates; it goes by itself."""
        dialog = self._ask(self.tr("Add a tag"), self.tr("Tag:"))

        def add(tag: str) -> None:
            if tag.strip():
                self._changes.tag(entries, tag, on=True)

        dialog.textValueSelected.connect(add)
        dialog.open()
        return dialog

    def _for_one(self, menu: QMenu, entry: Entry) -> None:
        self._add(menu, "message-square", self.tr("Use in a chat"), lambda: self.use_asked.emit(entry.id))
        self._add(menu, "flask-conical", self.tr("Try out"), lambda: self.tryout_asked.emit(entry.id))
        menu.addSeparator()
        self._add(menu, "pencil-line", self.tr("Rename"), self.rename_asked.emit)
        self._add(menu, "copy", self.tr("Duplicate"), lambda: self._changes.double(entry.id))

    def _places(self, menu: QMenu, entries: Sequence[Entry]) -> None:
        all_on = all(entry.place.favourite for entry in entries)
        words = self.tr("Remove from favourites") if all_on else self.tr("Add to favourites")
        self._add(menu, "star", words, lambda: self._changes.favour(entries, not all_on))
        self._folders(menu, entries)
        self._tags(menu, entries)

    def _folders(self, menu: QMenu, entries: Sequence[Entry]) -> None:
        folders = menu.addMenu(self._look.icon("folder-input"), self.tr("Move to folder"))
        top = folders.addAction(self.tr("No folder"))
        top.triggered.connect(lambda: self._changes.move(entries, ""))
        for name, _ in self._listing.folders[:MOST_OFFERED]:
            action = folders.addAction(self._look.icon("folder"), _shown(name.replace("/", " / ")))
            action.triggered.connect(lambda _=False, which=name: self._changes.move(entries, which))
        folders.addSeparator()
        self._add(folders, "folder-plus", self.tr("Other folder…"), lambda: self.ask_folder(entries))

    def _tags(self, menu: QMenu, entries: Sequence[Entry]) -> None:
        tags = menu.addMenu(self._look.icon("tag"), self.tr("Tags"))
        for name, _ in self._listing.tags[:MOST_OFFERED]:
            folded = name.casefold()
            action = tags.addAction(_shown(name))
            action.setCheckable(True)
            action.setChecked(
                all(any(tag.casefold() == folded for tag in entry.place.tags) for entry in entries)
            )
            action.triggered.connect(self._tagger(entries, name))
        tags.addSeparator()
        self._add(tags, "plus", self.tr("New tag…"), lambda: self.ask_tag(entries))

    def _tagger(self, entries: Sequence[Entry], name: str) -> Callable[[bool], None]:
        return lambda on: self._changes.tag(entries, name, on)

    def _ask(self, title: str, label: str) -> QInputDialog:
        dialog = QInputDialog(self._widget.window())
        dialog.setAttribute(_DELETE)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        return dialog

    def _add(self, menu: QMenu, icon: str, words: str, call: Callable[[], object]) -> None:
        menu.addAction(self._look.icon(icon), words).triggered.connect(lambda: call())


def _shown(name: str) -> str:
    return one_line(name, CUT).replace("&", "&&")
