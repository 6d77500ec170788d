"""One section of the settings: a title, and what stands below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.core.setting_kinds import SECTIONS, Section
from desktop.widgets.settings.row import SettingRow
from desktop.widgets.settings.words import Finder, say


@dataclass(slots=True)
class _Group:
    words: str
    label: QLabel
    parts: list[QWidget]


class SectionView(QWidget):
    """Shows all of itself, or what holds the words that are searched for."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.title = QLabel()
        self.title.setObjectName("sectiontitle")
        self.entries: list[tuple[QWidget, tuple[str, ...]]] = []
        self._groups: list[_Group] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)

    def add(self, part: QWidget, words: tuple[str, ...], group: str = "") -> None:
        """Add a part that is found by words as they stand in the code, marked for translation."""
        if group and (not self._groups or self._groups[-1].words != group):
            self._groups.append(_Group(group, QLabel(), []))
            self._groups[-1].label.setObjectName("groupname")
            self._column.addWidget(self._groups[-1].label)
        if group:
            self._groups[-1].parts.append(part)
        self.entries.append((part, words))
        self._column.addWidget(part)

    def add_row(self, row: SettingRow) -> None:
        """Add a declared setting."""
        self.add(row, row.words)

    def say(self) -> None:
        """Name the section in the language of the window."""
        self.title.setText(say(SECTIONS[self.section]))
        for group in self._groups:
            group.label.setText(say(group.words))

    def search(self, finder: Finder, typed: str) -> int:
        """Show what holds the words, everything for none; gives how much that is."""
        named = not typed or finder.holds((SECTIONS[self.section],), typed)
        count = 0
        for part, words in self.entries:
            shown = named or finder.holds(words, typed)
            part.setVisible(shown)
            count += shown
        for group in self._groups:
            group.label.setVisible(any(not part.isHidden() for part in group.parts))
        return count

    def first_shown(self) -> QWidget | None:
        """Give the first part that is not hidden by a search."""
        return next((part for part, _ in self.entries if not part.isHidden()), None)
