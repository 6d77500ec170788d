"""The heading of a summary that stands for the messages above it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.core.chat import Message, Status
from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.transcript.item import Item, Part
from desktop.widgets.transcript.kit import Kit

HEAD = 44
LINE = 22
ICON = 16


class SummaryWords(QObject):
    """Counts in words; an object, since lupdate finds plurals only in the `tr` of one."""

    def reads(self, count: int) -> str:
        """Say what the model sees."""
        return self.tr("The model reads this instead of the %Ln oldest messages.", "", count)


def unfinished(summary: Message) -> bool:
    """Tell whether a summary was cut short: it does not stand for anything then."""
    return summary.status in (Status.FAILED, Status.STOPPED)


class SummaryHead(Item):
    """Says what a summary is, and for how many messages it stands."""

    selectable = False

    def __init__(self, kit: Kit, message: Message, count: int) -> None:
        super().__init__(kit)
        self.message = message
        self.count = count  # of messages that the summary stands for
        self.height = HEAD

    def set_message(self, message: Message) -> None:
        """Show another state of the summary."""
        if message.status is not self.message.status:
            self.touch()
        self.message = message

    @property
    def name(self) -> str:
        """The heading."""
        return QCoreApplication.translate("Transcript", "Summary of the oldest messages")

    @property
    def note(self) -> str:
        """What the model sees; nothing where the summary covers nothing that is shown."""
        if unfinished(self.message):
            return QCoreApplication.translate(
                "Transcript", "This summary was not finished, so the model does not read it."
            )
        return SummaryWords().reads(self.count) if self.count else ""

    def lay_out(self, width: int) -> int:
        """Give the fixed height."""
        return HEAD

    def estimate(self, width: int) -> int:
        """Give the fixed height."""
        return HEAD

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint icon, heading and note."""
        theme = self.kit.theme
        painter.save()
        ratio = painter.device().devicePixelRatio()
        icon = self.kit.icons.pixmap("scroll-text", theme.color("link"), ICON, ratio)
        painter.drawPixmap(0, (LINE - ICON) // 2, icon)
        heading = theme.ui_font(TEXT_SIZE.ui + 1, QFont.Weight.DemiBold)
        self._line(painter, heading, "text", QRect(ICON + 8, 0, self.width - ICON - 8, LINE), self.name)
        self._line(painter, theme.ui, "text2", QRect(0, LINE, self.width, HEAD - LINE), self.note)
        painter.restore()

    def _line(self, painter: QPainter, font: QFont, color: str, room: QRect, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self.kit.theme.color(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
