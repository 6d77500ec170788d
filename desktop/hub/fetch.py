"""Fetches one file of a hub: resumes, falls over to mirrors, verifies, and only then gives it its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from desktop.core.downloads import Stage
from desktop.core.errors import UserError
from desktop.core.hub_errors import ChecksumWrong, FolderGone, HubError, NotEnoughDisk, TokenRejected
from desktop.core.sources import Connection
from desktop.hub.asking import Web
from desktop.hub.hashing import TailHash
from desktop.hub.locating import Passing, Wanted, Way, locate
from desktop.hub.pace import Pace
from desktop.hub.parts import Part, finished
from desktop.hub.stopping import Stop
from desktop.hub.streaming import stream
from desktop.hub.trying import Manner, Pause, Tries

GAIN = 1 << 20  # bytes after which patience begins anew


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file has come."""

    stage: Stage
    received: int
    speed: float = 0.0  # bytes a second
    host: str = ""
    until: datetime | None = None
    error: UserError | None = None  # why it waits
    token_rejected: TokenRejected | None = None  # the token was left out then

    def of_all(self, others: int) -> Progress:
        """Count so many bytes of other files along."""
        return replace(self, received=self.received + others)


@dataclass(frozen=True, slots=True)
class Means:
    """What files are fetched with."""

    web: Web
    connection: Connection
    stop: Stop
    manner: Manner = field(default_factory=Manner)


class Fetch:
    """One file on its way; `run` is for a worker thread, `means.stop` ends it from any other."""

    def __init__(self, wanted: Wanted, means: Means, report: Callable[[Progress], None]) -> None:
        self._wanted = wanted
        self._means = means
        self._report = report
        self._tries = Tries(means.connection.sources, means.manner)
        self._pace = Pace()
        self._progress = Progress(Stage.RESOLVING, 0)
        self._mark = 0  # bytes after which something was gained
        self._from = ""  # whom the bytes are from

    def run(self) -> None:
        """Fetch the file. Raises a `UserError` or `Stopped`; what has come is kept.

        At return it lies under its final name, whole and verified.
        """
        if finished(self._wanted):
            return
        with Part(self._wanted) as part:
            damaged: str | None = None
            while (damaged_by := self._fill(part)) is not None:
                part.empty()  # also what was right: nobody knows which bytes are wrong
                if damaged is not None:
                    raise ChecksumWrong(self._wanted.file.path, damaged_by)
                damaged = damaged_by
                self._tries.turn()
            part.finish()

    def _fill(self, part: Part) -> str | None:
        """Fetch what is missing and verify it; tell from whom it came if it is damaged."""
        tail = TailHash(part.path)
        try:
            self._mark = part.length
            self._pace.begin(part.length)
            tail.advance(part.length)
            expected = self._load(part, tail)
            if not expected:
                return None  # the hub keeps small files without a hash; their length is right
            self._tell(Stage.VERIFYING, part.length)
            return None if tail.result(self._means.stop) == expected else self._progress.host
        except OSError as error:
            raise FolderGone(self._wanted.folder) from error
        finally:
            tail.close()

    def _load(self, part: Part, tail: TailHash) -> str:
        """Fetch until the part is whole; give the hash that it must have, "" where nobody names one."""
        expected, size = self._wanted.file.sha256, self._wanted.file.size
        asked = bool(expected)
        came = self._counting(part, tail)
        self._means.stop.idle = lambda: self._still(part)
        while part.length < size or not asked:
            before = part.length
            try:
                way = Way(self._means.web, self._means.stop, self._tries.source, self._means.connection)
                self._progress = replace(self._progress, host=way.host)
                self._tell(Stage.RESOLVING, part.length)
                located = locate(self._wanted, way)
                asked, expected = True, expected or located.sha256
                if not expected and self._from != way.source.endpoint:
                    part.empty()  # without a hash, what two hubs gave is not put together
                self._from = way.source.endpoint
                self._tell(Stage.DOWNLOADING, part.length)
                if part.length < size:
                    stream(self._wanted, located, way, part, came)
            except Passing as trouble:
                self._means.stop.check()
                self._wait(self._tries.passing(trouble, part.length > before), part.length)
            except (NotEnoughDisk, FolderGone):
                raise
            except HubError as error:
                self._tries.refused(error)
        return expected

    def _counting(self, part: Part, tail: TailHash) -> Callable[[], None]:
        def came() -> None:
            tail.advance(part.length)
            if part.length - self._mark >= GAIN:
                self._mark = part.length
                self._tries.gained()
            if self._pace.due():
                self._pace.measure(part.length)
                self._tell(Stage.DOWNLOADING, part.length)

        return came

    def _still(self, part: Part) -> None:
        """Say that nothing comes, and let the speed sink."""
        self._pace.measure(part.length)
        self._tell(self._progress.stage, part.length)

    def _wait(self, pause: Pause, received: int) -> None:
        if pause.seconds <= 0:
            return
        until = datetime.now(UTC) + timedelta(seconds=pause.seconds)
        self._tell(Stage.WAITING, received, until, pause.error)
        self._means.manner.wait(self._means.stop, pause.seconds)
        self._pace.begin(received)

    def _tell(
        self, stage: Stage, received: int, until: datetime | None = None, error: UserError | None = None
    ) -> None:
        self._progress = replace(
            self._progress,
            stage=stage,
            received=received,
            speed=self._pace.speed,
            until=until,
            error=error,
            token_rejected=self._tries.token_rejected,
        )
        self._report(self._progress)
