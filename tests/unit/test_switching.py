"""Going over to another model: the one before stays until the next is there, where memory allows."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.core import errors as e
from desktop.core.chat import ChatId, Finish, Status
from desktop.core.load import LoadOptions
from desktop.engine.calibrate import Calibrated, Measured
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Count,
    Counted,
    Delta,
    DevicesSeen,
    Died,
    Failed,
    Finished,
    Forget,
    Generate,
    Load,
    Loaded,
    Loading,
    Prompting,
    Ready,
    Render,
    TemplateSource,
    Unload,
    Usage,
)
from desktop.hub.installed import starter
from desktop.services import machine
from desktop.services.engines import Engines
from desktop.services.models import Stage
from desktop.services.prompts import EngineBug
from tests.fakes.engine import FakeEngine
from tests.unit.conftest import Bench
from tests.unit.test_loading import GPU

PLENTY = 1 << 40
USAGE = Usage(10, 4, 1, 0.2, 30.0, 7)


class Switch(Bench):
    """All services over processes that the test plays; `made` has the first one first."""

    def __init__(self, folder):
        self.made = []
        self.room = PLENTY  # bytes, beside the model that is there
        self.chosen = {}  # LoadOptions of single models
        engine = Engines(self.process(), self.process)
        super().__init__(
            folder,
            engine,
            options=lambda path: self.chosen.get(path, LoadOptions()),
            free_beside=lambda held: self.room if engine.alone else 0,
        )
        self.told = []
        self.heard = []
        self.models.refused.connect(self.told.append)
        engine.events.connect(self.heard.append)
        self.names = {}
        for name in ("two", "three"):
            path = folder / "models" / f"{name}.gguf"
            path.parent.mkdir(exist_ok=True)
            path.symlink_to(starter().path)
            self.names[name] = path

    def process(self):
        self.made.append(FakeEngine())
        return self.made[-1]

    @property
    def status(self):
        return self.models.status

    def got(self, number, *kinds):
        """Give what a process was sent."""
        return [command for command in self.made[number].sent if isinstance(command, kinds)]

    def tell(self, number, event):
        self.made[number].events.emit(event)

    def is_loaded(self, number, **more):
        load = self.got(number, Load)[-1]
        self.tell(number, _loaded(load, **more))

    def first(self, devices=(), **more):
        """Load the starter in the first process."""
        self.models.choose("")
        self.inbox.run_until(lambda: self.made[0].sent)
        self.tell(0, Ready(1, "0.3.36", "", gpu_offload=bool(devices), devices=devices))
        self.is_loaded(0, **more)
        self.made[0].sent.clear()

    def pick(self, name):
        """Choose a model, as far as the load that goes out, or the reason why none does."""
        before = sum(len(self.got(number, Load)) for number in range(len(self.made)))
        self.models.load(self.library.describe(self.names[name]))
        self.inbox.run_until(
            lambda: (
                sum(len(self.got(number, Load)) for number in range(len(self.made))) > before
                or self.status.stage is not Stage.LOADING
            )
        )

    def ask(self, text="Hi"):
        talk = self.chats.new()
        talk.send(text)
        return talk

    def finish(self, number, text="done"):
        request = self.got(number, Generate)[-1].request
        self.tell(number, Prompting(request, 0, 10))
        self.tell(number, Delta(request, text, 1))
        self.tell(number, Finished(request, Finish.STOP, USAGE))

    def is_freed(self, number):
        """Play the end of a process that was told to free its model."""
        (last,) = self.got(number, Render)
        self.tell(number, Failed(last.request, e.NoModel()))
        assert self.made[number].ended
        self.tell(number, Died(0))


def _loaded(load, layers=0, **more):
    return Loaded(
        load.request,
        load.path,
        load.context_length,
        8192,
        TemplateSource.OWN,
        "",
        1,
        layers,
        0.1,
        **more,
    )


@pytest.fixture
def bench(tmp_path):
    bench = Switch(tmp_path)
    yield bench
    bench.close()


def answers(talk):
    last = talk.branch.messages[-1]
    return last.text, last.status


def test_what_a_load_beside_finds_of_devices_is_no_reason_to_give_it_up(bench):
    bench.first()
    bench.pick("two")
    load = bench.got(1, Load)[-1]
    bench.tell(1, DevicesSeen(load.request, ()))
    bench.is_loaded(1)
    assert bench.status.stage is Stage.READY
    assert bench.status.model.path == bench.names["two"]


def test_with_room_for_both_the_next_model_gets_a_process_of_its_own(bench):
    bench.first()
    bench.pick("two")
    assert len(bench.made) == 2
    assert bench.got(0, Load, Unload) == []
    assert [load.beside for load in bench.got(1, Load)] == [True]
    bench.tell(1, Loading(bench.got(1, Load)[0].request, 0.5))
    assert (bench.status.stage, bench.status.fraction) == (Stage.LOADING, 0.5)
    bench.is_loaded(1)
    assert (bench.status.stage, bench.status.model.path) == (Stage.READY, bench.names["two"])
    bench.ask()
    assert len(bench.got(1, Generate)) == 1


def test_the_process_before_keeps_its_states_and_then_ends(bench):
    bench.first()
    bench.pick("two")
    bench.is_loaded(1)
    assert [type(command) for command in bench.made[0].sent[-2:]] == [Unload, Render]
    assert not bench.made[0].ended  # writing may take longer than an end may
    assert not bench.engine.alone
    bench.is_freed(0)
    assert bench.engine.alone
    assert (bench.status.stage, bench.told) == (Stage.READY, [])
    assert not any(isinstance(event, Died | Failed) for event in bench.heard)


def test_while_it_has_still_to_end_the_next_one_makes_room(bench):
    bench.first()
    bench.pick("two")
    bench.is_loaded(1)
    bench.pick("three")
    assert len(bench.made) == 2
    assert not bench.got(1, Load)[-1].beside


@pytest.mark.parametrize("room", [0, 200 << 20])
def test_without_room_for_both_the_one_before_makes_room(bench, room):
    bench.first()
    bench.room = room
    bench.pick("two")
    assert len(bench.made) == 1
    assert [load.beside for load in bench.got(0, Load)] == [False]


@pytest.mark.parametrize(("part", "beside"), [(0.9, False), (1.05, False), (1.2, True)])
def test_a_model_does_not_get_less_so_that_the_other_one_can_stay(bench, part, beside):
    bench.first()
    bench.room = int(part * bench.models.beside.held.need)  # the same file's, so the same need
    bench.pick("two")
    (load,) = bench.got(1 if beside else 0, Load)
    assert (load.context_length, load.beside) == (8192, beside)


def test_with_a_gpu_the_one_before_makes_room(bench):
    bench.first(devices=(GPU,), layers=31)
    bench.pick("two")
    assert [load.beside for load in bench.got(0, Load)] == [False]


@pytest.mark.parametrize("options", [LoadOptions(draft_model="/x.gguf"), LoadOptions(mlock=True)])
def test_where_the_need_is_not_known_well_the_one_before_makes_room(bench, options):
    bench.first()
    bench.chosen[bench.names["two"]] = options
    bench.pick("two")
    assert [load.beside for load in bench.got(0, Load)] == [False]


def test_a_model_with_a_drafting_one_makes_room(bench):
    bench.first(draft=starter().path)
    bench.pick("two")
    assert [load.beside for load in bench.got(0, Load)] == [False]


def test_the_same_file_with_other_settings_is_loaded_in_its_place(bench):
    bench.first()
    bench.models.reload()
    bench.inbox.run_until(lambda: bench.got(0, Load))
    assert [load.beside for load in bench.got(0, Load)] == [False]
    assert len(bench.made) == 1


def test_requests_have_numbers_of_their_own_in_both_processes(bench):
    bench.first()
    bench.ask()
    bench.pick("two")
    bench.is_loaded(1)
    bench.finish(0)
    bench.ask()
    requests = [bench.got(0, Generate)[0], bench.got(1, Load)[0], bench.got(1, Generate)[0]]
    assert len({command.request for command in requests}) == 3


def test_an_answer_goes_on_while_the_next_model_loads_and_after(bench):
    bench.first()
    talk = bench.ask()
    request = bench.got(0, Generate)[0].request
    bench.tell(0, Prompting(request, 0, 10))
    bench.pick("two")
    bench.tell(0, Delta(request, "one ", 1))
    bench.is_loaded(1)
    assert bench.got(0, Unload) == []
    bench.tell(0, Delta(request, "two", 2))
    bench.tell(0, Finished(request, Finish.STOP, USAGE))
    for count in bench.got(0, Count):
        bench.tell(0, Counted(count.request, (1,) * len(count.texts)))
    assert answers(talk) == ("one two", Status.DONE)
    assert talk.branch.messages[-1].record.model_path == str(starter().path)
    assert len(bench.got(0, Unload)) == 1


def test_a_prompt_that_came_meanwhile_is_answered_by_the_next_model(bench):
    bench.first()
    bench.pick("two")
    talk = bench.ask()
    assert bench.got(0, Generate) == []
    bench.is_loaded(1)
    bench.finish(1)
    assert answers(talk) == ("done", Status.DONE)
    assert talk.branch.messages[-1].record.model_path == str(bench.names["two"])


def fails(bench):
    load = bench.got(1, Load)[-1]
    error = e.ModelRefused(load.path, "unknown architecture")
    bench.tell(1, Failed(load.request, error))
    return error


def is_back(bench):
    """Tell that the first model is the one again."""
    return (bench.status.stage, bench.status.model.path) == (Stage.READY, starter().path)


def test_a_model_that_does_not_load_leaves_the_one_before_which_answers(bench):
    bench.first()
    bench.pick("two")
    talk = bench.ask()
    error = fails(bench)
    assert is_back(bench)
    assert bench.told == [error]
    assert bench.made[1].killed
    bench.finish(0)
    assert answers(talk) == ("done", Status.DONE)
    bench.tell(1, Died(-9))
    assert is_back(bench)


def test_a_file_that_is_no_model_leaves_the_one_before(bench):
    bench.first()
    bench.names["two"].unlink()
    bench.names["two"].write_bytes(b"hello world, this is no model")
    bench.pick("two")
    assert is_back(bench)
    assert [type(error) for error in bench.told] == [e.NotGguf]
    assert bench.made[0].sent == []


def test_a_model_that_never_fits_leaves_the_one_before(bench):
    bench.first()
    bench.room = bench.free = 1 << 20
    bench.pick("two")
    assert is_back(bench)
    assert [type(error) for error in bench.told] == [e.NotEnoughMemory]


def test_a_model_that_made_room_and_does_not_load_leaves_none(bench):
    bench.first()
    bench.room = 0
    bench.pick("two")
    load = bench.got(0, Load)[0]
    bench.tell(0, Failed(load.request, e.ModelRefused(load.path, "unknown architecture")))
    assert bench.status.stage is Stage.FAILED
    assert bench.told == []


def test_a_crash_of_the_new_process_is_tried_again_and_then_leaves_the_one_before(bench):
    bench.first()
    running = bench.ask()
    bench.pick("two")
    for number in (1, 2, 3):
        assert [load.safe for load in bench.got(number, Load)] == [number > 1]
        assert bench.status.stage is Stage.LOADING
        bench.tell(number, Died(-4))
    assert is_back(bench)
    assert bench.told == [e.ModelCrashes(bench.names["two"], 3)]
    assert not any(isinstance(event, Died) for event in bench.heard)
    bench.finish(0)
    assert answers(running) == ("done", Status.DONE)
    bench.tell(0, Died(-4))  # its own crashes are counted from now
    assert bench.status.error == e.EngineStopped(-4)


def test_a_bug_in_the_new_process_leaves_the_one_before(bench):
    bench.first()
    bench.pick("two")
    with pytest.raises(EngineBug, match="ZeroDivisionError"):
        bench.tell(1, Broken(bench.got(1, Load)[0].request, "ZeroDivisionError"))
    assert is_back(bench)
    assert bench.made[1].killed


def test_an_engine_that_cannot_work_only_fails_the_load(bench):
    bench.first()
    bench.pick("two")
    missing = e.EngineMissing("libgomp.so.1")
    bench.tell(1, Failed(None, missing))
    assert bench.status.stage is Stage.LOADING
    bench.tell(1, Failed(bench.got(1, Load)[0].request, missing))
    assert is_back(bench)
    assert bench.told == [missing]


def test_a_load_that_is_given_up_leaves_the_one_before(bench):
    bench.first()
    bench.pick("two")
    talk = bench.ask()
    late = _loaded(bench.got(1, Load)[0])
    bench.models.cancel_load()
    assert is_back(bench)
    assert bench.made[1].killed
    assert bench.got(0, Cancel) == []
    bench.tell(1, late)  # was on its way
    bench.tell(1, Died(-9))
    assert is_back(bench)
    bench.finish(0)
    assert answers(talk) == ("done", Status.DONE)
    assert bench.told == []


def test_going_back_to_the_one_before_gives_the_load_up(bench):
    bench.first()
    bench.pick("two")
    bench.models.load(starter())
    assert is_back(bench)
    assert bench.made[1].killed
    assert bench.got(0, Load) == []


def test_with_other_settings_it_is_loaded_anew(bench):
    bench.first()
    bench.pick("two")
    bench.chosen[starter().path] = LoadOptions(context_length=2048)
    bench.models.load(starter())
    bench.inbox.run_until(lambda: bench.got(0, Load))
    assert bench.got(0, Load)[0].context_length == 2048
    assert bench.made[1].killed


def test_another_one_chosen_meanwhile_takes_its_place(bench):
    bench.first()
    bench.pick("two")
    bench.pick("three")
    assert bench.made[1].killed
    assert bench.got(2, Load)[0].beside
    bench.tell(1, Died(-9))
    bench.is_loaded(2)
    assert bench.status.model.path == bench.names["three"]


def test_the_death_of_the_one_before_fails_only_its_answer(bench):
    bench.first()
    running = bench.ask("One")
    bench.tell(0, Prompting(bench.got(0, Generate)[0].request, 0, 10))
    bench.pick("two")
    waiting = bench.ask("Two")
    bench.tell(0, Died(-11))
    assert running.branch.messages[-1].status is Status.FAILED
    assert bench.status.stage is Stage.LOADING
    assert waiting.busy
    bench.is_loaded(1)
    bench.finish(1)
    assert answers(waiting) == ("done", Status.DONE)
    assert bench.engine.alone


def test_after_its_death_a_failing_load_leaves_none(bench):
    bench.first()
    bench.pick("two")
    bench.tell(0, Died(-11))
    error = fails(bench)
    assert (bench.status.stage, bench.status.error) == (Stage.FAILED, error)
    assert bench.told == []


def test_the_death_of_a_process_that_still_answers_fails_that_answer(bench):
    bench.first()
    running = bench.ask("One")
    bench.tell(0, Prompting(bench.got(0, Generate)[0].request, 0, 10))
    bench.pick("two")
    waiting = bench.ask("Two")
    bench.is_loaded(1)
    bench.tell(0, Died(-11))
    assert running.branch.messages[-1].status is Status.FAILED
    assert bench.status.stage is Stage.READY
    bench.finish(1)
    assert answers(waiting) == ("done", Status.DONE)


def test_a_stop_reaches_the_process_that_answers(bench):
    bench.first()
    talk = bench.ask()
    request = bench.got(0, Generate)[0].request
    bench.tell(0, Prompting(request, 0, 10))
    bench.pick("two")
    bench.is_loaded(1)
    talk.stop()
    assert bench.got(0, Cancel) == [Cancel(request)]
    bench.inbox.time_passes()
    assert (bench.made[0].killed, bench.made[1].killed) == (1, 0)
    bench.tell(0, Died(-9))
    assert talk.branch.messages[-1].status is Status.STOPPED
    assert bench.status.stage is Stage.READY


def test_what_is_to_be_forgotten_is_told_to_both(bench):
    bench.first()
    bench.ask()
    bench.pick("two")
    for chat in (ChatId(7), ChatId(8)):
        bench.desk.states.name(chat)  # a request for it was made
    bench.desk.states.forget(ChatId(7), ChatId(9))
    assert (bench.got(0, Forget), bench.got(1, Forget)) == ([Forget("chat-7")], [])
    bench.is_loaded(1)
    bench.desk.states.forget(ChatId(8))
    assert bench.got(0, Forget)[1:] == bench.got(1, Forget) == [Forget("chat-8")]


def test_a_measurement_beside_another_process_does_not_count(bench):
    bench.first()
    measured = Calibrated(99, Measured(3, LoadOptions().flash_attention))
    bench.tell(0, measured)
    bench.pick("two")
    bench.tell(0, measured)
    assert [event for event in bench.heard if isinstance(event, Calibrated)] == [
        measured,
        Calibrated(99, None),
    ]


def test_an_idle_model_is_unloaded_in_the_process_that_has_it(bench):
    bench.first()
    bench.pick("two")
    bench.is_loaded(1)
    bench.models.unload()
    assert len(bench.got(1, Unload)) == 1
    bench.is_freed(0)
    bench.pick("three")
    assert not bench.got(1, Load)[-1].beside  # nothing has to stay


def test_all_processes_are_closed(bench):
    bench.first()
    bench.ask()
    bench.pick("two")
    bench.is_loaded(1)
    bench.engine.close()
    assert [engine.closed for engine in bench.made] == [True, True]


def test_a_load_on_its_way_is_closed_and_none_begins_afterwards(bench):
    bench.first()
    bench.pick("two")
    bench.engine.close()
    assert [engine.closed for engine in bench.made] == [True, True]
    bench.engine.send(bench.got(1, Load)[0])
    assert len(bench.made) == 2


def test_what_the_one_before_may_still_take_is_not_free(monkeypatch):
    monkeypatch.setattr(machine, "private_memory", lambda pid: 1 << 30)
    available = SimpleNamespace(available=8 << 30)
    monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: available)
    assert machine.free_memory(1) == 8 << 30  # with the one before gone, less the reserve
    assert machine.free_beside(1, 3 << 30) == 5 << 30
    assert machine.free_beside(1, 0) == machine.free_beside(None, 0) == 7 << 30
    assert machine.free_beside(1, 1 << 40) == 0
