"""Tells in the window how the last run ended, and shows the details of what is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from desktop.core.crash_files import Kind, Report
from desktop.core.keep_errors import EndedBefore
from desktop.viewmodels.crashes import CrashesViewModel
from desktop.widgets.crash import head
from desktop.widgets.crash_window import CrashWindow, Happened
from desktop.widgets.workplace import Workplace


class CrashesInWindow(QObject):
    """Belongs to the workplace."""

    def __init__(self, workplace: Workplace, crashes: CrashesViewModel) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._crashes = crashes
        crashes.left.connect(self._left)
        workplace.page.details_asked.connect(self._show)
        crashes.look()

    @Slot(object)
    def _left(self, report: Report) -> None:
        self._workplace.page.tell(EndedBefore(report.path))

    @Slot()
    def _show(self) -> None:
        told = self._workplace.page.told
        if isinstance(told, EndedBefore):
            self._crashes.read(Report(told.report, Kind.ENDED), self._opening(Happened.ENDED))
        elif told is not None:
            what = type(told).__name__
            self._crashes.read_engine(
                self._opening(Happened.ENGINE, f"{what} {getattr(told, 'exit_code', '')}")
            )

    def _opening(self, happened: Happened, what: str = "") -> Callable[[str], None]:
        return partial(self._open, happened, what)

    def _open(self, happened: Happened, what: str, text: str) -> None:
        parts = (head(), what.strip(), text)
        whole = "\n\n".join(part for part in parts if part)
        folder = self._crashes.files.folder if happened is Happened.ENDED else None
        CrashWindow(happened, lambda: whole, folder, self._workplace.window()).open()
