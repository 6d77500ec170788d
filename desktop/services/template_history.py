"""What was ever saved of a template: read and compared by workers, since there is no limit to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.newest import Newest
from desktop.core.tasks import Tasks
from desktop.core.template_diff import Difference, compare
from desktop.core.templates import Draft, TemplateId, Version
from desktop.core.user_error import UserError

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore


class TemplateHistory:
    """For one who looks at one template: only the newest wish arrives. Lives on the owner thread."""

    def __init__(self, store: TemplateStore, tasks: Tasks) -> None:
        self._store = store
        self._reading: Newest[list[Version]] = Newest(tasks)
        self._comparing: Newest[Difference] = Newest(tasks)

    @property
    def reading(self) -> bool:
        """Whether versions are on their way."""
        return self._reading.busy

    def read(
        self,
        template: TemplateId,
        done: Callable[[list[Version]], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Read all versions of a template, the newest first."""
        self._reading.run(lambda _: self._store.versions(template)[::-1], done, failed)

    def compare(self, before: Draft, after: Draft, done: Callable[[Difference], None]) -> None:
        """Find what differs between two versions."""
        self._comparing.run(lambda job: compare(before, after, job.check), done)

    def forget(self) -> None:
        """Give up what is being read."""
        self._reading.cancel()

    def close(self) -> None:
        """Give everything up."""
        self._reading.cancel()
        self._comparing.cancel()
