"""What there is to compute on, as the application was told last."""

from __future__ import annotations

from desktop.engine.devices import Device
from desktop.engine.native import bindings
from desktop.engine.native.bindings import Library
from desktop.engine.reporter import LoadReporter

NOTABLE = 64 << 20  # bytes of a GPU's free memory; less comes and goes with what a window shows


class Gpus:
    """Looks at the devices, and again before a load: other programs use a GPU too."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.devices = bindings.devices(library)
        self.built = bindings.built_for_gpu(library)

    @property
    def problem(self) -> str:
        """Say in llama.cpp's own words why the GPU that it was built for cannot be used; "" where it can."""
        return self._library.log.last() if self.built and not self._there() else ""

    def look_again(self, progress: LoadReporter) -> None:
        """Tell how much of a GPU is free now, where that is not what was told before."""
        if not self._there():
            return
        now = bindings.devices(self._library)
        if any(_differ(new, old) for new, old in zip(now, self.devices, strict=True)):
            self.devices = now
            progress.devices(now)

    def _there(self) -> bool:
        return any(device.kind in ("gpu", "igpu") for device in self.devices)


def _differ(new: Device, old: Device) -> bool:
    return abs(new.free - old.free) > NOTABLE
