"""What the engine can compute on: in words, for the settings of a model and for About."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.engine.protocol import Device, Loaded, Ready
from desktop.services.machine import GpuUse, gpu_use
from desktop.widgets.speech import QtSpeaker, listed

BUILD_FEATURES = ("LLAMAFILE", "OPENMP", "REPACK", "ACCELERATE", "KLEIDIAI")  # no instruction sets

MOST_OF_REASON = 300  # characters


class DeviceWords(QObject):
    """Says what an engine's build supports and what there is. An object, since only `tr` makes plurals."""

    def lines(self, engine: Ready | None, loaded: Loaded | None) -> list[str]:
        """Give sentences, a paragraph each."""
        if engine is None:
            return [self.tr("The engine has not started yet.")]
        lines = [self._backend(name, features) for name, features in backends(engine.system_info)]
        if not engine.gpu_offload:
            lines.append(self.tr("Built for the processor alone, without support for a GPU."))
        lines += [self._device(device) for device in engine.devices]
        return [*lines, *self.gpu(engine, loaded)]

    def gpu(self, engine: Ready, loaded: Loaded | None) -> list[str]:
        """Say whether a GPU computes; if not, why, and what to do."""
        match gpu_use(engine, loaded):
            case GpuUse.USED:
                count = loaded.gpu_layers if loaded is not None else 0
                return [self.tr("%Ln layer(s) of the model are on the GPU.", "", count)]
            case GpuUse.NOT_BUILT:
                return [
                    self.tr("No GPU is used: this build of the engine has no support for one."),
                    self.tr(
                        "To use one, install llama-cpp-python anew for it; “Graphics cards” in Fireside’s"
                        " README says how."
                    ),
                ]
            case GpuUse.NO_DEVICE:
                return [
                    self.tr("No GPU is used: the engine supports one, and finds none here."),
                    *self._problem(engine),
                    self.tr("If there is one, install its driver and start Fireside again."),
                ]
            case GpuUse.NO_LAYERS:
                return [
                    self.tr(
                        "The GPU is not used: no layer of the model is on it, for want of room"
                        " or because it was chosen so."
                    ),
                    self.tr(
                        "Leave the layers to the program, close what else uses the GPU, or take a shorter"
                        " context or a smaller quant."
                    ),
                ]
            case None:
                return [self.tr("The GPU is used as soon as a model is loaded.")]

    def _problem(self, engine: Ready) -> list[str]:
        if not engine.gpu_problem:
            return []
        return [self.tr("The engine says: {reason}").format(reason=engine.gpu_problem[:MOST_OF_REASON])]

    def _backend(self, name: str, features: list[str]) -> str:
        if name == "CPU":
            return self.tr("Instructions of the processor: {names}").format(names=listed(features))
        return self.tr("Built for {name}: {features}").format(name=name, features=listed(features))

    def _device(self, device: Device) -> str:
        speaker = QtSpeaker()
        total, free = speaker.size(device.total), speaker.size(device.free)
        if device.kind == "cpu":  # the engine counts all of its memory as free
            return self.tr("{name} ({description}): {total} of memory").format(
                name=device.name, description=device.description, total=total
            )
        return self.tr("{name} ({description}): {free} of {total} were free at the start").format(
            name=device.name, description=device.description, free=free, total=total
        )


class DevicesPanel(QWidget):
    """The same as labels; whoever holds it shows it anew in another language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = DeviceWords(self)
        self.heading, self.text = QLabel(), QLabel()
        self.heading.setObjectName("heading")
        self.text.setObjectName("caption")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        page.addWidget(self.heading)
        page.addWidget(self.text)

    def show_engine(self, engine: Ready | None, loaded: Loaded | None) -> None:
        """Say what is known now, in the language of the window."""
        self.heading.setText(self.tr("This computer"))
        self.text.setText("\n".join(self._words.lines(engine, loaded)))


def backends(system_info: str) -> Iterator[tuple[str, list[str]]]:
    """Take llama.cpp's line apart: “CPU : AVX2 = 1 | FMA = 1 | CUDA : ARCHS = 860 | ”.

    What is switched off, and what is no instruction set, is left out.
    """
    name, features = "", list[str]()
    for part in system_info.split("|"):
        head, colon, rest = part.partition(" : ")
        if colon:
            if name:
                yield name, features
            name, features = head.strip(), []
        feature, _, value = (rest if colon else part).strip().partition(" = ")
        if value == "1" and feature not in BUILD_FEATURES:
            features.append(feature)
        elif value not in ("", "0", "1"):
            features.append(f"{feature} {value}")
    if name:
        yield name, features
