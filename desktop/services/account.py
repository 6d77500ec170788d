"""Whose token is sent to the hub, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.hub_errors import NoTokenFound, TokenRejected
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.hub.token import TokenStore, clean_token
from desktop.services.keeping import Keeping, Kept

LONGEST_NAME = 96  # characters of an account's name, as it is shown


class Standing(StrEnum):
    """What is known of the account."""

    OUT = "out"  # no token
    ASKING = "asking"  # the keyring, which may ask the user
    CHECKING = "checking"  # the hub is asked whose the token is
    IN = "in"  # there is a token, and it is sent


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """The account as it stands. Never holds the token."""

    standing: Standing = Standing.OUT
    name: str = ""  # "" where the hub has not been asked
    kept: bool = False  # in the keyring; else the token goes with the program
    error: UserError | None = None  # why it is not kept, not checked, or not taken


Whoami = Callable[[str, "Job[None]"], str]
"""Asks the hub whose a token is; for worker threads. Raises a `UserError`."""


class Account:
    """The token of this run. Lives on the owner thread.

    What is wanted is true at once; the keyring follows when it has answered. The token is in no status,
    no setting, no log and no error.
    """

    def __init__(
        self, tasks: Tasks, settings: SettingsFile, store: TokenStore, whoami: Callable[[], Whoami]
    ) -> None:
        self._tasks = tasks
        self._settings = settings
        self._store = store
        self._whoami = whoami
        self._keeping = Keeping(tasks, store, empty=not settings.value.token_kept)
        self._keeping.ended.connect(self._was_kept)
        self._job: Job[None] | None = None  # the newest question to the keyring or the hub
        self._before = AccountStatus()  # the token that is being checked
        self._checked = ""  # the token that the hub was asked about last
        self.token = ""
        self.status = AccountStatus()
        self.changed: Event[AccountStatus] = Event()  # also when the token is another one

    @property
    def settled(self) -> bool:
        """Whether the token of the last run, if there was one, is there."""
        return self.status.standing is not Standing.ASKING

    def open(self) -> None:
        """Fetch the token of the last run. The keyring is left alone where there was none."""
        if self._settings.value.token_kept:
            self._set(AccountStatus(Standing.ASKING, _shown(self._settings.value.account)))
            self._ask(
                lambda job: job.outlive(self._store.read),
                self._came,
                lambda error: self._set(AccountStatus(error=error)),
            )

    def enter(self, text: str) -> None:
        """Take a token that was typed or found: check it, then keep it. Raises `TokenMalformed`."""
        token = clean_token(text)
        if not token:
            return
        if self.status.standing is not Standing.CHECKING:
            self._before = _without_answer(self.status)
        self._checked = token
        self._set(AccountStatus(Standing.CHECKING))
        whoami = self._whoami()
        self._ask(
            lambda job: whoami(token, job),
            lambda name: self._take(token, name, None),
            lambda error: self._unchecked(token, error),
        )

    def enter_found(self, find: Callable[[], str]) -> None:
        """Take the token that other programs of this user have; `find` reads a file."""
        before = _without_answer(self.status)

        def found(token: str) -> None:
            if token:
                self.enter(token)
            else:
                self._set(replace(before, error=NoTokenFound()))

        self._ask(lambda _: find(), found, lambda error: self._set(replace(before, error=error)))

    def check_again(self) -> None:
        """Ask the hub whose the token is: the one that is being checked, or else the one that is used."""
        self.enter(self._checked if self.status.standing is Standing.CHECKING else self.token)

    def sign_out(self) -> None:
        """Send the token to nobody any more, and delete it."""
        self.close()
        self.token = ""
        self._set(AccountStatus())
        self._remember(account="")
        self._keeping.want("")

    def close(self) -> None:
        """Leave the keyring and the hub to themselves."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _came(self, token: str) -> None:
        self.token = token
        self._keeping.know(token)
        self._set(AccountStatus(Standing.IN, self.status.name, kept=True) if token else AccountStatus())
        if not token:  # somebody has deleted it there
            self._remember(token_kept=False, account="")

    def _take(self, token: str, name: str, error: UserError | None) -> None:
        kept = self._before.kept and token == self.token
        self.token = token
        self._set(AccountStatus(Standing.IN, _shown(name), kept, error))
        self._remember(account=self.status.name)
        self._keeping.want(token)

    def _unchecked(self, token: str, error: UserError) -> None:
        """Refuse what the hub refuses; use what could only not be checked."""
        if not isinstance(error, TokenRejected):
            self._take(token, "", error)
        elif token == self.token:  # it was good once; sent now, it would spoil public models, too
            self.sign_out()
            self._set(AccountStatus(error=error))
        else:
            self._set(replace(self._before, error=error))

    def _was_kept(self, kept: Kept) -> None:
        self._remember(token_kept=kept.kept)
        error = self.status.error or kept.error
        self._set(replace(self.status, kept=kept.kept and bool(self.token), error=error))

    def _remember(self, **changes: object) -> None:
        try:
            self._settings.keep(**changes)
        except UserError as error:
            self._set(replace(self.status, error=error))

    def _ask(
        self,
        work: Callable[[Job[None]], str],
        done: Callable[[str], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Run the newest question; the answer to an older one is not heard any more."""
        self.close()

        def ended(call: Callable[[], None]) -> None:
            if self._job is job:
                self._job = None
                call()

        def did_fail(error: Exception) -> None:
            if not isinstance(error, UserError | Cancelled):
                raise error
            if isinstance(error, UserError):
                ended(lambda: failed(error))

        job: Job[None] = self._tasks.run(
            work, done=lambda answer: ended(lambda: done(answer)), failed=did_fail
        )
        self._job = job

    def _set(self, status: AccountStatus) -> None:
        self.status = status
        self.changed.emit(status)


def _without_answer(status: AccountStatus) -> AccountStatus:
    """Give what stands if a new question ends badly: the keyring's answer is not heard after it."""
    asking = status.standing is Standing.ASKING
    return AccountStatus() if asking else replace(status, error=None)


def _shown(name: str) -> str:
    """Clean a name that came from the hub or a file: nothing in it changes how other text reads."""
    return "".join(filter(str.isprintable, name))[:LONGEST_NAME]
