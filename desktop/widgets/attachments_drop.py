"""Shows where dropped files go, and takes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.core.template_moving import OWN_SUFFIX
from desktop.widgets.input import local_files
from desktop.widgets.look import Look
from desktop.widgets.style import RADIUS, TEXT_SIZE

MARGIN, ICON, GAP = 12, 32, 12  # px
MODEL = ".gguf"


class DropHint(QWidget):
    """Lies over its parent while files are dragged over it, and tells which were dropped."""

    dropped = Signal(object)  # list of Path: to be attached
    model_dropped = Signal(object)  # Path: to be loaded
    templates_dropped = Signal(object)  # list of Path: prompt templates in our own format
    place_dropped = Signal(object)  # Path: to be looked through for models, if it is a folder

    def __init__(self, look: Look, parent: QWidget, attaches: bool = True) -> None:
        super().__init__(parent)
        self._look = look
        self._parent = parent
        self._attaches = attaches  # whether there is something to attach files to
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # the drag goes on below it
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)
        self.hide()

    @Slot(object)
    def take(self, files: list[Path]) -> None:
        """Tell a model apart from what is to be attached, however the files came, by its name alone.

        Only where nothing can be attached does a folder hold models: one that is dropped on a chat by
        mistake is not searched from then on.
        """
        models = [file for file in files if file.suffix.lower() == MODEL]
        if models:
            self.model_dropped.emit(models[0])
        templates = [file for file in files if file.suffix.lower() == OWN_SUFFIX]
        if templates:
            self.templates_dropped.emit(templates)
        others = [file for file in files if file not in (*models, *templates)]
        if others and self._attaches:
            self.dropped.emit(others)
        else:
            for other in others:
                self.place_dropped.emit(other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a drag over the parent."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent):
            return self._dragged(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil, a dashed frame, and what will happen."""
        color = self._look.theme.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = color("bg")
        veil.setAlphaF(0.9)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(color("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(color("accent_soft"))
        frame = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawRoundedRect(frame, RADIUS.xl, RADIUS.xl)
        center = frame.center()
        icon = self._look.icons.pixmap("file-plus", color("link"), ICON, self.devicePixelRatioF())
        painter.drawPixmap(round(center.x() - ICON / 2), round(center.y() - ICON - GAP / 2), icon)
        painter.setPen(color("text"))
        painter.setFont(self._look.theme.ui_font(TEXT_SIZE.body, QFont.Weight.Medium))
        words = QRectF(frame.left() + 24, center.y() + GAP / 2, frame.width() - 48, 60)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, flags, self._words())
        painter.end()

    def _words(self) -> str:
        if self._attaches:
            return self.tr("Drop text files to attach them, or a .gguf file to load it")
        return self.tr("Drop a .gguf file to load it, or a folder to look for models there")

    def _dragged(self, event: QDropEvent) -> bool:
        """Take enter, move and drop of files; other drags are none of ours."""
        files = local_files(event.mimeData())
        if not files:
            return False
        if isinstance(event, QDragMoveEvent):  # enter is one too
            self._cover()
        else:
            self.hide()
            self.take(files)
        event.setDropAction(Qt.DropAction.CopyAction)  # a file manager would else move the file away
        event.accept()
        return True

    def _cover(self) -> None:
        self.setGeometry(self._parent.rect())
        self.raise_()
        self.show()
