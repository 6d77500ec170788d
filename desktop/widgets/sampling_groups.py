"""The rows of every parameter, in groups; those that are seldom needed under one that unfolds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.core.sampling import SWITCHES, Parameter, Sampling, parameters
from desktop.viewmodels.sampling_text import biases_of, stops_of, text_of_biases, text_of_stops
from desktop.widgets.look import Look
from desktop.widgets.sampling_rows import NumberRow, OptionalRow, Row
from desktop.widgets.sampling_texts import Notation, TextRow
from desktop.widgets.sampling_words import BASIC, GROUPS, SamplingWords

LARGEST_SEED = 0xFFFFFFFE  # llama.cpp's largest stands for none
LONGEST_ANSWER = 1_000_000  # tokens
BEGINNING = 1024  # tokens, where a limit begins that was none
STOPS = Notation(stops_of, text_of_stops)
BIASES = Notation(biases_of, text_of_biases)
GAP, GROUP_GAP = 14, 10  # px


class ParameterRows(QWidget):
    """Tells of every edit as the name of a field of `Sampling` and its new value."""

    edited = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._words = SamplingWords(self)
        self._known: dict[str, Parameter] = {item.name: item for item in parameters()}
        self.rows: dict[str, Row] = {}
        self.headings: dict[str, QLabel] = {}
        self.unfold = QToolButton()
        self.unfold.setObjectName("unfold")
        self.unfold.setCheckable(True)
        self.unfold.setIconSize(QSize(16, 16))
        self.unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more = QWidget()
        self._lay_out()
        self.more.hide()
        self.unfold.toggled.connect(self._on_unfold)
        look.changed.connect(self._dress)
        self._dress()

    def show_value(self, sampling: Sampling, base: Sampling) -> None:
        """Show what applies, and where it differs from what applies where nothing is chosen."""
        for name, row in self.rows.items():
            row.show_value(getattr(sampling, name), getattr(base, name))
        for name, switch in SWITCHES.items():
            self.rows[name].set_working(getattr(sampling, switch) != self._known[switch].knob.neutral)

    def forget(self) -> None:
        """Let the next values replace what is half typed."""
        for row in self.rows.values():
            if isinstance(row, TextRow):
                row.forget()

    def say(self) -> None:
        """Speak the window's language."""
        words = self._words.all()
        for name, row in self.rows.items():
            hint = self._words.hint(self._known[name], words) if name in self._known else ""
            row.say(words[name], hint)
            if isinstance(row, TextRow):
                row.say_problem()
        for group, title in self._words.groups().items():
            self.headings[group].setText(title)
        self.unfold.setText(self.tr("More"))
        for name, none in (("seed", self.tr("Random")), ("max_tokens", self.tr("Unlimited"))):
            row = self.rows[name]
            assert isinstance(row, OptionalRow)
            row.say_none(none)

    def _lay_out(self) -> None:
        column, more = QVBoxLayout(self), QVBoxLayout(self.more)
        for each in (column, more):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(GAP)
        for group, names in GROUPS.items():
            place = column if group == BASIC else more
            self._add_heading(place, group)
            for name in names:
                self._add(place, NumberRow(self._look, self._known[name]))
        self._add(column, OptionalRow(self._look, "seed", (0, LARGEST_SEED), 0))
        self._add(column, OptionalRow(self._look, "max_tokens", (1, LONGEST_ANSWER), BEGINNING))
        self._add(column, TextRow(self._look, "stop", STOPS))
        column.addWidget(self.unfold)
        column.addWidget(self.more)
        self._add(more, TextRow(self._look, "logit_bias", BIASES))

    def _add_heading(self, place: QVBoxLayout, group: str) -> None:
        heading = QLabel()
        heading.setObjectName("heading")
        if place.count():
            place.addSpacing(GROUP_GAP)
        place.addWidget(heading)
        self.headings[group] = heading

    def _add(self, place: QVBoxLayout, row: Row) -> None:
        place.addWidget(row)
        row.edited.connect(self.edited)
        self.rows[row.name] = row

    @Slot(bool)
    def _on_unfold(self, unfolded: bool) -> None:
        self.more.setVisible(unfolded)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.unfold.setIcon(self._look.icon("chevron-down" if self.unfold.isChecked() else "chevron-right"))
