"""What was read of each chat, on the disk: a chat goes on at once, also after a restart.

Derived data: a file that is missing, damaged or of another model only costs the time to read the chat again.
So nothing is forced to the disk; a checksum tells a file that a power cut left half written.
"""

from __future__ import annotations

import array
import ctypes
import hashlib
import logging
import os
import re
import shutil
import struct
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.engine.native.state import Snapshot

MAGIC = b"FSKV2\n"
HEAD = struct.Struct("<6s64sIQId")  # magic, fingerprint, tokens, bytes of data, checksum, seconds a token
SHARE = 0.1  # of the free disk, where nothing else was chosen
MOST = 8 << 30  # bytes, for that share; a larger one may take more
CHAT = re.compile(r"[A-Za-z0-9-]{1,64}")
SAMPLE = 64 << 10  # bytes
PIECE = 8 << 20  # bytes that are read until it is judged whether the rest is worth it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the tokens and the data of a file."""

    tokens: int
    size: int  # bytes of data
    checksum: int  # CRC-32 of tokens and data
    token_seconds: float  # that processing took for each token; 0 where it is not known


class TooSlow(Exception):
    """Raised where the disk takes longer than processing the tokens again would."""


class StatesOnDisk:
    """One file a chat and model. Failures of the disk are logged and otherwise of no consequence."""

    def __init__(self, folder: Path, fingerprint: str, share: float = SHARE) -> None:
        self._folder = folder
        self._share = share
        self._fingerprint = fingerprint

    def beside(self, key: str) -> StatesOnDisk:
        """Give the states of the same model with the adapters that a key names; "" stands for none."""
        if not key:
            return self
        both = hashlib.sha256(f"{self._fingerprint} {key}".encode()).hexdigest()
        return StatesOnDisk(self._folder, both, self._share)

    def tokens(self, chat: str) -> tuple[int, ...]:
        """Tell which tokens a chat's file holds; none if there is no valid one. Reads no state."""
        path = self._path(chat)
        try:
            with path.open("rb") as file:
                header = self._header(file)
                return _tokens(file, header) if header else ()
        except (OSError, ValueError, EOFError):
            return ()

    def load(self, chat: str, saving: int) -> Snapshot | None:
        """Read a chat's state, whole and verified; a file that is not valid is deleted.

        Given up where the disk turns out to be slower than processing `saving` tokens.
        """
        path = self._path(chat)
        try:
            with path.open("rb") as file:
                snapshot = self._snapshot(file, saving)
            if snapshot is None:
                path.unlink()
            else:
                os.utime(path)  # used now: the others go first
        except (OSError, ValueError, EOFError, TooSlow) as error:
            log.info("state of a chat not read: %s", type(error).__name__)
            return None
        return snapshot

    def save(self, chat: str, snapshot: Snapshot) -> None:
        """Write a chat's state, in place of the earlier one; the oldest of others make room for it."""
        path = self._path(chat)
        part = path.with_suffix(".part")
        tokens = array.array("i", snapshot.tokens).tobytes()
        data = memoryview(snapshot.data)
        checksum = zlib.crc32(data, zlib.crc32(tokens))
        head = HEAD.pack(
            MAGIC,
            self._fingerprint.encode(),
            len(snapshot.tokens),
            len(snapshot.data),
            checksum,
            snapshot.token_seconds,
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._make_room(path, snapshot.size):
                return
            with part.open("wb") as file:
                file.write(head)
                file.write(tokens)
                file.write(data)
            part.replace(path)
        except OSError as error:
            log.info("state of a chat not written: %s", type(error).__name__)
            part.unlink(missing_ok=True)

    def delete(self, chat: str) -> None:
        """Delete a chat's file."""
        try:
            self._path(chat).unlink(missing_ok=True)
        except OSError as error:
            log.info("state of a chat not deleted: %s", type(error).__name__)

    def _path(self, chat: str) -> Path:
        if not CHAT.fullmatch(chat):
            raise ValueError("not a name of a chat")  # a bug of the caller; it must not become a path
        return self._folder / f"{chat}.{self._fingerprint[:16]}.kv"

    def _make_room(self, path: Path, size: int) -> bool:
        """Delete the least recently used files until this one has its place; False if it is too large."""
        others = sorted((p for p in self._folder.glob("*.kv") if p != path), key=lambda p: p.stat().st_mtime)
        used = sum(p.stat().st_size for p in others)
        free = shutil.disk_usage(self._folder).free + used
        budget = int(min(MOST * self._share / SHARE, self._share * free))
        while others and used + size > budget:
            used -= others[0].stat().st_size
            others.pop(0).unlink()
        return used + size <= budget

    def _header(self, file: BinaryIO) -> Header | None:
        raw = file.read(HEAD.size)
        if len(raw) != HEAD.size:
            return None
        magic, fingerprint, tokens, size, checksum, token_seconds = HEAD.unpack(raw)
        whole = HEAD.size + 4 * tokens + size
        if magic != MAGIC or fingerprint != self._fingerprint.encode():
            return None
        if os.fstat(file.fileno()).st_size != whole:
            return None
        return Header(tokens, size, checksum, token_seconds)

    def _snapshot(self, file: BinaryIO, saving: int) -> Snapshot | None:
        header = self._header(file)
        if header is None:
            return None
        tokens = _tokens(file, header)
        data = (ctypes.c_uint8 * header.size)()
        start = zlib.crc32(array.array("i", tokens).tobytes())
        checksum = _read(file, memoryview(data).cast("B"), start, saving * header.token_seconds)
        return Snapshot(tokens, data, header.token_seconds) if checksum == header.checksum else None


def worth_going_on(done: int, total: int, seconds: float, processing: float) -> bool:
    """Tell whether reading the rest is faster than processing, judged by what was read so far.

    `processing` is in seconds as well; 0 stands for a time that is not known.
    """
    return not processing or seconds * (total - done) <= processing * done


def _read(file: BinaryIO, data: memoryview, checksum: int, processing: float) -> int:
    """Fill `data`, give the checksum. Raises EOFError, and TooSlow where it is not worth the time."""
    started, done = time.perf_counter(), 0
    while done < len(data):
        piece = file.read(min(PIECE, len(data) - done))
        if not piece:
            raise EOFError
        data[done : done + len(piece)] = piece
        checksum = zlib.crc32(piece, checksum)
        done += len(piece)
        if not worth_going_on(done, len(data), time.perf_counter() - started, processing):
            raise TooSlow
    return checksum


def _tokens(file: BinaryIO, header: Header) -> tuple[int, ...]:
    numbers = array.array("i")
    numbers.fromfile(file, header.tokens)
    return tuple(numbers)


def fingerprint_of(model: Path, *facts: object) -> str:
    """Name a model file by samples of its contents, together with whatever else makes a state valid.

    Reading all of a large file would take longer than most chats take to be read again.
    """
    digest = hashlib.sha256(repr(facts).encode())
    size = model.stat().st_size
    digest.update(str(size).encode())
    with model.open("rb") as file:
        for number in range(16):
            file.seek(number * max(1, size - SAMPLE) // 15)
            digest.update(file.read(SAMPLE))
    return digest.hexdigest()
