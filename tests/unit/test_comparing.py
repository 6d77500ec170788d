"""Several models answer one prompt, each in a process of its own, and the chats come first."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.core.chat import Finish, Role
from desktop.core.comparison import Agreement
from desktop.core.errors import (
    AnswerUnderWay,
    ChatCameFirst,
    EmptyPrompt,
    EngineStopped,
    ModelRefused,
    NotEnoughMemory,
    NotGguf,
)
from desktop.core.load import LoadOptions
from desktop.core.models import Installed, Origin
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.engine.protocol import (
    Broken,
    Count,
    Counted,
    Delta,
    Died,
    Failed,
    Finished,
    Generate,
    Load,
    Loaded,
    Loading,
    PartKind,
    Prompting,
    Render,
    Rendered,
    TemplateSource,
    Unload,
    Usage,
)
from desktop.hub.gguf import read_header
from desktop.services.comparing import Comparing
from desktop.services.comparison import Question, Step
from desktop.services.machine import Machine
from desktop.services.model_assembly import compare
from desktop.services.models import Stage
from desktop.services.own_load import Ground
from desktop.services.prompts import EngineBug
from tests.fakes.engine import FakeEngine
from tests.fakes.gguf import header

QUESTION = Question("Why is the sky blue?")


def model(name, size):
    return Installed(Path(f"/m/{name}.gguf"), name, Origin.FOLDER, size, name)


SMALL, LARGE, MIDDLE = model("small", 1), model("large", 9), model("middle", 5)


class Stage3:
    """A comparison over a played engine, beside the chats' played engine."""

    def __init__(self, bench, folder):
        self.bench = bench
        self.inbox = bench.inbox
        self.engine = FakeEngine()
        file = folder / "h.gguf"
        file.write_bytes(header())
        self.header = read_header(file)
        self.headers = {}  # by name; an exception is raised
        self.free = 1 << 40
        self.options = LoadOptions()
        machine = Machine(1, lambda: self.free, 77, lambda: Path("/states"), lambda _: self.options)
        ground = Ground(
            self.engine,
            bench.engine,
            bench.tasks,
            machine,
            bench.models,
            bench.prompts,
            self.inbox.later,
            self.read,
        )
        self.settings = SettingsFile(folder / "settings.json")
        self.comparing = Comparing(ground, self.settings)
        self.told = []
        self.comparing.changed.connect(self.told.append)

    def read(self, path):
        found = self.headers.get(path.stem, self.header)
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def columns(self):
        return self.comparing.state.columns

    def sent(self, kind):
        return [command for command in self.engine.sent if isinstance(command, kind)]

    def emit(self, *events):
        for event in events:
            self.engine.events.emit(event)

    def loads(self, count=1):
        """Wait for so many loads; give the newest."""
        self.inbox.run_until(lambda: len(self.sent(Load)) >= count)
        return self.sent(Load)[-1]

    def loaded(self, load):
        self.emit(
            Loaded(load.request, load.path, load.context_length, 8192, TemplateSource.OWN, "", 1, 0, 1.5)
        )

    def answer(self, text, finish=Finish.STOP, seconds=0.5):
        request = self.sent(Generate)[-1].request
        words = text.split()
        self.emit(Prompting(request, 0, 10), Delta(request, text, len(words)))
        self.emit(Finished(request, finish, Usage(10, 0, len(words), seconds, 40.0, 1)))

    def turn(self, number, text, **more):
        """Play the whole turn of one model."""
        self.loaded(self.loads(number))
        self.answer(text, **more)

    def die(self, code=-9):
        self.emit(Died(code))


@pytest.fixture
def stage(bench, tmp_path):
    stage = Stage3(bench, tmp_path)
    yield stage
    stage.comparing.close()


