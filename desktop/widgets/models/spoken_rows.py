"""The rows of the library with what a screen reader says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QIdentityProxyModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.core.fit import Verdict
from desktop.viewmodels.library_rows import HowItFits, LibraryRole, LibraryRow
from desktop.widgets.model_settings_words import fit_words
from desktop.widgets.models.library_words import facts, problem_words
from desktop.widgets.speech import listed

Index = QModelIndex | QPersistentModelIndex


class SpokenRows(QIdentityProxyModel):
    """Gives each row a sentence."""

    def data(self, proxyIndex: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Add the words for screen readers."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return super().data(proxyIndex, role)
        row: LibraryRow | None = super().data(proxyIndex, LibraryRole.ROW)
        if row is None:
            return None
        fit: HowItFits = super().data(proxyIndex, LibraryRole.FIT)
        words = [row.title, problem_words(row.listed) or facts(row)]
        if isinstance(fit.outcome, Verdict):
            words.append(fit_words(fit.outcome))
        return listed(words)

    def place_of(self, path: Path) -> int | None:
        """Find a model's row."""
        for number in range(self.rowCount()):
            row: LibraryRow = self.index(number, 0).data(LibraryRole.ROW)
            if row.listed.path == path:
                return number
        return None
