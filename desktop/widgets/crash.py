"""Takes every bug of ours, whichever way it comes: logged, kept in a file, and shown once."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot, qVersion

from desktop import __version__
from desktop.core.crash_files import CrashFiles, Kind
from desktop.core.trouble import describe, signature

if TYPE_CHECKING:
    from desktop.widgets.crash_window import CrashWindow

log = logging.getLogger(__name__)

MOST_KINDS = 20  # errors of different places that are kept in one run; more only count
POWERS = frozenset(10**power for power in range(1, 10))


class Unraisable(Protocol):
    """What Python says of an exception that nobody could be given, as one of a destructor."""

    exc_type: type[BaseException]
    exc_value: BaseException | None
    exc_traceback: TracebackType | None


class CrashReporter(QObject):
    """Takes every exception that nobody caught. Nothing of it leaves this computer.

    An error that comes again and again is kept and shown the first time, and counted. Belongs to the main
    thread; `report` may be called from any.
    """

    close_asked = Signal()  # the user wants no more of it
    _happened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: CrashFiles | None = None  # of this run of the window
        self.window: CrashWindow | None = None
        self._counts: dict[str, int] = {}
        self._texts: dict[str, str] = {}  # by signature: what is shown
        self._shown: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Listen to all threads, slots and destructors included."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = self._take_unraisable

    def close(self) -> None:
        """Listen no more."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self.window is not None:
            self.window.close()

    def report(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log, keep and tell; may be called from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        try:
            self._take(error if error is not None else kind())
        except Exception as second:  # noqa: BLE001  # the last resort: an error here would come back here
            log.error("unexpected error, and %s while it was written down", type(second).__name__)

    def text(self) -> str:
        """Write down all of this run, with what somebody who helps has to know first."""
        parts = [head()]
        for name, text in self._texts.items():
            count = self._counts.get(name, 1)
            parts.append(f"{text}\n({count} times)" if count > 1 else text)
        return "\n\n".join(parts) + "\n"

    def _take(self, error: BaseException) -> None:
        name = signature(error)
        count = self._counts[name] = self._counts.get(name, 0) + 1
        if count > 1:
            if count in POWERS:
                log.error("the same unexpected error again, %d times by now: %s", count, name)
            return
        if len(self._texts) >= MOST_KINDS:
            self._counts.pop(name)
            return
        text = describe(error)
        self._texts[name] = text
        log.error("unexpected error\n%s", text)
        if self.files is not None:
            self.files.keep(Kind.ERROR, f"{head()}\n\n{text}\n")
        self._happened.emit()

    def _take_unraisable(self, told: Unraisable) -> None:
        self.report(told.exc_type, told.exc_value, told.exc_traceback)

    @Slot()
    def _show(self) -> None:
        new = self._texts.keys() - self._shown
        self._shown |= new
        if not new:
            return
        if self.window is not None:
            self.window.set_details(self.text())
            return
        from desktop.widgets.crash_window import CrashWindow, Happened  # here: it may never be wanted

        folder = self.files.folder if self.files is not None else None
        self.window = CrashWindow(Happened.ERROR, self.text, folder)
        self.window.close_asked.connect(self.close_asked)
        self.window.destroyed.connect(self._gone)
        self.window.open()

    @Slot()
    def _gone(self) -> None:
        self.window = None


def tell_of_start(error: Exception, files: CrashFiles) -> None:
    """Keep and show why there is no window, before there is anything else that could; blocks."""
    from desktop.widgets.crash_window import CrashWindow, Happened

    text = f"{head()}\n\n{describe(error)}\n"
    log.error("no start\n%s", text)
    kept = files.keep(Kind.ERROR, text)
    CrashWindow(Happened.START, lambda: text, files.folder if kept is not None else None).exec()


def head() -> str:
    """Name versions and system."""
    import platform  # here: it takes time, and may never be wanted

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    packed = ", packed" if getattr(sys, "frozen", False) else ""
    return f"Fireside {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}{packed}"