def test_the_smallest_answers_first_and_the_largest_is_the_reference(stage):
    stage.comparing.start([SMALL, LARGE, MIDDLE], QUESTION)
    assert [column.model.name for column in stage.columns] == ["large", "middle", "small"]
    assert stage.loads().path == SMALL.path
    stage.turn(1, "It is the light.")
    assert stage.engine.killed == 1
    stage.die()
    stage.turn(2, "It is the air.")
    stage.die()
    stage.turn(3, "It is the light.")
    large, middle, small = stage.columns
    assert not stage.comparing.running
    assert large.parting is None
    assert (small.parting.agreement, middle.parting.agreement) == (Agreement.SAME, Agreement.PARTS)
    assert (middle.parting.at, middle.parting.words) == (10, 3)
    assert [column.step for column in stage.columns] == [Step.DONE] * 3


def test_all_are_asked_the_same_way_and_leave_no_trace(stage):
    stage.comparing.start([SMALL, LARGE], Question("Why?", "Be brief.", 99, thinking=True))
    load = stage.loads()
    assert (load.states, load.snapshot_memory) == (None, 0)
    stage.turn(1, "x")
    stage.die()
    stage.turn(2, "x")
    first, second = stage.sent(Generate)
    for command in (first, second):
        assert [(turn.role, turn.text) for turn in command.turns] == [
            (Role.SYSTEM, "Be brief."),
            (Role.USER, "Why?"),
        ]
        assert (command.sampling.temperature, command.sampling.max_tokens, command.sampling.seed) == (
            0,
            99,
            1,
        )
        assert (command.chat, command.thinking) == ("", True)


def test_the_tokens_that_are_the_same_are_counted_by_the_references_tokenizer(stage):
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.turn(1, "one two three")
    stage.die()
    stage.turn(2, "one two four")
    (count,) = stage.sent(Count)
    assert count.texts == ("one two ",)
    assert stage.engine.killed == 1
    stage.emit(Counted(count.request, (2,)))
    assert stage.columns[1].parting.tokens == 2
    assert stage.engine.killed == 2


def test_other_models_are_compared_by_their_text_alone(stage, tmp_path):
    file = tmp_path / "other.gguf"
    file.write_bytes(
        header(
            general__architecture="qwen2",
            **{
                name.replace("llama.", "qwen2.").replace(".", "__"): value
                for name, value in {
                    "llama.block_count": 1,
                    "llama.context_length": 512,
                    "llama.embedding_length": 32,
                    "llama.feed_forward_length": 32,
                    "llama.attention.head_count": 2,
                    "llama.attention.head_count_kv": 1,
                }.items()
            },
        )
    )
    stage.headers["small"] = read_header(file)
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.turn(1, "one two")
    stage.die()
    stage.turn(2, "one two")
    assert stage.sent(Count) == []
    assert stage.columns[1].parting.tokens is None
    assert stage.columns[1].parting.agreement is Agreement.SAME


def test_figures_are_told(stage):
    stage.comparing.start([SMALL, LARGE], QUESTION)
    load = stage.loads()
    stage.emit(Loading(load.request, 0.5))
    assert (stage.columns[1].step, stage.columns[1].fraction) == (Step.LOADING, 0.5)
    stage.loaded(load)
    request = stage.sent(Generate)[-1].request
    stage.emit(Prompting(request, 5, 10))
    assert (stage.columns[1].step, stage.columns[1].fraction) == (Step.READING, 0.5)
    stage.emit(Delta(request, "hm", 1, PartKind.THINKING), Delta(request, "It is", 3))
    assert (stage.columns[1].step, stage.columns[1].text, stage.columns[1].tokens) == (
        Step.ANSWERING,
        "hm\n\nIt is",
        3,
    )
    stage.emit(Finished(request, Finish.LENGTH, Usage(10, 0, 3, 0.5, 40.0, 1)))
    column = stage.columns[1]
    assert (column.loaded.seconds, column.prompt_speed, column.usage.tokens_per_second) == (1.5, 20.0, 40.0)
    assert column.finish is Finish.LENGTH


