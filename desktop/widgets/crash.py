"""What is shown of a bug of ours: once, with a way to copy the details."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from desktop import __version__

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Takes every exception that nobody caught, logs it, and shows the first one. Stays on this computer."""

    _happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = False
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen to all threads, slots included."""
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def report(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log and tell; may be called from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", details)
        self._happened.emit(details)

    @Slot(str)
    def _show(self, details: str) -> None:
        if self._shown:
            return
        self._shown = True
        system = f"Fireside {__version__}, Python {platform.python_version()}, {platform.platform()}"
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Something went wrong"), "")
        box.setText(self.tr("Fireside ran into an error of its own. Your chats are safe."))
        box.setInformativeText(self.tr("Nothing was sent anywhere. The details help to mend it."))
        box.setDetailedText(f"{system}\n\n{details}")
        copy = box.addButton(self.tr("Copy the details"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(box.detailedText()))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
