"""What else can be done with presets: duplicating one, and files of presets."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from desktop.core.preset_files import PresetImport
from desktop.core.presets import Preset
from desktop.viewmodels.sampling_presets import PresetShelf
from desktop.widgets.look import Look
from desktop.widgets.speech import listed, together

SHOWN = 5  # names in a sentence; the others are counted


class PresetMenu(QToolButton):
    """Works once attached; `own` is then the user's preset that applies."""

    told = Signal(str)  # what came of it

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shelf: PresetShelf | None = None
        self.own: Preset | None = None
        self.entries = QMenu(self)
        self.setMenu(self.entries)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setIconSize(QSize(16, 16))
        self.entries.aboutToShow.connect(self._fill)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, shelf: PresetShelf) -> None:
        """Go to work."""
        self._shelf = shelf
        shelf.imported.connect(self._imported)
        shelf.exported.connect(self._exported)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        menu, icon = self.entries, self._look.icon
        menu.clear()
        assert self._shelf is not None
        one = [
            menu.addAction(icon("copy"), self.tr("Duplicate this preset"), self._duplicate),
            menu.addAction(icon("upload"), self.tr("Export this preset…"), self._export_one),
        ]
        for action in one:
            action.setEnabled(self.own is not None)
        menu.addSeparator()
        menu.addAction(icon("download"), self.tr("Import presets…"), self._import)
        every = menu.addAction(icon("upload"), self.tr("Export all presets…"), self._export_all)
        every.setEnabled(bool(self._shelf.all))

    @Slot()
    def _duplicate(self) -> None:
        if self._shelf is not None and self.own is not None:
            self._shelf.duplicate(self.own.id)

    @Slot()
    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import presets"), "", self._kind())
        if path and self._shelf is not None:
            self._shelf.import_file(Path(path))

    @Slot()
    def _export_one(self) -> None:
        if self.own is not None:
            self._export([self.own], self.own.name)

    @Slot()
    def _export_all(self) -> None:
        if self._shelf is not None:
            self._export(self._shelf.all, self.tr("presets"))

    def _export(self, presets: list[Preset], name: str) -> None:
        kept = "".join(c if c.isalnum() or c in " -_" else "_" for c in name).strip() or "presets"
        title = self.tr("Export presets")
        path, _ = QFileDialog.getSaveFileName(self, title, f"{kept}.json", self._kind())
        if path and self._shelf is not None:
            self._shelf.export_file(Path(path), presets)

    def _kind(self) -> str:
        return self.tr("JSON (*.json);;All files (*)")

    @Slot(object, int)
    def _imported(self, found: PresetImport, added: int) -> None:
        """Say what came of a file, and what of it was not taken."""
        words = [
            self.tr("%n preset(s) were added.", "", added)
            if added
            else self.tr("All of them are here already.")
        ]
        if found.unknown:
            names = self.tr("Not known here and left out: {names}.")
            words.append(names.format(names=_some(found.unknown)))
        if found.changed:
            names = self.tr("Values were brought within their limits: {names}.")
            words.append(names.format(names=_some(found.changed)))
        if found.skipped:
            words.append(self.tr("%n entry(s) of the file are no preset.", "", found.skipped))
        self.told.emit(together(*words))

    @Slot(object)
    def _exported(self, path: Path) -> None:
        self.told.emit(self.tr("Written to {name}.").format(name=path.name))

    def _say(self) -> None:
        self.setToolTip(self.tr("More about presets"))
        self.setAccessibleName(self.tr("More about presets"))

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("ellipsis"))


def _some(names: tuple[str, ...]) -> str:
    shown = listed(name[:40] for name in names[:SHOWN])
    return f"{shown}, … ({len(names)})" if len(names) > SHOWN else shown
