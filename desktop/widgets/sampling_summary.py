"""What a preset has that the defaults have not, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QLocale, QObject

from desktop.core.sampling import DEFAULTS, SWITCHES, Parameter, Sampling, parameters
from desktop.widgets.sampling_words import SamplingWords

SEPARATOR = " · "


class SamplingSummary(QObject):
    """Speaks the window's language at the time it is asked."""

    def line(self, sampling: Sampling, base: Sampling = DEFAULTS) -> str:
        """Name every value that differs, as “Temperature 0.2 · Top-k off”."""
        different = [*self._numbers(sampling, base), *self._others(sampling, base)]
        return SEPARATOR.join(different) if different else self.tr("The default values")

    def _numbers(self, sampling: Sampling, base: Sampling) -> Iterator[str]:
        words, known = SamplingWords().all(), {item.name: item for item in parameters()}
        for item in parameters():
            value: float = getattr(sampling, item.name)
            if value == getattr(base, item.name) or _idle(item, sampling, known):
                continue
            pattern = self.tr("{name} {value}")
            off = item.knob.neutral is not None and value == item.knob.neutral
            shown = self.tr("off") if off else QLocale().toString(float(value), "g", 4)
            yield pattern.format(name=words[item.name].label, value=shown)

    def _others(self, sampling: Sampling, base: Sampling) -> Iterator[str]:
        if sampling.seed != base.seed and sampling.seed is not None:
            yield self.tr("Seed {number}").format(number=sampling.seed)
        if sampling.max_tokens != base.max_tokens and sampling.max_tokens is not None:
            yield self.tr("at most %Ln token(s)", "", sampling.max_tokens)
        if sampling.stop != base.stop and sampling.stop:
            yield self.tr("%Ln stop text(s)", "", len(sampling.stop))
        if sampling.logit_bias != base.logit_bias and sampling.logit_bias:
            yield self.tr("%Ln bias(es)", "", len(sampling.logit_bias))
        if sampling.json_schema and sampling.json_schema != base.json_schema:
            yield self.tr("JSON schema")
        elif sampling.grammar and sampling.grammar != base.grammar:
            yield self.tr("Grammar")


def _idle(item: Parameter, sampling: Sampling, known: dict[str, Parameter]) -> bool:
    """Tell whether a parameter does nothing, since another one is off."""
    switch = SWITCHES.get(item.name)
    return switch is not None and getattr(sampling, switch) == known[switch].knob.neutral
