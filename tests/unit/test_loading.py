"""Choosing and loading a model, and what is told when that fails."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.core import errors as e
from desktop.core.chat import Adapter, Finish, Role
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable, DraftProblem, DraftUnsuitable
from desktop.core.fit import Memory, need
from desktop.core.load import FlashAttention, KvType, LoadOptions, Setup, Tuning
from desktop.core.sampling import Sampling
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Device,
    DevicesSeen,
    Died,
    Failed,
    Finished,
    Generate,
    Load,
    LoadCancelled,
    Loaded,
    Loading,
    Ready,
    TemplateSource,
    Turn,
    Usage,
)
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter
from desktop.services.machine import GpuUse, Machine, gpu_use, memory_with, private_memory
from desktop.services.models import Models, Stage
from desktop.services.prompts import EngineBug
from tests.fakes import gguf
from tests.fakes.engine import FakeEngine
from tests.fakes.library import library


def begin(bench):
    """Choose the starter, as far as the load that goes out."""
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.sent(Load))


def test_the_starter_model_is_taken_where_nothing_was_chosen(bench):
    bench.load()
    status = bench.models.status
    assert (status.stage, status.model.path) == (Stage.READY, starter().path)
    assert bench.sent(Load)[0].context_length == 8192


def test_a_chosen_model_that_has_gone_gives_way_to_the_starter(bench):
    bench.models.choose("/no/such/model.gguf")
    bench.inbox.run_until(lambda: bench.models.status.model.path == starter().path)
    bench.inbox.run_until(lambda: bench.engine.sent)


def test_progress_is_told(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.engine.events.emit(Loading(bench.sent(Load)[0].request, 0.5))
    assert bench.models.status.fraction == 0.5


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", e.NotGguf),
        (b"GGU", e.NotGguf),
        (b"hello world, this is no model", e.NotGguf),
        (b"GGUF", e.ModelError),
    ],
)
def test_a_file_that_is_no_model_is_refused_before_the_engine_sees_it(bench, tmp_path, content, error):
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    bench.models.load(bench.models.library.describe(path))
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    assert isinstance(bench.models.status.error, error)
    assert bench.engine.sent == []


def test_a_truncated_model_is_refused_with_both_sizes(bench, tmp_path):
    path = tmp_path / "cut.gguf"
    path.write_bytes(starter().path.read_bytes()[:5_000_000])
    bench.models.load(bench.models.library.describe(path))
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    assert bench.models.status.error == e.ModelTruncated(path, starter().size, 5_000_000)


def test_a_folder_is_no_model(bench, tmp_path):
    folder = tmp_path / "x.gguf"
    folder.mkdir()
    bench.models.load(bench.models.library.describe(folder))
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    assert bench.models.status.error == e.ModelMissing(folder, is_folder=True)


def test_a_file_that_is_not_there_is_told_at_once(bench):
    with pytest.raises(e.ModelMissing):
        bench.models.library.describe(Path("/no/such.gguf"))


def test_too_little_memory_is_told_with_both_numbers(bench):
    bench.free = 50_000_000
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    error = bench.models.status.error
    assert isinstance(error, e.NotEnoughMemory)
    assert error.needed > error.free == 50_000_000


def test_a_prompt_fails_with_the_reason_why_the_model_does_not_load(bench):
    talk, told = bench.chats.new(), []
    talk.failed.connect(told.append)
    talk.send("Hi")
    bench.inbox.run_until(lambda: bench.engine.sent)
    error = e.ModelRefused(starter().path, "unknown architecture")
    bench.engine.events.emit(Failed(bench.sent(Load)[0].request, error))
    assert told == [error]
    assert not talk.busy


def test_a_death_while_loading_is_tried_once_more_without_special_instructions(bench):
    talk = bench.chats.new()
    talk.send("Hi")
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.engine.events.emit(Died(-4))
    first, second = bench.sent(Load)
    assert (first.safe, second.safe) == (False, True)
    assert talk.busy
    bench.loaded()
    assert len(bench.sent(Generate)) == 1


def test_after_a_second_death_less_is_tried_and_after_a_third_nothing(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    for _ in range(2):
        bench.engine.events.emit(Died(-4))
    assert bench.models.status.stage is Stage.LOADING
    assert [(load.safe, load.context_length) for load in bench.sent(Load)] == [
        (False, 8192),
        (True, 8192),
        (True, 4096),
    ]
    bench.engine.events.emit(Died(-4))
    assert bench.models.status.stage is Stage.FAILED
    assert bench.models.status.error == e.ModelCrashes(starter().path, 3)
    assert len(bench.sent(Load)) == 3


def test_a_death_for_want_of_memory_is_followed_by_less_at_once(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.engine.events.emit(Died(-9))
    assert [(load.safe, load.context_length) for load in bench.sent(Load)] == [(False, 8192), (False, 4096)]


def refuse(bench, out_of_memory=True):
    error = e.ModelRefused(starter().path, "unable to allocate CPU buffer", out_of_memory)
    bench.engine.events.emit(Failed(bench.sent(Load)[-1].request, error))
    return error


def test_a_refusal_for_want_of_memory_is_followed_by_less_and_what_was_given_up_is_told(bench):
    begin(bench)
    refuse(bench)
    assert bench.models.status.stage is Stage.LOADING
    bench.loaded(4096)
    note = bench.models.status.note
    assert (note.wanted.context_length, note.got.context_length) == (8192, 4096)


def test_a_load_that_worked_at_once_gave_nothing_up(bench):
    bench.load()
    assert bench.models.status.note is None


def test_where_nothing_is_left_to_give_up_the_memory_is_named(bench):
    begin(bench)
    for _ in range(4):
        refuse(bench)
    assert [load.context_length for load in bench.sent(Load)] == [8192, 4096, 2048, 1024]
    assert isinstance(bench.models.status.error, e.NotEnoughMemory)


def test_a_refusal_for_another_reason_is_told_as_it_is(bench):
    begin(bench)
    error = refuse(bench, out_of_memory=False)
    assert bench.models.status.error == error
    assert len(bench.sent(Load)) == 1


def crash_while_answering(bench, exit_code=-11):
    bench.load()
    bench.engine.events.emit(Died(exit_code))


def test_three_crashes_in_a_row_while_answering_are_told(bench):
    for _ in range(2):
        crash_while_answering(bench)
        assert bench.models.status.error == e.EngineStopped(-11)
        assert bench.models.status.stage is Stage.NONE
    crash_while_answering(bench)
    assert bench.models.status.stage is Stage.FAILED
    assert bench.models.status.error == e.ModelCrashes(starter().path, 3)


def test_an_answer_in_between_forgives_the_crashes(bench):
    for _ in range(4):
        crash_while_answering(bench)
        bench.load()
        usage = Usage(1, 0, 1, 0.1, None, 1)
        bench.engine.events.emit(Finished(99, Finish.STOP, usage))
    assert bench.models.status.stage is Stage.READY


def test_an_engine_that_was_ended_on_purpose_has_not_crashed(bench):
    for _ in range(4):
        crash_while_answering(bench, exit_code=-9)
        assert bench.models.status.error == e.EngineStopped(-9)


PIRATE, TERSE = Adapter("/a/pirate.gguf"), Adapter("/a/terse.gguf", 0.5)


def ask(bench, *adapters):
    """Hand a prompt over, and have the model loaded for it; give its number."""
    request = bench.prompts.new_request()
    turns = (Turn(Role.USER, "Hi"),)
    bench.prompts.submit(Generate(request, turns, Sampling(), date(2026, 1, 1), adapters=adapters))
    return request


def crash_with(bench, *adapters):
    if bench.models.status.stage is not Stage.READY:
        bench.load()
    ask(bench, *adapters)
    bench.engine.events.emit(Died(-11))
    return bench.models.status


def test_an_adapter_that_ends_the_engine_is_told_from_the_model(bench):
    for _ in range(5):
        status = crash_with(bench, PIRATE, TERSE)
        assert status.error == e.EngineStopped(-11, adapters=("pirate.gguf", "terse.gguf"))
        assert status.stage is Stage.NONE
    for _ in range(2):
        assert crash_with(bench).stage is Stage.NONE
    assert crash_with(bench).error == e.ModelCrashes(starter().path, 3)


def test_an_adapter_of_no_strength_is_not_blamed(bench):
    assert crash_with(bench, replace(PIRATE, scale=0.0)).error == e.EngineStopped(-11)


def test_an_adapter_is_not_blamed_for_an_end_on_purpose(bench):
    bench.load()
    ask(bench, PIRATE)
    bench.engine.events.emit(Died(-9))
    assert bench.models.status.error == e.EngineStopped(-9)


def test_what_waits_with_an_adapter_that_ended_the_engine_three_times_is_not_sent_by_itself(bench):
    told = []
    bench.prompts.events.connect(told.append)
    for _ in range(2):
        crash_with(bench, PIRATE)
    bench.load()
    ask(bench, PIRATE)
    waiting, other = ask(bench, PIRATE), ask(bench, TERSE)
    bench.engine.events.emit(Died(-11))
    refused = [event for event in told if isinstance(event, Failed)]
    unsuitable = AdapterUnsuitable(Path(PIRATE.path), AdapterProblem.CRASHES)
    assert refused == [Failed(waiting, unsuitable)]
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.LOADING and bench.tasks.idle)
    bench.loaded()
    assert bench.sent(Generate)[-1].request == other


def test_an_answer_with_an_adapter_forgives_it(bench):
    for _ in range(2):
        crash_with(bench, PIRATE)
    bench.load()
    ask(bench, PIRATE)
    bench.answer("aye")
    crash_with(bench, PIRATE)
    ask(bench, PIRATE)
    assert len([each for each in bench.prompts._waiting]) == 1


def test_adapters_of_the_chat_count_when_a_model_is_loaded(bench, tmp_path):
    path = tmp_path / "adapter.gguf"
    fields = {"general.type": "adapter", "general.architecture": "llama", "adapter.type": "lora"}
    path.write_bytes(gguf.gguf(fields, [("blk.0.attn_q.weight.lora_a", (576, 1000), bytes(4 * 576_000))]))
    bench.free = need(read_header(starter().path), Setup(8192)).memory + (1 << 20)
    assert drafting(bench).context_length == 8192
    bench.models.cancel_load()
    bench.models.reading.adapters = lambda: [path, tmp_path / "gone.gguf"]
    assert drafting(bench).context_length < 8192


GPU = Device("CUDA0", "a card", "gpu", 8 << 30, 8 << 30)


def ready(*devices):
    return Ready(1, "0.3.36", "CUDA : ARCHS = 860", gpu_offload=True, devices=devices)


def test_a_gpu_that_the_engine_finds_is_used_at_once(bench):
    begin(bench)
    first = bench.sent(Load)[0]
    bench.engine.events.emit(ready(GPU))
    assert Cancel(first.request) in bench.engine.sent
    assert [load.gpu_layers for load in bench.sent(Load)] == [0, 31]
    bench.engine.events.emit(LoadCancelled(first.request))
    bench.loaded()
    assert bench.models.status.stage is Stage.READY


def test_an_engine_without_a_gpu_changes_nothing(bench):
    begin(bench)
    bench.engine.events.emit(ready(Device("CPU", "a processor", "cpu", 1 << 34, 1 << 34)))
    assert len(bench.sent(Load)) == 1


def test_with_a_known_gpu_the_layers_are_chosen_before_the_load(bench):
    bench.engine.events.emit(ready(GPU))
    begin(bench)
    assert [load.gpu_layers for load in bench.sent(Load)] == [31]


def test_a_full_gpu_gets_fewer_layers_and_in_the_end_none(bench):
    bench.engine.events.emit(ready(GPU))
    begin(bench)
    for _ in range(5):
        refuse(bench)
    assert [load.gpu_layers for load in bench.sent(Load)] == [31, 24, 17, 10, 7, 7]
    refuse(bench)
    assert bench.sent(Load)[-1].gpu_layers == 0


def seen(bench, free):
    """Play what the engine finds while the newest load is on its way."""
    card = replace(GPU, free=free)
    bench.engine.events.emit(DevicesSeen(bench.sent(Load)[-1].request, (card,)))


def test_a_gpu_that_another_program_has_filled_meanwhile_gets_what_fits_there_now(bench):
    bench.engine.events.emit(ready(GPU))
    begin(bench)
    seen(bench, 0)
    first, second = bench.sent(Load)
    assert Cancel(first.request) in bench.engine.sent
    assert (first.gpu_layers, second.gpu_layers) == (31, 0)
    seen(bench, GPU.free)
    assert len(bench.sent(Load)) == 2  # one look for each load, or they would never end
    assert bench.models.status.stage is Stage.LOADING


def test_a_gpu_that_another_program_has_left_meanwhile_is_used_by_the_next_load(bench):
    bench.engine.events.emit(ready(replace(GPU, free=0)))
    begin(bench)
    seen(bench, GPU.free)
    assert [load.gpu_layers for load in bench.sent(Load)] == [0, 31]


def test_once_a_load_has_failed_for_want_of_memory_what_is_free_changes_nothing(bench):
    bench.engine.events.emit(ready(GPU))
    begin(bench)
    refuse(bench)
    seen(bench, 0)
    assert [load.gpu_layers for load in bench.sent(Load)] == [31, 24]


def test_what_was_chosen_for_the_model_goes_to_the_engine(bench, tmp_path):
    options = LoadOptions(context_length=2000, kv_type=KvType.Q8_0, threads=3, mmap=False)
    engine = FakeEngine()
    machine = Machine(1, lambda: 1 << 40, options=lambda path: options)
    models = Models(engine, bench.tasks, library(tmp_path, bench.tasks), machine)
    models.choose("")
    bench.inbox.run_until(lambda: engine.sent)
    (load,) = engine.sent
    assert (load.context_length, load.threads) == (2000, 3)
    assert load.tuning == Tuning(KvType.Q8_0, FlashAttention.ON, mmap=False)


@pytest.mark.parametrize(
    ("offload", "devices", "layers", "reason"),
    [
        (True, (GPU,), 31, GpuUse.USED),
        (True, (GPU,), 0, GpuUse.NO_LAYERS),
        (True, (), 0, GpuUse.NO_DEVICE),
        (False, (), 0, GpuUse.NOT_BUILT),
    ],
)
def test_why_a_gpu_is_not_used_is_known(offload, devices, layers, reason):
    engine = Ready(1, "0.3.36", "", gpu_offload=offload, devices=devices)
    model = Loaded(1, Path("a.gguf"), 1024, 8192, TemplateSource.OWN, "", 1, layers, 0.1)
    assert gpu_use(engine, model) is reason


def test_integrated_gpus_count_only_where_there_is_no_other():
    integrated = Device("Vulkan1", "in the processor", "igpu", 4 << 30, 16 << 30)
    assert memory_with(100, ready(GPU, integrated)).device == GPU.free
    assert memory_with(100, ready(integrated)) == Memory(100, 4 << 30, shared=True)
    assert memory_with(100, ready(GPU, GPU)).device == 2 * GPU.free
    assert memory_with(100, None) == Memory(100)


def test_an_engine_that_cannot_work_is_told(bench):
    bench.models.choose("")
    bench.engine.events.emit(Failed(None, e.EngineMissing("libgomp.so.1")))
    assert bench.models.status.error == e.EngineMissing("libgomp.so.1")


def test_a_load_can_be_given_up(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    load = bench.sent(Load)[0]
    bench.models.cancel_load()
    assert bench.engine.sent[-1] == Cancel(load.request)
    bench.engine.events.emit(LoadCancelled(load.request))
    assert bench.models.status.stage is Stage.NONE


def test_what_the_build_can_do_is_known(bench):
    ready = Ready(1, "0.3.36", "CPU : AVX2 = 1", gpu_offload=False)
    bench.engine.events.emit(ready)
    assert bench.models.status.engine == ready


def test_a_bug_in_the_engine_is_not_swallowed(bench):
    bench.load()
    talk = bench.chats.new()
    talk.send("Hi")
    with pytest.raises(EngineBug, match="ZeroDivisionError"):
        bench.engine.events.emit(Broken(bench.sent(Generate)[0].request, "ZeroDivisionError"))
    assert not talk.busy


def test_a_prompt_that_waits_is_answered_by_the_model_that_was_chosen_meanwhile(bench, tmp_path):
    bench.load()
    first, second = bench.chats.new(), bench.chats.new()
    first.send("One")
    second.send("Two")
    assert len(bench.sent(Generate)) == 1
    other = tmp_path / "models" / "other.gguf"
    other.parent.mkdir(exist_ok=True)
    other.symlink_to(starter().path)
    bench.models.load(bench.models.library.describe(other))
    bench.inbox.run_until(lambda: len(bench.sent(Load)) == 2)
    bench.answer("1")
    assert len(bench.sent(Generate)) == 1
    bench.loaded()
    assert len(bench.sent(Generate)) == 2
    bench.answer("2")
    assert first.branch.messages[-1].record.model_path == str(starter().path)
    assert second.branch.messages[-1].record.model_path == str(other)


def test_prompts_take_their_turns_in_the_order_in_which_they_came(bench):
    bench.load()
    talks = [bench.chats.new() for _ in range(3)]
    for talk in talks:
        talk.send("Hi")
    for number, talk in enumerate(talks, start=1):
        assert len(bench.sent(Generate)) == number
        bench.answer(str(number))
        assert talk.branch.messages[-1].text == str(number)


def test_what_the_engine_holds_counts_as_free_for_the_next_model():
    code = "import sys; held = bytearray(b'x') * (64 << 20); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        held.stdout.readline()
        assert 64 << 20 < private_memory(held.pid) < 128 << 20
        held.stdin.close()
    assert private_memory(held.pid) == 0


def drafting(bench, **options):
    """Load the starter with these options; give what the engine was sent."""
    before = len(bench.sent(Load))
    machine = replace(bench.models._trial._machine, options=lambda path: LoadOptions(**options))
    bench.models.reading._machine = bench.models._trial._machine = machine
    bench.models.choose("")
    bench.inbox.run_until(lambda: len(bench.sent(Load)) > before)
    return bench.sent(Load)[-1]


def test_a_model_is_loaded_with_the_one_that_drafts_for_it(bench):
    load = drafting(bench, draft_model=str(starter().path))
    assert (load.drafting, load.draft) == (True, starter().path)


def test_without_a_choice_text_is_drafted_from_what_was_there(bench):
    load = drafting(bench)
    assert (load.drafting, load.draft) == (True, None)
    assert not drafting(bench, drafting=False).drafting


def test_what_drafts_takes_of_the_memory(bench):
    bench.free = 620 << 20
    alone = drafting(bench).context_length
    bench.models.cancel_load()
    beside = drafting(bench, draft_model=str(starter().path)).context_length
    assert beside < alone


def test_a_draft_model_that_has_gone_is_left_to_the_engine_to_tell(bench, tmp_path):
    assert drafting(bench, draft_model=str(tmp_path / "gone.gguf")).draft == tmp_path / "gone.gguf"


def test_a_draft_model_that_ends_the_engine_is_done_without(bench):
    drafting(bench, draft_model=str(starter().path))
    for _ in range(2):
        bench.engine.events.emit(Died(-6))
    loads = [(load.safe, load.context_length, load.draft) for load in bench.sent(Load)]
    assert loads == [(False, 8192, starter().path), (True, 8192, starter().path), (True, 8192, None)]
    bench.loaded()
    assert bench.models.status.loaded.draft_error == DraftUnsuitable(starter().path, DraftProblem.CRASHES)


def test_what_drafts_is_counted_once_when_the_engine_finds_a_gpu(bench):
    first = drafting(bench, draft_model=str(starter().path))
    attempt = bench.models._trial._attempt
    bench.engine.events.emit(ready(GPU))
    again = bench.models._trial._attempt
    assert again is not attempt
    assert again.free == attempt.free
    assert first.draft is not None
