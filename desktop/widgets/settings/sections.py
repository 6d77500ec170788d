"""Makes each section of the settings: the rows that are declared for it, and what stands beside them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.core.setting_kinds import Section
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import WheelGuard
from desktop.widgets.settings.data_section import DataSection
from desktop.widgets.settings.desk import SettingsDesk
from desktop.widgets.settings.editors import editor_for
from desktop.widgets.settings.row import SettingRow
from desktop.widgets.settings.section import SectionView


class Sections(QObject):
    """Makes a section when it is first asked for."""

    def __init__(self, look: Look, desk: SettingsDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._desk = desk
        self._guard = WheelGuard(self)
        self.made: dict[Section, SectionView] = {}

    def get(self, section: Section) -> SectionView:
        """Give a section."""
        if section not in self.made:
            view = self.made[section] = SectionView(section)
            self._add_rows(view)
            if section is Section.DATA:
                self._add_data(view)
            view.say()
        return self.made[section]

    def row(self, name: str) -> SettingRow:
        """Give the row of a setting that is shown."""
        section = self._desk.settings.option(name).help.section
        assert section is not None
        rows = (part for part, _ in self.get(section).entries)
        return next(row for row in rows if isinstance(row, SettingRow) and row.option.name == name)

    def _add_rows(self, view: SectionView) -> None:
        for option in self._desk.settings.options:
            if option.help.section is view.section:
                editor = editor_for(option, self._look, self._guard, lambda: self._desk.places.models)
                row = SettingRow(self._look, option, editor)
                row.attach(self._desk.settings)
                view.add_row(row)

    def _add_data(self, view: SectionView) -> None:
        part = DataSection(self._look)
        part.attach()
        view.add(part, tuple(DataSection.WORDS))
