"""The choice of a preset, keeping one, and the presets of menus."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.built_in_presets import BuiltIn
from desktop.core.presets import Preset, folded_name, preset_name
from desktop.core.sampling import Sampling
from desktop.viewmodels.sampling import PresetKey, SamplingViewModel
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.find_bar import FindInput
from desktop.widgets.look import Look
from desktop.widgets.preset_menu import PresetMenu
from desktop.widgets.sampling_style import Choice
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.sampling_words import SamplingWords

LONGEST_NAME = 60  # characters
ICONS = ("plus", "pencil", "trash-2", "rotate-ccw")  # of keep, rename, remove, reset


def sampling_menu_entries(viewmodel: SamplingViewModel) -> list[tuple[str, Sampling]]:
    """List what an answer can be tried again with: presets that come along, then the user's.

    The labels are for menus: an ampersand in a name is doubled.
    """
    words = SamplingWords()
    entries: list[tuple[str, Sampling]] = []
    for preset in BuiltIn:
        values = viewmodel.values(preset)
        assert values is not None
        entries.append((words.built_in(preset), values))
    kept = ((preset.name.replace("&", "&&"), preset.sampling) for preset in viewmodel.shelf.all)
    return [*entries, *kept]


class Asking(StrEnum):
    """What the strip below the choice asks for."""

    NOTHING = "nothing"
    NAME = "name"  # to keep what applies under
    OTHER_NAME = "other_name"


class NameStrip(QFrame):
    """Asks for a name, or whether something is meant. Enter agrees, Escape does not."""

    typed = Signal()
    agreed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.input, self.note = FindInput(), QLabel()
        self.input.setObjectName("presetname")
        self.input.setMaxLength(LONGEST_NAME)
        self.note.setObjectName("caption")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)  # it has the name of a preset in it
        self.agree, self.cancel = QPushButton(), QPushButton()
        self.agree.setProperty("primary", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.input)
        column.addWidget(self.note)
        column.addLayout(buttons)
        self.input.textChanged.connect(self.typed)
        self.input.next_asked.connect(self.agree.click)
        self.input.close_asked.connect(self.cancelled)
        self.agree.clicked.connect(self.agreed)
        self.cancel.clicked.connect(self.cancelled)

    def say(self, note: str, agree: str) -> None:
        """Say what is asked; an empty note takes no room."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.agree.setText(agree)
        self.cancel.setText(self.tr("Cancel"))
        self.input.setPlaceholderText(self.tr("Name of the preset"))
        self.input.setAccessibleName(self.tr("Name of the preset"))
        self.agree.setAccessibleDescription(note)


