"""Where models are kept and looked for: the folder of downloads, other folders, and other programs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.services.library_moving import Moving
from desktop.viewmodels.library import LibraryViewModel
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker

STEPS = 1000  # of the progress bar
FOLDER = 30  # px of an added folder
MOST_SEEN = 3  # added folders at once; the list of models comes first


class PathLabel(QLabel):
    """Shows as much of a path as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(60)

    def show_path(self, path: Path) -> None:
        """Show a path; all of it in the tool tip."""
        self._full = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))
        self.setAccessibleName(self._full)
        self._fit()

    def sizeHint(self) -> QSize:
        """Wish for all of it."""
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the beginning and the end."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(text)
        self.setToolTip(plain_tip(self._full) if text != self._full else "")


class MoreFolder(QWidget):
    """One folder that the user has added."""

    removed = Signal(object)  # Path

    def __init__(self, look: Look, folder: Path, away: bool) -> None:
        super().__init__()
        self._folder = folder
        icon, self._path, self._away, self._remove = QLabel(), PathLabel(), QLabel(), QToolButton()
        name = "triangle-alert" if away else "folder"
        color = look.theme.color("warn" if away else "text2")
        icon.setPixmap(look.icons.pixmap(name, color, 14, self.devicePixelRatioF()))
        self._path.setObjectName("caption")
        self._path.show_path(folder)
        self._away.setObjectName("caption")
        self._away.setText(self.tr("cannot be read now") if away else "")
        self._remove.setIcon(look.icon("x", size=14))
        words = self.tr("Look for models here no more")
        self._remove.setToolTip(words)
        self._remove.setAccessibleName(f"{words}: {folder}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (icon, self._path, self._away, self._remove):
            row.addWidget(part)
        row.addStretch(1)
        self.setFixedHeight(FOLDER - 2)
        self._remove.clicked.connect(lambda: self.removed.emit(self._folder))


class FolderBar(QFrame):
    """Says where models are kept, and lets that be changed."""

    change_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("folderbar")
        self._look = look
        self._viewmodel: LibraryViewModel | None = None
        self._shown: tuple[object, ...] = ()  # what the folders below were made of
        self.icon, self.says, self.path = QLabel(), QLabel(), PathLabel()
        self.change = QPushButton()
        self.others = QCheckBox()
        self.progress, self.stop, self.moved = QProgressBar(), QPushButton(), QLabel()
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self.moved.setTextFormat(Qt.TextFormat.PlainText)
        self.moved.setObjectName("caption")
        self._folders = QWidget()
        self._more = QVBoxLayout(self._folders)
        self._scroll = QScrollArea()
        self._moving = QWidget()
        self._lay_out()
        self.change.clicked.connect(self.change_asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, viewmodel: LibraryViewModel) -> None:
        """Show the folders of a library."""
        self._viewmodel = viewmodel
        self.others.clicked.connect(viewmodel.places.changes.list_others)
        self.stop.clicked.connect(viewmodel.places.changes.cancel_move)
        viewmodel.changed.connect(self._show)
        viewmodel.moving.connect(self._show_moving)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.icon)
        first.addWidget(self.says)
        first.addWidget(self.path, 1)
        first.addWidget(self.change)
        moving = QHBoxLayout(self._moving)
        moving.setContentsMargins(0, 0, 0, 0)
        moving.setSpacing(12)
        moving.addWidget(self.moved)
        moving.addWidget(self.progress, 1)
        moving.addWidget(self.stop)
        self._moving.hide()
        self._more.setContentsMargins(0, 0, 0, 0)
        self._more.setSpacing(2)
        self._scroll.setWidget(self._folders)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons in it are gone through one by one
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 10, 10, 10)
        page.setSpacing(6)
        page.addLayout(first)
        page.addWidget(self._moving)
        page.addWidget(self._scroll)
        page.addWidget(self.others)

    @Slot()
    def _show(self) -> None:
        viewmodel = self._viewmodel
        if viewmodel is None:
            return
        self.path.show_path(viewmodel.places.folder)
        self.others.setChecked(viewmodel.places.others)
        away = {away.folder for away in viewmodel.places.away}
        shown = (viewmodel.places.more, frozenset(away), self._look.theme.dark, self.locale())
        if shown == self._shown:
            return
        self._shown = shown
        while self._more.count():
            item = self._more.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for folder in viewmodel.places.more:
            row = MoreFolder(self._look, folder, folder in away)
            row.removed.connect(viewmodel.places.changes.remove_folder)
            self._more.addWidget(row)
        rows = min(len(viewmodel.places.more), MOST_SEEN)
        self._scroll.setVisible(rows > 0)
        self._scroll.setFixedHeight(rows * FOLDER)

    @Slot(object)
    def _show_moving(self, moving: Moving | None) -> None:
        self._moving.setVisible(moving is not None)
        self.change.setEnabled(moving is None)
        if moving is not None:
            speaker = QtSpeaker()
            words = self.tr("Moving the models: {done} of {total}")
            done, total = speaker.size(moving.done), speaker.size(moving.total)
            self.moved.setText(words.format(done=done, total=total))
            self.progress.setValue(STEPS * moving.done // max(moving.total, 1))

    def _say(self) -> None:
        self.says.setText(self.tr("Models are kept in"))
        self.change.setText(self.tr("Change…"))
        self.change.setAccessibleName(self.tr("Change the folder that models are kept in"))
        self.others.setText(self.tr("Also list what other programs have fetched"))
        self.others.setToolTip(
            self.tr(
                "Models of Hugging Face, LM Studio, Ollama, GPT4All, Jan and llama.cpp are used where they"
                " lie. Nothing is copied, changed or deleted there."
            )
        )
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolTip(self.tr("What was moved stays in the new folder, the rest in the old one."))
        self.progress.setAccessibleName(self.tr("How far the models are moved"))
        self._shown = ()
        self._show()

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        pixmap = self._look.icons.pixmap("folder", theme.color("text2"), 16, self.devicePixelRatioF())
        self.icon.setPixmap(pixmap)
        self.setStyleSheet(f"QCheckBox {{ color: {theme.color('text2').name()}; spacing: 8px; }}")
        self._show()
