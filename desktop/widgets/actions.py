"""What the menus do: appearance, language, folders, links, about. Remembers the choices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QMessageBox

from desktop import __version__
from desktop.core.errors import FolderNotWritable, UserError
from desktop.core.network import Gate
from desktop.core.places import Places, resource
from desktop.core.settings import Appearance, Language, SettingsFile
from desktop.services.assembly import Working
from desktop.services.models import ModelStatus, Stage
from desktop.widgets.devices import DeviceWords
from desktop.widgets.links import open_link
from desktop.widgets.look import Look
from desktop.widgets.main_window import MainWindow
from desktop.widgets.network_menu import NetworkMenu
from desktop.widgets.translations import Translations
from desktop.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Means:
    """What the actions work with."""

    places: Places
    settings: SettingsFile
    translations: Translations
    look: Look
    gate: Gate
    working: Working


class Actions(QObject):
    """Carries out what the window asks for beside chatting."""

    def __init__(self, means: Means, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._means = means
        self._window = window
        self._workplace = workplace
        header = workplace.header
        header.remember(means.settings.value)
        header.appearance_chosen.connect(self._wear)
        header.language_chosen.connect(self._speak)
        header.states_chosen.connect(self._keep_states)
        header.unload_chosen.connect(self._unload_after)
        header.folder_asked.connect(self.open_data)
        header.log_asked.connect(self.open_logs)
        header.about_asked.connect(self._about)
        entries = NetworkMenu(means.look, means.gate, header.menu)
        entries.log_asked.connect(workplace.pages.show_requests)
        workplace.pages.link_activated.connect(self.open_link)
        means.gate.offline_changed.connect(lambda offline: self._remember(offline=offline))
        window.closed.connect(self._keep_place)
        workplace.sidebar_toggled.connect(self._keep_sidebar)
        means.working.models.changed.connect(self._model_changed)
        window.setWindowIcon(QIcon(str(resource("resources/icons/fireside.svg"))))

    @Slot()
    def open_data(self) -> None:
        """Show the data folder in the file manager."""
        _show_folder(self._means.places.data)

    @Slot()
    def open_logs(self) -> None:
        """Show the log's folder in the file manager."""
        _show_folder(self._means.places.logs)

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

    @Slot(object)
    def _wear(self, appearance: Appearance) -> None:
        self._means.look.choose(appearance)
        self._remember(appearance=appearance)

    @Slot(object)
    def _speak(self, language: Language) -> None:
        self._means.translations.speak(language)
        self._remember(language=language)

    @Slot(int)
    def _unload_after(self, minutes: int) -> None:
        self._remember(unload_after=minutes)

    @Slot(bool)
    def _keep_states(self, kept: bool) -> None:
        """Keep what was read of the chats on the disk from now on, or not and delete what is there."""
        self._remember(keep_states=kept)
        models = self._means.working.models
        if models.status.stage is Stage.READY:
            models.reload()  # the engine learns of it with the model
        else:
            self._model_changed(models.status)

    def _model_changed(self, status: ModelStatus) -> None:
        """Delete what was read once the engine writes nothing any more."""
        if status.stage is not Stage.LOADING and not self._means.settings.value.keep_states:
            self._means.working.states.clear()

    @Slot()
    def _keep_place(self) -> None:
        self._remember(geometry=self._window.place())

    @Slot(bool)
    def _keep_sidebar(self, shown: bool) -> None:
        self._remember(sidebar=shown)

    def _remember(self, **changes: object) -> None:
        def store() -> None:
            try:
                self._means.settings.set(**changes)
            except OSError as error:
                raise FolderNotWritable(self._means.places.data) from error

        self._trying(store)
        self._workplace.header.remember(self._means.settings.value)

    def _trying(self, call: Callable[[], None]) -> None:
        try:
            call()
        except UserError as error:
            self._workplace.page.tell(error)


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