def test_a_model_that_cannot_be_read_or_loaded_fails_alone(stage):
    stage.headers["small"] = NotGguf(SMALL.path)
    stage.comparing.start([SMALL, MIDDLE, LARGE], QUESTION)
    load = stage.loads()
    assert load.path == MIDDLE.path
    stage.emit(Failed(load.request, ModelRefused(MIDDLE.path, "unknown")))
    stage.die()
    stage.turn(2, "yes")
    assert [column.step for column in stage.columns] == [Step.DONE, Step.FAILED, Step.FAILED]
    assert stage.columns[2].error == NotGguf(SMALL.path)
    assert stage.columns[1].error == ModelRefused(MIDDLE.path, "unknown")


def test_a_model_that_is_too_large_fails_alone_and_says_so(stage):
    stage.free = 1000
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.inbox.run_until(lambda: not stage.comparing.running)
    assert all(isinstance(column.error, NotEnoughMemory) for column in stage.columns)
    assert stage.comparing.state.reference is None


def test_a_crash_while_answering_keeps_what_came(stage):
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.loaded(stage.loads())
    stage.emit(Delta(stage.sent(Generate)[-1].request, "It is", 2))
    stage.die(-11)
    stage.turn(2, "It is the light.")
    small = stage.columns[1]
    assert (small.step, small.text, small.error) == (Step.FAILED, "It is", EngineStopped(-11))
    assert small.parting.agreement is Agreement.SO_FAR


def test_a_model_that_crashes_while_loading_is_tried_more_carefully_and_then_given_up(stage):
    stage.comparing.start([SMALL, LARGE], QUESTION)
    for number in (1, 2):
        stage.loads(number)
        stage.die(-11)
    assert stage.sent(Load)[1].safe
    assert stage.columns[1].error == EngineStopped(-11, loading=True)
    stage.turn(3, "x")
    assert stage.columns[0].step is Step.DONE


def test_a_bug_of_the_engine_is_a_bug_and_the_next_model_has_its_turn(stage):
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.loaded(stage.loads())
    with pytest.raises(EngineBug):
        stage.emit(Broken(stage.sent(Generate)[-1].request, "Traceback"))
    assert stage.columns[1].step is Step.FAILED
    stage.die()
    stage.loads(2)


def test_a_stop_keeps_what_came_and_ends_the_process_at_once(stage):
    stage.comparing.start([SMALL, MIDDLE, LARGE], QUESTION)
    stage.turn(1, "It is the light.")
    stage.die()
    stage.loaded(stage.loads(2))
    request = stage.sent(Generate)[-1].request
    stage.emit(Delta(request, "It is", 2))
    killed = stage.engine.killed
    stage.comparing.stop()
    assert stage.engine.killed == killed + 1
    assert [column.step for column in stage.columns] == [Step.STOPPED, Step.STOPPED, Step.DONE]
    assert [column.text for column in stage.columns] == ["", "It is", "It is the light."]
    stage.emit(Delta(request, " late", 3))
    stage.die()
    assert stage.columns[1].text == "It is"
    assert stage.comparing.state.reference == 1
    assert len(stage.sent(Load)) == 2


def test_another_comparison_waits_until_the_process_before_it_has_gone(stage):
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.loaded(stage.loads())
    stage.comparing.stop()
    stage.comparing.start([MIDDLE, LARGE], QUESTION)
    assert len(stage.sent(Load)) == 1
    stage.die()
    assert stage.loads(2).path == MIDDLE.path
    assert stage.comparing.state.error is None


def test_the_chats_model_stays_where_both_fit(stage, bench):
    bench.load()
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.loads()
    assert bench.models.status.stage is Stage.READY
    assert not stage.comparing.state.made_room


def test_the_chats_model_makes_room_where_it_is_in_the_way_and_comes_back_with_the_next_question(
    stage, bench
):
    bench.load()
    stage.free = 1000
    stage.comparing.start([SMALL, LARGE], QUESTION)
    bench.inbox.run_until(lambda: bench.sent(Render))
    assert bench.engine.sent[-2:] == [Unload(), bench.sent(Render)[-1]]
    assert bench.models.status.stage is Stage.NONE
    assert stage.sent(Load) == []
    stage.free = 1 << 40
    bench.engine.events.emit(Rendered(bench.sent(Render)[-1].request, "", 0))
    stage.turn(1, "x")
    assert stage.comparing.state.made_room
    stage.die()
    stage.turn(2, "x")
    assert bench.models.status.model is not None
    before = len(bench.sent(Load))
    bench.prompts.submit(Generate(bench.prompts.new_request(), (), None, None))
    bench.inbox.run_until(lambda: len(bench.sent(Load)) > before)


