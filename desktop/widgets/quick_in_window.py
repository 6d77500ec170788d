"""The way to the small window for a quick question; it is made when it is first wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.quick import QuickViewModel
from desktop.widgets.look import Look
from desktop.widgets.main_window import MainWindow
from desktop.widgets.quick_window import QuickWindow
from desktop.widgets.workplace import Workplace


class QuickInWindow(QObject):
    """Belongs to the workplace, and takes the small window with it."""

    def __init__(
        self, look: Look, workplace: Workplace, quick: QuickViewModel, models: ModelsViewModel
    ) -> None:
        super().__init__(workplace)
        self._look = look
        self._workplace = workplace
        self._quick = quick
        self._models = models
        self.window: QuickWindow | None = None
        quick.handed_over.connect(self._take_over)
        workplace.keys.bind("quick_question", self.ask)
        quick.ended.connect(self._end)

    @Slot()
    def ask(self) -> None:
        """Let something be asked."""
        if self.window is None:
            self.window = QuickWindow(self._look, self._quick, self._models)
            self.window.link_activated.connect(self._workplace.page.link_activated)
        self.window.ask()

    @Slot()
    def _take_over(self) -> None:
        self._workplace.pages.show_chat()
        big = self._workplace.window()
        if isinstance(big, MainWindow):
            big.come_forward()

    @Slot()
    def _end(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.transcript.set_model(None)
            window.hide()
            window.deleteLater()
