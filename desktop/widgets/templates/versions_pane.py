"""The versions of a template: one to be read, two to be compared, an old one to be restored."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QIdentityProxyModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.templates import Draft, TemplateId, Version
from desktop.viewmodels.template_versions import TemplateVersions, VersionRole
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice
from desktop.widgets.templates.text_view import Section, TextView
from desktop.widgets.templates.version_words import VersionWords

LIST_HEIGHT = 150  # px at most
Index = QModelIndex | QPersistentModelIndex


class Show(IntEnum):
    """What is shown of one version."""

    TEXT = 0
    MADE = 1  # what it changed of the one before
    SINCE = 2  # what has changed since


class _Spoken(QIdentityProxyModel):
    """Gives each version a line."""

    def __init__(self, words: VersionWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words

    def data(self, proxyIndex: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Add the words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return super().data(proxyIndex, role)
        version: Version | None = super().data(proxyIndex, VersionRole.VERSION)
        if version is None:
            return None
        words = self._words.version(version)
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words


class VersionsPane(QWidget):
    """Works once attached."""

    restored = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: TemplateVersions | None = None
        self._edited = False
        self._restored = False  # a version, which is to be shown as soon as it is listed
        self._words = VersionWords(self)
        self.list = QListView()
        self.list.setObjectName("versionlist")
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_choice, self.restore, self.hint = Choice(look), QPushButton(), QLabel()
        self.show_choice.addItems([""] * len(Show))
        self.hint.setObjectName("caption")
        self.hint.setWordWrap(True)
        self.view = TextView(look)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.show_choice, 1)
        row.addWidget(self.restore)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        for part in (self.list, self.hint):
            page.addWidget(part)
        page.addLayout(row)
        page.addWidget(self.view, 1)
        self.show_choice.activated.connect(self._show)
        self.restore.clicked.connect(self._restore)
        self.say()

    def attach(self, viewmodel: TemplateVersions) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        rows = _Spoken(self._words, self)
        rows.setSourceModel(viewmodel.rows)
        self.list.setModel(rows)
        self.list.selectionModel().selectionChanged.connect(self._show)
        viewmodel.listed.connect(self._listed)
        viewmodel.compared.connect(self._show)

    def show_template(self, template: TemplateId | None, edited: bool) -> None:
        """List its versions; while there are changes that are not saved, none is restored."""
        self._edited = edited
        if self._viewmodel is not None:
            self._viewmodel.show_template(template)
            self._show()

    def say(self) -> None:
        """Speak the language of the window."""
        words = (
            self.tr("What it says"),
            self.tr("What it changed"),
            self.tr("What has changed since"),
        )
        for number, text in enumerate(words):
            self.show_choice.setItemText(number, text)
        self.show_choice.setAccessibleName(self.tr("What is shown of the version"))
        self.list.setAccessibleName(self.tr("Versions"))
        self.view.setAccessibleName(self.tr("The version"))
        self._show()

    @property
    def shown(self) -> Show:
        """What is shown of one version."""
        return Show(self.show_choice.currentIndex())

    def _chosen(self) -> list[Version]:
        """Give the selected versions, the oldest first."""
        if self._viewmodel is None:
            return []
        found = [index.data(VersionRole.VERSION) for index in self.list.selectionModel().selectedIndexes()]
        return sorted((each for each in found if each is not None), key=lambda each: each.number)

    @Slot()
    def _listed(self) -> None:
        """Show the versions that have come; the newest of them where none is chosen."""
        if self._viewmodel is None:
            return
        count = self._viewmodel.rows.rowCount()
        if count and (self._restored or not self._chosen()):
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._restored = False
        self.list.setFixedHeight(min(max(self.list.sizeHintForRow(0), 20) * count + 10, LIST_HEIGHT))
        self._show()

    @Slot()
    def _show(self) -> None:
        chosen, viewmodel = self._chosen(), self._viewmodel
        rows = list(viewmodel.rows.rows) if viewmodel is not None else []
        one = chosen[0] if len(chosen) == 1 else None
        self.show_choice.setEnabled(one is not None)
        old = one is not None and one is not rows[0]
        settled = viewmodel is not None and viewmodel.settled
        self.restore.setEnabled(old and settled and not self._edited)
        self.restore.setToolTip(self.tr("Save or discard your changes first.") if self._edited else "")
        number = one.number if one is not None else 0
        words = self.tr("Restore version {number}").format(number=number) if one else self.tr("Restore")
        self.restore.setText(words)
        self.hint.setText(self._hint(chosen, count=len(rows)))
        sections = self._sections(chosen)
        if sections is not None:
            self.view.show_sections(sections)

    def _hint(self, chosen: list[Version], count: int) -> str:
        if len(chosen) > 1:
            return self.tr("Differences from version {old} to version {new}").format(
                old=chosen[0].number, new=chosen[-1].number
            )
        if not count:
            return self.tr("Nothing was saved yet. Every save makes a version.")
        return self.tr("Select two versions (with Ctrl or Shift) to compare them.") if count > 1 else ""

    def _sections(self, chosen: list[Version]) -> list[Section] | None:
        """Give what is to be shown; None is what there is, until versions have been compared."""
        viewmodel = self._viewmodel
        if viewmodel is None or not chosen:
            return []
        first, last = chosen[0], chosen[-1]
        if first is not last:
            return self._compared(first.draft, last.draft)
        if self.shown is Show.TEXT:
            return list(self._words.sections(first.draft))
        if self.shown is Show.SINCE:
            return self._compared(first.draft, viewmodel.rows.rows[0].draft)
        before = viewmodel.before(first)
        if before is None:
            return list(self._words.sections(first.draft))
        return self._compared(before.draft, first.draft)

    def _compared(self, before: Draft, after: Draft) -> list[Section] | None:
        assert self._viewmodel is not None
        differences = self._viewmodel.differences(before, after)
        if differences is None:
            return None
        found = list(self._words.differences(differences))
        return found or [Section(self.tr("These versions say the same."))]

    @Slot()
    def _restore(self) -> None:
        chosen, viewmodel = self._chosen(), self._viewmodel
        if viewmodel is not None and len(chosen) == 1:
            note = self.tr("Version {number} restored").format(number=chosen[0].number)
            if viewmodel.restore(chosen[0], note):
                self._restored = True
                self.restored.emit()
