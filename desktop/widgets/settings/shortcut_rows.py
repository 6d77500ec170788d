"""The section about shortcuts: all of them, each changeable by pressing other keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.look import Look
from desktop.widgets.settings.key_button import KeyButton
from desktop.widgets.settings.row import Line
from desktop.widgets.settings.words import say
from desktop.widgets.shortcut_table import Shortcut
from desktop.widgets.shortcuts import Shortcuts, native
from desktop.widgets.speech import listed


class ShortcutRow(Line):
    """One shortcut. Keys that another one has are refused, and it is named."""

    def __init__(self, look: Look, shortcut: Shortcut, keys: Shortcuts, settings: SettingsViewModel) -> None:
        button = KeyButton()
        super().__init__(button)
        self.button = button
        self.shortcut = shortcut
        self._look = look
        self._keys = keys
        self._settings = settings
        self._fault = ""
        self.reset = QToolButton()
        keeps = self.reset.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keeps)
        self.foot.insertWidget(0, self.reset)
        self.box.setContentsMargins(16, 5, 14, 5)
        self.button.setEnabled(not shortcut.fixed)
        self.setFocusProxy(self.button)
        self.button.taken.connect(self._take)
        self.button.refused.connect(self._refuse)
        self.button.toggled.connect(self._asked)
        self.reset.clicked.connect(self._reset)
        keys.changed.connect(self.show_keys)
        look.changed.connect(self._dress)
        self._dress()
        self.show_keys()

    @Slot()
    def show_keys(self) -> None:
        """Show the keys as they are now."""
        self.button.put(self._keys.keys(self.shortcut.name))
        self.reset.setVisible(not self._keys.is_default(self.shortcut.name))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fault = ""
            self.show_keys()  # names of keys are in that language, too
        super().changeEvent(event)

    def _help(self) -> str:
        if self.shortcut.name != "quick_question":
            return ""
        return self.tr(
            "Works while Fireside is in front. Keys that work everywhere are chosen under General."
        )

    def _say(self) -> None:
        name = say(self.shortcut.words)
        self.describe(name, self._help(), self._fault)
        self.button.setAccessibleName(f"{name}: {self.button.text()}")
        words = self.tr(
            "Press it, then the new keys. Backspace takes the keys away, Esc leaves them as they are."
        )
        fixed = self.tr("These keys are always so.")
        self.button.setToolTip(fixed if self.shortcut.fixed else words)
        self.button.setAccessibleDescription(self.button.toolTip())
        back = self.tr("Back to {keys}").format(keys=native(self.shortcut.keys))
        self.reset.setToolTip(back)
        self.reset.setAccessibleName(f"{back}: {name}")

    @Slot(bool)
    def _asked(self, waiting: bool) -> None:
        if waiting:
            self._fault = ""
        self._say()

    @Slot(str)
    def _take(self, keys: str) -> None:
        holder = self._keys.holder(keys, apart_from=self.shortcut.name)
        if holder is not None:
            words = self.tr("{keys} already stands for “{other}”. Change or remove that one first.")
            self._fault = words.format(keys=native(keys), other=say(holder.words))
            self._say()
            return
        self._fault = ""
        self._settings.set("shortcuts", self._keys.with_keys({self.shortcut.name: keys}))
        self._say()

    @Slot()
    def _refuse(self) -> None:
        self._fault = self.tr("These keys are needed for typing. Hold Ctrl or Alt as well, or take an F key.")
        self._say()

    @Slot()
    def _reset(self) -> None:
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take(self.shortcut.keys)

    @Slot()
    def _dress(self) -> None:
        self.reset.setIcon(self._look.icon("rotate-ccw"))
        self.reset.setIconSize(QSize(16, 16))


class ShortcutHead(QWidget):
    """Says how it is done, what of the file was not taken, and puts all of them back."""

    def __init__(self, keys: Shortcuts, settings: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._settings = settings
        self.words, self.all = QLabel(), QPushButton()
        self.words.setObjectName("cardhint")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 4)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        self.all.clicked.connect(lambda: settings.reset("shortcuts"))
        keys.changed.connect(self._say)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _say(self) -> None:
        words = [self.tr("Press the keys of a shortcut here, then the ones it is to have. It holds at once.")]
        if self._keys.problems:
            lines = listed(line[:40] for line in self._keys.problems[:5])
            words.append(self.tr("Not taken from the settings file: {lines}").format(lines=lines))
        self.words.setText("\n".join(words))
        self.all.setText(self.tr("Reset all"))
        self.all.setAccessibleName(self.tr("Reset all shortcuts"))
        self.all.setEnabled(not self._settings.is_default("shortcuts"))
