"""What the system does not let a process do that `fireside bench kill` kills."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass

CAPABILITIES_3 = 0x20080522  # _LINUX_CAPABILITY_VERSION_3
OVERRIDES = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one process."""

    largest: int = 0  # bytes of a file; 0 is no limit
    plain: bool = False  # permissions hold for root as they do for a user


NONE = Limits()


def set_limits(limits: Limits) -> None:
    """Limit this process, for good."""
    if limits.largest:
        import resource  # here: Windows has none

        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.largest, limits.largest))
    if limits.plain and os.getuid() == 0:
        _give_up_overrides()


def _give_up_overrides() -> None:
    """Give up root's right to write what nobody may write. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(CAPABILITIES_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable, and again for the upper half
    if libc.capget(head, sets):
        raise OSError(ctypes.get_errno(), "capget")
    sets[0] &= ~OVERRIDES
    sets[1] &= ~OVERRIDES
    if libc.capset(head, sets):
        raise OSError(ctypes.get_errno(), "capset")
