"""Makes each section of the settings: the rows that are declared for it, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject

from desktop.core.setting_kinds import Section
from desktop.core.setting_list import Option
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import WheelGuard
from desktop.widgets.models.library_dialogs import change_folder
from desktop.widgets.models.network_log import LogCard
from desktop.widgets.settings import about, crash_card, devices_card, licences, privacy
from desktop.widgets.settings.data_section import DataSection
from desktop.widgets.settings.desk import SettingsDesk
from desktop.widgets.settings.editors import Editor, FolderEditor, FolderListEditor, editor_for
from desktop.widgets.settings.hotkey_row import HotkeyRow
from desktop.widgets.settings.preset_editor import PresetEditor
from desktop.widgets.settings.row import Hold, SettingRow
from desktop.widgets.settings.section import SectionView
from desktop.widgets.settings.shortcut_rows import ShortcutHead, ShortcutRow
from desktop.widgets.shortcut_table import SHORTCUTS


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
            self._add_before(view)
            for option in self._desk.settings.options:
                if option.help.section is section:
                    view.add_row(self._row(option))
            self._add_after(view)
            view.say()
        return self.made[section]

    def row(self, name: str) -> SettingRow:
        """Give the row of a setting that is shown."""
        section = self._desk.settings.option(name).help.section
        assert section is not None
        rows = (part for part, _ in self.get(section).entries)
        return next(row for row in rows if isinstance(row, SettingRow) and row.option.name == name)

    def _row(self, option: Option) -> SettingRow:
        if option.name == "global_key":
            return self._hotkey_row(option)
        row = SettingRow(self._look, option, self._editor(option))
        row.attach(self._desk.settings, self._instead(row))
        if option.name == "offline" and self._desk.network.state.forced:
            row.hold(Hold.OFFLINE)
        if option.name in ("tray", "stay_in_tray") and not self._desk.tray():
            row.hold(Hold.NO_TRAY)
        return row

    def _hotkey_row(self, option: Option) -> HotkeyRow:
        row = HotkeyRow(self._look, option, self._desk.hotkey, self._desk.keys)
        row.attach(self._desk.settings, row.choose)
        return row

    def _editor(self, option: Option) -> Editor:
        match option.name:
            case "preset":
                return PresetEditor(self._look, self._desk.presets)
            case "models_folder":
                return FolderEditor(lambda: self._desk.places.models)
            case "more_folders":
                return FolderListEditor(self._look)
            case _:
                return editor_for(option, self._look, self._guard)

    def _instead(self, row: SettingRow) -> Callable[[object], None] | None:
        """Give who sets a value that is more than a value; None where the settings do."""
        library = self._desk.library
        ways: dict[str, Callable[[object], None]] = {
            "offline": lambda offline: self._desk.network.set_offline(bool(offline)),
            "other_programs": lambda listed: library.places.changes.list_others(bool(listed)),
            "models_folder": lambda text: change_folder(
                library, Path(str(text)) if text else self._desk.places.models, row
            ),
            "more_folders": self._set_folders,
        }
        return ways.get(row.option.name)

    def _set_folders(self, wanted: object) -> None:
        library, wanted = self._desk.library, [Path(text) for text in _texts(wanted)]
        before = library.places.more
        for folder in before:
            if folder not in wanted:
                library.places.changes.remove_folder(folder)
        for folder in wanted:
            if folder not in before:
                library.take(folder)

    def _add_before(self, view: SectionView) -> None:
        match view.section:
            case Section.PRIVACY:
                view.add(privacy.LeavesCard(self._desk), privacy.LEAVES)
            case Section.ABOUT:
                view.add(about.AboutCard(self._desk), about.WORDS)
                view.add(crash_card.CrashCard(self._desk.crashes), crash_card.WORDS)
                view.add(licences.LicencesCard(self._look, self._desk.about), licences.WORDS)
            case Section.SHORTCUTS:
                view.add(ShortcutHead(self._desk.keys, self._desk.settings), ())
                for shortcut in SHORTCUTS:
                    row = ShortcutRow(self._look, shortcut, self._desk.keys, self._desk.settings)
                    view.add(row, (shortcut.words, shortcut.keys), shortcut.group)
            case _:
                pass

    def _add_after(self, view: SectionView) -> None:
        match view.section:
            case Section.MODELS:
                view.add(devices_card.DevicesCard(self._desk), devices_card.WORDS)
            case Section.PRIVACY:
                view.add(privacy.KeptCard(self._desk.places), privacy.KEPT)
                log = LogCard()
                log.attach(self._desk.network.rows)
                view.add(log, privacy.LOG)
            case Section.DATA:
                part = DataSection(self._look)
                part.attach(self._desk.data)
                view.add(part, tuple(DataSection.WORDS))
            case _:
                pass


def _texts(value: object) -> tuple[str, ...]:
    return cast("tuple[str, ...]", value) if isinstance(value, tuple) else ()
