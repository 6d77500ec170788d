"""What somebody who helps has to know: versions, system and settings, and nothing of a chat."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterable
from enum import StrEnum
from importlib import metadata
from typing import cast

from desktop import __version__
from desktop.core.setting_list import Option, Settings, options
from desktop.engine.protocol import Ready
from desktop.services.models import ModelStatus

PACKAGES = ("PySide6-Essentials", "llama-cpp-python", "SQLAlchemy", "huggingface-hub", "mathra")


def diagnostics(status: ModelStatus, settings: Settings, window: Iterable[str]) -> str:
    """Write it down, with lines about the window. No path, address, name of a person or text is in it."""
    lines = [f"Fireside {__version__}", f"Python {platform.python_version()}", _system()]
    lines += [f"{name} {_version(name)}" for name in PACKAGES]
    lines += [f"SQLite {sqlite3.sqlite_version}", *window, "", *_engine(status.engine), *_model(status), ""]
    lines += [f"{option.name} = {_shown(option, getattr(settings, option.name))}" for option in options()]
    return "\n".join(lines) + "\n"


def _system() -> str:
    packed = ", packed" if getattr(sys, "frozen", False) else ""
    return f"{platform.system()} {platform.release()} {platform.machine()}{packed}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "?"


def _engine(engine: Ready | None) -> list[str]:
    if engine is None:
        return ["Engine: not started"]
    lines = [f"Engine: {engine.system_info.strip()}", f"GPU offload: {engine.gpu_offload}"]
    lines += [
        f"Device: {device.kind}, {device.description}, {device.total >> 20} MiB" for device in engine.devices
    ]
    return lines


def _model(status: ModelStatus) -> list[str]:
    lines = [f"Model stage: {status.stage.value}"]
    if status.model is not None:
        lines.append(f"Model: {status.model.quant or '?'}, {status.model.size >> 20} MiB")
    if status.loaded is not None:
        loaded = status.loaded
        lines.append(f"Context: {loaded.context_length}, threads: {loaded.threads}")
        lines.append(f"Layers on the GPU: {loaded.gpu_layers}")
    if status.error is not None:
        lines.append(f"Error: {type(status.error).__name__}")
    return lines


def _shown(option: Option, value: object) -> str:
    """Write a value that is no text of anybody's; of texts, only whether there is one."""
    if isinstance(value, bool | int | StrEnum):
        return str(value)
    if option.name == "shortcuts":
        return ", ".join(cast("tuple[str, ...]", value)) or "none"
    return "default" if value == option.default else "chosen"
