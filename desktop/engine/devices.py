"""What the engine can compute on."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.request import RequestId


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the engine's build that is present on this machine."""

    name: str
    description: str
    kind: str  # "cpu", "gpu", "igpu" or "accel"
    free: int  # bytes
    total: int  # bytes


@dataclass(frozen=True, slots=True)
class DevicesSeen:
    """What a load on its way finds: other programs have taken memory of a GPU, or given some back."""

    request: RequestId
    devices: tuple[Device, ...]
