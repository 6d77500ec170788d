"""The LoRA adapters of the shown chat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Adapter, ChatOptions
from desktop.core.companion_errors import AdapterUnsuitable
from desktop.hub.adapter import AdapterHeader
from desktop.services.adapters import AdapterReader, Outcome
from desktop.viewmodels.choices import Choices

MOST = 8  # adapters of one chat
STRONGEST = 4.0  # scale; beyond, nothing sensible comes out


@dataclass(frozen=True, slots=True)
class AdapterRow:
    """An adapter as it is shown."""

    adapter: Adapter
    name: str  # as its file tells, or the file's
    problem: AdapterUnsuitable | None = None  # with the chosen model


class AdaptersViewModel(QObject):
    """Reads the files and keeps what is chosen with the chat. In force from the next answer on."""

    changed = Signal()  # the rows, or what is known of them
    refused = Signal(object)  # AdapterUnsuitable: a file was not added

    def __init__(self, choices: Choices, reader: AdapterReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._reader = reader
        self._known: dict[str, Outcome] = {}  # by their paths
        choices.changed.connect(self._chosen)

    @property
    def rows(self) -> list[AdapterRow]:
        """What is chosen for the shown chat."""
        return [self._row(adapter) for adapter in self._choices.options.adapters]

    @property
    def used(self) -> list[Path]:
        """The files that change the answers of the shown chat."""
        return [Path(adapter.path) for adapter in self._choices.options.adapters if adapter.scale]

    @property
    def full(self) -> bool:
        """Whether no more can be added."""
        return len(self._choices.options.adapters) >= MOST

    @Slot()
    def look(self) -> None:
        """Read the files anew: they may have gone, and the model may be another one."""
        for adapter in self._choices.options.adapters:
            self._reader.read(adapter.path, lambda outcome, path=adapter.path: self._keep(path, outcome))

    def add(self, path: Path) -> None:
        """Answer with an adapter, too, if it goes with the model; `refused` tells that it does not."""
        name = str(path.absolute())
        if all(adapter.path != name for adapter in self._choices.options.adapters):
            self._reader.read(name, lambda outcome: self._take(name, outcome))

    def remove(self, index: int) -> None:
        """Answer without this one."""
        adapters = list(self._choices.options.adapters)
        del adapters[index]
        self._choices.set_adapters(tuple(adapters))

    def scale(self, index: int, scale: float) -> None:
        """Let this one change the model more, or less."""
        adapters = list(self._choices.options.adapters)
        adapters[index] = replace(adapters[index], scale=min(max(scale, -STRONGEST), STRONGEST))
        self._choices.set_adapters(tuple(adapters))

    def _row(self, adapter: Adapter) -> AdapterRow:
        known = self._known.get(adapter.path)
        name = known.name if isinstance(known, AdapterHeader) else ""
        problem = known if isinstance(known, AdapterUnsuitable) else None
        return AdapterRow(adapter, name or Path(adapter.path).name, problem)

    def _take(self, path: str, outcome: Outcome) -> None:
        there = self._choices.options.adapters
        if isinstance(outcome, AdapterUnsuitable):
            self.refused.emit(outcome)
        elif not self.full and all(adapter.path != path for adapter in there):
            self._known[path] = outcome
            self._choices.set_adapters((*there, Adapter(path)))

    def _keep(self, path: str, outcome: Outcome) -> None:
        self._known[path] = outcome
        self.changed.emit()

    @Slot(object)
    def _chosen(self, _: ChatOptions) -> None:
        self.changed.emit()
