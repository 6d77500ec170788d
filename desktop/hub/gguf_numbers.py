"""The numbers of one header, looked up by name and checked for sense."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeGuard

from desktop.core.errors import ModelDamaged
from desktop.hub.gguf_reader import Value

LARGEST_NUMBER = 1 << 24  # far beyond any model, and small enough to compute with
LARGEST = {
    "context_length": 1 << 31,
    "attention.head_count": 1 << 20,
    "attention.head_count_kv": 1 << 20,
    "attention.key_length": 1 << 20,
    "attention.value_length": 1 << 20,
}
LONGEST_DETAIL = 200  # characters


class Numbers:
    """The fields that belong to a file's architecture. Everything raises ModelDamaged."""

    def __init__(self, path: Path, architecture: str, fields: Mapping[str, Value]) -> None:
        self._path = path
        self._fields = fields
        self.architecture = architecture

    def field(self, name: str) -> Value:
        """Give what the file says, unchecked."""
        return self._fields.get(f"{self.architecture}.{name}")

    def needed(self, name: str) -> int:
        """Give a number that must be there, and not 0."""
        number = self.field(name)
        if not is_count(number) or not 1 <= number <= _largest(name):
            raise self.damaged(f"{name} is {number}")
        return number

    def optional(self, name: str, default: int = 0) -> int:
        """Give a number that may be missing; of a list, its largest."""
        given = self.field(name)
        if given is None:
            return default
        numbers = given if isinstance(given, list) else [given]
        checked = [number for number in numbers if is_count(number) and number <= _largest(name)]
        if len(checked) != len(numbers) or not checked:
            raise self.damaged(f"{name} makes no sense")
        return max(checked)

    def per_layer(self, name: str, layers: int, default: int | None = None) -> list[int]:
        """Give a number for each layer; [] for a missing field without a default."""
        given = self.field(name)
        if given is None:
            return [] if default is None else [default] * layers
        numbers = given if isinstance(given, list) else [given] * layers
        checked = [number for number in numbers if is_count(number) and number <= _largest(name)]
        if len(checked) != len(numbers) or len(checked) < layers:
            raise self.damaged(f"{name} makes no sense")
        return checked[:layers]

    def flags(self, name: str) -> list[bool]:
        """Give a list of flags; [] where there is none."""
        given = self.field(name)
        return [bool(flag) for flag in given] if isinstance(given, list) else []

    def damaged(self, detail: str) -> ModelDamaged:
        """Make the error that says what is wrong."""
        return ModelDamaged(self._path, detail[:LONGEST_DETAIL])


def is_count(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _largest(name: str) -> int:
    return LARGEST.get(name, LARGEST_NUMBER)
