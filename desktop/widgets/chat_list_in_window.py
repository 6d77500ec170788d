"""Lets the list of chats be put in order, and remembers which folders are open."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from desktop.core.chat import FolderId
from desktop.core.errors import UserError
from desktop.core.settings import SettingsFile
from desktop.viewmodels.organising import OrganisingViewModel
from desktop.widgets.chat_deeds import ChatDeeds
from desktop.widgets.workplace import Workplace


class ChatListInWindow(QObject):
    """Belongs to the workplace. Remembers which folders are open."""

    def __init__(self, workplace: Workplace, viewmodel: OrganisingViewModel, settings: SettingsFile) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._viewmodel = viewmodel
        self._settings = settings
        self.deeds = ChatDeeds(viewmodel, workplace.toast)
        side = workplace.sidebar
        side.list.offer(self.deeds)
        side.more_asked.connect(self._menu)
        side.pane.back_asked.connect(self._back)
        known = {str(folder.id): folder.id for folder in viewmodel.folders}
        opened = [known[each] for each in settings.value.open_folders if each in known]
        viewmodel.list.expand(opened)
        viewmodel.list.expanded_changed.connect(self._keep)
        # Queued: its row may go to another place, and the field to rename it is still open.
        queued = Qt.ConnectionType.QueuedConnection
        viewmodel.list.folder_renamed.connect(viewmodel.rename_folder, queued)
        viewmodel.list.archive_shown.connect(side.pane.show_state)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_around)

    @Slot()
    def _menu(self) -> None:
        side = self._workplace.sidebar
        menu = side.list.doing.menus.of_list(self._viewmodel.list.shown.archived)
        menu.popup(side.more.mapToGlobal(side.more.rect().bottomLeft()))

    @Slot()
    def _back(self) -> None:
        self.deeds.show_archived(False)
        self._workplace.sidebar.list.setFocus()

    @Slot(object)
    def _keep(self, folders: tuple[FolderId, ...]) -> None:
        try:
            self._settings.keep(open_folders=tuple(str(folder) for folder in folders))
        except UserError as error:
            self._workplace.page.tell(error)

    @Slot(object)
    def _look_around(self, state: Qt.ApplicationState) -> None:
        """Other processes may have changed something while the window was in the background."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._viewmodel.refresh()
