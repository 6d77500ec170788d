"""The composition root of the window: builds every long-lived object once and closes it in reverse.

The window is shown first. The engine process and the database (whose libraries take half a second
to import) are begun only when the first frame is on the screen, the database on a worker thread.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop import __version__
from desktop.core.advice import Remedy
from desktop.core.errors import DatabaseDamaged, FolderNotWritable, UserError
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import Appearance, Language, SettingsFile
from desktop.viewmodels.bridge import GuiPost
from desktop.widgets.links import open_link
from desktop.widgets.look import Look
from desktop.widgets.main_window import MainWindow
from desktop.widgets.translations import Translations

if TYPE_CHECKING:
    from desktop.engine.worker import Backend
    from desktop.services.assembly import Services, Working
    from desktop.store.opening import Opened
    from desktop.viewmodels.chat import ChatViewModel
    from desktop.viewmodels.models import ModelsViewModel

log = logging.getLogger(__name__)


class App(QObject):
    """The application with its window. Needs a QApplication; everything happens on its thread."""

    def __init__(
        self, qt: QApplication, places: Places, offline: bool = False, backend: type[Backend] | None = None
    ) -> None:
        super().__init__()
        self._places = places
        self._backend = backend
        self._gate = Gate(offline)
        self.error: UserError | None = None  # why the chats are not open
        self.post = GuiPost()
        self.settings = SettingsFile(places.settings)
        self.translations = Translations(qt)
        self.translations.speak(self.settings.value.language)
        self.look = Look(qt, self.settings.value.appearance)
        self.window = MainWindow(self.look, self.settings.value.sidebar)
        self.window.put(self.settings.value.geometry)
        self.window.header.remember(self.settings.value)
        self.working: Working | None = None
        self.services: Services | None = None
        self.chat: ChatViewModel | None = None
        self.models: ModelsViewModel | None = None
        self._connect()

    def show(self) -> None:
        """Show the window; the rest follows when it is on the screen."""
        self.window.show()

    def close(self) -> None:
        """Keep everything and let go, in reverse order."""
        if self.chat is not None:
            self.chat.close()
        if self.models is not None:
            self.models.close()
        if self.services is not None:
            self.services.close()
        if self.working is not None:
            self.working.close()
        self.post.close()

    def _connect(self) -> None:
        window, header = self.window, self.window.header
        window.first_painted.connect(self._begin)
        window.closed.connect(self._keep_place)
        window.again_asked.connect(self._open)
        window.remedy_asked.connect(self._remedy)
        window.sidebar_toggled.connect(self._keep_sidebar)
        header.appearance_chosen.connect(self._wear)
        header.language_chosen.connect(self._speak)
        header.folder_asked.connect(lambda: self._open_folder(self._places.data))
        header.log_asked.connect(lambda: self._open_folder(self._places.logs))
        header.about_asked.connect(self._about)

    @Slot()
    def _begin(self) -> None:
        log.info("first frame", extra={"monotonic": time.monotonic()})
        from desktop.services.assembly import begin  # here: the first frame does not wait for it

        if self._backend is None:
            from desktop.engine.llama import Backend

            self._backend = Backend
        self.working = begin(self._places, self.post, self.post.later, self._backend)
        self._open()
        self.working.models.choose(self.settings.value.model)

    @Slot()
    def _open(self) -> None:
        assert self.working is not None
        from desktop.services.assembly import open_chats

        self.working.tasks.run(lambda _: open_chats(self._places), done=self._attach, failed=self._cannot)

    def _attach(self, store: Opened) -> None:
        from desktop.services.assembly import serve
        from desktop.viewmodels.chat import ChatViewModel
        from desktop.viewmodels.models import ModelsViewModel

        assert self.working is not None
        try:
            self.services = serve(self.working, store)
            self.chat = ChatViewModel(self.services.chats, self.services.drafts)
        except UserError as error:
            self._cannot(error)
            return
        self.models = ModelsViewModel(self.working.models)
        self.models.chosen.connect(self._keep_model)
        self.services.upkeep.failed.connect(self.window.page.tell)
        self.window.attach(self.chat, self.models)
        assert self.window.page.transcript is not None
        self.window.page.transcript.link_activated.connect(self._open_link)
        log.info("ready", extra={"monotonic": time.monotonic()})

    def _cannot(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        log.warning("chats not opened", extra={"error": type(error).__name__})
        self.error = error
        self.window.explain(error)

    @Slot(object)
    def _remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.RESTORE and isinstance(self.error, DatabaseDamaged):
            self._restore(self.error)
        elif remedy is Remedy.OPEN_FOLDER:
            self._open_folder(self._places.data)
        elif remedy is Remedy.SHOW_LOG:
            self._open_folder(self._places.logs)

    def _restore(self, damaged: DatabaseDamaged) -> None:
        assert self.working is not None
        backup, database = damaged.backup, self._places.database
        assert backup is not None

        def work(_: object) -> None:
            from desktop.store.backup import restore

            restore(backup, database)

        self.working.tasks.run(work, done=lambda _: self._open(), failed=self._cannot)

    @Slot(str)
    def _open_link(self, address: str) -> None:
        self._trying(lambda: open_link(address, self._gate, self.window))

    def _open_folder(self, folder: object) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def _about(self) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle(self.tr("About Fireside"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Fireside {__version__}")
        engine = self.working.models.status.engine if self.working else None
        words = self.tr("A desktop chat for language models that run on this computer. MIT licence.")
        if engine is not None:
            words += f"\n\nllama-cpp-python {engine.version}\n{engine.system_info.strip()}"
        box.setInformativeText(words)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot(object)
    def _wear(self, appearance: Appearance) -> None:
        self.look.choose(appearance)
        self._remember(appearance=appearance)

    @Slot(object)
    def _speak(self, language: Language) -> None:
        self.translations.speak(language)
        self._remember(language=language)

    @Slot(bool)
    def _keep_sidebar(self, shown: bool) -> None:
        self._remember(sidebar=shown)

    @Slot(str)
    def _keep_model(self, path: str) -> None:
        self._remember(model=path)

    @Slot()
    def _keep_place(self) -> None:
        self._remember(geometry=self.window.place())

    def _remember(self, **changes: object) -> None:
        def store() -> None:
            try:
                self.settings.set(**changes)
            except OSError as error:
                raise FolderNotWritable(self._places.data) from error

        self._trying(store)
        self.window.header.remember(self.settings.value)

    def _trying(self, call: Callable[[], None]) -> None:
        try:
            call()
        except UserError as error:
            self.window.page.tell(error)


def run(places: Places, offline: bool) -> int:
    """Run the application until its window is closed; returns the exit status."""
    from desktop.widgets.crash import CrashReporter

    qt = QApplication(["fireside"])
    qt.setApplicationName("fireside")
    qt.setApplicationDisplayName("Fireside")
    qt.setDesktopFileName("fireside")
    with suppress(OSError):
        places.data.mkdir(parents=True, exist_ok=True)  # opening the database tells when it cannot be
    reporter = CrashReporter()
    reporter.install()
    app = App(qt, places, offline)
    app.show()
    try:
        return qt.exec()
    finally:
        app.close()