def test_a_chat_process_that_has_died_holds_no_room(stage, bench):
    bench.load()
    stage.free = 1000
    stage.comparing.start([SMALL, LARGE], QUESTION)
    bench.inbox.run_until(lambda: bench.sent(Render))
    stage.free = 1 << 40
    bench.engine.events.emit(Died(-9))
    stage.loads()


def test_a_model_on_the_gpu_makes_room_in_any_case(stage, bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.sent(Load))
    load = bench.sent(Load)[-1]
    bench.engine.events.emit(Loaded(load.request, load.path, 1024, 8192, TemplateSource.OWN, "", 1, 9, 0.1))
    stage.comparing.start([SMALL, LARGE], QUESTION)
    bench.inbox.run_until(lambda: bench.sent(Unload))


def test_nothing_is_compared_while_a_chat_is_answered_or_its_model_loaded(stage, bench):
    bench.models.choose("")
    with pytest.raises(AnswerUnderWay) as refused:
        stage.comparing.start([SMALL, LARGE], QUESTION)
    assert refused.value.loading
    bench.inbox.run_until(lambda: bench.sent(Load))
    bench.loaded()
    bench.prompts.submit(Generate(bench.prompts.new_request(), (), None, None))
    with pytest.raises(AnswerUnderWay):
        stage.comparing.start([SMALL, LARGE], QUESTION)
    assert stage.comparing.state is None


@pytest.mark.parametrize("loaded", [True, False])
def test_a_chat_that_wants_an_answer_ends_the_comparison(stage, bench, loaded):
    if loaded:
        bench.load()
    stage.comparing.start([SMALL, LARGE], QUESTION)
    stage.loads()
    request = bench.prompts.new_request()
    bench.prompts.submit(Generate(request, (), None, None))
    if loaded:
        bench.engine.events.emit(Prompting(request, 0, 5))
    assert not stage.comparing.running
    assert stage.comparing.state.error == ChatCameFirst()
    assert stage.engine.killed == 1


@pytest.mark.parametrize("prompt", ["", " \n\t"])
def test_nothing_is_no_prompt(stage, prompt):
    with pytest.raises(EmptyPrompt):
        stage.comparing.start([SMALL, LARGE], Question(prompt))


def test_the_winner_becomes_the_chosen_model_also_for_the_next_start(stage, bench):
    starter = bench.models.library.installed()[0]
    stage.comparing.use(starter)
    assert bench.models.status.model == starter
    assert stage.settings.value.model == str(starter.path)


def test_no_model_that_drafts_is_loaded_beside_one_that_is_compared(stage):
    stage.options = LoadOptions(draft_model="/m/draft.gguf", context_length=256)
    stage.comparing.start([SMALL], QUESTION)
    load = stage.loads()
    assert (load.draft, load.drafting, load.context_length) == (None, False, 256)


def test_what_the_chats_model_takes_does_not_count_as_free(bench, tmp_path):
    chat = FakeEngine()
    chat.another = lambda log_file: FakeEngine()
    machine = Machine(1, lambda: 1 << 60)  # as if it had gone already
    working = SimpleNamespace(
        engine=chat, tasks=bench.tasks, machine=machine, models=bench.models, prompts=bench.prompts
    )
    basis = SimpleNamespace(
        working=working,
        places=Places(tmp_path),
        later=bench.inbox.later,
        settings=SettingsFile(tmp_path / "s"),
    )
    comparing = compare(basis)
    assert comparing.ground.machine.free_memory() < 1 << 60
    comparing.close()
