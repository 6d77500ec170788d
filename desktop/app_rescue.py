"""The part of the composition root that brings damaged chats back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.errors import DatabaseDamaged
from desktop.core.keeping import Outcome
from desktop.core.notice import Remedy
from desktop.core.places import Places
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.assembly import open_chats, recover_chats, restore_chats
from desktop.widgets.recovery_words import RecoveryWords
from desktop.widgets.workplace import Workplace

if TYPE_CHECKING:
    from desktop.store.opening import Opened


@dataclass(frozen=True, slots=True)
class Rescue:
    """Brings a damaged database back while the window waits for its chats."""

    places: Places
    tasks: Tasks
    workplace: Workplace
    attach: Callable[[Opened], None]
    failed: Callable[[Exception], None]

    def begin(self, damaged: DatabaseDamaged, remedy: Remedy) -> None:
        """Restore the backup, or recover what can be read too; then the chats are opened."""
        words = RecoveryWords(self.workplace)
        notes = words.notes()
        page = self.workplace.start
        assert page is not None

        def work(job: Job[float]) -> tuple[Opened, Outcome]:
            done = Outcome(self.places)
            if remedy is Remedy.RECOVER:
                found = recover_chats(damaged.path, damaged.backup, self.places, job.report, notes)
                done = replace(done, recovered=found)
            elif damaged.backup is not None:
                aside = restore_chats(damaged.backup, self.places)
                done = replace(done, aside=aside, restored=damaged.backup)
            return open_chats(self.places), done

        def attach(result: tuple[Opened, Outcome]) -> None:
            opened, done = result
            self.attach(opened)
            words.tell(done, self.workplace)

        def failed(error: Exception) -> None:
            self.failed(damaged if isinstance(error, Cancelled) else error)

        page.progress(0)
        job = self.tasks.run(work, progress=page.progress, done=attach, failed=failed)
        page.cancel_asked.connect(job.cancel)
