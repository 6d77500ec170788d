"""All that was ever saved of a template."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from desktop.core.template_diff import Difference, compare
from desktop.core.templates import Draft, TemplateId, Version
from desktop.services.templates import Templates
from desktop.viewmodels.messages import Index
from desktop.viewmodels.trying import trying


class VersionRole(IntEnum):
    """What the list asks of a row."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    VERSION = int(Qt.ItemDataRole.UserRole) + 1  # Version


class VersionListModel(QAbstractListModel):
    """The versions of one template, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Version] = []

    @property
    def rows(self) -> Sequence[Version]:
        """The versions."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many versions there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows of one version."""
        if not index.isValid():
            return None
        version = self._rows[index.row()]
        match role:
            case VersionRole.TITLE:
                return str(version.number)
            case VersionRole.VERSION:
                return version
            case _:
                return None

    def show_rows(self, rows: list[Version]) -> None:
        """Show these versions; those that came are put before those that stay."""
        same = len(self._rows) if self._rows and rows[len(rows) - len(self._rows) :] == self._rows else 0
        if self._rows and not same:
            self.beginRemoveRows(QModelIndex(), 0, len(self._rows) - 1)
            self._rows = []
            self.endRemoveRows()
        new = rows[: len(rows) - same]
        if new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._rows = [*new, *self._rows]
            self.endInsertRows()


class TemplateVersions(QObject):
    """Reads them when they are looked at."""

    failed = Signal(object)  # UserError

    def __init__(self, templates: Templates, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._template: TemplateId | None = None
        self.rows = VersionListModel(self)

    def show_template(self, template: TemplateId | None) -> None:
        """List what was saved of a template; nothing of one that never was."""
        self._template = template
        found: list[Version] = []
        if template is not None and template > 0:
            trying(self.failed, lambda: found.extend(self._templates.versions(template)))
        self.rows.show_rows(found[::-1])

    def before(self, version: Version) -> Version | None:
        """Give the version that was saved before another one."""
        return next((each for each in self.rows.rows if each.number < version.number), None)

    def differences(self, before: Draft, after: Draft) -> Difference:
        """Find what differs."""
        return compare(before, after)

    def restore(self, version: Version, note: str) -> bool:
        """Make a new version of an old one; False if that failed."""
        template = self._template
        if template is None:
            return False
        done = trying(self.failed, lambda: _void(self._templates.save(template, version.draft, note)))
        if done:
            self.show_template(template)
        return done


def _void(_: object) -> None:
    """Take a value that is not wanted."""
