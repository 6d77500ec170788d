"""Keeps what was read: in memory while the engine runs, on the disk for later."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.engine.native.snapshots import WORTH, Snapshots
from desktop.engine.native.state import State
from desktop.engine.native.states_on_disk import StatesOnDisk

WORTH_A_FILE = 256  # tokens


class Keeping:
    """Decides which state the next prompt begins with, and what is written. For the engine's loop only."""

    def __init__(self, state: State, snapshots: Snapshots, disk: StatesOnDisk | None) -> None:
        self._state = state
        self._snapshots = snapshots
        self._plain = disk  # of the model without adapters
        self._disk = disk
        self._chat = ""  # whose tokens the context holds; empty for one that leaves no trace
        self._written = 0  # tokens of it that are on the disk

    def adapt(self, key: str) -> None:
        """Go over to other adapters: what was read with those before is kept, and of no use now."""
        if key == self._state.adapters:
            return
        self.write()
        self._snapshots.keep()
        self._state.clear()
        self._state.adapters = key
        self._disk = self._plain.beside(key) if self._plain is not None else None
        self._chat, self._written = "", 0

    def prepare(self, chat: str, prompt: Sequence[int]) -> None:
        """Bring the best state for a prompt into the context, from memory or from the disk."""
        if chat != self._chat:
            self.write()
        held = self._snapshots.prepare(prompt)
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

    def forget(self, chat: str) -> None:
        """Delete what is on the disk of a chat; what the context holds of it is not written any more."""
        if self._disk is not None:
            self._disk.delete(chat)
        if chat == self._chat:
            self._chat = ""

    def write(self) -> None:
        """Write the state of the chat to the disk, if it has more than what is there."""
        tokens = self._state.tokens
        if self._disk is None or not self._chat or len(tokens) < WORTH_A_FILE or len(tokens) == self._written:
            return
        snapshot = self._state.take()
        if snapshot is not None:
            self._disk.save(self._chat, snapshot)
            self._written = len(tokens)
