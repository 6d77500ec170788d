"""The form of what can be chosen for a model, with a sentence for each."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.core.fit import CELL_PAD
from desktop.core.load import ALL_LAYERS, FlashAttention, KvType, LoadOptions
from desktop.services.machine import gpus
from desktop.viewmodels.model_settings import Estimate, ModelSettingsViewModel
from desktop.widgets.devices import DeviceWords
from desktop.widgets.draft_model_words import draft_words
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField, NumberField, Row, SharesField, WheelGuard
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.style import Theme


class ModelSettingsForm(QWidget):
    """Shows what is chosen for a model. `changed` tells that the user changed a field."""

    changed = Signal()

    def __init__(self, look: Look, settings: ModelSettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._devices = DeviceWords(self)
        guard = WheelGuard(self)
        self.context, self.layers = NumberField(guard, CELL_PAD), NumberField(guard)
        self.device, self.shares = ChoiceField(look), SharesField(guard)
        self.kv, self.flash = ChoiceField(look), ChoiceField(look)
        self.threads = NumberField(guard)
        self.draft = ChoiceField(look)
        self.mlock, self.mmap, self.drafting = QCheckBox(), QCheckBox(), QCheckBox()
        for number in (self.context, self.layers, self.threads, self.shares):
            number.changed.connect(self.changed)
        for choice in (self.device, self.kv, self.flash, self.draft):
            choice.chosen.connect(self.changed)
        for switch in (self.mlock, self.mmap, self.drafting):
            switch.clicked.connect(self.changed)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 12, 0)
        page.setSpacing(20)
        self.rows: dict[QWidget, Row] = {}
        for field in (
            *(self.context, self.layers, self.device, self.shares, self.kv),
            *(self.flash, self.threads, self.drafting, self.draft, self.mlock, self.mmap),
        ):
            self.rows[field] = Row(field)
            page.addWidget(self.rows[field])

    def options(self) -> LoadOptions:
        """Read the fields."""
        layers = self.layers.value
        return replace(
            self._settings.options,
            context_length=self.context.value,
            gpu_layers=ALL_LAYERS if layers == self._settings.limits.layers else layers,
            kv_type=cast(KvType | None, self.kv.value),
            flash_attention=cast(FlashAttention, self.flash.value),
            threads=self.threads.value,
            mlock=self.mlock.isChecked(),
            mmap=self.mmap.isChecked(),
            main_device=cast(str, self.device.value),
            tensor_split=self.shares.value,
            drafting=self.drafting.isChecked(),
            draft_model=cast(str | None, self.draft.value),
        )

    def refresh(self, estimate: Estimate | None) -> None:
        """Show what is chosen, in the language of the window; without an estimate nothing can be."""
        self._say_sizes()
        self._say_devices()
        self._say_attention()
        self._say_drafting(estimate)
        self._say_running()
        if estimate is not None:
            self._put_numbers(estimate)
        self.setEnabled(estimate is not None)

    def wear(self, theme: Theme) -> None:
        """Look like the other forms."""
        self.setStyleSheet(field_rules(theme))

    def _put_numbers(self, estimate: Estimate) -> None:
        options, limits, setup = self._settings.options, self._settings.limits, estimate.fit.setup
        self.context.put(
            options.context_length, setup.context_length, limits.smallest_context, limits.largest_context
        )
        asked = limits.layers if options.gpu_layers == ALL_LAYERS else options.gpu_layers
        self.layers.put(asked, setup.layers_on_gpu(limits.layers), 0, limits.layers)
        self.threads.put(options.threads, self._settings.automatic_threads, 1, limits.threads)

    def _say_sizes(self) -> None:
        automatic = self.tr("Automatic")
        title = self.tr("Context length")
        self.context.say(title, automatic)
        words = self.tr("How many tokens of a chat the model sees at once; it was made for {count} at most.")
        count = QtSpeaker().number(self._settings.limits.largest_context)
        self.rows[self.context].say(title, words.format(count=count))
        title = self.tr("Threads")
        self.threads.say(title, automatic)
        words = self.tr(
            "How many threads compute. More than there are idle cores make it slower, not faster."
        )
        self.rows[self.threads].say(title, words)

    def _say_devices(self) -> None:
        engine = self._settings.engine
        there = gpus(engine)
        title, words = (
            self.tr("Layers on the GPU"),
            self.tr("The more layers are there, the faster it answers."),
        )
        if engine is None:
            words = self.tr("The engine has not started yet.")
        elif not there:
            words = self._devices.gpu(engine, None)[0]  # what to do stands below, with the devices
        self.layers.say(title, self.tr("Automatic"))
        self.rows[self.layers].say(title, words)
        self.layers.setEnabled(bool(there))
        options, names = self._settings.options, [device.name for device in there]
        choices: list[tuple[str, object]] = [(self.tr("All there are"), "")]
        choices += [(f"{device.name} ({device.description})", device.name) for device in there]
        self.device.put(choices, options.main_device)
        words = self.tr("With one chosen, the others stay free for other programs.")
        self.rows[self.device].say(self.tr("Which GPU"), words)
        title = self.tr("Share of each GPU")
        self.shares.automatic.setText(self.tr("Automatic"))
        self.shares.put(options.tensor_split, names)
        words = self.tr("How the layers are divided; left to the program, by what each has free.")
        self.rows[self.shares].say(title, words)
        for field in (self.device, self.shares):
            self.rows[field].setVisible(len(there) > 1)
        self.shares.setEnabled(not options.main_device)

    def _say_attention(self) -> None:
        options, header = self._settings.options, self._settings.header
        choices: list[tuple[str, object]] = [(self.tr("Automatic"), None), ("f16", KvType.F16)]
        if header is None or header.body.quantisable or options.kv_type in (KvType.Q8_0, KvType.Q4_0):
            choices += [("q8_0", KvType.Q8_0), ("q4_0", KvType.Q4_0)]
        self.kv.put(choices, options.kv_type)
        words = self.tr(
            "How exactly it remembers the chat. q8_0 takes half of the memory and q4_0 a quarter; both read"
            " prompts more slowly, and q4_0 makes answers worse."
        )
        if len(choices) == 2:
            words = self.tr("How exactly it remembers the chat. This model’s cache cannot be made smaller.")
        self.rows[self.kv].say(self.tr("KV cache"), words)
        self.flash.put(
            [
                (self.tr("Automatic"), FlashAttention.AUTO),
                (self.tr("On"), FlashAttention.ON),
                (self.tr("Off"), FlashAttention.OFF),
            ],
            options.flash_attention,
        )
        forced = options.kv_type not in (None, KvType.F16)
        self.flash.setEnabled(not forced)
        words = self.tr(
            "Saves memory in long chats. On a processor it slows answers down, so it is off there."
        )
        if forced:
            words = self.tr("It is on, since a smaller KV cache needs it.")
        self.rows[self.flash].say(self.tr("Flash attention"), words)

    def _say_drafting(self, estimate: Estimate | None) -> None:
        options = self._settings.options
        self.drafting.setChecked(options.drafting)
        self.rows[self.drafting].say(
            self.tr("Draft tokens"),
            self.tr(
                "What was there before is guessed again and checked several tokens at a time, wherever that"
                " is faster: in code and summaries. Answers with a seed or at temperature 0 are left alone."
            ),
        )
        there = self._settings.drafters()
        choices: list[tuple[str, object]] = [(self.tr("Automatic"), None), (self.tr("None"), "")]
        choices += [(model.title, str(model.path)) for model in there]
        self.draft.put(choices, options.draft_model)
        self.draft.setEnabled(options.drafting)
        words = draft_words(self._settings, estimate, len(there))
        self.rows[self.draft].say(self.tr("Draft model"), words)

    def _say_running(self) -> None:
        options = self._settings.options
        self.mlock.setChecked(options.mlock)
        self.mmap.setChecked(options.mmap)
        self.rows[self.mlock].say(
            self.tr("Keep it in memory"),
            self.tr("The system never puts it aside, so it answers at once after a pause; others have less."),
        )
        self.rows[self.mmap].say(
            self.tr("Map the file"),
            self.tr("It is read as it is needed and loads faster; without this, all of it is copied first."),
        )