class PresetBar(QWidget):
    """A choice of presets with what can be done with them. Works once attached."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words = SamplingWords(self)
        self._viewmodel: SamplingViewModel | None = None
        self._asking = Asking.NOTHING
        self._keys: list[PresetKey | None] = []  # of the rows; None is what the model recommends
        self.choice, self.strip = Choice(look), NameStrip()
        self.summary, self.more = QLabel(), PresetMenu(look)
        self._told = ""  # what came of the last file, until something else applies
        self.keep, self.rename, self.remove, self.reset = (QToolButton() for _ in ICONS)
        self._lay_out()
        self.strip.hide()
        self.choice.activated.connect(self._on_chosen)
        self.keep.clicked.connect(lambda: self.ask(Asking.NAME))
        self.rename.clicked.connect(lambda: self.ask(Asking.OTHER_NAME))
        self.remove.clicked.connect(self._on_removed)
        self.more.told.connect(self._tell)
        self.strip.typed.connect(self._say_strip)
        self.strip.agreed.connect(self._on_agreed)
        self.strip.cancelled.connect(lambda: self.ask(Asking.NOTHING))
        look.changed.connect(self._dress)
        self._dress()

    def attach(self, viewmodel: SamplingViewModel) -> None:
        """Show the presets of this view-model."""
        self._viewmodel = viewmodel
        self.reset.clicked.connect(viewmodel.reset)
        self.more.attach(viewmodel.shelf)

    def refresh(self) -> None:
        """Show what applies now, in the window's language."""
        assert self._viewmodel is not None
        self._fill()
        self._say_buttons()
        self.more.own = self._own()
        own = self.more.own is not None
        self.rename.setEnabled(own)
        self.remove.setEnabled(own)
        self.summary.setText(self._told or SamplingSummary().line(self._viewmodel.sampling))
        self.reset.setEnabled(self._viewmodel.chosen)
        if not own and self._asking is Asking.OTHER_NAME:
            self.ask(Asking.NOTHING)  # the preset has gone from under the question
        self._say_strip()

    def ask(self, asking: Asking) -> None:
        """Open the strip with a question, or close it."""
        had_focus = self.strip.isAncestorOf(self.focusWidget() or self)
        self._asking = asking
        own = self._own()
        self.strip.input.setText(own.name if own is not None else "")
        self.strip.input.selectAll()
        self._say_strip()
        self.strip.setVisible(asking is not Asking.NOTHING)
        if asking is not Asking.NOTHING:
            self.strip.input.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.choice, 1)
        line.addSpacing(4)
        for button in self._buttons():
            button.setIconSize(QSize(16, 16))
            line.addWidget(button)
        line.addWidget(self.more)
        self.summary.setObjectName("caption")
        self.summary.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.summary)
        column.addWidget(self.strip)

    def _buttons(self) -> tuple[QToolButton, ...]:
        return (self.keep, self.rename, self.remove, self.reset)

    def _own(self) -> Preset | None:
        """Give the user's preset that applies."""
        if self._viewmodel is None or self._viewmodel.follows_model:
            return None
        key = self._viewmodel.current
        return None if key is None or isinstance(key, BuiltIn) else self._viewmodel.shelf.get(key)

    def _fill(self) -> None:
        assert self._viewmodel is not None
        rows: list[tuple[PresetKey | None, str]] = []
        if self._viewmodel.recommended() is not None:
            chosen = self._viewmodel.set_for_model()
            rows.append(
                (None, self.tr("As set for the model") if chosen else self.tr("As the model recommends"))
            )
        rows += [(preset, self._words.built_in(preset)) for preset in BuiltIn]
        rows += [(preset.id, preset.name) for preset in self._viewmodel.shelf.all]
        self._keys = [key for key, _ in rows]
        names = [name for _, name in rows]
        if [self.choice.itemText(row) for row in range(self.choice.count())] != names:
            self.choice.clear()
            self.choice.addItems(names)
        self.choice.setPlaceholderText(self.tr("Own values"))
        current = None if self._viewmodel.follows_model else self._viewmodel.current
        for row, key in enumerate(self._keys):
            words = _summary(self._viewmodel, key)
            self.choice.setItemData(row, plain_tip(words), Qt.ItemDataRole.ToolTipRole)
        known = current is not None or self._viewmodel.follows_model
        self.choice.setCurrentIndex(self._keys.index(current) if known else -1)

    def _say_buttons(self) -> None:
        assert self._viewmodel is not None
        self.choice.setAccessibleName(self.tr("Preset"))
        self.choice.setToolTip(self.tr("Preset"))
        recommended = self._viewmodel.recommended() is not None
        names = (
            self.tr("Keep these values as a preset…"),
            self.tr("Rename this preset…"),
            self.tr("Remove this preset"),
            self.tr("Back to what the model recommends") if recommended else self.tr("Back to the defaults"),
        )
        for button, name in zip(self._buttons(), names, strict=True):
            button.setToolTip(name)
            button.setAccessibleName(name)

    @Slot()
    def _dress(self) -> None:
        for button, icon in zip(self._buttons(), ICONS, strict=True):
            button.setIcon(self._look.icon(icon))

    @Slot()
    def _on_removed(self) -> None:
        own = self._own()
        if self._viewmodel is not None and own is not None:
            self._viewmodel.shelf.remove(own.id)

    @Slot(str)
    def _tell(self, words: str) -> None:
        """Say what came of a file of presets, in the place of the summary."""
        self._told = words
        self.refresh()

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        assert self._viewmodel is not None
        key, self._told = self._keys[row], ""
        if key is None:
            self._viewmodel.reset()
        else:
            self._viewmodel.choose_preset(key)

    @Slot()
    def _say_strip(self) -> None:
        if self._viewmodel is None or self._asking is Asking.NOTHING:
            return
        name, own = preset_name(self.strip.input.text()), self._own()
        taken = self._viewmodel.shelf.named(name)
        agree, note, possible = self.tr("Keep"), "", bool(name)
        if folded_name(name) in {folded_name(self._words.built_in(preset)) for preset in BuiltIn}:
            note, possible = self.tr("This name belongs to a preset that comes with Fireside."), False
        elif self._asking is Asking.OTHER_NAME:
            agree = self.tr("Rename")
            if taken is not None and taken != own:
                note, possible = self.tr("Another preset has this name."), False
        elif taken is not None:
            agree, note = self.tr("Replace"), self.tr("The preset of this name gets these values.")
        self.strip.say(note, agree)
        self.strip.agree.setEnabled(possible)

    @Slot()
    def _on_agreed(self) -> None:
        assert self._viewmodel is not None
        name, own = self.strip.input.text(), self._own()
        done = True
        if self._asking is Asking.NAME:
            done = self._viewmodel.keep_preset(name)
        elif self._asking is Asking.OTHER_NAME and own is not None:
            done = self._viewmodel.shelf.rename(own.id, name)
        if done:
            self.ask(Asking.NOTHING)


def _summary(viewmodel: SamplingViewModel, key: PresetKey | None) -> str:
    """Say what a preset has that the defaults have not."""
    values = viewmodel.base if key is None else viewmodel.values(key)
    return SamplingSummary().line(values) if values is not None else ""
