"""What is measured is acted on only when it is clear, stored with what it depends on, never in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.load import FlashAttention, KvType, LoadOptions, Tuning
from desktop.engine.abort import AbortFlag
from desktop.engine.calibrate import Calibrate, Calibrated, Measured
from desktop.engine.commands import Commands
from desktop.engine.native.calibration import clearly_fastest
from desktop.engine.protocol import Died, Loaded, Ready, TemplateSource, Unload
from desktop.services import calibrating
from desktop.services.calibrating import Calibrating
from tests.fakes.engine import FakeEngine

READY = Ready(1, "0.3", "CPU : AVX2 = 1", gpu_offload=False)
FASTER = Measured(2, FlashAttention.OFF)


@pytest.mark.parametrize(
    ("rounds", "taken"),
    [
        ([(1.0, 0.9)] * 5, 1),
        ([(1.0, 0.96)] * 5, 0),  # within the noise
        ([(1.0, 1.2)] * 5, 0),
        ([(1.0, 0.9, 0.7)] * 5, 2),
        ([(1.0, 0.5)] * 2, 0),  # too few to know
        ([(1.0, 0.5), (1.0, 1.1), (1.0, 1.1), (1.0, 1.1), (1.0, 0.5)], 0),  # two lucky rounds of five
        ([(1.0, 0.9), (10.0, 9.0), (1.0, 0.9), (30.0, 27.0), (5.0, 100.0)], 1),  # the machine had its moods
        ([(1.0,)] * 5, 0),
        ([], 0),
    ],
)
def test_another_way_is_taken_only_when_it_is_clearly_faster(rounds, taken):
    assert clearly_fastest(rounds) == taken


def test_any_command_ends_work_that_nobody_waits_for():
    abort = AbortFlag()
    commands = Commands(abort)
    assert commands.begin_idle()
    assert not abort.is_set()
    commands.put(Unload())
    assert abort.is_set()
    commands.take()
    assert not abort.is_set()


def test_no_such_work_begins_while_a_command_waits():
    commands = Commands(AbortFlag())
    commands.put(Unload())
    assert not commands.begin_idle()


def test_a_command_does_not_end_the_one_that_runs_before_it():
    abort = AbortFlag()
    commands = Commands(abort)
    commands.begin_idle()
    for _ in range(2):
        commands.put(Unload())
        commands.take()
    commands.put(Unload())
    assert not abort.is_set()


class Bench:
    """A service over a fake engine, and a model file."""

    def __init__(self, folder):
        self.engine = FakeEngine()
        self.file = folder / "calibration.json"
        self.model = folder / "m.gguf"
        if not self.model.exists():
            self.model.write_bytes(b"GGUF")
        self.chosen = LoadOptions()
        self.service = Calibrating(self.engine, self.file, lambda _: self.chosen)
        self.engine.events.emit(READY)

    @property
    def options(self):
        return self.service.options(self.model)

    def load(self, gpu_layers=0, tuning=None):
        loaded = Loaded(1, self.model, 2048, 2048, TemplateSource.OWN, "", 1, gpu_layers, 0.0)
        self.engine.events.emit(replace(loaded, tuning=tuning or Tuning()))

    def asked(self):
        return [command for command in self.engine.sent if isinstance(command, Calibrate)]

    def measure(self, measured=FASTER):
        self.load()
        self.engine.events.emit(Calibrated(self.asked()[-1].request, measured))


@pytest.fixture
def bench(tmp_path, monkeypatch):
    monkeypatch.setattr(calibrating, "thread_candidates", lambda: (1, 2))
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    return Bench(tmp_path)


def test_a_model_is_measured_after_its_first_load_only(bench):
    bench.measure()
    assert [(each.threads, each.flash_attention) for each in bench.asked()] == [((1, 2), True)]
    bench.load()
    assert len(bench.asked()) == 1


def test_what_was_measured_is_used_from_the_next_load_on_also_after_a_restart(bench, tmp_path):
    assert bench.options == LoadOptions()
    bench.measure()
    assert (bench.options.threads, bench.options.flash_attention) == (2, FlashAttention.OFF)
    assert Bench(tmp_path).options == bench.options


def test_what_the_user_has_chosen_stands(bench):
    bench.measure()
    bench.chosen = LoadOptions(threads=1, flash_attention=FlashAttention.ON)
    assert bench.options == bench.chosen


@pytest.mark.parametrize("chosen", [LoadOptions(gpu_layers=-1), LoadOptions(kv_type=KvType.Q8_0)])
def test_flash_attention_is_left_alone_where_it_was_not_measured(bench, chosen):
    bench.measure()
    bench.chosen = chosen
    assert bench.options.flash_attention is FlashAttention.AUTO


def test_a_quantised_cache_leaves_flash_attention_out_of_the_measurement(bench):
    bench.load(tuning=Tuning(kv_type=KvType.Q8_0))
    assert bench.asked()[0].flash_attention is False


def test_a_model_on_a_gpu_is_not_measured_and_forgets_what_was(bench):
    bench.measure()
    bench.load(gpu_layers=3)
    assert len(bench.asked()) == 1
    assert bench.options == LoadOptions()


def test_another_file_of_the_same_name_is_measured_anew(bench):
    bench.measure()
    bench.model.write_bytes(b"GGUF, another one")
    assert bench.options == LoadOptions()
    bench.load()
    assert len(bench.asked()) == 2


def test_another_build_of_the_engine_measures_anew(bench):
    bench.measure()
    bench.engine.events.emit(replace(READY, version="0.4"))
    bench.load()
    assert len(bench.asked()) == 2


def test_another_machine_does_not_take_it(bench, monkeypatch):
    bench.measure()
    monkeypatch.setattr("platform.node", lambda: "elsewhere")
    assert bench.options == LoadOptions()


def test_a_model_can_be_measured_again(bench, tmp_path):
    bench.measure()
    bench.service.forget(bench.model)
    assert Bench(tmp_path).options == LoadOptions()
    bench.load()
    assert len(bench.asked()) == 2


def test_what_came_to_nothing_is_not_stored(bench):
    bench.measure(None)
    assert bench.options == LoadOptions()
    assert not bench.file.exists()


def test_an_answer_after_the_engine_has_died_is_not_taken(bench):
    bench.load()
    bench.engine.events.emit(Died(-9))
    bench.engine.events.emit(Calibrated(bench.asked()[0].request, FASTER))
    assert bench.options == LoadOptions()


def test_a_file_that_cannot_be_written_is_of_no_consequence(bench, monkeypatch):
    monkeypatch.setattr(
        calibrating, "write_atomically", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
    )
    bench.measure()
    assert bench.options.threads == 2


@pytest.mark.parametrize("text", ["", "[]", "{", '{"PATH": 3}', '{"PATH": {"threads": 2}}', "\\u0000"])
def test_a_damaged_file_is_as_good_as_none(bench, tmp_path, text):
    bench.file.write_text(text.replace("PATH", str(bench.model)))
    assert Bench(tmp_path).options == LoadOptions()


@pytest.mark.parametrize(
    "spoilt", [{"threads": 10**6}, {"threads": True}, {"size": "4"}, {"flash_attention": "x"}]
)
def test_an_entry_that_is_not_valid_is_not_taken(bench, tmp_path, spoilt):
    bench.measure()
    entries = json.loads(bench.file.read_text())
    bench.file.write_text(json.dumps({name: entry | spoilt for name, entry in entries.items()}))
    assert Bench(tmp_path).options == LoadOptions()


def test_performance_cores_are_counted_without_their_second_threads(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    (tmp_path / "cpus").write_text("0-3,6\n")
    for cpu, core in ((0, 0), (1, 0), (2, 1), (3, 1), (6, 4)):
        (tmp_path / f"core{cpu}").write_text(f"{core}\n")
    monkeypatch.setattr(calibrating, "PERFORMANCE_CORES", tmp_path / "cpus")
    monkeypatch.setattr(calibrating, "CORE_NUMBER", str(tmp_path / "core{cpu}"))
    assert calibrating.performance_cores() == 3


def test_without_two_kinds_of_cores_nothing_is_told(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(calibrating, "PERFORMANCE_CORES", Path("/nowhere"))
    assert calibrating.performance_cores() is None
