"""What was chosen for a model applies to the chats that it answers, where nothing else was chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.chat import ChatOptions, Role
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.sampling import DEFAULTS
from desktop.engine.protocol import Generate
from desktop.services.chats import Chats
from desktop.services.model_defaults import ModelDefaults
from desktop.services.model_options import ModelOptions
from desktop.services.presets import Presets

SHARP = replace(DEFAULTS, temperature=0.11)


class Kit:
    """Chats whose model has defaults."""

    def __init__(self, bench, folder):
        self.bench = bench
        self.presets = Presets(bench.store.presets)
        self.options = ModelOptions(folder / "options.json")
        self.defaults = ModelDefaults(bench.models, self.options, self.presets)
        self.chats = Chats(replace(bench.desk, defaults=self.defaults), bench.store.organising)
        bench.load()
        self.model = bench.models.status.model.path

    def ask(self, conversation, text="hello"):
        conversation.send(text)
        command = self.bench.sent(Generate)[-1]
        self.bench.answer("yes")
        return command


@pytest.fixture
def kit(bench, tmp_path):
    made = Kit(bench, tmp_path)
    yield made
    made.chats.close()


def test_a_preset_applies_where_nothing_else_was_chosen(kit):
    kit.defaults.set(kit.model, ChatDefaults(preset=BuiltIn.PRECISE))
    conversation = kit.chats.new()
    assert kit.ask(conversation).sampling == BUILT_IN[BuiltIn.PRECISE]
    conversation.fitting.choose(ChatOptions(sampling=SHARP))
    assert kit.ask(conversation, "again").sampling == SHARP


def test_a_preset_of_the_users_follows_its_changes_and_its_end(kit):
    kit.presets.keep("Mine", SHARP)
    (preset,) = kit.presets.all()
    kit.defaults.set(kit.model, ChatDefaults(preset=preset.id))
    assert kit.defaults.sampling == SHARP
    kit.presets.keep("Mine", replace(SHARP, top_k=7))
    assert kit.defaults.sampling.top_k == 7
    kit.presets.remove(preset.id)
    assert kit.defaults.sampling is None
    assert kit.ask(kit.chats.new()).sampling == DEFAULTS


def test_a_system_prompt_begins_new_chats_and_leaves_others_alone(kit):
    old = kit.chats.new()
    kit.ask(old)
    kit.defaults.set(kit.model, ChatDefaults(system="  Be brief.\0  "))
    kit.ask(old, "again")
    assert [message.role for message in old.branch.messages].count(Role.SYSTEM) == 0
    new = kit.chats.new()
    kit.ask(new)
    assert new.branch.messages[0].role is Role.SYSTEM
    assert new.branch.messages[0].text == "Be brief.\N{REPLACEMENT CHARACTER}"


def test_what_was_said_for_a_chat_comes_before_the_models_default(kit):
    kit.defaults.set(kit.model, ChatDefaults(system="Of the model."))
    conversation = kit.chats.new("Of the chat.")
    kit.ask(conversation)
    assert [m.text for m in conversation.branch.messages if m.role is Role.SYSTEM] == ["Of the chat."]


def test_changes_are_told_and_kept(kit, tmp_path):
    heard = []
    kit.defaults.changed.connect(heard.append)
    kit.defaults.set(kit.model, ChatDefaults(system="Be brief."))
    assert heard == [None]
    assert ModelOptions(tmp_path / "options.json").chats_of(kit.model).system == "Be brief."
