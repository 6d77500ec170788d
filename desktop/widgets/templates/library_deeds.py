"""What is done with the selected templates of the library: by keys, by the menu, by buttons."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot

from desktop.core.templates import Entry, TemplateId
from desktop.viewmodels.templates import TemplatesViewModel
from desktop.widgets.look import Look
from desktop.widgets.templates.library_dialogs import ask_to_delete
from desktop.widgets.templates.list_pane import TemplateListPane
from desktop.widgets.templates.template_list import Wish
from desktop.widgets.templates.template_menu import TemplateMenu
from desktop.widgets.toast import Toast


class LibraryDeeds(QObject):
    """Asks before what cannot be undone, and offers to undo the rest."""

    open_asked = Signal(object)  # TemplateId
    rename_asked = Signal(object)  # TemplateId

    def __init__(
        self, look: Look, viewmodel: TemplatesViewModel, pane: TemplateListPane, toast: Toast
    ) -> None:
        super().__init__(pane)
        self._viewmodel = viewmodel
        self._pane = pane
        self.menu = TemplateMenu(look, viewmodel.list, viewmodel.changes, pane)
        self.toast = toast
        self.menu.rename_asked.connect(self._rename)
        self.menu.trash_asked.connect(self.trash)
        self.menu.restore_asked.connect(self.restore)
        self.menu.remove_asked.connect(self.ask_to_remove)
        pane.list.wished.connect(self._do)
        pane.list.menu_asked.connect(self.open_menu)
        pane.empty_asked.connect(self.ask_to_empty)
        viewmodel.changes.trashed.connect(self._offer_undo)

    @Slot(object)
    def open_menu(self, place: QPoint) -> None:
        """Open the menu of what is selected."""
        entries = self._entries()
        if entries:
            self.menu.of(entries).popup(place)

    @Slot()
    def trash(self) -> None:
        """Put what is selected into the trash; what lies there already is deleted after a question."""
        entries = self._entries()
        if entries and all(entry.deleted is not None for entry in entries):
            self.ask_to_remove()
        elif entries:
            self._viewmodel.changes.trash(entries)
            self._pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def restore(self) -> None:
        """Bring back what is selected in the trash."""
        self._viewmodel.changes.restore([entry.id for entry in self._entries()])

    @Slot()
    def ask_to_remove(self) -> None:
        """Ask whether what is selected in the trash is deleted for good."""
        entries = self._entries()
        if entries:
            names = [entry.name for entry in entries]
            ask_to_delete(names, self._pane, lambda: self._viewmodel.changes.remove(entries))

    @Slot()
    def ask_to_empty(self) -> None:
        """Ask whether all in the trash is deleted for good."""
        ask_to_delete([], self._pane, self._viewmodel.changes.empty)

    def _entries(self) -> list[Entry]:
        """Give what is selected, or else the one that the keyboard is on."""
        here = self._pane.list.entry
        return self._pane.list.entries or ([here] if here is not None else [])

    @Slot(object)
    def _do(self, wish: Wish) -> None:
        entry = self._pane.list.entry
        if entry is None:
            return
        match wish:
            case Wish.OPEN:
                self.open_asked.emit(entry.id)
            case Wish.RENAME:
                self.rename_asked.emit(entry.id)
            case Wish.TRASH:
                self.trash()
            case Wish.FAVOUR:
                self._viewmodel.changes.favour([entry], not entry.place.favourite)

    @Slot()
    def _rename(self) -> None:
        self._do(Wish.RENAME)

    @Slot(object)
    def _offer_undo(self, gone: tuple[TemplateId, ...]) -> None:
        def bring_back() -> None:
            self._viewmodel.changes.restore(gone)

        words = self.tr("%n template(s) moved to the trash.", "", len(gone))
        self.toast.offer(words, self.tr("Undo"), bring_back)
