"""The templates that come along with Fireside, in two languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.core.places import resource
from desktop.core.tasks import Job, Tasks
from desktop.core.template_exchange import Found
from desktop.core.templates import slash_name
from desktop.core.user_error import UserError
from desktop.services.exchange.own_json import read_json
from desktop.services.template_list import TemplateList

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.template_intake import TemplateIntake

LANGUAGES = ("en", "zh_CN")


class Starters:
    """Lives on the owner thread; a worker reads and writes."""

    def __init__(self, intake: TemplateIntake, templates: TemplateList, tasks: Tasks) -> None:
        self._intake = intake
        self._templates = templates
        self._tasks = tasks

    def begin(self, language: str, failed: Callable[[UserError], None]) -> None:
        """Put them into a library that has never held a template."""
        self._run(lambda _: begin_with(language, self._intake), lambda _: None, failed)

    def add(self, language: str, taken: Callable[[int], None], failed: Callable[[UserError], None]) -> None:
        """Add those whose names are free, and tell how many."""
        self._run(lambda _: add_starters(language, self._intake), taken, failed)

    def _run(
        self,
        work: Callable[[Job[None]], int],
        taken: Callable[[int], None],
        failed: Callable[[UserError], None],
    ) -> None:
        def done(count: int) -> None:
            if count:
                self._templates.reload()
            taken(count)

        def ended(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            failed(error)

        self._tasks.run(work, done=done, failed=ended)


def begin_with(language: str, intake: TemplateIntake) -> int:
    """Put the starters into a library that has never held a template. Blocks; raises `DataError`s."""
    return add_starters(language, intake) if intake.fresh() else 0


def add_starters(language: str, intake: TemplateIntake) -> int:
    """Add the starters whose names are free. Blocks; raises `DataError`s."""
    from desktop.store.template_intake import Addition

    taken = intake.slashes()
    found = [each for each in starters(language) if slash_name(each.draft.name) not in taken]
    additions = [Addition(each.draft, each.place) for each in found]
    left = intake.write(additions, ()) if additions else []
    return len(additions) - len(left)


def starters(language: str) -> list[Found]:
    """Read the starters in a language, or in English."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    text = resource(f"resources/templates/starters.{name}.json").read_text(encoding="utf-8")
    return [piece for piece in read_json(text) if isinstance(piece, Found)]
