"""Finds out the hash of the model that answers, in idle time, so that a record says exactly what answered."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.core.errors import UserError
from desktop.core.events import Later
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.models import Models, ModelStatus, Stage

if TYPE_CHECKING:
    from desktop.store.answers import AnswerStore

BEGIN_AFTER = 10.0  # seconds after the load: the first answer has the disk and the processor for itself
BLOCK = 1 << 18  # bytes; what is larger, the C library keeps for the process once it is freed

log = logging.getLogger(__name__)


class Hashing:
    """Hashes every model file once. Lives on the owner thread; reads on a worker thread."""

    def __init__(self, models: Models, answers: AnswerStore, tasks: Tasks, later: Later) -> None:
        self._answers = answers
        self._tasks = tasks
        self._later = later
        self._seen: set[Path] = set()
        self._closed = False
        self._disconnect = models.changed.connect(self._changed)
        self._changed(models.status)

    def close(self) -> None:
        """Begin nothing new."""
        self._closed = True
        self._disconnect()

    def _changed(self, status: ModelStatus) -> None:
        model = status.model
        if status.stage is Stage.READY and model is not None and model.path not in self._seen:
            self._seen.add(model.path)
            self._later(BEGIN_AFTER, lambda: self._begin(model.path))

    def _begin(self, path: Path) -> None:
        if not self._closed:
            self._tasks.run(lambda job: self._hash(path, job), done=lambda _: None, failed=_failed)

    def _hash(self, path: Path, job: Job[Any]) -> None:
        before = path.stat()
        if self._answers.hash_of(str(path), before.st_size, before.st_mtime_ns) is not None:
            return
        digest = hashlib.sha256()
        with path.open("rb", buffering=0) as file:
            block = memoryview(bytearray(BLOCK))
            while read := file.readinto(block):
                job.check()
                digest.update(block[:read])
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            self._answers.keep_hash(str(path), after.st_size, after.st_mtime_ns, digest.hexdigest())


def _failed(error: Exception) -> None:
    if isinstance(error, Cancelled):
        return
    if not isinstance(error, (UserError, OSError)):  # OSError: the file has gone, or cannot be read any more
        raise error
    log.info("model not hashed", extra={"error": type(error).__name__})
