"""Where models come from: the hub and its mirrors, in the order in which they are asked."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.addresses import host_of
from desktop.core.advice import describe
from desktop.core.sources import HUGGING_FACE
from desktop.services.source_tests import Tested
from desktop.services.sources import Place
from desktop.viewmodels.network import NetworkViewModel
from desktop.widgets.aloud import show_aloud
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import Card, Entry, Fault, put, sentence
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.value_label import wrappable

KNOWN_MIRROR = "https://hf-mirror.com"  # offered at a press; nothing is sent there before


class PlaceRow(QFrame):
    """One source: its address, a test, its place in the order, and whether it may be sent the token."""

    test_asked = Signal(str)
    moved = Signal(str, int)
    remove_asked = Signal(str)
    consented = Signal(str, bool)

    def __init__(self, look: Look, endpoint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcerow")
        self._look = look
        self.endpoint = endpoint
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.test = QPushButton()
        self.up, self.down, self.remove = QToolButton(), QToolButton(), QToolButton()
        self.consent = QCheckBox()
        self.note, self.outcome = sentence("caption"), sentence("caption")
        self._lay_out()
        self.test.clicked.connect(lambda: self.test_asked.emit(endpoint))
        self.up.clicked.connect(lambda: self.moved.emit(endpoint, -1))
        self.down.clicked.connect(lambda: self.moved.emit(endpoint, 1))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(endpoint))
        self.consent.clicked.connect(lambda: self.consented.emit(endpoint, self.consent.isChecked()))
        self.dress()

    def show_place(self, place: Place, at: int, count: int) -> None:
        """Say where it stands, and what it may be told."""
        host = host_of(place.endpoint)
        own = place.endpoint == HUGGING_FACE
        shown = f"Hugging Face · {host}" if own else place.endpoint.removeprefix("https://")
        self.name.setText(wrappable(shown))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)
        self.remove.setEnabled(count > 1)
        self.consent.setVisible(not own and place.safe)
        self.consent.setChecked(place.consent)
        self.consent.setText(self.tr("Send my token there, too"))
        self.consent.setToolTip(
            self.tr("Whoever runs {host} can then use it in your name.").format(host=host)
        )
        unsafe = self.tr("This address is not encrypted, so a token is never sent there.")
        put(self.note, "" if place.safe else unsafe)
        self._name_buttons(shown)

    def show_test(self, tested: Tested | None) -> None:
        """Say how its test goes, or has ended."""
        running = tested is not None and tested.running
        self.test.setText(self.tr("Cancel") if running else self.tr("Test"))
        if tested is None:
            words = ""
        elif running:
            words = self.tr("Waiting for an answer…")
        elif tested.error is not None:
            notice = describe(tested.error, QtSpeaker())
            words = together(notice.what, notice.advice)
        else:
            milliseconds = QLocale().toString(max(1, round(tested.seconds * 1000)))
            words = self.tr("It answers, after {milliseconds} ms.").format(milliseconds=milliseconds)
        show_aloud(self.outcome, words)
        failed = tested is not None and tested.error is not None
        self.outcome.setObjectName("fault" if failed else "caption")
        self.outcome.style().polish(self.outcome)

    def dress(self) -> None:
        """Wear the colours of the theme."""
        for button, icon in ((self.up, "arrow-up"), (self.down, "arrow-down"), (self.remove, "trash-2")):
            button.setIcon(self._look.icon(icon))
            button.setIconSize(QSize(16, 16))

    def _name_buttons(self, shown: str) -> None:
        for button, words in (
            (self.up, self.tr("Ask it sooner")),
            (self.down, self.tr("Ask it later")),
            (self.remove, self.tr("Remove")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(f"{words}: {shown}")
        self.test.setAccessibleName(self.tr("Test") + f": {shown}")
        self.test.setToolTip(self.tr("Ask for one small file, to see whether it is a hub."))
        self.consent.setAccessibleName(f"{self.consent.text()}: {shown}")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.test)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        for part in (self.outcome, self.consent, self.note):
            column.addWidget(part)


class PlacesCard(Card):
    """The list of sources, and a field for another one."""

    def __init__(self, look: Look, before: QWidget, parent: QWidget | None = None) -> None:
        """Come after `before` when one goes through the fields."""
        super().__init__(parent)
        self._look = look
        self._before = before
        self._viewmodel: NetworkViewModel | None = None
        self.rows: list[PlaceRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.problem = Fault()
        self.entry = Entry()
        self.known = QPushButton()
        self.column.addWidget(self.problem)
        self.column.addLayout(self._list)
        self.column.addWidget(self.entry)
        self.column.addWidget(self.known, 0, Qt.AlignmentFlag.AlignLeft)
        self.entry.entered.connect(self._add)
        self.known.clicked.connect(lambda: self._add(KNOWN_MIRROR))

    def attach(self, viewmodel: NetworkViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is so now."""
        if self._viewmodel is None:
            return
        state = self._viewmodel.state
        self.say(
            self.tr("Where models come from"),
            self.tr("The first source is asked first; the next one where it cannot be reached."),
        )
        self._match(tuple(place.endpoint for place in state.places))
        for at, (row, place) in enumerate(zip(self.rows, state.places, strict=True)):
            row.show_place(place, at, len(state.places))
            row.show_test(self._viewmodel.tested(place.endpoint))
        self.problem.tell(state.problem)
        self.entry.say(self.tr("Address of a mirror"), "https://hub.example.org", self.tr("Add"))
        self.entry.setEnabled(state.room)
        self.known.setText(self.tr("Add {mirror}").format(mirror=host_of(KNOWN_MIRROR)))
        there = any(place.endpoint == KNOWN_MIRROR for place in state.places)
        self.known.setVisible(state.room and not there)

    def dress(self) -> None:
        """Wear the colours of the theme."""
        for row in self.rows:
            row.dress()

    def _match(self, endpoints: tuple[str, ...]) -> None:
        """Have a row for each source, in their order; a row that stays keeps the focus."""
        assert self._viewmodel is not None
        by_endpoint = {row.endpoint: row for row in self.rows}
        for row in self.rows:
            if row.endpoint not in endpoints:
                self._list.removeWidget(row)
                row.hide()
                row.deleteLater()
        self.rows = [by_endpoint.get(endpoint) or self._made(endpoint) for endpoint in endpoints]
        for at, row in enumerate(self.rows):
            if self._list.indexOf(row) != at:
                self._list.removeWidget(row)
                self._list.insertWidget(at, row)
        self._order_focus()

    def _order_focus(self) -> None:
        """Go through the rows as they stand there."""
        parts = [w for row in self.rows for w in (row.test, row.up, row.down, row.remove, row.consent)]
        order = [self._before, *parts, self.entry.field, self.entry.button, self.known]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _made(self, endpoint: str) -> PlaceRow:
        assert self._viewmodel is not None
        row = PlaceRow(self._look, endpoint)
        row.test_asked.connect(self._viewmodel.test)
        row.moved.connect(self._viewmodel.move)
        row.remove_asked.connect(self._remove)
        row.consented.connect(self._viewmodel.allow_token)
        return row

    @Slot(str)
    def _add(self, text: str) -> None:
        assert self._viewmodel is not None
        self.entry.answer(self._viewmodel.add(text))

    @Slot(str)
    def _remove(self, endpoint: str) -> None:
        assert self._viewmodel is not None
        self.entry.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._viewmodel.remove(endpoint)
