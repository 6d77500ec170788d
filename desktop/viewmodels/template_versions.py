"""All that was ever saved of a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from desktop.core.template_diff import Difference
from desktop.core.templates import Draft, TemplateId, Version
from desktop.core.user_error import UserError
from desktop.services.template_history import TemplateHistory
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
        there, wanted = [_key(row) for row in self._rows], [_key(row) for row in rows]
        same = len(there) if there and wanted[len(wanted) - len(there) :] == there else 0
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
    """Has them read when they are looked at; what was shown before stays until they are there."""

    listed = Signal()  # the versions of the template are there
    compared = Signal()  # what `differences` was asked for is known now
    failed = Signal(object)  # UserError

    def __init__(self, templates: Templates, history: TemplateHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._history = history
        self._template: TemplateId | None = None
        self._known: _Compared | None = None
        self.rows = VersionListModel(self)

    @property
    def settled(self) -> bool:
        """Whether the versions that are shown are those of the template."""
        return not self._history.reading

    def show_template(self, template: TemplateId | None) -> None:
        """List what was saved of a template, soon; nothing of one that never was."""
        self._template = template
        if template is not None and template > 0:
            self._history.read(template, self._read, self._not_read)
        else:
            self._history.forget()
            self._read([])

    def before(self, version: Version) -> Version | None:
        """Give the version that was saved before another one."""
        return next((each for each in self.rows.rows if each.number < version.number), None)

    def differences(self, before: Draft, after: Draft) -> Difference | None:
        """Tell what differs; None while that is being found out, which `compared` tells the end of."""
        known = self._known
        if known is None or known.before is not before or known.after is not after:
            self._history.compare(before, after, lambda found: self._found(_Compared(before, after, found)))
            self._known = _Compared(before, after, None)
        return self._known.found if self._known is not None else None

    def restore(self, version: Version, note: str) -> bool:
        """Make a new version of an old one; False if that failed."""
        template = self._template
        if template is None or not self.settled:
            return False
        done = trying(self.failed, lambda: _void(self._templates.save(template, version.draft, note)))
        if done:
            self.show_template(template)
        return done

    def close(self) -> None:
        """Hear no more."""
        self._history.close()

    def _read(self, found: list[Version]) -> None:
        self.rows.show_rows(found)
        self.listed.emit()

    def _not_read(self, error: UserError) -> None:
        self._read([])
        self.failed.emit(error)

    def _found(self, compared: _Compared) -> None:
        self._known = compared
        self.compared.emit()


@dataclass(frozen=True, slots=True)
class _Compared:
    """What differs between two versions; None while that is being found out."""

    before: Draft
    after: Draft
    found: Difference | None


def _key(version: Version) -> tuple[int, datetime]:
    return version.number, version.created


def _void(_: object) -> None:
    """Take a value that is not wanted."""
