"""Whose token is sent to the hub, as the window shows it. The token itself is shown nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import UserError
from desktop.services.account import Account, AccountStatus


class AccountViewModel(QObject):
    """Signing in and out."""

    changed = Signal()

    def __init__(self, account: Account, find: Callable[[], str], parent: QObject | None = None) -> None:
        """Take what finds the token of other programs; it reads a file."""
        super().__init__(parent)
        self._account = account
        self._find = find
        self._end = account.changed.connect(lambda _: self.changed.emit())

    @property
    def status(self) -> AccountStatus:
        """The account as it stands."""
        return self._account.status

    def enter(self, text: str) -> UserError | None:
        """Check and keep a token; gives what is wrong with it at first sight."""
        try:
            self._account.enter(text)
        except UserError as error:
            return error
        return None

    @Slot()
    def use_found(self) -> None:
        """Take the token that other programs of this user have."""
        self._account.enter_found(self._find)

    @Slot()
    def check(self) -> None:
        """Ask the hub once more whose the token is."""
        self._account.check_again()

    @Slot()
    def sign_out(self) -> None:
        """Send the token to nobody any more, and delete it."""
        self._account.sign_out()

    def close(self) -> None:
        """Hear no more."""
        self._end()
