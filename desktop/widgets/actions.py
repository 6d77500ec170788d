"""What the menus do: appearance, language, folders, links, about. Remembers the choices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

from desktop import __version__
from desktop.core.errors import UserError
from desktop.core.places import resource
from desktop.widgets.applying import Applying, Means
from desktop.widgets.devices import DeviceWords
from desktop.widgets.folders import show_folder
from desktop.widgets.links import open_link
from desktop.widgets.main_window import MainWindow
from desktop.widgets.network_menu import NetworkMenu
from desktop.widgets.splits import Splits
from desktop.widgets.workplace import Workplace


class Actions(QObject):
    """Carries out what the window asks for beside chatting."""

    def __init__(self, means: Means, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._means = means
        self._window = window
        self._workplace = workplace
        header = workplace.header
        self._applying = Applying(means, workplace)
        for name, chosen in (
            ("appearance", header.appearance_chosen),
            ("language", header.language_chosen),
            ("keep_states", header.states_chosen),
            ("unload_after", header.unload_chosen),
        ):
            chosen.connect(self._remembering(name))
        header.folder_asked.connect(self.open_data)
        header.log_asked.connect(self.open_logs)
        header.about_asked.connect(self._about)
        entries = NetworkMenu(means.look, means.gate, header.menu)
        entries.log_asked.connect(workplace.pages.show_requests)
        workplace.pages.link_activated.connect(self.open_link)
        means.gate.offline_changed.connect(lambda offline: self._remember(offline=offline))
        means.look.changed.connect(lambda: window.make_room(means.look.theme.measures.scale))
        window.closed.connect(self._keep_place)
        workplace.quit_asked.connect(window.leave)
        workplace.full_screen_asked.connect(window.turn_full_screen)
        splits = Splits(means.settings.value.splits, self._remembering("splits"), self)
        workplace.pages.turned.connect(splits.find)
        window.closed.connect(splits.store)
        workplace.sidebar.setFixedWidth(means.settings.value.sidebar_width)
        workplace.sidebar.grip.width_chosen.connect(self._remembering("sidebar_width"))
        workplace.sidebar_toggled.connect(self._keep_sidebar)
        window.setWindowIcon(QIcon(str(resource("resources/icons/fireside.svg"))))

    @Slot()
    def open_data(self) -> None:
        """Show the data folder in the file manager."""
        show_folder(self._means.places.data)

    @Slot()
    def open_logs(self) -> None:
        """Show the log's folder in the file manager."""
        show_folder(self._means.places.logs)

    @Slot(str)
    def open_link(self, address: str) -> None:
        """Open a link of an answer, after asking."""
        self._trying(lambda: open_link(address, self._means.gate, self._window))

    @Slot(str)
    def keep_model(self, path: str) -> None:
        """Remember which model was chosen."""
        self._remember(model=path)

    @Slot()
    def _about(self) -> None:
        """Show the section about Fireside, or where the chats are not open, the same in short."""
        pages = self._workplace.pages
        pages.show_settings("about")
        if pages.settings is not None and not pages.isHidden():
            return
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Fireside"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIconPixmap(QIcon(str(resource("resources/icons/fireside.svg"))).pixmap(48, 48))
        box.setText(f"Fireside {__version__}")
        words = self.tr("A desktop chat for language models that run on this computer. MIT licence.")
        status = self._means.working.models.status
        if status.engine is not None:
            lines = DeviceWords().lines(status.engine, status.loaded)
            words += "\n\n" + "\n".join([f"llama-cpp-python {status.engine.version}", *lines])
        box.setInformativeText(words)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def _keep_place(self) -> None:
        self._remember(geometry=self._window.place())

    @Slot(bool)
    def _keep_sidebar(self, shown: bool) -> None:
        self._remember(sidebar=shown)

    def _remembering(self, name: str) -> Callable[[object], None]:
        return lambda value: self._remember(**{name: value})

    def _remember(self, **changes: object) -> None:
        self._trying(lambda: self._means.settings.keep(**changes))

    def _trying(self, call: Callable[[], None]) -> None:
        try:
            call()
        except UserError as error:
            self._workplace.page.tell(error)
