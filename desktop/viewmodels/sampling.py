"""How the tokens of the shown chat are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.built_in_presets import BuiltIn, in_place_of
from desktop.core.sampling import DEFAULTS, Sampling
from desktop.services.presets import Presets
from desktop.viewmodels.choices import Choices
from desktop.viewmodels.sampling_presets import PresetShelf

SOON = 200  # ms after the last change; a slider on its way is not stored at every step

PresetKey: TypeAlias = int | BuiltIn  # the id of a preset of the user's, or one that comes along


class SamplingViewModel(QObject):
    """The parameters of whichever chat is shown; of a chat that is not stored yet too.

    What is set shows at once and is stored soon after: call `flush` before an answer is asked and before
    another chat is shown, and `chat_shown` after that. When another model is loaded, emit `changed`.
    """

    changed = Signal()  # `sampling`, `base` or `current` may be new
    replaced = Signal()  # before `changed`: everything is another's now, and what was half typed goes
    presets_changed = Signal()
    failed = Signal(object)  # UserError about a preset; those about the chat come from Choices

    def __init__(
        self,
        choices: Choices,
        presets: Presets,
        recommended: Callable[[], Sampling | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self.recommended = (
            recommended  # what the model's file recommends, or was set for it; None for nothing
        )
        self.set_for_model: Callable[[], bool] = lambda: False  # whether that was set by the user
        self._pending: Sampling | None = None  # set, and not stored yet
        self._favoured: PresetKey | None = None  # chosen last; of equal presets it is the current one
        self.shelf = PresetShelf(presets, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.flush)
        choices.changed.connect(self.changed)
        self.shelf.failed.connect(self.failed)
        self.shelf.changed.connect(self.presets_changed)
        self.shelf.changed.connect(self.changed)

    @property
    def sampling(self) -> Sampling:
        """What applies now."""
        return self._pending or self._choices.options.sampling or self.base

    @property
    def base(self) -> Sampling:
        """What applies where nothing is chosen: what the model's file recommends, or our defaults."""
        return self.recommended() or DEFAULTS

    @property
    def chosen(self) -> bool:
        """Whether what applies differs from what applies where nothing is chosen."""
        return self.sampling != self.base

    @property
    def follows_model(self) -> bool:
        """Whether what the model's file recommends applies, since nothing was chosen."""
        nothing_chosen = self._pending is None and self._choices.options.sampling is None
        return nothing_chosen and self.recommended() is not None

    @property
    def current(self) -> PresetKey | None:
        """The preset that has exactly what applies now."""
        now = self.sampling
        keys: list[PresetKey] = [*(preset.id for preset in self.shelf.all), *BuiltIn]
        matching = [key for key in keys if self.values(key) == now]
        if self._favoured in matching:
            return self._favoured
        return matching[0] if matching else None

    def values(self, key: PresetKey) -> Sampling | None:
        """Give the parameters of a preset; a built-in one keeps the seed, length and form of this chat."""
        if isinstance(key, BuiltIn):
            return in_place_of(key, self.sampling)
        preset = self.shelf.get(key)
        return preset.sampling if preset is not None else None

    @Slot(object)
    def set(self, sampling: Sampling) -> None:
        """Take these parameters for this chat."""
        if sampling != self.sampling:
            self._pending = sampling
            self._timer.start()
            self.changed.emit()

    @Slot()
    def reset(self) -> None:
        """Go back to what applies where nothing is chosen."""
        self._choices.set_sampling(None)
        self.chat_shown()  # what was set and not stored goes too

    @Slot(object)
    def choose_preset(self, key: PresetKey) -> None:
        """Take the parameters of a preset."""
        sampling = self.values(key)
        if sampling is not None:
            self._favoured = key
            self._pending = sampling
            self.flush()
            self._replace()

    def keep_preset(self, name: str) -> bool:
        """Keep what applies now under a name, in place of a preset of that name; False if that failed."""
        kept = self.shelf.keep(name, self.sampling)
        if kept is None:
            return False
        self._favoured = kept.id
        self.changed.emit()
        return True

    @Slot()
    def flush(self) -> None:
        """Store now what was set."""
        self._timer.stop()
        sampling, self._pending = self._pending, None
        if sampling is not None:
            self._choices.set_sampling(sampling)
            if self._choices.options.sampling != sampling:  # it could not be stored
                self._replace()

    @Slot()
    def chat_shown(self) -> None:
        """Another chat is shown: what was set and not stored yet was not meant for it."""
        self._timer.stop()
        self._pending = None
        self._replace()

    def close(self) -> None:
        """Store what was set, and hear of no presets any more."""
        self.flush()
        self.shelf.close()

    def _replace(self) -> None:
        self.replaced.emit()
        self.changed.emit()
