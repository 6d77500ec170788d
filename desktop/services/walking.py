"""Going from branch to branch of a chat; what takes long is done by a worker, and all else waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from desktop.core.chat import ChatId, Message, MessageId
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.tasks import Job, Tasks
from desktop.core.tree import Tree
from desktop.services.branch import LARGE, Branch, Stored, placed, read_stored

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.chats import ChatStore
    from desktop.store.messages import Between

R = TypeVar("R")
Then = Callable[[], object]

PORTION = 1_000  # messages that are taken over at a time
BREATH = 0.003  # seconds that a worker stands back, every few milliseconds: the window needs Python, too
HEAD_START = 0.05  # seconds in which the end of the chat is painted, before a worker reads the rest


class Walking:
    """Belongs to one conversation. Lives on the owner thread. Short ways are gone at once.

    Methods raise a `DataError` when nothing can be read or stored; of long ways `failed` tells it.
    """

    def __init__(self, store: ChatStore, branch: Branch, tasks: Tasks) -> None:
        self._store = store
        self._branch = branch
        self._tasks = tasks
        self._job: Job[None] | None = None
        self._waiting: list[Then] = []
        self._broken = False  # the whole branch could not be read
        self._closed = False
        self.writing = False  # a worker changes what is stored
        self.settled: Event[None] = Event()  # what was waited for is there
        self.failed: Event[UserError] = Event()
        if not branch.whole:
            self._fill()

    @property
    def still(self) -> bool:
        """Whether the whole branch is shown, and nothing is on its way."""
        return self._job is None and self._branch.whole

    def when_still(self, call: Then) -> None:
        """Make a call as soon as the whole branch is shown; never if that fails."""
        if self.still:
            call()
            return
        self._waiting.append(call)
        if self._broken:
            self._fill()

    def show(self, message: MessageId) -> None:
        """Go over to the branch that this message stands in, as far as it was last written.

        If it was discarded meanwhile, as another process may do, what is there is shown anew.
        """
        try:
            self.go_to(self._branch.tree.tip(message))
        except LookupError:
            self.refresh()

    def go_to(self, leaf: MessageId | None) -> None:
        """Show the branch that ends with this message; none shows an empty chat."""
        self._store.select(self._chat, leaf)
        try:
            self._go(self._branch.tree, leaf)
        except LookupError:  # it is another process's
            self.refresh()

    def refresh(self) -> None:
        """Take the tree and the shown branch from the disk anew."""
        leaf = self._store.leaf(self._chat)
        self._go(Tree(self._store.tree(self._chat)), leaf)

    def delete(self, message: MessageId, then: Then) -> None:
        """Go over to a branch that is like this one without the message; the old one stays stored."""
        store, chat = self._store, self._chat
        ids = [each.id for each in self._branch.messages]
        same = self._branch.index(message)
        if same is None:
            return
        if len(ids) - same <= LARGE:
            store.delete_message(chat, ids, message)
            self.refresh()
            then()
            return

        def work(job: Job[None]) -> Stored:
            store.delete_message(chat, ids, message)
            tree = Tree(store.tree(chat))
            wanted = tree.path(store.leaf(chat))[same:]
            return Stored(tree, placed(store.those(wanted, _between(job)), tree))

        def done(there: Stored) -> None:
            self._branch.take(there.tree, same, there.messages)
            then()

        self.writing = True
        self._run(work, done)

    def leave(self) -> None:
        """Forget the calls that wait, since another chat is shown."""
        self._waiting.clear()

    def close(self) -> None:
        """Forget what is waited for."""
        self._closed = True
        self.leave()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def _chat(self) -> ChatId:
        assert self._branch.chat is not None
        return self._branch.chat.id

    def _fill(self) -> None:
        store, chat = self._store, self._chat
        self._broken = False

        def work(job: Job[None]) -> Stored:
            time.sleep(HEAD_START)
            return read_stored(store, chat, _between(job))

        self._run(work, self._pour)

    def _pour(self, stored: Stored) -> None:
        """Show what has been read, a portion at a time; the window goes on between two."""
        if not self._closed:
            self._branch.fill(stored, PORTION)
            if self._branch.whole:
                self._go_on()
            else:
                self._tasks.post(lambda: self._pour(stored))

    def _go(self, tree: Tree, leaf: MessageId | None) -> None:
        path = tree.path(leaf)
        same = self._branch.common(path)
        wanted = path[same:]
        store = self._store

        def done(rest: list[Message]) -> None:
            self._branch.take(tree, same, placed(rest, tree))

        if len(wanted) <= LARGE:
            done(store.those(wanted) if wanted else [])
        else:
            self._run(lambda job: store.those(wanted, _between(job)), done)

    def _run(self, work: Callable[[Job[None]], R], done: Callable[[R], None]) -> None:
        """Have something done by a worker. What comes after `close` is dropped."""

        def ended(outcome: R) -> None:
            if self._job is job:
                self._job, self.writing = None, False
                done(outcome)
                self._go_on()

        def failed(error: Exception) -> None:
            if self._job is not job:
                return
            self._job, self.writing = None, False
            self._broken = not self._branch.whole
            self._waiting.clear()
            self.settled.emit(None)
            if not isinstance(error, UserError):
                raise error
            self.failed.emit(error)

        job = self._job = self._tasks.run(work, done=ended, failed=failed)

    def _go_on(self) -> None:
        while self._waiting and self.still:
            self._waiting.pop(0)()
        if self.still:
            self.settled.emit(None)


def _between(job: Job[None]) -> Between:
    def between() -> None:
        job.check()
        time.sleep(BREATH)

    return between
