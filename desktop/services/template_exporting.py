"""Writing templates to files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.core.template_errors import TemplateGone, TemplatesNotWritten
from desktop.core.template_exchange import MOST_FLAWS, Flaw, Format, Kept
from desktop.core.template_moving import SUFFIXES, Exported, Order, Progress
from desktop.core.templates import TemplateId
from desktop.core.user_error import UserError
from desktop.services.exchange.llm_yaml import losses, write_llm
from desktop.services.exchange.markdown_file import write_markdown, write_one
from desktop.services.exchange.naming import free_path
from desktop.services.exchange.own_json import write_json
from desktop.services.exchange.table import write_csv

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.templates import TemplateStore


class Exporting:
    """Lives on the owner thread; a worker reads and writes."""

    def __init__(self, store: TemplateStore, tasks: Tasks) -> None:
        self._store = store
        self._tasks = tasks

    def export(
        self,
        order: Order,
        taken: Callable[[Exported], None],
        failed: Callable[[UserError], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> Job[Progress]:
        """Write templates. A cancelled job tells nothing, and leaves no file half written."""

        def ended(error: Exception) -> None:
            if isinstance(error, UserError):
                failed(error)
            elif not isinstance(error, Cancelled):
                raise error

        def work(job: Job[Progress]) -> Exported:
            return write_out(order, self._store, job)

        return self._tasks.run(work, done=taken, failed=ended, progress=progress)


def write_out(order: Order, store: TemplateStore, job: Job[Progress]) -> Exported:
    """Write templates. Blocks; raises `DataError`s, `TemplatesNotWritten` and `Cancelled`."""
    wanted = order.templates or tuple(entry.id for entry in store.entries())
    counted = _Counted()
    kept = counted.all(_read(wanted, order, store, job))
    try:
        if order.apart or order.format is Format.YAML:
            files = tuple(_write_apart(order, kept))
        else:
            files = (_write_together(order, kept),)
    except OSError as error:
        raise TemplatesNotWritten(order.target) from error
    return Exported(counted.number, files, tuple(counted.flaws[:MOST_FLAWS]))


@dataclass
class _Counted:
    """Counts what passes."""

    number: int = 0
    flaws: list[Flaw] = field(default_factory=list[Flaw])

    def all(self, templates: Iterator[tuple[Kept, list[Flaw]]]) -> Iterator[Kept]:
        """Let templates pass."""
        for kept, flaws in templates:
            self.number += 1
            self.flaws += flaws
            yield kept


def _read(
    wanted: Sequence[TemplateId], order: Order, store: TemplateStore, job: Job[Any]
) -> Iterator[tuple[Kept, list[Flaw]]]:
    for number, each in enumerate(wanted):
        job.report(Progress(number))
        try:
            template = store.read(each)
            old = order.versions and order.format is Format.JSON
            kept = Kept(template, tuple(store.versions(each)) if old else ())
        except TemplateGone:  # meanwhile
            continue
        yield kept, list(losses(kept)) if order.format is Format.YAML else []


def _write_together(order: Order, kept: Iterator[Kept]) -> Path:
    writers: dict[Format, Callable[[Iterator[Kept]], Iterator[str]]] = {
        Format.JSON: write_json,
        Format.CSV: write_csv,
        Format.MARKDOWN: write_markdown,
    }
    order.target.parent.mkdir(parents=True, exist_ok=True)
    _put(order.target, writers[order.format](kept))
    return order.target


def _write_apart(order: Order, kept: Iterator[Kept]) -> Iterator[Path]:
    order.target.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    for each in kept:
        path = free_path(order.target, each.template.name, SUFFIXES[order.format], used)
        text = write_llm(each) if order.format is Format.YAML else write_one(each)
        _put(path, iter([text]))
        yield path


def _put(path: Path, pieces: Iterator[str]) -> None:
    """Write a file beside its place, then put it there."""
    beside = path.with_name(f".fireside-{secrets.token_hex(8)}.part")
    try:
        with beside.open("x", encoding="utf-8", newline="") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
