"""When each model was used last, kept in a JSON file."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from desktop.core.events import Event
from desktop.core.files import write_atomically

if TYPE_CHECKING:  # which imports the library, and that this module
    from desktop.engine.protocol import Loaded
    from desktop.services.models import ModelStatus

MOST_KEPT = 2_000
LARGEST = 4 << 20  # bytes

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Recent:
    """Times by the path of a model file. Lives on the owner thread.

    What cannot be stored holds until the program ends: nobody is told, since nothing is lost but an order.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = _now) -> None:
        self._path = path
        self._now = now
        self._times: dict[str, datetime] | None = None  # read when it is first asked for
        self._noted: Loaded | None = None  # the load that was noted last
        self.changed: Event[Path] = Event()

    def of(self, model: Path) -> datetime | None:
        """Tell when a model was used last."""
        return self._known().get(str(model))

    def paths(self) -> list[Path]:
        """Give the models that were used, the last one first."""
        known = self._known()
        return [Path(path) for path in sorted(known, key=known.__getitem__, reverse=True)]

    def note(self, model: Path) -> None:
        """A model is used now."""
        known = self._known()
        known[str(model)] = self._now()
        for path in sorted(known, key=known.__getitem__, reverse=True)[MOST_KEPT:]:
            del known[path]
        self._store()
        self.changed.emit(model)

    def follow(self, status: ModelStatus) -> None:
        """Note every load of a model."""
        if status.loaded is not None and status.model is not None and status.loaded is not self._noted:
            self._noted = status.loaded
            self.note(status.model.path)

    def forget(self, model: Path) -> None:
        """Forget a model."""
        if self._known().pop(str(model), None) is not None:
            self._store()

    def moved(self, old: Path, new: Path) -> None:
        """A model lies elsewhere now."""
        known = self._known()
        if str(old) in known:
            known[str(new)] = known.pop(str(old))
            self._store()

    def _known(self) -> dict[str, datetime]:
        if self._times is None:
            self._times = self._read()
        return self._times

    def _read(self) -> dict[str, datetime]:
        try:
            if self._path.stat().st_size > LARGEST:
                return {}
            raw: object = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        entries = cast(dict[str, Any], raw) if isinstance(raw, dict) else {}
        return {path: time for path, text in entries.items() if (time := _time(text)) is not None}

    def _store(self) -> None:
        text = json.dumps({path: time.isoformat() for path, time in self._known().items()}, indent=1)
        try:
            write_atomically(self._path, text.encode())
        except OSError as error:
            log.info("recent models not stored", extra={"error": type(error).__name__})


def _time(text: object) -> datetime | None:
    """Read a time; one without a zone could not be compared with the others."""
    try:
        time = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return time if time is not None and time.tzinfo is not None else None
