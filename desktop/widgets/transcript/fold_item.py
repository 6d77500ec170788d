"""The pill above a folded part. It only keeps the room: the pill itself is a real button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics

from desktop.core.chat import Attachment, Message
from desktop.widgets.transcript.buttons import PILL_SIDES, SECOND, Face
from desktop.widgets.transcript.files import FileWords, opened_name
from desktop.widgets.transcript.fold_state import FoldKey, FoldKind, FoldState, thinks
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Place, Rule

PILL = 30
NAME_AT_LEAST = 60  # pixels of a file's name


class FoldItem(LeafItem):
    """Keeps the room of a pill. Its leaf is an empty one, so that leaves and items stay one for one."""

    gap = 10
    selectable = False

    def __init__(self, kit: Kit, key: FoldKey, message: Message, state: FoldState) -> None:
        super().__init__(kit, Rule(Place()))
        self.key = key
        self.message = message
        self._state = state
        self.height = PILL

    @property
    def open(self) -> bool:
        """Whether the part is shown."""
        return self._state.is_open(self.key)

    @property
    def live(self) -> bool:
        """Whether what the pill says changes by itself: an answer is thinking."""
        return self.key.kind is FoldKind.THINKING and thinks(self.message)

    @property
    def face(self) -> Face:
        """How the pill looks now."""
        icon = "chevron-down" if self.open else "chevron-right"
        if self.key.kind is FoldKind.THINKING:
            return Face(icon, self._thinking(), self._thinking_name(), open=self.open)
        file = self._file
        size = FileWords().size(file, self.kit.locale)
        label = f"{self._elided(file.name, size)}   {size}"
        return Face(icon, label, f"{opened_name(file)}, {size}", open=self.open, second="file-text")

    @property
    def rect(self) -> QRect:
        """Where the pill stands in the item."""
        face = self.face
        width = QFontMetrics(self.kit.theme.ui).horizontalAdvance(face.label) + PILL_SIDES
        return QRect(0, 0, width + (SECOND if face.second else 0), PILL)

    def lay_out(self, width: int) -> int:
        """Give the fixed height."""
        return PILL

    def estimate(self, width: int) -> int:
        """Give the fixed height."""
        return PILL

    def natural_width(self) -> int:
        """Give the width of the pill."""
        return self.rect.width()

    @property
    def _file(self) -> Attachment:
        return self.message.attachments[self.key.index]

    def _thinking(self) -> str:
        seconds = self._state.seconds(self.message)
        if self.live:
            if seconds is None or seconds < 1:
                return QCoreApplication.translate("Transcript", "Thinking…")
            text = QCoreApplication.translate("Transcript", "Thinking… {seconds} s")
            return text.format(seconds=self.kit.locale.toString(int(seconds)))
        if seconds is None:
            return QCoreApplication.translate("Transcript", "Thought")
        text = QCoreApplication.translate("Transcript", "Thought for {seconds} s")
        return text.format(seconds=self.kit.locale.toString(seconds, "f", 1))

    def _thinking_name(self) -> str:
        """Name the pill for screen readers: without a clock, which they would read out every second."""
        return QCoreApplication.translate("Transcript", "Thinking…") if self.live else self._thinking()

    def _elided(self, name: str, size: str) -> str:
        """Shorten a file's name in its middle to what there is room for."""
        metrics = QFontMetrics(self.kit.theme.ui)
        others = PILL_SIDES + SECOND + metrics.horizontalAdvance(f"   {size}")
        room = max(NAME_AT_LEAST, self.width - others)
        return metrics.elidedText(" ".join(name.split()), Qt.TextElideMode.ElideMiddle, room)
