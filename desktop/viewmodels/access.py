"""Whether a gated repository is given to this account, as the window asks it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.core.hub import Gated, RepoId
from desktop.services.access import Access, Checked, page_of


class AccessViewModel(QObject):
    """Checks access, and remembers the newest answer of each repository until the account changes."""

    changed = Signal()

    def __init__(self, access: Access, signed_in: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = access
        self._signed_in = signed_in
        self._answers: dict[RepoId, Checked] = {}
        self._end = access.told.connect(self._told)

    @property
    def signed_in(self) -> bool:
        """Whether there is a token to ask with."""
        return self._signed_in()

    def answer(self, repo: RepoId) -> Checked | None:
        """Give the newest answer; None where the hub was not asked."""
        return self._answers.get(repo)

    def checking(self, repo: RepoId) -> bool:
        """Whether the hub is asked now."""
        return self._access.checking(repo)

    def page(self, repo: RepoId) -> str:
        """Give the page on which the conditions are accepted."""
        return page_of(repo)

    def check(self, repo: RepoId, gated: Gated) -> None:
        """Ask the hub."""
        self._access.check(repo, gated)
        self.changed.emit()

    def forget(self) -> None:
        """The account is another one: what was answered says nothing any more."""
        self._answers.clear()
        self.changed.emit()

    def close(self) -> None:
        """Hear no more."""
        self._end()

    def _told(self, checked: Checked) -> None:
        self._answers[checked.repo] = checked
        self.changed.emit()
