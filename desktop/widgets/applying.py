"""Puts settings into force as soon as they are chosen, whoever has changed them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.setting_list import Settings
from desktop.core.settings import SettingsFile
from desktop.services.assembly import Working
from desktop.services.models import ModelStatus, Stage
from desktop.widgets.look import Look, measures_of
from desktop.widgets.translations import Translations
from desktop.widgets.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Means:
    """What settings are applied to."""

    places: Places
    settings: SettingsFile
    translations: Translations
    look: Look
    gate: Gate
    working: Working


class Applying(QObject):
    """Compares with what was in force before. Belongs to the workplace."""

    def __init__(self, means: Means, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._means = means
        self._workplace = workplace
        self._before = means.settings.value
        means.settings.changed.connect(self._on_changed)
        means.working.models.changed.connect(self._model_changed)
        workplace.header.remember(self._before)
        workplace.page.composer.hint.set_send_key(self._before.send_key)
        workplace.keys.take(self._before.shortcuts)

    def _on_changed(self, now: Settings) -> None:
        before, self._before = self._before, now
        means, place = self._means, self._workplace
        looks = ("appearance", "scale", "message_size", "reduced_motion")
        if any(getattr(before, name) != getattr(now, name) for name in looks):
            means.look.choose(now.appearance, measures_of(now, means.look.started))
        if before.language != now.language:
            means.translations.speak(now.language)
        if before.send_key != now.send_key:
            place.page.composer.hint.set_send_key(now.send_key)
        if before.shortcuts != now.shortcuts:
            place.keys.take(now.shortcuts)
        if before.sidebar != now.sidebar:
            place.want_sidebar(now.sidebar)
        self._apply_to_models(before, now)
        place.header.remember(now)

    def _apply_to_models(self, before: Settings, now: Settings) -> None:
        models = self._means.working.models
        if before.offline != now.offline:
            self._means.gate.set_offline(now.offline)
        if before.keep_states == now.keep_states:
            return
        if models.status.stage is Stage.READY:
            models.reload()  # the engine learns of it with the model
        else:
            self._model_changed(models.status)

    def _model_changed(self, status: ModelStatus) -> None:
        """Delete what was read once the engine writes nothing any more."""
        if status.stage is not Stage.LOADING and not self._means.settings.value.keep_states:
            self._means.working.states.clear()
