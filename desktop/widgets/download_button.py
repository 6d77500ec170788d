"""How far the downloads have come, in the header while their page is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.core.downloads import Activity
from desktop.widgets.look import Look

BAR, SIDE = 3, 8  # px


class DownloadButton(QToolButton):
    """An icon, a percentage and a thin bar; hidden while nothing goes on."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloadbutton")
        self._look = look
        self._activity = Activity()
        self._elsewhere = False  # the page about models is open, and says more
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        look.changed.connect(self._dress)
        self._dress()
        self._say()

    @Slot(object)
    def show_activity(self, activity: Activity) -> None:
        """Show how far it is."""
        self._activity = activity
        self._say()

    @Slot(bool)
    def set_elsewhere(self, elsewhere: bool) -> None:
        """Know whether the page about models is open."""
        self._elsewhere = elsewhere
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar below the words."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(SIDE, self.height() - BAR - 1, self.width() - 2 * SIDE, BAR)
        painter.setBrush(self._look.theme.color("border"))
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        bar.setWidth(bar.width() * min(1.0, self._activity.fraction))
        painter.setBrush(self._look.theme.color("accent"))
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)

    def _say(self) -> None:
        activity = self._activity
        percent = QLocale().toString(int(min(1.0, activity.fraction) * 100))
        self.setText(self.tr("{number}%").format(number=percent))
        count = activity.active + activity.queued
        words = self.tr("%Ln download(s), {number}% done", "", count).format(number=percent)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setVisible(activity.going_on and not self._elsewhere)
        self.update()

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("download", "accent", 16))
