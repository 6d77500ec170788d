"""One setting: its name, what it does, what it is changed with, and the way back to what it was."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.core.setting_list import Option
from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.settings.editors import Editor
from desktop.widgets.settings.words import say, words_of
from desktop.widgets.text_scale import text_scale

NARROW = 440  # px at the usual size of text; below that the field stands under its name


class Hold(Enum):
    """Why a setting cannot be changed."""

    OFFLINE = auto()  # the command line has the last word
    NO_TRAY = auto()


class Line(QFrame):
    """A line of the settings: words at the left, something to press at the right."""

    def __init__(self, part: QWidget, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingrow")
        self.part = part
        self._wide = wide
        self.title = QLabel()
        self.title.setObjectName("settingname")
        self.title.setWordWrap(True)
        self.help, self.note = sentence("caption"), sentence("fault")
        self.foot = QHBoxLayout()  # what can be pressed
        self.foot.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.help, self.note):
            words.addWidget(label)
        self.foot.addWidget(part, 1 if wide else 0)
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(16, 12, 14, 12)
        self.box.setSpacing(12)
        self.box.addLayout(words, 1)
        self.box.addLayout(self.foot)
        self._turn(wide)

    def describe(self, title: str, help_: str, note: str = "", calm: bool = False) -> None:
        """Name it and explain it; a `calm` note tells of nothing that is wrong."""
        self.title.setText(title)
        put(self.help, help_)
        if self.note.property("calm") is not calm:
            self.note.setProperty("calm", calm)
            self.note.style().polish(self.note)
        put(self.note, note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand one below the other where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self._turn(self._wide or self.width() < NARROW * text_scale(self))

    def _turn(self, below: bool) -> None:
        side = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self.box.direction() is not side:
            self.box.setDirection(side)
            self.box.setSpacing(8 if below else 12)
        self.foot.setAlignment(
            Qt.AlignmentFlag.AlignLeft if below and not self._wide else Qt.AlignmentFlag(0)
        )


class SettingRow(Line):
    """A declared setting. What is chosen holds at once."""

    def __init__(self, look: Look, option: Option, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(editor, editor.wide, parent)
        self.option = option
        self.editor = editor
        self.words = words_of(option)
        self._look = look
        self.viewmodel: SettingsViewModel | None = None
        self._choose: Callable[[object], None] = lambda _: None
        self._held: Hold | None = None
        self.reset = QToolButton()
        keeps = self.reset.sizePolicy()
        keeps.setRetainSizeWhenHidden(not editor.wide)  # nothing beside it moves when it comes
        self.reset.setSizePolicy(keeps)
        self.foot.insertWidget(1 if editor.wide else 0, self.reset)
        self.setFocusProxy(editor)
        look.changed.connect(self._dress)
        self._dress()

    def attach(self, viewmodel: SettingsViewModel, choose: Callable[[object], None] | None = None) -> None:
        """Go to work. `choose` sets a value that is more than a value; it ends up in the settings, too."""
        self.viewmodel = viewmodel
        self._choose = choose or (lambda value: viewmodel.set(self.option.name, value))
        self.editor.edited.connect(self._edited)
        self.reset.clicked.connect(self._reset)
        viewmodel.changed.connect(self.show_value)
        self.show_value()
        self.say_again()

    @Slot()
    def show_value(self) -> None:
        """Show what is chosen now."""
        if self.viewmodel is None:
            return
        name = self.option.name
        self.editor.put(self.viewmodel.value(name))
        self.reset.setVisible(not self.viewmodel.is_default(name))

    def hold(self, hold: Hold) -> None:
        """Let nothing be changed, and say why."""
        self.editor.setEnabled(False)
        self.reset.setEnabled(False)
        self._held = hold
        self.say_again()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say_again()
        super().changeEvent(event)

    def remark(self) -> str:
        """Say what is wrong with it, or why it cannot be changed."""
        assert self.viewmodel is not None
        refused = self.viewmodel.refused(self.option.name)
        note = self.tr("The settings file held {value}, which is not valid here; the default holds instead.")
        words = note.format(value=refused) if refused else ""
        if self._held is Hold.OFFLINE:
            words = self.tr("Fireside was started with --offline, so this holds until it ends.")
        elif self._held is Hold.NO_TRAY:
            words = self.tr("This system has no tray for icons.")
        return words

    @property
    def calm(self) -> bool:
        """Whether the remark tells of nothing that is wrong."""
        return self._held is not None

    @Slot()
    def say_again(self) -> None:
        """Name and explain it as things are now."""
        if self.viewmodel is None:
            return
        name, help_ = say(self.option.help.name), say(self.option.help.text)
        self.describe(name, help_, self.remark(), self.calm)
        self.editor.say(name, help_)
        self.editor.put(self.viewmodel.value(self.option.name))
        back = self.tr("Back to the default")
        self.reset.setToolTip(back)
        self.reset.setAccessibleName(f"{back}: {name}")

    @Slot(object)
    def _edited(self, value: object) -> None:
        self._choose(value)
        self.show_value()  # where it was not taken, or is still asked about

    @Slot()
    def _reset(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(self.option.default)

    @Slot()
    def _dress(self) -> None:
        self.reset.setIcon(self._look.icon("rotate-ccw"))
        self.reset.setIconSize(QSize(16, 16))
        self.editor.dress()
