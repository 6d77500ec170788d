"""Keeps what was read: in memory while the engine runs, on the disk for later."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager

from desktop.engine.abort import Aborted
from desktop.engine.native.cache import common_prefix
from desktop.engine.native.snapshots import WORTH, Snapshots
from desktop.engine.native.state import Snapshot, State
from desktop.engine.native.states_on_disk import StatesOnDisk

WORTH_A_FILE = 256  # tokens

Key = tuple[str, str]  # a chat, and the adapters that it was read with


class Keeping:
    """Decides which state the next prompt begins with, and what is written. For the engine's loop only.

    What is left for another chat is written when nobody waits, or when it makes room in memory.
    """

    def __init__(self, state: State, snapshots: Snapshots, disk: StatesOnDisk | None) -> None:
        self._state = state
        self._snapshots = snapshots
        self._plain = disk  # of the model without adapters
        self._disk = disk
        self._chat = ""  # whose tokens the context holds; empty for one that leaves no trace
        self._written = 0  # tokens of it that are on the disk
        self._later: dict[Key, tuple[StatesOnDisk, Snapshot]] = {}  # of other chats, not written yet

    @property
    def adapters(self) -> str:
        """Key of those that what the context holds was read with."""
        return self._state.adapters

    def adapt(self, key: str) -> None:
        """Go over to other adapters: what was read with those before is kept, and of no use now."""
        if key == self._state.adapters:
            return
        self._put_off()
        self._snapshots.keep()
        self._state.clear()
        self._state.adapters = key
        self._disk = self._plain.beside(key) if self._plain is not None else None
        self._chat, self._written = "", 0

    def prepare(self, chat: str, prompt: Sequence[int]) -> None:
        """Bring the best state for a prompt into the context, from memory or from the disk."""
        if chat != self._chat:
            self._put_off()
        held = self._snapshots.prepare(prompt)
        self._write_evicted()
        if chat != self._chat:
            self._chat, self._written = chat, 0
        if self._disk is None or not chat:
            return
        kept = self._disk.tokens(chat) if held < WORTH else ()
        saving = self._state.saving(kept, prompt) - held
        if saving >= WORTH:
            snapshot = self._disk.load(chat, saving)
            if snapshot is not None and self._state.put(snapshot):
                self._written = len(snapshot.tokens)

    @contextmanager
    def aside(self, prompt: Sequence[int]) -> Generator[None]:
        """Let a prompt be answered after which the context holds what it holds now.

        Raises Aborted where there is no way back but reading it all again.
        """
        held = tuple(self._state.tokens)
        back = None
        goes_on = common_prefix(held, prompt, len(held)) == len(held)
        if held and not (goes_on and self._state.goes_back):
            back = self._state.take() if self._state.size <= self._snapshots.budget else None
            if back is None:
                raise Aborted
        try:
            yield
        finally:
            if tuple(self._state.tokens) != held:
                if back is None:
                    self._state.cut(len(held))
                else:
                    self._state.put(back)

    def forget(self, chat: str) -> None:
        """Delete what is on the disk of a chat; what the context holds of it is not written any more."""
        self._later = {key: later for key, later in self._later.items() if key[0] != chat}
        if self._disk is not None:
            self._disk.delete(chat)
        if chat == self._chat:
            self._chat = ""

    def write(self) -> None:
        """Write all states to the disk that have more than what is there."""
        while self.write_next():
            pass

    def write_next(self) -> bool:
        """Write one of these states; tell whether there is another."""
        if self._unwritten:
            self._later.pop(self._key, None)
        if self._later:
            self._write_out(next(iter(self._later)))
        elif self._unwritten:
            self._write_held()
        return bool(self._later) or self._unwritten

    def _write_held(self) -> None:
        snapshot = self._state.take()
        if snapshot is not None and self._disk is not None:
            self._disk.save(self._chat, snapshot)
        self._written = len(self._state.tokens)  # also where it cannot be: it would not work the next time

    @property
    def _key(self) -> Key:
        return self._chat, self._state.adapters

    @property
    def _unwritten(self) -> bool:
        """Whether the chat in the context is worth a file, and has not got it."""
        count = len(self._state.tokens)
        return bool(self._disk and self._chat) and count >= WORTH_A_FILE and count != self._written

    def _put_off(self) -> None:
        """Leave the chat in the context for another one, which somebody waits for."""
        if not self._unwritten:
            return
        snapshot = self._snapshots.keep()
        if snapshot is None or self._disk is None:
            self.write()
        else:
            self._later[self._key] = self._disk, snapshot

    def _write_evicted(self) -> None:
        for key, (_, snapshot) in tuple(self._later.items()):
            if not self._snapshots.has(snapshot):
                self._write_out(key)

    def _write_out(self, key: Key) -> None:
        disk, snapshot = self._later.pop(key)
        disk.save(key[0], snapshot)
