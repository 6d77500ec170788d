"""Bringing templates in from files: first a look at what would happen, then what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.template_exchange import MOST_FLAWS, Flaw, Found, OnConflict, Piece
from desktop.core.template_moving import Brought, Choice, Conflict, Preview, Progress
from desktop.core.templates import TemplateId, slash_name
from desktop.core.user_error import UserError
from desktop.services.exchange.reading import read_files
from desktop.services.template_list import TemplateList
from desktop.services.template_sorting import Sorted, Sorter

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.template_intake import Addition, Renewal, TemplateIntake

AT_ONCE = 100  # templates of one transaction, which the chats may have to wait for
BREATH_EVERY, BREATH = 8, 0.0002  # templates and seconds: else the owner thread waits for the interpreter
CHECKPOINT_EVERY = 50  # transactions


class Importing:
    """Lives on the owner thread; files are read and templates written on a worker. One thing at a time."""

    def __init__(self, intake: TemplateIntake, templates: TemplateList, tasks: Tasks) -> None:
        self._intake = intake
        self._templates = templates
        self._tasks = tasks

    def look(
        self,
        files: Sequence[Path],
        taken: Callable[[Preview], None],
        failed: Callable[[UserError | None], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> Job[Progress]:
        """Tell what files would bring; nothing changes. A cancelled job tells nothing.

        `failed` hears None of a bug, which is shown then.
        """
        paths = tuple(files)

        def work(job: Job[Progress]) -> Preview:
            return look_into(paths, self._intake, job)

        def ended(error: Exception) -> None:
            if isinstance(error, UserError):
                failed(error)
            elif not isinstance(error, Cancelled):
                failed(None)  # first: what waits must be usable again
                raise error

        return self._tasks.run(work, done=taken, failed=ended, progress=progress)

    def bring(
        self,
        files: Sequence[Path],
        choice: Choice,
        taken: Callable[[Brought], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> Job[Progress]:
        """Bring templates in. A cancelled job, and one that fails, tells what it has done.

        After a bug, which is shown, nobody knows that.
        """
        paths = tuple(files)

        def work(job: Job[Progress]) -> Brought:
            return bring_in(paths, choice, self._intake, job)

        def done(brought: Brought) -> None:
            if brought.added or brought.renewed:
                self._templates.reload()
            taken(brought)

        def failed(error: Exception) -> None:
            self._templates.reload()
            taken(Brought(broken=True))  # first: what waits must be usable again
            raise error

        return self._tasks.run(work, done=done, failed=failed, progress=progress)


def look_into(files: Sequence[Path], intake: TemplateIntake, job: Job[Progress]) -> Preview:
    """Tell what files would bring. Blocks; raises `DataError`s and `Cancelled`."""
    sorter, flaws = Sorter(intake), _Flaws()
    new = same = 0
    conflicts: list[Conflict] = []
    for batch in _batches(files, flaws, job):
        found = sorter.sort(batch)
        flaws.add(*found.flaws)
        new, same = new + len(found.new), same + found.same
        conflicts += [_conflict(each) for each, _ in found.conflicts]
        job.report(Progress(new + same + len(conflicts)))
    return Preview(new, same, tuple(conflicts), tuple(flaws.kept), flaws.more)


def bring_in(files: Sequence[Path], choice: Choice, intake: TemplateIntake, job: Job[Progress]) -> Brought:
    """Bring templates in. Blocks; what ends it early is told with what it has done."""
    bringing = _Bringing(intake, choice, _Flaws())
    cancelled, failure = False, None
    try:
        bringing.run(files, job)
    except Cancelled:
        cancelled = True
    except UserError as error:
        failure = error
    flaws = bringing.flaws
    told = replace(bringing.brought, flaws=tuple(flaws.kept), more_flaws=flaws.more)
    return replace(told, cancelled=cancelled, failure=failure)


@dataclass
class _Flaws:
    """Keeps the first thousand."""

    kept: list[Flaw] = field(default_factory=list[Flaw])
    more: int = 0

    def add(self, *flaws: Flaw) -> None:
        """Keep or count some."""
        room = MOST_FLAWS - len(self.kept)
        self.kept += flaws[:room]
        self.more += len(flaws[room:])


@dataclass
class _Bringing:
    """One import under way."""

    intake: TemplateIntake
    choice: Choice
    flaws: _Flaws
    brought: Brought = field(default_factory=Brought)
    written: int = 0  # transactions

    def run(self, files: Sequence[Path], job: Job[Progress]) -> None:
        """Read, sort and write, some hundred at a time."""
        sorter = Sorter(self.intake)
        for batch in _batches(files, self.flaws, job):
            found = sorter.sort(batch)
            self.flaws.add(*found.flaws)
            self._write(found, sorter)
            job.report(Progress(self.brought.done))

    def _write(self, found: Sorted, sorter: Sorter) -> None:
        additions = [_addition(each) for each in found.new]
        renewals: list[Renewal] = []
        for each, present in found.conflicts:
            match self.choice.of(_conflict(each).slash):
                case OnConflict.BOTH:
                    additions.append(_addition(each, sorter.names.free(each.draft.name)))
                case OnConflict.REPLACE:
                    renewals.append(_renewal(each, present.id))
                case OnConflict.KEEP:
                    pass
        left = self.intake.write(additions, renewals) if additions or renewals else []
        while left:  # these names were taken in this very moment
            left = self.intake.write([_named(each, sorter.names.free(each.draft.name)) for each in left], ())
        self.written += 1
        if not self.written % CHECKPOINT_EVERY:
            self.intake.checkpoint()
        so_far, kept = self.brought, len(found.new) + len(found.conflicts) - len(additions) - len(renewals)
        self.brought = replace(
            so_far,
            added=so_far.added + len(additions),
            renewed=so_far.renewed + len(renewals),
            left_out=so_far.left_out + kept,
            same=so_far.same + found.same,
        )


def _batches(files: Sequence[Path], flaws: _Flaws, job: Job[Any]) -> Iterator[list[Found]]:
    """Read files, and give what they hold in portions; what is wrong with them is kept aside."""
    found = _found(read_files(files, job), flaws, job)
    while batch := list(islice(found, AT_ONCE)):
        job.check()
        yield batch


def _found(pieces: Iterator[Piece], flaws: _Flaws, job: Job[Any]) -> Iterator[Found]:
    for number, piece in enumerate(pieces):
        if not number % BREATH_EVERY:
            job.wait(BREATH)
        if isinstance(piece, Found):
            yield piece
        else:
            flaws.add(piece)


def _conflict(found: Found) -> Conflict:
    return Conflict(slash_name(found.draft.name), found.draft.name, found.file)


def _addition(found: Found, name: str = "") -> Addition:
    from desktop.store.template_intake import Addition

    draft = replace(found.draft, name=name) if name else found.draft
    return Addition(draft, found.place, found.history, found.note)


def _named(addition: Addition, name: str) -> Addition:
    return replace(addition, draft=replace(addition.draft, name=name))


def _renewal(found: Found, present: TemplateId) -> Renewal:
    from desktop.store.template_intake import Renewal

    return Renewal(present, found.draft, found.note)
