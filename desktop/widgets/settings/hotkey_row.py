"""The keys for everywhere: pressed to be chosen, and what the system says of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.core.setting_list import Option
from desktop.widgets.look import Look
from desktop.widgets.settings.editors import Editor
from desktop.widgets.settings.key_button import KeyButton
from desktop.widgets.settings.row import SettingRow
from desktop.widgets.settings.words import say
from desktop.widgets.shortcuts import Shortcuts, native
from desktop.widgets.system.hotkey import Hotkey
from desktop.widgets.system.hotkey_way import State

WRONG = (State.TAKEN, State.NOT_ON_KEYBOARD, State.REFUSED, State.BROKEN)  # other keys may help


class KeyEditor(Editor):
    """A button that takes keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = KeyButton()
        self.row.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.button.taken.connect(self._taken)

    def put(self, value: Any) -> None:
        """Show keys."""
        self.button.put(value)

    def say(self, name: str, help_: str) -> None:
        """Name it."""
        self.button.setAccessibleName(f"{name}: {self.button.text()}")
        self.button.setAccessibleDescription(help_)

    @Slot(str)
    def _taken(self, keys: str) -> None:
        self.edited.emit(keys)


class HotkeyRow(SettingRow):
    """Says at once when another program has the keys, and why where none can be held."""

    def __init__(self, look: Look, option: Option, hotkey: Hotkey, keys: Shortcuts) -> None:
        editor = KeyEditor()
        super().__init__(look, option, editor)
        self._hotkey = hotkey
        self._keys = keys
        self._fault = ""
        self.button = editor.button
        self.button.refused.connect(self._refuse)
        self.button.toggled.connect(self._begun)
        hotkey.changed.connect(self.say_again)
        if not hotkey.possible:
            editor.setEnabled(False)

    def choose(self, keys: object) -> None:
        """Take keys, unless they stand for something else in our own window."""
        holder = self._keys.holder(str(keys), apart_from="quick_question")
        if holder is not None:
            words = self.tr("{keys} already stands for “{other}”. Change or remove that one first.")
            self._fault = words.format(keys=native(str(keys)), other=say(holder.words))
        elif self.viewmodel is not None:
            self._fault = ""
            self.viewmodel.set(self.option.name, keys)
        self.say_again()

    def remark(self) -> str:
        """Say how it stands with the keys."""
        if not self._hotkey.possible:
            return self.tr("Fireside cannot have such keys on this system. The icon in the tray asks, too.")
        return super().remark() or self._fault or self._state()

    @property
    def calm(self) -> bool:
        """Tell what is as it is from what the user can put right."""
        return (
            super().calm or not self._hotkey.possible or (not self._fault and self._hotkey.state not in WRONG)
        )

    def _state(self) -> str:
        words = {
            State.TAKEN: self.tr("Another program has these keys. Choose others."),
            State.NOT_ON_KEYBOARD: self.tr("These keys are not on the keyboard. Choose others."),
            State.ASKING: self.tr("The system asks whether Fireside may have these keys."),
            State.REFUSED: self.tr(
                "The system has not allowed it. Choose the keys once more to be asked again."
            ),
            State.NO_PORTAL: self.tr(
                "This desktop lets no program have keys for everywhere (it lacks the portal for global "
                "shortcuts). The icon in the tray asks, too."
            ),
            State.ELSEWHERE: self.tr("The screen is on another computer, whose keys Fireside cannot have."),
            State.BROKEN: self.tr("The system did not answer. Choose the keys once more."),
        }
        if self._hotkey.state is State.ON and self._hotkey.assigned:
            return self.tr("The system has assigned: {keys}").format(keys=self._hotkey.assigned)
        return words.get(self._hotkey.state, "")

    @Slot()
    def _refuse(self) -> None:
        self._fault = self.tr("These keys are needed for typing. Hold Ctrl or Alt as well, or take an F key.")
        self.say_again()

    @Slot(bool)
    def _begun(self, waiting: bool) -> None:
        if waiting:
            self._fault = ""
            self.say_again()
