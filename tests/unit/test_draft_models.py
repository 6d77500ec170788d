"""Models that may draft for another one: found by their tokens, measured, used only if that is faster."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import pytest

from desktop.core import errors as e
from desktop.core.companion_errors import DraftProblem, DraftUnsuitable
from desktop.core.draft_models import Tried, may_draft, worth_trying
from desktop.core.fit import Memory
from desktop.core.library import Listed, OnDisk
from desktop.core.load import LoadOptions
from desktop.core.load_attempt import Attempt, Companions
from desktop.core.models import Block, Installed, Origin
from desktop.core.tasks import Tasks
from desktop.engine.abort import Aborted
from desktop.engine.calibrate import Calibrate, Calibrated, DraftTried, Measured, TryDraft
from desktop.engine.pauses import MOST_TRIES, Pauses
from desktop.engine.protocol import Died, Failed, Loaded, Ready, TemplateSource
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter
from desktop.hub.vocabulary import read_vocabulary, same_words
from desktop.services.draft_models import DraftModels
from desktop.services.file_marks import look_at
from desktop.services.machine import Machine
from desktop.services.models import Models, Stage
from tests.fakes import gguf
from tests.fakes.engine import FakeEngine
from tests.fakes.inbox import Inbox
from tests.fakes.library import library

GIB = 1 << 30
READY = Ready(1, "0.3", "CPU : AVX2 = 1", gpu_offload=False)
BIG = replace(read_header(starter().path), size=8 * GIB, parameters=8_000_000_000)
SMALL = replace(BIG, name="Small", size=GIB, parameters=1_000_000_000)
WORDS = gguf.vocabulary()[0]


# -- values


def test_only_a_much_smaller_model_of_as_many_tokens_is_tried_by_itself():
    assert worth_trying(SMALL, BIG)
    assert not worth_trying(replace(SMALL, size=3 * GIB), BIG)
    assert may_draft(replace(SMALL, size=3 * GIB), BIG)  # it can be chosen by hand
    other = replace(SMALL, body=replace(SMALL.body, vocabulary=SMALL.body.vocabulary + 129))
    assert not may_draft(other, BIG)
    assert not may_draft(replace(SMALL, parameters=5_000_000_000), BIG)


def test_a_model_that_cannot_go_back_is_not_tried():
    recurrent = replace(SMALL, body=replace(SMALL.body, blocks=(Block(1, state=100),)))
    assert not worth_trying(recurrent, BIG)


@pytest.mark.parametrize(
    ("tried", "faster"),
    [
        (Tried(1.1, 0.5), True),
        (Tried(1.09, 0.9), False),
        (Tried(2.0, 0.9, DraftProblem.CRASHES), False),
        (Tried(), False),
    ],
)
def test_a_tenth_is_what_it_must_gain(tried, faster):
    assert tried.faster is faster


# -- tokens


def words_of(folder, name="m.gguf", texts=WORDS, **fields):
    path = folder / name
    tokens = {"tokenizer__ggml__tokens": texts, "tokenizer__ggml__model": "llama"}
    path.write_bytes(gguf.header(**(tokens | fields)))
    return read_vocabulary(path)


def test_models_with_the_same_tokens_are_told_from_others(tmp_path):
    words = words_of(tmp_path)
    assert words.count == len(WORDS)
    assert same_words(words, words_of(tmp_path))
    assert same_words(words, words_of(tmp_path, texts=[*WORDS, "more", "of them"]))
    assert same_words(words_of(tmp_path, texts=[*WORDS, "more", "of them"]), words)
    assert not same_words(words, words_of(tmp_path, texts=[*WORDS[:-1], "other"]))
    assert not same_words(words, words_of(tmp_path, texts=[*WORDS, *["more"] * 129]))
    assert not same_words(words, words_of(tmp_path, tokenizer__ggml__model="gpt2"))


def test_control_tokens_may_have_other_names_but_not_other_numbers(tmp_path):
    words = words_of(tmp_path)
    assert same_words(words, words_of(tmp_path, texts=["a", "b", "c", "d", "e", *WORDS[5:]]))
    assert not same_words(words, words_of(tmp_path, texts=[*WORDS[:5], "e", *WORDS[6:]]))
    assert not same_words(words, words_of(tmp_path, tokenizer__ggml__eos_token_id=7))
    assert same_words(words, words_of(tmp_path, tokenizer__ggml__eos_token_id=2))  # which is the usual one


def test_a_file_that_lies_about_its_tokens_is_refused(tmp_path):
    for content in (b"", b"GGUF", b"nonsense" * 10, gguf.header(), starter().path.read_bytes()[:200_000]):
        path = tmp_path / "bad.gguf"
        path.write_bytes(content)
        with pytest.raises(e.ModelError):
            read_vocabulary(path)
    with pytest.raises(e.ModelError):
        read_vocabulary(tmp_path)
    with pytest.raises(e.ModelError):
        read_vocabulary(tmp_path / "gone.gguf")
    many = struct.pack("<IIQ", gguf.ARRAY, gguf.STRING, 1 << 62)
    path.write_bytes(gguf.gguf({"tokenizer.ggml.tokens": many}))
    with pytest.raises(e.ModelError):
        read_vocabulary(path)


# -- memory


def attempt(free, options, draft=SMALL):
    return Attempt(BIG, options, Memory(free), Companions(draft))


def test_what_the_program_has_found_takes_nothing_away_from_the_model():
    found = LoadOptions(draft_found="/m/small.gguf")
    alone = Attempt(BIG, LoadOptions(), Memory(64 * GIB))
    assert attempt(64 * GIB, found).draft_model is not None
    tight = alone.need.memory + GIB // 2
    assert attempt(tight, found).draft_model is None
    assert attempt(tight, found).setup == alone.setup
    by_hand = attempt(tight, LoadOptions(draft_model="/m/small.gguf"))
    assert by_hand.draft_model is not None
    assert by_hand.setup.context_length < alone.setup.context_length


def test_what_was_found_and_cannot_be_read_any_more_is_left_out():
    assert attempt(64 * GIB, LoadOptions(draft_found="/m/gone.gguf"), draft=None).draft_model is None


def test_without_drafting_or_with_another_choice_nothing_that_was_found_is_used():
    assert LoadOptions(draft_found="/x", drafting=False).drafter == ""
    assert LoadOptions(draft_found="/x", draft_model="").drafter == ""
    assert LoadOptions(draft_found="/x", draft_model="/y").drafter == "/y"


# -- the service


class Kit:
    """The service over a fake engine, and a library with a large model and small ones of the same tokens."""

    def __init__(self, folder):
        self.folder = folder
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.engine = FakeEngine()
        self.free = 64 * GIB
        self.chosen = LoadOptions()
        self.machine = Machine(1, lambda: self.free, options=lambda path: self.options(path))
        self.models = Models(self.engine, self.tasks, library(folder, self.tasks), self.machine)
        self.shelf = {}
        self.models.library.known = self.shelf.get
        self.models.library.listed = lambda: list(self.shelf.values())
        self.big = self.put("big.gguf", BIG)
        self.service = self.make()
        self.news = []
        self.service.changed.connect(self.news.append)

    def make(self):
        self.service = DraftModels(
            self.engine, self.tasks, self.models, self.machine, self.folder / "draft-models.json"
        )
        self.engine.events.emit(READY)
        return self.service

    def options(self, path):
        return self.service.options(path, self.chosen)

    def put(self, name, header, texts=WORDS):
        path = self.folder / name
        tokens = {"tokenizer__ggml__tokens": texts, "tokenizer__ggml__model": "llama"}
        path.write_bytes(gguf.header(**tokens))
        model = Installed(path, path.stem, Origin.FOLDER, header.size, "")
        self.shelf[path] = Listed(model, (OnDisk(path, 1, 1),), header=header)
        return path

    def load(self, **more):
        loaded = Loaded(1, self.big, 2048, 2048, TemplateSource.OWN, "", 1, 0, 0.0, **more)
        status = replace(self.models.status, stage=Stage.READY, model=self.shelf[self.big].model)
        self.models._set(replace(status, loaded=loaded))
        self.engine.events.emit(loaded)
        self.inbox.run_until(lambda: self.tasks.idle)

    def asked(self):
        return [command for command in self.engine.sent if isinstance(command, TryDraft)]

    def answer(self, tried):
        self.engine.events.emit(DraftTried(self.asked()[-1].request, tried))

    @property
    def used(self):
        return self.options(self.big).drafter


@pytest.fixture
def kit(tmp_path):
    kit = Kit(tmp_path)
    yield kit
    kit.tasks.close()


def test_a_small_model_of_the_same_tokens_is_measured_once_after_the_load(kit):
    small = kit.put("small.gguf", SMALL)
    kit.put("other.gguf", SMALL, texts=[*WORDS[:-1], "other"])
    kit.load()
    assert [command.draft for command in kit.asked()] == [small]
    kit.answer(Tried(1.5, 0.8))
    kit.load()
    assert len(kit.asked()) == 1
    assert kit.big in kit.news


def test_a_faster_one_is_used_from_the_next_load_on_also_after_a_restart(kit):
    small = kit.put("small.gguf", SMALL)
    assert kit.used == ""
    kit.load()
    kit.answer(Tried(1.5, 0.8))
    assert kit.used == str(small)
    kit.make()
    assert kit.used == str(small)


def test_one_that_is_not_clearly_faster_is_remembered_and_not_used(kit):
    kit.put("small.gguf", SMALL)
    kit.load()
    kit.answer(Tried(1.05, 0.6))
    assert kit.used == ""
    kit.make()
    kit.load()
    assert len(kit.asked()) == 1


def test_of_several_the_fastest_is_used_and_no_more_than_three_are_tried(kit):
    paths = [kit.put(f"s{n}.gguf", replace(SMALL, size=GIB - n)) for n in range(5)]
    kit.load()
    for ratio in (1.2, 1.6, 1.4):
        kit.answer(Tried(ratio, 0.5))
    assert [command.draft for command in kit.asked()] == paths[:3]
    assert kit.used == str(paths[1])


@pytest.mark.parametrize(
    "chosen", [LoadOptions(draft_model=""), LoadOptions(draft_model="/x"), LoadOptions(drafting=False)]
)
def test_what_the_user_has_chosen_stands_and_nothing_is_measured(kit, chosen):
    kit.put("small.gguf", SMALL)
    kit.chosen = chosen
    kit.load()
    assert kit.asked() == []
    assert kit.options(kit.big) == chosen


def test_without_room_for_both_nothing_is_measured(kit):
    kit.put("small.gguf", SMALL)
    kit.free = 9 * GIB
    kit.load()
    assert kit.asked() == []


def test_one_that_comes_later_is_measured_without_a_new_load(kit):
    kit.load()
    small = kit.put("small.gguf", SMALL)
    kit.models.library.changed.emit(None)
    kit.inbox.run_until(lambda: kit.tasks.idle)
    assert [command.draft for command in kit.asked()] == [small]


def test_another_file_of_the_same_name_is_measured_anew(kit):
    small = kit.put("small.gguf", SMALL)
    kit.load()
    kit.answer(Tried(1.5, 0.8))
    small.write_bytes(small.read_bytes() + b"more")
    assert kit.models.reading.drafts(kit.big) == [small]  # so the next load looks at it
    kit.models.library.marks.take(look_at([small]))
    assert kit.used == ""
    kit.load()
    assert len(kit.asked()) == 2


def test_another_build_of_the_engine_measures_anew_and_another_machine_does_not_take_it(kit, monkeypatch):
    kit.put("small.gguf", SMALL)
    kit.load()
    kit.answer(Tried(1.5, 0.8))
    kit.engine.events.emit(replace(READY, version="0.4"))
    kit.load()
    assert len(kit.asked()) == 2
    monkeypatch.setattr("platform.node", lambda: "elsewhere")
    assert kit.used == ""


def test_everything_can_be_measured_again(kit):
    kit.put("small.gguf", SMALL)
    kit.load()
    kit.answer(Tried(1.5, 0.8))
    kit.service.forget(kit.big)
    assert kit.used == ""
    kit.load()
    assert len(kit.asked()) == 2


def test_what_comes_to_nothing_is_tried_at_the_next_loads_a_few_times(kit):
    kit.put("small.gguf", SMALL)
    for _ in range(5):
        kit.load()
        if kit.service._asked is not None:
            kit.answer(None)
    assert len(kit.asked()) == 3


def test_one_that_the_engine_refuses_is_remembered(kit):
    small = kit.put("small.gguf", SMALL)
    kit.load()
    error = DraftUnsuitable(small, DraftProblem.VOCABULARY)
    kit.engine.events.emit(Failed(kit.asked()[-1].request, error))
    assert kit.service.tried(kit.big) == {small: Tried(problem=DraftProblem.VOCABULARY)}
    kit.load()
    assert len(kit.asked()) == 1


def test_one_that_ends_the_engine_is_told_from_the_model_and_never_tried_again(kit):
    small = kit.put("small.gguf", SMALL)
    for _ in range(4):
        kit.load()
        kit.engine.events.emit(Died(-6))
    assert len(kit.asked()) == 1
    assert kit.service.tried(kit.big)[small].problem is DraftProblem.CRASHES
    assert kit.models.status.stage is Stage.FAILED  # the others were the model's


def test_the_first_crash_names_the_one_that_was_measured(kit):
    kit.put("small.gguf", SMALL)
    kit.load()
    kit.engine.events.emit(Died(-11))
    assert kit.models.status.error == e.EngineStopped(-11, draft="small.gguf")
    assert kit.models.status.stage is Stage.NONE


def test_an_engine_that_is_ended_on_purpose_says_nothing_about_it(kit):
    kit.put("small.gguf", SMALL)
    kit.load()
    kit.engine.events.emit(Died(-9))
    assert kit.service.tried(kit.big) == {}


def test_one_that_did_not_load_with_the_model_is_not_used_again(kit):
    small = kit.put("small.gguf", SMALL)
    kit.load()
    kit.answer(Tried(1.5, 0.8))
    kit.load(draft_error=DraftUnsuitable(small, DraftProblem.CRASHES))
    assert kit.used == ""


@pytest.mark.parametrize("text", ["", "{}", "[", "[3]", '[{"model": 1}]', "\\u0000", "[" * 100_000])
def test_a_damaged_file_is_as_good_as_none(kit, text):
    (kit.folder / "draft-models.json").write_text(text)
    kit.make()
    assert kit.service.tried(kit.big) == {}


@pytest.mark.parametrize(
    "spoilt", [{"ratio": "x"}, {"ratio": float("inf")}, {"problem": "x"}, {"sizes": [1]}, {"build": 3}]
)
def test_an_entry_that_is_not_valid_is_not_taken(kit, spoilt):
    kit.put("small.gguf", SMALL)
    kit.load()
    kit.answer(Tried(1.5, 0.8))
    file = kit.folder / "draft-models.json"
    (entry,) = json.loads(file.read_text())
    file.write_text(json.dumps([entry | spoilt]))
    kit.make()
    assert kit.used == ""


# -- the engine's pauses


class Told(list):
    def __init__(self):
        self.pauses = Pauses(self.append)


def test_a_disturbed_measurement_is_tried_a_few_times_and_then_comes_to_nothing():
    told, command = Told(), TryDraft(7, starter().path)

    def disturbed():
        raise Aborted

    told.pauses.ask(command)
    for _ in range(MOST_TRIES):
        assert told.pauses.next() is command
        told.pauses.run(command, disturbed)
    assert told == [DraftTried(7, None)]
    assert told.pauses.next() is None


def test_one_measurement_of_a_kind_waits_and_both_kinds_are_carried_out_in_order():
    told = Told()
    first, second, draft = Calibrate(1, (1,), False), Calibrate(2, (1,), False), TryDraft(3, starter().path)
    for command in (first, draft, second):
        told.pauses.ask(command)
    assert told == [Calibrated(1, None)]
    assert told.pauses.next() is draft
    told.pauses.run(draft, lambda: Tried(2.0, 1.0))
    measured = Measured(1, LoadOptions().flash_attention)
    told.pauses.run(second, lambda: measured)
    assert told[1:] == [DraftTried(3, Tried(2.0, 1.0)), Calibrated(2, measured)]


def test_without_the_model_all_come_to_nothing():
    told = Told()
    told.pauses.ask(Calibrate(1, (1,), False))
    told.pauses.ask(TryDraft(2, starter().path))
    told.pauses.drop()
    assert told == [Calibrated(1, None), DraftTried(2, None)]


def test_what_fails_is_the_callers_to_tell_and_does_not_come_again():
    told, command = Told(), TryDraft(2, starter().path)
    told.pauses.ask(command)

    def fails():
        raise DraftUnsuitable(command.draft, DraftProblem.VOCABULARY)

    with pytest.raises(DraftUnsuitable):
        told.pauses.run(command, fails)
    assert told.pauses.next() is None
    assert told == []
