"""Looks into files of chats, and brings them in. Blocks: for worker threads and the command line."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.archive import WholeChat
from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.collecting import no_collections
from desktop.core.folder_errors import FolderError
from desktop.core.moving_in import (
    MOST_FLAWS,
    Brought,
    Choice,
    Entry,
    Flaw,
    Found,
    Loss,
    Losses,
    Pick,
    Place,
    Preview,
    Progress,
    Shelves,
    State,
)
from desktop.core.tasks import Cancelled, Job
from desktop.core.user_error import UserError
from desktop.services.movein.comparing import Compared, Comparer
from desktop.services.movein.reading import Gauge, Manner, read_all

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.moving_in import MoveInStore

BREATH_EVERY, BREATH = 0.005, 0.0002  # seconds: else the owner thread waits for the interpreter
AT_ONCE = 200  # messages that are written in one transaction: others write in between
CHECKPOINT_EVERY = 1_000  # chats


def look_into(paths: Sequence[Path], manner: Manner, store: MoveInStore, job: Job[Progress]) -> Preview:
    """Tell what files would bring. Raises `DataError`s and `Cancelled`."""
    reading = _Reading(job)
    losses: list[Loss] = []
    with no_collections():
        entries = _entries(reading.chats(paths, manner), Comparer(store), losses)
    return Preview(tuple(entries), Losses.of(losses), tuple(reading.flaws), reading.more_flaws)


def _entries(chats: Iterator[tuple[Pick, Found]], comparer: Comparer, losses: list[Loss]) -> list[Entry]:
    entries: list[Entry] = []
    for pick, found in chats:
        losses += found.incoming.losses
        entries.append(_entry(pick, found, comparer))
    return entries


def _entry(pick: Pick, found: Found, comparer: Comparer) -> Entry:
    incoming, whole = found.incoming, found.incoming.whole
    compared = comparer.preview(whole)
    return Entry(
        pick,
        found.source,
        whole.chat.title,
        whole.chat.updated,
        len(whole.messages),
        compared.state,
        len(compared.missing),
        tuple(place.name for place in incoming.folder),
        whole.chat.archived,
    )


def bring_in(
    paths: Sequence[Path], manner: Manner, choice: Choice, store: MoveInStore, job: Job[Progress]
) -> Brought:
    """Bring chats in. What ends it early is told with what it has done; chats that are whole then stay."""
    bringing = _Bringing(store, choice, _Reading(job))
    cancelled, failure = False, None
    try:
        with no_collections():
            bringing.run(paths, manner)
    except Cancelled:
        cancelled = True
    except UserError as error:
        failure = error
    return replace(bringing.told(), cancelled=cancelled, failure=failure)


class _Reading:
    """The pieces of files, with progress told and flaws kept aside."""

    def __init__(self, job: Job[Progress]) -> None:
        self.job = job
        self.flaws: list[Flaw] = []
        self.more_flaws = 0
        self.shelves: list[tuple[Place, ...]] = []
        self._gauge = Gauge(self.beat)
        self._count = 0
        self._breath = 0.0

    def beat(self) -> None:
        """Tell how far it is, and let other threads have their turn. Raises `Cancelled`."""
        if time.monotonic() - self._breath >= BREATH_EVERY:
            self.job.wait(BREATH)
            self._breath = time.monotonic()  # a wait may last long where much else is going on
        self.job.report(Progress(self._count, self._gauge.done, self._gauge.total))

    def chats(self, paths: Sequence[Path], manner: Manner) -> Iterator[tuple[Pick, Found]]:
        """Give the chats of files."""
        numbers = count()
        for piece in read_all(paths, manner, self._gauge):
            if isinstance(piece, Shelves):
                self.shelves += piece.paths
                continue
            if isinstance(piece, Flaw):
                if len(self.flaws) < MOST_FLAWS:
                    self.flaws.append(piece)
                else:
                    self.more_flaws += 1
                continue
            yield Pick(next(numbers), piece.incoming.whole.chat.created), piece
            self._count += 1
            self.beat()


@dataclass
class _Bringing:
    """One import under way."""

    store: MoveInStore
    choice: Choice
    reading: _Reading
    brought: Brought = field(default_factory=Brought)
    losses: list[Loss] = field(default_factory=list[Loss])
    arrived: list[Chat] = field(default_factory=list[Chat])
    changed: dict[ChatId, Chat] = field(default_factory=dict[ChatId, Chat])

    def __post_init__(self) -> None:
        self._folders = _Folders(self.store, self.choice.target)
        self._waiting: list[WholeChat] = []  # small ones, which are written together
        self._room = AT_ONCE

    def run(self, paths: Sequence[Path], manner: Manner) -> None:
        """Read, compare and write, a chat at a time."""
        comparer = Comparer(self.store)
        for pick, found in self.reading.chats(paths, manner):
            if any(found.incoming.whole.chat.created == each.chat.created for each in self._waiting):
                self._flush(comparer)  # it may be the same chat once more
            compared = comparer.compare(found.incoming.whole)
            if compared.state is State.HERE:
                self.brought = replace(self.brought, here=self.brought.here + 1)
            elif not self.choice.wants(pick, compared.state):
                self.brought = replace(self.brought, left_out=self.brought.left_out + 1)
            else:
                self._take(found, compared, comparer)
                self.losses += found.incoming.losses
        self._flush(comparer)
        if self.choice.picks is None and self.choice.folders:
            for path in self.reading.shelves:  # those without chats, too: everything comes
                self._folders.at(path)

    def told(self) -> Brought:
        """Say what was done."""
        return replace(
            self.brought,
            losses=Losses.of(self.losses),
            flaws=tuple(self.reading.flaws),
            more_flaws=self.reading.more_flaws,
            arrived=tuple(self.arrived),
            changed=tuple(self.changed.values()),
        )

    def _take(self, found: Found, compared: Compared, comparer: Comparer) -> None:
        whole = found.incoming.whole
        if compared.chat is not None and self._renew(whole, compared, comparer, compared.chat):
            return
        place = self._folders.at(found.incoming.folder if self.choice.folders else ())
        whole = replace(whole, chat=replace(whole.chat, folder=place))
        if len(whole.messages) > AT_ONCE:
            self._arrived(self._write(whole), whole, comparer)
        else:
            self._waiting.append(whole)
            self._room -= len(whole.messages)
            if self._room <= 0:
                self._flush(comparer)

    def _flush(self, comparer: Comparer) -> None:
        """Write the small chats that wait, all of them in one transaction."""
        waiting, self._waiting, self._room = self._waiting, [], AT_ONCE
        if waiting:
            for chat, whole in zip(self.store.archive.write_small(waiting), waiting, strict=True):
                self._arrived(chat, whole, comparer)
            self.reading.beat()

    def _arrived(self, chat: Chat, whole: WholeChat, comparer: Comparer) -> None:
        comparer.add(whole, chat.id)
        if whole.deleted is None:
            self.arrived.append(chat)
        messages = self.brought.messages + len(whole.messages)
        self.brought = replace(self.brought, chats=self.brought.chats + 1, messages=messages)
        if not self.brought.chats % CHECKPOINT_EVERY:
            self.store.checkpoint()

    def _renew(self, whole: WholeChat, compared: Compared, comparer: Comparer, chat: ChatId) -> bool:
        """Bring a chat up to date that is here; False if it is just being deleted for good."""
        so_far = self.brought
        if compared.trashed:
            back = self.store.restore(chat)
            if back is None:
                return False
            self.changed[chat] = back
            comparer.restored(whole, chat)
            so_far = replace(so_far, restored=so_far.restored + 1)
        if compared.missing:
            self._lengthen(whole, compared, chat)
            messages = so_far.messages + len(compared.missing)
            so_far = replace(so_far, grown=so_far.grown + 1, messages=messages)
        self.brought = so_far
        return True

    def _write(self, whole: WholeChat) -> Chat:
        """Write a large chat, some messages at a time; nobody sees it before it is whole."""
        archive = self.store.archive
        arriving = archive.begin(whole)
        try:
            for start in range(0, len(whole.messages), AT_ONCE):
                archive.write(arriving, whole.messages[start : start + AT_ONCE])
                self.reading.beat()
            return archive.show(arriving)
        except BaseException:
            archive.give_up(arriving)
            raise

    def _lengthen(self, whole: WholeChat, compared: Compared, chat: ChatId) -> None:
        from desktop.store.arriving import Arriving

        arriving = Arriving(chat, whole, dict(compared.ids))
        for start in range(0, len(compared.missing), AT_ONCE):
            self.store.archive.write(arriving, compared.missing[start : start + AT_ONCE])
            self.reading.beat()
        self.changed[chat] = self.store.show_more(arriving)


class _Folders:
    """Finds or makes folders below the one that was chosen."""

    def __init__(self, store: MoveInStore, target: FolderId | None) -> None:
        self._store = store
        self._target = target
        self._known: dict[tuple[FolderId | None, str], FolderId | None] = {
            (folder.parent, folder.name.casefold()): folder.id for folder in store.folders.all()
        }

    def at(self, path: Sequence[Place]) -> FolderId | None:
        """Give the folder at the end of a path; the deepest one that there can be."""
        at = self._target
        for place in path:
            where = (at, place.name.casefold())
            if where not in self._known:
                self._known[where] = self._made(place, at)
            at = self._known[where]
        return at

    def _made(self, place: Place, above: FolderId | None) -> FolderId | None:
        try:
            folder = self._store.folders.add(place.name, above).id
            if place.system or place.model is not None:
                self._store.folders.begin_with(folder, place.system, place.model)
        except FolderError:  # too deep, or the one above is gone
            return above
        return folder
