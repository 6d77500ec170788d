"""Taking sampling presets from a file and writing them to one, away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.core.errors import UserError
from desktop.core.files import write_atomically
from desktop.core.persona_errors import NoPresets, PresetsNotWritten, PresetsUnreadable
from desktop.core.preset_files import NamedSampling, PresetImport, read_presets, write_presets
from desktop.core.tasks import Cancelled, Tasks

LARGEST = 5_000_000  # bytes; five hundred presets with long grammars

Failed = Callable[[UserError], None]


class PresetFiles:
    """Reads and writes on worker threads; what comes of it is told on the owner thread."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks

    def read(self, path: Path, done: Callable[[PresetImport], None], failed: Failed) -> None:
        """Read a file."""
        self._tasks.run(lambda _: _read(path), done=done, failed=lambda error: _tell(error, failed))

    def write(
        self, path: Path, presets: Sequence[NamedSampling], done: Callable[[], None], failed: Failed
    ) -> None:
        """Write presets, in place of a file that is there."""
        self._tasks.run(
            lambda _: _write(path, presets),
            done=lambda _: done(),
            failed=lambda error: _tell(error, failed),
        )


def _tell(error: Exception, failed: Failed) -> None:
    if isinstance(error, Cancelled):
        return
    if not isinstance(error, UserError):
        raise error
    failed(error)


def _read(path: Path) -> PresetImport:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        raise PresetsUnreadable(path) from None
    if len(content) > LARGEST:
        raise PresetsUnreadable(path)
    try:
        return read_presets(content.decode("utf-8-sig"), path.stem)
    except ValueError:  # also text that is not UTF-8, and JSON that is none
        raise NoPresets(path) from None


def _write(path: Path, presets: Sequence[NamedSampling]) -> None:
    try:
        write_atomically(path, write_presets(presets).encode())
    except OSError:
        raise PresetsNotWritten(path) from None
