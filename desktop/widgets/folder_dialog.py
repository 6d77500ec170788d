"""What a folder is called, and what chats that begin in it begin with."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.folders import LONGEST_NAME, Folder, one_line
from desktop.core.model_names import find_wanted
from desktop.core.models import Installed
from desktop.core.personas import WantedModel
from desktop.viewmodels.folder_use import FolderUseViewModel
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField, Row
from desktop.widgets.roomy_dialog import RoomyDialog
from desktop.widgets.sampling_style import field_rules

SIZE = (520, 500)  # px
QUOTED = 160  # characters of a system prompt from above
Choices = list[tuple[str, object]]


class FolderDialog(RoomyDialog):
    """Changes a folder when it is saved; stays open where that cannot be, and the window says why."""

    def __init__(
        self, look: Look, use: FolderUseViewModel, folder: Folder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("folderdialog")
        self.resize(*SIZE)
        self._look = look
        self._use = use
        self._folder = folder
        self._above = use.above(folder)
        self.name, self.system = QLineEdit(folder.name), QPlainTextEdit(folder.system)
        self.name.setObjectName("personaline")
        self.name.setMaxLength(LONGEST_NAME)
        self.system.setTabChangesFocus(True)
        self.model = ChoiceField(look)
        self.rows = [Row(field) for field in (self.name, self.system, self.model)]
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 20, 20, 16)
        page.setSpacing(16)
        for row in self.rows:
            row.help.setTextFormat(Qt.TextFormat.PlainText)  # it quotes names and prompts
            page.addWidget(row, 1 if row.field is self.system else 0)
        page.addWidget(self.buttons)
        self.name.textChanged.connect(self._check)
        self.model.chosen.connect(self._say)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        look.changed.connect(self._dress)
        self._list_models()
        self._say()
        self._dress()
        self._check()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            chosen = self.model.value
            self._list_models()
            self.model.put(self._choices, chosen)
            self._say()
        super().changeEvent(event)

    def _list_models(self) -> None:
        wanted, models = self._folder.model, self._use.installed()
        found = None if wanted is None else find_wanted(wanted, models)
        choices: Choices = [(self._nothing_chosen(), None)]
        choices += [(model.title, _value(model, wanted, found)) for model in models]
        if wanted is not None and found is None:
            name = one_line(wanted.name or wanted.path, LONGEST_NAME)
            choices.append((self.tr("{name} (not on this computer any more)").format(name=name), wanted))
        self._choices = choices
        self.model.put(choices, wanted)

    def _nothing_chosen(self) -> str:
        above = self._above[1]
        if above is None:
            return self.tr("The model that is loaded")
        name = one_line(above.name or above.path, LONGEST_NAME)
        return self.tr("As the folder above: {name}").format(name=name)

    @Slot()
    def _say(self) -> None:
        self.setWindowTitle(self.tr("Folder settings"))
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(self.tr("Save"))
        save.setProperty("primary", True)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.rows[0].say(self.tr("Name"), "")
        self.rows[0].help.hide()
        above = one_line(self._above[0], QUOTED)
        inherited = self.tr("As the folder above: {text}").format(text=above)
        self.system.setPlaceholderText(
            inherited if above else self.tr("As the model begins without a folder")
        )
        self.rows[1].say(
            self.tr("System prompt of new chats"),
            self.tr(
                "Chats that begin in this folder, or in folders inside it that have no prompt of their"
                " own, begin with it. A persona’s prompt comes before it. Chats that have begun keep theirs."
            ),
        )
        self.rows[2].say(self.tr("Model of new chats"), self._model_words())

    def _model_words(self) -> str:
        wanted = cast("WantedModel | None", self.model.value)
        if wanted is not None and find_wanted(wanted, self._use.installed()) is None:
            return self.tr("Where it is missing, you are told, and the model that is loaded answers.")
        return self.tr("It is loaded by “New chat here”; opening a chat never loads another model.")

    @Slot()
    def _check(self) -> None:
        named = bool(one_line(self.name.text(), LONGEST_NAME))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(named)

    @Slot()
    def _save(self) -> None:
        model = cast("WantedModel | None", self.model.value)
        if self._use.save(self._folder.id, self.name.text(), self.system.toPlainText(), model):
            self.accept()

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))


def _value(model: Installed, wanted: WantedModel | None, found: Installed | None) -> WantedModel:
    """Let the model that was chosen stay written down as it is, wherever it lies by now."""
    if wanted is not None and found is not None and found.path == model.path:
        return wanted
    return WantedModel(str(model.path), model.title)
